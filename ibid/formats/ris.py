"""RIS, which most reference managers read; ibid's own fields in notes (N1)."""

import re
from collections.abc import Iterator, Mapping

from ibid.formats.accounts import Account
from ibid.formats.items import (
    ARCHIVES,
    LISTS,
    Entry,
    Item,
    joined,
    parted,
    standing,
    years_and_days,
)
from ibid.formats.names import Names, spelled
from ibid.formats.tagged import Lines, records
from ibid.problems import Problem
from ibid.reading.front_matter import Source

WRITTEN_TYPES = {
    **{"article-journal": "JOUR", "review-article": "JOUR", "webpage": "ELEC"},
    **{"book": "BOOK", "chapter": "CHAP", "report": "RPRT"},
    **{"thesis": "THES", "dataset": "DATA", "software": "COMP"},
    "preprint": "UNPB",
}
TOLD_APART = ("review-article", "preprint")
TYPES = {
    **dict.fromkeys(
        ("JOUR", "EJOUR", "JFULL", "MGZN", "NEWS", "INPR"), "article-journal"
    ),
    **dict.fromkeys(("ELEC", "WEB", "BLOG", "ICOMM"), "webpage"),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK"), "book"),
    **dict.fromkeys(("CHAP", "ECHAP", "CONF", "CPAPER", "ENCYC", "DICT"), "chapter"),
    **dict.fromkeys(("RPRT", "GOVDOC", "STAND", "PAMP"), "report"),
    **{"THES": "thesis", "DATA": "dataset", "AGGR": "dataset", "COMP": "software"},
    **{"UNPB": "report", "GEN": "report", "ABST": "article-journal"},
    **{"MANSCPT": "report", "SER": "book", "RPRT": "report", "EDBOOK": "book"},
}

TAGS = {
    **{"title": "TI", "container-title": "T2", "volume": "VL", "issue": "IS"},
    **{"edition": "ET", "publisher": "PB", "publisher-place": "CY", "DOI": "DO"},
    **{"PMCID": "C2", "URL": "UR"},
}
# SN is a journal's ISSN, a book's ISBN and a report's number.
SERIAL_NUMBERS = {"book": "ISBN", "chapter": "ISBN", "report": "number"}
# What RIS has no tag for stands in notes that begin so.
OWN_NOTE = "ibid "


def write(items: Mapping[str, Item]) -> str:
    """All sources, each from TY to ER, with an empty line between."""
    return "\n".join(_written(key, item) for key, item in items.items())


def _written(key: str, item: Item) -> str:
    kind = item["type"]
    tags = _tags(kind)
    lines = [("TY", WRITTEN_TYPES[kind]), ("ID", key)]
    lines += [("AU", _name(name)) for name in item.get("author", [])]
    editor = "A2" if kind == "chapter" else "ED"
    lines += [(editor, _name(name)) for name in item.get("editor", [])]
    lines += [(tags[name], item[name]) for name in tags if name in item]
    lines += _pages(item.get("page", "")) + _dates(item)
    if pmid := item.get("PMID"):
        lines += [("AN", pmid), ("DB", "PubMed")]
    if note := standing(item):
        lines.append(("N1", note))
    held = {"title", "author", "editor", "page", "issued", "accessed", "PMID", *tags}
    for name, value in item.items():
        if name not in held and (name != "type" or value in TOLD_APART):
            lines.append(("N1", f"{OWN_NOTE}{name}: {_own_text(value)}"))
    return "".join(f"{tag}  - {text}\n" for tag, text in [*lines, ("ER", "")])


def _tags(kind: str) -> Mapping[str, str]:
    return TAGS | ({SERIAL_NUMBERS[kind]: "SN"} if kind in SERIAL_NUMBERS else {})


def _name(name: Mapping[str, str]) -> str:
    """A comma at the end keeps reference managers from inverting an organisation."""
    if "given" in name:
        parts = (name["family"], *spelled(name["given"]))
        return ", ".join(part for part in parts if part)
    return f"{name.get('literal') or name['family']},"


def _pages(page: str) -> list[tuple[str, str]]:
    ends = re.fullmatch(r"([^\s,-]+)-([^\s,-]+)", page)
    if ends:
        return [("SP", ends[1]), ("EP", ends[2])]
    return [("SP", page)] if page else []


def _dates(item: Item) -> list[tuple[str, str]]:
    issued, accessed = item.get("issued", ""), item.get("accessed", "")
    lines = [("PY", issued[:4])] if issued else []
    if len(issued) > len("2020"):
        lines.append(("DA", issued.replace("-", "/") + "/"))
    return lines + ([("Y2", accessed.replace("-", "/") + "/")] if accessed else [])


def _own_text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return joined(value) if isinstance(value, list) else str(value)


LINE = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*)|\s*)$")


def read(source: Source) -> Iterator[Entry | Problem]:
    """The sources of a RIS file."""
    for lines in records(source, LINE, "TY"):
        if any(field.name == "ER" for field in lines.values):
            yield _entry(lines)
        else:
            yield Problem(
                lines.place,
                "broken-entry",
                "this entry never ends: the file may have been cut off",
                "add a line `ER  - ` below its last line, or export it again",
            )


