"""Texts that know where each of their signs is written."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markdown.util import AtomicString

Span = tuple[int, int]
Part = tuple[str, int, int]
"""A stretch of text, and the span in the source that it comes from."""
Piece = tuple[int, int, int, int]
"""A span of a text, and the span in the source that it comes from."""

TAB_STOP = 4
# What may stand in front of a line's own words, and is counted in columns.
MARGIN = re.compile(r"(?:[ \t>*+-]|\d{1,9}[.)])*\t")


class Line(NamedTuple):
    """What is left of a line, where it ends in the source, and where all of it starts.

    A tab in front of its words is written as the spaces that it stands for.
    """

    text: str
    end: int
    edge: int

    @property
    def indent(self) -> int:
        """How many spaces it starts with."""
        return len(self.text) - len(self.text.lstrip(" "))

    @property
    def start(self) -> int:
        """Where it starts in the source."""
        return max(self.edge, self.end - len(self.text))

    def cut(self, count: int) -> "Line":
        """The line without its first signs."""
        return Line(self.text[count:], self.end, self.edge)

    def outdent(self, most: int) -> "Line":
        """The line without up to `most` of the spaces it starts with."""
        return self.cut(min(most, self.indent))

    def strip(self) -> "Line":
        """The line without spaces at its ends."""
        text = self.text.rstrip(" \t")
        end = self.end - (len(self.text) - len(text))
        return Line(text.lstrip(" \t"), end, self.edge)


def lines(source: str, start: int) -> Iterator[Line]:
    """The lines of a source from an offset on."""
    end = start - 1
    for one in source[start:].split("\n"):
        edge, end = end + 1, end + len(one) + 1
        yield Line(_spaced(one) if "\t" in one else one, end, edge)


def _spaced(line: str) -> str:
    """The line with spaces for the tabs in front of its words."""
    found = MARGIN.match(line)
    if not found:
        return line
    return found[0].expandtabs(TAB_STOP) + line[found.end() :]


class Written(AtomicString):
    """A text that knows where it is written; its `pieces` follow each other.

    A piece that is as long as its span stands in the source as it is.
    """

    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, parts: Iterable[Part]) -> "Written":
        """The text made of parts."""
        texts, pieces, length = [], [], 0
        for text, start, end in parts:
            texts.append(text)
            first, length = length, length + len(text)
            pieces.append((first, length, start, end))
        made = cls("".join(texts))
        made.pieces = tuple(pieces)
        return made

    @classmethod
    def of_lines(cls, lines: Iterable[Line]) -> "Written":
        """The text made of whole lines."""
        return cls.of(_ended(lines))

    def span(self, start: int, end: int) -> Span:
        """Where `text[start:end]` is written."""
        return span_of(self.pieces, start, end)

    @property
    def whole(self) -> tuple[Part, ...]:
        """All of its parts."""
        return tuple(
            (self[first:last], start, end)
            for first, last, start, end in self.pieces
            if last > first
        )

    def parts(self, start: int, end: int) -> Iterator[Part]:
        """The parts of `text[start:end]`."""
        number = max(0, bisect_right(self.pieces, (start, MOST)) - 1)
        for at in range(number, len(self.pieces)):
            first, last, begin, stop = self.pieces[at]
            if first >= end:
                return
            low, high = max(first, start), min(last, end)
            if low >= high:
                continue
            if last - first == stop - begin:
                yield self[low:high], begin + low - first, begin + high - first
            else:
                yield self[low:high], begin, stop


MOST = 1 << 62


def _ended(lines: Iterable[Line]) -> Iterator[Part]:
    """Lines as parts, each but the last with its end."""
    before: Line | None = None
    for line in lines:
        if before is not None:
            yield before.text + "\n", before.start, before.end + 1
        before = line
    if before is not None:
        yield before.text, before.start, before.end


def span_of(pieces: tuple[Piece, ...], start: int, end: int) -> Span:
    """Where a stretch of a text is written."""
    return _spot(pieces, start)[0], _spot(pieces, max(start, end - 1))[1]


def _spot(pieces: tuple[Piece, ...], offset: int) -> Span:
    """Where the sign at an offset is written."""
    number = max(0, bisect_right(pieces, (offset, MOST)) - 1)
    if not pieces:
        return 0, 0
    first, last, start, end = pieces[number]
    if last - first != end - start:
        return start, end
    at = start + min(offset, last) - first
    return at, at + 1
