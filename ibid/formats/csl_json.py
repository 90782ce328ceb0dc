"""CSL-JSON, the data that citation processors read; ibid's own fields in `custom`."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ibid.formats.accounts import Account, Field, Judged
from ibid.formats.items import FIELDS as NAMES
from ibid.formats.items import OWN, Entry, Item, noted, standing, years_and_days
from ibid.formats.names import Names, spelled
from ibid.problems import Problem
from ibid.reading.front_matter import Source
from ibid.records import crossref
from ibid.records.answers import Fields
from ibid.records.notices import STATUSES, Standing
from ibid.records.standing import reported

# CSL has no word for a review of the literature: "review" is a review of a work.
FOREIGN_TYPES = {"review-article": "article-journal", "preprint": "article"}
# Crossref's own names, which it also writes where it says that it writes CSL.
CROSSREF_TYPES = {
    **{"journal-article": "article-journal", "posted-content": "preprint"},
    **dict.fromkeys(("monograph", "edited-book", "reference-book"), "book"),
    **dict.fromkeys(("book-chapter", "book-section", "book-part"), "chapter"),
    **dict.fromkeys(("reference-entry", "proceedings-article"), "chapter"),
    **{"proceedings": "book", "dissertation": "thesis", "report-component": "report"},
    **{"journal-issue": "article-journal", "book-track": "chapter"},
}
TYPES = {
    **{"article-magazine": "article-journal", "article-newspaper": "article-journal"},
    **{"article": "article-journal", "paper-conference": "chapter"},
    **{"post": "webpage", "post-weblog": "webpage", "entry-encyclopedia": "chapter"},
    **{"entry-dictionary": "chapter", "pamphlet": "report", "standard": "report"},
    **{"manuscript": "report", "document": "report", "entry": "chapter"},
    **CROSSREF_TYPES,
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
    start = _skipped(text, 0)
    if text[start : start + 1] == "[":
        yield from _array(text, start)
        return
    value, end = json.JSONDecoder().raw_decode(text, start)
    if _skipped(text, end) < len(text):
        raise json.JSONDecodeError("Extra data", text, end)
    # An answer of Crossref's has the work in `message`, or several in its `items`.
    message = value.get("message") if isinstance(value, dict) else None
    whole = message if isinstance(message, dict) else value
    items = whole.get("items") if isinstance(whole, dict) else None
    array = re.search(r'"items"\s*:\s*(?=\[)', text)
    if isinstance(items, list) and array:
        yield from _array(text, array.end())
    else:
        yield start, whole


def _array(text: str, start: int) -> Iterator[tuple[int, Any]]:
    decoder = json.JSONDecoder()
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


# Other people's words, a program's own business, and what finds no source. Crossref
# adds counts, licences and the cited works; what it says of notices is in the status.
LEFT = (
    *("id", "note", "annote", "custom", "abstract", "keyword", "language", "ISSN"),
    *("source", "categories", "citation-*", "title-short", "container-title-short"),
    *("journalAbbreviation", "shortTitle", "number-of-pages", "event*", "system_id"),
    *("indexed", "reference*", "references-count", "is-referenced-by-count", "link"),
    *("license", "content-domain", "created", "deposited", "score", "member", "prefix"),
    *("published*", "resource", "short-container-title", "short-title", "issn-type"),
    *("isbn-type", "journal-issue", "subject", "relation", "update-*", "updated-by"),
    *("assertion", "alternative-id", "archive", "funder", "group-title", "original-*"),
    *("article-number", "subtitle", "edition-number", "accepted", "institution"),
    *("posted", "approved", "publisher-location", "standards-body", "degree"),
    *("copyright", "clinical-trial-number", "aliases", "project", "free-to-read"),
)
PARTS_OF_CROSSREF = ("update-to", "updated-by", "relation")


def _entry(source: Source, start: int, value: Any) -> Entry | Problem:
    place = source.place(start)
    if not isinstance(value, dict):
        message = "an entry must be an object with a type and a title"
        return Problem(place, "broken-entry", message, "export the file as CSL-JSON")
    custom = value.get("custom")
    own = custom.get("ibid") if isinstance(custom, dict) else None
    item = {name: _field(name, part) for name, part in value.items()}
    kind = str(item.get("type", ""))
    item["type"] = TYPES.get(kind, kind)
    if kind == "article" and not item.get("container-title"):
        item["type"] = "preprint"
    account = _account(source, start, value, item)
    if kind in CROSSREF_TYPES or any(name in value for name in PARTS_OF_CROSSREF):
        item |= _of_crossref(value, item)
    item = noted(str(value.get("note", ""))) | item
    for name in ("id", "note", "custom", *OWN):
        item.pop(name, None)
    item |= _standing(value)
    if isinstance(own, dict):
        item |= {name: own[name] for name in (*OWN, "type") if name in own}
    return Entry(str(value.get("id", "")), item, place, account)


def _account(
    source: Source, start: int, value: Mapping[str, Any], item: Mapping[str, Any]
) -> tuple[Judged, ...]:
    """The object's members, each at the line of its name."""
    fields = []
    for name, part in value.items():
        at = source.text.find(f'"{name}"', start)
        place = source.place(at, at + len(name) + 2) if at >= 0 else source.place(start)
        text = part if isinstance(part, str) else json.dumps(part, ensure_ascii=False)
        text = "" if name in DATES and not item[name] else text
        fields.append(Field(name, text, place))
    account = Account(fields)
    account.all(*(name for name in NAMES if name in item and name not in OWN))
    return account.judged(LEFT)


