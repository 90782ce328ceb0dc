"""A problem is shown as compilers show one: place, excerpt, carets, remedy."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibid.problems import (
    EXCERPT_WIDTH,
    Place,
    Problem,
    as_json,
    as_text,
    did_you_mean,
    in_order,
)

LINE = "One trial looked promising [@tan2042]."


def problem(place: Place, message: str = "wrong", hint: str = "mend it") -> Problem:
    return Problem(place, "some-rule", message, hint)


def test_a_problem_reads_as_a_compilers_does() -> None:
    place = Place("content/remedies/vitamin-k2.md", 14, 29, 8, LINE)
    found = Problem(
        place,
        "unknown-reference",
        'unknown reference "tan2042"',
        'did you mean "tan2024"?',
    )
    assert as_text(found).split("\n") == [
        'content/remedies/vitamin-k2.md:14:29: error: unknown reference "tan2042" '
        "[unknown-reference]",
        "   14 | One trial looked promising [@tan2042].",
        "      |                             ^^^^^^^^",
        '      hint: did you mean "tan2024"?',
    ]


def test_without_a_line_there_is_no_excerpt_and_without_a_remedy_no_hint() -> None:
    assert (
        as_text(problem(Place("a.md"), hint="")) == "a.md:1:1: error: wrong [some-rule]"
    )


def test_a_tab_is_as_wide_as_its_caret() -> None:
    _, shown, carets, _ = as_text(problem(Place("a.md", 1, 2, 3, "\tabc"))).split("\n")
    assert shown == "    1 |  abc"
    assert carets == "      |  ^^^"


def test_no_control_character_reaches_the_terminal() -> None:
    shown = as_text(problem(Place("a.md", 1, 1, 1, "\x1b[2J\a\0\x9b31m\u2028")))
    assert not any(sign in shown for sign in "\x1b\a\0\x9b\u2028")


@given(
    st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"])),
    st.data(),
)
def test_the_carets_stand_below_what_is_meant(line: str, data: st.DataObject) -> None:
    """However long the line is, and wherever in it the fault lies."""
    line = line * data.draw(st.sampled_from([1, 1, 50]))
    column = data.draw(st.integers(1, len(line) + 1))
    length = data.draw(st.integers(1, max(1, len(line) - column + 1)))
    rows = as_text(problem(Place("a.md", 3, column, length, line))).split("\n")
    if not line.strip():
        assert len(rows) == 2
        return
    shown, carets = rows[1].removeprefix("    3 | "), rows[2].removeprefix("      | ")
    assert len(shown) <= EXCERPT_WIDTH
    start = carets.index("^")
    assert set(carets[start:]) == {"^"}
    meant = line[column - 1 :][: carets.count("^")]
    if meant.isprintable() and not meant.isspace():
        assert shown[start : start + len(meant)].rstrip() == meant.rstrip()


def test_problems_are_sorted_and_said_once() -> None:
    late = problem(Place("b.md", 1, 1))
    early = problem(Place("a.md", 10, 1))
    first = problem(Place("a.md", 9, 2))
    assert in_order([late, early, first, early]) == (first, early, late)


def test_json_has_what_other_tools_need() -> None:
    (row,) = json.loads(as_json([problem(Place("é.md", 2, 3, 4, "abc"), "“wrong”")]))
    assert row == {
        "path": "é.md",
        "line": 2,
        "column": 3,
        "severity": "error",
        "rule": "some-rule",
        "message": "“wrong”",
        "hint": "mend it",
    }


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("titel", 'did you mean "title"?'),
        ("TITLE", ""),
        ("xyzzy", ""),
        ("", ""),
    ],
)
def test_a_near_miss_is_guessed_and_a_far_one_is_not(word: str, hint: str) -> None:
    assert did_you_mean(word, ["title", "summary"]) == hint


@given(st.text(), st.lists(st.text()))
def test_guessing_never_raises_and_names_a_known_word(
    word: str, known: list[str]
) -> None:
    hint = did_you_mean(word, known)
    assert hint == "" or hint in [f'did you mean "{one}"?' for one in known]


def test_the_guess_does_not_depend_on_the_order_of_the_words() -> None:
    assert did_you_mean("ab", ["aa", "bb"]) == did_you_mean("ab", ["bb", "aa"])
