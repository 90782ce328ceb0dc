"""BibTeX; ibid's own fields begin with `x-`, which every BibTeX style passes over."""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ibid.formats.bibtex_names import read_names, written
from ibid.formats.items import (
    MONTHS,
    Entry,
    Item,
    joined,
    month_number,
    parted,
    standing,
    years_and_days,
)
from ibid.formats.latex import decoded, escaped
from ibid.problems import Place, Problem
from ibid.reading.front_matter import Source

WRITTEN_TYPES = {
    **{"article-journal": "article", "review-article": "article", "book": "book"},
    **{"webpage": "online", "chapter": "incollection", "report": "techreport"},
}
TYPES = {
    "article": "article-journal",
    **dict.fromkeys(("online", "electronic", "webpage", "www"), "webpage"),
    **dict.fromkeys(("book", "collection", "proceedings"), "book"),
    **dict.fromkeys(
        ("incollection", "inbook", "inproceedings", "conference"), "chapter"
    ),
    **dict.fromkeys(("report", "techreport", "manual", "booklet"), "report"),
}
FIELDS = {
    **{"title": "title", "volume": "volume", "page": "pages", "edition": "edition"},
    **{"publisher": "publisher", "publisher-place": "address", "URL": "url"},
    **{"DOI": "doi", "PMID": "pmid", "PMCID": "pmcid", "ISBN": "isbn"},
    **{"accessed": "urldate", "container-title": "series", "number": "number"},
}
# BibTeX calls the same thing by another name in each type of entry.
FIELDS_OF = {
    "article": {"container-title": "journal", "issue": "number", "number": "x-number"},
    "online": {"container-title": "titleaddon", "publisher": "organization"},
    "incollection": {"container-title": "booktitle"},
    "techreport": {"publisher": "institution"},
}
VERBATIM = ("URL", "DOI", "accessed")


def _fields(kind: str) -> Mapping[str, str]:
    return FIELDS | FIELDS_OF.get(kind, {})


def write(items: Mapping[str, Item]) -> str:
    """All sources, each as one entry, with an empty line between."""
    return "\n".join(_written(key, item) for key, item in items.items())


def _written(key: str, item: Item) -> str:
    kind = WRITTEN_TYPES[item["type"]]
    names = _fields(kind)
    authors = [written(name) for name in item.get("author", [])]
    authors += ["others"] if item.get("others") else []
    lines = {"author": " and ".join(authors), "title": ""}
    lines["editor"] = " and ".join(written(name) for name in item.get("editor", []))
    lines |= _dates(item.get("issued", ""))
    for name, value in item.items():
        if name in ("author", "editor", "others", "issued") or (
            name == "type" and value != "review-article"
        ):
            continue
        lines[names.get(name, f"x-{name}")] = _value(name, value)
    lines["note"] = escaped(standing(item))
    body = "".join(f"  {name} = {{{text}}},\n" for name, text in lines.items() if text)
    return f"@{kind}{{{key},\n{body}}}\n"