def _of_crossref(value: Mapping[str, Any], item: Mapping[str, Any]) -> dict[str, Any]:
    """What Crossref keeps under names of its own."""
    subtitle = _first_text(value.get("subtitle"))
    title = str(item.get("title", ""))
    whole = f"{title}: {subtitle}" if subtitle and subtitle not in title else title
    days = ("published-print", "published-online", "posted", "issued", "published")
    dated = (_date(value[name]) for name in days if isinstance(value.get(name), dict))
    institution = value.get("institution")
    first = institution[0] if isinstance(institution, list) and institution else {}
    named = str(first.get("name", "")) if isinstance(first, dict) else ""
    is_preprint = item.get("type") == "preprint"
    archive = (named or _first_text(value.get("group-title"))) if is_preprint else ""
    found = {
        "title": whole,
        "page": item.get("page") or value.get("article-number"),
        "edition": item.get("edition") or value.get("edition-number"),
        "publisher-place": value.get("publisher-location"),
        "container-title": item.get("container-title") or archive,
        "publisher": item.get("publisher") or named,
        "issued": next((day for day in dated if day), ""),
    }
    return {name: str(part) for name, part in found.items() if part}


def _first_text(value: Any) -> str:
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, str) else ""


def _standing(value: Mapping[str, Any]) -> dict[str, str]:
    """The status that Crossref's links to notices call for."""
    if not any(value.get(name) for name in PARTS_OF_CROSSREF):
        return {}
    title = value.get("title")
    titles = title if isinstance(title, list) else [title]
    body = json.dumps({"message": {**value, "title": titles}}).encode()
    fields = crossref.read_work(body)
    report = reported(fields) if isinstance(fields, Fields) else None
    if report is None or report.standing is Standing.CURRENT:
        return {}
    found = {
        "status": str(STATUSES[report.standing]),
        "status-note": f"Crossref reports: {report.standing}. "
        "Read the notice, then say here what happened.",
    }
    notice = report.notice.DOI if report.notice else ""
    is_other = notice.casefold() != str(value.get("DOI", "")).casefold()
    return found | ({"notice": notice} if notice and is_other else {})


def _field(name: str, value: Any) -> Any:
    if name in DATES:
        return _date(value)
    if name in ("author", "editor"):
        return _names(value)
    if isinstance(value, list) and value and name in NAMES:
        return _field(name, value[0])
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number else value


def _date(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value or "")
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(first, list) or not first:
        return _worded(str(value.get("raw") or value.get("literal") or ""))
    texts = [str(part) for part in first]
    if first[0] is None:
        return ""
    if all(text.isdecimal() for text in texts):
        return years_and_days(texts[0].zfill(4), *texts[1:3])
    return texts[0]


def _worded(text: str) -> str:
    """A date in words: its year, where it has one and is no day."""
    years = re.findall(r"(?<![-\d])\d{4}(?![-\d])", text)
    return years[0] if len(years) == 1 else text


def _names(value: Any) -> Names:
    names: Names = []
    for name in value if isinstance(value, list) else []:
        if isinstance(name, dict):
            texts = {part: str(text) for part, text in name.items() if text}
            particle = texts.get("non-dropping-particle", "")
            particle = particle or texts.get("dropping-particle", "")
            family = f"{particle} {texts.get('family', '')}".strip()
            given = f"{texts.get('given', '')} {texts.get('suffix', '')}".strip()
            literal = texts.get("literal", "") or texts.get("name", "")
            names.append({"family": family, "given": given, "literal": literal})
        elif isinstance(name, str):
            names.append({"literal": name})
    return names
