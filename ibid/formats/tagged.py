"""RIS and PubMed's format: records of lines that each begin with a tag and a hyphen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ibid.problems import Place
from ibid.reading.front_matter import Source


@dataclass(frozen=True)
class Lines:
    """One record: its tags with their values, in order, and where it starts."""

    place: Place
    values: tuple[tuple[str, str], ...]

    def all(self, *tags: str) -> list[str]:
        """The values of the tags, in the order of the file."""
        return [value for tag, value in self.values if tag in tags and value]

    def first(self, *tags: str) -> str:
        """The first value of the first of the tags that has one."""
        return next((value for tag in tags for value in self.all(tag)), "")


def records(source: Source, line: re.Pattern[str], opening: str) -> Iterator[Lines]:
    """The records, each from its opening tag on; `line` tells a tag from its value.

    A line without a tag carries the value above it on.
    """
    place: Place | None = None
    values: list[tuple[str, str]] = []
    for start, text in zip(source.line_starts, source.text.split("\n"), strict=True):
        found = line.match(text)
        if found and found[1] == opening:
            if place:
                yield Lines(place, tuple(values))
            place, values = source.place(start, start + len(text)), []
        if found:
            values.append((found[1], (found[2] or "").strip()))
        elif values and text.strip():
            tag, value = values[-1]
            values[-1] = (tag, f"{value} {text.strip()}".strip())
    if place:
        yield Lines(place, tuple(values))
