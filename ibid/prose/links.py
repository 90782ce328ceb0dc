"""What stands behind the closing bracket of a link: its address and its title."""

import re
from typing import NamedTuple

from ibid.prose.marks import unescaped
from ibid.prose.written import Written

Span = tuple[int, int]

SPACE = re.compile(r"[ \t]*(?:\n[ \t]*)?")
ANGLED = re.compile(r"<((?:[^<>\n\\]|\\.)*)>")
TITLE = re.compile(
    r'"((?:[^"\\]|\\.)*)"|\'((?:[^\'\\]|\\.)*)\'|\(((?:[^()\\]|\\.)*)\)', re.DOTALL
)
DEEPEST = 32
PIECE = re.compile(r"[^\s()\\\x00-\x1f\x7f]+|\\[^\s\w]|\\|[()]")


class Tail(NamedTuple):
    """An address and a title, by their spans, and where the round bracket is closed."""

    address: Span
    title: Span | None
    end: int


def tail(text: str, start: int) -> Tail | None:
    """What stands in round brackets from `start` on, if it can be a link's."""
    if text[start : start + 1] != "(":
        return None
    at = _spaces(text, start + 1)
    found = ANGLED.match(text, at)
    if found:
        address, at = found.span(1), found.end()
    elif text[at : at + 1] == "<":
        return None
    else:
        stop = _address_end(text, at)
        if stop is None:
            return None
        address, at = (at, stop), stop
    behind = _spaces(text, at)
    title = None
    quoted = TITLE.match(text, behind) if behind > at else None
    if quoted:
        title = quoted.span(quoted.lastindex or 0)
        behind = _spaces(text, quoted.end())
    if text[behind : behind + 1] != ")":
        return None
    return Tail(address, title, behind + 1)


def _spaces(text: str, start: int) -> int:
    found = SPACE.match(text, start)
    return found.end() if found else start


def _address_end(text: str, start: int) -> int | None:
    """Where an address without < and > ends; None where its brackets aren't closed."""
    depth, at = 0, start
    while found := PIECE.match(text, at):
        if found[0] == ")":
            if not depth:
                break
            depth -= 1
        elif found[0] == "(":
            depth += 1
            if depth > DEEPEST:
                return None
        at = found.end()
    return None if depth else at


def attribute(written: Written, span: Span) -> Written:
    """An address or a title as it is meant: without escapes and entities."""
    if span[0] == span[1]:
        start = written.span(span[0], span[0])[0]
        return Written.of([("", start, start + 1)])
    return Written.of(unescaped(written, *span))
