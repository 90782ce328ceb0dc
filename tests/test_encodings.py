"""Text in UTF-8 that was read as another encoding is told with what it was."""

import pytest

from ibid.reading import encodings, front_matter
from ibid.source import Source
from tests.test_rules.guide import TEXTS, examine, pointed_at, says

SIGNS = [*"éèàçñüöäßÉÎíœ’“”–—…°µ×½«»≤→−€™😀ﬁ", "\u00a0", "\u03b1"]
# What closes a word that ends in a capital or in a letter with a mark, in print.
CLOSINGS = ["»", "“", "”", "’", "–", "—", "…", "\u00a0!", "\u00a0»", "”…", "’”", "“–"]
ENDINGS = "ÀÂÄÅÃÇÉÈÊËÎÏÔÖÙÛÜŸàâäåãçéèêëîïôöùûüÿßœñð"


def garbled(text: str) -> str:
    """The text as a program shows it that takes its UTF-8 for Windows-1252."""
    return "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode()
    )


def hints(text: str) -> list[str]:
    return [one.hint for one in encodings.problems(Source("a.md", "a.md", text))]


@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
def test_a_garbled_sign_is_told_with_what_it_was(sign: str) -> None:
    word = f"caf{sign}s"
    for times in range(1, 3):
        text = f"Two {word} here"
        for _ in range(times):
            text = garbled(text)
        assert hints(text) == [f"write {word}"]


@pytest.mark.parametrize("closing", CLOSINGS, ids=ascii)
def test_a_letter_with_a_mark_before_a_quote_or_a_dash_is_fine(closing: str) -> None:
    found = [
        (letter, told)
        for letter in ENDINGS
        for stem in ("MOT" if letter.isupper() else "mot",)
        for told in hints(f"Il dit «{stem}{letter}{closing} et part.")
    ]
    assert found == []


FINE = [
    "„Spaß“, „MENÜ“ – und „JÄ“.",
    "« DÉJÀ », « CAFÉ », « PÂQUES » et « À ».",
    "À\u00a0: où\u202f? «\u00a0ÇA\u00a0»…",
    "«MAÇÔ e “MAÇÕ”.",
    "Ångström, Škoda, Łódź, Đorđe, naïf, ÎLE–DE",
    "TNF-\u03b1 ± 5 °C, 3 × 10, H₂O, ½",
    "¿QUÉ…? ¡NIÑO!",
]


@pytest.mark.parametrize("text", FINE)
def test_what_is_written_well_is_not_garbled(text: str) -> None:
    assert hints(text) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("voilÃ  la jambe", "write voilà"),
        ("10Â mg", "write 10"),
        ("â€œa legâ€ ends", "write “a leg”"),
        ("Don’t: the nightâ€™s cramp isnâ€™t one", "write night’s cramp isn’t"),
        ("ï»¿Title", "write Title"),
    ],
)
def test_what_programs_lose_of_it_is_told_too(text: str, meant: str) -> None:
    assert hints(text) == [meant]


def test_it_is_one_problem_a_line_in_prose_and_in_fields() -> None:
    """An invisible sign among the garbled ones is no second mistake."""
    words = garbled("Straße, “légère” à Álava")
    found = examine(says(f"A leg: {words} hurts.\n\nIt is fine.").of(TEXTS))
    (problem,) = [one for one in found if one.severity == "error"]
    assert problem.rule == "wrong-encoding"
    assert pointed_at(problem) == words
    assert problem.hint == "write Straße, “légère” à Álava"
    _, told = front_matter.parse("a.md", "a.md", f"---\ntitle: {words}\n---\n")
    assert [one.rule for one in told] == ["wrong-encoding"]


def test_what_is_lost_for_good_has_to_be_pasted_again() -> None:
    (hint,) = hints(garbled("caf\ufffd"))
    assert "paste the passage again" in hint
