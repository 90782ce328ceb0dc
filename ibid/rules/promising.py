"""What promises in a sentence, in whatever dress, and is taken back by no "not"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from ibid.content.lexicon import Lexicon
from ibid.content.phrases import Few, Phrases, worded
from ibid.content.policy import Complaint, StrongWord
from ibid.source import Span

QUOTED = re.compile('"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|»[^«]*«')
# The end of what a "not" behind a word belongs to.
CLAUSE = re.compile(r"[,;:.!?()–—]")
NEAR = 40
OPENING = " \"'“”„«»‘’¿¡–—-("


class Promised(NamedTuple):
    """A promise in a sentence, and what to say instead."""

    span: Span
    say: str


@dataclass(frozen=True)
class Said:
    """A sentence of small letters; one that is `cited` may quote its source.

    What stands in it is looked for once, however much it promises; words that nobody
    is to find only where it may be `dressed`.
    """

    text: str
    lexicon: Lexicon
    cited: bool = False
    dressed: bool = True

    def promises(self, among: Few) -> Iterator[Promised]:
        """What promises in it, `among` these strong words, and isn't taken back."""
        for span, words in in_text(self.text, among, self.lexicon, self.dressed):
            strong = next(
                (
                    one
                    for every, one in self.lexicon.promises
                    if every.fullmatch(words) and self._has_complaint(span, one)
                ),
                None,
            )
            if strong is None:
                continue
            asked = strong.asked_first and not self.text[: span[0]].strip(OPENING)
            if not (asked or _meets(self._right, span) or self.takes_back(span)):
                yield Promised(span, strong.say)

    def _has_complaint(self, span: Span, strong: StrongWord) -> bool:
        """Whether what people suffer from stands where the word needs it."""
        start, end = span
        near = {
            Complaint.BEFORE: CLAUSE.split(self.text[max(0, start - NEAR) : start])[-1],
            Complaint.BEHIND: CLAUSE.split(self.text[end : end + NEAR])[0],
        }
        complaints = self.lexicon.complaints
        where = near.get(strong.complaint)
        return where is None or complaints.search(where) is not None

    def takes_back(self, span: Span) -> bool:
        """Whether words are quoted, or a "not" before or behind takes them back."""
        if _meets(self._quoted, span) or self.denies(span):
            return True
        end = span[1]
        stops = (self._stops, [one for one, _ in self._turns])
        last = min(end + NEAR, *(self._next(some, end) for some in stops))
        return self._next(self._nots_behind, end) < min(last, len(self.text))

    def denies(self, span: Span, apart: Span = (0, 0)) -> bool:
        """Whether a "not" stands before words in their clause, `apart` from there."""
        start, (first, last) = span[0], apart
        ended = bisect_right(self._turns, start, key=itemgetter(1))
        clause = self._turns[ended - 1][1] if ended else 0
        within = self._nots[
            bisect_left(self._nots, clause) : bisect_left(self._nots, start)
        ]
        return any(not first <= at < last for at in within)

    def _next(self, places: list[int], start: int) -> int:
        """The first of these places in order from a place on, or else the end."""
        number = bisect_left(places, start)
        return places[number] if number < len(places) else len(self.text)

    @cached_property
    def _right(self) -> list[Span]:
        return [one.span() for one in self.lexicon.no_promises.finditer(self.text)]

    @cached_property
    def _quoted(self) -> list[Span]:
        """The words in quotation marks that the sentence says are somebody else's."""
        without = QUOTED.sub(" ", self.text)
        if not self.cited and not self.lexicon.titles.search(without):
            return []
        return [one.span() for one in QUOTED.finditer(self.text)]

    @cached_property
    def _turns(self) -> list[Span]:
        return [one.span() for one in self.lexicon.turns.finditer(self.text)]

    @cached_property
    def _stops(self) -> list[int]:
        return [one.start() for one in CLAUSE.finditer(self.text)]

    @cached_property
    def _nots(self) -> list[int]:
        return self._unaffirmed(self.lexicon.negations)

    @cached_property
    def _nots_behind(self) -> list[int]:
        return self._unaffirmed(self.lexicon.negations_behind)

    @cached_property
    def _affirmed(self) -> list[Span]:
        return [one.span() for one in self.lexicon.affirmations.finditer(self.text)]

    def _unaffirmed(self, negations: Phrases) -> list[int]:
        every = (one.start() for one in negations.finditer(self.text))
        return [at for at in every if not _meets(self._affirmed, (at, at + 1))]


def _meets(spans: list[Span], span: Span) -> bool:
    """Whether one of these, which stand in order and apart, has a part of the span."""
    before = bisect_left(spans, span[1], key=itemgetter(0))
    return before > 0 and spans[before - 1][1] > span[0]


def in_text(
    text: str, strong: Few, lexicon: Lexicon, dressed: bool
) -> Iterator[tuple[Span, str]]:
    """Where strong words stand in a text of small letters, and the words as known.

    It may say no others than these as they are spelt; those that nobody is to find are
    looked for where it may be `dressed`.
    """
    plain = []
    for found in strong.finditer(text):
        plain.append(found.span())
        yield found.span(), found[0]
    if dressed:
        for span, word in lexicon.disguises.in_text(text, worded(text)):
            if not _meets(plain, span):
                yield span, word
