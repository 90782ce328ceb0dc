"""RIS and PubMed's format: records of lines that each begin with a tag and a hyphen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ibid.formats.accounts import Account, Field
from ibid.problems import Place
from ibid.reading.front_matter import Source


@dataclass(frozen=True)
class Lines:
    """One record: its tags with their values, in order, and where it starts."""

    place: Place
    values: tuple[Field, ...]

    def account(self) -> Account:
        """The record's fields, none of them taken yet."""
        return Account(self.values)


def records(source: Source, line: re.Pattern[str], opening: str) -> Iterator[Lines]:
    """The records, each from its opening tag on; `line` tells a tag from its value.

    A line without a tag carries the value above it on.
    """
    place: Place | None = None
    values: list[Field] = []
    for start, text in zip(source.line_starts, source.text.split("\n"), strict=True):
        found = line.match(text)
        if found and found[1] == opening:
            if place:
                yield Lines(place, tuple(values))
            place, values = source.place(start, start + len(text)), []
        if found:
            here = source.place(start, start + len(text))
            values.append(Field(found[1], (found[2] or "").strip(), here))
        elif values and text.strip():
            last = values[-1]
            longer = f"{last.value} {text.strip()}".strip()
            values[-1] = replace(last, value=longer)
    if place:
        yield Lines(place, tuple(values))
