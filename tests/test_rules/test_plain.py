"""Rules on plain English."""

import pytest

from ibid.content.phrases import Phrases
from ibid.prose.readability import Formula, Measure
from tests.test_rules.guide import (
    Bad,
    Edit,
    Good,
    bad,
    check_bad,
    check_good,
    good,
    says,
)
from tests.wordings import ENGLISH

FORMULA = Formula(ENGLISH.catalogue.readability, Phrases(("magnesium",)))
COLD = "remedies/cold.md"
CARD = "cards/calf-cramp.md"
CALM = (
    "Sit down and rest until the muscle softens, because a cramp is quickly over.\n\n"
)
HARD = "Physiological deterioration necessitates individualised rehabilitation. "


def words(count: int) -> str:
    """A sentence of so many easy words."""
    return "We " + "can " * (count - 2) + "rest."


BAD = (
    bad("long-sentence", words(26), says(words(26))),
    bad("overlong-sentence", words(36), says(words(36))),
    bad("long-average", words(25), *(says(words(25), "index.md") for _ in range(5))),
    bad(
        "overlong-average", words(35), *(says(words(35), "index.md") for _ in range(5))
    ),
    bad("long-average", words(17), *(says(words(17), "index.md") for _ in range(60))),
    bad("long-paragraph", "We rest.", says("Sit. Lie. Wait. Stand. We rest.")),
    bad(
        "hard-page",
        "A particular individual certainly considers anything.",
        says(("We rest and sit and wait. " * 3 + "\n\n") * 8, "index.md"),
        says(
            "A particular individual certainly considers anything.\n\n" * 16, "index.md"
        ),
    ),
    bad("unreadable-page", HARD.strip(), says(f"{HARD}\n\n" * 8, "about.md")),
    bad("clipped-page", "Go.", says("We sit, and it is cold. Go. " * 40, "index.md")),
    bad("clipped-page", "Rest.", says(CALM * 20 + "Rest. Wait.\n\n" * 3, "index.md")),
    bad("hard-paragraph", HARD.strip(), says(HARD + words(10) + " " + HARD * 3)),
    bad(
        "hard-card", HARD.strip(), says(HARD, CARD), says(HARD, CARD), says(HARD, CARD)
    ),
    bad(
        "hard-card",
        "experiencing debilitating intermittent musculoskeletal deterioration",
        Edit(
            "see-a-doctor.md",
            '"you have bad muscle pain and dark urine"',
            '"experiencing debilitating intermittent musculoskeletal deterioration"',
        ),
        Edit(
            "see-a-doctor.md",
            '"you are newly numb between the legs"',
            '"experiencing debilitating intermittent musculoskeletal deterioration"',
        ),
    ),
)
GOOD = (
    good("overlong-average", *(says(words(16), "index.md") for _ in range(9))),
    good("long-average", *(says(words(16), "index.md") for _ in range(60))),
    good("long-sentence", says(words(25))),
    good("long-sentence", says(f"| {words(40)} | b |\n|---|---|\n| c | d |")),
    good("overlong-sentence", says(words(35))),
    good("long-paragraph", says("Sit. Lie, e.g. Wait.\n\nWe rest. Dr. No waits.")),
    good("hard-page", says("Magnesium potassium calcium quinine. " * 3 + "\n\n", COLD)),
    good("clipped-page", says(CALM * 20 + "Rest.\n\n", "index.md")),
    good("clipped-page", says(CALM * 20 + "- Rest\n- Wait\n" * 5, "index.md")),
    good("clipped-page", says("Rest. Wait.\n\n" * 9, "index.md")),
    good("hard-paragraph", says(HARD)),
    good("hard-card", says("Rest now. " * 3, CARD)),
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("cramp", 1), ("ease", 1), ("muscle", 2), ("little", 2), ("moved", 1)),
        *(("tested", 2), ("times", 1), ("magnesium", 4), ("diarrhoea", 4)),
        *(("certainty", 3), ("easier", 3), ("slowly", 2), ("hopeful", 2)),
        *(("DVT", 3), ("12.5", 1), ("one-sided", 3), ("situation", 4)),
    ],
)
def test_syllables_are_counted_as_they_are_said(word: str, count: int) -> None:
    """Silent letters aren't counted; vowels that are said apart are."""
    assert FORMULA.syllables(word) == count


def test_the_grade_is_the_published_formula() -> None:
    """0.39 x words a sentence + 11.8 x syllables a word - 15.59."""
    said = ("the cat sat on the mat", "a dog ran")
    text = FORMULA.measure(map(str.split, said))
    assert text == Measure(2, 9, 9, short=9)
    assert FORMULA.score(text) == pytest.approx(0.39 * 4.5 + 11.8 - 15.59)


def test_names_of_substances_are_not_measured() -> None:
    """A page on magnesium isn't hard to read for the name of its subject."""
    assert FORMULA.measure([["magnesium", "may", "help"]]) == Measure(1, 2, 2, short=2)
    assert FORMULA.measure([["magnesium"]]) == Measure()
    assert FORMULA.score(Measure()) == 0.0


@pytest.mark.parametrize("case", BAD, ids=str)
def test_a_bad_page_is_found(case: Bad) -> None:
    check_bad(case)


@pytest.mark.parametrize("case", GOOD, ids=str)
def test_a_good_page_is_left_alone(case: Good) -> None:
    check_good(case)
