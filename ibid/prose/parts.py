"""What a converted text is made of: markup, marks, calls of notes, and boxes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Html:
    """Converted Markdown, or escaped text: the only ready-made markup in a view."""

    html: str
    kind: str = "html"


@dataclass(frozen=True, slots=True)
class MarkItem:
    """One citation: `id` is where its way back leads, `label` says author and year.

    `beside` is a sentence of the source for the margin; "" after its first citation.
    """

    id: str
    href: str
    number: int
    label: str
    locator: str = ""
    prefix: str = ""
    suffix: str = ""
    status: str = ""
    status_words: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A group of citations at one place of a text; `narrative` names them in it."""

    items: tuple[MarkItem, ...]
    narrative: str = ""
    kind: str = "mark"


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark of an explanatory note: a letter, and its words for the margin."""

    id: str
    href: str
    letter: str
    beside: str = ""
    kind: str = "note"


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number in a text: `name` says whose, `href` calls it or is ""."""

    text: str
    name: str
    href: str
    kind: str = "number"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a text: the file to fall back on, and how large it is in pixels.

    `srcset` lists the widths of the same kind, `webp` those of the lighter one; each is
    "" where there is no choice. It is loaded `at_once` where readers see it first, and
    where it is a drawing.
    """

    src: str
    alt: str
    title: str
    width: int
    height: int
    srcset: str
    webp: str
    at_once: bool
    kind: str = "picture"


@dataclass(frozen=True, slots=True)
class Grade:
    """A certainty in words (`low certainty`), and as 1 to 4 strands of a rope."""

    level: str
    words: str
    strands: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Box:
    """A box within a text: insight, tip, quick-fix, warning or advertisement.

    `spoken` is what a screen reader hears first ("Insight"); `grade` and `reason` are
    there for insights only.
    """

    box: str
    spoken: str
    title: "Prose"
    parts: "Prose"
    grade: Grade | None = None
    reason: "Prose" = ()
    kind: str = "box"


Part = Html | Mark | NoteMark | Number | Picture | Box
Prose = tuple[Part, ...]
