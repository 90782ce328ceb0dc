"""Rules on sources and notes."""

import pytest

from tests.test_rules.guide import (
    TEXTS,
    Bad,
    Edit,
    Good,
    bad,
    check_bad,
    check_good,
    found,
    good,
    pointed_at,
    says,
)

COLD = "remedies/cold.md"
LEE = "references/lee2020.md"
KHAN = "references/khan2023.md"
OTHER = Edit(
    "references/roe2021.md",
    "",
    TEXTS[LEE].replace("Cool feet for cramp", "Warm feet for cramp"),
)
TWIN = "references/roe2021.md"


def _twin(title: str = "Cool feet for cramp", doi: str = "") -> str:
    """The same source in another file, with another DOI or none."""
    text = TEXTS[LEE].replace("Cool feet for cramp", title)
    return text.replace("DOI: 10.1000/lee2020\n", doi)


def _journal(name: str) -> Edit:
    """Another source, from the journal of the first one, or from one like it."""
    text = _twin("Warm feet for cramp", "DOI: 10.1000/roe2021\n")
    return Edit(TWIN, "", text.replace("Journal of Small Trials", name))


BOX = "Certainty: low. It was small."
OLD = TEXTS[LEE].replace("lee2020", "roe2021").replace("2026-11-22", "2026-10-22")
BAD = (
    bad("withdrawn-support", "@khan2023", says("Nothing helps.[@khan2023]")),
    bad(
        "unused-reference",
        "---",
        Edit("references/roe2021.md", "", TEXTS[LEE].replace("lee2020", "roe2021")),
    ),
    bad(
        "forgotten-reference",
        "---",
        Edit("site.yaml", "", "uncited_days: 30\n"),
        Edit("references/roe2021.md", "", OLD),
    ),
    bad("duplicate-source", "10.1000/lee2020", OTHER),
    bad("duplicate-source", "Cool feet for cramp", Edit(TWIN, "", _twin())),
    bad(
        "duplicate-source",
        "COOL FEET, for cramp",
        Edit(TWIN, "", _twin("COOL FEET, for cramp")),
    ),
    *(
        bad("journal-spelled-twice", name, _journal(name))
        for name in (
            "Journal of small trials",
            "journal of Small Trials",
            "J Small Trials",
            "J. Small Trials",
        )
    ),
    bad("unreachable-source", "---", Edit(LEE, "DOI: 10.1000/lee2020\n", "")),
    bad(
        "half-a-pair",
        "archive",
        Edit(LEE, "study:", "archive: https://web.archive.example/1\nstudy:"),
    ),
    bad(
        "half-a-pair",
        "record-overruled",
        Edit(LEE, "study:", "record-overruled: 2026-01-02\nstudy:"),
    ),
    bad(
        "unknown-replacement",
        "lee2021",
        Edit(KHAN, "confirmed: false", "confirmed: false\nreplaced-by: lee2021"),
    ),
    bad(
        "unexplained-standing",
        "superseded",
        Edit(LEE, "status: current", "status: superseded"),
    ),
    bad(
        "unconfirmed-field",
        "issued",
        Edit(LEE, "confirmed: true", "confirmed: true\nnot-confirmed: [issued]"),
    ),
    bad(
        "lost-title",
        "The role of nothing in pain",
        says("The role of nothing in pain."),
    ),
    *(
        bad("hand-citation", cited, says(f"It may help ({cited})."))
        for cited in ("Lee 2020", "Lee, 2020", "LEE 2020a", "Lee et al., 2020")
    ),
    *(
        bad("hand-citation", cited, says(f"So {text} once found."))
        for cited, text in (
            ("Lee (2020", "Lee (2020)"),
            ("Lee's 2020", "Lee's 2020 trial"),
            ("Lee & Roe (2020", "Lee & Roe (2020)"),
            ("Lee 2020", "Tan, Roe and Lee 2020"),
            ("Lee u. a. 2020", "Lee u. a. 2020"),
            ("Lee 2020", "van der Lee 2020"),
            ("Roe et al. 1999", "Roe et al. 1999"),
        )
    ),
    bad(
        "hand-citation",
        "Lee 2020",
        Edit(COLD, "summary: Cool", "summary: Lee 2020 Cool"),
    ),
    bad("undefined-note", "[^more]", says("Rest.[^more]")),
    bad("unused-note", "more", says("[^more]: It helps.")),
    bad("duplicate-note", "a", says("Rest.[^a]\n\n[^a]: One.\n\n[^a]: Two.")),
    bad("ungraded-insight", "insight", Edit(COLD, f"    {BOX}\n", "")),
    bad(
        "ungraded-insight",
        "Certainty: good. It was small.",
        Edit(COLD, BOX, "Certainty: good. It was small."),
    ),
    bad(
        "ungraded-insight",
        "Certainty: low. Why.",
        says("!!! tip\n    Rest.\n\n    Certainty: low. Why."),
    ),
)
GOOD = (
    # What a source is and found is told on its own page, under its own name.
    good(
        "hand-citation",
        Edit(LEE, "status: current\n", "status: current\nfunding: As Lee 2020 says.\n"),
    ),
    *(
        good("hand-citation", says(text))
        for text in (
            "Lee and others looked at it in 2020.",
            "The trial of Lee (2020) found so.[@lee2020]",
            "The service looked again in May 2020 (London 2020).",
            "We set alarms in 2020, and our diet also 2021.",
            "Roe 2020 is a place on no map, and lee 20200 a number.",
        )
    ),
    good(
        "unused-reference",
        Edit(
            "references/roe2021.md",
            "",
            OLD.replace("status: current", "status: current\nfor-later: true"),
        ),
    ),
    good("forgotten-reference", Edit("references/roe2021.md", "", OLD)),
    good(
        "forgotten-reference",
        Edit("site.yaml", "", "uncited_days: 31\n"),
        Edit("references/roe2021.md", "", OLD),
    ),
    good(
        "forgotten-reference",
        Edit("site.yaml", "", "uncited_days: 30\n"),
        Edit(
            "references/roe2021.md",
            "",
            OLD.replace("status: current", "status: current\nfor-later: true"),
        ),
    ),
    good(
        "withdrawn-support", says("See [what became of it](../references/khan2023.md).")
    ),
    good("duplicate-source", Edit(TWIN, "", _twin(doi="DOI: 10.1000/other\n"))),
    good("duplicate-source", Edit(TWIN, "", _twin("Cool feet for sleep"))),
    good("unreachable-source", Edit(LEE, "DOI: 10.1000/lee2020", 'PMID: "123"')),
    good(
        "unreachable-source",
        Edit(LEE, "DOI: 10.1000/lee2020", "URL: https://a.example/b"),
    ),
    good(
        "unreachable-source",
        Edit(
            LEE,
            "DOI: 10.1000/lee2020",
            "archive: https://web.archive.example/1\narchive-date: 2024-05-03",
        ),
    ),
    *(
        good("journal-spelled-twice", _journal(name))
        for name in (
            "Journal of Small Trials",
            "Small Trials",
            "Journal of Large Trials",
            "Journal of Small Trials - Open",
            "European Journal of Small Trials",
        )
    ),
    good("lost-title", says("The role of nothing is large in cramps.")),
    good("undefined-note", says("Rest.[^more]\n\n[^more]: It helps.")),
    good("ungraded-insight", Edit(COLD, BOX, "Certainty: very low. It was small.")),
)


