"""PubMed's own format (`.nbib`), which also tells of retractions. Read only."""

import re
from collections.abc import Iterator

from ibid.formats.items import Entry, Item, month_number, years_and_days
from ibid.formats.names import Names
from ibid.formats.tagged import Lines, records
from ibid.problems import Problem
from ibid.reading.front_matter import Source

LINE = re.compile(r"(?=.{4}-)([A-Z]{2,4}) *-(?: (.*)|\s*)$")

# The first publication type that is found decides, so the strongest stands first.
STUDIES = {
    "systematic review": "systematic-review",
    "meta-analysis": "systematic-review",
    "randomized controlled trial": "randomised-trial",
    "practice guideline": "guideline",
    "guideline": "guideline",
    "case reports": "case-report",
    "clinical trial protocol": "protocol",
    "review": "narrative-review",
}

RETRACTED = (
    "PubMed marks this source as retracted. "
    "Read the notice, then say here what happened."
)
CORRECTED = "PubMed names a correction. Read it, then say here what it changes."
REPLACED = (
    "PubMed names a corrected version that took this one's place. "
    "Read it, then say here what changed."
)
# The tag of a notice, what it makes of the source, and what to tell the editor.
NOTICES = (
    ("RRI", "retracted-and-replaced", REPLACED),
    ("RIN", "retracted", RETRACTED),
    ("CRI", "superseded", REPLACED),
    ("EIN", "corrected", CORRECTED),
)


def read(source: Source) -> Iterator[Entry | Problem]:
    """The sources of a file that PubMed's `Send to: Citation manager` made."""
    for lines in records(source, LINE, "PMID"):
        yield Entry("", _item(lines), lines.place)


def _item(lines: Lines) -> Item:
    kinds = [kind.lower() for kind in lines.all("PT")]
    book, title = lines.first("BTI"), lines.first("TI")
    kind = "article-journal" if not book else "chapter" if title else "book"
    fields = {
        "volume": "VI",
        "issue": "IP",
        "page": "PG",
        "PMID": "PMID",
        "PMCID": "PMC",
    }
    item: dict[str, object] = {name: lines.first(tag) for name, tag in fields.items()}
    item |= {"type": kind, "title": re.sub(r"(?<!\.)\.$", "", title or book)}
    item["container-title"] = (book if title else "") or lines.first("JT", "TA")
    item["author"], item["editor"] = _names(lines), _people(lines.all("FED", "ED"))
    item["DOI"], item["issued"] = _doi(lines), _date(lines.first("DP"))
    if book:
        book_fields = {"publisher": "PB", "publisher-place": "PL", "edition": "EN"}
        item |= {name: lines.first(tag) for name, tag in book_fields.items()}
        item["ISBN"] = lines.first("ISBN")
    study = next((study for name, study in STUDIES.items() if name in kinds), "")
    item |= {"study": study} | _standing(lines, kinds)
    return {name: value for name, value in item.items() if value}


def _doi(lines: Lines) -> str:
    marked = [text for text in lines.all("AID", "LID") if text.endswith("[doi]")]
    return marked[0].removesuffix("[doi]").strip() if marked else ""


def _date(text: str) -> str:
    found = re.match(r"(\d{4})(?:\s+([A-Z][a-z]{2})\s+(\d{1,2})$)?", text)
    if not found:
        return ""
    year, month, day = found.groups()
    return years_and_days(year, month_number(month or ""), day or "")


def _names(lines: Lines) -> Names:
    """People by their full names where given, and bodies, in the order of the file."""
    full = "FAU" if lines.all("FAU") else "AU"
    names: Names = []
    for tag, text in lines.values:
        if tag == full:
            names += _people([text])
        elif tag == "CN" and text:
            names.append({"literal": text})
    return names


def _people(texts: list[str]) -> Names:
    people: Names = []
    for text in texts:
        family, comma, given = text.partition(",")
        if not comma:
            family, _, given = text.rpartition(" ")
        people.append({"family": family.strip() or text, "given": given.strip()})
    return people


def _standing(lines: Lines, kinds: list[str]) -> dict[str, str]:
    for tag, status, words in NOTICES:
        if told := lines.first(tag):
            notice = re.search(r"doi:\s*(10\.\d{4,9}/\S+?)\.?(?:\s|$)", told)
            found = {"status": status, "status-note": words}
            return found | ({"notice": notice[1]} if notice else {})
    if "retracted publication" in kinds:
        return {"status": "retracted", "status-note": RETRACTED}
    return {}
