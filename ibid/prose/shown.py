"""What came of one text: its HTML with holes, its blocks, and what stands in it.

All of it is plain data: texts, numbers, and tuples of them.
"""

from typing import Literal, NamedTuple

from ibid.prose.faults import Fault
from ibid.prose.written import Piece, Span, span_of

Kind = Literal["field", "heading", "paragraph", "item", "cell", "code", "label"]
FRONT, LEAD = 0, 1
"""The numbers of two sections: the fields, and the body above its first heading."""


class Hole(NamedTuple):
    """What a page fills in: a mention, or the way to another file of the guide.

    A citation (`cite`), one that is read as a name (`name`), the call of a note
    (`call`) and a telephone number (`number`) are the mention of that number.
    """

    kind: str
    text: str
    number: int = -1


class Box(NamedTuple):
    """A box: its kind and title, its text, and how sure an insight is and why."""

    kind: str
    title: "Html"
    html: "Html"
    certainty: str
    reason: "Html"
    span: Span


class Picture(NamedTuple):
    """A picture of the guide, and where it lies as it is written.

    It `leads` if no other picture and no heading stands above it.
    """

    address: str
    alt: str
    title: str
    leads: bool


Html = tuple[str | Hole | Box | Picture, ...]
Out = list[str | Hole | Box | Picture]


class Block(NamedTuple):
    """A stretch that is read in one go.

    `text` is what rules judge: folded, with U+FFFC for each citation and call. `shown`
    is what the page says, with U+FFFC for each of its `marks`. `section` counts
    headings, `box` is the number of the box it stands in, -1 outside of all, `note`
    the name of its note. `heading` stands above it, `row` is what its row is about.
    """

    kind: Kind
    text: str
    pieces: tuple[Piece, ...]
    shown: str
    marks: tuple[Hole, ...]
    section: int
    box: int
    note: str
    heading: str
    row: str

    def span(self, start: int, end: int) -> Span:
        """Where `text[start:end]` is written."""
        return span_of(self.pieces, start, end)


class Heading(NamedTuple):
    """A heading of the page, and the span of its text."""

    level: int
    id: str
    text: str
    span: Span


class Link(NamedTuple):
    """A link or a picture: what it says, where it leads, and where that is written."""

    text: str
    href: str
    title: str
    span: Span
    picture: bool


class Mention(NamedTuple):
    """A citation, a name, a call or a number as it is written; see `Hole`."""

    kind: str
    text: str
    pieces: tuple[Piece, ...]

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where `text[start:end]` is written."""
        return span_of(self.pieces, start, len(self.text) if end is None else end)


class Note(NamedTuple):
    """An explanatory note, and the span of its name."""

    name: str
    html: Html
    span: Span


class Value(NamedTuple):
    """A text of the front matter: no Markdown, but citations, calls and numbers.

    `beside` is what is said beside the keys of its citations; `faults` are what would
    be printed as it is typed.
    """

    html: Html
    block: Block
    beside: tuple[Block, ...]
    mentions: tuple[Mention, ...]
    faults: tuple[Fault, ...]


class Prose(NamedTuple):
    """One text, read once."""

    html: Html
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    boxes: tuple[Box, ...]
    notes: tuple[Note, ...]
    mentions: tuple[Mention, ...]
    faults: tuple[Fault, ...]
