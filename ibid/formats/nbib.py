"""PubMed's own format (`.nbib`), which also tells of retractions. Read only."""

import re
from collections.abc import Iterator

from ibid.formats.accounts import Account
from ibid.formats.items import Entry, Item, years_and_days
from ibid.formats.months import month_number
from ibid.formats.names import Names
from ibid.formats.tagged import records
from ibid.problems import Problem
from ibid.reading.front_matter import Source
from ibid.records.notices import (
    GRAVITY,
    HARMLESS,
    KINDS,
    STATUSES,
    TAGS,
    Standing,
    letters,
    of_publication,
)

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

# What to tell the editor of a source that PubMed links a notice to.
NOTES = {
    Standing.CORRECTED: (
        "PubMed names a correction. Read it, then say here what it changes."
    ),
    Standing.CONCERN: (
        "PubMed names an expression of concern. "
        "Read it, then say here what is in doubt."
    ),
    Standing.SUPERSEDED: (
        "PubMed names a newer version that took this one's place. "
        "Read it, then say here what changed."
    ),
    Standing.RETRACTED: (
        "PubMed marks this source as retracted. "
        "Read the notice, then say here what happened."
    ),
    Standing.REPLACED: (
        "PubMed names a corrected version that took this one's place. "
        "Read it, then say here what changed."
    ),
}
# PubMed's own numbers, other people's words, and what finds no source.
LEFT = (
    *("AB", "AD", "AUID", "BTI", "CI", "COIS", "COI", "CON", "CTDT", "CTI", "CY"),
    *("DCOM", "DA", "DEP", "DRDT", "EDAT", "CRDT", "FIR", "GN", "GR", "GS", "IR"),
    *("IRAD", "IS", "JID", "LA", "LID", "AID", "LR", "MH", "MHDA", "MID", "MI"),
    *("OAB", "OABL", "OCI", "OID", "OT", "OTO", "OWN", "PHST", "PL", "PS", "FPS"),
    *("PST", "PUBM", "RF", "RN", "SB", "SFM", "SI", "SO", "SPIN", "STAT", "TA"),
    *("TT", "PT", "AU", "ED", "NM", "EFIR", "CDAT", "PMCR", "CIN", "CON", "ORI"),
    *("DDIN", "DRIN", "ECF", "RPI", "RPF", "PMHD", "BOOKACCESSION", "IP-", "CN"),
)


def read(source: Source) -> Iterator[Entry | Problem]:
    """The sources of a file that PubMed's `Send to: Citation manager` made."""
    for lines in records(source, LINE, "PMID"):
        account = lines.account()
        item = _item(account)
        account.all(*TAGS)
        yield Entry("", item, lines.place, account.judged(LEFT), _told(account))


def _item(account: Account) -> Item:
    kinds = [kind.lower() for kind in account.all("PT")]
    book, title = account.first("BTI"), account.first("TI")
    kind = "article-journal" if not book else "chapter" if title else "book"
    if "preprint" in kinds:
        kind = "preprint"
    fields = {
        "volume": "VI",
        "issue": "IP",
        "page": "PG",
        "PMID": "PMID",
        "PMCID": "PMC",
    }
    item: dict[str, object] = {n: account.first(tag) for n, tag in fields.items()}
    item |= {"type": kind, "title": re.sub(r"(?<!\.)\.$", "", title or book)}
    item["container-title"] = (book if title else "") or account.first("JT", "TA")
    item["author"], item["editor"] = _names(account), _editors(account)
    item["DOI"], item["issued"] = _doi(account), account.first("DP", of=_date)
    if book:
        book_fields = {"publisher": "PB", "publisher-place": "PL", "edition": "EN"}
        item |= {name: account.first(tag) for name, tag in book_fields.items()}
        item["ISBN"] = account.first("ISBN")
    study = next((study for name, study in STUDIES.items() if name in kinds), "")
    item |= {"study": study} | _standing(account, kinds)
    return {name: value for name, value in item.items() if value}


def _doi(account: Account) -> str:
    return account.first("AID", "LID", of=_marked_doi).removesuffix("[doi]").strip()


def _marked_doi(text: str) -> str:
    return text if text.endswith("[doi]") else ""


def _date(text: str) -> str:
    found = re.match(r"(\d{4})(?:\s+([A-Z][a-z]{2})\s+(\d{1,2})$)?", text)
    if not found:
        return ""
    year, month, day = found.groups()
    return years_and_days(year, month_number(month or ""), day or "")


def _names(account: Account) -> Names:
    """People by their full names where given, and bodies, in the order of the file."""
    full = "FAU" if account.has("FAU") else "AU"
    account.all(full, "CN")
    names: Names = []
    for field in account.fields:
        if field.name == full and field.value:
            names.append(person(field.value))
        elif field.name == "CN" and field.value:
            names.append({"literal": field.value})
    return names


def _editors(account: Account) -> Names:
    """The editors once: `ED` has the same people as `FED`, in short."""
    return [person(text) for text in account.all("FED") or account.all("ED")]


SHORT_NAME = re.compile(r"(.+?) ([A-ZÀ-Þ]{1,4})(?: (Jr|Sr|2nd|3rd|4th|II|III|IV))?")


def person(text: str) -> dict[str, str]:
    """`Smith, John A` and `Smith JA Jr` as family and given names, `Jr` after these."""
    family, comma, given = text.partition(",")
    if comma:
        given = " ".join(given.replace(",", " ").split())
        return {"family": family.strip(), "given": given}
    short = SHORT_NAME.fullmatch(text)
    if not short:
        return {"literal": text} if " " in text else {"family": text, "given": ""}
    return {"family": short[1], "given": f"{short[2]} {short[3] or ''}".strip()}


def _standing(account: Account, kinds: list[str]) -> dict[str, str]:
    """The gravest that the entry's links and kinds of publication say of itself.

    The note tells of the milder ones too.
    """
    links = [
        (KINDS[letters(TAGS[field.name])].standing, field.value)
        for field in account.fields
        if field.name in TAGS
    ]
    links += [(of_publication(kind).standing, "") for kind in kinds]
    gravest, told = max(
        links, key=lambda link: (GRAVITY[link[0]], bool(link[1])), default=(None, "")
    )
    if gravest is None or gravest is Standing.CURRENT:
        return {}
    notice = DOI_IN_NOTICE.search(told)
    said = {standing for standing, _ in links if standing in NOTES}
    if gravest is Standing.REPLACED:
        # A paper is retracted before another takes its place: that is said already.
        said.discard(Standing.RETRACTED)
    notes = (NOTES[one] for one in sorted(said, key=GRAVITY.__getitem__, reverse=True))
    found = {"status": str(STATUSES[gravest]), "status-note": " ".join(notes)}
    return found | ({"notice": notice[1]} if notice else {})


DOI_IN_NOTICE = re.compile(r"doi:\s*(10\.\d{4,9}/\S+?)\.?(?:\s|$)")


def _told(account: Account) -> tuple[Problem, ...]:
    """The advice to cite the paper where the entry is only a notice about it."""
    for field in account.fields:
        linked = field.name in TAGS
        said = KINDS[letters(TAGS[field.name])] if linked else HARMLESS
        if field.name == "PT":
            said = of_publication(field.value)
        if said.is_notice:
            about = f" about {field.value}" if linked else ""
            return (
                Problem(
                    field.place,
                    "is-notice",
                    f"this is a notice{about}, not the paper itself",
                    "import the paper, and name this notice in its `notice`",
                    "advice",
                ),
            )
    return ()
