"""What a file comes to: by its text alone, and upon the ground of its guide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ibid import telephone
from ibid.content.kinds import citing_fields
from ibid.content.site import Numbers, Site
from ibid.content.vocabulary import Model
from ibid.fingerprint import fingerprint
from ibid.guide.guide import Entry
from ibid.problems import Problem
from ibid.prose import marking
from ibid.prose.citations import unknown_placeholder
from ibid.prose.marks import PLACEHOLDER
from ibid.prose.shown import Prose
from ibid.reading import validation
from ibid.reading.front_matter import Document, Path, Value

NO_NUMBERS = {"emergency-number": "", "urgent-number": ""}


@dataclass(frozen=True)
class Typed:
    """A file's fields: as they stand there, and as its model reads them."""

    document: Document
    content: Model


@dataclass(frozen=True)
class Unit:
    """What one file's text comes to by itself, and what is wrong with its fields.

    `typed` is None where its fields can't be read; the `prose` of settings is empty.
    """

    typed: Typed | None
    prose: Prose
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Ground:
    """What a file's text is read upon: the ways to write each key, and the numbers."""

    keys: Mapping[str, str]
    numbers: Numbers | None

    @cached_property
    def fingerprint(self) -> str:
        """The fingerprint of all of it."""
        return fingerprint(repr(sorted(self.keys.items())), repr(self.numbers))


def entry_of(unit: Unit, ground: Ground) -> tuple[Entry, Sequence[Problem]]:
    """The entry of a unit, and what is wrong with it upon the ground."""
    if unit.typed is None:
        raise KeyError("an entry of a file that can't be read")
    typed, prose, numbers = unit.typed, unit.prose, ground.numbers
    problems: list[Problem] = []
    words = NO_NUMBERS | (numbers.by_placeholder if numbers else {})
    filled = _filled(typed, words, problems)
    marked, found = marking.mark(
        typed.document, filled.content, prose, ground.keys, words
    )
    problems += found
    if numbers is None:  # What site.yaml says of its own mistake is enough.
        problems = [one for one in problems if one.rule != "unknown-placeholder"]
    calls = {name: telephone.marked(name, number) for name, number in words.items()}
    shown = _with_calls(typed.content, calls)
    return Entry(typed.document, filled.content, shown, marked, prose), problems


def settled(document: Document, site: Site) -> tuple[Site, Sequence[Problem]]:
    """The guide's settings with the numbers in their texts, and what is wrong there.

    No such number can be called: it says no more than which one is meant.
    """
    problems: list[Problem] = []
    words = NO_NUMBERS | site.numbers.by_placeholder
    filled = _filled(Typed(document, site), words, problems).content
    return (filled if isinstance(filled, Site) else site), problems


def _with_calls(content: Model, calls: Mapping[str, str]) -> Model:
    """The same content with marked telephone numbers in every text of it.

    What was judged already is not judged again: the signs would count as words.
    """

    def fill(value: object) -> object:
        if isinstance(value, Model):
            return _with_calls(value, calls)
        if isinstance(value, tuple):
            return tuple(map(fill, value))
        if isinstance(value, str) and "{" in value:
            return PLACEHOLDER.sub(lambda it: calls.get(it[1], it[0]), value)
        return value

    texts = {name: fill(getattr(content, name)) for name in type(content).model_fields}
    return content.model_copy(update=texts)


def _filled(typed: Typed, words: Mapping[str, str], problems: list[Problem]) -> Typed:
    """The same with telephone numbers in the fields that hold plain text."""
    citing = set(citing_fields(type(typed.content)))

    def fill(path: Path, value: Value) -> Value:
        if isinstance(value, dict):
            return {key: fill((*path, key), item) for key, item in value.items()}
        if isinstance(value, list):
            return [fill((*path, number), item) for number, item in enumerate(value)]
        if value is None or "{" not in value:
            return value
        problems.extend(
            unknown_placeholder(name, typed.document.place(path, f"{{{name}}}"), words)
            for name in PLACEHOLDER.findall(value)
            if name not in words
        )
        return PLACEHOLDER.sub(lambda found: words.get(found[1], found[0]), value)

    fields = {
        name: value if name in citing else fill((name,), value)
        for name, value in typed.document.fields.items()
    }
    if fields == typed.document.fields:
        return typed
    filled = replace(typed.document, fields=fields)
    content, _ = validation.read(filled, type(typed.content))
    return Typed(filled, content) if content is not None else typed
