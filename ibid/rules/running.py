"""Running text, and how hard it is: what the rules on plain English measure.

It is paragraphs, list items and fields, without headings, tables and titles.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ibid.prose.readability import Formula, Measure, total
from ibid.rules.passages import Passage, Sentence

TITLES = ("title", "short_title")


@dataclass(frozen=True)
class Text:
    """Running text that is judged as one."""

    passages: tuple[Passage, ...]

    @classmethod
    def of(cls, passages: Iterable[Passage]) -> "Text":
        """Those of the passages that are read as text."""
        return cls(tuple(filter(is_running, passages)))

    @property
    def formula(self) -> Formula:
        """The formula of the language that it is in."""
        return self.passages[0].formula

    @cached_property
    def score(self) -> float:
        """How hard it is, by its formula."""
        return self.formula.score(self.measure)

    def harder_than(self, limit: float) -> bool:
        """Whether it is harder to read than a score."""
        return self.formula.harder(self.score, limit)

    @cached_property
    def measure(self) -> Measure:
        """What its words and sentences come to."""
        return total(one.measure for one in self.passages)

    @cached_property
    def sentences(self) -> tuple[tuple[Passage, Sentence], ...]:
        """Its whole sentences, each with its passage; no captions and no doses."""
        return tuple((one, said) for one in self.passages for said in one.spoken)

    @property
    def words_a_sentence(self) -> float:
        """How many words its whole sentences have on average."""
        words = sum(len(one.words) for _, one in self.sentences)
        return words / max(1, len(self.sentences))

    @cached_property
    def short(self) -> int:
        """How many of its whole sentences are short ones."""
        fewest = self.formula.of.short_words
        return sum(len(one.words) < fewest for _, one in self.sentences)

    @cached_property
    def spoken(self) -> Measure:
        """What the words of its whole sentences come to."""
        return total(one.measure_spoken for one in self.passages)

    @property
    def longest(self) -> tuple[Passage, Sentence]:
        """The sentence of the most words, with its passage."""
        return max(self._every, key=lambda found: len(found[1].words))

    @property
    def hardest(self) -> tuple[Passage, Sentence]:
        """The sentence that is hardest to read, with its passage."""

        def hardness(found: tuple[Passage, Sentence]) -> float:
            formula = found[0].formula
            return formula.hardness(formula.measure((found[1].words,)))

        return max(self._every, key=hardness)

    @property
    def _every(self) -> Iterator[tuple[Passage, Sentence]]:
        return ((one, said) for one in self.passages for said in one.sentences)


def is_running(passage: Passage) -> bool:
    """Whether a passage is read as text, not as a heading or a table."""
    return passage.kind not in ("heading", "cell") and passage.field not in TITLES
