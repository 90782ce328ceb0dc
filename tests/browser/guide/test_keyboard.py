"""Everything can be reached and seen with the keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.guide.kinds import each_kind
from tests.browser.pages import UNFOLD

pytestmark = pytest.mark.browser
FOCUS = """() => {
    const one = document.activeElement;
    if (one === document.body) return null;
    const style = getComputedStyle(one);
    const boxes = Array.from(one.getClientRects());
    const seen = boxes.some(({ x, y, width, height }) => {
        const found = document.elementFromPoint(x + width / 2, y + height / 2);
        return found && (one.contains(found) || found.contains(one));
    });
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return { name: one.innerText || one.ariaLabel || one.tagName, seen, ring };
}"""


@pytest.fixture(scope="module", params=[390, 1280], ids=str)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with browser.new_context(
        viewport={"width": request.param, "height": 800},
        reduced_motion="reduce",
        service_workers="block",
    ) as context:
        yield context.new_page()


@each_kind
def test_the_focus_is_always_seen(page: Page, site_url: str, path: str) -> None:
    """Each stop of the Tab key has a ring, and nothing lies over it."""
    page.goto(site_url + path)
    page.evaluate(UNFOLD)
    stops, unseen = [], []
    for _ in range(400):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        stops.append(focus["name"])
        if not (focus["seen"] and focus["ring"]):
            unseen.append(focus)
    assert unseen == []
    assert len(stops) >= page.locator("main a").count()
    assert stops[0] == "Skip to the text"
    assert page.locator(".bar a").inner_text() in stops


def test_the_first_stop_skips_to_the_text(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}remedies/quinine/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_menu_opens_and_closes(page: Page, site_url: str) -> None:
    """Where there is a button for it; else its links stand there."""
    page.goto(site_url)
    menu, button = page.locator("#menu"), page.get_by_role("button", name="Menu")
    if button.is_visible():
        expect(menu).to_be_hidden()
        button.focus()
        page.keyboard.press("Enter")
        expect(menu).to_be_visible()
        page.keyboard.press("Escape")
        expect(menu).to_be_hidden()
        expect(button).to_be_focused()
        page.keyboard.press("Enter")
    expect(menu.get_by_role("link", name="Remedies")).to_be_in_viewport()
    menu.get_by_role("link", name="Remedies").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/remedies/index.html")


def test_a_citation_can_be_followed_both_ways(page: Page, site_url: str) -> None:
    """From the mark to the source and back to the very same place."""
    page.goto(f"{site_url}remedies/quinine/")
    page.evaluate(UNFOLD)
    mark = page.locator("#cite-eltawil2015-3")
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#ref-eltawil2015")
    expect(page.locator("#ref-eltawil2015")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(mark).to_be_focused()
    expect(mark).to_be_in_viewport()
