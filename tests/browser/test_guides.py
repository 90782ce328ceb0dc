"""Guides of other subjects and languages are as accessible, and print on one sheet."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.browser.pages import scrolls_sideways
from tests.browser.test_accessibility import AXE, OPTIONS, RUN
from tests.papers import MILLIMETRES, bare, printed
from tests.test_guides import GUIDES, built_once
from tools.webserver import serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session", params=GUIDES)
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The published folder of one guide."""
    return built_once(str(request.param), tmp_path_factory) / "output"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(
        reduced_motion="reduce", service_workers="block"
    ) as context:
        context.add_init_script(AXE)
        yield context.new_page()


def paths(site: Path) -> list[str]:
    """Every page, by its path; the one for lost readers loads from its host alone."""
    found = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return sorted(path for path in found if path != "404.html")


NARROW = 320
# With text of twice the size: what a box that hides what is too much does not show.
CUT = """() => {
    document.documentElement.style.fontSize = "200%";
    const cut = Array.from(document.querySelectorAll("body *")).filter((e) => {
        const { overflowX, overflowY, clip } = getComputedStyle(e);
        const { clientWidth, clientHeight, scrollWidth, scrollHeight } = e;
        return e.innerText && clientWidth > 1 && clip === "auto" && e.checkVisibility()
            && (/hidden|clip/.test(overflowX) && scrollWidth > clientWidth + 1
             || /hidden|clip/.test(overflowY) && scrollHeight > clientHeight + 1);
    });
    document.documentElement.style.fontSize = "";
    return cut.length ? { cut: cut.map((e) => e.outerHTML.slice(0, 60)) } : {};
}"""
LOOKS: tuple[tuple[Literal["light", "dark"], int], ...] = (
    ("light", NARROW),
    ("dark", 1280),
)


def test_axe_finds_no_fault_and_no_page_scrolls_sideways(
    page: Page, site: Path
) -> None:
    """Pages take turns: each kind is seen by day on a telephone, or wide at night."""
    faults: dict[str, object] = {}
    with serving(site) as address:
        for number, path in enumerate(paths(site)):
            scheme, width = LOOKS[number % len(LOOKS)]
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(address + path)
            found = page.evaluate(RUN, OPTIONS)
            wide = scrolls_sideways(page)
            if width == NARROW:
                wide |= page.evaluate(CUT)
            if found or wide:
                faults[f"{path} {scheme}"] = [found, wide]
    assert not faults, json.dumps(faults, indent=1)


def test_each_card_is_one_sheet(page: Page, site: Path) -> None:
    cards = [one for one in paths(site) if one.startswith("cards/") and "/" in one[6:]]
    assert cards
    with serving(site) as address:
        for card in cards:
            page.goto(address + card)
            for paper in MILLIMETRES:
                document = page.pdf(format=paper)
                assert len(PdfReader(io.BytesIO(document)).pages) == 1, (card, paper)
            text = printed(document)
            # The letters of a right-to-left page come out in another order.
            if page.locator("html").get_attribute("dir") != "rtl":
                for words in page.locator("h1, .sheet li").all_inner_texts():
                    assert bare(words) in text, words


def test_lines_run_as_the_language_does(page: Page, site: Path) -> None:
    """The brand stands where lines begin, and nothing reaches out of the page."""
    with serving(site) as address:
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(address)
        place = page.locator(".masthead__brand").bounding_box()
        assert place
        at_the_left = place["x"] < 640
        backwards = page.locator("html").get_attribute("dir") == "rtl"
        assert at_the_left is not backwards
