"""A card in every form says the same, can be read by ear and camera, and fits."""

import re
import shutil
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from ibid import building, pipeline
from ibid.cli import main
from ibid.content.vocabulary import Form
from ibid.fingerprint import libraries
from ibid.problems import Problem, as_text
from ibid.request import Outcome, Request
from ibid.site import accent, inlining, typesetting
from ibid.units.memo import Memo
from tests.conftest import Build, GuideFolder, request_for
from tests.guides import SMALL
from tests.papers import (
    MILLIMETRES,
    POINT,
    bare,
    fonts,
    least,
    printed,
    reader,
    sheets,
    tags,
)

CARD = (SMALL / "cards/calf-cramp.md").read_text("utf-8")
SITE = (SMALL / "site.yaml").read_text("utf-8")
CONTACT = "hello@small.example"
ADDRESS = "small.example/guide/cards/calf-cramp"
ALL = ", ".join(Form)
LARGE = {"a4", "letter"}
SIDES = {"a4": 1, "letter": 1, "a5": 1, "a6": 2, "wallet": 2}
PAPER = {"a4": MILLIMETRES["A4"], "letter": MILLIMETRES["Letter"]}
PAPER |= {"a5": (148, 210), "a6": (105, 148), "wallet": (210, 279)}
DIARY = """diary:
  weeks: 6
  marks: ["Stretched before bed", "Woken by a cramp"]
  decide: "Were the nights better? Then keep on."
"""


