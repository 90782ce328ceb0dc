"""A content file's texts as a reader meets them: passages, each judged on its source.

A passage is a paragraph, a list's item, a table's cell, a heading or a field. Its
`plain` text is the source with marks blanked out, and as long as the source: so
whatever a rule finds in it has its place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ibid.content.lexicon import Lexicon
from ibid.content.phrases import Phrases, lowered
from ibid.content.reference import Reference
from ibid.guide.guide import Entry
from ibid.problems import Place
from ibid.prose import readability, scan
from ibid.prose.citations import PLACEHOLDER, Citation
from ibid.reading.front_matter import Path, Span, Value
from ibid.rules.blocks import FRONT, Kind, pieces

# Fields that hold a date, a choice, a file's name or a number, but no sentence.
NOT_PROSE = frozenset(
    (
        *("published", "last_reviewed", "next_review", "order", "draft", "related"),
        *("certainty", "verdict", "effort", "safety", "hold_seconds", "id", "name"),
        *("base_url", "language", "medically_qualified", "numbers", "contact"),
        *("quick_fix", "page", "colour", "url", "checked", "rules", "registration"),
    )
)
REFERENCE_PROSE = frozenset(("status-note", "funding"))


CITATION = re.compile(r"\[[^\[\]]*(?<![\w@])@[^\[\]]*\](?![(:])")
MARKS = re.compile(r"\[\^[^\]\s]+\]:?|[*`\\]+|(?<!\w)_+|_+(?!\w)|^[>|][+-]?\d?\s")


@dataclass(frozen=True)
class Sentence:
    """A sentence, and where it stands in its passage."""

    text: str
    span: Span

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words and numbers."""
        return readability.words(self.text)


@dataclass(frozen=True, eq=False)
class Passage:
    """A stretch of text that is read in one go.

    `lexicon` has the words of its language. `path` is the field's, empty in a body;
    `box` the kind of the box it stands in and `box_number` which of the body's boxes
    that is; `section` counts the headings.
    """

    entry: Entry
    lexicon: Lexicon
    kind: Kind
    start: int
    raw: str
    path: Path = ()
    box: str = ""
    box_number: int = -1
    section: int = FRONT

    @cached_property
    def plain(self) -> str:
        """The text without marks, at the same offsets."""
        return plain(self.raw, self.path != ())

    @cached_property
    def lower(self) -> str:
        """The plain text in small letters, which are quicker to search."""
        return lowered(self.plain)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in order."""
        return tuple(sentences(self.plain, self.lexicon.sentence_end))

    @property
    def formula(self) -> readability.Formula:
        """The formula for how hard a text of its language is."""
        return readability.Formula(
            self.lexicon.catalogue.readability, self.lexicon.plain_names
        )

    @cached_property
    def measure(self) -> readability.Measure:
        """What its words and sentences come to."""
        return self.formula.measure(one.words for one in self.sentences)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """The citations in it, in order."""
        if "@" not in self.raw:
            return ()
        source = self.entry.document.source
        first = source.place(self.start)
        last = source.place(self.start + len(self.raw))
        begin, end = (first.line, first.column), (last.line, last.column)
        return tuple(
            citation
            for citation in self.entry.marked.citations
            if begin <= (citation.place.line, citation.place.column) <= end
        )

    @property
    def field(self) -> str:
        """The name of the field it stands in; "" in a body."""
        return str(self.path[0]) if self.path else ""

    def finds(
        self, pattern: "re.Pattern[str] | Phrases"
    ) -> Iterator[tuple[Place, str]]:
        """Where the text in small letters matches, with the words as written."""
        for found in pattern.finditer(self.lower):
            yield self.place(found.span()), self.plain[slice(*found.span())]

    def place(self, span: Span) -> Place:
        """The place of a stretch of the passage."""
        start = self.start + span[0]
        return self.entry.document.source.place(start, self.start + span[1])


def plain(raw: str, quoted: bool) -> str:
    """A passage's source with its marks blanked; `quoted` takes YAML's quotes off."""
    text = CITATION.sub(_spaces, raw) if "@" in raw else raw
    if "](" in text:
        text = scan.TARGET.sub(_label, text)
    if "://" in text:
        text = scan.ADDRESS.sub(_spaces, text)
    if "{" in text:
        text = PLACEHOLDER.sub(lambda found: "number".ljust(len(found[0])), text)
    text = MARKS.sub(_spaces, text)
    if quoted and text[:1] in "\"'" and text[-1:] == text[:1]:
        text = f" {text[1:-1]} "
    return text.replace("\n", " ")


def _spaces(found: "re.Match[str]") -> str:
    return " " * len(found[0])


def _label(found: "re.Match[str]") -> str:
    """A link's words where they stand, and blanks around them."""
    before, after = found.start(2) - found.start(), found.end() - found.end(2)
    return " " * before + found[2] + " " * after


def sentences(text: str, end_of: "re.Pattern[str]") -> Iterator[Sentence]:
    """The sentences of a plain text."""
    start = 0
    for end in (*(found.end() for found in end_of.finditer(text)), len(text)):
        words = text[start:end].lstrip()
        if words.strip():
            first = end - len(words)
            words = words.rstrip()
            yield Sentence(words, (first, first + len(words)))
        start = end


def passages(entry: Entry, lexicon: Lexicon) -> Iterator[Passage]:
    """The passages of an entry in the order of its file."""
    source = entry.document.source.text
    for path in _prose_fields(entry):
        start, end = entry.document.spans[path]
        yield Passage(entry, lexicon, "field", start, source[start:end], path)
    offset = entry.document.body_start
    for piece in pieces(entry.outline.uncoded, entry.outline.boxes):
        start, end = piece.span
        raw = entry.document.body[start:end]
        yield Passage(
            *(entry, lexicon, piece.kind, offset + start, raw, ()),
            piece.box,
            piece.box_number,
            piece.section,
        )


def _prose_fields(entry: Entry) -> Iterator[Path]:
    reference = isinstance(entry.content, Reference)
    for name, value in entry.document.fields.items():
        if name in REFERENCE_PROSE if reference else name not in NOT_PROSE:
            yield from _texts((name,), value)


def _texts(path: Path, value: Value) -> Iterator[Path]:
    if isinstance(value, str) and value and path[-1] not in NOT_PROSE:
        yield path
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts((*path, number), item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts((*path, key), item)
