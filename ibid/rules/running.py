"""Running text, and how hard it is: what the rules on plain English measure.

It is paragraphs, list items and fields, without headings, tables and titles.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from ibid.content.phrases import Phrases
from ibid.prose.readability import Formula, Measure, total
from ibid.prose.sentences import is_whole
from ibid.rules.passages import Passage, Sentence

TITLES = ("title", "short_title")
NO_NAMES = Phrases(())


@dataclass(frozen=True)
class Text:
    """Running text that is judged as one."""

    passages: tuple[Passage, ...]

    @classmethod
    def of(cls, passages: Iterable[Passage]) -> "Text":
        """Those of the passages that are read as text."""
        return cls(tuple(filter(is_running, passages)))

    @cached_property
    def formula(self) -> Formula:
        """The formula of the language that it is in."""
        lexicon = self.passages[0].lexicon
        names = lexicon.plain_names
        # Most texts have no name of a medicine, which would have to be left out.
        told = names.may_stand_in("\n".join(one.lower for one in self.passages))
        return Formula(lexicon.catalogue.readability, names if told else NO_NAMES)

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
        every = (one for passage in self.passages for one in passage.sentences)
        others = (one for one in every if not _is_spoken(one))
        return total((self.spoken, self._measure(others)))

    @cached_property
    def sentences(self) -> tuple[tuple[Passage, Sentence], ...]:
        """Its whole sentences, each with its passage; no captions and no doses."""
        return tuple(
            (passage, one)
            for passage in self.passages
            for one in passage.sentences
            if _is_spoken(one)
        )

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
        return self._measure(one for _, one in self.sentences)

    def _measure(self, sentences: Iterable[Sentence]) -> Measure:
        if not self.passages:
            return Measure()
        return self.formula.measure(one.words for one in sentences)

    def worst(self, by: Callable[[Sentence], float]) -> tuple[Passage, Sentence]:
        """The sentence that scores highest, with its passage."""
        return max(
            ((passage, one) for passage in self.passages for one in passage.sentences),
            key=lambda found: by(found[1]),
        )

    @property
    def hardest(self) -> tuple[Passage, Sentence]:
        """The sentence that is hardest to read, with its passage."""
        formula = self.formula
        return self.worst(lambda one: formula.hardness(formula.measure((one.words,))))


def _is_spoken(sentence: Sentence) -> bool:
    return bool(sentence.words) and is_whole(sentence.text)


def is_running(passage: Passage) -> bool:
    """Whether a passage is read as text, not as a heading or a table."""
    return passage.kind not in ("heading", "cell") and passage.field not in TITLES