def with_fields(fields: str, card: str = CARD) -> str:
    """A card with more fields."""
    return card.replace("\n---\n", f"\n{fields.rstrip()}\n---\n", 1)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small guide, with a contact, and its card in every form; a diary in some."""
    folder = tmp_path_factory.mktemp("cards")
    content = folder / "content"
    shutil.copytree(SMALL, content)
    (content / "site.yaml").write_text(
        SITE.replace("contact: null", f"contact: {CONTACT}"), "utf-8"
    )
    (content / "cards/calf-cramp.md").write_text(
        with_fields(f"forms: [{ALL}]"), "utf-8"
    )
    diary = with_fields(f"forms: [a4, letter, a5]\n{DIARY}")
    diary = diary.replace("Calf cramp, what to do now", "Six weeks of nights")
    diary = re.sub(r"cautions:\n(  - .*\n)+", "", diary)
    (content / "cards/six-weeks.md").write_text(diary, "utf-8")
    asked = request_for(content=content, output=folder / "output")
    outcome = building.build(asked)
    assert [as_text(one) for one in outcome.problems if one.severity == "error"] == []
    return folder / "output"


def taken(site: Path, form: str, card: str = "calf-cramp") -> bytes:
    return (site / f"cards/{card}/{card}-{form}.pdf").read_bytes()


@pytest.mark.parametrize("form", SIDES)
def test_a_form_has_its_paper_and_its_sides(site: Path, form: str) -> None:
    pages = reader(taken(site, form)).pages
    assert len(pages) == SIDES[form]
    for page in pages:
        width, height = (round(float(s) * POINT) for s in page.mediabox[2:])
        assert (width, height) == PAPER[form]


@pytest.mark.parametrize("form", SIDES)
def test_a_form_weighs_little(site: Path, form: str) -> None:
    assert len(taken(site, form)) <= 150_000


@pytest.mark.parametrize("form", sorted(LARGE))
def test_a_sheet_is_read_at_arm_s_length(site: Path, form: str) -> None:
    document = taken(site, form)
    assert least(document, "Pull your toes") >= 16
    assert least(document, "swollen, warm") >= 13
    assert least(document, "Pull slowly.") >= 13


@pytest.mark.parametrize(
    ("form", "points"), [("a5", 8.5), ("a6", 8.5), ("wallet", 7.5)]
)
def test_a_small_card_is_read_in_the_hand(site: Path, form: str, points: float) -> None:
    document = taken(site, form)
    assert least(document, "swollen, warm") >= points
    assert least(document, "Pull your toes") >= points


def test_no_third_of_a_sheet_is_blank(site: Path) -> None:
    for form in LARGE:
        with pypdfium2.PdfDocument(taken(site, form)) as document:
            grey = document[0].render(scale=1).to_pil().convert("L")
        third = grey.height // 3
        for top in range(3):
            part = grey.crop((0, top * third, grey.width, (top + 1) * third))
            assert sum(part.histogram()[:80]) > 300, (form, top)


@pytest.mark.parametrize("form", SIDES)
def test_a_form_holds_its_fonts(site: Path, form: str) -> None:
    assert fonts(taken(site, form)) == {"IbidSans": True, "IbidSerif": True}


@pytest.mark.parametrize("form", SIDES)
def test_a_form_is_read_aloud_in_order(site: Path, form: str) -> None:
    """One title, a heading for each part, each step and sign once, drawings told."""
    document = taken(site, form)
    found = [name for name, _ in tags(document)]
    large = form != "wallet"
    assert found.count("H1") == 1
    assert found.index("H1") < found.index("L")
    assert found.count("H2") == (2 if large else 1)
    assert found.count("LI") == 2 + 3 + 6
    told = [alt for name, alt in tags(document) if name == "Figure"]
    assert len(told) == (2 if large else 0)
    assert all(told)


@pytest.mark.parametrize("form", SIDES)
def test_a_form_says_what_it_is(site: Path, form: str) -> None:
    document = reader(taken(site, form))
    root: Any = document.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert document.metadata
    assert document.metadata.title == "Calf cramp, what to do now – Small leg cramps"
    assert document.metadata.creation_date == datetime(2026, 2, 20, tzinfo=UTC)


@pytest.mark.parametrize("form", ["a4", "letter", "a5", "a6"])
def test_a_camera_is_led_to_the_card(site: Path, form: str) -> None:
    with pypdfium2.PdfDocument(taken(site, form)) as document:
        sheet = document[len(document) - 1].render(scale=3).to_pil().convert("L")
    (code,) = zxingcpp.read_barcodes(sheet)
    assert code.text == f"https://{ADDRESS}/"
    assert bare(ADDRESS) in printed(taken(site, form))


@pytest.mark.parametrize("form", ["a4", "letter", "a5", "a6"])
@pytest.mark.parametrize("card", ["calf-cramp", "six-weeks"])
def test_a_form_says_all_that_the_text_says(site: Path, form: str, card: str) -> None:
    """The text itself is compared with the page in a browser."""
    if (card, form) == ("six-weeks", "a6"):
        form = "a5"
    there = printed(taken(site, form, card))
    for line in said(site, card):
        assert bare(line) in there, line


def said(site: Path, card: str) -> list[str]:
    """What the plain text says, without numbers, dashes and the weeks to tick."""
    text = (site / f"cards/{card}/card.txt").read_text("utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    lines = [line for line in lines if not line.startswith("Week ")]
    bare_lines = [line.removeprefix("- ").lstrip("0123456789. ") for line in lines]
    return [part for line in bare_lines for part in line.split(" · ")]


def test_a_card_for_a_purse_says_what_to_do_and_when_to_get_help(site: Path) -> None:
    front, back = map(bare, sheets(taken(site, "wallet")))
    text = said(site, "calf-cramp")
    signs = text.index("Get help")
    for line in text[:signs]:
        if line not in ("Small leg cramps", "Take care"):
            assert bare(line) in front, line
    for line in text[signs : signs + 7]:
        assert bare(line) in back, line
    for words in ("Low certainty", "Not yet clinically reviewed.", ADDRESS, CONTACT):
        assert bare(words) in front


def test_eight_cards_lie_on_a_sheet_between_marks(site: Path) -> None:
    """Each is as large as a bank card; a mark stands at each of their edges."""
    front = sheets(taken(site, "wallet"))[0]
    assert front.count("Pull your toes") == 8
    with pypdfium2.PdfDocument(taken(site, "wallet")) as document:
        for page in document:
            lines = [
                one.get_bounds() for one in page.get_objects(filter=[PATH], max_depth=9)
            ]
            upright = {
                round(left * POINT, 1)
                for left, bottom, right, top in lines
                if right - left < 2 and 12 < top - bottom < 16
            }
            level = {
                round(bottom * POINT, 1)
                for left, bottom, right, top in lines
                if top - bottom < 2 and 12 < right - left < 16 and right < 50
            }
            assert gaps(upright) == pytest.approx([85.6] * 2, abs=0.2)
            assert gaps(level) == pytest.approx([54] * 4, abs=0.2)


PATH = 2


def gaps(places: set[float]) -> list[float]:
    ordered = sorted(places)
    return [right - left for left, right in pairwise(ordered)]


def test_the_page_offers_every_form_with_its_weight(site: Path) -> None:
    page = (site / "cards/calf-cramp/index.html").read_text("utf-8")
    for form in SIDES:
        weight = round(len(taken(site, form)) / 1000)
        assert f'href="calf-cramp-{form}.pdf" type="application/pdf"' in page
        assert f"(PDF, {weight} kB)</a>" in page
    assert 'href="card.txt" type="text/plain"' in page


def test_the_worker_keeps_the_text_and_one_light_form(site: Path) -> None:
    worker = (site / "sw.js").read_text("utf-8")
    assert "cards/calf-cramp/card.txt" in worker
    assert "cards/calf-cramp/calf-cramp-a4.pdf" in worker
    assert "calf-cramp-letter.pdf" not in worker


def test_a_diary_has_a_box_for_each_mark_of_each_day(site: Path) -> None:
    found = [name for name, _ in tags(taken(site, "a4", "six-weeks"))]
    assert found.count("TR") == 1 + 6
    assert found.count("TH") == 8
    page = (site / "cards/six-weeks/index.html").read_text("utf-8")
    assert page.count('class="diary__box"') == 6 * 7 * 2
    text = (site / "cards/six-weeks/card.txt").read_text("utf-8")
    assert text.count("Mon AB") == 6


def of_card(guide_folder: GuideFolder, card: str, **more: Path) -> Request:
    guide_folder({"cards/calf-cramp.md": card})
    return request_for(**more)


def problems(found: Outcome | pipeline.Examined) -> list[str]:
    return [as_text(one).split("\n")[0] for one in errors(found)]


def errors(found: Outcome | pipeline.Examined) -> list[Problem]:
    return [one for one in found.problems if one.severity == "error"]


def test_a_card_is_in_its_own_language(tmp_path: Path) -> None:
    """Words and tag of the guide that `init` begins in German."""
    words = ["init", str(tmp_path), "--language", "de", "--today", "2026-11-26"]
    assert main(words) == 0
    (path,) = tmp_path.glob("content/cards/[!i]*.md")
    path.write_text(with_fields("forms: [a4]", path.read_text("utf-8")), "utf-8")
    asked = request_for(content=tmp_path / "content", today=date(2026, 11, 26))
    examined = pipeline.examine(asked, Memo())
    assert problems(examined) == []
    (document,) = examined.sheets.files.values()
    root: Any = reader(document).trailer["/Root"]
    assert root["/Lang"] == "de"
    there = printed(document)
    for said in ("Notizen", "Hilfeholen", "Nochnicht"):
        assert said in there


def test_the_same_card_gives_the_same_bytes(guide_folder: GuideFolder) -> None:
    asked = of_card(guide_folder, with_fields("forms: [a4]"))
    one, other = (pipeline.examine(asked, Memo()).sheets for _ in range(2))
    (path,) = one.files
    assert one.files[path] == other.files[path]
    assert one.digests == other.digests


def test_what_changes_on_a_card_changes_in_its_files(
    guide_folder: GuideFolder, build: Build
) -> None:
    """The files, their weights on the page and the text are those of a clean build."""
    card = with_fields("forms: [a4, a6]")
    changed = card.replace("Straighten the leg.", "Stop. " * 9 + "Straighten it.")
    guide_folder({"cards/calf-cramp.md": card})
    build()
    guide_folder({"cards/calf-cramp.md": changed})
    paths = {one.path for one in build().decisions if one.action == "make"}
    folder = "cards/calf-cramp"
    files = ("calf-cramp-a4.pdf", "calf-cramp-a6.pdf", "card.txt", "index.html")
    assert {f"{folder}/{name}" for name in files} <= paths
    shutil.rmtree(".cache", ignore_errors=True)
    build(output=Path("clean"))
    for name in (*files, "../../sw.js"):
        one, other = (Path(where, folder, name) for where in ("output", "clean"))
        assert one.read_bytes() == other.read_bytes(), name


def test_a_form_that_is_no_longer_asked_for_goes(
    guide_folder: GuideFolder, build: Build
) -> None:
    guide_folder({"cards/calf-cramp.md": with_fields("forms: [a5]")})
    build()
    guide_folder({"cards/calf-cramp.md": CARD})
    gone = [one.path for one in build().decisions if one.action == "delete"]
    folder = "cards/calf-cramp"
    assert gone == [f"{folder}/calf-cramp-a5.pdf", f"{folder}/code.svg"]
    assert "PDF" not in Path("output/cards/calf-cramp/index.html").read_text("utf-8")


def test_an_extra_that_comes_later_is_noticed() -> None:
    """What sets cards is among the libraries that a build of the same files asks of."""
    there = {name.partition("-")[0] for name in libraries()}
    assert {"segno", "typst"} <= there


def test_a_card_is_set_once_while_it_stays_as_it_is(
    guide_folder: GuideFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word of its page that no sheet shows changes nothing."""
    card = with_fields("forms: [a5]")
    asked, memo = of_card(guide_folder, card), Memo()
    before = pipeline.examine(asked, memo).sheets
    monkeypatch.setattr(typesetting, "sheet", None)
    of_card(guide_folder, card.replace("Keep this card", "Keep this very card"))
    assert pipeline.examine(asked, memo).sheets.digests == before.digests


