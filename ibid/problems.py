"""What is wrong with a guide, as values: a place, a rule, a message and a remedy.

Nothing is raised and nothing is printed here. A rule yields problems; the command line
sorts and shows them.
"""

import difflib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["error", "advice"]


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one line of a file: line and column from 1, length in characters.

    `source` is the text of that line, kept so that a report needs no second read.
    """

    path: str
    line: int = 1
    column: int = 1
    length: int = 1
    source: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing an author has to mend (`error`) or decide (`advice`)."""

    place: Place
    rule: str
    message: str
    hint: str
    severity: Severity = "error"


def as_plain(problem: Problem) -> dict[str, object]:
    """The problem as plain data, whole, from which `of_plain` makes it again."""
    return {**_fields(problem), "place": _fields(problem.place)}


def _fields(value: Place | Problem) -> dict[str, object]:
    """Its fields by name; `asdict` would copy each text, for six times as long."""
    return {name: getattr(value, name) for name in value.__match_args__}


def of_plain(row: Mapping[str, Any]) -> Problem:
    """The problem that `as_plain` was given; KeyError or TypeError for other data."""
    return Problem(**{**row, "place": Place(**row["place"])})


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each different problem once, sorted by path, line and column."""
    return tuple(sorted(set(problems), key=_sort_key))


def _sort_key(problem: Problem) -> tuple[str, int, int, str, str]:
    place = problem.place
    return place.path, place.line, place.column, problem.rule, problem.message


Paint = Callable[[str, str], str]
"""Gives a part of a message as it is shown: its role, and its words."""


def plain(_: str, words: str) -> str:
    """The words as they are: what pipes and files get."""
    return words


def as_text(problem: Problem, paint: Paint = plain) -> str:
    """The problem as compilers print one: a line, the excerpt with carets, the hint.

    `paint` is given the parts `place`, `error`, `advice`, `carets` and `hint`.
    """
    place, severity = problem.place, problem.severity
    where = paint("place", f"{place.path}:{place.line}:{place.column}:")
    told = paint(severity, f"{severity}:")
    lines = [f"{where} {told} {problem.message} [{problem.rule}]"]
    if place.source.strip():
        source, carets = excerpt(place)
        edge = carets.index("|") + 1
        lines += [source, carets[:edge] + paint("carets", carets[edge:])]
    if problem.hint:
        lines.append(f"      {paint('hint', 'hint:')} {problem.hint}")
    return "\n".join(lines)


EXCERPT_WIDTH = 100
# What would ring, move the cursor or break the line of a terminal.
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def excerpt(place: Place) -> list[str]:
    """The source line, cut around the fault where it is long, and carets below it."""
    source = CONTROL.sub("\ufffd", place.source.replace("\t", " "))
    start = 0
    if len(source) > EXCERPT_WIDTH:
        start = max(0, min(place.column - 31, len(source) - EXCERPT_WIDTH))
    shown = source[start : start + EXCERPT_WIDTH]
    room = max(1, len(shown) - (place.column - 1 - start))
    carets = "^" * max(1, min(place.length, room))
    indent = " " * (place.column - 1 - start)
    return [f"{place.line:>5} | {shown}".rstrip(), f"      | {indent}{carets}"]


def as_json(problems: Iterable[Problem]) -> str:
    """All problems as one JSON array of objects, the form that other tools read."""
    rows = [
        {
            "path": problem.place.path,
            "line": problem.place.line,
            "column": problem.place.column,
            "severity": problem.severity,
            "rule": problem.rule,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_annotation(problem: Problem) -> str:
    """The problem as a command to a Git host, which shows it beside the line."""
    place = problem.place
    kind = "error" if problem.severity == "error" else "warning"
    told = {
        "file": place.path,
        "line": place.line,
        "col": place.column,
        "endColumn": place.column + place.length,
        "title": problem.rule,
    }
    facts = ",".join(f"{name}={_escaped(str(told[name]), ':,')}" for name in told)
    words = "\n".join(part for part in (problem.message, problem.hint) if part)
    return f"::{kind} {facts}::{_escaped(words)}"


def _escaped(text: str, more: str = "") -> str:
    """A text in which nothing ends a line, or a value, of such a command."""
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def did_you_mean(word: str, known: Iterable[str], cutoff: float = 0.5) -> str:
    """`did you mean "…"?` with the known word nearest to `word`, else an empty text.

    Words that are less alike than `cutoff`, from 0 to 1, are none that can be meant.
    """
    nearest = difflib.get_close_matches(word, sorted(known), n=1, cutoff=cutoff)
    return f'did you mean "{nearest[0]}"?' if nearest else ""
