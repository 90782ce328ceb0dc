"""BibTeX; ibid's own fields begin with `x-`, which every BibTeX style passes over."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from ibid.formats.accounts import Account, Judged
from ibid.formats.bibtex_entries import Raw, broken, raw_entries
from ibid.formats.bibtex_names import read_names, written
from ibid.formats.items import (
    ARCHIVES,
    LISTS,
    Entry,
    Item,
    joined,
    noted,
    parted,
    standing,
    years_and_days,
)
from ibid.formats.items import FIELDS as NAMES
from ibid.formats.latex import decoded, escaped
from ibid.formats.months import MONTHS, month_number
from ibid.problems import Problem
from ibid.reading.front_matter import Source

WRITTEN_TYPES = {
    **{"article-journal": "article", "review-article": "article", "book": "book"},
    **{"webpage": "online", "chapter": "incollection", "report": "techreport"},
    **{"thesis": "phdthesis", "dataset": "dataset", "software": "software"},
    "preprint": "misc",
}
# What BibTeX has no type of its own for keeps it in `x-type`.
TOLD_APART = ("review-article", "preprint")
TYPES = {
    "article": "article-journal",
    **dict.fromkeys(("online", "electronic", "webpage", "www"), "webpage"),
    **dict.fromkeys(("book", "mvbook", "collection", "mvcollection"), "book"),
    **dict.fromkeys(("proceedings", "mvproceedings", "reference"), "book"),
    **dict.fromkeys(("incollection", "inbook", "bookinbook", "suppbook"), "chapter"),
    **dict.fromkeys(("inproceedings", "conference", "inreference"), "chapter"),
    **dict.fromkeys(("suppcollection", "suppbook"), "chapter"),
    **dict.fromkeys(("suppperiodical", "periodical"), "article-journal"),
    **dict.fromkeys(("report", "techreport", "manual", "booklet"), "report"),
    "standard": "report",
    **dict.fromkeys(("thesis", "phdthesis", "mastersthesis"), "thesis"),
    **{"dataset": "dataset", "software": "software", "unpublished": "report"},
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
    "phdthesis": {"publisher": "school"},
    "misc": {"container-title": "titleaddon"},
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
            name == "type" and value not in TOLD_APART
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
    for raw in raw_entries(source):
        try:
            yield raw if isinstance(raw, Problem) else _entry(raw)
        except RecursionError:
            yield broken(raw.place, "braces stand in braces too often in this entry")


# Other people's words, what belongs to a program, and what no reader needs to find it.
LEFT = (
    *("abstract", "annote", "annotation", "note", "comment", "keywords", "keyword"),
    *("file", "pdf", "local-url", "owner", "timestamp", "date-added", "date-modified"),
    *("groups", "bdsk-*", "mendeley-*", "read", "priority", "qualityassured", "ids"),
    *("issn", "eissn", "coden", "lccn", "mrnumber", "zblnumber", "citedby", "key"),
    *("language", "langid", "hyphenation", "pagetotal", "numpages", "pagination"),
    *("bibsource", "biburl", "adsurl", "adsnote", "primaryclass", "crossref", "xdata"),
    *("month", "day", "gender", "options", "sortname", "sorttitle", "sortyear"),
    *("affiliation", "affiliations", "correspondence_address", "author_keywords"),
    *("publication_stage", "abbrev_source_title", "document_type", "references"),
    *("openaccess", "funding_*", "chemicals_cas", "tradenames", "manufacturers"),
    *("unique-id", "times-cited", "web-of-science-*", "research-areas", "oa", "da"),
    *("keywords-plus", "author-email", "doc-delivery-number", "journal-iso"),
    *("number-of-cited-references", "cited-references", "usage-count-*", "funding-*"),
    *("researcherid-numbers", "orcid-numbers", "printed", "ranking", "readstatus"),
    *("creationdate", "modificationdate", "citationkey", "relevance", "type"),
    *("shorttitle", "shortauthor", "shortjournal", "entrysubtype", "copyright"),
    *("urlaccessdate", "nourl", "presort", "label", "usera", "userb", "source"),
)


def _entry(raw: Raw) -> Entry:
    account = Account(raw.fields)
    kind = _kind(raw, account)
    item: dict[str, Any] = {"type": kind}
    for name, key in _fields(WRITTEN_TYPES.get(kind, "")).items():
        keys = (key, *SYNONYMS.get(name, ()))
        item[name] = account.first(*keys, of=partial(_text, name))
    item["title"] = _titled(item["title"], account, "subtitle")
    ending = "journalsubtitle" if kind == "article-journal" else "booksubtitle"
    item["container-title"] = _titled(item["container-title"], account, ending)
    item["issue"] = item.get("issue") or account.first("issue", of=decoded)
    item |= _electronic(account, item)
    for name in ("note", "annotation", "annote"):
        item = noted(account.first(name, of=_numbers)) | _filled(item)
    item["issued"] = _issued(account)
    item["author"] = read_names(account.first("author"))
    item["editor"] = read_names(account.first("editor"))
    for name in NAMES:
        text = account.first(f"x-{name}", of=decoded)
        if text:
            item[name] = parted(text) if name in LISTS else text
    judged = tuple(
        Judged(replace(one.field, value=decoded(one.field.value)), one.fate)
        for one in account.judged(LEFT)
    )
    return Entry(raw.key, _filled(item), raw.place, judged)


def _filled(item: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if value}


def _numbers(text: str) -> str:
    """A note that is nothing but numbers of the source, as Better BibTeX writes it."""
    plain = decoded(text).replace("\\n", "\n")
    return plain if noted(plain) else ""


def _titled(title: str, account: Account, name: str) -> str:
    """The title with its subtitle, which ends no sentence of its own."""
    subtitle = account.first(name, of=decoded) if title else ""
    mark = "" if title[-1:] in (":", "?", "!") else ":"
    return f"{title}{mark} {subtitle}" if subtitle else title


# BibLaTeX's names, and fields that other programs use for the same thing.
SYNONYMS = {
    "container-title": ("journal", "journaltitle", "booktitle", "titleaddon"),
    "publisher": ("publisher", "institution", "organization", "school"),
    "publisher-place": ("location",),
    "page": ("eid", "article-number", "articleno", "art_number"),
    "URL": ("howpublished", "link"),
    "accessed": ("lastchecked", "lastvisited", "urlaccessdate"),
    "PMCID": ("pmc",),
}


def _kind(raw: Raw, account: Account) -> str:
    """The type in CSL's words; what ibid doesn't know keeps its own name."""
    own = account.first("x-type")
    if own in WRITTEN_TYPES:
        return own
    if raw.kind in PERHAPS_PREPRINTS and _is_preprint(raw):
        return "preprint"
    if raw.kind == "misc":
        address = raw.value("url") + raw.value("howpublished")
        return "webpage" if "http" in address else "report"
    if raw.kind == "inbook" and not raw.value("booktitle"):
        return "book"
    return TYPES.get(raw.kind, raw.kind)


PERHAPS_PREPRINTS = ("misc", "online", "unpublished", "article", "techreport")


def _is_preprint(raw: Raw) -> bool:
    """Whether an archive of preprints is all the place that the entry names."""
    journal = raw.value("journal") or raw.value("journaltitle")
    archive = raw.value("archiveprefix") or raw.value("eprinttype")
    named = " ".join(map(raw.value, ("publisher", "howpublished", "organization")))
    if journal:
        return bool(ARCHIVES.match(journal))
    return bool(ARCHIVES.search(f"{archive} {named}"))


EPRINTS = {
    "arxiv": ("URL", "https://arxiv.org/abs/{}"),
    "jstor": ("URL", "https://www.jstor.org/stable/{}"),
    "hdl": ("URL", "https://hdl.handle.net/{}"),
    "pubmed": ("PMID", "{}"),
    "pmid": ("PMID", "{}"),
    "pmcid": ("PMCID", "{}"),
}


def _electronic(account: Account, known: Item) -> Item:
    """What an archive's own number stands for: an address or a number in PubMed."""
    archive = next(
        (
            field.value.casefold()
            for field in account.fields
            if field.name in ("eprinttype", "archiveprefix")
        ),
        "",
    )
    name, form = EPRINTS.get(archive, ("", ""))
    if not name or known.get(name):
        return {}
    number = account.first("eprint", of=partial(_text, "DOI"))
    account.first("eprinttype", "archiveprefix")
    return {name: form.format(number.removeprefix("arXiv:"))} if number else {}