def test_a_fault_is_told_where_the_form_stands_now(guide_folder: GuideFolder) -> None:
    card = with_fields("forms: [a4]").replace("Straighten", "Ж Straighten")
    asked, memo = of_card(guide_folder, card), Memo()
    (before,) = errors(pipeline.examine(asked, memo))
    of_card(guide_folder, card.replace("order: 10", "order: 10\ndraft: false"))
    (now,) = errors(pipeline.examine(asked, memo))
    assert now.place.line == before.place.line + 1


def test_a_card_that_is_too_long_says_where_and_what_to_cut(
    guide_folder: GuideFolder,
) -> None:
    long = "Call {emergency-number} if the leg is numb, and say so at once."
    signs = "".join(f'  - "{long}"\n' for _ in range(14))
    card = with_fields("forms: [a4, wallet]").replace(
        "cautions:\n", f"{signs}cautions:\n"
    )
    found = errors(pipeline.examine(of_card(guide_folder, card), Memo()))
    assert [(one.rule, one.place.line, one.place.source) for one in found] == [
        ("card-does-not-fit", 43, "forms: [a4, wallet]")
    ] * 2
    large, small = found
    assert large.message.startswith('this card doesn\'t fit the form "a4", which has ')
    assert '"wallet", side 2, which has 49 mm: ' in small.message
    assert small.hint.startswith("cut about ")
    assert 'first in get_help ("On a statin? For cramps you ca…")' in small.hint


