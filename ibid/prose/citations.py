"""What a citation is, how one is written, and which keys name the same source.

Marks in a text become private-use character pairs that Markdown carries through
unharmed; `marking` makes them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ibid.problems import Place, Problem, did_you_mean
from ibid.reading.front_matter import Path

KEY = r"(?:\{([^{}\s]+)\}|(\w(?:\w|[:.#$%&+?~/-](?=[\w/]))*))"
# Looking for the closing bracket first keeps texts full of @ from being read again
# and again; the same holds for the patterns below.
GROUP = re.compile(r"\[(?=[^\[\]]*+\](?!\())([^\[\]]*?(?<![\w@])@[^\[\]]*+)\]")
NARRATIVE = re.compile(rf"(?<![\w@\[/.-])@{KEY}(?:[ \t]\[([^\[\]@]*)\](?!\())?")
LOCATOR = re.compile(
    r"^[\s,]*((?:pp?|chs?|chap|figs?|tables?|secs?|nos?)"
    r"(?:\.?\s*\d[\w.–-]*|(?:\.\s*|\s+)[ivxlc]+(?:[–-][ivxlc]+)?(?!\w))"
    r"(?:\s*,\s*\d[\w.–-]*)*)",
    re.IGNORECASE,
)
PLACEHOLDER = re.compile(r"\{([A-Za-z][\w-]*)\}")


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation: its source's key, its number on the page, its `occurrence`-th."""

    key: str
    place: Place
    prefix: str = ""
    locator: str = ""
    suffix: str = ""
    number: int = 0
    occurrence: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """What stands in one pair of brackets, or one narrative citation."""

    citations: tuple[Citation, ...]
    narrative: bool = False


@dataclass(frozen=True, slots=True)
class NoteCall:
    """A call of an explanatory note."""

    name: str
    place: Place


@dataclass(frozen=True)
class Marked:
    """The texts of a document with `\\ue000N\\ue001` for its N-th group of citations
    and `\\ue002N\\ue003` for its N-th call of a note. `fields` has the citing fields.

    `origins` says where the body's stretches stand, in order: the offset in the marked
    body and that in the body as written.
    """

    fields: Mapping[Path, str]
    body: str
    groups: tuple[Group, ...]
    note_calls: tuple[NoteCall, ...]
    origins: tuple[tuple[int, int], ...] = ((0, 0),)

    def origin(self, at: int) -> int:
        """Where in the body as written that stands which is at `at` when marked."""
        number = bisect_right(self.origins, at, key=lambda origin: origin[0])
        marked, written = self.origins[number - 1]
        return written + at - marked

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation, in order."""
        return tuple(item for group in self.groups for item in group.citations)


def known_keys(
    references: Mapping[str, tuple[str | None, str | None]],
) -> dict[str, str]:
    """Every way to write a key, lower-cased: the key itself, its DOI, its PMID."""
    known = {}
    for key, (doi, pmid) in references.items():
        names = [key, doi, doi and f"doi:{doi}", pmid, pmid and f"pmid:{pmid}"]
        known.update({name.lower(): key for name in names if name})
    return known


def numbered(groups: Iterable[Group]) -> Iterator[Group]:
    """The groups with their sources numbered in order of first use."""
    numbers: dict[str, int] = {}
    counts: dict[str, int] = {}
    for group in groups:
        items = []
        for item in group.citations:
            number = numbers.setdefault(item.key, len(numbers) + 1)
            counts[item.key] = counts.get(item.key, 0) + 1
            items.append(replace(item, number=number, occurrence=counts[item.key]))
        yield replace(group, citations=tuple(items))


def split_locator(rest: str) -> tuple[str, str]:
    """The locator (`p. 12`) and what follows it."""
    match = LOCATOR.match(rest)
    if not match:
        return "", rest.strip(" ,\t\n")
    locator = re.sub(r"(?<=\d)-(?=\d)", "–", match[1])
    return locator, rest[match.end() :].strip(" ,\t\n")


def unknown_placeholder(name: str, place: Place) -> Problem:
    """The problem of a `{word}` in braces that stands for nothing."""
    known = ("emergency-number", "urgent-number")
    return Problem(
        place,
        "unknown-placeholder",
        f"{{{name}}} stands for nothing",
        did_you_mean(name, known) or "write " + " or ".join(f"{{{k}}}" for k in known),
    )


def in_title(place: Place) -> Problem:
    """The problem of a mark in a box's title, which has no room for one."""
    return Problem(
        place,
        "citation-misplaced",
        "a box's title can't hold a citation or a note",
        "put it behind the sentence in the box that it supports",
    )
