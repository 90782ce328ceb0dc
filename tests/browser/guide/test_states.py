"""What opens can be read and used whole, on every screen there is."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.pages import UNFOLD

pytestmark = pytest.mark.browser
SIZES = (
    *((320, 256), (568, 320), (844, 390), (320, 568), (390, 844)),
    *((1024, 768), (1280, 800), (1920, 1080)),
)
size = pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)


@size
def test_every_link_of_the_menu_can_be_reached(
    browser: Browser, site_url: str, size: tuple[int, int]
) -> None:
    """By scrolling the open menu, or at once where its links stand in a row."""
    width, height = size
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        page.goto(site_url)
        button = page.get_by_role("button", name="Menu")
        if button.is_visible():
            button.click()
        menu = page.locator("#menu")
        box = menu.bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= height
        controls = menu.locator("a:visible, button:visible").all()
        assert len(controls) > 3
        for control in controls:
            control.scroll_into_view_if_needed()
            expect(control).to_be_in_viewport(ratio=1)


def tree(browser: Browser, address: str, click: bool) -> dict[str, list[str]]:
    """The names in Chromium's own accessibility tree, by role."""
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(address)
        if click:
            page.locator(".timer__button").click()
        session = context.new_cdp_session(page)
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    found: dict[str, list[str]] = {}
    for node in nodes:
        if not node["ignored"]:
            name = str(node.get("name", {}).get("value", ""))
            found.setdefault(str(node["role"]["value"]), []).append(name)
    return found


def test_the_timers_button_has_a_name(browser: Browser, site_url: str) -> None:
    """Before it starts and while it runs; what it says aloud stands beside it."""
    for running, words in (
        (False, "Start: hold for 30 seconds"),
        (True, "Hold. Keep breathing. Tap to stop."),
    ):
        found = tree(browser, f"{site_url}now/", click=running)
        assert words in found["button"]
        assert "" not in found["button"] + found["link"]
        assert len(found["status"]) == 1


def test_the_seconds_are_told_at_sensible_steps(
    browser: Browser, site_url: str
) -> None:
    """Every ten seconds and the last five, each once, and then the end."""
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.clock.install()
        page.goto(f"{site_url}now/")
        page.evaluate(
            """() => {
                window.told = [];
                const status = document.querySelector(".timer [role=status]");
                new MutationObserver(() => told.push(status.textContent)).observe(
                    status, { childList: true });
            }"""
        )
        page.locator(".timer__button").click()
        for _ in range(32):
            page.clock.run_for(1000)
        expect(page.locator(".timer__words")).to_contain_text("Let go slowly")
        told = page.evaluate("() => window.told")
    assert told[:-1] == ["30", "20", "10", "5", "4", "3", "2", "1"]
    assert told[-1].startswith("Let go slowly")


@size
def test_the_claim_stays_in_sight_beside_its_source(
    browser: Browser, site_url: str, size: tuple[int, int]
) -> None:
    """Wherever on the screen its mark is tapped, and the page is put back after."""
    width, height = size
    with browser.new_context(
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
        service_workers="block",
    ) as context:
        page = context.new_page()
        page.goto(f"{site_url}remedies/quinine/")
        page.evaluate(UNFOLD)
        for number, block in ((2, "center"), (5, "end"), (7, "center")):
            mark = page.locator(".mark__link").nth(number)
            mark.evaluate("(it, block) => it.scrollIntoView({ block })", block)
            before = page.evaluate("() => scrollY")
            mark.press("Enter")
            sheet = page.locator(".preview:target").bounding_box()
            at = mark.bounding_box()
            assert sheet
            assert at
            beside = at["x"] + at["width"] <= sheet["x"]
            above = at["y"] + at["height"] <= sheet["y"]
            assert above or beside, (number, block, at, sheet)
            assert 0 <= at["y"] < height
            page.keyboard.press("Escape")
            expect(page.locator(".preview:target")).to_have_count(0)
            assert abs(page.evaluate("() => scrollY") - before) <= 4


@size
def test_the_running_timer_is_seen_whole(
    browser: Browser, site_url: str, size: tuple[int, int]
) -> None:
    """Its ring and its words, above the bar; and it moves nothing as it wakes."""
    width, height = size
    with browser.new_context(
        viewport={"width": width, "height": height}, service_workers="block"
    ) as context:
        page = context.new_page()
        page.add_init_script(
            """window.shifted = 0;
            new PerformanceObserver((list) => {
                for (const entry of list.getEntries())
                    if (!entry.hadRecentInput) shifted += entry.value;
            }).observe({ type: "layout-shift", buffered: true });"""
        )
        page.goto(f"{site_url}now/")
        button = page.locator(".timer__button")
        button.scroll_into_view_if_needed()
        button.click()
        expect(page.locator(".timer__words")).to_contain_text("Keep breathing")
        button.evaluate("(it) => it.scrollIntoView({ block: 'center' })")
        box = button.bounding_box()
        bar = page.locator(".bar").bounding_box()
        assert box
        assert bar
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        if bar["y"] > height / 2:
            assert box["y"] + box["height"] <= bar["y"]
        assert page.evaluate("() => shifted") == 0


def test_a_strict_policy_stops_nothing(site_folder: Path) -> None:
    """No style stands in an attribute; a page works where only its own sheet may."""
    found = [
        path
        for path in site_folder.rglob("*.html")
        if re.search(r"<[^>]*\sstyle=", path.read_text("utf-8"))
    ]
    assert found == []
