"""The account of a text: each of its words and marks is on the page, and once.

What reads a text may have faults of its own, and a word that is lost is seen by nobody.
So what was written is laid over the source again: between two written parts there is
nothing but the signs of Markdown.
"""

import html
import re
from collections.abc import Iterable, Iterator

from ibid.prose.marks import ESCAPE
from ibid.prose.written import Part, Span

# What shapes a text, and isn't shown; an item's number stands at the start of a line.
SIGNS = re.compile(
    r"(?:[\s*_~`>#|!\[\]()<\\:=+\"'^.-]|(?<![^\s>.)*+-])\d{1,9}[.)](?=\s|$))*"
)


def losses(source: str, start: int, parts: Iterable[Part]) -> Iterator[Span]:
    """The spans from `start` on that are on no page, on it twice, or changed."""
    end = start
    for text, first, last in sorted(parts, key=_place):
        if first < end and text:
            yield first, last
        yield from _between(source, end, first)
        if text and not _same(text, source[first:last]):
            yield first, last
        end = max(end, last)
    yield from _between(source, end, len(source))


def _place(part: Part) -> Span:
    return part[1], part[2]


def _between(source: str, start: int, end: int) -> Iterator[Span]:
    """What is more than signs between two parts."""
    if start >= end:
        return
    found = SIGNS.match(source, start, end)
    stop = found.end() if found else start
    if stop < end:
        yield stop, end


def _same(text: str, written: str) -> bool:
    """Whether a part shows what is written there."""
    if text == written or text.split() == written.split():
        return True
    return text == html.unescape(ESCAPE.sub(r"\1", written))
