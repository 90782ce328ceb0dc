"""The text of a content file, which can tell the place of any stretch of it."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from ibid.problems import Place, Problem

Span = tuple[int, int]

# What no editor shows: controls, halves of characters, all that Unicode calls
# ignorable (soft hyphens, joiners, marks of direction, fillers, tags), and private
# use, which marks citations and boxes here. Joiners and selectors are needed behind a
# letter or a picture of a script that joins.
IGNORABLE = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
JOINED = "\u0600-\u0fff\u1000-\u1fff\u2190-\u2bff\u3400-\u9fff\U0001f000-\U0001faff"
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\uf8ff\ufffd-\uffff"
    f"\U000f0000-\U0010ffff{IGNORABLE}]|"
    f"(?<![{JOINED}\ufe00-\ufe0f])[\u200c\u200d\ufe00-\ufe0f]"
)


@dataclass(frozen=True)
class Source:
    """A file's text, which can tell the place of any stretch of it.

    `path` is the path as the author knows it; `name` the path from `content/`.
    """

    path: str
    name: str
    text: str

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines, without their ends."""
        return tuple(self.text.split("\n"))

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset at which each line starts."""
        return (0, *(match.end() for match in re.finditer("\n", self.text)))

    def line(self, start: int) -> int:
        """The number of the line in which an offset of the text stands."""
        return bisect_right(self.line_starts, start)

    def place(self, start: int, end: int | None = None) -> Place:
        """The place of `text[start:end]`, cut at the end of its first line."""
        start = min(max(start, 0), len(self.text))
        line = self.line(start)
        first = self.line_starts[line - 1]
        source = self.lines[line - 1]
        stop = min(start + 1 if end is None else end, first + len(source))
        return Place(self.path, line, start - first + 1, max(1, stop - start), source)


def invisible(sign: str, place: Place) -> Problem:
    """The problem of a character that nobody can see, or that stands for a lost one."""
    what = "the sign of a lost" if sign == "\ufffd" else "an invisible"
    return Problem(
        place,
        "control-character",
        f"{what} character (U+{ord(sign):04X}) stands here",
        "delete it, or type the passage again",
    )
