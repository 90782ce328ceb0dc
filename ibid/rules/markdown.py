"""Rules on how a body is written: nothing is printed as it is typed, nothing is lost.

What is found was found while the text was read: see `prose`.
"""

import re
from collections.abc import Iterator

from ibid.guide.guide import Guide
from ibid.prose.faults import BRACKETED
from ibid.rules.rule import Example, Found, Rule, Studied


def _found(
    guide: Guide, rule: str, message: str = "", hint: str = ""
) -> Iterator[Found]:
    """The faults of a kind, in the words that they have or else in these."""
    for entry in guide.entries:
        for fault in entry.prose.faults:
            if fault.rule == rule:
                place = entry.place(fault.span)
                yield place, fault.message or message, fault.hint or hint


def lost_text(guide: Guide) -> Iterator[Found]:
    """Each word and each mark of a body is on its page, and once.

    Write the passage in another way; and tell us, for it is our fault.
    """
    yield from _found(
        guide,
        "lost-text",
        "this would not be on the page",
        "write the passage in another way",
    )


def stray_mark(guide: Guide) -> Iterator[Found]:
    """What is written as emphasis, a box, a note or a citation is read as one.

    Start boxes at the left edge; cite behind a link or a picture, not in its words;
    write the signs of emphasis on both sides of the words.
    """
    yield from _found(
        guide,
        "stray-mark",
        "a box can't stand in a list, in a note or in another box",
        "start it at the left edge, with an empty line above it",
    )


LOOK = "leave it out: how the guide looks is said once for all its pages"
SHOWN = "link to it: [what it is](https://…)"
# What to write in place of an element that people know from the web.
INSTEAD = {
    "img": "write ![what it shows](picture.png), with the picture beside the page",
    "a": "write [text](address)",
    "br": "leave an empty line between two paragraphs",
    **dict.fromkeys(("b", "strong"), "write **strong**"),
    **dict.fromkeys(("i", "em"), "write *emphasis*"),
    **dict.fromkeys(("iframe", "video", "audio", "embed", "object"), SHOWN),
    **dict.fromkeys(("u", "font", "span", "div", "center", "style"), LOOK),
}


def raw_html(guide: Guide) -> Iterator[Found]:
    """A body is Markdown: no HTML stands in it.

    Write Markdown instead: emphasis, links, tables and boxes.
    """
    markdown = "write Markdown: *emphasis*, **strong**, [link](page.md), boxes"
    for place, message, hint in _found(
        guide, "raw-html", "HTML can't be used here", markdown
    ):
        tag = re.match(r"<(\w+)", place.source[place.column - 1 :])
        yield place, message, INSTEAD.get(tag[1].lower() if tag else "", hint)


def reference_link(guide: Guide) -> Iterator[Found]:
    """A link has its address beside it, so that it can be checked where it stands.

    Write [text](address).
    """
    yield from _found(guide, "reference-link")


def other_dialect(guide: Guide) -> Iterator[Found]:
    """What another dialect of Markdown would read isn't printed as it is typed.

    Write it in the form that the hint names, or put a `\\` in front of the sign.
    """
    yield from _found(guide, "other-dialect")


def broken_table(guide: Guide) -> Iterator[Found]:
    """What is written as a table is one: headings, dashes, rows.

    Give the line of dashes as many columns as the line above it.
    """
    yield from _found(guide, "broken-table")


def short_row(guide: Guide) -> Iterator[Found]:
    """Each row of a table has a cell for each of its columns.

    Write the rest of the row; a cell may be empty between two `|`.
    """
    yield from _found(guide, "short-row")


def unclosed_code(guide: Guide) -> Iterator[Found]:
    """A passage of code that is opened is closed.

    Close it with the same marks on a line of their own.
    """
    yield from _found(
        guide,
        "unclosed-code",
        "the code that starts here is never closed",
        "write the same signs on a line of their own below it",
    )


def indented_code(guide: Guide) -> Iterator[Found]:
    """A text that is indented by four spaces is shown as code: that is seldom meant.

    Start it at the left edge, or put ``` above and below it.
    """
    for place, message, hint in _found(
        guide,
        "indented-code",
        "this is indented by four spaces, so it is shown as code",
        "start it at the left edge, or put ``` above and below it",
    ):
        # A note that is indented is missed where it is called.
        if not re.match(r"\s*\[\^[^\]]+\]:", place.source):
            yield place, message, hint


def too_much(guide: Guide) -> Iterator[Found]:
    """A body keeps to the limits of a page that people read.

    Make two files of it, or break the long part up.
    """
    yield from _found(guide, "too-much")


def field_markup(guide: Studied) -> Iterator[Found]:
    """A field is plain text: nothing in it is printed as it is typed.

    Leave the sign out, or say it in the text below the fields.
    """
    for passage in guide.passages:
        for fault in passage.faults:
            start, end = fault.span
            written = passage.entry.document.source.text[start:end]
            if fault.rule != BRACKETED or written.lower() in guide.references:
                yield passage.entry.place(fault.span), fault.message, fault.hint


RULES = (
    Rule(
        field_markup,
        Example("summary: Some **cold** feet.", "summary: Some cold feet.", "remedy"),
    ),
    Rule(
        lost_text,
        Example(
            "| a | b |\n|---|---|\n| c | d | lost |",
            "| a | b | c |\n|---|---|---|\n| d | e | kept |",
        ),
    ),
    Rule(
        stray_mark,
        Example(
            "- A list\n\n    !!! tip\n        Rest.", "- A list\n\n!!! tip\n    Rest."
        ),
    ),
    Rule(raw_html, Example("A <b>strong</b> word.", "A **strong** word.")),
    Rule(
        reference_link,
        Example("See [who we are][1].", "See [who we are](../about.md)."),
    ),
    Rule(other_dialect, Example("See [[cold]].", "See [cold feet](cold.md).")),
    Rule(
        broken_table,
        Example(
            "| a | b | c |\n|---|---|", "| a | b | c |\n|---|---|---|\n| d | e | f |"
        ),
    ),
    Rule(
        short_row,
        Example(
            "| Pain | Do |\n|---|---|\n| Foot |\n| Leg | Rest |",
            "| Pain | Do |\n|---|---|\n| Foot | |\n| Leg | Rest |",
        ),
        "advice",
    ),
    Rule(unclosed_code, Example("```\ncode", "```\ncode\n```")),
    Rule(indented_code, Example("    Rest.", "Rest."), "advice"),
    Rule(too_much, Example("- " * 30 + "Rest.", "- Rest.", also=("other-dialect",))),
)
