"""CSL-JSON, the data that citation processors read; ibid's own fields in `custom`."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ibid.formats.items import OWN, Entry, Item, standing, years_and_days
from ibid.formats.names import Names, spelled
from ibid.problems import Problem
from ibid.reading.front_matter import Source

# CSL has no word for a review of the literature: "review" is a review of a work.
FOREIGN_TYPES = {"review-article": "article-journal"}
TYPES = {
    **{"article-magazine": "article-journal", "article-newspaper": "article-journal"},
    **{"article": "article-journal", "paper-conference": "chapter"},
    **{"post": "webpage", "post-weblog": "webpage", "entry-encyclopedia": "chapter"},
    **{"entry-dictionary": "chapter", "pamphlet": "report", "standard": "report"},
}
DATES = ("issued", "accessed")


def data(key: str, item: Item) -> dict[str, Any]:
    """One source as CSL's data: an object of CSL-JSON."""
    own = {name: item[name] for name in OWN if name in item}
    values: dict[str, Any] = {"id": key, "type": item["type"]}
    if item["type"] in FOREIGN_TYPES:
        values["type"] = FOREIGN_TYPES[item["type"]]
        own["type"] = item["type"]
    for name, value in item.items():
        if name in DATES:
            parts = [int(part) for part in value.split("-")]
            values[name] = {"date-parts": [parts]}
        elif name in ("author", "editor"):
            values[name] = [_written_name(each) for each in value]
        elif name not in OWN and name != "type":
            values[name] = value
    if note := standing(item):
        values["note"] = note
    return {**values, "custom": {"ibid": own}}


def _written_name(name: Mapping[str, str]) -> dict[str, str]:
    given, suffix = spelled(name.get("given", ""))
    return {
        part: text
        for part, text in {**name, "given": given, "suffix": suffix}.items()
        if text
    }


def write(items: Mapping[str, Item]) -> str:
    """All sources as one array."""
    array = [data(key, item) for key, item in items.items()]
    return json.dumps(array, ensure_ascii=False, indent=2) + "\n"


def read(source: Source) -> Iterator[Entry | Problem]:
    """The sources of an array, of an object with `items`, or the one object."""
    try:
        for start, value in _values(source.text):
            yield _entry(source, start, value)
    except json.JSONDecodeError as error:
        yield Problem(
            source.place(error.pos),
            "broken-entry",
            f"this isn't JSON: {error.msg.lower()}",
            "export the file again, as CSL-JSON",
        )
    except (RecursionError, ValueError):
        message = "this is nested too deep, or holds a number too long to read"
        yield Problem(source.place(0), "broken-entry", message, "export it again")


def _values(text: str) -> Iterator[tuple[int, Any]]:
    """Each entry with the offset at which it starts, which `json.loads` won't tell."""
    decoder = json.JSONDecoder()
    start = _skipped(text, 0)
    if text[start : start + 1] != "[":
        value, end = decoder.raw_decode(text, start)
        if _skipped(text, end) < len(text):
            raise json.JSONDecodeError("Extra data", text, end)
        items = value.get("items") if isinstance(value, dict) else None
        for entry in items if isinstance(items, list) else [value]:
            yield start, entry
        return
    start = _skipped(text, start + 1)
    while text[start : start + 1] != "]":
        value, end = decoder.raw_decode(text, start)
        yield start, value
        start = _skipped(text, end)
        if text[start : start + 1] == ",":
            start = _skipped(text, start + 1)
        elif text[start : start + 1] != "]":
            raise json.JSONDecodeError("Expecting ',' or ']'", text, start)


SPACE = re.compile(r"\s*")


def _skipped(text: str, start: int) -> int:
    space = SPACE.match(text, start)
    return space.end() if space else start


def _entry(source: Source, start: int, value: Any) -> Entry | Problem:
    place = source.place(start)
    if not isinstance(value, dict):
        message = "an entry must be an object with a type and a title"
        return Problem(place, "broken-entry", message, "export the file as CSL-JSON")
    custom = value.get("custom")
    own = custom.get("ibid") if isinstance(custom, dict) else None
    item = {name: _field(name, part) for name, part in value.items()}
    item["type"] = TYPES.get(str(item.get("type", "")), item.get("type", ""))
    for name in ("id", "note", "custom", *OWN):
        item.pop(name, None)
    if isinstance(own, dict):
        item |= {name: own[name] for name in (*OWN, "type") if name in own}
    return Entry(str(value.get("id", "")), item, place)


def _field(name: str, value: Any) -> Any:
    if name in DATES:
        return _date(value)
    if name in ("author", "editor"):
        return _names(value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number else value


def _date(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value or "")
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(first, list) or not first:
        return str(value.get("raw") or value.get("literal") or "")
    texts = [str(part) for part in first]
    if all(text.isdecimal() for text in texts):
        return years_and_days(texts[0].zfill(4), *texts[1:3])
    return texts[0]


def _names(value: Any) -> Names:
    names: Names = []
    for name in value if isinstance(value, list) else []:
        if isinstance(name, dict):
            texts = {part: str(text) for part, text in name.items() if text}
            particle = texts.get("non-dropping-particle", "")
            particle = particle or texts.get("dropping-particle", "")
            family = f"{particle} {texts.get('family', '')}".strip()
            given = f"{texts.get('given', '')} {texts.get('suffix', '')}".strip()
            literal = texts.get("literal", "")
            names.append({"family": family, "given": given, "literal": literal})
        elif isinstance(name, str):
            names.append({"literal": name})
    return names
