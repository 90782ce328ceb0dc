"""Advice to give up a medicine, or to do without help, in any language."""

import pytest

from ibid.content.phrases import lowered
from ibid.rules.unsafe import unsafe
from tests.test_rules.guide import Edit, bad, check_bad, check_good, good, says
from tests.test_rules.test_promising import lexicon

BAD = {
    "en-GB": [
        "Stop taking your insulin.",
        "Come off your blood pressure tablets.",
        "Throw your tablets away.",
        "Skip your tablets for a week.",
        "Halve your dose.",
        "Take more than the leaflet says.",
        "You don't need your tablets any more.",
        "Replace your tablets with magnesium.",
        "Give up your medicine.",
        "Ditch your pills.",
        "There is no need to see a doctor.",
        "Do not call an ambulance.",
        "Ignore your doctor.",
        "Ignore chest pain.",
        "Chest pain is nothing to worry about.",
        "Take your neighbour's tablets.",
    ],
    "de": [
        "Setzen Sie Ihre Tabletten ab.",
        "Setzen Sie Ihr Medikament einfach ab.",
        "Lassen Sie Ihre Tabletten weg.",
        "Werfen Sie Ihre Pillen weg.",
        "Hören Sie mit Ihren Tabletten auf.",
        "Nehmen Sie Magnesium statt Ihrer Tabletten.",
        "Ersetzen Sie Ihre Medikamente durch Kräuter.",
        "Verdoppeln Sie die Dosis.",
        "Sie brauchen keinen Arzt.",
        "Gehen Sie nicht zum Arzt.",
        "Rufen Sie keinen Notarzt.",
        "Sie brauchen keine Medikamente mehr.",
    ],
    "fr": [
        "Arrêtez vos comprimés.",
        "Arrêtez de prendre votre traitement.",
        "Jetez vos médicaments.",
        "Remplacez votre traitement par du magnésium.",
        "Prenez du magnésium au lieu de vos comprimés.",
        "Doublez la dose.",
        "Plus besoin de médecin.",
        "N'appelez pas les secours.",
        "N'écoutez pas votre médecin.",
        "Vous n'avez plus besoin de vos médicaments.",
    ],
    "es": [
        "Deje de tomar sus pastillas.",
        "Suspenda su tratamiento.",
        "Tire sus medicinas.",
        "Sustituya sus pastillas por magnesio.",
        "Tome magnesio en vez de sus pastillas.",
        "Doble la dosis.",
        "No necesita médico.",
        "No llame a una ambulancia.",
        "No haga caso a su médico.",
        "Ya no necesita sus pastillas.",
    ],
}
GOOD = {
    "en-GB": [
        "Do not stop taking your tablets.",
        "Don't stop your medicine without advice.",
        "Your doctor may stop your tablets.",
        "If you stop taking your tablets, tell your nurse.",
        "Stop taking your statin only when your doctor tells you to.",
        "Do not double the dose to make up for a missed one.",
        "Talk to your doctor about your tablets.",
        "Stop your walk if you feel faint.",
        "Stop the stretch, and rest.",
        "Take your tablets as you were told.",
        "Never ignore chest pain.",
        "Most people do not need a doctor for a cramp.",
        "No pain should last for days.",
        "No pain should last for days.",
    ],
    "de": [
        "Setzen Sie Ihre Tabletten nie ohne Rat ab.",
        "Setzen Sie keine Tabletten ab.",
        "Setzen Sie die Füße ab.",
        "Lassen Sie Ihre Füße ruhen.",
        "Lassen Sie Ihre Tabletten in der Packung liegen.",
        "Fragen Sie, bevor Sie Ihre Tabletten absetzen.",
        "Legen Sie Ihre Tabletten griffbereit hin.",
        "Werfen Sie alte Medikamente nicht ins Klo.",
        "Verdoppeln Sie die Dosis nicht.",
        "Ohne Schmerz können Sie weiter üben.",
    ],
    "fr": [
        "N'arrêtez pas votre traitement.",
        "N'arrêtez jamais vos comprimés sans avis.",
        "Demandez avant d'arrêter vos comprimés.",
        "Arrêtez votre marche si vous avez mal.",
        "Ne doublez pas la dose.",
        "Votre médecin peut arrêter votre traitement.",
        "Prenez vos comprimés avec de l'eau.",
    ],
    "es": [
        "No deje de tomar sus pastillas.",
        "No suspenda nunca su tratamiento.",
        "Pregunte antes de dejar su tratamiento.",
        "Deje sus pastillas a mano.",
        "No doble la dosis.",
        "Su médico puede suspender su tratamiento.",
        "Tome sus pastillas con agua.",
    ],
}


@pytest.mark.parametrize(
    ("tag", "text"), [(tag, one) for tag, many in BAD.items() for one in many]
)
def test_advice_that_does_harm_is_found(tag: str, text: str) -> None:
    assert len([*unsafe(lowered(text), lexicon(tag))]) == 1


@pytest.mark.parametrize(
    ("tag", "text"), [(tag, one) for tag, many in GOOD.items() for one in many]
)
def test_advice_that_is_safe_is_left_alone(tag: str, text: str) -> None:
    assert [*unsafe(lowered(text), lexicon(tag))] == []


def test_it_is_told_where_it_stands() -> None:
    check_bad(bad("unsafe-advice", "Stop your tablets", says("Stop your tablets.")))
    check_good(good("unsafe-advice", says("Never stop your tablets by yourself.")))


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("Ignore", "Chest pain? Ignore it."),
        ("Ignore", "Ignore chest pain, and no doctor will mind."),
        ("don't worry", "With chest pain, don't worry."),
        ("need not see a doctor", "You need not see a doctor."),
        ("rub it", "If the leg is swollen, rub it hard."),
    ],
)
def test_it_is_told_by_its_own_words(at: str, text: str) -> None:
    check_bad(bad("unsafe-advice", at, says(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Is it right to ignore chest pain?",
        "Do the twinges pass? Ignore them.",
        "If you ignore chest pain, the heart may suffer.",
        "It is dangerous to ignore chest pain.",
        "Chest pain needs help. Ignore the telephone.",
        "Some rub a swollen leg.",
        "You need not, says the trial, have seen a doctor.",
        "You need no doctor's letter.",
    ],
)
def test_what_is_asked_thought_of_or_warned_of_is_left_alone(text: str) -> None:
    check_good(good("unsafe-advice", says(text)))


def test_a_sign_of_the_policy_is_made_light_of() -> None:
    text = "It is fine to wait until morning with a locked jaw."
    check_good(good("unsafe-advice", says(text)))
    jaw = Edit("policy/red-flags.yaml", "grave_signs:", "grave_signs:\n  - locked jaw")
    check_bad(bad("unsafe-advice", "wait until", jaw, says(text)))