def test_a_word_that_is_wider_than_its_column_is_named(
    guide_folder: GuideFolder,
) -> None:
    card = with_fields("forms: [a4]").replace("Straighten", "Straight" + "e" * 60)
    (found,) = errors(pipeline.examine(of_card(guide_folder, card), Memo()))
    assert found.rule == "card-does-not-fit"
    assert found.message == (
        f'"Straight{"e" * 60}" is wider than its column in the form "a4"'
    )


def test_a_letter_that_no_font_has_is_named(guide_folder: GuideFolder) -> None:
    card = with_fields("forms: [a4]").replace("Straighten", "Ж Straighten")
    (found,) = errors(pipeline.examine(of_card(guide_folder, card), Memo()))
    assert (found.rule, found.message) == ("no-letter", 'no font on paper has "Ж"')


def test_a_fault_of_the_template_has_its_place(
    guide_folder: GuideFolder, tmp_path: Path
) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/card.typ").write_text("#set text(lang: 3)\n", "utf-8")
    asked = of_card(
        guide_folder, with_fields("forms: [a4]"), templates=Path("templates")
    )
    (found,) = errors(pipeline.examine(asked, Memo()))
    assert (found.rule, found.place.path, found.place.line) == (
        *("template", "templates/card.typ", 1),
    )


