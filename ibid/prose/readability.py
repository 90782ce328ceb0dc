"""How hard a text is to read: the Flesch-Kincaid grade, from words and syllables.

A score is a floor, not proof: a text that passes may still be hard, and is tested with
readers all the same.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
VOWELS = re.compile(r"[aeiouyáéíóúäëïöü]+")
# Vowels side by side that are said apart: calcium, area, diarrhoea, easier, situation.
APART = re.compile(
    r"\bdia|iu[mns]|ia[bt]|io[lt]|(?<=[^aeiou])ier\b|oea|eo[lm](?!p)|[iouy]ing\b|creat|(?<!q)uat|quiet"
)
# An e that is written and not said: ease, pulled, times, slowed, hopeless, something.
SILENT = re.compile(
    r"(?:[^aeiouyl]|[aeiouy]l|rl)e\b|[^aeiouytd]ed\b|(?:[^aeiouylsxzcg]|[aeiouy]l)"
    r"(?<!ch)(?<!sh)es\b|(?<=[^aeiouyl])e(?=ly\b|ness\b|ful|less\b|ment|thing)"
)
# Names of substances, which have no plainer word, aren't counted.
NAMES = frozenset(
    (
        *("magnesium", "potassium", "sodium", "calcium", "vitamin", "quinine"),
        *("warfarin", "statin", "statins", "naftidrofuryl", "diltiazem"),
        *("verapamil", "gabapentin", "botulinum", "raloxifene", "teriparatide"),
        *("naproxen", "oestrogen", "oestrogens"),
    )
)


@dataclass(frozen=True, slots=True)
class Measure:
    """The three counts that a text's grade is made of."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0

    def __add__(self, other: "Measure") -> "Measure":
        return Measure(
            self.sentences + other.sentences,
            self.words + other.words,
            self.syllables + other.syllables,
        )

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade: school years in the US; reading age less five."""
        if not self.words:
            return 0.0
        per_sentence = self.words / max(1, self.sentences)
        return 0.39 * per_sentence + 11.8 * self.syllables / self.words - 15.59

    @property
    def words_a_sentence(self) -> float:
        """The average length of a sentence, in words."""
        return self.words / max(1, self.sentences)


def measure(sentences: Iterable[Iterable[str]]) -> Measure:
    """The counts of sentences, given as their words; an empty one isn't counted."""
    lengths = [[syllables(word) for word in counted(words)] for words in sentences]
    return Measure(
        sum(1 for one in lengths if one),
        sum(map(len, lengths)),
        sum(map(sum, lengths)),
    )


def words(text: str) -> tuple[str, ...]:
    """The words and numbers of a text."""
    return tuple(WORD.findall(text))


def counted(words: Iterable[str]) -> Iterator[str]:
    """The words that a grade is made of: all but names."""
    return (word for word in words if word.lower() not in NAMES)


@cache
def syllables(word: str) -> int:
    """How many syllables a word has; capitals are spelt out, a number is one."""
    if word.isupper() and len(word) > 1:
        return len(word)
    return max(1, sum(_syllables(part) for part in word.lower().split("-")))


def _syllables(word: str) -> int:
    if word[:1].isdigit():
        return 1
    said = len(VOWELS.findall(word)) + len(APART.findall(word))
    return max(1, said - len(SILENT.findall(word)))
