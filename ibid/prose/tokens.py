"""What a text is cut into before it becomes elements: text, atoms, marks that pair."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ibid.prose.written import Part, Written


@dataclass(slots=True)
class Token:
    """A stretch of text, or an element that is whole already.

    A run of emphasis or a bracket is text until it pairs: then elements are opened
    behind it, and closed in front of it.
    """

    parts: list[Part]
    element: Element | None = None
    opens: list[Element] = field(default_factory=list)
    closes: int = 0


@dataclass(slots=True)
class Run(Token):
    """A run of `*`, `_` or `~`, of which `count` signs are left to pair."""

    sign: str = ""
    count: int = 0
    length: int = 0
    can_open: bool = False
    can_close: bool = False

    def take(self, count: int, opening: bool) -> None:
        """Use up signs: the last ones of an opening run, the first of a closing one."""
        text, start, end = self.parts[0]
        self.count -= count
        kept = text[count:]
        start, end = (start, end - count) if opening else (start + count, end)
        self.parts = [(kept, start, end)]


@dataclass(slots=True)
class Bracket(Token):
    """A `[` or `![` that may start a link or a picture."""

    number: int = 0
    runs: int = 0
    start: int = 0


def build(element: Element, tokens: list[Token]) -> None:
    """Fill an element with what its text was cut into."""
    around, last = [element], None
    pending: list[Part] = []
    element.text = None

    def flush(last: Element | None) -> None:
        if pending:
            written = Written.of(pending)
            pending.clear()
            if last is None:
                around[-1].text = written
            else:
                last.tail = written

    for token in tokens:
        for _ in range(token.closes):
            flush(last)
            last = around.pop()
        if token.element is not None:
            flush(last)
            around[-1].append(token.element)
            last = token.element
        else:
            pending += [part for part in token.parts if part[0]]
        for opened in token.opens:
            flush(last)
            around[-1].append(opened)
            around.append(opened)
            last = None
    flush(last)
