"""On paper the guide to leg cramps is short, and nothing on it is there for a tap."""

import re

import pytest
from playwright.sync_api import Browser

from tests.browser.guide.kinds import KINDS
from tests.browser.guide.test_first_screen import open_with_fonts
from tests.papers import MILLIMETRES, bare, sheets

pytestmark = pytest.mark.browser
# Pages with many signs, muscles or sources have a sheet more, and so has the page that
# tells a clinician what waits for one.
SHEETS = {
    "": 2,
    "now/": 2,
    "see-a-doctor/": 4,
    "remedies/": 2,
    "about/": 5,
    "a-z/": 1,
    "cramp-by-muscle/": 5,
    "remedies/drinking-and-electrolytes/": 4,
    "remedies/other-remedies/": 4,
    "remedies/stretching-and-massage/": 4,
}
MOST = 3


def test_a_page_is_few_sheets(browser: Browser, site_url: str) -> None:
    """Few sheets for each kind of page, and no list of links on any."""
    faults = {}
    with browser.new_context(service_workers="block") as context:
        page = context.new_page()
        for path in (kind for kind in KINDS if not kind.startswith("references")):
            page.goto(site_url + path)
            lists = page.locator(".routes, [aria-labelledby=part--related]").all()
            leading = [bare(one.text_content() or "") for one in lists]
            for paper in MILLIMETRES:
                document = page.pdf(format=paper)
                found = sheets(document)
                if len(found) > SHEETS.get(path, MOST):
                    faults[path, paper] = len(found)
                text = bare("".join(found))
                assert not any(words in text for words in leading), path
    assert faults == {}


# Ours, as wide as the widest that systems have where ours are not there.
WIDE = "@media print { :root { letter-spacing: 0.04em; } }"


@pytest.mark.parametrize("ours", [True, False])
def test_the_front_page_is_two_sheets_in_any_face(
    browser: Browser, site_url: str, ours: bool
) -> None:
    """Its steps and all its warnings on the first of them, whole."""
    with browser.new_context(service_workers="block", bypass_csp=True) as context:
        page = context.new_page()
        if ours:
            open_with_fonts(page, site_url)
            page.add_style_tag(content=WIDE)
        else:
            page.route("**/*.woff2", lambda route: route.abort())
            page.goto(site_url)
        last = page.locator("main .box > :last-child").first.text_content()
        for paper in MILLIMETRES:
            found = sheets(page.pdf(format=paper))
            assert len(found) == SHEETS[""], paper
            assert bare(last or "") in bare(found[0]), paper


REACHES_OUT = """() => Array.from(document.querySelectorAll("svg.drawing, img"))
    .filter((one) => one.checkVisibility())
    .map((one) => [one, one.closest("main, header, body").getBoundingClientRect()])
    .filter(([one, page]) => one.getBoundingClientRect().right > page.right + 1)
    .map(([one]) => one.outerHTML.slice(0, 90))"""
BETWEEN_MARGINS = 680  # Of A4, in pixels.


def test_no_drawing_is_cut_on_paper(browser: Browser, site_url: str) -> None:
    """Beside its steps or alone: none reaches over the edge of a sheet."""
    faults = {}
    with browser.new_context(service_workers="block") as context:
        page = context.new_page()
        page.emulate_media(media="print")
        page.set_viewport_size({"width": BETWEEN_MARGINS, "height": 1000})
        for path in (kind for kind in KINDS if not kind.startswith("references")):
            page.goto(site_url + path)
            if found := page.evaluate(REACHES_OUT):
                faults[path] = found
    assert faults == {}


CARDS = tuple(kind for kind in KINDS if re.fullmatch("cards/.+", kind))


@pytest.mark.parametrize("path", CARDS)
def test_a_card_is_one_sheet_without_the_fonts(
    browser: Browser, site_url: str, path: str
) -> None:
    """In a reader's own face the lines to write on give way."""
    with browser.new_context(service_workers="block") as context:
        page = context.new_page()
        page.route("**/*.woff2", lambda route: route.abort())
        page.goto(site_url + path)
        for paper in MILLIMETRES:
            assert len(sheets(page.pdf(format=paper))) == 1, paper
