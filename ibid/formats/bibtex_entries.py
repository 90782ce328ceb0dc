"""The entries of a BibTeX file as it means them: strings put in, parents inherited.

The parser gives blocks; what `#` joins, `@string` names, `crossref` and `xdata` mean is
settled here, for an entry whose key was there already as for any other.
"""

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from ibid.formats.accounts import Field
from ibid.formats.months import MONTHS
from ibid.problems import Place, Problem
from ibid.source import Source

MONTH_STRINGS = {name: name for name in MONTHS}
# What a part has from its whole under another name; all else keeps its own.
INHERITED = {
    "title": "booktitle",
    "subtitle": "booksubtitle",
    "titleaddon": "booktitleaddon",
}
# A whole's own sign, and what only ever says something about the whole.
KEPT_BACK = (
    *("crossref", "xdata", "ids", "doi", "url", "urldate", "pages", "pmid", "pmcid"),
    *("eprint", "eprinttype", "archiveprefix", "abstract", "keywords", "file", "note"),
)
PARTS = ("incollection", "inbook", "inproceedings", "conference", "suppbook")
HANDED_DOWN_TO_PERIODICALS = {"title": "journaltitle", "subtitle": "journalsubtitle"}


@dataclass(frozen=True)
class Raw:
    """One entry: its kind in small letters, its key, its fields as LaTeX."""

    kind: str
    key: str
    fields: tuple[Field, ...]
    place: Place

    def value(self, name: str) -> str:
        """The field's value, or "" where the entry has no such field."""
        return next((f.value for f in self.fields if f.name == name), "")


def raw_entries(source: Source) -> Iterator[Raw | Problem]:
    """The entries in the order of the file, and what keeps any from being read."""
    found = list(_blocks(source))
    by_key: dict[str, Raw] = {}
    for one in found:
        if isinstance(one, Raw):
            by_key.setdefault(one.key.casefold(), one)
    for one in found:
        if isinstance(one, Problem):
            yield one
        elif one.kind != "xdata":
            yield _whole(one, by_key, (one.key.casefold(),))
            yield from _orphaned(one, by_key)


def _blocks(source: Source) -> Iterator[Raw | Problem]:
    from bibtexparser import model
    from bibtexparser.entrypoint import parse_string

    with _silence("bibtexparser"):
        library = parse_string(source.text, parse_stack=[])
    strings = dict(MONTH_STRINGS)
    seen: set[str] = set()
    for block in library.blocks:
        line = block.start_line or 0
        found: Any = block
        if isinstance(block, model.DuplicateBlockKeyBlock):
            found = block.ignore_error_block
        if isinstance(found, model.String):
            strings[found.key.lower()] = joined_value(found.value, strings)
        elif isinstance(found, model.Entry):
            if found.key.casefold() in seen:
                yield _twice(source, line, found.key)
            seen.add(found.key.casefold())
            yield _raw(source, found, strings)
        elif isinstance(found, model.ParsingFailedBlock):
            yield _broken(source, line, found)


@contextmanager
def _silence(name: str) -> Iterator[None]:
    """Keeps the parser from printing what is told as a problem anyway."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def _raw(source: Source, entry: Any, strings: Mapping[str, str]) -> Raw:
    fields = tuple(
        Field(
            field.key.lower(),
            joined_value(str(field.value), strings),
            place_of(source, field.start_line or entry.start_line or 0),
        )
        for field in entry.fields
    )
    place = place_of(source, entry.start_line or 0)
    return Raw(entry.entry_type.lower(), entry.key, fields, place)


def place_of(source: Source, line: int) -> Place:
    """The place of a line, counted from 0, whatever stands in it."""
    start = source.line_starts[min(line, len(source.line_starts) - 1)]
    indent = re.match(r"[ \t]*", source.text[start:])
    return source.place(start + len(indent[0] if indent else ""), len(source.text))


def _twice(source: Source, line: int, key: str) -> Problem:
    return Problem(
        place_of(source, line),
        "key-twice",
        f'another entry of this file has the key "{key}" already',
        "it was read like the first; see which of the two you want",
        "advice",
    )


def _broken(source: Source, line: int, block: Any) -> Problem:
    place = place_of(source, line)
    twice = sorted(getattr(block, "duplicate_keys", ()))
    if twice:
        message = f'the field "{twice[0]}" is given twice in this entry'
        return Problem(place, "broken-entry", message, "keep one of the two")
    return broken(place, "this entry can't be read to its end")


def broken(place: Place, message: str) -> Problem:
    """That an entry can't be read, for something that its signs tell."""
    hint = "check its braces, quotes and commas"
    return Problem(place, "broken-entry", message, hint)


def joined_value(value: str, strings: Mapping[str, str]) -> str:
    """What the parts of a value, joined by `#`, say together, as LaTeX.

    A part is a text in braces or quotes, a number, or the name of a `@string`.
    """
    return "".join(_part(part, strings) for part in _parts(value.strip())).strip()


def _parts(value: str) -> Iterator[str]:
    start, depth, quoted = 0, 0, False
    for place, sign in enumerate(value):
        if place and value[place - 1] == "\\":
            continue
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if sign == '"' and depth == 0:
            quoted = not quoted
        if sign == "#" and depth == 0 and not quoted:
            yield value[start:place].strip()
            start = place + 1
    yield value[start:].strip()


def _part(part: str, strings: Mapping[str, str]) -> str:
    if part[:1] + part[-1:] in ("{}", '""') and len(part) > 1:
        return part[1:-1]
    return strings.get(part.lower(), part)


def _whole(raw: Raw, by_key: Mapping[str, Raw], seen: Sequence[str]) -> Raw:
    """The entry with all that it inherits; a circle of parents ends where it closes."""
    fields = list(raw.fields)
    for name in ("xdata", "crossref"):
        for key in _keys(raw.value(name)):
            parent = by_key.get(key)
            if parent is None or key in seen:
                continue
            given = _whole(parent, by_key, (*seen, key))
            names = _renamed(raw.kind, parent.kind) if name == "crossref" else {}
            held = {field.name for field in fields}
            for field in given.fields:
                name_here = names.get(field.name, field.name)
                is_own = name == "crossref" and field.name in KEPT_BACK
                if name_here not in held and not is_own:
                    fields.append(replace(field, name=name_here))
    return replace(raw, fields=tuple(fields))


def _keys(value: str) -> list[str]:
    return [key.strip().casefold() for key in value.split(",") if key.strip()]


def _renamed(kind: str, parent: str) -> Mapping[str, str]:
    if kind in PARTS or parent in ("book", "collection", "proceedings"):
        of_book = {"author": "bookauthor"} if kind == "inbook" else {}
        return INHERITED | of_book
    return HANDED_DOWN_TO_PERIODICALS


def _orphaned(raw: Raw, by_key: Mapping[str, Raw]) -> Iterator[Problem]:
    for field in raw.fields:
        for key in _keys(field.value) if field.name in ("crossref", "xdata") else ():
            if key not in by_key:
                yield Problem(
                    field.place,
                    "missing-parent",
                    f'this file has no entry "{key}" to inherit from',
                    "export the two together, or add what is missing by hand",
                    "advice",
                )
