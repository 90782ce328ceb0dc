"""Telephone numbers in texts: marked where a placeholder stood, so that a tap calls.

In a text that pages are made of, `{emergency-number}` stands as the placeholder's name
and the number between three signs that no author can write. Without the signs and the
name it reads as the text does that rules judge.
"""

import html
import re
from collections.abc import Iterable, Iterator

from ibid.prose import typography
from ibid.prose.parts import Html, Number, Part, Prose
from ibid.prose.written import Span

CALL = re.compile("\ue006([\\w-]+)\ue007([^\ue008]*)\ue008")
# A number as it is dialled, alone or with words around it ("your doctor or 0123").
DIALLED = re.compile(r"(?<![\w.])\+?\d[\d ()\u00a0-]*\d(?![\w.])")


def marked(name: str, number: str) -> str:
    """The number with its signs and its placeholder's name."""
    return f"\ue006{name}\ue007{number}\ue008"


def unmarked(text: str) -> str:
    """The text as it is read: each number without its signs."""
    return CALL.sub(r"\2", text) if "\ue006" in text else text


def text(written: str, stressed: Iterable[Span] = ()) -> Prose:
    """A text that can cite nothing, as parts: its marked numbers can be called.

    What stands in the spans `stressed` is strong, unless it meets a number.
    """
    found: list[Part] = []
    last = 0
    calls = {call.span(): call for call in CALL.finditer(written)}
    for start, end in _apart(calls, stressed):
        found += _html(written, last, start)
        call = calls.get((start, end))
        if call:
            found.append(number(call[1], call[2]))
        else:
            found += _html(written, start, end, "<strong>{}</strong>")
        last = end
    return (*found, *_html(written, last, len(written)))


def _apart(calls: Iterable[Span], stressed: Iterable[Span]) -> Iterator[Span]:
    """The spans of the calls, and of the others those that meet none, in order."""
    fixed = tuple(calls)
    free = [
        (start, end)
        for start, end in stressed
        if all(end <= first or last <= start for first, last in fixed)
    ]
    yield from sorted((*fixed, *free))


def _html(text: str, start: int, end: int, within: str = "{}") -> list[Part]:
    piece = typography.curl(text[start:end], text[start - 1 : start] if start else "")
    return [Html(within.format(html.escape(piece, quote=False)))] if piece else []


def texts(written: tuple[str, ...]) -> tuple[Prose, ...]:
    """Each of the texts as parts."""
    return tuple(map(text, written))


def number(name: str, written: str) -> Number:
    """A number ready to show; `href` is empty where the text holds none to dial."""
    found = DIALLED.search(written)
    digits = re.sub(r"[^\d+]", "", found[0]) if found else ""
    return Number(
        written, name.removesuffix("-number"), f"tel:{digits}" if digits else ""
    )