def _text(name: str, value: str) -> str:
    if name == "URL":
        address = re.search(r"https?://[^\s{}]+", value)
        value = address[0] if address else ""
    if name in VERBATIM and not re.search(r"\\[A-Za-z]{2}", value):
        return re.sub(r"\\([%_&#$~{}])|[{}]", r"\1", value)
    return decoded(value)


DAY = re.compile(r"(\d{4}(?:-\d\d-\d\d)?)(?:-\d\d)?(?:T[\d:Z.+-]*)?[~?%]?(?:/.*)?")
YEAR = re.compile(r"(?<![-\d])\d{4}(?!\d)")


def _issued(account: Account) -> str:
    """The whole day or the year; what holds neither is left for the editor."""
    whole = account.first("date", of=_day)
    year = whole or account.first("year", of=_year)
    if not year or "-" in year:
        return year
    month = account.first("month", of=_month)
    day = account.first("day", of=lambda text: text if text.isdecimal() else "")
    return years_and_days(year, month, day)


def _day(text: str) -> str:
    found = DAY.fullmatch(text)
    return found[1] if found else ""


def _year(text: str) -> str:
    whole = _day(text)
    found = YEAR.search(text)
    return whole or (found[0] if found else "")


def _month(text: str) -> str:
    return text if text.isdecimal() else month_number(text)
