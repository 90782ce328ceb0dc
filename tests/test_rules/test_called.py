"""What asks for a call in any language, and what only counts."""

import pytest

from ibid.content.phrases import lowered
from tests.test_rules.test_promising import lexicon

BAD = {
    "en-GB": [
        ("Call an ambulance on 118.", "118"),
        ("Phone for an ambulance, 118.", "118"),
        ("Call emergency services (118).", "118"),
        ("Call the Samaritans on 116 123.", "116 123"),
        ("Send a text to 85258.", "85258"),
        ("The emergency number is 118.", "118"),
        ("Reach us at 555-0123.", "555-0123"),
        ("Call 118/15.", "118/15"),
        ("Dial 15 now.", "15"),
        ("Call triple nine.", "triple nine"),
        ("Call nine double one.", "nine double one"),
    ],
    "de": [
        ("Rufen Sie den Notarzt unter 144.", "144"),
        ("Wählen Sie die 110.", "110"),
        ("Im Notfall die 144 anrufen.", "144"),
        ("Eins eins zwei wählen.", "Eins eins zwei"),
        ("Ärztlicher Dienst 116117", "116117"),
    ],
    "fr": [
        ("Appelez le 15.", "15"),
        ("Appelez le SAMU au 15.", "15"),
        ("Appelez les secours au 118.", "118"),
        ("Composez le un un deux.", "un un deux"),
        ("Téléphonez au 3114.", "3114"),
    ],
    "es": [
        ("Llame ya al 061.", "061"),
        ("Marque el 061.", "061"),
        ("Llame a urgencias al 061.", "061"),
        ("Emergencias: 061", "061"),
        ("Llame al uno uno dos.", "uno uno dos"),
    ],
}
GOOD = {
    "en-GB": [
        "Call us at 8.30 or at 17.15, on 3 May.",
        "The team called on 12.05.2020 and on 2020-05-12.",
        "They rang from 2010 to 2019, and phoned 250 households.",
        "Ring your doctor at 38.5 degrees.",
        "The text goes on from page 100 to 250.",
        "A mobile phone, 150 g, fell. Mobile homes: 120 metres away.",
        "Count one, two, three. In an emergency 118 people helped.",
    ],
    "de": [
        "Rufen Sie um 8.30 Uhr an, am 12. Mai.",
        "Wählen Sie 10 Übungen. Im Notfall halfen 112 Menschen.",
        "Zählen Sie eins zwei drei vier.",
    ],
    "fr": [
        "Appelez le 15 mai, vers 8 h 30.",
        "Faites le tour en 10 minutes, puis faites le 10 fois.",
        "Il a appelé 112 personnes.",
    ],
    "es": [
        "Llame a las 8.30, el 12 de mayo.",
        "Marque 10 puntos. Las urgencias vieron a 112 personas.",
        "Llame al centro en 10 días.",
    ],
}


@pytest.mark.parametrize(
    ("tag", "text", "number"),
    [(tag, *one) for tag, many in BAD.items() for one in many],
)
def test_a_number_that_is_to_be_called_is_found(
    tag: str, text: str, number: str
) -> None:
    found = lexicon(tag).called.finditer(lowered(text))
    assert [text[slice(*one.span(str(one.lastgroup)))] for one in found] == [number]


@pytest.mark.parametrize(
    ("tag", "text"), [(tag, one) for tag, many in GOOD.items() for one in many]
)
def test_a_number_that_counts_is_none(tag: str, text: str) -> None:
    assert not lexicon(tag).called.search(lowered(text))
