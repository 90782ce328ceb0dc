"""Citations in a document: found, resolved, numbered, and marked in its texts.

The pass runs over the source before Markdown, because only there are order, line and
column known.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from ibid import telephone
from ibid.content.kinds import citing_fields
from ibid.content.vocabulary import Model
from ibid.problems import Place, Problem, did_you_mean
from ibid.prose import scan
from ibid.prose.citations import (
    GROUP,
    KEY,
    NARRATIVE,
    PLACEHOLDER,
    Citation,
    Group,
    Marked,
    NoteCall,
    in_title,
    numbered,
    split_locator,
    unknown_placeholder,
)
from ibid.reading.front_matter import Document, Path, Span

ITEM = re.compile(rf"^(.*?)(?<![\w@])-?(@{KEY})(.*)$", re.DOTALL)

Origins = tuple[tuple[int, int], ...]


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
    body, origins = marker.body()
    groups = tuple(numbered(marker.groups))
    marked = Marked(fields, body, groups, tuple(marker.note_calls), origins)
    return marked, tuple(marker.problems)


def _texts(path: Path, value: object) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _texts((*path, number), item)


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
        return self._marked(text, plain, self._field_places(path, text))[0]

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

    def body(self) -> tuple[str, Origins]:
        """The body, marked, and where its stretches stood."""
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
        self.problems += [in_title(place(span)) for span in spans]
        signs = list(plain) if spans else []
        for start, end in spans:
            signs[start:end] = " " * (end - start)
        return "".join(signs) or plain

    def _marked(
        self, text: str, plain: str, place: Callable[[Span], Place]
    ) -> tuple[str, Origins]:
        edits = sorted(self._finds(plain, place), key=lambda edit: edit[0])
        pieces, origins, length, last = [""], [(0, 0)], 0, 0
        for (start, end), make in edits:
            if start >= last:
                pieces += [text[last:start], make()]
                length += start - last
                origins += [(length, start), (length + len(pieces[-1]), end)]
                length, last = origins[-1]
        return "".join([*pieces, text[last:]]), tuple(origins)

    def _finds(
        self, plain: str, place: Callable[[Span], Place]
    ) -> Iterator[tuple[Span, Callable[[], str]]]:
        """What has to be replaced, each with the way to make its replacement."""
        for found in GROUP.finditer(plain):
            yield found.span(), self._make_group(found, place)
        for found in NARRATIVE.finditer(plain):
            if self._resolve(found[1] or found[2]):
                yield found.span(), self._make_narrative(found, place)
        for found in scan.NOTE_CALL.finditer(plain):
            yield found.span(), self._make_call(found, place)
        for found in PLACEHOLDER.finditer(plain):
            if found.start() and plain[found.start() - 1] == "@":
                continue
            yield found.span(), self._make_number(found, place)

    def _make_group(
        self, found: "re.Match[str]", place: Callable[[Span], Place]
    ) -> Callable[[], str]:
        def make() -> str:
            citations = []
            start = found.start(1)
            for item in found[1].split(";"):
                citation = self._item(item, start, place)
                if citation:
                    citations.append(citation)
                start += len(item) + 1
            return self._token(Group(tuple(citations))) if citations else found[0]

        return make

    def _item(
        self,
        item: str,
        start: int,
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
        locator, suffix = split_locator(rest)
        prefix = " ".join(match[1].split())
        return Citation(key, key_place, prefix, locator, suffix)

    def _make_narrative(
        self, found: "re.Match[str]", place: Callable[[Span], Place]
    ) -> Callable[[], str]:
        def make() -> str:
            key = self._resolve(found[1] or found[2]) or ""
            locator, suffix = split_locator(found[3] or "")
            citation = Citation(key, place(found.span()), "", locator, suffix)
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
                return telephone.marked(found[1], self.numbers[found[1]])
            self.problems.append(unknown_placeholder(found[1], place(found.span())))
            return found[0]

        return make

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
