"""What a citation is, how one is written, and which keys name the same source.

`marking` makes them of the mentions that are found in texts.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ibid.problems import Place, Problem, did_you_mean
from ibid.prose.shown import Value
from ibid.reading.front_matter import Path

LOCATOR = re.compile(
    r"^[\s,]*((?:pp?|chs?|chap|figs?|tables?|secs?|nos?)"
    r"(?:\.?\s*\d[\w.–-]*|(?:\.\s*|\s+)[ivxlc]+(?:[–-][ivxlc]+)?(?!\w))"
    r"(?:\s*,\s*\d[\w.–-]*)*)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Citation:
    """One citation: its source's key, its number on the page, its `occurrence`-th."""

    key: str
    place: Place
    prefix: str = ""
    locator: str = ""
    suffix: str = ""
    number: int = 0
    occurrence: int = 0

    @property
    def id(self) -> str:
        """The id of its mark on the page."""
        return f"cite-{self.key}-{self.occurrence}"


@dataclass(frozen=True)
class Group:
    """What stands in one pair of brackets, or one narrative citation."""

    citations: tuple[Citation, ...]
    narrative: bool = False


@dataclass(frozen=True)
class NoteCall:
    """A call of an explanatory note."""

    name: str
    place: Place


MentionId = tuple[Path, int]
"""The path of a field, empty for the body, and the number of a mention in its text."""


@dataclass(frozen=True)
class Marked:
    """The fields of a document that may cite, and what the mentions in its texts are.

    A citation of an unknown key is in none of them: it is a problem.
    """

    fields: Mapping[Path, Value]
    groups: Mapping[MentionId, Group]
    calls: Mapping[MentionId, NoteCall]

    @property
    def note_calls(self) -> tuple[NoteCall, ...]:
        """Every call of a note, in order."""
        return tuple(self.calls.values())

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation, in order."""
        return tuple(item for group in self.groups.values() for item in group.citations)


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


def unknown_placeholder(name: str, place: Place, known: Collection[str]) -> Problem:
    """The problem of a `{word}` in braces that stands for nothing."""
    return Problem(
        place,
        "unknown-placeholder",
        f"{{{name}}} stands for nothing",
        did_you_mean(name, known) or "write " + " or ".join(f"{{{k}}}" for k in known),
    )
