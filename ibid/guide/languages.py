"""The languages of a guide: its own, and those that single pages name."""

from collections.abc import Iterator, Mapping

from ibid.guide.guide import Drafted
from ibid.pages.labels import Wording
from ibid.problems import Place, Problem
from ibid.reading import catalogues
from ibid.reading.files import TextFile

Spoken = tuple[Mapping[str, Wording], tuple[Problem, ...]]


def spoken(drafted: Drafted, texts: Mapping[str, TextFile]) -> Spoken:
    """The words of each language that a page is in, by tag, the guide's own first.

    A language that can't be had is a problem; its pages then speak English.
    """
    wordings: dict[str, Wording] = {}
    problems: list[Problem] = []
    for tag, place in _asked(drafted):
        if tag in wordings:
            continue
        catalogue, found = catalogues.read(texts, tag, place)
        problems += found
        if catalogue is None:
            catalogue, _ = catalogues.read(texts, catalogues.DEFAULT, place)
        if catalogue is not None:
            wordings[tag] = Wording(tag, catalogue)
    return wordings, tuple(problems)


def _asked(drafted: Drafted) -> Iterator[tuple[str, Place]]:
    """Each language tag that the guide's files name, and where."""
    if drafted.site and drafted.site_document:
        yield drafted.site.language, drafted.site_document.place(("language",))
    else:
        yield catalogues.DEFAULT, Place("site.yaml")
    for name, face in drafted.faces.items():
        if face.language:
            place = drafted.by_name[name].document.place(("language",))
            yield face.language, place
