"""Telephone numbers in texts: marked where a placeholder stood, so that a tap calls.

In a text that pages are made of, `{emergency-number}` stands as the placeholder's name
and the number between three signs that no author can write. Without the signs and the
name it reads as the text does that rules judge.
"""

import re
from collections.abc import Mapping

from ibid.parts import Number

CALL = re.compile("\ue006([\\w-]+)\ue007([^\ue008]*)\ue008")
# A number as it is dialled, alone or with words around it ("your GP or 111").
DIALLED = re.compile(r"(?<![\w.])\+?\d[\d ()\u00a0-]*\d(?![\w.])")

LABELS: Mapping[str, str] = {
    "emergency-number": "emergency number",
    "urgent-number": "number for urgent advice",
    "contact": "contact number",
}


def marked(name: str, number: str) -> str:
    """The number with its signs and its placeholder's name."""
    return f"\ue006{name}\ue007{number}\ue008"


def unmarked(text: str) -> str:
    """The text as it is read: each number without its signs."""
    return CALL.sub(r"\2", text) if "\ue006" in text else text


def number(name: str, text: str) -> Number:
    """A number ready to show; `href` is empty where the text holds none to dial."""
    found = DIALLED.search(text)
    digits = re.sub(r"[^\d+]", "", found[0]) if found else ""
    label = f"{text}, {LABELS[name]}"
    return Number(text, label, f"tel:{digits}" if digits else "")
