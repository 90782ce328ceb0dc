"""Citations in a text: found, resolved, numbered, and marked for the way to the page.

The pass runs over the source before Markdown, because only there are order, line and
column known. Each citation becomes a private-use character pair that Markdown carries
through unharmed.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ibid import scan
from ibid.document import Document, Path, Span
from ibid.model import citing_fields
from ibid.problems import Place, Problem, did_you_mean
from ibid.vocabulary import Model

KEY = r"(?:\{([^{}\s]+)\}|(\w(?:\w|[:.#$%&+?~/-](?=[\w/]))*))"
# Looking for the closing bracket first keeps texts full of @ from being read again
# and again; the same holds for the patterns below.
GROUP = re.compile(r"\[(?=[^\[\]]*+\](?!\())([^\[\]]*?(?<![\w@])@[^\[\]]*+)\]")
ITEM = re.compile(rf"^(.*?)(?<![\w@])-?(@{KEY})(.*)$", re.DOTALL)
NARRATIVE = re.compile(rf"(?<![\w@\[/.-])@{KEY}(?:[ \t]\[([^\[\]@]*)\](?!\())?")
LOCATOR = re.compile(
    r"^[\s,]*((?:pp?|chs?|chap|figs?|tables?|secs?|nos?)"
    r"(?:\.?\s*\d[\w.–-]*|(?:\.\s*|\s+)[ivxlc]+(?:[–-][ivxlc]+)?(?!\w))"
    r"(?:\s*,\s*\d[\w.–-]*)*)",
    re.IGNORECASE,
)
PLACEHOLDER = re.compile(r"\{([A-Za-z][\w-]*)\}")


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation: its source's key, its number on the page, its `occurrence`-th."""

    key: str
    place: Place
    sentence: str
    prefix: str = ""
    locator: str = ""
    suffix: str = ""
    number: int = 0
    occurrence: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """What stands in one pair of brackets, or one narrative citation."""

    citations: tuple[Citation, ...]
    narrative: bool = False


@dataclass(frozen=True, slots=True)
class NoteCall:
    """A call of an explanatory note."""

    name: str
    place: Place


@dataclass(frozen=True)
class Marked:
    """The texts of a document with `\\ue000N\\ue001` for its N-th group of citations
    and `\\ue002N\\ue003` for its N-th call of a note. `fields` has the citing fields.
    """

    fields: Mapping[Path, str]
    body: str
    groups: tuple[Group, ...]
    note_calls: tuple[NoteCall, ...]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation, in order."""
        return tuple(item for group in self.groups for item in group.citations)


def known_keys(
    references: Mapping[str, tuple[str | None, str | None]],
) -> dict[str, str]:
    """Every way to write a key, lower-cased: the key itself, its DOI, its PMID."""
    known = {}
    for key, (doi, pmid) in references.items():
        names = [key, doi, doi and f"doi:{doi}", pmid, pmid and f"pmid:{pmid}"]
        known.update({name.lower(): key for name in names if name})
    return known


def mark(
    document: Document,
    content: Model,
    known: Mapping[str, str],
    numbers: Mapping[str, str],
) -> tuple[Marked, tuple[Problem, ...]]:
    """The document's texts with its citations numbered in order of first use."""
    marker = _Marker(document, known, numbers)
    fields = {
        path: marker.field(path, text)
        for name in citing_fields(type(content))
        for path, text in _texts((name,), getattr(content, name))
    }
    body = marker.body()
    groups = tuple(_numbered(marker.groups))
    marked = Marked(fields, body, groups, tuple(marker.note_calls))
    return marked, tuple(marker.problems)


def _texts(path: Path, value: object) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _texts((*path, number), item)


def _numbered(groups: Iterable[Group]) -> Iterator[Group]:
    numbers: dict[str, int] = {}
    counts: dict[str, int] = {}
    for group in groups:
        items = []
        for item in group.citations:
            number = numbers.setdefault(item.key, len(numbers) + 1)
            counts[item.key] = counts.get(item.key, 0) + 1
            items.append(replace(item, number=number, occurrence=counts[item.key]))
        yield replace(group, citations=tuple(items))


