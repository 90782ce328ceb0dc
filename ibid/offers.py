"""The files by which readers take references with them, one or all."""

from collections.abc import Callable, Iterator, Mapping

from ibid import exporting, views
from ibid.bibliography import Reference
from ibid.guide import Guide

Write = Callable[[Mapping[str, Reference]], str]
FORMATS: Mapping[str, tuple[str, Write]] = {
    "json": ("CSL-JSON", exporting.csl_json),
    "bib": ("BibTeX", exporting.bibtex),
    "ris": ("RIS", exporting.ris),
}


def files(guide: Guide) -> Iterator[tuple[str, str]]:
    """Path and text of `references.bib` and its like, and of each source's own."""
    references = {key: guide.reference(key) for key in guide.references}
    for ending, (_, write) in FORMATS.items():
        yield f"references.{ending}", write(references)
        for key, reference in references.items():
            folder = guide.references[key].path.removesuffix("index.html")
            yield f"{folder}reference.{ending}", write({key: reference})


def links() -> tuple[views.Link, ...]:
    """The way from a source's page to its own files."""
    return tuple(
        views.Link(f"reference.{ending}", name) for ending, (name, _) in FORMATS.items()
    )
