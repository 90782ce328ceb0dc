"""What somebody is said to have found: how much something did, or that it was shown."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from ibid.content.language import Catalogue, Vocabulary
from ibid.content.phrases import Phrases, loose
from ibid.content.quantities import number
from ibid.source import Span

# A few words of one clause.
NEAR = r"[^.!?;:\n]{0,40}?"
# As far as these and the word before them reach.
FAR = 60
NEVER = r"(?!)"
BLANKS = r"[\s\u00a0-]*"
NUMBERED = re.compile(r"(#%?)")
UP_TO_NUMBER = re.compile(r".*?#%?")


@dataclass(frozen=True)
class Findings:
    """The words of a language that tell findings."""

    catalogue: Catalogue

    @property
    def words(self) -> Vocabulary:
        """The language's own words."""
        return self.catalogue.vocabulary

    @cached_property
    def effects(self) -> "re.Pattern[str]":
        """How much something did: "twice as likely", and "by 30 %" as a group."""
        words = self.words
        itself, change = (
            _numbered(one, words) for one in (words.effects, words.changes)
        )
        return re.compile(rf"(?<![\w.-])(?:{itself}|(?P<change>{change}))(?!\w)")

    @cached_property
    def fares(self) -> "re.Pattern[str]":
        """What tells how somebody fared, a few words before a change."""
        return re.compile(rf"(?<!\w)(?:{_any(self.words.fares)}){NEAR}\Z")

    def effects_in(self, text: str) -> Iterator[Span]:
        """Where a text of small letters tells how much something did."""
        for found in self.effects.finditer(text):
            start, end = found.span()
            if not found["change"]:
                yield start, end
            elif behind := self.fares.search(text, max(0, start - FAR), start):
                yield behind.start(), end

    @cached_property
    def effective(self) -> Phrases:
        """Words of which what tells so has some, besides its number."""
        every = (*self.words.effects, *self.words.changes)
        percent = self.words.percent
        return self._phrases(
            _worded(one.replace("#%", f"* {sign}"))
            for one in every
            for sign in (percent if "#%" in one else percent[:1])
        )

    @cached_property
    def told(self) -> "re.Pattern[str]":
        """What studies are said to have found: "a trial found"."""
        words = self.words
        found = rf"(?:{_any(words.studies)}){NEAR}(?<!\w)(?:{_any(words.finds)})"
        return re.compile(rf"(?<!\w)(?:{found}|{_any(words.found_by)})(?!\w)")

    @cached_property
    def studies(self) -> Phrases:
        """Words of which what says so has at least one."""
        return self._phrases((*self.words.studies, *self.words.found_by))

    @cached_property
    def nothing(self) -> Phrases:
        """Longer phrases in which they found nothing."""
        return self._phrases(self.words.finds_nothing)

    @cached_property
    def wonders(self) -> Phrases:
        """In whose clause nobody says what they found."""
        return self._phrases(self.words.wonders)

    def _phrases(self, phrases: Iterable[str]) -> Phrases:
        return Phrases(tuple(phrases), self.catalogue.spellings)


def _worded(phrase: str) -> str:
    return phrase.replace("#", "*").removeprefix("* ").removesuffix(" *")


def _any(phrases: Sequence[str]) -> str:
    return loose(phrases) if phrases else NEVER


def _numbered(phrases: Sequence[str], words: Vocabulary) -> str:
    """The phrases as one pattern, with any number for a #, any percentage for a #%."""
    # To read a number once for all that follows it takes a tenth of the time.
    begun = groupby(sorted(phrases, key=_begins), _begins)
    ways = (
        f"{_part(first, words)}{BLANKS}(?:{_rests(same, words)})"
        if first
        else _rests(same, words)
        for first, same in begun
    )
    return "|".join(ways) or NEVER


def _begins(phrase: str) -> str:
    return NUMBERED.split(phrase)[1] if phrase.startswith("#") else ""


def _rests(phrases: Iterable[str], words: Vocabulary) -> str:
    """What follows the number that they all begin with, if any; the longest first.

    Those that are alike up to a second number are read together, too.
    """
    ordered = sorted(phrases, key=len, reverse=True)
    heads: dict[str, list[str]] = {}
    for rest in (one.removeprefix(_begins(one)) for one in ordered):
        found = UP_TO_NUMBER.match(rest)
        head = found[0] if found else rest
        heads.setdefault(head, []).append(rest.removeprefix(head))
    return "|".join(
        _with_number(head, words) + _going_on(tails, words)
        for head, tails in heads.items()
    )


def _going_on(tails: Sequence[str], words: Vocabulary) -> str:
    """What follows one after the other; "" where nothing does."""
    ways = (BLANKS + _with_number(one, words) if one else "" for one in tails)
    return f"(?:{'|'.join(ways)})" if any(tails) else ""


def _with_number(phrase: str, words: Vocabulary) -> str:
    parts = (one for one in NUMBERED.split(phrase) if one.strip())
    return BLANKS.join(_part(one, words) for one in parts)


def _part(part: str, words: Vocabulary) -> str:
    if part == "#":
        return number(words)
    if part == "#%":
        return rf"{number(words)}\s?(?:{loose(words.percent)})"
    return loose((part,))
