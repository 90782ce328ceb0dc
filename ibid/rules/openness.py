"""Rules on openness: who wrote, who checked, who pays, where else to get help."""

import re
from collections.abc import Iterator
from operator import attrgetter

from ibid.content.phrases import lowered
from ibid.guide.guide import Guide
from ibid.problems import Place
from ibid.rules.dates import SOURCE_DAYS
from ibid.rules.rule import Example, Found, Rule, Studied

FEWEST_HELPERS = 2
ABOUT = {
    "sources": "how its sources are checked",
    "certainty": "what its words for certainty mean",
    "payment": "who pays for it",
    "mistakes": "how to tell you about a mistake",
    "privacy": "what it records about readers",
}


def claimed_review(guide: Studied) -> Iterator[Found]:
    """No page says that a clinician checked it unless site.yaml names the clinician.

    Name the clinician in site.yaml as `reviewer`, or delete the words.
    """
    if guide.site is None or guide.site.reviewer:
        return
    for passage in guide.saying(attrgetter("review_words")):
        lexicon = passage.lexicon
        if not lexicon.reviewed.search(passage.lower):
            continue
        for sentence in passage.sentences:
            text = lowered(sentence.text)
            found = lexicon.reviewed.search(text)
            if found and not lexicon.review_denials.search(text[: found.end()]):
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
    words, lexicon = lowered(site.support_statement), guide.lexicon()
    if not lexicon.supports.search(words) or not lexicon.replaces.search(words):
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
    denied = site and guide.lexicon().no_contact.search(lowered(site.feedback))
    if site and not site.contact and not denied:
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
        text = "\n".join(passage.lower for passage in guide.texts[entry])
        about = guide.lexicon(entry).about
        for name, what in ABOUT.items():
            if not about[name].search(text):
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
    # A file that can't be read may be the source that dates it.
    for entry in guide.entries if guide.whole else ():
        for target in entry.prose.links:
            outside = re.match(r"https?://", target.href, re.IGNORECASE)
            if outside and not target.picture and not _dated(guide, target.href):
                yield (
                    entry.place(target.span),
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
    Rule(
        claimed_review,
        Example("This page is medically reviewed.", "No doctor has checked this page."),
        standards=("R2",),
    ),
    Rule(
        unclear_support,
        Example(
            "support_statement: Ask your doctor.",
            (
                "support_statement: This guide supports, and does not replace, "
                "advice from your doctor."
            ),
            "site",
        ),
        standards=("R18",),
        scope="guide",
    ),
    Rule(
        unanswered_feedback,
        Example(
            "feedback: Write to us.",
            "feedback: We have no contact address to offer yet.",
            "site",
        ),
        standards=("R27",),
        scope="guide",
    ),
    Rule(
        thin_about,
        Example(
            (
                "We check each source.\n"
                "\n"
                "An article named [a paper by Khan](references/khan2023.md), which "
                "nobody can find."
            ),
            (
                "We check each source, and say with what certainty we judge. "
                "Nobody pays for this guide.\n"
                "\n"
                "A mistake? We have no address yet. We do not track you.\n"
                "\n"
                "No clinician has checked this.\n"
                "\n"
                "An article named [a paper by Khan](references/khan2023.md), which "
                "nobody can find."
            ),
            "about.md",
        ),
        standards=("R27", "R28"),
    ),
    Rule(
        few_helpers,
        Example(
            ('more_help: [{name: A, url: "https://a.example/", checked: 2026-11-22}]'),
            (
                "more_help:\n"
                '  - {name: A, url: "https://a.example/", checked: 2026-11-22}\n'
                '  - {name: B, url: "https://b.example/", checked: 2026-11-22}'
            ),
            "site",
        ),
        "advice",
        standards=("R30",),
        scope="guide",
    ),
    Rule(
        helper_due,
        Example(
            (
                "more_help:\n"
                '  - {name: A, url: "https://a.example/", checked: 2026-05-25}\n'
                '  - {name: B, url: "https://b.example/", checked: 2026-11-22}'
            ),
            (
                "more_help:\n"
                '  - {name: A, url: "https://a.example/", checked: 2026-11-22}\n'
                '  - {name: B, url: "https://b.example/", checked: 2026-11-22}'
            ),
            "site",
        ),
        "advice",
        standards=("R30",),
        scope="guide",
    ),
    Rule(
        undated_link,
        Example(
            "See [a study](https://a.example/b).", "See [who we are](../about.md)."
        ),
        "advice",
        standards=("R30",),
    ),
)
