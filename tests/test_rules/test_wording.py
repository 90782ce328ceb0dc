"""Rules on single words."""

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
BAD = (
    bad("strong-word", "prevents", says("A cold foot prevents a cramp.")),
    bad("strong-word", "Proven", says("Proven to ease a cramp, they say.")),
    bad("strong-word", "cures", says("It is not dear; it cures a cramp.")),
    bad(
        "strong-word",
        "guaranteed",
        Edit(COLD, "Ice can burn", "It is guaranteed, but ice can"),
    ),
    bad("strong-word", "cures", says("It may help [@lee2020, it cures a cramp].")),
    bad(
        "strong-word",
        "prevents",
        Edit(COLD, "fewer cramps.[@lee2020]", "fewer.[it prevents cramps @lee2020]"),
    ),
    bad("strong-word", "safe for everyone", says("This is safe for everyone.")),
    bad("strong-word", "significantly", says("Pain fell significantly.", "index.md")),
    bad(
        "strong-word",
        "proves",
        Edit(COLD, "Some may have slept better.", "Some may say this proves it."),
    ),
    *(
        bad("drawn-words", name, Edit(CARD, "drawings: [calf]", f"drawings: [{name}]"))
        for name in ("pill", "dose", "call", "dial", "ring", "tspan")
    ),
    bad("drawn-words", "pill", Edit("site.yaml", "", "mark: pill\n")),
    bad("literal-number", "999", says("Call 999 now.")),
    bad(
        "literal-number", "111", Edit(COLD, "Ice can burn", "Call 111 if ice can burn")
    ),
    bad("literal-number", "999", Edit("site.yaml", "As little", "Call 999, as little")),
    bad("strong-word", "cures", Edit("site.yaml", "As little", "It cures as little")),
    bad(
        "strong-word",
        "Cure",
        Edit(
            "site.yaml",
            "quick_fix: calf-cramp",
            "quick_fix: {card: calf-cramp, label: Cure it now}",
        ),
    ),
    # What sounds like a "not" and takes nothing back.
    *(
        bad("strong-word", "cures", says(text))
        for text in (
            "Ice does not only ease a cramp, it cures it.",
            "It doesn't just ease a cramp, it cures it.",
            "No doubt ice cures a cramp.",
            "Without fail, ice cures a cramp.",
            "Nobody denies that ice cures a cramp.",
            "Nothing cures a cramp like ice.",
            "In a few days ice cures a cramp.",
            "No matter how bad it is, ice cures a cramp.",
            "In no time ice cures a cramp.",
        )
    ),
    bad(
        "strong-word",
        "rid of a cramp for good",
        says("It gets rid of a cramp for good."),
    ),
    bad("strong-word", "Undoubtedly", says("Undoubtedly, ice may ease a cramp.")),
    bad("strong-word", "never fails", says("Ice on a sore calf never fails.")),
    bad("literal-number", "❾❾❾", says("Call ❾❾❾ now.")),
    bad("literal-number", "020 7946 0958", says("Ask us on 020 7946 0958.")),
    bad("literal-number", "030/1234567", says("Ask us on 030/1234567.")),
    bad("literal-number", "01 23 45 67 89", says("Ask us on 01 23 45 67 89.")),
    bad("literal-number", "(0800) 1111", says("Call (0800) 1111 by day.")),
    bad("literal-number", "911", says("In America they call 911.")),
    bad("literal-number", "0300 123 4567", says("Ring 0300 123 4567 by day.")),
    bad("literal-number", "9 9 9", says("Call 9 9 9 now.")),
    bad("literal-number", "0800-1111", says("Phone 0800-1111 today.")),
    bad("literal-number", "85258", says("Text 85258.")),
    bad("literal-number", "01614960000", says("Ask us on 01614960000.")),
    bad("literal-number", "0044 7700 900123", says("Ask us on 0044 7700 900123.")),
    bad("literal-number", "08457 90 90 90", says("Ask: 08457 90 90 90.")),
    bad("literal-number", "tel:112", says("Go to <tel:112> now.")),
    bad(
        "literal-number",
        "https://wa.me/447700900123",
        says("Ask [the nurse](https://wa.me/447700900123)."),
    ),
    # Told once, though it is a known number and the start of a longer one.
    bad("literal-number", "999", says("Call 999 1234.")),
    bad("literal-number", "nine nine nine", says("Dial nine nine nine.")),
    bad("literal-number", "one-one-one", says("Ring one-one-one.")),
    # What is struck through takes nothing back, and is judged by itself.
    bad("strong-word", "cure", says("It does ~~not~~ cure a cramp.")),
    bad("strong-word", "cures", says("~~It cures a cramp.~~ Rest.")),
    bad("strong-word", "cu~~r~~res", says("Ice cu~~r~~res a cramp.")),
    bad("strong-word", "cures", says("`It cures a cramp.`")),
    bad("strong-word", "cures", says("A cold foot ``cures`` a cramp.")),
    bad("strong-word", "cures", says("```text\nIt cures a cramp.\n```")),
    bad("strong-word", "cures", says("~~~\n# It cures a cramp.\n~~~")),
    bad("strong-word", "cures", says("   ````\n- It cures a cramp.\n   ````")),
    bad("strong-word", "cures", says("!!! tip\n    ```\n    It cures.\n    ```")),
    bad("strong-word", "cures", says("- a\n\n    ```\n    It cures.\n    ```")),
    bad("literal-number", "999", says("`999`")),
    bad("literal-number", "999", says("The number is 999, of all the world.")),
    bad("literal-number", "999", says("Call 999 in 10 minutes.")),
    bad("literal-number", "0161 496 0000", says("Our number: 0161 496 0000.")),
    bad("literal-number", "999", says("```\nCall\n999\n```")),
    bad("bare-percentage", "30%", says("Cramps fell by 30% in a month.")),
    bad("bare-percentage", "9 per cent", says("Cramps fell by 9 per cent.")),
    bad("empty-label", "../about.md", says("Click [here](../about.md) for more.")),
    bad("empty-label", "../about.md", says("[Read more](../about.md)")),
    bad("empty-label", "../about.md", says("[“Read more!”](../about.md)")),
)
GOOD = (
    good("strong-word", says("This is not proven, and never cures a cramp.")),
    good(
        "strong-word", says("No trial proves it. We do not know if it prevents cramps.")
    ),
    good("strong-word", says('The paper "Ice cures cramp" was small.')),
    good("strong-word", says("Press the sore spot, and eat what you prefer.")),
    good(
        "strong-word",
        Edit(COLD, "certainty: low", "certainty: high"),
        says("It cures."),
    ),
    good("drawn-words", Edit(CARD, "drawings: [calf]", "drawings: [honest]")),
    good("literal-number", says("Call {emergency-number} or NHS 111 Wales.")),
    good("literal-number", says("Call 101 people, ring 2 friends, text 10 or 12.")),
    good("strong-word", says("In a few trials it was tried, and none cures a cramp.")),
    good("strong-word", says("There is no doubt: nothing cures a cramp.")),
    good("literal-number", says("Ring 100 times. On 01.02.2024 it was 0.05–0.123.")),
    good("literal-number", says("Ring one or two friends. The text has 400 words.")),
    good("literal-number", says("Of 111 people, 12 slept. The race is 1,999 m long.")),
    good("literal-number", says("In room 999, page 112, it was 0198 degrees.")),
    good("literal-number", says("Some 999 slept, and nearly 999 did not.")),
    good("literal-number", says("They were 112 of 999, or 999 out of 1,200.")),
    good("literal-number", says("The grid reference is grid 012 345 678.")),
    good("literal-number", says("Order number: 0800 123 456. Batch number 012345678.")),
    good("literal-number", says("The book is ISBN 0198526636.")),
    good("literal-number", says("See [the page](https://111.wales.nhs.uk/) of 999-A.")),
    good("bare-percentage", says("20 of 88 people, or 23%, had cramps in the race.")),
    good("empty-label", says("Go to [the page about us](../about.md), or rest here.")),
)


@pytest.mark.parametrize("case", BAD, ids=str)
def test_a_bad_page_is_found(case: Bad) -> None:
    check_bad(case)


@pytest.mark.parametrize("case", GOOD, ids=str)
def test_a_good_page_is_left_alone(case: Good) -> None:
    check_good(case)