def _value(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = joined(value) if isinstance(value, list) else str(value)
    if name in VERBATIM:
        # These are not LaTeX, but what means something to BibTeX would still mean it.
        return re.sub(r"[{}\\]", lambda sign: f"%{ord(sign[0]):02X}", text)
    if name == "page":
        return escaped(text).replace("-", "--")
    # Inner braces keep a style from changing the title's capitals.
    return f"{{{escaped(text)}}}" if name == "title" else escaped(text)


def _dates(issued: str) -> dict[str, str]:
    year, *rest = issued.split("-")
    if not rest:
        return {"year": year}
    month, day = rest
    return {"year": year, "month": MONTHS[int(month) - 1], "day": str(int(day))}


def read(source: Source) -> Iterator[Entry | Problem]:
    """The sources of a BibTeX or BibLaTeX file."""
    from bibtexparser import model
    from bibtexparser.entrypoint import parse_string

    with _silence("bibtexparser"):
        library = parse_string(source.text)
    for block in library.blocks:
        line = block.start_line or 0
        found: Any = block
        if isinstance(block, model.DuplicateBlockKeyBlock):
            # Another entry with the same key is an entry; importing sees to its key.
            found = block.ignore_error_block
        if isinstance(found, model.Entry):
            strings = {name: text.value for name, text in library.strings_dict.items()}
            fields = [
                (f.key.lower(), _whole(str(f.value), strings)) for f in found.fields
            ]
            yield _entry(source, line, found, dict(fields))
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


def _broken(source: Source, line: int, block: Any) -> Problem:
    twice = sorted(getattr(block, "duplicate_keys", ()))
    return Problem(
        _place(source, line),
        "broken-entry",
        f'the field "{twice[0]}" is given twice in this entry'
        if twice
        else "this entry can't be read to its end",
        "keep one of the two" if twice else "check its braces, quotes and commas",
    )


def _place(source: Source, line: int) -> Place:
    start = source.line_starts[min(line, len(source.line_starts) - 1)]
    return source.place(start, len(source.text))


PART = r'\s*(?:"([^"]*)"|\{([^{}]*)\}|(\w+))\s*'


def _whole(value: str, strings: Mapping[str, str]) -> str:
    """The value in one piece where the file joins several with `#`."""
    if not re.fullmatch(rf"{PART}(?:#{PART})+", value):
        return value.strip()
    parts = re.findall(PART, value)
    return "".join(
        text or braced or strings.get(word, word) for text, braced, word in parts
    )


def _entry(source: Source, line: int, block: Any, values: Mapping[str, str]) -> Entry:
    kind = _kind(block.entry_type.lower(), values)
    item: dict[str, Any] = {"type": kind}
    item |= {name: _text(name, values.get(key, "")) for name, key in _read(kind)}
    for name, keys in SYNONYMS.items():
        known = (_text(name, values[key]) for key in keys if values.get(key))
        item[name] = item.get(name) or next(known, "")
    if re.match(r"pubmed|pmid", values.get("eprinttype", ""), re.IGNORECASE):
        item["PMID"] = item["PMID"] or values.get("eprint", "")
    item["issued"] = _issued(values)
    item["author"] = read_names(values.get("author", ""))
    item["editor"] = read_names(values.get("editor", ""))
    for key, value in values.items():
        if key.startswith("x-"):
            name = key.removeprefix("x-")
            text = decoded(value)
            item[name] = parted(text) if name == "not-confirmed" else text
    clean = {name: value for name, value in item.items() if value}
    return Entry(block.key, clean, _place(source, line))


# BibLaTeX's names, and fields that other programs use for the same thing.
SYNONYMS = {
    "container-title": ("journal", "journaltitle", "booktitle", "titleaddon"),
    "publisher": ("publisher", "institution", "organization", "school"),
    "publisher-place": ("location",),
    "page": ("eid", "article-number"),
    "URL": ("howpublished",),
    "accessed": ("lastchecked",),
}


def _kind(name: str, values: Mapping[str, str]) -> str:
    """The type in CSL's words; what ibid doesn't know keeps its own name."""
    if name == "misc":
        address = values.get("url", "") + values.get("howpublished", "")
        return "webpage" if "http" in address else "report"
    return (
        "book"
        if name == "inbook" and "booktitle" not in values
        else TYPES.get(name, name)
    )


def _read(kind: str) -> list[tuple[str, str]]:
    """Each field of ibid with the name that BibTeX gives it in this type."""
    return list(_fields(WRITTEN_TYPES.get(kind, "")).items())


def _text(name: str, value: str) -> str:
    if name == "URL":
        address = re.search(r"https?://[^\s{}]+", value)
        value = address[0] if address else ""
    if name in VERBATIM:
        return re.sub(r"\\([%_&#$~{}])|[{}]", r"\1", value)
    return decoded(value)


def _issued(values: Mapping[str, str]) -> str:
    whole = values.get("date") or values.get("year", "")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", whole):
        return whole
    year = re.search(r"\d{4}", whole)
    month, day = values.get("month", "").lower(), values.get("day", "")
    number = month if month.isdecimal() else month_number(month)
    return (
        years_and_days(year[0], number, day if day.isdecimal() else "") if year else ""
    )
