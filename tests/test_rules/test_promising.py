"""What promises in a sentence of any language, and what is no promise."""

from functools import cache

import pytest

from ibid.content.lexicon import Lexicon
from ibid.content.phrases import lowered, worded
from ibid.content.policy import Policy
from ibid.rules import promising
from tests.wordings import wording


@cache
def lexicon(tag: str) -> Lexicon:
    """The words of a language, and no policy."""
    return Lexicon(wording(tag).catalogue, Policy())


def promised(tag: str, text: str, cited: bool = False) -> list[str]:
    """The words of a sentence that promise."""
    said = promising.Said(lowered(text), lexicon(tag), cited)
    strong = said.lexicon.strong.among(worded(said.text))
    return [text[slice(*one.span)] for one in said.promises(strong)]


BAD = {
    "en-GB": [
        ("This is the end of back pain.", "the end of"),
        ("Asthma vanishes.", "vanishes"),
        ("It is no myth that ice cures.", "cures"),
        ("It isn't a myth that ice cures.", "cures"),
        ("It is not wrong to say that ice cures.", "cures"),
        ("Ice cures, and none of it is a myth.", "cures"),
        ("Beware: ice cures.", "cures"),
        ("The pain is gone for good.", "gone for good"),
        ("Say goodbye to sore legs.", "Say goodbye to"),
        ("It is completely safe.", "completely safe"),
        ("It has no side effects.", "has no side effects"),
        ("It cannot fail.", "cannot fail"),
        ("It works 100 % of the time.", "100 % of the time"),
        ("Without a shadow of a doubt it helps.", "Without a shadow of a doubt"),
        ("It is better than any pill.", "better than any"),
        ("Sore legs are curable.", "curable"),
        # A "not" that belongs to other words takes nothing back.
        ("It isn't dear, it cures.", "cures"),
        ("Nothing else cures.", "cures"),
        ("Ice doesn't fail to cure.", "cure"),
        ("There is nothing ice can't cure.", "cure"),
        ("Why not try ice, which cures?", "cures"),
        ("If nothing helps, ice cures.", "cures"),
        # What is quoted without saying from where may be the author's own.
        ("“Ice cures”, they say.", "cures"),
        ('Ice "cures" a sore leg.', "cures"),
        # Words in a dress.
        ("It c-u-r-e-s.", "c-u-r-e-s"),
        ("It C u r e s.", "C u r e s"),
        ("It cuuures.", "cuuures"),
        ("It pr0ves so.", "pr0ves"),
        ("It \u00e7ures.", "\u00e7ures"),
        ("It c\u0301ures.", "c\u0301ures"),
        ("It \u0188ures.", "\u0188ures"),
    ],
    "de": [
        ("Es ist kein Mythos, dass Eis heilt.", "heilt"),
        ("Es ist nicht falsch, dass Eis heilt.", "heilt"),
        ("Nie wieder Schmerzen.", "Nie wieder"),
        ("Es wirkt zu 100 Prozent.", "zu 100 Prozent"),
        ("Es hat keine Nebenwirkungen.", "hat keine Nebenwirkungen"),
        ("Das ist absolut unbedenklich.", "absolut unbedenklich"),
        ("Garantierte Hilfe.", "Garantierte"),
        ("Die Erfolgsgarantie zählt.", "garantie"),
        ("Es tut nicht weh, es heilt.", "heilt"),
        ("Es schützt vor Schmerzen.", "schützt vor"),
        ("Es ist heilbar.", "heilbar"),
        ("Nichts anderes heilt.", "heilt"),
        ("Es wirkt nachweislich.", "nachweislich"),
        ("Es vollig sicher zu nennen, ist Mode.", "vollig sicher"),
    ],
    "fr": [
        ("Ce n'est pas un mythe que cela guérit.", "guérit"),
        ("Adieu les douleurs.", "Adieu les"),
        ("Un remède infaillible.", "infaillible"),
        ("Efficace à 100 %.", "Efficace à 100 %"),
        ("C'est sans aucun effet secondaire.", "sans aucun effet secondaire"),
        ("Cela guerit.", "guerit"),
        ("Il guérira vos jambes.", "guérira"),
        ("Ce n'est pas cher, cela guérit.", "guérit"),
        ("Cela évite la douleur.", "évite"),
        ("La douleur disparaît à jamais.", "disparaît à jamais"),
        ("Pourquoi pas ce qui guérit ?", "guérit"),
    ],
    "es": [
        ("No es un mito que esto cura.", "cura"),
        ("Adiós al dolor.", "Adiós al"),
        ("Es infalible.", "infalible"),
        ("Es 100 % eficaz.", "100 % eficaz"),
        ("No tiene efectos secundarios.", "No tiene efectos secundarios"),
        ("Garantizamos alivio.", "Garantizamos"),
        ("Esto curará su pierna.", "curará"),
        ("Eso evita el dolor.", "evita"),
        ("Acaba con el dolor.", "Acaba con el"),
        ("Ningún otro cura.", "cura"),
        ("Es magico.", "magico"),
    ],
}
GOOD = {
    "en-GB": [
        "It is a myth that ice cures.",
        "That ice cures is a myth.",
        "It would be wrong to say that it cures.",
        "Be wary of anyone who promises a cure.",
        "Beware of adverts that promise to cure you.",
        "A cure is not known, nor is a cure to be expected.",
        "A cure has not been found.",
        "It isn't a cure, and no trial proves it.",
        "Nobody knows, it seems, whether it prevents pain.",
        "That proves nothing.",
        "The paper “Ice cures” was small.",
        "A torn muscle heals in six weeks.",
        "Your significant other can help.",
        "Stand near a wall to prevent a fall.",
        "A cured ham holds much salt.",
        "Nothing is 100% safe, and nothing is risk-free.",
        "The trial reported no side effects.",
        "It was gone for good reason.",
        "Vitamins B12, K2 and D3 are sold, a.k.a. A, B, C.",
        "Shhh, said Zoë at the café in Łódź.",
        "Harmless lumps are common, and the best time is now.",
    ],
    "de": [
        "Gestern sah er Wiesen.",
        "Es ist ein Mythos, dass Eis heilt.",
        "Es ist falsch, dass Eis heilt.",
        "Es heilt die Ursache nicht, kann aber lindern.",
        "Das beweist nichts.",
        "Beim Vorbeugen bleibt der Rücken gerade.",
        "Ein Muskel heilt in sechs Wochen.",
        "Nehmen Sie nie mehr als nötig.",
        "Gehen Sie auf jeden Fall zum Arzt.",
        "Die Zunge ist belegt.",
        "Es gibt keine Garantie.",
        "Die Studie fand keine Nebenwirkungen.",
        "Es lässt sich nicht mit Sicherheit sagen.",
    ],
    "fr": [
        "C'est un mythe que cela guérit.",
        "Il est faux de dire que cela guérit.",
        "Évite le café le soir.",
        "Pensez à prévenir les secours.",
        "On évite de forcer.",
        "Un muscle guérit en six semaines.",
        "Rien ne garantit que cela marche.",
        "Aucun remède n'est sans risque.",
        "Personne ne sait si cela évite les douleurs.",
        "La prévention des chutes compte.",
    ],
    "es": [
        "Es un mito que esto cura.",
        "Es falso decir que esto cura.",
        "Evita el café por la noche.",
        "La enfermera cura la herida.",
        "El cura vino a verlo.",
        "Nada garantiza que funcione.",
        "Ningún remedio está libre de riesgos.",
        "Nadie sabe si previene el dolor.",
        "Elimina la sal de la mesa.",
        "Se cura solo con el tiempo.",
        "El tamaño de muestra era pequeño.",
    ],
}


