"""The files by which readers take references with them, one or all."""

from collections.abc import Callable, Iterator, Mapping

from ibid.formats import bibtex, csl_json, exporting, ris
from ibid.formats.items import Item
from ibid.guide.guide import Guide
from ibid.pages import views

Write = Callable[[Mapping[str, Item]], str]
FORMATS: Mapping[str, tuple[str, Write]] = {
    "json": ("CSL-JSON", csl_json.write),
    "bib": ("BibTeX", bibtex.write),
    "ris": ("RIS", ris.write),
}


def files(guide: Guide) -> Iterator[tuple[str, str]]:
    """Path and text of `references.bib` and its like, and of each source's own."""
    items = exporting.items({key: guide.reference(key) for key in guide.references})
    for ending, (_, write) in FORMATS.items():
        yield f"references.{ending}", write(items)
        for key, item in items.items():
            folder = guide.references[key].path.removesuffix("index.html")
            yield f"{folder}reference.{ending}", write({key: item})


def links() -> tuple[views.Link, ...]:
    """The way from a source's page to its own files."""
    return tuple(
        views.Link(f"reference.{ending}", name) for ending, (name, _) in FORMATS.items()
    )
