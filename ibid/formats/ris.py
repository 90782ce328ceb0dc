"""RIS, which most reference managers read; ibid's own fields in notes (N1)."""

import re
from collections.abc import Iterator, Mapping

from ibid.formats.items import Entry, Item, joined, parted, standing, years_and_days
from ibid.formats.names import Names, spelled
from ibid.formats.tagged import Lines, records
from ibid.problems import Problem
from ibid.reading.front_matter import Source

WRITTEN_TYPES = {
    **{"article-journal": "JOUR", "review-article": "JOUR", "webpage": "ELEC"},
    **{"book": "BOOK", "chapter": "CHAP", "report": "RPRT"},
}
TYPES = {
    **dict.fromkeys(
        ("JOUR", "EJOUR", "JFULL", "MGZN", "NEWS", "INPR"), "article-journal"
    ),
    **dict.fromkeys(("ELEC", "WEB", "BLOG", "ICOMM"), "webpage"),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK"), "book"),
    **dict.fromkeys(("CHAP", "ECHAP", "CONF", "CPAPER", "ENCYC", "DICT"), "chapter"),
    **dict.fromkeys(("RPRT", "GOVDOC", "STAND", "PAMP"), "report"),
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
        if name not in held and (name != "type" or value == "review-article"):
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
        kind = lines.first("TY").upper()
        ended = any(tag == "ER" for tag, _ in lines.values)
        if not ended:
            yield Problem(
                lines.place,
                "broken-entry",
                "this entry never ends: the file may have been cut off",
                "add a line `ER  - ` below its last line, or export it again",
            )
        else:
            yield Entry(lines.first("ID"), _item(lines, kind), lines.place)


def _item(lines: Lines, kind: str) -> Item:
    item: dict[str, object] = {"type": TYPES.get(kind, kind)}
    tags = _tags(str(item["type"]))
    item |= {name: lines.first(tag) for name, tag in tags.items()}
    item["title"] = lines.first("TI", "T1", "BT", "CT")
    item["container-title"] = lines.first("T2", "JF", "JO", "BT", "JA", "J2")
    item["URL"] = lines.first("UR", "L2").split(" ")[0]
    start, end = lines.first("SP"), lines.first("EP")
    item["page"] = f"{start}-{end}" if end and "-" not in start else start
    item["issued"] = _date(lines.first("DA"), lines.first("PY", "Y1"))
    item["accessed"] = _date(lines.first("Y2"), "")
    item["author"] = read_names(lines.all("AU", "A1"))
    item["editor"] = read_names(lines.all("ED", "A2"))
    number = lines.first("AN")
    if lines.first("DB", "DP").lower() in ("pubmed", "medline", "nlm"):
        item["PMID"] = number
    if not re.fullmatch(r"PMC\d+", str(item["PMCID"])):
        item["PMCID"] = ""
    return {name: value for name, value in item.items() if value} | _own(lines)


def _own(lines: Lines) -> dict[str, object]:
    """What ibid wrote into notes; a note by anyone else is not taken over."""
    own: dict[str, object] = {}
    for note in lines.all("N1"):
        name, _, text = note.removeprefix(OWN_NOTE).partition(": ")
        if note.startswith(OWN_NOTE) and text:
            own[name] = parted(text) if name == "not-confirmed" else text
    return own


def _date(whole: str, year: str) -> str:
    parts = [part for part in re.split(r"[/-]", whole)[:3] if part.isdecimal()]
    if len(parts) == len(("year", "month", "day")):
        return years_and_days(*parts)
    found = re.search(r"\d{4}", year or whole)
    return found[0] if found else ""


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
