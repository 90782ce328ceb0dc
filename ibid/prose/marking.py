"""Mentions made citations: their keys are known here, and their numbers."""

import re
from collections.abc import Iterator, Mapping

from ibid.content.kinds import citing_fields
from ibid.content.vocabulary import Model
from ibid.problems import Place, Problem, did_you_mean
from ibid.prose import values
from ibid.prose.citations import (
    Citation,
    Group,
    Marked,
    MentionId,
    NoteCall,
    numbered,
    split_locator,
    unknown_placeholder,
)
from ibid.prose.faults import BRACKETED
from ibid.prose.marks import KEY, NARRATIVE
from ibid.prose.shown import Mention, Prose
from ibid.reading.front_matter import Document, Path

ITEM = re.compile(rf"^(.*?)(?<![\w@\\])-?(@{KEY})(.*)$", re.DOTALL)


def mark(
    document: Document,
    content: Model,
    prose: Prose,
    known: Mapping[str, str],
    numbers: Mapping[str, str],
) -> tuple[Marked, tuple[Problem, ...]]:
    """What the mentions of a document are, numbered in order of first use."""
    fields = {
        path: values.read(values.spelled(*_spelling(document, path), text))
        for name in citing_fields(type(content))
        for path, text in _texts((name,), getattr(content, name))
    }
    marker = _Marker(document, known, numbers)
    marker.problems += _misplaced(document, prose, known)
    for path, value in fields.items():
        marker.take(path, value.mentions)
    marker.take((), prose.mentions)
    groups = zip(marker.groups, numbered(marker.groups.values()), strict=True)
    return Marked(fields, dict(groups), marker.calls), tuple(marker.problems)


def _misplaced(
    document: Document, prose: Prose, known: Mapping[str, str]
) -> Iterator[Problem]:
    """Citations that can't be read, or stand where there is no room for one."""
    for fault in prose.faults:
        written = document.source.text[slice(*fault.span)]
        if fault.rule == BRACKETED and written.lower() not in known:
            continue
        if fault.rule in ("malformed-citation", "citation-misplaced", BRACKETED):
            place = document.source.place(*fault.span)
            rule = fault.rule.replace(BRACKETED, "malformed-citation")
            yield Problem(place, rule, fault.message, fault.hint)


def _spelling(document: Document, path: Path) -> tuple[str, tuple[int, int]]:
    return document.source.text, document.spans.get(path, (0, 3))


def _texts(path: Path, value: object) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _texts((*path, number), item)
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _texts((*path, name), getattr(value, name))


class _Marker:
    """Collects groups, calls and problems while it goes through mentions."""

    def __init__(
        self,
        document: Document,
        known: Mapping[str, str],
        numbers: Mapping[str, str],
    ) -> None:
        self.document, self.known, self.numbers = document, known, numbers
        self.groups: dict[MentionId, Group] = {}
        self.calls: dict[MentionId, NoteCall] = {}
        self.problems: list[Problem] = []

    def take(self, path: Path, mentions: tuple[Mention, ...]) -> None:
        """Sort the mentions of one text."""
        for number, mention in enumerate(mentions):
            if mention.kind == "call":
                name = mention.text[2:-1]
                self.calls[path, number] = NoteCall(name, self._place(mention))
            elif mention.kind == "number":
                self._number(mention)
            else:
                named = mention.kind == "name"
                made = self._name(mention) if named else self._items(mention)
                citations = tuple(filter(None, made))
                if citations:
                    self.groups[path, number] = Group(citations, named)

    def _place(self, mention: Mention, start: int = 0, end: int | None = None) -> Place:
        return self.document.source.place(*mention.span(start, end))

    def _number(self, mention: Mention) -> None:
        name = mention.text.strip("{}")
        if name not in self.numbers:
            self.problems.append(
                unknown_placeholder(name, self._place(mention), self.numbers)
            )

    def _name(self, mention: Mention) -> Iterator[Citation | None]:
        found = NARRATIVE.match(mention.text)
        if found:
            written, place = found[1] or found[2], self._place(mention)
            locator, suffix = split_locator(found[3] or "")
            key = self._resolve(written, place, r" (write \@ for the sign itself)")
            yield Citation(key, place, "", locator, suffix) if key else None

    def _items(self, mention: Mention) -> Iterator[Citation | None]:
        """The citations in a pair of brackets."""
        start = 1
        for item in mention.text[1:-1].split(";"):
            yield self._item(mention, item, start)
            start += len(item) + 1

    def _item(self, mention: Mention, item: str, start: int) -> Citation | None:
        match = ITEM.match(item)
        lead = len(item) - len(item.lstrip())
        end = start + max(len(item.rstrip()), lead + 1)
        if not match:
            whole = self._place(mention, start + lead, end)
            self._malformed(whole, "this part of the citation names no source")
            return None
        written, rest = match[3] or match[4], match[5]
        if ITEM.match(rest):
            whole = self._place(mention, start + lead, end)
            self._malformed(whole, "two sources stand here without a semicolon")
            return None
        place = self._place(mention, start + match.start(2), start + match.end(2))
        key = self._resolve(written, place)
        if not key:
            return None
        locator, suffix = split_locator(rest)
        return Citation(key, place, " ".join(match[1].split()), locator, suffix)

    def _resolve(self, written: str, place: Place, more: str = "") -> str | None:
        """The key that is meant; an unknown one is a problem."""
        key = self.known.get(written.lower())
        if not key:
            hint = did_you_mean(written, self.known.values())
            source = self.document.source
            folder = source.path.removesuffix(source.name)
            hint = hint or f"add {folder}references/{written}.md, or mend the key"
            message = f'unknown reference "{written}"'
            problem = Problem(place, "unknown-reference", message, hint + more)
            self.problems.append(problem)
        return key

    def _malformed(self, place: Place, message: str) -> None:
        hint = "write [@key], [@key, p. 12] or [@key1; @key2]"
        self.problems.append(Problem(place, "malformed-citation", message, hint))
