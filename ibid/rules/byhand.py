"""Rules on what is made by hand, or left by other programs, that a page makes itself.

A line in bold looks like a heading, and "Figure 1" like a link; on the page no contents
list names the one, and nothing leads from the other.
"""

import re
from collections.abc import Iterator
from operator import attrgetter
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ibid.content.kinds import Page
from ibid.prose.unfinished import is_sign
from ibid.rules.citing import hand_cited
from ibid.rules.passages import Passage
from ibid.rules.rule import Example, Found, Rule, Studied

# A line that is nothing but strong or stressed words, and ends no sentence.
WHOLE_LINE = re.compile(
    r"(\*{1,3}|_{1,3})(?P<words>[^*_\n]{1,80})\1(?P<behind>:?)[ \t]*$"
)
ENDED = (".", "!", "…")
MOST_WORDS = 12
CAPITALS = r"[^\W\d_a-zß-öø-ÿ]"
SHOUTED = re.compile(rf"(?<![\w-]){CAPITALS}{{2,}}(?: {CAPITALS}+){{2,}}(?![\w-])")
# What tells a site which message or search a reader came from.
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hs\w+|ref_src|spm"
)
# What authors leave in a text for themselves, in whatever language.
TO_DO = re.compile(
    r"(?<!\w)(?:TODO|FIXME|TB[ACD]|XXX+)(?!\w)|\[(?:\?+|…|\.{3}|edit)\]|\(\?+\)"
)
# A source as it stands in a list of sources: the year with its volume, or a number.
LISTED = re.compile(
    r"(?:19|20)\d\d(?: [a-z]{3}(?: \d\d?)?)?; ?\d{1,4}(?: ?\(\d+\))?:|"
    r"(?<!\w)doi:? ?10\.\d{4,}/|(?<!\w)pmid:? ?\d{5,8}(?!\d)"
)
GO_BETWEENS = re.compile(
    r"https?://(?:(?:www\.)?google\.\w+/url\?|lm?\.facebook\.com/l\.php|"
    r"[\w.]+\.safelinks\.protection\.outlook\.com/|www\.google\.\w+/amp/)"
)


def hand_heading(guide: Studied) -> Iterator[Found]:
    """A heading is written as one, so that the contents and a screen reader know it.

    Write ## and a space in front of the words instead of signs around them.
    """
    for passage in guide.passages:
        words = _headed(passage) if passage.kind == "paragraph" else ""
        if words:
            level = "###" if passage.section > 1 and passage.block.box < 0 else "##"
            yield (
                passage.place((0, len(words))),
                "this line looks like a heading, and is none",
                f"write {level} {words.rstrip(':')}, with an empty line below it",
            )


def _headed(passage: Passage) -> str:
    """The words of a paragraph's first line, where they are all strong or stressed."""
    if passage.path or not passage.plain.strip():
        return ""
    source = passage.entry.document.source
    start, _ = passage.block.span(0, 1)
    line = source.lines[source.line(start) - 1].strip(" \t>")
    found = WHOLE_LINE.match(line)
    words = found["words"].strip() if found else ""
    if not passage.plain.startswith(words) or words.endswith(ENDED):
        return ""
    return words if len(words.split()) <= MOST_WORDS else ""


def shouted_words(guide: Studied) -> Iterator[Found]:
    """No words are written in capitals throughout: they are harder to read.

    Write them in small letters; a heading starts with ##, strong words stand in **.
    """
    for passage in guide.passages:
        for found in SHOUTED.finditer(passage.plain):
            yield (
                passage.place(found.span()),
                "these words are written in capitals",
                "write them in small letters; ## makes a heading, ** strong words",
            )


def hand_number(guide: Studied) -> Iterator[Found]:
    """No text tells the number of a picture or a table: none has one.

    Link to what is meant by its words, or say where it stands.
    """
    for passage in guide.saying(attrgetter("captions")):
        if not isinstance(passage.entry.content, Page) or not passage.has_digit:
            continue
        for place, words in passage.finds(passage.lexicon.captions):
            # What is cited there may be in print.
            if not passage.citations:
                yield (
                    place,
                    f'nothing here has such a number: "{words}"',
                    "say where it stands, or link to it: [its words](#its-heading)",
                )


def likely_citation(guide: Studied) -> Iterator[Found]:
    """A name and a year in brackets cite a source, which then has a key.

    Write [@key], or say in the sentence what the name stands for.
    """
    for passage, span in hand_cited(guide):
        yield (
            passage.place(span),
            "this may cite a source by hand: it leads nowhere",
            "write [@key], with the key of its file in references/",
        )
    for passage in guide.saying(attrgetter("sources"), lambda _: LISTED):
        on_page = isinstance(passage.entry.content, Page) and not passage.path
        whole = passage.kind in ("paragraph", "item") and not passage.citations
        told = passage.lexicon.sources.match(passage.lower)
        if on_page and whole and (told or LISTED.search(passage.lower)):
            yield (
                passage.place((0, len(passage.plain))),
                "this names a source by hand: the page lists its sources itself",
                "leave it out, and write [@key] behind the sentence that it supports",
            )


def left_over(guide: Studied) -> Iterator[Found]:
    """Nothing is left of what a program or an editor said to the author.

    Take it out, or write what it asks for.
    """
    for passage in guide.passages:
        spans = [one.span() for one in TO_DO.finditer(passage.plain)]
        spans += [
            one.span() for one in passage.lexicon.left_over.finditer(passage.lower)
        ]
        for span in () if is_sign(passage.plain) else spans:
            yield (
                passage.place(span),
                f'"{passage.plain[slice(*span)]}" was meant for you, not for readers',
                "take it out, or write what it asks for",
            )


def tracked_link(guide: Studied) -> Iterator[Found]:
    """A link leads to its page, and tells nobody where its reader came from.

    Write the address as the page itself has it.
    """
    for entry in guide.entries:
        for link in entry.prose.links:
            between, short = GO_BETWEENS.match(link.href), _untracked(link.href)
            if between or short != link.href:
                yield (
                    entry.place(link.span),
                    "this address tells others where a reader came from",
                    "open it, and write the address of the page that you get to"
                    if between
                    else f"write {short}",
                )


def _untracked(address: str) -> str:
    """The address without what follows readers, or as it is where there is nothing."""
    if "?" not in address:
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    every = parse_qsl(parts.query, keep_blank_values=True)
    kept = [one for one in every if not TRACKING.fullmatch(one[0])]
    if len(kept) == len(every):
        return address
    return urlunsplit(parts._replace(query=urlencode(kept)))


RULES = (
    Rule(
        hand_heading,
        Example("**What to do then**\n\nRest.", "### What to do then\n\nRest."),
        "advice",
    ),
    Rule(shouted_words, Example("Do NOT EVER STOP.", "Never stop."), "advice"),
    Rule(hand_number, Example("Do it as in Figure 1.", "Do it as below."), "advice"),
    Rule(
        likely_citation,
        Example("It may help (Doe 2020).", "It may help.[@lee2020]"),
        "advice",
    ),
    Rule(
        left_over,
        Example("It may help. [citation needed]", "It may help.[@lee2020]"),
        "advice",
    ),
    Rule(
        tracked_link,
        Example(
            "See [the service](https://www.nhs.uk/?utm_source=chat).",
            "See [the service](https://www.nhs.uk/).",
        ),
        "advice",
    ),
)
