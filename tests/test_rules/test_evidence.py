"""Rules on what carries a claim."""

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
CARD = "cards/calf-cramp.md"
SOURCES = "references/index.md"
REASON = "certainty_reason: One small trial points that way."
INSIGHT = "Twenty people cooled their feet.[@lee2020]"
UNSURE = "We do not know why."
SURE = Edit(COLD, "certainty: low", "certainty: high")
ROUND = Edit("references/lee2020.md", "randomised-trial", "narrative-review")
EFFECT = "unit: cramps, estimate: -0.4"


def effect(words: str) -> Edit:
    """A page that draws one effect."""
    return Edit(COLD, "certainty: low", f"effects:\n  - {{{words}}}\ncertainty: low")


def judged(verdict: str, certainty: str, safety: str) -> tuple[Edit, ...]:
    """A page with that verdict on that ground."""
    return (
        Edit(COLD, "certainty: low", f"certainty: {certainty}"),
        Edit(COLD, "safety: safe-for-most", f"safety: {safety}"),
        Edit(COLD, "verdict: may-help", f"verdict: {verdict}"),
    )


BAD = (
    *(
        bad("unearned-verdict", verdict, *judged(verdict, certainty, safety))
        for verdict, certainty, safety in (
            ("worth-trying", "very-low", "safe-for-most"),
            ("worth-trying", "high", "avoid"),
            ("may-help", "low", "avoid"),
            ("unclear", "very-low", "avoid"),
            ("unclear", "moderate", "ask-first"),
            ("unclear", "high", "safe-for-most"),
            ("not-advised", "low", "ask-first"),
            ("not-advised", "very-low", "safe-for-most"),
        )
    ),
    # Each is named at the very number or word that the author has to look at.
    bad(
        "unsourced-effect",
        "trials-disagree",
        effect("finding: trials-disagree, who: A"),
    ),
    bad("unsourced-effect", "-0.4", effect(f"{EFFECT}, least: -1, most: 1, who: A")),
    *(
        bad("impossible-effect", f"{{{words}}}", effect(words))
        for words in (
            f'{EFFECT}, least: -1, who: A, source: "[@lee2020]"',
            'estimate: -1, who: A, source: "[@lee2020]"',
        )
    ),
    bad(
        "impossible-effect",
        "-0.3",
        effect(f'{EFFECT}, least: -0.3, most: 1, who: A, source: "[@lee2020]"'),
    ),
    bad(
        "impossible-effect",
        "-0.9",
        effect(f'{EFFECT}, least: -0.4, most: -0.9, who: A, source: "[@lee2020]"'),
    ),
    bad(
        "impossible-effect",
        "-0.5",
        effect(f'{EFFECT}, least: -1, most: -0.5, who: A, source: "[@lee2020]"'),
    ),
    bad(
        "uncited-claim",
        "One small trial points that way.",
        Edit(COLD, f"{REASON}[@lee2020]", REASON),
    ),
    bad(
        "uncited-claim",
        "Some people had fewer cramps.",
        Edit(COLD, "fewer cramps.[@lee2020]", "fewer cramps."),
    ),
    bad(
        "replaced-support",
        "@tan2024",
        Edit(COLD, f"{REASON}[@lee2020]", f"{REASON}[@tan2024]"),
    ),
    bad("replaced-support", "@tan2024", Edit(COLD, INSIGHT, "It was tried.[@tan2024]")),
    bad(
        "replaced-figures",
        "40",
        Edit(
            SOURCES, "One paper was withdrawn", "One paper of 40 people was withdrawn"
        ),
    ),
    bad(
        "replaced-figures",
        "3.5",
        Edit("references/tan2024.md", "We print no results", "Cramps fell by 3.5"),
    ),
    bad("weak-support", "@lee2020", ROUND, SURE),
    bad(
        "weak-support",
        "@lee2020",
        ROUND,
        Edit(COLD, "Certainty: low. It", "Certainty: moderate. It"),
    ),
    bad(
        "unhedged-claim",
        "Cool feet ease a cramp.",
        Edit(COLD, "claim: Cool feet may ease", "claim: Cool feet ease"),
    ),
    bad("unhedged-claim", "insight", Edit(COLD, "Some may have slept", "Some slept")),
    bad(
        "unstated-unknown",
        "It helps at night.",
        Edit(COLD, "We do not know if it helps at night", "It helps at night"),
    ),
    bad("unstated-unknown", "insight", Edit(COLD, UNSURE, "It feels cool.")),
    bad(
        "unstated-unknown",
        "Few have tried it.[@lee2020] It is slow.",
        Edit(
            CARD,
            "Few have tested it.[@lee2020] We do not know how well it works.",
            "Few have tried it.[@lee2020] It is slow.",
        ),
    ),
)
GOOD = (
    good("impossible-effect", effect(f'{EFFECT}, who: A, source: "[@lee2020]"')),
    *(
        good("unearned-verdict", *judged(verdict, certainty, safety))
        for verdict, certainty, safety in (
            ("worth-trying", "low", "safe-for-most"),
            ("worth-trying", "moderate", "ask-first"),
            ("may-help", "very-low", "safe-for-most"),
            ("unclear", "low", "safe-for-most"),
            ("not-advised", "moderate", "ask-first"),
            ("not-advised", "low", "avoid"),
        )
    ),
    good(
        "replaced-support",
        Edit(COLD, f"{REASON}[@lee2020]", f"{REASON}[@tan2024; @lee2020]"),
    ),
    good("replaced-figures", says("In 2024 a paper came out.[@tan2024] 40 read it.")),
    good("weak-support", SURE),
    good("weak-support", ROUND),
    # One strong source is enough, whatever is cited beside it.
    good(
        "weak-support",
        SURE,
        Edit(COLD, f"{REASON}[@lee2020]", f"{REASON}[@lee2020; @tan2024]"),
        Edit("references/tan2024.md", "randomised-trial", "narrative-review"),
    ),
    good(
        "unhedged-claim", SURE, Edit(COLD, "feet may ease a cramp", "feet ease a cramp")
    ),
    good("unstated-unknown", Edit(COLD, UNSURE, "Why is unclear.")),
)


@pytest.mark.parametrize("case", BAD, ids=str)
def test_a_bad_page_is_found(case: Bad) -> None:
    check_bad(case)


@pytest.mark.parametrize("case", GOOD, ids=str)
def test_a_good_page_is_left_alone(case: Good) -> None:
    check_good(case)
