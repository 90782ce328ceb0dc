"""The words of a language, for tests that make no whole guide."""

from collections.abc import Mapping
from functools import cache

from ibid.pages.labels import Wording
from ibid.problems import Place
from ibid.reading import catalogues, files


@cache
def wording(tag: str) -> Wording:
    """The words of a language of the package."""
    texts = files.languages([])
    catalogue, problems = catalogues.read(texts, tag, Place("site.yaml"))
    assert catalogue is not None, problems
    return Wording(tag, catalogue)


ENGLISH = wording("en-GB")
SPOKEN: Mapping[str, Wording] = {"en-GB": ENGLISH}
