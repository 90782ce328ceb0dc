"""A content file's texts as rules judge them: passages, each with its places.

A passage is a paragraph, a list's item, a table's cell, a heading, a line of code, the
words of a picture or a field. It says what the page shows, in the plainest signs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ibid.content.lexicon import Lexicon
from ibid.content.phrases import Phrases, lowered
from ibid.content.reference import Reference
from ibid.guide.guide import Entry
from ibid.problems import Place
from ibid.prose import readability, values
from ibid.prose.citations import Citation
from ibid.prose.faults import Fault
from ibid.prose.judged import MARK
from ibid.prose.readability import Formula, Measure
from ibid.prose.sentences import is_whole, spans
from ibid.prose.shown import Block, Kind
from ibid.reading.front_matter import Path, Span, Value

# Fields that hold a date, a choice, a file's name or a number, but no sentence.
NOT_PROSE = frozenset(
    (
        *("published", "last_reviewed", "next_review", "order", "draft", "related"),
        *("certainty", "verdict", "effort", "safety", "hold_seconds", "id", "name"),
        "forms",
        *("base_url", "language", "medically_qualified", "numbers", "contact"),
        *("finding", "estimate", "least", "most"),
        *("counted", "weeks", "sessions"),
        *(
            "card",
            "page",
            "colour",
            "url",
            "checked",
            "rules",
            "registration",
            "publish_on",
        ),
    )
)
REFERENCE_PROSE = frozenset(("status-note", "funding"))


DIGIT = re.compile(r"\d")
NO_NAMES = Phrases(())


class Sentence(NamedTuple):
    """A sentence, and where it stands in its passage; marks behind it are its own.

    `words` are its words and numbers.
    """

    text: str
    span: Span
    words: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Passage:
    """A stretch of text that is read in one go.

    `lexicon` has the words of its language. `plain` is the text with a blank for each
    mark, `lower` the same in small letters, which are quicker to search. `path` is the
    field's, empty in a body; `faults` are what would be printed in a field as it is
    typed.
    """

    entry: Entry
    lexicon: Lexicon
    block: Block
    plain: str
    lower: str
    path: Path
    faults: tuple[Fault, ...]

    @classmethod
    def of(
        cls,
        entry: Entry,
        lexicon: Lexicon,
        block: Block,
        path: Path = (),
        faults: tuple[Fault, ...] = (),
    ) -> "Passage":
        """The passage of a block."""
        plain = block.text.replace(MARK, " ")
        return cls(entry, lexicon, block, plain, lowered(plain), path, faults)

    @property
    def kind(self) -> Kind:
        """What it is."""
        return self.block.kind

    @property
    def section(self) -> int:
        """How many headings stand above it; see `FRONT` and `LEAD`."""
        return self.block.section

    @property
    def box_number(self) -> int:
        """Which of the body's boxes it stands in; -1 outside of all."""
        return self.block.box

    @property
    def box(self) -> str:
        """The kind of that box; "" outside of all."""
        number = self.block.box
        return self.entry.prose.boxes[number].kind if number >= 0 else ""

    @property
    def field(self) -> str:
        """The name of the field it stands in; "" in a body."""
        return str(self.path[0]) if self.path else ""

    @cached_property
    def line(self) -> str:
        """Its text in small letters, with single blanks."""
        return " ".join(self.lower.split())

    @cached_property
    def has_digit(self) -> bool:
        """Whether there is a digit in it: most passages have none."""
        return DIGIT.search(self.plain) is not None

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in order."""
        found = spans(self.block.text, self.lexicon.abbreviations)
        return tuple(map(self._sentence, found))

    def _sentence(self, span: Span) -> Sentence:
        text = self.plain[slice(*span)].rstrip()
        return Sentence(text, span, readability.words(text))

    @cached_property
    def spoken(self) -> tuple[Sentence, ...]:
        """Its whole sentences: no captions and no doses."""
        return tuple(one for one in self.sentences if one.words and is_whole(one.text))

    @cached_property
    def formula(self) -> Formula:
        """The formula of its language."""
        names = self.lexicon.plain_names
        # Most texts have no name of a medicine, which would have to be left out.
        told = names.may_stand_in(self.lower)
        return Formula(self.lexicon.catalogue.readability, names if told else NO_NAMES)

    @cached_property
    def measure(self) -> Measure:
        """What its words and sentences come to."""
        if len(self.spoken) == len(self.sentences):
            return self.measure_spoken
        return self.formula.measure(one.words for one in self.sentences)

    @cached_property
    def measure_spoken(self) -> Measure:
        """What the words of its whole sentences come to."""
        return self.formula.measure(one.words for one in self.spoken)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """The citations in it, in order."""
        groups = self.entry.marked.groups
        return tuple(
            citation
            for hole in self.block.marks
            if (self.path, hole.number) in groups
            for citation in groups[self.path, hole.number].citations
        )

    def cited(self, sentence: Sentence) -> tuple[Citation, ...]:
        """The citations in a sentence of it, or right behind its full stop."""
        start, end = self.block.span(*sentence.span)
        first, last = self.entry.place((start, end)), self.entry.place((end, end))
        return tuple(
            one
            for one in self.citations
            if (first.line, first.column)
            <= (one.place.line, one.place.column)
            <= (last.line, last.column)
        )

    def finds(
        self, pattern: "re.Pattern[str] | Phrases"
    ) -> Iterator[tuple[Place, str]]:
        """Where the text in small letters matches, with the words as written."""
        for found in pattern.finditer(self.lower):
            yield self.place(found.span()), self.plain[slice(*found.span())]

    def written(self, span: Span) -> str:
        """What is written where a stretch of the passage stands."""
        return self.entry.document.source.text[slice(*self.block.span(*span))]

    def place(self, span: Span) -> Place:
        """The place of a stretch of the passage."""
        return self.entry.place(self.block.span(*span))


def passages(entry: Entry, lexicon: Lexicon) -> Iterator[Passage]:
    """The passages of an entry in the order of its file."""
    source = entry.document.source.text
    for path, value in _prose_fields(entry):
        known = entry.marked.fields.get(path)
        if known is None:
            spelled = values.spelled(source, entry.document.spans[path], value)
            known = values.read(spelled, cites=False)
        yield Passage.of(entry, lexicon, known.block, path, known.faults)
        for block in known.beside:
            yield Passage.of(entry, lexicon, block, path)
    for block in entry.prose.blocks:
        yield Passage.of(entry, lexicon, block)


def _prose_fields(entry: Entry) -> Iterator[tuple[Path, str]]:
    reference = isinstance(entry.content, Reference)
    for name, value in entry.document.fields.items():
        if name in REFERENCE_PROSE if reference else name not in NOT_PROSE:
            yield from _texts((name,), value)


def _texts(path: Path, value: Value) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str) and value:
        yield path, value
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts((*path, number), item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in NOT_PROSE:
                yield from _texts((*path, key), item)
