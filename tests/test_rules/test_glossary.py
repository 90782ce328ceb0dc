"""Rules on words that need explaining."""

import pytest

from tests.test_rules.guide import (
    Bad,
    Good,
    bad,
    check_bad,
    check_good,
    good,
    says,
)

COLD = "remedies/cold.md"
BAD = (
    bad("unexplained-word", "nocturnal", says("These are nocturnal cramps.")),
    bad("unexplained-word", "Anticoagulants", says("Anticoagulants are risky.")),
    bad(
        "unexplained-word",
        "cirrhosis",
        says("It had cirrhosis.", "references/lee2020.md"),
    ),
    bad("unexplained-abbreviation", "EAMC", says("Doctors speak of EAMC.")),
    bad(
        "unexplained-abbreviation",
        "TENS",
        says("Use TENS. It is TENS (mild current) that you feel."),
    ),
)
GOOD = (
    good(
        "unexplained-word", says("Cramps at night (nocturnal) come. Nocturnal ones go.")
    ),
    good("unexplained-word", says("Ask the anticoagulant clinic (for thin blood).")),
    good("unexplained-word", says("This is known as nocturnal cramp.")),
    good("unexplained-abbreviation", says("Sport cramps, or EAMC. EAMC hurts.")),
    good(
        "unexplained-abbreviation", says("TENS (mild current) and your GP, on the NHS.")
    ),
    good("unexplained-abbreviation", says("An MOT, which is a yearly test, and A&E.")),
)


@pytest.mark.parametrize("case", BAD, ids=str)
def test_a_bad_page_is_found(case: Bad) -> None:
    check_bad(case)


@pytest.mark.parametrize("case", GOOD, ids=str)
def test_a_good_page_is_left_alone(case: Good) -> None:
    check_good(case)
