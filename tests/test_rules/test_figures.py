"""What somebody counted among people is told with its source, in any language."""

import pytest

from ibid.content.phrases import lowered
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
from tests.test_rules.test_promising import lexicon

COLD = "remedies/cold.md"
SHARES = {
    "en-GB": [
        "9 of 10 people",
        "9 out of every 10 older women",
        "nine out of ten people",
        "1 adult in 4",
        "one in three women",
        "1 in every 5 children",
        "half of all pregnant women",
        "90 per cent of people",
        "90% of those runners",
        "third of older adults",
        "two thirds of the women",
        "majority of patients",
        "12.5 % of cases",
    ],
    "de": [
        "9 von 10 Menschen",
        "neun von zehn Frauen",
        "1 von 4 Erwachsenen",
        "Hälfte von ihnen und den Frauen",
        "90 Prozent von allen Patienten",
        "zwei Drittel der Schwangeren",
        "Mehrheit der Läufer",
        "90 % der Befragten",
    ],
    "fr": [
        "9 personnes sur 10",
        "une femme sur quatre",
        "9 sur 10 patients",
        "moitié des adultes",
        "deux tiers des femmes",
        "90 % des patients",
        "90 pour cent des coureurs",
        "majorité des gens",
    ],
    "es": [
        "9 de cada 10 personas",
        "una de cada tres mujeres",
        "nueve de diez adultos",
        "mitad de las mujeres",
        "dos tercios de los pacientes",
        "90 % de los casos",
        "90 por ciento de las personas",
        "mayoría de los corredores",
    ],
}
OTHERWISE = {
    "en-GB": [
        "Rate the pain: 5 out of 10.",
        "Do it on 3 days in 7.",
        "Work at 60% of your strength.",
        "It is 2 of 3 steps for people who sit.",
        "Half of the time, people sleep.",
        "In 10 minutes people feel better.",
        "Walk in groups of 10 people.",
        "In week 2 of 6, people do more.",
    ],
    "de": ["An 3 von 7 Tagen.", "Mit 60 % der Kraft.", "Die Hälfte der Zeit."],
    "fr": ["3 jours sur 7.", "À 60 % de votre force.", "La moitié du temps."],
    "es": ["3 de cada 7 días.", "Al 60 % de su fuerza.", "La mitad del tiempo."],
}


@pytest.mark.parametrize(
    ("tag", "words"), [(tag, one) for tag, each in SHARES.items() for one in each]
)
def test_a_part_of_the_people_is_found_whole(tag: str, words: str) -> None:
    text = lowered(f"Es hilft: {words}.")
    (found,) = lexicon(tag).shares.finditer(text)
    assert text.index(lowered(words)) in (found.start(), found.start() - 1)


@pytest.mark.parametrize(
    ("tag", "text"), [(tag, one) for tag, each in OTHERWISE.items() for one in each]
)
def test_a_part_of_anything_else_is_left_alone(tag: str, text: str) -> None:
    assert lexicon(tag).shares.search(lowered(text)) is None


TABLE = "| Who | What |\n|---|---|\n| 8 of 10 women | {} |"
TOLD = Edit(COLD, "summary: ", "summary: 9 of 10 people. ")
CITED = "In a trial, 9 of 10 people slept.[@lee2020]"
BAD = (
    bad("uncited-figure", "9 of 10 people", says("We saw 9 of 10 people sleep.")),
    bad("uncited-figure", "8 of 10 women", says("- One\n- 8 of 10 women sleep.")),
    bad("uncited-figure", "8 of 10 women", says(TABLE.format("better"))),
    bad("uncited-figure", "90 people", says("In 90 people it fell by a point.")),
    bad("uncited-figure", "2,090 women", says("In 2,090 women it fell.")),
    bad("uncited-figure", "9 of 10 people", says('!!! tip "T"\n    9 of 10 people.')),
    bad(
        "uncited-figure",
        "9 of 10 people",
        Edit(COLD, "summary: ", "summary: 9 of 10 people. "),
    ),
    bad("uncited-figure", "twice as likely", says("It is twice as likely.")),
    bad("uncited-figure", "fell by 30 %", says("It fell by 30 % of the whole.")),
    bad("uncited-study", "Studies show", says("Studies show that it may help.")),
    bad("uncited-study", "trial found", says(TABLE.format("a trial found it"))),
    bad(
        "uncited-study",
        "studies show",
        Edit(COLD, "summary: ", "summary: As studies show. "),
        says(f"Here studies show it.[@lee2020] {CITED}"),
    ),
    # The source of another paragraph carries nothing here.
    bad(
        "uncited-figure", "8 of 10 people", says(f"{CITED}\n\nAnd 8 of 10 people ate.")
    ),
)
GOOD = (
    good("uncited-study", says("Studies show it.[@lee2020]")),
    good("uncited-study", says("Studies show it: see [who we are](../about.md).")),
    good("uncited-study", says("No study shows it. Do trials show it?")),
    good("uncited-study", says("We say what trials found, and a trial was found.")),
    good("uncited-study", says(TABLE.format("trials found it[@lee2020]"))),
    good("uncited-figure", says("Hold it twice as long. Wait 2 days longer.")),
    good("uncited-figure", says(CITED)),
    good("uncited-figure", TOLD, says(CITED)),
    good("uncited-figure", says(f"{CITED}\n\nSo 9 of  10\nPeople slept.")),
    good("uncited-figure", says(TABLE.format("better[@lee2020]"))),
    good("uncited-figure", says("9 of 10 people.[^n]\n\n[^n]: A trial.[@lee2020]")),
    good("uncited-figure", says("This page tells 90 people what to do.")),
    good("uncited-figure", says(f'!!! tip "T"\n    7 of 10 people.\n\n    {CITED}')),
    good(
        "uncited-figure",
        Edit("references/lee2020.md", "", "\nIn it, 9 of 10 people slept.\n"),
    ),
)


@pytest.mark.parametrize("case", BAD, ids=str)
def test_a_figure_without_its_source_is_refused(case: Bad) -> None:
    check_bad(case)


@pytest.mark.parametrize("case", GOOD, ids=str)
def test_a_figure_with_its_source_is_published(case: Good) -> None:
    check_good(case)
