"""A pasted text taken apart: entries of each format, numbers, and the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibid.formats.pasting import taken_apart


def numbers(text: str) -> list[tuple[int, str, str]]:
    found = taken_apart(text).numbers
    return [(one.line, one.service.name, one.number) for one in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("10.1000/182", ["10.1000/182"]),
        ("  10.1000/182.", ["10.1000/182"]),
        ("1. doi:10.1000/182", ["10.1000/182"]),
        ("* https://doi.org/10.1000/182", ["10.1000/182"]),
        ("[Cramp](https://doi.org/10.1000/182)", ["10.1000/182"]),
        ("<https://dx.doi.org/10.1000%2F182>", ["10.1000/182"]),
        (
            "10.1016/S0140-6736(05)1, 10.1000/b",
            ["10.1016/S0140-6736(05)1", "10.1000/b"],
        ),
        ("Doe J. Cramp. 2020;1:2. doi: 10.1000/182. PMID: 7.", ["10.1000/182"]),
        ("10.1000/182\t10.1000/182", ["10.1000/182"]),
        ("PMID: 123", ["123"]),
        ("PMID: 123; PMID: 456", ["123", "456"]),
        ("https://pubmed.ncbi.nlm.nih.gov/123/", ["123"]),
        ("32956536", ["32956536"]),
        ("Doe J. Cramp. J Cramp. 2020;12345678", []),
        ("2020", []),
        ("10.1000", []),
        ("Some words.", []),
    ],
)
def test_a_line_names_works_by_their_numbers(line: str, expected: list[str]) -> None:
    assert [number for _, _, number in numbers(f"\n{line}\n")] == expected
    assert taken_apart(f"\n{line}\n").rest == (() if expected else (2,))


ENTRIES = {
    ".bib": "@article{a,\n title = {T},\n note = {\n10.1000/no\n}\n}",
    ".ris": "TY  - JOUR\nTI  - T\nN1  - x\n10.1000/no\nER  - ",
    ".nbib": "PMID- 1\nTI  - T\n10.1000/no\n",
    ".json": '[\n {"type": "book",\n "title": "T", "note":\n"10.1000/no"}\n]',
    ".xml": "<xml><records>\n<record>\n10.1000/no\n</record></records></xml>",
}


@pytest.mark.parametrize("form", ENTRIES)
def test_what_stands_within_an_entry_is_no_number(form: str) -> None:
    text = f"10.1000/before\n{ENTRIES[form]}\n10.1000/after\n"
    found = taken_apart(text)
    assert [one.number for one in found.numbers] == ["10.1000/before", "10.1000/after"]
    assert found.texts == {form: f"\n{ENTRIES[form]}"}
    assert found.rest == ()


def test_an_entry_that_never_closes_ends_where_the_next_begins() -> None:
    found = taken_apart("@book{a, title={x\n@book{b, title={y}}\n10.1000/182")
    assert [one.number for one in found.numbers] == ["10.1000/182"]


@given(st.permutations([*ENTRIES.values(), "10.1000/182", "PMID: 123", "words"]))
def test_no_line_is_lost_in_whatever_order(parts: list[str]) -> None:
    """Each line is in one stretch, names a number, or is told; at its own place."""
    lines = "\n\n".join(parts).split("\n")
    found = taken_apart("\n".join(lines))
    kept = {
        (number, line)
        for text in found.texts.values()
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    }
    asked = {(one.line, lines[one.line - 1]) for one in found.numbers}
    told = {(number, lines[number - 1]) for number in found.rest}
    every = {(number, line) for number, line in enumerate(lines, 1) if line.strip()}
    assert kept | asked | told == every
    assert len(kept) + len(asked) + len(told) == len(every)


@given(st.text('@{}[]"TY - \nPMID10./ER<xml>rcods', max_size=60))
def test_no_text_raises(text: str) -> None:
    taken_apart(text)
