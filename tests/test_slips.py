"""Slips in the fields: each is named once, where it stands, with what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibid.problems import Problem
from ibid.reading.front_matter import Parsed, parse
from tests.texts import odd_texts

NBSP = "\u00a0"


def read(fields: str, body: str = "Text.\n") -> Parsed:
    return parse("page.md", "page.md", f"---\n{fields}---\n{body}")


def told(problem: Problem) -> tuple[int, int, str]:
    return problem.place.line, problem.place.column, problem.severity


# The fields, the line and column that are named, and a part of message and remedy.
ERRORS: dict[str, tuple[str, int, int, str, str]] = {
    "a cut": ("title: Cramps #1 fix\n", 2, 15, "before the #", "quotes"),
    "a cut item": ("a:\n  - Do it #1 now\n", 3, 11, "before the #", "quotes"),
    "a cut in brackets": ("a: [One #1, two]\nb: c\n", 2, 9, "the #", "quotes"),
    "a cut on the second line": ("a: One\n  go #2\nb: c\n", 3, 6, "the #", "quotes"),
    "nothing but a cut": ("title: #1 fix\n", 2, 8, "before the #", "quotes"),
    "a line break": ('title: "C:\\new"\n', 2, 11, "backslash", "single quotes"),
    "a tabulator": ('title: "C:\\temp"\n', 2, 11, "backslash", "single quotes"),
    "a code that isn't": ('title: "C:\\data"\n', 2, 11, "backslash", "single"),
    "a code in the middle": ('a: "x"\nb: "1\\2"\n', 3, 6, "backslash", "single"),
    "a hard space": (f"title:{NBSP}A\nb: c\n", 2, 7, "no-break space", "ordinary"),
    "a thin space": ("a: b\ntitle:\u202fA\n", 3, 7, "no-break space", "ordinary"),
    "a hard edge": (f"a:\n{NBSP} b: c\n", 3, 1, "no-break space", "two for each"),
    "no space at first": ("title:A\nb: c\n", 2, 6, "no space", "after the colon"),
    "no space later": ("a: b\ntitle:A\nb: c\n", 3, 6, "no space", "after the colon"),
    "no colon at first": ("title A\nb: c\n", 2, 1, "no colon", "name: value"),
    "no colon later": ("a: b\ntitle A\nb: c\n", 3, 1, "no colon", "name: value"),
    "a wide colon": ("title\uff1aA\nb: c\n", 2, 6, "looks like a colon", "ordinary"),
    "an equals sign": ("title = A\nb: c\n", 2, 7, "equals sign", "name: value"),
    "an early end": ("a: b\n---\nb: c\n", 3, 1, "fields end here", "take this line"),
    "an early list": ("a: b\n---\nb:\n  - c\n", 3, 1, "end here", "take this line"),
    "dots": ("a: b\n...\nb: c\n", 3, 1, "three dots", "take this line"),
    "a tab": ("a:\n\tb: c\n", 3, 1, "a tab", "spaces"),
    "curly and a colon": ("a: “Heel: pain”\n", 2, 4, "curly quote", "straight"),
    "an at sign": ("title: @home\n", 2, 8, "can't start", "quotes"),
    "a back quote": ("title: `x`\n", 2, 8, "can't start", "quotes"),
    "per cent": ("title: %x\n", 2, 8, "can't start", "quotes"),
    "a star": ("title: *x* y\n", 2, 8, "can't start", "quotes"),
    "an ampersand": ("title: &x y\n", 2, 8, "can't start", "quotes"),
    "an exclamation": ("title: !x y\n", 2, 8, "tags", "quotes"),
    "a bracket": ("title: [x] y\n", 2, 8, "is a list", "quotes"),
    "a brace": ("title: {x} y\n", 2, 8, "is a list", "quotes"),
    "a bar": ("title: | y\n", 2, 8, "can't start", "quotes"),
    "a question": ("title: ? y\n", 2, 8, "can't start", "quotes"),
    "an open quote": ('title: "A\nb: c\n', 2, 8, "never closed", "close it"),
    "an open one later": ("a: b\nc: 'd\ne: f\n", 3, 4, "never closed", "close it"),
    "one the next closes": ('a: "One\nb: "two"\n', 2, 4, "never closed", "close it"),
    "one that a later one closes": (
        ('a: "One\nb:\n  - c\nd: "two"\n', 2, 4, "never closed", "close it")
    ),
    "an apostrophe": ("a: 'It's fine'\nb: c\n", 2, 8, "more follows", "''"),
    "a comma behind": ('a: "b",\nc: d\n', 2, 7, "more follows", '\\"'),
    "words behind": ('a: "b" c\nd: e\n', 2, 8, "more follows", '\\"'),
    "twice": ("a: b\na: c\n", 3, 1, "given twice", "line 2"),
    "one too far": ("a: b\n c: d\n", 3, 1, "indented by 1", "one column"),
    "one too far within": ("a:\n  b: c\n   d: e\n", 4, 1, "by 3", "one column"),
    "one too few": ("a:\n  b: c\n d: e\n", 4, 1, "by 1", "one column"),
    "an item too far": ("a:\n  - b\n   - c\n", 4, 4, "no item", "one column"),
    "items with no space": ("a:\n  -b\n  -c\n", 3, 3, "no item", "a space"),
    "round bullets": ("a:\n  • b\n  • c\n", 3, 3, "no item", "hyphen"),
    "dashes": ("a:\n  – b\n  – c\n", 3, 3, "no item", "hyphen"),
    "star bullets": ("a:\n  * b\n  * c\n", 3, 3, "with this sign", "hyphen"),
    "a name alone": ("a: b\nc\n  - d e\n  - f\ng: h\n", 3, 1, "no colon", "value"),
    "a name alone, far above": (
        ("a: b\nc\n  - d e: f\n  - g\nh: i\n", 3, 1, "no colon", "value")
    ),
    "an open quote in braces": (
        ('a:\n  - {b: "c\nd: \'e\'\nf: ["g"]\n', 3, 9, "never closed", "close it")
    ),
    "open braces": ('a:\n  - {b: "c"\nd: e\n', 3, 5, "{ that opens", "with }"),
    "open brackets": ("a: [b, c\nd: e\n", 2, 4, "[ that opens", "with ]"),
    "a colon within": ("a: Heel: pain\n", 2, 8, "has a colon", "quotes"),
}


@pytest.mark.parametrize("kind", ERRORS)
def test_a_slip_is_named_once_where_it_stands(kind: str) -> None:
    fields, line, column, said, remedy = ERRORS[kind]
    document, problems = read(fields)
    (problem,) = problems
    assert document is None
    assert told(problem) == (line, column, "error")
    assert said in problem.message
    assert remedy in problem.hint


# What is underlined of the line, where the place alone leaves an author to guess.
UNDERLINED = {
    "an open quote": '"',
    "an open one later": "'",
    "a line break": "\\n",
    "a code that isn't": "\\d",
    "an ampersand": "&",
    "one too far": " ",
    "one too far within": "   ",
    "round bullets": "•",
}


@pytest.mark.parametrize("kind", UNDERLINED)
def test_no_more_is_underlined_than_what_is_wrong(kind: str) -> None:
    _, (problem,) = read(ERRORS[kind][0])
    place = problem.place
    start = place.column - 1
    assert place.source[start : start + place.length] == UNDERLINED[kind]


ADVICE = {
    "a sentence in brackets": (
        "a: [Do not stretch a leg that is swollen, hot or newly painful.]\n",
        (2, 41),
        ["Do not stretch a leg that is swollen", "hot or newly painful."],
    ),
    "a curly quote left open": ("a: “Heel pain\n", (2, 4), "“Heel pain"),
    "curly quotes": ("a: “Heel pain”\n", (2, 4), "“Heel pain”"),
    "single ones": ("a: ‘Heel pain’\n", (2, 4), "‘Heel pain’"),
    "German ones": ("a: „Ferse“\n", (2, 4), "„Ferse“"),
    "French ones": ("a: « Talon »\n", (2, 4), "« Talon »"),
}


@pytest.mark.parametrize("kind", ADVICE)
def test_what_may_be_meant_is_advice_and_read_as_it_stands(kind: str) -> None:
    fields, place, value = ADVICE[kind]
    document, (problem,) = read(fields)
    assert document is not None
    assert document.fields == {"a": value}
    assert told(problem) == (*place, "advice")
    assert problem.hint


MEANT = (
    "a: [rest.md, sleep.md]\n",
    "a: [Deep vein, blood clot]\n",
    'a: ["Do not rub a leg that is swollen, hot or sore.", "Stop."]\n',
    'a: ["Do not rub a leg that is swollen", hot or sore]\n',
    "a: [Do not rub a leg, Stop if it hurts]\n",
    "a: current  # current, retracted\n",
    "# A line of its own\na: b\n",
    "a: C#\n",
    "a: 'C:\\new'\n",
    'a: "C:\\\\new \\"b\\""\n',
    "a: b\n  go on, indented\n",
    "a: >-\n  Any # sign: @ and • too\n",
    "a: “Heel” and “pain”\n",
    "a: -5\n",
    "a: 10:30\n",
    "a: https://a.example/#b\n",
    "a: yes\n",
    f"a: b{NBSP}c\n",
)


@pytest.mark.parametrize("fields", MEANT)
def test_what_is_written_well_is_no_slip(fields: str) -> None:
    document, problems = read(fields)
    assert document is not None
    assert problems == ()


@pytest.mark.parametrize(
    "body",
    [
        "Note: this.\n\nMore.\n",
        "Title\n---\nText.\n",
        "Words: and more\n\nText that goes on.\n\n---\n\nMore.\n",
        "\n- item: one\n\n---\n",
    ],
)
def test_a_body_may_have_colons_and_rules(body: str) -> None:
    document, problems = read("a: b\n", body)
    assert problems == ()
    assert document is not None
    assert document.body == body


@given(odd_texts)
def test_whatever_the_fields_a_slip_lies_in_them(text: str) -> None:
    """Nothing is raised, and one that can't be read is told once, in its own lines."""
    _, problems = read(f"{text}\n")
    syntax = [one for one in problems if one.rule == "yaml-syntax"]
    assert len(syntax) <= 1
    for problem in syntax:
        assert 2 <= problem.place.line <= text.count("\n") + text.count("\r") + 3
        assert problem.hint


words = st.sampled_from(["Heel", "pain", "at night", "rest", "10", "it’s", "a.md"])


@given(st.lists(st.lists(words, min_size=1, max_size=4), min_size=1, max_size=4))
def test_quoted_values_come_back_as_they_were(rows: list[list[str]]) -> None:
    values = [" #".join(row) for row in rows]
    fields = "".join(f"a{n}: '{value}'\n" for n, value in enumerate(values))
    document, problems = read(fields)
    assert problems == ()
    assert document is not None
    assert list(document.fields.values()) == values
