"""EndNote's XML, which other reference managers write too. Read only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

from ibid.formats.accounts import Account, Field
from ibid.formats.items import Entry, Item, years_and_days
from ibid.formats.ris import read_names
from ibid.problems import Place, Problem
from ibid.source import Source

TYPES = {
    **dict.fromkeys(("journal article", "electronic article"), "article-journal"),
    **dict.fromkeys(("magazine article", "newspaper article"), "article-journal"),
    **{"book": "book", "edited book": "book", "electronic book": "book"},
    **dict.fromkeys(("book section", "electronic book section"), "chapter"),
    **dict.fromkeys(("conference paper", "conference proceedings"), "chapter"),
    **{"web page": "webpage", "blog": "webpage", "online multimedia": "webpage"},
    **{"report": "report", "government document": "report", "generic": "report"},
    **{"standard": "report", "thesis": "thesis", "dataset": "dataset"},
    **{"computer program": "software", "unpublished work": "report"},
}
FIELDS = {
    **{"title": "titles/title", "volume": "volume", "issue": "number"},
    **{"page": "pages", "edition": "edition", "publisher": "publisher"},
    **{"publisher-place": "pub-location", "DOI": "electronic-resource-num"},
}
# EndNote keeps the day of access in these for web pages, and the degree for theses.
USED_OTHERWISE = {"webpage": ("volume", "issue"), "thesis": ("volume",)}
CONTAINERS = ("periodical/full-title", "titles/secondary-title", "alt-periodical/*")
# EndNote's own business, other people's words, and what finds no source.
LEFT = (
    *("database", "source-app", "rec-number", "foreign-keys/*", "label", "keywords/*"),
    *("abstract", "notes", "research-notes", "auth-address", "language", "orig-pub"),
    *("urls/pdf-urls/*", "urls/text-urls/*", "urls/figure-urls/*", "image", "caption"),
    *("alt-periodical/*", "periodical/abbr-*", "titles/alt-title"),
    *("titles/short-title", "remote-database-*", "accession-num", "work-type"),
    *("call-num", "isbn", "modified*", "dates/pub-dates/*", "dates/copyright-dates/*"),
    *("added-date", "last-updated-date"),
)


@dataclass(frozen=True)
class _Record:
    place: Place
    fields: tuple[Field, ...]


def read(source: Source) -> Iterator[Entry | Problem]:
    """The sources of an EndNote library exported as XML."""
    found = _records(source)
    if isinstance(found, Problem):
        yield found
        return
    for record in found:
        account = Account(record.fields)
        item = _item(account)
        yield Entry("", item, record.place, account.judged(LEFT))


def _item(account: Account) -> Item:
    name = account.first("ref-type")
    kind = TYPES.get(name.casefold(), name)
    tags = {
        n: tag for n, tag in FIELDS.items() if n not in USED_OTHERWISE.get(kind, ())
    }
    item: dict[str, object] = {n: account.first(tag) for n, tag in tags.items()}
    item["type"] = kind
    item["container-title"] = account.first(*CONTAINERS)
    item["URL"] = account.first("urls/related-urls/url", "urls/web-urls/url")
    item["author"] = read_names(account.all("contributors/authors/author"))
    item["editor"] = read_names(account.all("contributors/secondary-authors/author"))
    item["issued"] = _date(account)
    item["page"] = item.get("page") or account.first("custom7", of=_article_number)
    item["accessed"] = account.first("access-date", of=_whole_day)
    item["PMCID"] = account.first("custom2", of=_pmcid)
    if kind in ("book", "chapter"):
        item["ISBN"] = account.first("isbn")
    if account.first("remote-database-name").casefold() in ("nlm", "pubmed", "medline"):
        item["PMID"] = account.first("accession-num")
    return {name: value for name, value in item.items() if value}


def _date(account: Account) -> str:
    year = account.first("dates/year", of=_year)
    day = account.first("dates/pub-dates/date", of=_whole_day)
    return day if year and day.startswith(year) else year


def _year(text: str) -> str:
    found = re.search(r"(?<![-\d])\d{4}(?!\d)", text)
    return found[0] if found else ""


def _whole_day(text: str) -> str:
    found = re.fullmatch(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", text)
    return years_and_days(*found.groups()) if found else ""


def _pmcid(text: str) -> str:
    return text if re.fullmatch(r"(?:PMC)?\d+", text) else ""


def _article_number(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z]{0,4}\d{1,12}", text) else ""


def _records(source: Source) -> list[_Record] | Problem:
    """Each record with its leaves, named by their path, in the order of the file."""
    if "<!ENTITY" in source.text:  # A few of these can unfold into gigabytes.
        return _broken(source, 0, "it declares entities, which EndNote never does")
    records: list[_Record] = []
    fields: list[Field] = []
    path: list[str] = []
    texts: list[str] = []
    starts: list[int] = []
    parser = expat.ParserCreate()

    def line() -> Place:
        start = source.line_starts[parser.CurrentLineNumber - 1]
        return source.place(start, len(source.text))

    def opened(name: str, attributes: dict[str, str]) -> None:
        if name == "record":
            fields.clear()
            path.clear()
            starts.append(parser.CurrentLineNumber)
        elif name != "style" and starts:
            path.append(name)
            texts.clear()
            if name == "ref-type" and attributes.get("name"):
                texts.append(attributes["name"])

    def written(text: str) -> None:
        if path and not (path[-1] == "ref-type" and texts):
            texts.append(text)

    def closed(name: str) -> None:
        if name == "record" and starts:
            start = source.line_starts[starts.pop() - 1]
            place = source.place(start, len(source.text))
            records.append(_Record(place, tuple(fields)))
        elif name != "style" and starts and path:
            text = " ".join("".join(texts).split())
            if text:
                fields.append(Field("/".join(path), text, line()))
            path.pop()
            texts.clear()

    parser.StartElementHandler = opened
    parser.CharacterDataHandler = written
    parser.EndElementHandler = closed
    try:
        parser.Parse(source.text, True)
    except expat.ExpatError as error:
        return _broken(source, error.lineno - 1, expat.ErrorString(error.code))
    return records


def _broken(source: Source, line: int, why: str) -> Problem:
    start = source.line_starts[min(line, len(source.line_starts) - 1)]
    return Problem(
        source.place(start, len(source.text)),
        "broken-entry",
        f"this XML can't be read: {why}",
        "export the file again",
    )
