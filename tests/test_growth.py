"""The work that a text takes grows in step with the text, whatever it is made of."""

import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from ibid import prose, rules
from ibid.prose.grammar import MOST_HEADINGS, MOST_ITEMS
from ibid.prose.reading import MOST_SIGNS, read
from tests.test_rules.guide import TEXTS, guide_of
from tests.texts import REPEATED

MORE = (
    *("1% ", "[\n", "`a``b```c", "## a\n", "> ", "- a\n", "[^a", "a\n\n", "[@a] "),
    *("*a ", "**a* ", "_a__", "~~a ", "a|", "|a|\n", "&amp;", "http://a.b ", "$a"),
    *("- a\n  ", "    a\n", "{{", "]( ", "1) a\n", "•a\n", "[a]: b\n", "***"),
)
HOUSE = str(Path(prose.__file__).parent)
WHOLE = str(Path(HOUSE).parent)
SHORT = 1_000
MOST_GROWTH = 2.3


def calls(text: str) -> int:
    """How many functions the package calls to read the text."""
    count = 0

    def called(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        own = HOUSE in frame.f_code.co_filename
        count += own and event in ("call", "c_call")

    sys.setprofile(called)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("unit", dict.fromkeys((*REPEATED, *MORE)))
def test_twice_the_text_takes_twice_the_work(unit: str) -> None:
    once = unit * (SHORT // len(unit))
    assert calls(once * 2) <= MOST_GROWTH * calls(once) + 200


def lines(body: str) -> int:
    """How many lines of the package run to judge a page."""
    name = "remedies/cold.md"
    head = TEXTS[name].split("\n---\n")[0]
    guide, _ = guide_of({**TEXTS, name: f"{head}\n---\n\n{body}"})
    entry = guide.entry(name)
    count = 0

    def stepped(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return stepped if WHOLE in frame.f_code.co_filename else None

    sys.settrace(stepped)
    try:
        for _ in rules.in_file(guide, entry):
            pass
    finally:
        sys.settrace(None)
    return count


JUDGED = (
    *("It may help.\n\n", "- It may help.\n", "!!! insight\n    It may help.\n\n"),
    *("## Rest\n\nSleep.\n\n", "It may help.[@lee2020]\n\n", "[us](../about.md) "),
    *("| a | b |\n|---|---|\n| c | d |\n\n", "> It may help.\n\n", "It cures. "),
    *("![us](a.png)\n\n", "Call 112. ", "It fell by 30%. "),
)


@pytest.mark.parametrize("unit", JUDGED)
def test_twice_the_text_takes_twice_the_judging(unit: str) -> None:
    """Beyond what the rest of the page takes, which is the larger part."""
    lines(unit)  # What is made ready once is no part of it.
    once, twice, again = (lines(unit * times) for times in (40, 80, 160))
    assert again - twice <= MOST_GROWTH * (twice - once) + 200


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a" * (MOST_SIGNS + 1), 1),
        ("a " * 11_000, 1),
        ("[@a] \n\n" * 2_001, 1),
        ("\n".join("  " * depth + "- a" for depth in range(300)), 1),
        (">" * 300 + " a", 1),
        ("- a\n" * (MOST_ITEMS + 1), 1),
        ("\n".join(f"{number}. a" for number in range(1, MOST_ITEMS + 2)), 1),
    ],
)
def test_too_much_is_said_where_it_begins(text: str, places: int) -> None:
    found = [one for one in read(text).faults if one.rule == "too-much"]
    assert len(found) >= places
    assert all(0 < one.span[0] <= len(text) for one in found)
    assert all(one.message and one.hint for one in found)


COUNTED = {"- a\n": MOST_ITEMS, "## a\n": MOST_HEADINGS}


@pytest.mark.parametrize("unit", COUNTED)
def test_a_text_may_hold_as_many_as_it_is_said_and_the_next_is_named(unit: str) -> None:
    most = COUNTED[unit]
    assert "too-much" not in {one.rule for one in read(unit * most).faults}
    found = [one for one in read(unit * (most + 5)).faults if one.rule == "too-much"]
    assert found[0].span[0] == most * len(unit)