@pytest.mark.parametrize("missing", ["typst", "segno"])
def test_without_the_extra_one_line_says_how_to_get_it(
    guide_folder: GuideFolder,
    build: Build,
    missing: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The site is published, and nothing on it speaks of what isn't there."""
    guide_folder({"cards/calf-cramp.md": with_fields(f"forms: [{ALL}]")})
    monkeypatch.setitem(__import__("sys").modules, missing, None)
    outcome = build()
    assert outcome.published
    told = [one for one in outcome.problems if one.rule == "missing-extra"]
    assert [(one.severity, one.place.line) for one in told] == [("advice", 29)]
    assert 'pip install "ibid-guides[pdf]"' in told[0].hint
    page = Path("output/cards/calf-cramp/index.html").read_text("utf-8")
    assert "PDF" not in page
    assert 'href="card.txt"' in page
    assert not [*Path("output").rglob("*.pdf")]


def test_a_drawing_on_paper_needs_no_style_sheet() -> None:
    svg = (
        '<svg><path class="drawing__eased" fill="var(--eased)"/>'
        '<path stroke="currentColor" class="drawing__paper" fill="#fbf7f0"/>'
        '<circle fill="var(--ink)"/></svg>'
    )
    eased = accent.pale(inlining.EASED, inlining.TENSE)
    assert inlining.on_paper(svg, inlining.EASED) == (
        f'<svg><path fill="{eased}" class="drawing__eased"/>'
        '<path fill="#ffffff" stroke="#1c1714" class="drawing__paper"/>'
        '<circle fill="#1c1714"/></svg>'
    )


COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS)
def test_what_is_tense_is_darker_on_paper_than_what_is_eased(colour: str) -> None:
    """By so much that a copy in greys shows it, whatever the owner's colour."""
    muscle = '<svg><path class="drawing__eased"/></svg>'
    (eased,) = re.findall('fill="(#.*?)"', inlining.on_paper(muscle, colour))
    assert grey(eased) - grey(inlining.TENSE) > 90


def grey(colour: str) -> float:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


OWN = "#5a2d82"


def test_a_card_is_set_in_the_owner_s_colour(
    guide_folder: GuideFolder, build: Build
) -> None:
    """Its thread, its numbers and its arrows; nothing is left in the design's own."""
    folder = guide_folder({"cards/calf-cramp.md": with_fields("forms: [a4]")})
    site = folder / "content/site.yaml"
    fields = re.sub("(?m)^colour: .*", f'colour: "{OWN}"', site.read_text("utf-8"))
    site.write_text(fields, "utf-8")
    assert build().published
    painted = colours(Path("output/cards/calf-cramp/calf-cramp-a4.pdf").read_bytes())
    assert OWN in painted
    assert inlining.EASED not in painted


def colours(document: bytes) -> set[str]:
    """The colours that the first sheet is painted with, as # and six digits."""
    content = reader(document).pages[0].get_contents()
    assert content is not None
    painted = re.findall(
        rb"([\d.]+) ([\d.]+) ([\d.]+) (?:sc|scn|SC|SCN|rg|RG)\b", content.get_data()
    )
    return {
        "#" + "".join(f"{round(255 * float(part)):02x}" for part in one)
        for one in painted
    }
