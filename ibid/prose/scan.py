"""What stands in a Markdown text, judged on its source: each thing with its offset.

Markdown libraries keep no line numbers, so everything that a rule or a citation needs
to place is found here, before conversion, in a pass that leaves code alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ibid.reading.front_matter import Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level, its text and where it stands."""

    level: int
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Target:
    """A link or a picture: its text, where it leads, and where that is written."""

    text: str
    href: str
    span: Span
    picture: bool


@dataclass(frozen=True, slots=True)
class BoxSource:
    """A box: kind, title and dedented text; spans of the whole and of the kind."""

    box: str
    title: str
    text: str
    span: Span
    kind_span: Span


@dataclass(frozen=True, slots=True)
class NoteSource:
    """The definition of an explanatory note; spans of the whole and of the name."""

    name: str
    text: str
    span: Span
    name_span: Span


# Runs that can't be read in two ways are taken whole (`*+`, `++`) and passages in
# brackets hold no bracket that opens, so that no text takes long to read.
FENCE = re.compile(
    r"^ {0,3}(`{3,}+|~{3,}+)[^\n]*+\n(?:.*?\n)??(?: {0,3}\1[^\S\n]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
ESCAPED = re.compile(r"\\[\\`*_{}\[\]()#+.!@<>-]")
SQUARE = r"\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*+\]"
ROUND = r"\((?:[^()\n]|\([^()\n]*\))*+\)"
TARGET = re.compile(
    rf"(!?)\[((?:[^\[\]\n]|{SQUARE}|\n(?!\s*\n))*+)\]"
    rf"\(\s*+((?:[^()\n]|{ROUND}|\n(?!\s*\n))*+)\)"
)
TITLE = re.compile(r"\s(?:\"[^\"]*\"|'[^']*')\Z")
ADDRESS = re.compile(
    r"<(?:https?|mailto):[^<>\s]+>|<[\w.+-]+@[\w.-]+>|"
    r"https?://[^\s)\]<>]+|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+"
)
MARKUP = re.compile(r"<(?:/?[A-Za-z][^<>\n]*>?|!--|[!?][^<>\n]*>?)")
HEADING = re.compile(r"^(#{1,6})[ \t]*([^\n]*)", re.MULTILINE)
BOX = re.compile(
    r"^ {0,3}!!!(?:[ \t]+([\w-]+)(?:[ \t]+\"([^\"\n]*)\")?[ \t]*|([^\n]*))(?:\n|\Z)"
    r"((?:(?: {4}|\t)[^\n]*(?:\n|\Z)|(?:[ \t]*\n)++(?= {4}|\t))*)",
    re.MULTILINE,
)
NOTE = re.compile(
    r"^\[\^([^\[\]\s]+)\]:[ \t]*([^\n]*(?:\n(?:(?: {4}|\t)[^\n]*|"
    r"[ \t]*(?=\n(?: {4}|\t))))*)\n?",
    re.MULTILINE,
)
NOTE_CALL = re.compile(r"(?!^\[\^[^\[\]\s]+\]:)\[\^([^\[\]\s]+)\]", re.MULTILINE)
REFERENCE_LINK = re.compile(
    r"(?<=\])\[[^\[\]^@\n]*\]|^ {0,3}\[[^\[\]^@\n]+\]:", re.MULTILINE
)


def without_code(text: str) -> str:
    """The text with code and escaped characters blanked; offsets stay true."""
    return _blank(text, FENCE, CODE, ESCAPED)


def without_addresses(uncoded: str) -> str:
    """The text with links, pictures and addresses blanked too."""
    return _blank(uncoded, TARGET, ADDRESS)


def _blank(text: str, *patterns: "re.Pattern[str]") -> str:
    for pattern in patterns:
        text = pattern.sub(_spaces, text)
    return text


def _spaces(match: "re.Match[str]") -> str:
    return re.sub(r"[^\n]", " ", match[0])


def targets(uncoded: str, body: str) -> Iterator[Target]:
    """The links and pictures, a picture inside a link included."""
    for match in TARGET.finditer(uncoded):
        yield _target(match, 0, body)
        for inner in () if match[1] else TARGET.finditer(match[2]):
            yield _target(inner, match.start(2), body)


def _target(match: "re.Match[str]", offset: int, body: str) -> Target:
    """The link or picture; its address ends where a title starts."""
    inside = match[3].rstrip()
    href = TITLE.sub("", inside).rstrip()
    start = offset + match.start(3)
    address = body[start : start + len(href)]
    text = body[offset + match.start(2) : offset + match.end(2)]
    span = (start, start + max(len(href), 1))
    return Target(text, address.strip("<>"), span, bool(match[1]))


def headings(uncoded: str, body: str) -> Iterator[Heading]:
    """The headings, in order."""
    for match in HEADING.finditer(uncoded):
        start = match.start(2)
        end = start + len(match[2].rstrip(" \t#"))
        yield Heading(len(match[1]), body[start:end], (match.start(), end))


def boxes(uncoded: str, body: str) -> Iterator[BoxSource]:
    """The boxes, in order; a head that can't be read is taken for the kind."""
    for match in BOX.finditer(uncoded):
        text = _dedent(body[match.start(4) : match.end(4)])
        title = body[slice(*match.span(2))].strip() if match[2] else ""
        kind = match[1] or match[3].strip()
        head = match.span(1) if match[1] else (match.start(), match.end(3))
        yield BoxSource(kind, title, text, match.span(), head)


def notes(uncoded: str, body: str) -> Iterator[NoteSource]:
    """The definitions of explanatory notes, in order."""
    for match in NOTE.finditer(uncoded):
        text = _dedent(body[match.start(2) : match.end(2)])
        yield NoteSource(match[1], text, match.span(), match.span(1))


def _dedent(text: str) -> str:
    return re.sub(r"^(?: {4}|\t)", "", text, flags=re.MULTILINE).strip("\n")
