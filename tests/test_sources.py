"""References as a page prints them, in the style of the AMA Manual of Style."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibid.content.reference import Name, Reference
from ibid.pages import sources, views
from tests.wordings import ENGLISH

CITATION = ENGLISH.words.citation
FIELDS = {
    "type": "article-journal",
    "title": "A trial of stretching.",
    "author": [{"family": "Tan", "given": "Jing"}],
    "issued": "2024",
    "DOI": "10.1000/tan",
    "PMID": "123",
    "status": "current",
    "confirmed": "true",
    "checked": "2026-11-22",
}


def reference(**changed: object) -> Reference:
    named = {name.replace("_", "-"): value for name, value in changed.items()}
    given = {k: v for k, v in (FIELDS | named).items() if v is not None}
    return Reference.model_validate(given)


def view(**changed: object) -> views.Source:
    source = reference(**changed)
    return sources.view("tan2024", source, lambda key: f"to/{key}", "Tan", ENGLISH)


def people(count: int) -> list[Name]:
    return [Name(family=f"A{n}", given="B") for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("count", "others", "said"),
    [
        (0, False, ""),
        (0, True, ""),
        (1, False, "A1 B"),
        (1, True, "A1 B, et al"),
        (2, False, "A1 B, A2 B"),
        (6, False, "A1 B, A2 B, A3 B, A4 B, A5 B, A6 B"),
        (7, False, "A1 B, A2 B, A3 B, et al"),
        (7, True, "A1 B, A2 B, A3 B, et al"),
    ],
)
def test_six_authors_are_named_and_of_more_the_first_three(
    count: int, others: bool, said: str
) -> None:
    assert sources.name_list(people(count), others, CITATION) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("Shaun R.", "SR"),
        ("SR", "SR"),
        ("S R", "SR"),
        ("S.R.", "SR"),
        ("Jean-Paul", "JP"),
        ("émile", "É"),
        ("Łukasz", "Ł"),
        ("", ""),
    ],
)
def test_given_names_become_initials(given: str, said: str) -> None:
    assert sources.initials(given) == said


@given(st.text())
def test_initials_never_raise(given: str) -> None:
    assert "." not in sources.initials(given) or "." in given


def test_an_organisation_keeps_its_name() -> None:
    assert (
        sources.inverted(Name(literal="NHS inform's editors")) == "NHS inform’s editors"
    )


@pytest.mark.parametrize(
    ("authors", "others", "said"),
    [
        (["Tan"], False, "Tan, 2024"),
        (["Tan", "Zhu"], False, "Tan and Zhu, 2024"),
        (["Tan", "Zhu", "Li"], False, "Tan et al., 2024"),
        (["Tan"], True, "Tan et al., 2024"),
        ([], False, "“A trial of stretching.”, 2024"),
    ],
)
def test_a_short_name_says_who_and_when(
    authors: list[str], others: bool, said: str
) -> None:
    named = [{"family": name} for name in authors]
    source = reference(author=named, others=str(others))
    assert sources.short_name(source, CITATION) == said


def test_what_is_not_confirmed_is_not_printed() -> None:
    """Nobody has read it, so nobody can stand for it."""
    names = ["author", "issued", "DOI", "PMID"]
    made = view(not_confirmed=names)
    assert (made.authors, made.year, made.issued) == ("", "", "")
    assert (made.doi, made.doi_href, made.pmid, made.pmid_href) == ("", "", "", "")
    assert "Tan" not in made.short


def test_what_is_not_known_is_empty() -> None:
    made = view(author=[], issued=None, DOI=None, PMID=None)
    assert (made.authors, made.year, made.doi_href, made.pmid_href) == ("", "", "", "")
    assert made.short == "“A trial of stretching.”"


def test_a_whole_date_is_written_out_and_a_year_is_not() -> None:
    assert view(issued="2010-07-08").issued == "8 July 2010"
    assert view(issued="2010-07-08").year == "2010"
    assert view(issued="2010").issued == "2010"


def test_a_title_ends_without_its_full_stop() -> None:
    assert view().title == "A trial of stretching"


def test_pages_are_parted_by_a_dash_and_numbers_of_articles_are_not() -> None:
    assert view(page="12-15").page == "12–15"
    assert view(page="CD-009402").page == "CD-009402"


def test_the_address_is_given_only_where_there_is_no_doi() -> None:
    assert view(URL="https://example.org/").url == ""
    assert view(URL="https://example.org/", DOI=None).url == "https://example.org/"


def test_a_source_that_stands_has_no_standing_to_show() -> None:
    assert view().standing is None


def test_a_withdrawn_source_says_what_happened_and_what_to_read() -> None:
    standing = view(
        status="retracted-and-replaced",
        status_note="The editor's notice.",
        notice="10.1000/notice",
        replaced_by="tan2025",
    ).standing
    assert standing is not None
    assert standing.words == "Retracted and replaced"
    assert standing.note == "The editor’s notice."
    assert standing.notice is not None
    assert standing.notice.href == "https://doi.org/10.1000/notice"
    assert standing.read_instead is not None
    assert standing.read_instead.href == "to/tan2025"


def test_a_day_is_written_for_machines_and_for_people() -> None:
    assert ENGLISH.day(date(2026, 1, 2)) == views.Day("2026-01-02", "2 January 2026")