class _Marker:
    """Collects groups, calls and problems while it goes through a document's texts."""

    def __init__(
        self,
        document: Document,
        known: Mapping[str, str],
        numbers: Mapping[str, str],
    ) -> None:
        self.document, self.known, self.numbers = document, known, numbers
        self.groups: list[Group] = []
        self.note_calls: list[NoteCall] = []
        self.problems: list[Problem] = []

    def field(self, path: Path, text: str) -> str:
        """A citing field's text, marked."""
        plain = scan.without_addresses(text)
        return self._marked(text, plain, self._field_places(path, text))

    def _field_places(self, path: Path, text: str) -> Callable[[Span], Place]:
        """Places by looking for the n-th same passage in the field's source."""
        start, end = self.document.spans.get(path, (0, 3))
        source = self.document.source.text[start:end]

        def place(span: Span) -> Place:
            passage = re.escape(text[slice(*span)]).replace(r"\ ", r"\s+")
            earlier = len(re.findall(passage, text[: span[0]]))
            found = list(re.finditer(passage, source))[earlier : earlier + 1]
            if not found:
                return self.document.place(path)
            return self.document.source.place(
                start + found[0].start(), start + found[0].end()
            )

        return place

    def body(self) -> str:
        """The body, marked."""
        text, offset = self.document.body, self.document.body_start
        plain = scan.without_addresses(scan.without_code(text))

        def place(span: Span) -> Place:
            return self.document.source.place(offset + span[0], offset + span[1])

        return self._marked(text, self._untitled(plain, place), place)

    def _untitled(self, plain: str, place: Callable[[Span], Place]) -> str:
        """The text without the marks in boxes' titles, which have no room for them."""
        titles = [box.span(2) for box in scan.BOX.finditer(plain) if box[2]]
        spans = [
            found.span()
            for title in titles
            for pattern in (GROUP, scan.NOTE_CALL)
            for found in pattern.finditer(plain, *title)
        ]
        self.problems += [_in_title(place(span)) for span in spans]
        signs = list(plain) if spans else []
        for start, end in spans:
            signs[start:end] = " " * (end - start)
        return "".join(signs) or plain

    def _marked(self, text: str, plain: str, place: Callable[[Span], Place]) -> str:
        edits = sorted(self._finds(text, plain, place), key=lambda edit: edit[0])
        pieces, last = [], 0
        for (start, end), make in edits:
            if start >= last:
                pieces += [text[last:start], make()]
                last = end
        return "".join([*pieces, text[last:]])

    def _finds(
        self, text: str, plain: str, place: Callable[[Span], Place]
    ) -> Iterator[tuple[Span, Callable[[], str]]]:
        """What has to be replaced, each with the way to make its replacement."""
        for found in GROUP.finditer(plain):
            yield found.span(), self._make_group(found, text, place)
        for found in NARRATIVE.finditer(plain):
            if self._resolve(found[1] or found[2]):
                yield found.span(), self._make_narrative(found, text, place)
        for found in scan.NOTE_CALL.finditer(plain):
            yield found.span(), self._make_call(found, place)
        for found in PLACEHOLDER.finditer(plain):
            if found.start() and plain[found.start() - 1] == "@":
                continue
            yield found.span(), self._make_number(found, place)

    def _make_group(
        self, found: "re.Match[str]", text: str, place: Callable[[Span], Place]
    ) -> Callable[[], str]:
        def make() -> str:
            citations = []
            start = found.start(1)
            for item in found[1].split(";"):
                citation = self._item(item, start, found, text, place)
                if citation:
                    citations.append(citation)
                start += len(item) + 1
            return self._token(Group(tuple(citations))) if citations else found[0]

        return make

    def _item(
        self,
        item: str,
        start: int,
        group: "re.Match[str]",
        text: str,
        place: Callable[[Span], Place],
    ) -> Citation | None:
        match = ITEM.match(item)
        lead = len(item) - len(item.lstrip())
        whole = place((start + lead, start + max(len(item.rstrip()), lead + 1)))
        if not match:
            self._malformed(whole, "this part of the citation names no source")
            return None
        written, rest = match[3] or match[4], match[5]
        if ITEM.match(rest):
            self._malformed(whole, "two sources stand here without a semicolon")
            return None
        key_place = place((start + match.start(2), start + match.end(2)))
        key = self._resolve(written)
        if not key:
            self._unknown(written, key_place)
            return None
        locator, suffix = _locator(rest)
        sentence = self._sentence(text, group.start())
        prefix = " ".join(match[1].split())
        return Citation(key, key_place, sentence, prefix, locator, suffix)

    def _make_narrative(
        self, found: "re.Match[str]", text: str, place: Callable[[Span], Place]
    ) -> Callable[[], str]:
        def make() -> str:
            key = self._resolve(found[1] or found[2]) or ""
            locator, suffix = _locator(found[3] or "")
            sentence = self._sentence(text, found.end())
            citation = Citation(key, place(found.span()), sentence, "", locator, suffix)
            return self._token(Group((citation,), narrative=True))

        return make

    def _make_call(
        self, found: "re.Match[str]", place: Callable[[Span], Place]
    ) -> Callable[[], str]:
        def make() -> str:
            self.note_calls.append(NoteCall(found[1], place(found.span())))
            return f"\ue002{len(self.note_calls) - 1}\ue003"

        return make

    def _make_number(
        self, found: "re.Match[str]", place: Callable[[Span], Place]
    ) -> Callable[[], str]:
        def make() -> str:
            if found[1] in self.numbers:
                return self.numbers[found[1]]
            self.problems.append(unknown_placeholder(found[1], place(found.span())))
            return found[0]

        return make

    def _sentence(self, text: str, offset: int) -> str:
        """The sentence before, as the page shows it: with telephone numbers."""
        sentence = sentence_before(text, offset)
        return PLACEHOLDER.sub(
            lambda found: self.numbers.get(found[1], found[0]), sentence
        )

    def _token(self, group: Group) -> str:
        self.groups.append(group)
        return f"\ue000{len(self.groups) - 1}\ue001"

    def _resolve(self, written: str) -> str | None:
        return self.known.get(written.lower())

    def _malformed(self, place: Place, message: str) -> None:
        hint = "write [@key], [@key, p. 12] or [@key1; @key2]"
        self.problems.append(Problem(place, "malformed-citation", message, hint))

    def _unknown(self, written: str, place: Place) -> None:
        hint = did_you_mean(written, self.known.values())
        self.problems.append(
            Problem(
                place,
                "unknown-reference",
                f'unknown reference "{written}"',
                hint or f"add content/references/{written}.md, or mend the key",
            )
        )


