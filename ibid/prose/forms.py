"""Forms that no page shows as they are typed: those of other dialects of Markdown."""

import re
from typing import NamedTuple

from ibid.prose.faults import BRACKETED
from ibid.prose.marks import MARKUP

# What stands for a citation or a call, for an address that is a link by itself, and
# for all else that is read already: no text has these signs.
MENTION, ADDRESS, OTHER = "\ufff9", "\ufffa", "\ufffc"


WRITTEN_AS = str.maketrans("␣⏎⇥", " \n\t")


class Form(NamedTuple):
    """A form that is refused: how it is written, what it is, and what to write.

    The first group of the pattern, or else all of it, is what is pointed at.
    A text has it only if it has one of the `signs`.
    """

    signs: tuple[str, ...]
    pattern: "re.Pattern[str]"
    what: str
    hint: str
    rule: str


def form(
    signs: str, pattern: str, what: str, hint: str, rule: str = "other-dialect"
) -> Form:
    """A form; spaces part its `signs`, a ␣ is a space, a ⇥ is a tab.

    A ⏎ is the start of a line; alone, it is one below another.
    """
    found = tuple(sign.translate(WRITTEN_AS) for sign in signs.split())
    return Form(found, re.compile(pattern, re.MULTILINE), what, hint, rule)


