"""Texts for tests: ordinary ones, odd ones, and ones that are slow to read badly."""

import string
from html import escape

from hypothesis import strategies as st

from ibid.prose.shown import Box, Hole, Html, Picture

FIELDS = """\
---
title: A page
summary: About it.
published: 2026-11-22
last_reviewed: 2026-11-22
next_review: 2027-11-22
---
"""

# What Markdown, YAML and citations are made of, in pieces that like to meet.
PIECES = (
    *("[@tan2024]", "[@tan2024; @garrison2020, p. 3]", "[@nobody]", "@tan2024", "[@]"),
    *("[^a]", "[^a]: A note.", "[^b]:", "{emergency-number}", "{nobody}", "{", "}"),
    *("`", "``", "```", "~~~", "\\", "*", "**", "_", "[", "]", "(", ")", "!", "<", ">"),
    *("[text](page.md)", "![text](a.png)", "<b>", "https://a.example/", "a@b.example"),
    *(
        "!!! tip",
        '!!! insight "Title"',
        "Certainty: low. Why.",
        "    ",
        "\t",
        " ",
        "\n",
    ),
    *("\n\n", "## Heading", "# ", "- ", "1. ", "> ", "| a | b |\n|---|---|\n| c |"),
    *(
        "---",
        "---\n",
        "title: ",
        "a: b",
        "&a ",
        "*a",
        "!!str ",
        "'",
        '"',
        "…",
        "é",
        "手",
    ),
    *("~~", "~", "==", "$", "&amp;", "&#57;", "&nbsp;", "://", "www.a.example", "|"),
    *("[x](b.md 'Title')", "[^c]: - one\n    - two\n", "1) ", "7. ", "  \n", "\\\n"),
    *("```py\nx = 1\n```\n", "~~~\n", ":: ", "{.x}", "[[x]]", "＠", "５", "ﬁ", "2*3"),
    *("\r\n", "\ufeff", "\0", "\u2028", "\ue000", "\x1b", "Some words.", "word"),
)
pieces = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40)
odd_texts = pieces.map("".join) | st.text(max_size=200)
plain_words = st.text(alphabet=string.ascii_letters + " ,.", max_size=80)

REPEATED = (
    *("[", "]", "(", ")", "{", "}", "`", "` ", "``` ", "```\n", "~~~\n", "`a", "!!! "),
    *(
        "!!! tip\n",
        '!!! tip "',
        "    a\n",
        " \n",
        "\n",
        "<",
        "<a",
        "<!--",
        "[^",
        "[^a]",
    ),
    *("[^a]: ", "[^a]: x\n", "[^a]: x\n    y\n\n", "@", "@a", "@a;", "[@a;", "[@a]"),
    *("[x@y", "[-@a", "@a [", "@a [x", "@{", "@{a}", "a@", "a@b", "a@b.", "a.", "_"),
    *("[a](", "[a](b ", "[a](b", "![](", "[[", "[a[", "[[a]", "[a](()", "http://"),
    *("# ", "#", " #", "\t#", "# #", "    ", "\t", "\\", "\\[", "*", "|", "- ", "1. "),
    *("; ", ", 1", "p. 1, ", "Certainty: ", "\nCertainty: a", "Certainty: a. ", "- -"),
)
OPENINGS = ("", "[@", "[a](", "!!! tip\n    ", "# ", "Certainty:")
ENDING = "]x\n    y\n\nz"


def as_html(html: Html) -> str:
    """HTML with each hole filled by what is written there."""
    pieces = []
    for piece in html:
        if isinstance(piece, Box):
            inside = as_html(piece.html) + as_html(piece.reason)
            pieces.append(f"<box>{as_html(piece.title)}\n{inside}</box>\n")
        else:
            pieces.append(_written(piece))
    return "".join(pieces)


def _written(piece: str | Hole | Picture) -> str:
    if isinstance(piece, Picture):
        title = f' title="{escape(piece.title)}"' if piece.title else ""
        return f'<img alt="{escape(piece.alt)}" src="{escape(piece.address)}"{title}>'
    return escape(piece.text) if isinstance(piece, Hole) else piece
