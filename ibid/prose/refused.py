"""What belongs to another dialect of Markdown, or only looks like a mark of ours.

It would be printed as it is written. So it is refused where it stands, with the name
of our own form.
"""

import re
from typing import NamedTuple

from ibid.prose.faults import Faults
from ibid.prose.written import Span, Written

# Nearly every text has none of these signs next to each other.
HINT = re.compile(
    r"-[ \t]*:?\||\[\[|\[\w|\[[ xX]\][ \t]|\[[!T]|\][\[(: \t]|:::|\{[#.:%{]|"
    r"\^[\[\w]|\$|^[:#=•‣▪◦●○■–—|]|==|\+\+|%%|^-\w|^\w[.)]|^\?\?\?|~\w|:\w|"
    r"^\*\[|--8<|^\d+[.)]\w|\[[^\]]*@",
    re.MULTILINE,
)


class Form(NamedTuple):
    """A form that is refused: how it is written, what it is, and what to write."""

    pattern: "re.Pattern[str]"
    what: str
    hint: str
    rule: str = "other-dialect"


def _form(pattern: str, what: str, hint: str, rule: str = "other-dialect") -> Form:
    return Form(re.compile(pattern, re.MULTILINE), what, hint, rule)


# A citation without its @, if there is a source of this key.
BRACKETED = "bracketed-key"
FORMS = (
    _form(
        r"(?<=\[)\w[\w:./-]*(?=(?:,[^\[\]]*)?\](?![\[(:]))",
        "this is the key of a source, but it cites nothing",
        "write @ in front of it, as in [@key]; or \\[ for the sign itself",
        BRACKETED,
    ),
    _form(
        r"\[(?:[^\[\]\n]{0,80}[^\[\]\w@\n])?-?@\w[^\[\]]*(?:\Z|(?=\[))",
        "this citation is never closed",
        "write ] behind it, as in [@key] or [@key, p. 12]",
        "malformed-citation",
    ),
    _form(
        r"\A\[[ xX]\][ \t]",
        "this is an entry of a task list",
        "write a plain list: - one",
    ),
    _form(
        r"\A\[!\w+\]",
        "this is another site's way to write a box",
        'write !!! tip "Title" and indent the text by four spaces',
    ),
    _form(
        r"^(?::::.*|\?\?\?\+?.*|===[ \t]+\".*)$",
        "this is another dialect's way to write a box",
        'write !!! tip "Title" and indent the text by four spaces',
    ),
    _form(
        r"\{[#.:][^{}\n]*\}",
        "names and classes can't be given here",
        "leave it out: a heading is linked to by its words, as in page.md#its-words",
    ),
    _form(
        r"\{\{[^{}\n]*\}\}|\{%[^%{}\n]*%\}|--8<--",
        "this is a template's command",
        "write the words themselves",
    ),
    _form(
        r"\^\[",
        "this is another dialect's way to write a note",
        "write [^name] here, and [^name]: … below the text",
    ),
    _form(
        r"\$\$|(?<![\w$])\$(?=[^\s\d$])[^$\n]*?[^\s$]\$(?!\w)",
        "formulas can't be set here",
        r"say it in words; write \$ for the sign itself",
    ),
    _form(
        r"\[\[[^\[\]\n]*\]\]",
        "this is another dialect's way to write a link",
        "write [text](page.md)",
    ),
    _form(
        r"\][ \t]+\((?:\w+:[^\s()]+|[^\s()]*\.md[^\s()]*|#[^\s()]+)\)",
        "the space parts this link from its address",
        "write [text](address), without a space",
    ),
    _form(
        r"^:[ \t]+\S",
        "this is another dialect's list of definitions",
        "write a table, or the word in **strong** and what it means behind it",
    ),
    _form(
        r"^#{2,6}(?=[^\s#])|^#{7,}",
        "this heading would be printed as it is written",
        "write ## and a space in front of its words",
    ),
    _form(
        r"^=+$|^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)+$|^\|.*\|$",
        "this is no whole table or heading, so it would be printed as it is written",
        "give a table a row of headings and below it |---|, once for each column",
        "broken-table",
    ),
    _form(
        r"(?<=\])\[[^\[\]^@\n]*\]|^\[[^\[\]^@\n]+\]:",
        "a link's address must stand right behind its text",
        "write [text](address)",
        "reference-link",
    ),
    _form(
        r"(?<=\])\([^()\n]*\)?",
        "this is written as the address of a link, but can't be read as one",
        "write an address with spaces between < and >, and a title in quotes behind it",
        "reference-link",
    ),
    _form(
        r"==(?=\S)[^=\n]*[^=\s]==|\+\+(?=\S)[^+\n]*[^+\s]\+\+|%%[^%\n]+%%",
        "text can't be marked in this way",
        "write *emphasis* or **strong**",
    ),
    _form(
        r"(?<=\w)[~^]\w{1,3}[~^]",
        "letters can't be raised or lowered in this way",
        "type the sign itself, such as ₂ or ²",
    ),
    _form(
        r"(?<![\w:]):[a-z][a-z_+-]*[a-z]:(?![\w:])",
        "pictures can't be written in this way",
        "leave it out, or say it in words",
    ),
    _form(
        r"\[TOC\]|^\[toc\]$",
        "a page has its list of contents already",
        "leave it out",
    ),
    _form(
        r"^\*\[[^\[\]\n]+\]:",
        "this is another dialect's list of abbreviations",
        "explain the word where it is first used",
    ),
    _form(
        r"^[•‣▪◦●○■]|^[–—][ \t]|^-(?=[^\W\d_])|"
        r"^\d{1,3}[.)](?=[^\W\d_]{2})|^[a-zA-Z]\)[ \t]",
        "this is no item of a list, so it would run on with the text around it",
        "start items with - and a space, or with 1. and a space",
    ),
)


def find(text: Written, taken: list[Span], faults: Faults) -> None:
    """Refuse what looks like a form and is none, but for what is taken."""
    bare = _without(text, taken) if taken else text
    if not HINT.search(bare):
        return
    for form in FORMS:
        for found in form.pattern.finditer(bare):
            span = text.span(found.start(), max(found.end(), found.start() + 1))
            faults.add(form.rule, span, form.what, form.hint)


def _without(text: str, taken: list[Span]) -> str:
    """The text with a sign that is nothing else in place of what is taken."""
    pieces, last = [], 0
    for start, end in sorted(taken):
        pieces += [text[last:start], "\ufffc" * (end - start)]
        last = end
    return "".join([*pieces, text[last:]])
