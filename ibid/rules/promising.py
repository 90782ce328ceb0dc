"""What promises in a sentence, in whatever dress, and is taken back by no "not"."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from string import ascii_lowercase
from typing import NamedTuple

from ibid.content.lexicon import Lexicon
from ibid.content.phrases import Few, Phrases
from ibid.content.policy import Complaint, StrongWord
from ibid.source import Span

QUOTED = re.compile('"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|»[^«]*«')
# Words that are written so that nobody finds them: letter by letter, with a letter
# three times in a row, with digits or with signs at letters that have none.
SPACED = r"(?<!\w)[^\W\d_]([ .·•|/-])[^\W\d_](?:\1[^\W\d_]){2,}(?!\w)"
STRETCHED = r"\b\w*?([^\W\d_])\2\2\w*"
MIXED = r"\b[^\W\d_]+[013457][^\W_]*[^\W\d_]\b"
ACCENTED = r"\b[a-z]*(?:[a-z][\u0300-\u036f]|[^\W\d_a-z])[\w\u0300-\u036f]*"
DRESSED = re.compile("|".join((SPACED, STRETCHED, MIXED, ACCENTED)))
COMBINING = re.compile("[\u0300-\u036f]")
THRICE = tuple(letter * 3 for letter in ascii_lowercase)
WITH_DIGIT = re.compile(r"[a-z][013457]\w")
DIGITS = str.maketrans("013457", "oieast")
ONE_AFTER_THE_OTHER = re.compile(r"([^\W\d_])\1+")
WITH_SIGNS = re.compile("LATIN (?:SMALL|CAPITAL) LETTER ([A-Z]) WITH ")
NO_LETTER = re.compile(r"[\W_]+")
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
    for found in strong.finditer(text):
        yield found.span(), found[0]
    if dressed:
        yield from _dressed(text, lexicon)


def may_be_dressed(text: str, words: str, lexicon: Lexicon) -> bool:
    """Whether a text of these words may have some that nobody is to find.

    The words, each of which stands there once, are looked through faster than the text.
    """
    letters = {one for one in ascii_lowercase if f" {one} " in words}
    if any(letters.issuperset(one) for one in lexicon.strong_words):
        return True
    odd = not words.isascii() or any(map(words.__contains__, THRICE))
    if (odd or WITH_DIGIT.search(words)) and any(
        True for _ in _dressed(words, lexicon)
    ):
        return True
    return not text.isascii() and COMBINING.search(text) is not None


def _dressed(text: str, lexicon: Lexicon) -> Iterator[tuple[Span, str]]:
    """Strong words that are written so that nobody finds them, and the words."""
    for found in DRESSED.finditer(text):
        word = found[0]
        if word in lexicon.strong_words:
            continue
        for plain in _undressed(word):
            if plain in lexicon.strong_words:
                yield found.span(), plain
                break


def _undressed(word: str) -> Iterator[str]:
    """The words that it may be read as."""
    letters = NO_LETTER.sub("", "".join(map(_bare, word))).translate(DIGITS)
    yield letters
    yield ONE_AFTER_THE_OTHER.sub(r"\1", letters)


def _bare(sign: str) -> str:
    """A letter without the signs at it, as Unicode's names tell it."""
    if sign.isascii():
        return sign
    named = WITH_SIGNS.match(unicodedata.name(sign, ""))
    return named[1].lower() if named else sign
