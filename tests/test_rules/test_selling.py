"""Rules that keep selling out of advice."""

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

SITE = "site.yaml"
REVIEWED = Edit(
    SITE,
    "reviewer: null",
    "reviewer: {name: Dr A, qualification: GP, registration: GMC 1}",
)
CONTACT = Edit(SITE, "contact: null", "contact: us@small.example")
ADVERT = '!!! advertisement "Coaching"\n    Work with me, or rest.'
BAD = (
    bad("dose", "400 mg", says("Take 400 mg of magnesium a day.")),
    bad("dose", "400 mg", says("`400 mg of magnesium a day`")),
    bad("dose", "400 mg", says("~~~\n400 mg of magnesium a day\n~~~")),
    bad("dose", "2 tablets", says("Some take 2 tablets at night.")),
    bad("dose", "two tablets", says("Some take two tablets at night.")),
    bad("dose", "three hundred milligrams", says("Take three hundred milligrams.")),
    *(
        bad("dose", dose, says(f"Some take {dose} at night."))
        for dose in (
            "400 mgs",
            "0.4 grammes",
            "2 (two) tablets",
            "half a tablet",
            "fifteen tablets",
            "couple of tablets",
            "3 puffs",
            "1 sachet",
        )
    ),
    *(
        bad("dose", dose, says(text))
        for dose, text in (
            ("400 mg", "A bottle of 400 mg is enough."),
            ("5 g", "A sachet of 5 g is enough."),
            ("20 ml", "Drink a glass with 20 ml of syrup."),
            ("20 tablets", "A bottle of 20 tablets is enough."),
        )
    ),
    bad("dose", "½ tablet", says("Swallow ½ tablet at night.")),
    bad(
        "dose",
        "180 micrograms",
        says("It gave 180 micrograms.", "references/lee2020.md"),
    ),
    bad("brand", "Gatorade", says("Gatorade is a drink.")),
    bad("brand", "®", says("CrampAway® is a gel.")),
    bad(
        "brand",
        "https://www.amazon.co.uk/x",
        says("Get [a band](https://www.amazon.co.uk/x)."),
    ),
    bad(
        "brand",
        "https://a.example/shop/band",
        says("Get [a band](https://a.example/shop/band)."),
    ),
    bad("offer", "Work with me", says("Work with me to get fit.")),
    bad("offer", "sign up", Edit("index.md", "Rest the leg.", "Rest, and sign up.")),
    bad("offer", "Work with me", says(ADVERT)),
    bad("offer", "Train with me", Edit(SITE, "it sells nothing", "Train with me")),
    bad("price", "£40", says("A good band costs £40.")),
    bad("price", "40 euros", says("A good band costs 40 euros.")),
    bad("brand", "Amazon", says("You find bands on Amazon.")),
    bad("dose", "A teaspoon of salt may do", says("A teaspoon of salt may do.")),
    bad("dose", "Take one tablet", says("Take one tablet, then rest.")),
    bad("dose", "Take one at night", says("Take one at night.")),
    bad("price", "costs ten pounds", says("A band costs ten pounds.")),
    bad("address-in-text", "me@a.example", says("Ask me@a.example for it.")),
    bad("address-in-text", "you@b.example", CONTACT, says("Ask you@b.example.")),
    bad("badge", "HONcode", says("We follow the HONcode.")),
    bad("badge", "NHS-approved", says("An NHS-approved page.")),
)
GOOD = (
    good(
        "dose", says("Hold for 30 seconds, 3 times. The race is 161 km, at 5 g-force.")
    ),
    good("dose", says("A full bottle of 500 ml, or a 500 g bag of rice, will do.")),
    good("dose", says("It weighs 900 grams, as a book of 900 g and a ball of 1 g do.")),
    good("dose", says("One tablet is like another. Two people took tablets.")),
    good("dose", REVIEWED, says("Take 400 mg a day.")),
    good("brand", says("A sports drink. Go to [the NHS](https://www.nhs.uk/).")),
    good("price", says("Rest 40 seconds, then pound the floor.")),
    good("price", CONTACT, says(f"{ADVERT} An hour costs £40.")),
    good(
        "price",
        Edit("references/lee2020.md", "type:", "funding: A grant of £40,000.\ntype:"),
    ),
    good("offer", CONTACT, says(ADVERT)),
    good("offer", says("Work with your GP. Book an appointment. You may buy less.")),
    good("dose", says("Do not take one tablet more. Drink a glass of water.")),
    good("price", says("Lose ten pounds, or walk for ten minutes.")),
    good("address-in-text", CONTACT, says("Ask us@small.example.")),
    good("address-in-text", says("Rest.[@lee2020] Begin @ home.")),
    good("badge", says("The NHS says so. Be honest.")),
)


@pytest.mark.parametrize("case", BAD, ids=str)
def test_a_bad_page_is_found(case: Bad) -> None:
    check_bad(case)


@pytest.mark.parametrize("case", GOOD, ids=str)
def test_a_good_page_is_left_alone(case: Good) -> None:
    check_good(case)
