"""References in the formats that other programs read. Standard library only."""

from collections.abc import Callable, Mapping

from ibid.content.reference import Reference
from ibid.formats import bibtex as bibtex_format
from ibid.formats import csl_json as csl_format
from ibid.formats import ris as ris_format
from ibid.formats.items import Item, item

Write = Callable[[Mapping[str, Item]], str]
FORMATS: Mapping[str, tuple[str, Write]] = {
    "json": ("CSL-JSON", csl_format.write),
    "bib": ("BibTeX", bibtex_format.write),
    "ris": ("RIS", ris_format.write),
}


def csl_json(references: Mapping[str, Reference]) -> str:
    """All references as CSL-JSON, sorted by key."""
    return csl_format.write(items(references))


def bibtex(references: Mapping[str, Reference]) -> str:
    """All references as BibTeX, sorted by key."""
    return bibtex_format.write(items(references))


def ris(references: Mapping[str, Reference]) -> str:
    """All references as RIS, sorted by key."""
    return ris_format.write(items(references))


def items(references: Mapping[str, Reference]) -> Mapping[str, Item]:
    """What every format is written from, sorted by key."""
    return {key: item(references[key]) for key in sorted(references)}
