"""Citations are numbered in order of first use, and every mark has a way back."""

import re

from hypothesis import given
from hypothesis import strategies as st

from ibid.content.kinds import Page, Remedy
from ibid.problems import Problem
from ibid.prose import marking
from ibid.prose.citations import Marked, known_keys, numbered
from ibid.prose.reading import read
from ibid.prose.shown import Hole
from ibid.reading import front_matter, validation
from ibid.reading.front_matter import Document
from tests.conftest import HERE
from tests.texts import FIELDS, odd_texts, plain_words

KEYS = ("tan2024", "garrison2020", "hawke2021", "who:2020")
KNOWN = known_keys(dict.fromkeys(KEYS, (None, None)))
NUMBERS = {"emergency-number": "999", "urgent-number": "111"}


def parsed(body: str) -> Document:
    found, problems = front_matter.parse("page.md", "page.md", FIELDS + body)
    assert found is not None, problems
    return found


def marked(body: str) -> tuple[Marked, tuple[Problem, ...]]:
    """The body of a page, marked."""
    page = parsed(body)
    content, _ = validation.read(page, Page)
    assert content is not None
    prose = read(page.source.text, page.body_start)
    return marking.mark(page, content, prose, KNOWN, NUMBERS)


keys = st.lists(st.sampled_from(KEYS), min_size=1, max_size=3)
groups = keys.map(lambda found: "[" + "; ".join(f"@{key}" for key in found) + "]")
narratives = st.sampled_from(KEYS).map(lambda key: f" @{key} found so. ")
bodies = st.lists(groups | narratives | plain_words, max_size=12).map("".join)


@given(bodies)
def test_numbers_run_from_one_in_order_of_first_use(body: str) -> None:
    found = marked(body)[0].citations
    first = dict.fromkeys(citation.key for citation in found)
    assert list(dict.fromkeys(citation.number for citation in found)) == [
        *range(1, len(first) + 1)
    ]
    number_of = {key: number for number, key in enumerate(first, 1)}
    assert all(citation.number == number_of[citation.key] for citation in found)


@given(bodies)
def test_occurrences_of_a_source_run_from_one(body: str) -> None:
    """So the id of a mark stands once on its page."""
    found = marked(body)[0].citations
    for key in KEYS:
        places = [citation.occurrence for citation in found if citation.key == key]
        assert places == [*range(1, len(places) + 1)]


@given(bodies)
def test_every_mark_stands_once_and_in_order(body: str) -> None:
    page = parsed(body)
    prose = read(page.source.text, page.body_start)
    holes = [one for one in prose.html if isinstance(one, Hole) and one.number >= 0]
    assert [hole.number for hole in holes] == [*range(len(prose.mentions))]
    found = marked(body)[0].groups
    assert list(found) == [((), hole.number) for hole in holes]


@given(bodies)
def test_a_place_shows_its_key(body: str) -> None:
    for citation in marked(body)[0].citations:
        place = citation.place
        written = place.source[place.column - 1 :][: place.length]
        assert written == f"@{citation.key}"


@given(plain_words.filter(lambda text: "@" not in text))
def test_a_text_without_marks_is_left_alone(body: str) -> None:
    found, problems = marked(body)
    assert (found.groups, found.calls) == ({}, {})
    assert problems == ()


@given(odd_texts)
def test_marking_raises_nothing_and_places_lie_in_the_text(body: str) -> None:
    page, _ = front_matter.parse("page.md", "page.md", FIELDS + body)
    # Three hyphens at the head of a text would end the fields a second time.
    if page is None or page.body.lstrip().startswith("---"):
        return
    found, problems = marked(page.body)
    lines = page.source.text.count("\n") + 1
    places = [one.place for one in problems]
    places += [one.place for one in found.citations]
    places += [one.place for one in found.note_calls]
    assert all(1 <= place.line <= lines for place in places)
    assert len(found.citations) == sum(
        len(group.citations) for group in found.groups.values()
    )


def test_numbering_no_citations_gives_none() -> None:
    assert tuple(numbered([])) == ()


def test_fields_come_before_the_body_in_the_order_of_the_page() -> None:
    """The reader meets the certainty first, whatever the order in the file."""
    name = "remedies/stretching.md"
    text = (HERE / "golden" / "content" / name).read_text("utf-8")
    text = text.replace("[@hawke2021]", "").replace("[@garrison2020]", "")
    text = re.sub('^risk: "', 'risk: "[@tan2024] ', text, flags=re.MULTILINE)
    text = re.sub(
        '^certainty_reason: "', "\\g<0>[@who:2020] ", text, flags=re.MULTILINE
    )
    remedy, _ = front_matter.parse(
        name, name, f"{text}\nText.[@garrison2020; @tan2024]\n"
    )
    assert remedy is not None
    content, problems = validation.read(remedy, Remedy)
    assert content is not None, problems
    found, _ = marking.mark(
        remedy, content, read(remedy.source.text, remedy.body_start), KNOWN, NUMBERS
    )
    assert [(one.number, one.key) for one in found.citations] == [
        (1, "who:2020"),
        (2, "tan2024"),
        (3, "garrison2020"),
        (2, "tan2024"),
    ]


def test_the_same_key_twice_in_a_field_has_two_places() -> None:
    name = "remedies/stretching.md"
    text = (HERE / "golden" / "content" / name).read_text("utf-8")
    text = re.sub("^risk: .*", 'risk: "One.[@nobody] Two.[@nobody]"', text, flags=re.M)
    remedy, _ = front_matter.parse(name, name, text)
    assert remedy is not None
    content, _ = validation.read(remedy, Remedy)
    assert content is not None
    _, problems = marking.mark(
        remedy, content, read(remedy.source.text, remedy.body_start), KNOWN, NUMBERS
    )
    unknown = [one.place.column for one in problems if '"nobody"' in one.message]
    assert unknown == [13, 27]


def test_a_key_may_be_written_as_its_doi_or_its_pubmed_number() -> None:
    known = known_keys({"tan2024": ("10.1000/Tan", "123")})
    assert known == dict.fromkeys(
        ("tan2024", "10.1000/tan", "doi:10.1000/tan", "123", "pmid:123"), "tan2024"
    )