# Other people's words, a program's own business, and what finds no source.
LEFT = (
    *("AB", "N2", "N1", "KW", "AD", "RP", "CA", "LA", "RN", "OP", "RI", "CR", "ST"),
    *("L1", "L3", "L4", "LB", "LK", "M3", "U?", "C1", "C3", "C4", "C5", "C6", "C8"),
    *("AN", "CN", "DB", "DP", "SN", "JA", "JO", "J1", "J2"),
)
JOURNALS = ("T2", "JF", "JO", "BT", "JA", "J2")
DOI_IN = re.compile(r"\b10\.\d{4,9}/\S+")


def _entry(lines: Lines) -> Entry:
    account = lines.account()
    item = _item(account)
    return Entry(account.first("ID"), item, lines.place, account.judged(LEFT))


def _item(account: Account) -> Item:
    code = account.first("TY").upper()
    own = _own(account)
    kind = str(own.get("type", "")) or TYPES.get(code, code)
    item: dict[str, object] = {"type": kind}
    item["title"] = account.first("TI", "T1", "BT", "CT")
    if code in ("GEN", "UNPB", "MANSCPT") and not own and _is_preprint(account):
        item["type"] = "preprint"
    item["container-title"] = _container(account, kind)
    tags = _tags(kind)
    for name in tags:
        if name not in ("title", "container-title", "URL", "PMCID"):
            item[name] = account.first(tags[name])
    item["DOI"] = item["DOI"] or account.first("M3", "L3", of=_doi_in)
    item["URL"] = account.first("UR", "L2", "LK", of=_address)
    item["page"] = _page(account)
    day, year = account.first("DA", of=_dated), account.first("PY", "Y1", of=_dated)
    item["issued"] = _date(day) if "-" in _date(day) else _date(year or day)
    if code not in ("CONF", "CPAPER"):  # There it is the day that a conference ended.
        item["accessed"] = _date(account.first("Y2", of=_dated))
    item["author"] = read_names(account.all("AU", "A1"))
    item["editor"] = read_names(account.all("ED", "A2"))
    if account.first("DB", "DP").lower() in ("pubmed", "medline", "nlm"):
        item["PMID"] = account.first("AN")
    item["PMCID"] = account.first("C2", of=_pmcid)
    return {name: value for name, value in item.items() if value} | own


def _is_preprint(account: Account) -> bool:
    """Whether an archive of preprints is the place that the entry names."""
    places = ("PB", "T2", "JF", "JO", "M3")
    return any(f.name in places and ARCHIVES.search(f.value) for f in account.fields)


def _container(account: Account, kind: str) -> str:
    """The journal by its whole name: T2 beside JF is a second title, not a journal."""
    names: tuple[str, ...] = JOURNALS
    if kind in ("article-journal", "review-article") and account.has("JF"):
        names = ("JF", *JOURNALS)
    return account.first(*names)


def _page(account: Account) -> str:
    """The pages, or the article's number, which Scopus puts into C7."""
    start, end = account.first("SP"), account.first("EP")
    if not start:
        return account.first("C7", "AR") or end
    return f"{start}-{end}" if end and "-" not in start else start


def _doi_in(text: str) -> str:
    is_doi = re.match(r"https?://(?:dx\.|www\.)?doi\.org/|doi:?\s*|10\.", text, re.I)
    found = DOI_IN.search(text) if is_doi else None
    return found[0] if found else ""


def _address(text: str) -> str:
    return text.split(" ", maxsplit=1)[0] if re.match(r"https?://", text) else ""


def _pmcid(text: str) -> str:
    return text if re.fullmatch(r"PMC\d+", text) else ""


def _year(text: str) -> str:
    found = re.search(r"(?<![-\d])\d{4}", text)
    return found[0] if found else ""


def _note(text: str) -> str:
    return text if text.startswith(OWN_NOTE) else ""


def _own(account: Account) -> dict[str, object]:
    """What ibid wrote into notes; a note by anyone else is not taken over."""
    own: dict[str, object] = {}
    for note in account.all("N1", of=_note):
        name, _, text = note.removeprefix(OWN_NOTE).partition(": ")
        if text:
            own[name] = parted(text) if name in LISTS else text
    return own


def _dated(text: str) -> str:
    return text if re.search(r"(?<![-\d])\d{4}", text) else ""


def _date(text: str) -> str:
    """A whole day where all of it is given, else the year."""
    parts = [part for part in re.split(r"[/-]", text)[:3] if part.isdecimal()]
    if len(parts) == len(("year", "month", "day")):
        return years_and_days(*parts)
    return _year(text)


def read_names(texts: list[str]) -> Names:
    """`Family, Given` as a person; what has no comma, or one at its end, as a body."""
    names: Names = []
    for text in texts:
        family, comma, given = text.partition(",")
        initials = re.fullmatch(r"([\w'’-]*[a-zß-ÿ][\w'’-]*) ([A-Z]{1,3})", text)
        if initials:
            names.append({"family": initials[1], "given": initials[2]})
        elif comma and not text.endswith(","):
            names.append({"family": family.strip(), "given": given.replace(",", " ")})
        else:
            names.append({"literal": text})
    return names