BOX = 'write !!! tip "Title" and indent the text by four spaces'
LINK = "write [text](address)"
NOTE = "write [^name] here, and [^name]: … below the text"
CITATION = "write [@key] or [@key, p. 12]"
KEY = r"write @ in front of it, as in [@key]; or \[ for the sign itself"
LIST = "start items with - and a space, or with 1. and a space"
BY_HAND = "this is no item of a list, so it would run on with the text around it"
TABLE = "give a table a row of headings and below it |---|, once for each column"
WORD_ADDRESS = r"[^\s()]*(?:\.md|://)[^\s()]*|(?:mailto|tel):[^\s()]+|#[^\s()]+"
UNCLOSED = (
    "this citation is never closed",
    "write ] behind it, as in [@key] or [@key, p. 12]",
)
FORMS = (
    # What looks like a citation.
    form(
        "[ 19 20",
        r"(?:(?<=\[)|(?<=\[[-#]))\w[\w:./-]*(?=(?:,[^\[\]]*)?\](?![\[(:]))|"
        rf"(?<![\w@/.:{OTHER}-])[^\W\d_]{{2,24}}(?:19|20)\d\d[a-z]?(?!\w)",
        "this is the key of a source, but it cites nothing",
        KEY,
        BRACKETED,
    ),
    form(
        "@",
        r"\[(?:[^\[\]\n]{0,80}[^\[\]\w@\n])?-?@\w[^\[\]]*(?:\Z|(?=\[))",
        *UNCLOSED,
        "malformed-citation",
    ),
    form(
        "]",
        rf"\A[^\[\]]{{0,400}}?({MENTION}+[^\[\]\n]{{0,60}}\])",
        "the ] behind this citation has no [ in front of it",
        CITATION,
        "malformed-citation",
    ),
    form(
        f"{MENTION}] {MENTION}}} {MENTION}> {MENTION}］ {MENTION}】",
        rf"[\[{{<［【]{MENTION}+[\]}}>］】]",
        "these signs around a citation would be printed",
        CITATION,
        "malformed-citation",
    ),
    form(
        "@",
        r"[\[{<［【(]?(?<!\w)@(?=[\w{])[\w{}:./-]*[\]}>］】]?",
        "this is written like a citation, but can't be read as one",
        r"write [@key], or a space in front of @key; \@ is the sign itself",
        "malformed-citation",
    ),
    form(
        "[",
        r"(?<!\])\[\d{1,3}(?:[,;–-]\d{1,3})*\](?![(\[:])",
        "this number in brackets leads to no source",
        CITATION + r"; \[ is the sign itself",
        "malformed-citation",
    ),
    form(
        "[",
        r"\[(?:[^\[\]\n]{1,80}\bet al\b[^\[\]\n]{0,40}|"
        r"[A-Z\u00c0-\u00de][^\[\]\n\d]{1,80}(?:19|20)\d\d[a-z]?)\](?!\()",
        "these names in brackets lead to no source",
        CITATION + r"; \[ is the sign itself",
        "malformed-citation",
    ),
    # Notes.
    form(
        "[^ [␣^ [fn: [#",
        r"\[[ \t]*\^[^\[\]\n]*\]?|\[fn:[^\[\]\n]*\]|\[#[\w-]+\]",
        "this is no call of a note",
        NOTE + ", with a name of one word",
    ),
    form("^[", r"\^\[", "this is another dialect's way to write a note", NOTE),
    # Boxes, and what is given to blocks.
    form(
        "[",
        r"\A\[(?:[xX]\]|[^\w\[\]]?\](?=[ \t]))",
        "this is an entry of a task list",
        "write a plain list: - one",
    ),
    form("[!", r"\A\[!\w+\]", "this is another site's way to write a box", BOX),
    form(
        "::: ??? === /// !! ..",
        r"^(?::::.*|\?\?\?\+?.*|===[ \t]+\S.*|///.*|!!!?[ \t]+\w.*|"
        r"\.\.[ \t]+[\w-]+::.*)$",
        "this is another dialect's way to write a box",
        BOX,
    ),
    form(
        "{",
        r"\{[ \t]*[#.:^][^{}\n]*\}|\{[\w-]+=[^{}\n]*\}",
        "names and classes can't be given here",
        "leave it out: a heading is linked to by its words, as in page.md#its-words",
    ),
    form(
        "{{ {% {# <% --8<",
        r"\{\{[^{}\n]*\}\}|\{%[^%{}\n]*%\}|\{#[^#{}\n]*#\}|<%|--8<--",
        "this is a template's command",
        "write the words themselves",
    ),
    form(
        "$",
        r"\$\$|(?<![\w$])\$(?=[^\s\d$])[^$\n]*?[^\s$]\$(?!\w)",
        "formulas can't be set here",
        r"say it in words; write \$ for the sign itself",
    ),
    form(
        "\\",
        r"(?<![\w:\\])\\[A-Za-z]{2,}",
        "this is a command of another program",
        "type the sign or the words themselves",
    ),
    # Links.
    form(
        "[[",
        r"\[\[[^\[\]\n]*\]\]",
        "this is another dialect's way to write a link",
        "write [text](page.md)",
    ),
    form(
        "(",
        rf"\](?:[ \t]+|[ \t]*\n[ \t]*)\((?:{WORD_ADDRESS}|\w+:[^\s()]+)\)",
        "the space parts this link from its address",
        "write [text](address), without a space",
    ),
    form(
        ")[",
        r"\([^()\n]*\)\[[^\[\]\s]*[/.#][^\[\]\s]*\]",
        "the brackets of this link are the wrong way round",
        LINK,
    ),
    form(
        f"[{ADDRESS} :{ADDRESS} [/ <<",
        rf'\[{ADDRESS}+[ \t]+[^\[\]\n]+\]|"[^"\n]*":{ADDRESS}|\[/[a-z]+\]|<<[^<>\n]+>>',
        "this is another dialect's way to write a link",
        LINK,
    ),
    form(
        "www.",
        r"(?<![\w/@.:-])www\.\w[\w-]*\.\w[\w./-]*",
        "this address would be no link",
        "write https:// in front of it, or [text](address)",
    ),
    form(
        f"{MENTION}(",
        rf"{MENTION}\((?:{WORD_ADDRESS})\)",
        "a citation or a note has no address of its own",
        "leave the round brackets out, or write [text](address)",
    ),
    form(
        "][ ]:",
        r"(?<=\])\[[^\[\]^@\n]*\]|^\[[^\[\]^@\n]+\]:",
        "a link's address must stand right behind its text",
        LINK,
        "reference-link",
    ),
    form(
        "](",
        r"!?\[[^\[\]\n]*\]\((?=[^<>()\"'\n]+\))[^\s()]+[ \t]+[^\s()][^()\n]*\)",
        "there is a space in this address",
        "write it between < and >, as in [text](<my file.pdf>), or rename the file",
        "reference-link",
    ),
    form(
        "](",
        r"(?<=\])\([^()\n]*\)?",
        "this is written as the address of a link, but can't be read as one",
        "write an address with spaces between < and >, and a title in quotes behind it",
        "reference-link",
    ),
    form(
        "![",
        r"!\[[^\[\]\n]*\]",
        "this picture has no address",
        "write ![words for those who can't see it](picture.png)",
        "reference-link",
    ),
    # Blocks.
    form(
        "⏎: :: ⏎~",
        r"^::?[ \t]+\S.*|^~[ \t]+\S.*|\w::[ \t]*$",
        "this is another dialect's list of definitions",
        "write a table, or the word in **strong** and what it means behind it",
    ),
    form(
        "# =␣ h1. h2. h3. h4. h5. h6. bq.",
        r"^#{1,6}[ \t]+\S.*|^#{2,6}(?=[^\s#])|^#{7,}|^#\+\w|^={1,6}[ \t]+\S.*|"
        r"^(?:h[1-6]|bq)\.(?=[ \t])",
        "this heading would be printed as it is written",
        "write ## and a space in front of its words, on a line of its own",
    ),
    form(
        "= |",
        r"^=+$|^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)+$|"
        r"^\|.*\|(?:\n\|.*\|)*$|^[^|\n]+\|[^\n]*\n[^|\n]+\|",
        "this is no whole table or heading, so it would be printed as it is written",
        TABLE,
        "broken-table",
    ),
    form(
        "*[",
        r"^\*\[[^\[\]\n]+\]:",
        "this is another dialect's list of abbreviations",
        "explain the word where it is first used",
    ),
    form(
        "[T [t",
        r"\[TOC\]|^\[toc\]$",
        "a page has its list of contents already",
        "leave it out",
    ),
    form(
        "• ‣ ▪ ◦ ● ○ ■ ⏎– ⏎— ⏎− ⏎‐ ⏎- ) 0. 1. 2. 3. 4. 5. 6. 7. 8. 9.",
        r"^[•‣▪◦●○■]|^[–—−‐](?=[ \t])|^-(?=[^\W\d_])|^\d{1,3}[.)](?=[^\W\d_]{2})|"
        r"^[a-zA-Z]\)[ \t]",
        BY_HAND,
        LIST,
    ),
    form(
        "⏎- ⏎* ⏎+ ⏎>",
        r"^[-*+>][ \t]+\S.*",
        "this would be printed as it is written: no list or quotation starts here",
        "put an empty line above it, and no spaces in front; in a table, leave it out",
    ),
    form(
        "⏎",
        r"(?<=:\n)\d{1,9}[.)][ \t]+\S.*|"
        r"(?<=\n)\d{1,9}[.)][ \t]+\S[^\n]*\n\d{1,9}[.)][ \t]",
        "a list that doesn't start with 1 can't stand right below a text",
        "put an empty line above it, or start it with 1.",
    ),
    form(
        "⏎",
        r"(?<=\n)[·⁃∙・◆◇★☆➤►▶→⇒✓✔✗✘☐☑☒][ \t]*\S.*|"
        r"^(?:\(1\)|1-|1[ \t]|①|\(?[aA][.)]|\(?[iI][.)]|#\.)[^\n]*\n"
        r"(?:\(2\)|2-|2[ \t]|②|\(?[bB][.)]|\(?(?:ii|II)[.)]|#\.)[^\n]*|"
        r"^\*\w[^*\n]*\n\*\w[^*\n]*$",
        "these lines would run on as one text",
        LIST,
    ),
    # Signs within a line.
    form(
        "== ++ %% {= {+ {- {~ {> ''",
        r"==(?=\S)[^=\n]*[^=\s]==|\+\+(?=\S)[^+\n]*[^+\s]\+\+|%%[^%\n]+%%|"
        r"\{(?:==|\+\+|--|~~|>>)|(?<![\w'])''+(?=\w)",
        "text can't be marked in this way",
        "write *emphasis* or **strong**",
    ),
    form(
        "~ ^",
        r"(?<=\w)[~^]\w{1,3}[~^]|(?<![\w~])~(?=[^\s~])[^~\n]*(?<=[^\s~])~(?![\w~])",
        "letters can't be raised, lowered or struck through in this way",
        "type the sign itself, such as ₂ or ²; ~~two signs~~ strike through",
    ),
    form(
        ":",
        r"(?<![\w:]):(?:[a-z][a-z_+-]*[a-z]|[+-]1):(?![\w:])",
        "pictures can't be written in this way",
        "leave it out, or say it in words",
    ),
    form(
        "--",
        r"(?<![-<!|:])-{2,}(?=[\s]|\Z)|(?<=\w)-{2,3}(?=\w)",
        "these hyphens would stay hyphens on the page",
        "type the dash itself: – or —",
    ),
    form(
        "［ ］ 【 】 ＃ ＞ ｜ ＊ ！[ ｀ （",
        r"^[＃＞｜][\s\u3000]?|＊{1,2}(?=[^\s＊])[^＊\n]*＊|！\[|｀[^｀\n]*｀|"
        r"[\]］】]（|［[^［］\n]*］\(",
        "this sign of Markdown is written in its wide form",
        "type it as it is on a keyboard with Latin letters",
    ),
)


NOT_CITING = ("this field can't show a citation or a note", "cite in the text")
PLAIN = "a field is plain text: leave the sign out, or say it in the text below"
# What is Markdown in a body, and would be printed in a field, which is plain text.
OF_MARKDOWN = (
    form(
        "* _ ~~ `",
        r"\*{1,3}(?=[^\s*])[^*\n]*(?<=[^\s*])\*{1,3}|~~[^~\n]+~~|`|"
        r"(?<!\w)_{1,3}(?=[^\s_])[^_\n]*(?<=[^\s_])_{1,3}(?!\w)",
        "this sign would be printed",
        PLAIN,
    ),
    form(
        "](",
        r"!?\[[^\[\]\n]*\]\([^()\n]*\)",
        "a field can't hold a link or a picture",
        "link in the text below",
    ),
    form("<", MARKUP.pattern, "HTML can't be used here", PLAIN),
    form("\\", r"\\(?=[!-/:-@\[-`{-~])", "this sign would be printed", PLAIN),
)