def test_a_source_that_nobody_confirmed_is_minded_wherever_it_is_cited() -> None:
    problems = found(
        "unconfirmed-source", Edit(LEE, "confirmed: true", "confirmed: false")
    )
    assert {pointed_at(one) for one in problems} == {"@lee2020"}
    assert len(problems) == 4


@pytest.mark.parametrize("case", BAD, ids=str)
def test_a_bad_page_is_found(case: Bad) -> None:
    check_bad(case)


@pytest.mark.parametrize("case", GOOD, ids=str)
def test_a_good_page_is_left_alone(case: Good) -> None:
    check_good(case)


@pytest.mark.parametrize(
    "name", ["The Journal of Small Trials", "Journal of Small Trials (Print)"]
)
def test_the_longer_of_two_names_is_taken_for_the_whole_one(name: str) -> None:
    (problem,) = found("journal-spelled-twice", _journal(name))
    assert problem.place.path == "content/references/lee2020.md"
    assert pointed_at(problem) == "Journal of Small Trials"


def test_the_name_that_most_sources_have_is_the_usual_one() -> None:
    third = _journal("Journal of small trials")
    fourth = Edit("references/poe2022.md", "", third.new.replace("roe2021", "poe2022"))
    problems = found("journal-spelled-twice", third, fourth)
    assert {one.place.path for one in problems} == {"content/references/lee2020.md"}
    assert [one.severity for one in problems] == ["advice"]
    assert '"poe2022" has the name' in problems[0].message


def test_one_source_in_two_files_is_told_by_one_sign() -> None:
    """By its DOI, where title and year are the same too."""
    (problem,) = found("duplicate-source", Edit(TWIN, "", TEXTS[LEE]))
    assert "the DOI is that" in problem.message
    (problem,) = found("duplicate-source", Edit(TWIN, "", _twin()))
    assert "its title and year are those" in problem.message
