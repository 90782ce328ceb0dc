"""Style sheets parted in two: what every page needs at once, and what paper needs."""

import re
from dataclasses import dataclass, field

# Strings and brackets are whole: what stands in them neither opens nor ends anything.
PIECE = re.compile(r"\"[^\"]*\"|'[^']*'|\([^()]*\)|[{};]|[^\"'(){};]+|.", re.DOTALL)
PRINT = "@media print"
PAGE = "@page"


@dataclass
class _Block:
    """A rule that is being read: its head, and what stands in it for either use."""

    head: str
    screen: list[str] = field(default_factory=list)
    paper: list[str] = field(default_factory=list)


def parted(css: str) -> tuple[str, str]:
    """The rules of a small sheet for every medium, and those for paper alone.

    Rules of paper stand in `@media print` or `@page`, at any depth. They come out in
    the layers and rules that they stood in, without the `@media` around them.
    """
    blocks = [_Block("")]
    said = ""
    for piece in PIECE.findall(css):
        if piece == "{":
            blocks.append(_Block(said))
            said = ""
        elif piece == "}" and len(blocks) > 1:
            blocks[-1].screen.append(said)
            said = ""
            _close(blocks.pop(), blocks[-1])
        else:
            said += piece
            if piece == ";":
                blocks[-1].screen.append(said)
                said = ""
    blocks[-1].screen.append(said)
    while len(blocks) > 1:
        _close(blocks.pop(), blocks[-1])
    return "".join(blocks[0].screen), _joined(blocks[0].paper)


def _close(inner: _Block, outer: _Block) -> None:
    """Hand a block that ended to the one around it."""
    screen, paper = "".join(inner.screen).rstrip(";"), _joined(inner.paper)
    if inner.head == PRINT:
        outer.paper += [screen, paper]
    elif inner.head.startswith(PAGE):
        outer.paper.append(f"{inner.head}{{{_joined([screen, paper])}}}")
    else:
        if screen or not paper:
            outer.screen.append(f"{inner.head}{{{screen}}}")
        if paper:
            outer.paper.append(f"{inner.head}{{{paper}}}")


def _joined(rules: list[str]) -> str:
    """Rules and declarations one behind the other, parted where they must be."""
    text = ""
    for one in rules:
        text += ";" if text and one and not text.endswith("}") else ""
        text += one
    return text
