"""What hides a word or a number from the rules is refused where it stands."""

import pytest

from ibid.reading import front_matter
from tests.test_rules.guide import TEXTS, examine, pointed_at, says

HIDDEN = [
    # entities for letters, digits, spaces, invisible signs and our own marks
    *(
        "&#114;",
        "&#x72;",
        "&#0057;",
        "&#101;",
        "&shy;",
        "&#173;",
        "&zwj;",
        "&ZeroWidthSpace;",
    ),
    *(
        "&#xE000;",
        "&#xE004;",
        "&#57349;",
        "&fjlig;",
        "&colon;",
        "&NewLine;",
        "&#xFF23;",
        "&notit;",
        "&#45;",
        "&#64;",
        "&lbrack;",
    ),
    # invisible
    *(
        "\u00ad",
        "\u200b",
        "\u200c",
        "\u200d",
        "\u2060",
        "\ufeff",
        "\u200e",
        "\u202e",
        "\ufffd",
    ),
    *(
        "\u034f",
        "\u3164",
        "\ufe0f",
        "\U000e0072",
        "\ue000",
        "\ue005",
        "\uf8ff",
        "\U0010fffd",
    ),
    # another dress of a letter or a digit
    *("ｃ", "９", "𝐜", "𝟗", "ⓒ", "ℓ", "＠", "﹫", "🅒", "🅲"),
    # lines through, under and around the letter before it
    *("\u0335", "\u0336", "\u0338", "\u0332", "\u20dd"),
]
MIXED = {
    "сures": "с",
    "curеs": "е",
    "рrevents": "р",
    "guaranteеd": "е",
    "prоven": "о",
    "prοven": "ο",
    "ρroven": "ρ",
    "αlways": "α",
    "mirасle": "а",
    "c\u0251uses": "\u0251",
    "ᴄures": "ᴄ",
    "ոever": "ո",
    "cʋres": "ʋ",
    "cuʀes": "ʀ",
    "cureꜱ": "ꜱ",
}
FINE = [
    *(
        "TNFα",
        "β-carotene",
        "25 µg",
        "25 μg",
        "H₂O",
        "10⁻³",
        "m²",
        "½",
        "naïve",
        "Łódź",
    ),
    *(
        "Тиамин (vitamin B1)",
        "ビタミンK2",
        "می‌خواهم",
        "❤️",
        "👩‍⚕️",
        "1.º",
        "™",
        "ΔT",
        "R&D",
    ),
    *("a &amp; b", "1 &lt; 2", "&unknown;", "Q&A; more", "Straße", "10&nbsp;minutes"),
    *("1&ndash;2", "&copy; 2026", "caf&eacute;s", "37&deg;", "don&#8217;t", "&hellip;"),
    *("&Eacute;tude", "&#xBD;", "&frac12;", "&szlig;", "25&nbsp;&micro;g", "&rarr;"),
    *("2&times;3", "&laquo;&nbsp;oui&nbsp;&raquo;", "TNF&alpha;", "&quot;so&quot;"),
]


def refused(text: str) -> list[str]:
    """The words under the carets of what is refused in a page that says this."""
    texts = says(text).of(TEXTS)
    return [
        pointed_at(one)
        for one in examine(texts)
        if one.rule in ("hidden-character", "control-character") and one.hint
    ]


@pytest.mark.parametrize("sign", HIDDEN, ids=ascii)
def test_a_hidden_sign_is_refused_where_it_stands(sign: str) -> None:
    assert refused(f"It cu{sign}res cramp.") == [sign]


@pytest.mark.parametrize("sign", HIDDEN, ids=ascii)
def test_a_hidden_sign_is_refused_in_code_and_fields(sign: str) -> None:
    assert refused(f"Type `cu{sign}res` now.") == [sign]
    parsed, found = front_matter.parse("a.md", "a.md", f"---\ntitle: 9{sign}9\n---\n")
    assert parsed is None
    assert [pointed_at(one) for one in found] == [sign]


def test_signs_in_another_dress_side_by_side_are_told_once() -> None:
    assert refused("It ｃｕｒｅｓ ⓒramp.") == ["ｃｕｒｅｓ", "ⓒ"]
    assert refused("It cuᵣes a cramp.") == ["ᵣ"]


@pytest.mark.parametrize(("word", "letter"), MIXED.items(), ids=ascii)
def test_a_letter_of_another_script_in_a_word_is_refused(
    word: str, letter: str
) -> None:
    assert refused(f"This {word} cramp.")[:1] == [letter]


@pytest.mark.parametrize(
    ("word", "at"),
    [
        ("&#1089;ures", "&#1089;"),
        ("cu&eacute;r\u0435s", "\u0435"),
        ("&amp;&amp;cur&#1077;s", "&#1077;"),
        ("pr&omicron;ven", "&omicron;"),
    ],
    ids=ascii,
)
def test_a_letter_of_another_script_is_refused_behind_an_entity(
    word: str, at: str
) -> None:
    assert refused(f"Say &eacute; &amp; this {word} cramp.") == [at]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The word &laquo;cures&raquo;&nbsp;is his.", ""),
        ("It cures&nbsp;cramps.", "strong-word"),
        ("It costs &pound;5.", "price"),
        ("Cramps fell by 40&nbsp;%.", "bare-percentage"),
    ],
)
def test_an_entity_is_judged_as_what_it_stands_for(text: str, rule: str) -> None:
    told = [one.rule for one in examine(says(text).of(TEXTS))]
    assert rule in told if rule else "strong-word" not in told


@pytest.mark.parametrize("text", FINE, ids=ascii)
def test_what_readers_of_any_language_need_is_left_alone(text: str) -> None:
    assert refused(f"So {text} is said.") == []


@pytest.mark.parametrize("escape", [r"\x63", r"\u0063", r"\U00000063", r"\xad"])
def test_a_field_writes_its_characters_out(escape: str) -> None:
    text = f'---\ntitle: "It {escape}ures"\n---\n'
    _, found = front_matter.parse("a.md", "a.md", text)
    assert [pointed_at(one) for one in found] == [escape]


@pytest.mark.parametrize("field", ["&amp;", "&lt;", "&gt;"])
def test_a_field_has_no_entities_at_all(field: str) -> None:
    """A field is no Markdown: what is written there is printed as it is."""
    _, found = front_matter.parse(
        "a.md", "a.md", f"---\ntitle: This {field} that\n---\n"
    )
    assert [pointed_at(one) for one in found] == [field]


def test_a_page_with_our_own_marks_is_refused_and_nothing_is_quoted() -> None:
    text = "Sit. &#xE004;5&#xE005; and &#xE000;0&#xE001;"
    assert refused(text) == ["&#xE004;", "&#xE005;", "&#xE000;", "&#xE001;"]
