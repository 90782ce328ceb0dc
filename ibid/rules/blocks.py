"""A Markdown body cut into the blocks that are read in one go, by their offsets."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ibid.prose import scan
from ibid.source import Span

Kind = Literal["field", "heading", "paragraph", "item", "cell"]
FRONT, LEAD = 0, 1
"""The numbers of two sections: the fields, and the body above its first heading."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage of a body, by its offsets."""

    kind: Kind
    span: Span
    box: str = ""
    box_number: int = -1
    section: int = LEAD


MORE = r"(?:\n(?![ \t]*(?:\n|\Z|!!!|\||#{1,6}[ \t]|[-*+][ \t]|\d+[.)][ \t]))[^\n]+)*"
BLOCK = re.compile(
    r"^[ \t]*(?:"
    r"!!![ \t]*[\w-]*[ \t]*(?:\"(?P<title>[^\"\n]*)\")?[^\n]*|"
    r"#{1,6}[ \t]+(?P<heading>[^\n]+)|"
    r"\|(?P<row>[^\n]+)|"
    rf"(?:[-*+]|\d+[.)])[ \t]+(?P<item>[^\n]+{MORE})|"
    rf"(?P<paragraph>[^\s][^\n]*{MORE}))",
    re.MULTILINE,
)
CELL = re.compile(r"(?:\\.|[^|\\\n])+")
RULE_LINE = re.compile(r"[-:|\s]+\Z")


def pieces(uncoded: str, boxes: Sequence[scan.BoxSource]) -> Iterator[Piece]:
    """The passages of a body whose code is blanked out, and whose boxes are known."""
    section = LEAD
    for block in BLOCK.finditer(uncoded):
        section += block["heading"] is not None
        number = next(
            (
                n
                for n, box in enumerate(boxes)
                if box.span[0] <= block.start() < box.span[1]
            ),
            -1,
        )
        for kind, span in _spans(block):
            yield Piece(
                kind, span, boxes[number].box if number >= 0 else "", number, section
            )


def _spans(block: "re.Match[str]") -> Iterator[tuple[Kind, Span]]:
    if block["row"] and not RULE_LINE.match(block["row"]):
        start = block.start("row")
        for cell in CELL.finditer(block["row"]):
            if cell[0].strip():
                yield "cell", (start + cell.start(), start + cell.end())
    if block["title"]:
        yield "heading", block.span("title")
    if block["heading"]:
        yield "heading", block.span("heading")
    if block["item"]:
        yield "item", block.span("item")
    if block["paragraph"]:
        yield "paragraph", block.span("paragraph")
