"""A document is taken apart whatever its text, and every place lies within it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibid.problems import Place
from ibid.reading.front_matter import Document, Source, parse
from tests.texts import odd_texts


def within(place: Place, text: str) -> bool:
    """Whether the place lies in the text, and holds the very line it names."""
    lines = text.split("\n")
    line = lines[place.line - 1]
    last = place.column - 1 + place.length
    inside = 1 <= place.column <= len(line) + 1 and place.length >= 1
    return inside and (last <= max(len(line), place.column))


@given(st.sampled_from(["page.md", "site.yaml"]), odd_texts, st.booleans())
def test_any_text_is_parsed_or_refused_with_places_in_it(
    name: str, text: str, closed: bool
) -> None:
    """Nothing is raised, and something is said wherever there is no document."""
    whole = f"---\n{text}\n---\n" if closed else text
    document, problems = parse(name, name, whole)
    assert document is not None or any(one.severity == "error" for one in problems)
    read = whole.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert all(within(one.place, read) for one in problems)


names = st.text("abcdefgh", min_size=1, max_size=8)
values = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Co"]), min_size=1
).filter(lambda text: text == text.strip() and "\ufeff" not in text)


@given(st.dictionaries(names, values, min_size=1))
def test_each_field_and_its_place_are_found_again(fields: dict[str, str]) -> None:
    """The value is what was written, and the place is where it was written."""
    written = {
        name: "'" + value.replace("'", "''") + "'" for name, value in fields.items()
    }
    lines = [f"{name}: {value}" for name, value in written.items()]
    document, problems = parse(
        "p.md", "p.md", "\n".join(["---", *lines, "---", "Text."])
    )
    if problems:
        assert {one.rule for one in problems} <= {
            "control-character",
            "hidden-character",
            "wrong-encoding",
        }
        return
    assert document is not None
    assert document.fields == fields
    for number, (name, value) in enumerate(written.items(), 2):
        place = document.place((name,))
        assert (place.line, place.column) == (number, len(name) + 3)
        assert place.source[place.column - 1 :][: place.length] == value
        assert document.key_place((name,)).column == 1


@given(st.text(alphabet="ab \n手🦵", max_size=60), st.data())
def test_a_place_names_the_stretch_it_was_asked_for(
    text: str, data: st.DataObject
) -> None:
    source = Source("p.md", "p.md", text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = source.place(start, end)
    first_line = text[start:end].split("\n", maxsplit=1)[0]
    assert place.source[place.column - 1 :].startswith(first_line)
    assert place.length == max(1, len(first_line))
    assert text.split("\n")[place.line - 1] == place.source


def document(text: str) -> Document:
    parsed, problems = parse("p.md", "p.md", text)
    assert parsed is not None, problems
    return parsed


def test_the_place_of_words_is_within_their_value() -> None:
    """The same words stand in an earlier field, too."""
    parsed = document("---\none: see {it}\ntwo: see {it}\n---\n")
    place = parsed.place(("two",), "{it}")
    assert (place.line, place.column, place.length) == (3, 10, 4)


def test_the_place_of_a_missing_value_is_that_of_what_is_around_it() -> None:
    parsed = document("---\none:\n  two: x\n---\n")
    assert parsed.place(("one", "three", 4)) == parsed.place(("one",))
    assert parsed.place(("four",)).line == 2


def test_the_top_of_a_page_is_its_first_line_and_that_of_the_site_its_path() -> None:
    assert document("---\none: 1\n---\n").top == Place("p.md", 1, 1, 3, "---")
    site, _ = parse("content/site.yaml", "site.yaml", "one: 1\n")
    assert site is not None
    assert site.top == Place("content/site.yaml")


def test_nesting_is_refused_before_it_can_overrun_the_stack() -> None:
    """Depth that is far beyond any field, in every way to write it."""
    deep = 50_000
    for fields in (
        "a: " + "[" * deep + "]" * deep,
        "a: " + "{a: " * deep + "}" * deep,
        "a:\n" + "".join(f"{' ' * n}- b:\n" for n in range(0, 3_000, 2)),
        "- " * deep,
        "? " * deep,
        "a: " + "!!seq [" * deep,
        "a: " + "&a [" * deep,
    ):
        parsed, problems = parse("p.md", "p.md", f"---\n{fields}\n---\n")
        assert parsed is None
        assert problems


def test_many_wrong_signs_in_a_line_are_one_problem() -> None:
    """A file in another encoding gives a report that can be read."""
    _, problems = parse("p.md", "p.md", "\0a" * 1000 + "\n" + "\0b" * 1000)
    assert [one.place.line for one in problems if one.rule == "control-character"] == [
        1,
        2,
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (r"a: \x63ramp", r"\x63ramp"),
        (r"a: '\u0063ramp'", r"\u0063ramp"),
        (r'a: "\\x63ramp"', r"\x63ramp"),
        ("a: >\n  \\x63ramp", r"\x63ramp"),
    ],
)
def test_a_backslash_that_hides_no_sign_is_one(field: str, value: str) -> None:
    document, problems = parse("p.md", "p.md", f"---\n{field}\n---\n")
    assert not problems
    assert document is not None
    assert document.fields == {"a": value}


@pytest.mark.parametrize("escape", [r"\x63", r"\u0063", r"\U00000063"])
def test_a_letter_written_by_its_number_is_refused_where_it_stands(escape: str) -> None:
    for field in (f'a: "\\\\ {escape}ramp"', f'"{escape}": x', f'a: [b, "{escape}"]'):
        parsed, (problem,) = parse("p.md", "p.md", f"---\n{field}\n---\n")
        assert parsed is None
        assert problem.rule == "hidden-character"
        assert problem.place.column == field.index(escape) + 1
        assert problem.place.length == len(escape)


def test_an_escape_puts_no_invisible_sign_into_a_field() -> None:
    """A mark of ours that an author wrote would be taken for a citation."""
    for escaped in (r"\0", r"\a", r"\ue0000\ue001", r"a\u2028b", r"\e[2J"):
        for field in (f'title: "{escaped}"', f'"{escaped}": x', f'a: [b, "{escaped}"]'):
            parsed, problems = parse("p.md", "p.md", f"---\n{field}\n---\n")
            assert parsed is None
            rules = {one.rule for one in problems}
            assert rules
            assert rules <= {"control-character", "hidden-character"}
