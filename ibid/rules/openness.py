"""Rules on openness: who wrote, who checked, who pays, where else to get help."""

import re
from collections.abc import Iterator

from ibid.guide.guide import Guide
from ibid.problems import Place
from ibid.rules.dates import SOURCE_DAYS
from ibid.rules.rule import Found, Rule, Studied

FEWEST_HELPERS = 2
REVIEWED = re.compile(
    r"\b(?:clinically|medically) (?:reviewed|checked|approved)\b|"
    r"\b(?:reviewed|checked|approved|signed off) by (?:an? |our |the |dr\b)?\s*"
    r"(?:doctors?|clinicians?|gps?|nurses?|pharmacists?|physiotherapists?|consultants?|"
    r"medical|dr\b|professor)|"
    r"\bhas (?:reviewed|checked|approved) (?:this|the) (?:guide|page|list)\b",
)
DENIED = re.compile(r"\b(?:not?|never|nobody|none|until|once|when)\b")
SUPPORTS = re.compile(r"\bsupports?\b")
REPLACES = re.compile(r"\b(?:not|never)\b.{0,20}\breplace\b")
NO_CONTACT = re.compile(r"\bno (?:contact|address|e-?mail)\b|\bnot? yet\b")
ABOUT = {
    "how its sources are checked": r"\bsources?\b.*\bcheck|\bcheck\w*\b.*\bsources?\b",
    "what its words for certainty mean": r"\bcertainty\b",
    "who pays for it": r"\bpays?\b|\bpaid\b|\bfund(?:s|ed|ing)\b",
    "how to tell you about a mistake": r"\bmistakes?\b|\bfeedback\b",
    "what it records about readers": r"\bprivacy\b|\btrack\b",
}


def claimed_review(guide: Studied) -> Iterator[Found]:
    """No page says that a clinician checked it unless site.yaml names the clinician.

    Name the clinician in site.yaml as `reviewer`, or delete the words.
    """
    if guide.site is None or guide.site.reviewer:
        return
    for passage in guide.passages:
        for sentence in passage.sentences if REVIEWED.search(passage.lower) else ():
            text = sentence.text.lower()
            found = REVIEWED.search(text)
            if found and not DENIED.search(text[: found.end()]):
                start = sentence.span[0] + found.start()
                yield (
                    passage.place((start, start + len(found[0]))),
                    "site.yaml names no clinician who reviewed this",
                    "name the clinician in site.yaml as `reviewer`, or delete this",
                )


def unclear_support(guide: Guide) -> Iterator[Found]:
    """Every page says that the guide supports, and does not replace, a clinician.

    Write both words, supports and does not replace.
    """
    site = guide.site
    if site is None:
        return
    words = site.support_statement.lower()
    if not SUPPORTS.search(words) or not REPLACES.search(words):
        yield (
            _site_place(guide, "support_statement"),
            "this doesn't say that the guide supports, and does not replace, advice",
            "as in: This guide supports, and does not replace, advice from a doctor.",
        )


def unanswered_feedback(guide: Guide) -> Iterator[Found]:
    """Whoever finds a mistake is told where to write, or that there is no address.

    Set `contact` in site.yaml, or say that there is no address yet.
    """
    site = guide.site
    if site and not site.contact and not NO_CONTACT.search(site.feedback.lower()):
        yield (
            _site_place(guide, "feedback"),
            "this asks for feedback, but site.yaml gives no contact",
            "set `contact`, or say here that there is no contact address yet",
        )


def thin_about(guide: Studied) -> Iterator[Found]:
    """The page about the guide tells how it is made, who pays and what it records.

    Add a section that says it in plain words.
    """
    for entry in guide.entries:
        if entry.name != "about.md":
            continue
        text = " ".join(" ".join(p.plain for p in guide.texts[entry]).split())
        for what, pattern in ABOUT.items():
            if not re.search(pattern, text, re.IGNORECASE):
                yield (
                    entry.document.place(("title",)),
                    f"this page doesn't say {what}",
                    "add a section that says it in plain words",
                )


def few_helpers(guide: Guide) -> Iterator[Found]:
    """The guide links to at least two public health services for more help.

    Add a service to `more_help` in site.yaml.
    """
    site = guide.site
    if site and len(site.more_help) < FEWEST_HELPERS:
        yield (
            _site_place(guide, "more_help"),
            f"readers are sent to only {len(site.more_help)} service for more help",
            "add another public health service, with the day you looked at its page",
        )


def helper_due(guide: Guide) -> Iterator[Found]:
    """Somebody looks every 180 days whether a link to more help still works.

    Open the link, mend it if need be, and write the day.
    """
    for number, helper in enumerate(guide.site.more_help if guide.site else ()):
        days = (guide.today - helper.checked).days
        if days > SOURCE_DAYS or days < 0:
            message = f"nobody has looked at this link for {days} days"
            yield (
                _site_place(guide, "more_help", number, "checked"),
                message if days > 0 else f"{helper.checked} is still to come",
                "open the link, mend it if need be, and write the day here",
            )


def undated_link(guide: Studied) -> Iterator[Found]:
    """A link to another site is one of those whose last check is dated.

    Add it to references/ and cite it, or to `more_help` in site.yaml.
    """
    for entry in guide.entries:
        for target in entry.outline.targets:
            outside = re.match(r"https?://", target.href, re.IGNORECASE)
            if outside and not target.picture and not _dated(guide, target.href):
                yield (
                    entry.body_place(target.span),
                    "nobody dated a check of this link",
                    "add it to references/ and cite it, or to `more_help` in site.yaml",
                )


def _dated(guide: Studied, address: str) -> bool:
    helpers = guide.site.more_help if guide.site else ()
    known = (*(helper.url for helper in helpers), *guide.source_addresses)
    return _bare(address) in map(_bare, known)


def _bare(url: str) -> str:
    """An address without what two ways to write it may differ in."""
    return re.sub(r"^https?://(?:www\.)?|[/#]+\Z", "", url.lower())


def _site_place(guide: Guide, *path: str | int) -> Place:
    document = guide.drafted.site_document
    return document.place(path) if document else Place("site.yaml")


RULES = (
    Rule(claimed_review, standards=("R2",)),
    Rule(unclear_support, standards=("R18",), scope="guide"),
    Rule(unanswered_feedback, standards=("R27",), scope="guide"),
    Rule(thin_about, standards=("R27", "R28")),
    Rule(few_helpers, "advice", standards=("R30",), scope="guide"),
    Rule(helper_due, "advice", standards=("R30",), scope="guide"),
    Rule(undated_link, "advice", standards=("R30",)),
)
