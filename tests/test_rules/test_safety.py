"""Rules on cautions and red flags."""

import pytest

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

COLD = "remedies/cold.md"
CARE = "see-a-doctor.md"


def alone(text: str) -> Edit:
    """A section of its own with a paragraph."""
    return says(f"## More\n\n{text}")


BAD = (
    bad("missing-caution", "vitamin K2", alone("Some take vitamin K2 for cramps.")),
    bad("missing-caution", "K2", says("It tested K2.", "references/lee2020.md")),
    bad("missing-caution", "spinach", alone("Eat more spinach.")),
    bad(
        "missing-caution",
        "bananas",
        alone("Eat bananas. Ask first with kidney trouble."),
    ),
    bad("missing-caution", "salt substitute", alone("Use a salt substitute.")),
    bad("missing-caution", "Magnesium", alone("Magnesium can cause diarrhoea.")),
    bad("missing-caution", "electrolyte drink", alone("Have an electrolyte drink.")),
    bad("missing-caution", "hydrated", alone("Stay hydrated with a healthy heart.")),
    bad("missing-caution", "quinine", alone("Some doctors give quinine.")),
    bad("missing-caution", "Tonic water", alone("Tonic water tastes bitter.")),
    bad("missing-caution", "statin", alone("Do you take a statin?")),
    bad("missing-caution", "Water tablet", alone("Water tablets can bring cramps.")),
    bad("missing-caution", "pickle juice", alone("A sip of pickle juice may help.")),
    bad(
        "missing-caution", "salt tablet", alone("A salt tablet is risky for the heart.")
    ),
    bad("missing-caution", "stretch", alone("A slow stretch may help.")),
    bad("missing-caution", "Rub the", alone("Rub the calf.")),
    bad("missing-caution", "exercise", alone("Some exercise may help.")),
    bad(
        "missing-caution",
        "magnesium",
        Edit(COLD, "other_options: Rest.", "other_options: Try magnesium."),
        says("With kidney disease it is risky, and it can cause diarrhoea."),
    ),
    bad("missing-red-flag", "care", Edit(CARE, "{id: dvt,", "{id: clot,")),
    bad(
        "missing-red-flag", "care", Edit(CARE, "{id: quinine_bleeding,", "{id: quinin,")
    ),
    bad(
        "unnumbered-card",
        '"Dial for an ambulance if"',
        Edit(
            CARE,
            '"Call {emergency-number} or go to A&E now if"',
            '"Dial for an ambulance if"',
        ),
    ),
)
GOOD = (
    good("missing-caution", alone("Vitamin K2 works against warfarin.")),
    good(
        "missing-caution",
        alone("Magnesium.\n\n!!! warning\n    Kidney trouble or diarrhoea? Stop."),
    ),
    good("missing-caution", alone("Dehydration is not the cause. They deliver ice.")),
    good("missing-caution", alone("A splint can rub, or trip you.")),
    good("missing-caution", says("They did some exercise.", "references/lee2020.md")),
    good(
        "missing-red-flag",
        Edit(
            CARE, "{id: medicines,", "{id: own_idea, text: x}\n      - {id: medicines,"
        ),
    ),
)


@pytest.mark.parametrize("case", BAD, ids=str)
def test_a_bad_page_is_found(case: Bad) -> None:
    check_bad(case)


@pytest.mark.parametrize("case", GOOD, ids=str)
def test_a_good_page_is_left_alone(case: Good) -> None:
    check_good(case)