@pytest.mark.parametrize(
    ("tag", "text", "words"),
    [(tag, *one) for tag, many in BAD.items() for one in many],
)
def test_a_promise_is_found(tag: str, text: str, words: str) -> None:
    assert promised(tag, text) == [words]


@pytest.mark.parametrize(
    ("tag", "text"), [(tag, one) for tag, many in GOOD.items() for one in many]
)
def test_an_honest_sentence_is_left_alone(tag: str, text: str) -> None:
    assert promised(tag, text) == []


def test_a_sentence_that_cites_may_quote_its_source() -> None:
    said = "“Ice cures”, wrote one."
    assert promised("en-GB", said) == ["cures"]
    assert promised("en-GB", said, cited=True) == []


# A strong word of each language, and ways to write it so that nobody finds it.
DISGUISED = {
    "en-GB": [
        *("c_u_r_e_s", "c.u.r.e.s", "c u r e s", "c/u/r/e/s", "c+u+r+e+s"),
        *("cu res", "C ures", "c-ures", "cur-es", "cur(e)s", "cu- res", "cvres"),
        *("cur3s", "mirac1e", "miracIe", "¢ures", "gua-ran-teed", "rniracle", "c)ures"),
        *("gua_ran_teed", "guar4nteed", "guaranteeed"),
    ],
    "de": ["h-e-i-l-t", "hei lt", "ge_heilt", "gehe1lt", "heiIt", "heeeilt", "Wvnder"],
    "fr": ["gué-rit", "g u é r i t", "gu érit", "mirac1e", "miracIe", "gvérit"],
    "es": ["c_u_r_a", "mi-lagro", "mila gro", "m1lagro", "miIagro", "cvra"],
}


@pytest.mark.parametrize(
    ("tag", "word"), [(tag, one) for tag, many in DISGUISED.items() for one in many]
)
def test_a_strong_word_is_found_in_a_disguise(tag: str, word: str) -> None:
    assert promised(tag, f"x {word} x") == [word]


@pytest.mark.parametrize("tag", ["en-GB", "de", "fr", "es"])
def test_disguises_are_looked_for_only_where_they_may_be(tag: str) -> None:
    """What says that a text has none is never wrong, so that none is missed."""
    for word in sorted(lexicon(tag).strong_words):
        first, rest = word[:1], word[1:]
        for text in (
            *(" ".join(word), "_".join(word), f"{first} {rest}", f"{first}-{rest}"),
            *(
                first + rest[:1] * 3 + rest[1:],
                word.replace("u", "v"),
                f"({first}){rest}",
            ),
        ):
            if text != word and promised(tag, text):
                assert lexicon(tag).disguises.may_be_in(text, worded(text))
