"""How hard a text is to read, by the formula of its language.

A score is a floor, not proof: a text that passes may still be hard, and is tested with
readers all the same.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from typing import NamedTuple

from ibid.content.language import Readability
from ibid.content.phrases import Phrases

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
LONG, WIDE = 3, 7
"""From how many syllables a word is long, and from how many letters it is wide."""


class Measure(NamedTuple):
    """The counts that a text's score is made of."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0
    long: int = 0
    wide: int = 0
    short: int = 0

    @property
    def words_a_sentence(self) -> float:
        """The average length of a sentence, in words."""
        return self.words / max(1, self.sentences)


def total(measures: Iterable[Measure]) -> Measure:
    """The counts of several texts together."""
    return Measure(*map(sum, zip(*measures, strict=True)))


@dataclass(frozen=True)
class Formula:
    """The formula of a language; words among `names` have no plainer one, and don't
    count.
    """

    of: Readability
    names: Phrases

    def measure(self, sentences: Iterable[Sequence[str]]) -> Measure:
        """The counts of sentences, given as their words; an empty one isn't counted."""
        counts = map(self.counted, sentences) if self.names.phrases else sentences
        told = [*filter(None, counts)]
        counted = [*chain.from_iterable(told)]
        lengths = [*map(self._count, counted)]
        return Measure(
            len(told),
            len(counted),
            sum(lengths),
            long=sum(map(LONG.__le__, lengths)),
            wide=sum(map(WIDE.__le__, map(len, counted))),
            short=lengths.count(1),
        )

    def score(self, measure: Measure) -> float:
        """The formula's score of a text; 0 where it has no words."""
        if not measure.words:
            return 0.0
        percent = 100 / measure.words
        return (
            self.of.constant
            + self.of.words_a_sentence * measure.words_a_sentence
            + self.of.syllables_a_word * measure.syllables / measure.words
            + self.of.percent_long * measure.long * percent
            + self.of.percent_wide * measure.wide * percent
            + self.of.percent_short * measure.short * percent
        )

    def harder(self, score: float, limit: float) -> bool:
        """Whether a score is harder to read than another."""
        return score < limit if self.of.ease else score > limit

    def hardness(self, measure: Measure) -> float:
        """A number that grows with how hard a text is."""
        return -self.score(measure) if self.of.ease else self.score(measure)

    def counted(self, words: Sequence[str]) -> Sequence[str]:
        """The words that a score is made of: all but names."""
        if not self.names.phrases or not self.names.search(" ".join(words).lower()):
            return words
        return [word for word in words if not self.names.fullmatch(word.lower())]

    def syllables(self, word: str) -> int:
        """How many syllables a word has; capitals are spelt out, a number is one."""
        return self._count(word)

    @property
    def _count(self) -> Callable[[str], int]:
        return counter(self.of.vowels, self.of.apart, self.of.silent)


def words(text: str) -> tuple[str, ...]:
    """The words and numbers of a text."""
    return tuple(WORD.findall(text))


@cache
def counter(vowels: str, apart: str, silent: str) -> Callable[[str], int]:
    """What counts a word's syllables, by the vowels and patterns of a language.

    Most words stand in many texts: each is counted once.
    """
    return cache(partial(syllables, vowels=vowels, apart=apart, silent=silent))


def syllables(word: str, vowels: str, apart: str, silent: str) -> int:
    """How many syllables a word has, by the vowels and patterns of a language."""
    if word.isupper() and len(word) > 1:
        return len(word)
    patterns = (f"[{vowels}]+", apart, silent)
    return max(1, sum(_part(part, *patterns) for part in word.lower().split("-")))


def _part(word: str, vowels: str, apart: str, silent: str) -> int:
    if word[:1].isdigit():
        return 1
    said = len(re.findall(vowels, word))
    said += len(re.findall(apart, word)) if apart else 0
    return max(1, said - (len(re.findall(silent, word)) if silent else 0))
