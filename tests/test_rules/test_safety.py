"""Rules on cautions and red flags."""

import pytest

from tests.test_rules.guide import (
    Bad,
    Edit,
    Good,
    bad,
    check_bad,
    check_good,
    found,
    good,
    says,
)

COLD = "remedies/cold.md"
CARE = "see-a-doctor.md"


def alone(text: str) -> Edit:
    """A section of its own with a paragraph."""
    return says(f"## More\n\n{text}")


MAGNESIUM = "Magnesium can cause diarrhoea, and it is risky with kidney disease."


def repeated(times: int, text: str = MAGNESIUM) -> Edit:
    """Sections that each say the same."""
    return says("\n\n".join(f"## Part {n}\n\n{text}" for n in range(times)))


BAD = (
    bad("repeated-caution", "Magnesium", repeated(3)),
    bad(
        "repeated-caution",
        "Magnesium",
        Edit(COLD, "other_options: Rest.", f"other_options: {MAGNESIUM}"),
        repeated(2),
    ),
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
    bad("missing-caution", "Water tablets", alone("Water tablets can bring cramps.")),
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
        says("With kidney disease it is risky."),
    ),
    bad("missing-red-flag", "care", Edit(CARE, "{id: dvt,", "{id: clot,")),
    bad(
        "missing-red-flag", "care", Edit(CARE, "{id: quinine_bleeding,", "{id: quinin,")
    ),
    bad("missing-red-flag", "care", Edit(CARE, "{id: pre_eclampsia,", "{id: other,")),
    bad("missing-red-flag", "care", Edit(CARE, "{id: torn_muscle,", "{id: other,")),
    bad("missing-red-flag", "care", Edit(CARE, "{id: breathless,", "{id: other,")),
    bad(
        "missing-red-flag",
        '"one calf is swollen, warm, and red"',
        Edit(CARE, "warm, and red or darker", "warm, and red"),
    ),
    bad(
        "missing-red-flag",
        '"you felt a pop"',
        Edit(CARE, "you felt a pop, or cannot stand on tiptoe", "you felt a pop"),
    ),
    bad(
        "missing-red-flag",
        '"a leg is swollen and you are short of breath"',
        Edit(
            CARE,
            '      - {id: pe, text: "a leg is swollen and you are short of breath"}\n',
            "",
        ),
        Edit(
            CARE,
            "      - {id: weakness_numbness",
            '      - {id: pe, text: "a leg is swollen and you are short of breath"}\n'
            "      - {id: weakness_numbness",
        ),
    ),
    *(
        bad("misleading-word", words, says(f"Get help if {sign}."))
        for sign, words in (
            ("one leg is swollen, hot or newly painful", "newly painful"),
            ("a calf has new pain", "new pain"),
            (
                "one calf has new throbbing or cramp-like pain",
                "new throbbing or cramp-like pain",
            ),
            ("the calf is newly sore", "newly sore"),
            ("a leg newly hurts", "newly hurts"),
            ("you have a new, sharp ache in the thigh", "new, sharp ache"),
            ("you have a new calf cramp", "new calf cramp"),
            ("it is painful on one side", "painful on one side"),
            ("you feel pain in one leg", "pain in one leg"),
            ("it hurts in only one leg", "hurts in only one leg"),
        )
    ),
    bad(
        "misleading-word",
        "newly painful",
        Edit(COLD, "Wrap the ice.", "Not if newly painful."),
    ),
    bad(
        "misleading-word",
        "newly painful",
        Edit(CARE, "your foot keeps hurting at rest", "a leg is newly painful"),
    ),
    *(
        bad("misleading-word", word, says(text))
        for text, word in (
            ("A leg that is swollen, hot or red.", "red"),
            ("Look for warmth, redness and swelling.", "redness"),
            ("The skin may be redder.", "redder"),
            ("A sore, reddened vein.", "reddened"),
        )
    ),
    *(
        bad("lesser-help", sign, says(text))
        for text, sign in (
            ("If you feel very dizzy or breathless, call your GP.", "breathless"),
            (
                "Short of breath? Stop, and ask a doctor if you are short of breath.",
                "short of breath",
            ),
            ("Call {urgent-number} or your GP for chest pain.", "chest pain"),
            ("If you collapse, call {urgent-number}.", "collapse"),
            (
                "Coughing up blood? See a doctor if you cough up blood.",
                "cough up blood",
            ),
            ("Trouble breathing: see a pharmacist.", "Trouble breathing"),
        )
    ),
    bad(
        "lesser-help",
        "breathless",
        Edit(CARE, "your foot keeps hurting at rest", "you are breathless"),
    ),
    bad(
        "missing-red-flag",
        "get_help",
        Edit("cards/calf-cramp.md", "and you are short of breath", "and pale"),
    ),
    bad(
        "unnumbered-card",
        '"See a GP the same day if"',
        Edit(
            CARE,
            '"See a GP the same day or call {urgent-number} if"',
            '"See a GP the same day if"',
        ),
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
    good("repeated-caution", repeated(2)),
    good("repeated-caution", repeated(5, "Magnesium is a salt of the blood.")),
    good("repeated-caution", repeated(5, "Kidney disease and diarrhoea are rare.")),
    good("missing-caution", alone("Vitamin K2 works against warfarin.")),
    good(
        "missing-caution",
        alone("Magnesium."),
        alone("With kidney disease it is risky, and it can cause diarrhoea."),
    ),
    good(
        "missing-caution",
        alone("Magnesium.\n\n!!! warning\n    Kidney trouble or diarrhoea? Stop."),
    ),
    good("missing-caution", alone("Dehydration is not the cause. They deliver ice.")),
    good("missing-caution", alone("A splint can rub, or trip you.")),
    good("misleading-word", says("A new cramp medicine. New shoes can hurt the feet.")),
    good("misleading-word", says("A leg that is newly numb. Ache is no news.")),
    good("misleading-word", says("Pain in one leg that stays is no cramp.")),
    good("misleading-word", says("A cramp is sudden and sharp, the first time too.")),
    good("misleading-word", says("A leg that is swollen, warm, red or darker.")),
    good("misleading-word", says("The skin may be red, or change its colour.")),
    good("misleading-word", says("Purple-red spots, and warm red wine.")),
    good("lesser-help", says("Breathless? Call {emergency-number}, not a GP.")),
    good("lesser-help", says("To be a little breathless when you run is fine.")),
    good(
        "lesser-help",
        says("Breathless when you climb, and it eases with rest? See a GP."),
    ),
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


def test_each_place_beyond_the_second_is_told_with_the_count() -> None:
    problems = found("repeated-caution", repeated(5))
    assert [one.severity for one in problems] == ["advice"] * 3
    assert all("about magnesium 5 times" in one.message for one in problems)


def test_the_policy_may_allow_a_caution_more_often() -> None:
    policy = "policy/cautions.yaml"
    more = Edit(policy, "- about: magnesium\n", "- about: magnesium\n    at_most: 4\n")
    assert len(found("repeated-caution", repeated(5), more)) == 1


BY_SECTION = Edit(
    "policy/cautions.yaml",
    "- about: leafy greens with warfarin\n",
    "- about: leafy greens with warfarin\n    where: section\n",
)
WARNED = "Eat spinach.\n\n## Why\n\nOn warfarin, keep it steady."


def test_a_caution_under_another_heading_is_too_far_where_the_policy_says_so() -> None:
    """Somebody who reads that section alone would eat spinach on warfarin."""
    assert found("missing-caution", alone(WARNED)) == ()
    (told,) = found("missing-caution", BY_SECTION, alone(WARNED))
    assert told.place.source == "Eat spinach."
    assert told.hint.startswith("say once on this section: on warfarin")
    together = WARNED.replace("\n\n## Why", "")
    assert found("missing-caution", BY_SECTION, alone(together)) == ()


def test_a_missing_caution_is_asked_for_once_a_page_otherwise() -> None:
    (told,) = found("missing-caution", alone("Eat spinach.\n\n## More\n\nOr kale."))
    assert told.hint.startswith("say once on this page: ")


def test_what_is_said_under_each_heading_on_purpose_is_not_counted() -> None:
    greens = repeated(5, "On warfarin, keep spinach steady.")
    assert len(found("repeated-caution", greens)) == 3
    assert found("repeated-caution", BY_SECTION, greens) == ()


def test_a_source_may_say_a_caution_as_often_as_it_likes() -> None:
    """Its page tells what was found, and to whom it happened."""
    greens = says("\n\n".join([MAGNESIUM] * 5), "references/lee2020.md")
    assert found("repeated-caution", greens) == ()
