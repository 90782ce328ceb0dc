"""The guide's cards: each form of each fits, says all of it and leads to its page."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from ibid import pipeline
from ibid.content.kinds import Card
from ibid.pages import cards
from ibid.units.memo import Memo
from tests.conftest import request_for
from tests.papers import bare, printed, reader, smallest

ROOT = Path(__file__).parents[2]
WANTED = {"calf-cramp", "foot-cramp", "thigh-cramp", "bedtime-stretches"}
TWO_SIDED = ("a6", "wallet")


@pytest.fixture(scope="module")
def examined() -> pipeline.Examined:
    return pipeline.examine(request_for(content=ROOT / "content"), Memo())


@pytest.fixture(scope="module")
def forms(examined: pipeline.Examined) -> dict[tuple[str, str], tuple[Card, bytes]]:
    """By card and form: the card, and the file."""
    found = {}
    for entry in examined.guide.pages:
        if isinstance(entry.content, Card):
            for form in entry.content.forms:
                data = examined.sheets.files[cards.sheet_path(entry.path, form)]
                found[entry.key, str(form)] = (entry.content, data)
    return found


Forms = dict[tuple[str, str], tuple[Card, bytes]]


def test_every_card_is_there_on_both_papers(forms: Forms) -> None:
    for card in (*WANTED, "six-week-diary"):
        assert {(card, "a4"), (card, "letter")} <= forms.keys()
    for card in ("calf-cramp", "foot-cramp", "thigh-cramp"):
        assert (card, "wallet") in forms


def test_every_form_is_as_few_sheets_as_it_can_be(forms: Forms) -> None:
    for (card, form), (_, data) in forms.items():
        assert len(reader(data).pages) == (2 if form in TWO_SIDED else 1), (card, form)
        assert len(data) <= 150_000


def test_a_sheet_can_be_read_at_arm_s_length(forms: Forms) -> None:
    for (card, form), (content, data) in forms.items():
        steps, signs = words(content.steps), words(content.get_help)
        captions = words(tuple(one.caption for one in content.drawings))
        if form in ("a4", "letter"):
            assert smallest(data, steps, captions) >= 16, (card, form)
            assert smallest(data, signs, captions) >= 13, (card, form)
            assert smallest(data, words(content.cautions), captions) >= 13
        else:
            assert smallest(data, signs, captions) >= 7.5, (card, form)


def test_every_form_says_every_step_sign_and_warning(
    forms: Forms, examined: pipeline.Examined
) -> None:
    for (card, form), (content, data) in forms.items():
        there = printed(data)
        for text in (*content.steps, *content.get_help, *content.cautions):
            assert filled(text, examined) in there, (card, form, text)
        assert "Notyetclinicallyreviewed." in there
        assert bare(f"leg-cramps.example/cards/{card}") in there


def test_a_camera_is_led_to_every_card(forms: Forms) -> None:
    for (card, form), (_, data) in forms.items():
        if form != "wallet":
            with pypdfium2.PdfDocument(data) as document:
                last = document[len(document) - 1].render(scale=3).to_pil()
            (code,) = zxingcpp.read_barcodes(last.convert("L"))
            assert code.text == f"https://leg-cramps.example/cards/{card}/", form


def words(texts: tuple[str, ...]) -> str:
    return bare("".join(texts))


def filled(text: str, examined: pipeline.Examined) -> str:
    """A text as it is printed: with the guide's numbers, and bare."""
    for name, number in examined.guide.numbers.items():
        text = text.replace(f"{{{name}}}", number)
    return bare(text)
