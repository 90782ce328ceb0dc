"""Telephone numbers behind the words that ask to call them, as a language says it."""

import re

from ibid.content.language import Vocabulary
from ibid.content.phrases import loose

# Up to 15 digits, as a number has that may be dialled: no date, no year, no time of
# day, no decimal.
DIGITS = (
    r"(?!(?:\d{1,2}[.-]){2}\d{2,4}(?!\d)|\d{4}-\d\d-\d\d|(?:19|20)\d\d(?!\d))"
    r"(?:\(\d{2,6}\) ?)?(?:\d(?:[ \u00a0/-]?\d){2,14}|\d{1,5}(?:\.\d{1,5}){2,6})"
)


def called(words: Vocabulary) -> "re.Pattern[str]":
    """What asks for a call, and as the group that is met what is to be called.

    The number has three digits or more, or is spelled digit by digit.
    """
    calls = rf"(?<!\w)(?:{loose((*words.calls, *words.reaches))})[ :,\u00a0–-]+\(??"
    ends, spelled = _ends(words), _spelled(words)
    ways = [rf"{calls}(?P<number>{DIGITS}{ends}|{spelled})"]
    if words.dials:
        two = rf"(?<!\w)(?:{loose(words.dials)})[ :(]+(?P<two>\d\d){ends}"
        ways.append(two)
    if words.calls_behind:
        behind = rf"[ ]+(?:{loose(words.calls_behind)})(?!\w)"
        ways.append(rf"(?<![\w.,–-])(?P<before>{DIGITS}|{spelled}){behind}")
    return re.compile("|".join(ways))


def _spelled(words: Vocabulary) -> str:
    """A pattern for a number that is said digit by digit."""
    digit = rf"(?:{loose((*words.one, *words.numerals))})"
    spelled = rf"{digit}(?:(?:[ -]|, ){digit}){{2,14}}"
    if not words.repeats:
        return rf"(?:{spelled})(?!\w)"
    repeated = rf"(?:{loose(words.repeats)})[ -](?:{digit}|\d)"
    some = rf"(?:{digit}[ -])?{repeated}(?:[ -](?:{digit}|{repeated})){{0,14}}"
    return rf"(?:{spelled}|{some})(?!\w)"


def _ends(words: Vocabulary) -> str:
    """A pattern behind a number that is called, and counts nothing."""
    counted = loose((*words.counted, *words.units))
    return rf"(?!\w|[.,:]\d|\s+(?:{counted})(?!\w))"
