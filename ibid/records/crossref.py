"""Crossref's answer about one work: the JSON of its REST API, as fields.

Whatever shape the answer has, nothing is raised: what isn't as documented is left out,
and an answer without a title is no answer.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from ibid.records.answers import Fault, Fields, unique

# Print first: that is the year most references give.
DATES = ("published-print", "published", "published-online", "issued")
# Most relations say nothing of standing; a word that sounds like it is kept.
GRAVE = re.compile(r"retract|withdr|remov|concern|errat|correct|replace|supersed")
PUBLISHED_VERSION = "is-preprint-of"


def read_work(body: bytes) -> Fields | Fault:
    """The fields of Crossref's answer about one work."""
    try:
        message = json.loads(body)["message"]
        titles = _texts(message["title"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return Fault("its answer is no record of a work")
    if not titles:
        return Fault("its record has no title")
    subtitles = _texts(message.get("subtitle"))
    fields = {
        "title": [f"{titles[0]}: {subtitles[0]}", *titles] if subtitles else titles,
        "first-author": _first_author(list(_items(message.get("author")))),
        "years": unique(year for key in DATES for year in _years(message.get(key))),
        "container-title": _texts(message.get("container-title"))
        + _texts(message.get("short-container-title")),
        "type": _texts([message.get("type")]),
        "volume": _text(message, "volume"),
        "issue": _text(message, "issue"),
        "page": _text(message, "page") or _text(message, "article-number"),
        "DOI": _text(message, "DOI"),
        "update-to": [_update(item) for item in _items(message.get("update-to"))],
        "updated-by": [_update(item) for item in _items(message.get("updated-by"))],
        "relation": list(_relations(message.get("relation"))),
    }
    return Fields.model_validate(fields)


def read_agency(body: bytes) -> str:
    """The agency that registers a DOI, as Crossref's agency route names it."""
    try:
        return _text(json.loads(body)["message"]["agency"], "id")
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


def _items(value: object) -> Iterator[dict[str, Any]]:
    rows = value if isinstance(value, list) else []
    yield from (row for row in rows if isinstance(row, dict))


def _texts(value: object) -> list[str]:
    rows = value if isinstance(value, list) else []
    return unique(row for row in rows if isinstance(row, str))


def _text(item: object, key: str) -> str:
    value = item.get(key) if isinstance(item, dict) else None
    return str(value).strip() if isinstance(value, str | int) else ""


def _first_author(authors: list[dict[str, Any]]) -> str:
    """The first author's family name; an organisation has only a name."""
    first = next((a for a in authors if a.get("sequence") == "first"), None)
    first = first or next(iter(authors), {})
    return _text(first, "family") or _text(first, "name")


def _years(value: object) -> Iterator[str]:
    """The year of `{"date-parts": [[2020, 9, 21]]}`, whose parts may be null."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and first and isinstance(first[0], int):
        yield str(first[0])


def _update(item: dict[str, Any]) -> dict[str, str]:
    updated = item.get("updated")
    return {
        "kind": _text(item, "type") or _text(item, "label") or "update",
        "DOI": _text(item, "DOI"),
        "source": _text(item, "source"),
        "date": _text(updated, "date-time")[:10],
    }


def _relations(value: object) -> Iterator[dict[str, str]]:
    for kind, items in value.items() if isinstance(value, dict) else ():
        if GRAVE.search(kind) or kind == PUBLISHED_VERSION:
            for item in _items(items):
                yield {"kind": kind, "DOI": _text(item, "id")}
