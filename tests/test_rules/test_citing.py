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


BOX = "Certainty: low. It was small."
BAD = (
    bad("withdrawn-support", "@khan2023", says("Nothing helps.[@khan2023]")),
    bad(
        "unused-reference",
        "---",
        Edit("references/roe2021.md", "", TEXTS[LEE].replace("lee2020", "roe2021")),
    ),
    bad("duplicate-source", "10.1000/lee2020", OTHER),
    bad("duplicate-source", "Cool feet for cramp", Edit(TWIN, "", _twin())),
    bad(
        "duplicate-source",
        "COOL FEET, for cramp",
        Edit(TWIN, "", _twin("COOL FEET, for cramp")),
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
        "The role of nothing in cramp",
        says("The role of nothing in cramp."),
    ),
    bad("undefined-note", "[^more]", says("Rest.[^more]")),
    bad("unused-note", "more", says("[^more]: It helps.")),
    bad("duplicate-note", "a", says("Rest.[^a]\n\n[^a]: One.\n\n[^a]: Two.")),
    bad("ungraded-insight", "insight", Edit(COLD, f"    {BOX}\n", "")),
    bad(
        "ungraded-insight", "insight", Edit(COLD, BOX, "Certainty: good. It was small.")
    ),
    bad(
        "ungraded-insight",
        "tip",
        says("!!! tip\n    Rest.\n\n    Certainty: low. Why."),
    ),
)
GOOD = (
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
