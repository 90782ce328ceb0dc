"""On paper every page keeps its sources, and a card is one sheet."""

import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.pages import ROOT, shared
from tests.papers import MILLIMETRES, bare, printed, smallest
from tools.webserver import serving

pytestmark = pytest.mark.browser
CARDS = [path.stem for path in sorted((ROOT / "content/cards").glob("[!i]*.md"))]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(service_workers="block") as context:
        yield context.new_page()


@shared
def test_a_page_keeps_its_sources_on_paper(
    page: Page, site_url: str, part: list[str]
) -> None:
    """Each source's title and DOI are there, and no arrow that leads nowhere."""
    for path in part:
        page.goto(site_url + path)
        text = printed(page.pdf(format="A4"))
        assert bare(page.locator("h1").inner_text()) in text, path
        for title in page.locator(".citation__title").all_text_contents():
            assert bare(title) in text, (path, title)
        for link in page.locator("li .citation a[href*='doi.org/']").all():
            doi = (link.get_attribute("href") or "").partition("doi.org/")[2]
            assert bare(doi) in text, (path, doi)
        assert "↑" not in text, path


@pytest.mark.parametrize("paper", MILLIMETRES)
@pytest.mark.parametrize("card", CARDS)
def test_a_card_is_one_sheet(page: Page, site_url: str, card: str, paper: str) -> None:
    """Its steps, its signs and its sources are all on it."""
    page.goto(f"{site_url}cards/{card}/")
    document = page.pdf(format=paper)
    assert len(PdfReader(io.BytesIO(document)).pages) == 1
    captions = bare("".join(page.locator("figcaption").all_inner_texts()))
    for part, points in {".sheet .steps__step": 16, ".sheet__list li": 13}.items():
        words = bare("".join(page.locator(part).all_inner_texts()))
        assert smallest(document, words, captions) >= points - 0.1, part
    text = printed(document)
    for part in ("h1", ".sheet li", ".sheet footer p"):
        for words in page.locator(part).all_inner_texts():
            assert bare(words) in text, words


@pytest.mark.parametrize("card", CARDS)
def test_a_card_needs_no_colour(page: Page, site_url: str, card: str) -> None:
    """In greys alone it is ink on white, from the top of the sheet to its foot."""
    page.goto(f"{site_url}cards/{card}/")
    sheet = pypdfium2.PdfDocument(page.pdf(format="A4"))
    grey = sheet[0].render(scale=1).to_pil().convert("L")
    sheet.close()
    third = grey.height // 3
    for top in range(3):
        shades = grey.crop((0, top * third, grey.width, (top + 1) * third)).histogram()
        assert sum(shades[:80]) > 200, "no dark ink"
        assert sum(shades[250:]) > 0.7 * sum(shades), "no white paper"


def test_paper_has_its_rules_from_disk_and_from_what_was_saved(
    page: Page, small_site: Path, tmp_path: Path
) -> None:
    """They are a file of their own, which goes with the page."""
    path = "exercises/calf-stretch/index.html"
    saved = tmp_path / "saved.mhtml"
    session = page.context.new_cdp_session(page)
    with serving(small_site) as address:
        page.goto(address + path)
        snapshot = session.send("Page.captureSnapshot")["data"]
        saved.write_text(snapshot, "utf-8", newline="")
    for address in ((small_site / path).as_uri(), saved.as_uri()):
        page.goto(address)
        expect(page.locator(".bar")).to_be_visible()
        page.emulate_media(media="print")
        expect(page.locator(".bar")).to_be_hidden()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.emulate_media(media="screen")


@pytest.mark.parametrize("card", CARDS)
def test_a_printed_card_is_the_same_as_its_file(
    page: Page, site_url: str, card: str
) -> None:
    """Not a letter more or less, with room for a name; its code leads to its page."""
    address = f"{site_url}cards/{card}/"
    page.goto(address)
    document = page.pdf(format="A4")
    there = page.request.get(f"{address}{card}-a4.pdf").body()
    one, other = (
        Counter(filter(str.isalnum, printed(data))) for data in (document, there)
    )
    assert (one - other, other - one) == (Counter(), Counter())
    with pypdfium2.PdfDocument(document) as sheet:
        picture = sheet[0].render(scale=3).to_pil().convert("L")
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text.endswith(f"/cards/{card}/")


@pytest.mark.parametrize("card", CARDS)
def test_a_card_says_the_same_as_its_plain_text(
    page: Page, site_url: str, card: str
) -> None:
    """In the same order, but for the drawings' captions and the weeks to tick."""
    page.goto(f"{site_url}cards/{card}/")
    there = page.request.get(f"{site_url}cards/{card}/card.txt").text()
    parts = page.locator(".sheet :is(h1, h2, li, p)").all_inner_texts()
    last = 0
    for words in map(bare, parts):
        found = bare(there).find(words, last)
        assert found >= last, words
        last = found + len(words)
