"""The account of an entry: what became of each field that its file gives.

A reader takes fields from it. What nobody took is left on purpose, by the format's own
table, or told to the editor at its line; nothing is lost without a word.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase

from ibid.problems import Place, Problem

LONGEST_SHOWN = 60
# What kind of source it is, in the format's own word: that stands for no other field.
KINDS = ("TY", "PT", "ref-type", "type")


class Fate(StrEnum):
    """What became of a field."""

    TAKEN = "taken"
    LEFT = "left"
    TOLD = "told"


@dataclass(frozen=True)
class Field:
    """One field as the file gives it: the file's name for it, its value, its line."""

    name: str
    value: str
    place: Place


@dataclass(frozen=True)
class Judged:
    """A field and what became of it."""

    field: Field
    fate: Fate


def _as_it_is(value: str) -> str:
    return value


class Account:
    """The fields of one entry, from which a reader takes what it knows."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self.fields = tuple(fields)
        self.taken: set[int] = set()

    def first(self, *names: str, of: Callable[[str], str] = _as_it_is) -> str:
        """The first value of the first name that has one; what `of` empties is none."""
        for name in names:
            for number, field in enumerate(self.fields):
                value = of(field.value) if field.name == name else ""
                if value:
                    self.taken.add(number)
                    return value
        return ""

    def all(self, *names: str, of: Callable[[str], str] = _as_it_is) -> list[str]:
        """Every value of the names, in the order of the file."""
        found = []
        for number, field in enumerate(self.fields):
            value = of(field.value) if field.name in names else ""
            if value:
                self.taken.add(number)
                found.append(value)
        return found

    def has(self, *names: str) -> bool:
        """Whether one of the names has a value."""
        return any(field.name in names and field.value for field in self.fields)

    def judged(self, left: Iterable[str]) -> tuple[Judged, ...]:
        """Each field with its fate; `left` are the names, with `*`, left on purpose."""
        patterns = tuple(left)
        taken = (self.fields[number] for number in self.taken)
        known = {_squeezed(f.value) for f in taken if f.name not in KINDS}

        def fate(number: int, field: Field) -> Fate:
            if number in self.taken or _squeezed(field.value) in known | {""}:
                return Fate.TAKEN
            matched = any(fnmatchcase(field.name, pattern) for pattern in patterns)
            return Fate.LEFT if matched else Fate.TOLD

        return tuple(Judged(f, fate(n, f)) for n, f in enumerate(self.fields))


def told(judged: Iterable[Judged]) -> list[Problem]:
    """A piece of advice, at its line, for each field that found no place."""
    return [
        Problem(
            one.field.place,
            "left-out",
            f'"{one.field.name}" found no place in the reference: '
            f'"{_short(one.field.value)}"',
            "if it matters, add it to the reference by hand",
            "advice",
        )
        for one in judged
        if one.fate is Fate.TOLD
    ]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold()) or text.strip()