def _in_title(place: Place) -> Problem:
    return Problem(
        place,
        "citation-misplaced",
        "a box's title can't hold a citation or a note",
        "put it behind the sentence in the box that it supports",
    )


def unknown_placeholder(name: str, place: Place) -> Problem:
    """The problem of a `{word}` in braces that stands for nothing."""
    known = ("emergency-number", "urgent-number")
    return Problem(
        place,
        "unknown-placeholder",
        f"{{{name}}} stands for nothing",
        did_you_mean(name, known) or "write " + " or ".join(f"{{{k}}}" for k in known),
    )


def _locator(rest: str) -> tuple[str, str]:
    """The locator (`p. 12`) and what follows it."""
    match = LOCATOR.match(rest)
    if not match:
        return "", rest.strip(" ,\t\n")
    locator = re.sub(r"(?<=\d)-(?=\d)", "–", match[1])
    return locator, rest[match.end() :].strip(" ,\t\n")


SENTENCE_END = re.compile(
    r"(?<=[.!?:])[\])*_\"']*\s+|\n\s*\n|\n(?=\s*(?:[-*#|]|\d+\.))"
)


LONGEST_SENTENCE = 2000


def sentence_before(text: str, offset: int) -> str:
    """The plain sentence that ends at (or just before) `offset`."""
    start = max(text.rfind("\n\n", 0, offset) + 1, offset - LONGEST_SENTENCE, 0)
    piece = _bare(text[start:offset])
    sentences = [part for part in SENTENCE_END.split(piece) if part and part.strip()]
    return " ".join(sentences[-1].split()) if sentences else ""


def _bare(text: str) -> str:
    """The text without citations, boxes' heads, links' addresses and emphasis."""
    text = re.sub(r"\[(?=[^\[\]]*+\])[^\[\]]*@[^\[\]]*\]|\[\^[^\[\]]+\]", "", text)
    text = scan.TARGET.sub(lambda match: match[2], text)
    text = re.sub(r"^!!![^\n]*\n|^[ \t]*(?:[-*+]|\d+\.|#+)[ \t]+", "", text, flags=re.M)
    return re.sub(r"[*_`|]", "", text)
