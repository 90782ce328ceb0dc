"""What opens can be read and used whole, on every screen there is."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, expect

from tests.browser.conftest import Window
from tests.browser.guide.kinds import CUT, KINDS, SIZES, each_kind
from tests.browser.pages import UNFOLD
from tests.browser.test_accessibility import AXE, OPTIONS, RUN

pytestmark = pytest.mark.browser
size = pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)


@size
def test_every_link_of_the_menu_can_be_reached(
    window: Window, site_url: str, size: tuple[int, int]
) -> None:
    """By scrolling the open menu, or at once where its links stand in a row."""
    width, height = size
    page = window(width, height)
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


def tree(page: Page, address: str, click: bool) -> dict[str, list[str]]:
    """The names in Chromium's own accessibility tree, by role."""
    page.goto(address)
    if click:
        page.locator(".timer__button").click()
    nodes = asked_tree(page)
    found: dict[str, list[str]] = {}
    for node in nodes:
        if not node["ignored"]:
            name = str(node.get("name", {}).get("value", ""))
            found.setdefault(str(node["role"]["value"]), []).append(name)
    return found


def asked_tree(page: Page) -> list[dict[str, Any]]:
    """Every node of that tree."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return nodes


def test_the_timers_button_has_a_name(window: Window, site_url: str) -> None:
    """Before it starts and while it runs; what it says aloud stands beside it."""
    for running, words in (
        (False, "Start: hold until the muscle lets go"),
        (True, "Hold. Keep breathing. Tap to stop."),
    ):
        found = tree(window(), f"{site_url}now/", click=running)
        assert words in found["button"]
        assert "" not in found["button"] + found["link"]
        assert len(found["status"]) == 1


@size
def test_the_claim_stays_in_sight_beside_its_source(
    window: Window, site_url: str, size: tuple[int, int]
) -> None:
    """Wherever on the screen its mark is tapped, and the page is put back after."""
    width, height = size
    page = window(width, height, reduced_motion="reduce")
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


@pytest.fixture(scope="module")
def steady(browser: Browser) -> Iterator[Page]:
    """A page that counts what moves on it."""
    with browser.new_context(service_workers="block") as context:
        page = context.new_page()
        page.add_init_script(
            """window.shifted = 0;
            new PerformanceObserver((list) => {
                for (const entry of list.getEntries())
                    if (!entry.hadRecentInput) shifted += entry.value;
            }).observe({ type: "layout-shift", buffered: true });"""
        )
        yield page


@size
def test_the_running_timer_is_seen_whole(
    steady: Page, site_url: str, size: tuple[int, int]
) -> None:
    """Its ring and its words, above the bar; and it moves nothing as it wakes."""
    page, (width, height) = steady, size
    page.set_viewport_size({"width": width, "height": height})
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


LONG = "Donaudampfschifffahrtsgesellschaftskapitaenskajuetenuhr"  # Of 54 letters.


def opened(page: Page, state: str) -> bool:
    """Whether the page has such a state, which it is then in."""
    if state == "menu":
        button = page.get_by_role("button", name="Menu")
        if there := button.is_visible():
            button.click()
        return there
    if state == "preview":
        mark = page.locator(".mark__link:visible").first
        if there := mark.is_visible():
            mark.press("Enter")
        return there
    if state == "timer":
        timer = page.locator(".timer__button")
        if there := timer.is_visible():
            timer.click()
        return there
    if state == "folds":
        page.evaluate(UNFOLD)
    return True


CUT_OFF = (*KINDS, "404.html", "offline.html")
AT_EACH = 5  # Prime to the sizes, the looks and the states: all of them meet.


@pytest.mark.parametrize("path", CUT_OFF)
def test_nothing_is_cut_off_in_any_state(
    window: Window, site_url: str, path: str
) -> None:
    """Unfolded, with the menu, a preview or the timer; pages take turns at the sizes,
    so that each size meets each state on many of them.
    """
    found = {}
    first = CUT_OFF.index(path) * AT_EACH
    sizes = [SIZES[turn % len(SIZES)] for turn in range(first, first + AT_EACH)]
    page = window(reduced_motion="reduce")
    page.goto(site_url + path)
    for state in ("timer", "menu", "folds", "preview"):
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            if opened(page, state) and (cut := page.evaluate(CUT)):
                found[state, width, height] = cut[:3]
            page.keyboard.press("Escape")
    page.set_viewport_size({"width": 320, "height": 568})
    page.locator("h1").evaluate("(it, long) => { it.textContent = long; }", LONG)
    assert page.evaluate(CUT) == []
    assert found == {}


ROLES = frozenset(("button", "link", "DisclosureTriangle", "checkbox", "textbox"))


@each_kind
def test_every_control_has_a_name_and_a_state(
    window: Window, site_url: str, path: str
) -> None:
    """In Chromium's own tree: what folds says whether it is open."""
    page = window()
    page.goto(site_url + path)
    for state, told in (("closed", False), ("folds", True)):
        opened(page, state)
        nodes = asked_tree(page)
        controls = [
            node
            for node in nodes
            if not node["ignored"] and node["role"]["value"] in ROLES
        ]
        assert len(controls) > 5
        for node in controls:
            assert node.get("name", {}).get("value", "").strip(), node
            if node["role"]["value"] == "DisclosureTriangle":
                states = {
                    one["name"]: one["value"].get("value") for one in node["properties"]
                }
                assert states["expanded"] is told, node["name"]


def test_the_button_of_the_menu_says_whether_it_is_open(
    window: Window, site_url: str
) -> None:
    page = window()
    page.goto(site_url)

    def expanded() -> list[object]:
        return [
            one["value"].get("value")
            for node in asked_tree(page)
            if node.get("name", {}).get("value") == "Menu" and not node["ignored"]
            for one in node.get("properties", ())
            if one["name"] == "expanded"
        ]

    assert expanded() == [False]
    page.get_by_role("button", name="Menu").click()
    expect(page.locator("#menu")).to_be_visible()
    assert expanded() == [True]


@each_kind
def test_a_page_works_from_a_folder(window: Window, real_site: Path, path: str) -> None:
    """Opened as a file, as from a USB stick: styled, silent, and its links lead on.

    Chromium asks for no file of a disk ahead, and says so of the fonts; their rule gets
    them all the same.
    """
    said: list[str] = []
    page = window()

    def hear(line: ConsoleMessage) -> None:
        said.extend(but_for_fonts(line))

    def fail(error: Error) -> None:
        said.append(str(error))

    page.on("console", hear)
    page.on("pageerror", fail)
    page.goto((real_site / path / "index.html").as_uri())
    assert page.evaluate("() => getComputedStyle(document.body).margin") == "0px"
    way = page.locator(".bar a").first
    if way.is_visible():
        way.click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    fonts = page.evaluate("() => Array.from(document.fonts, (one) => one.status)")
    assert "error" not in fonts
    page.remove_listener("console", hear)
    page.remove_listener("pageerror", fail)
    assert said == []


def but_for_fonts(line: ConsoleMessage) -> list[str]:
    """The line, unless a font that was asked for ahead is what it is about."""
    about = f"{line.text} {line.location['url']}"
    return [] if ".woff2" in about else [line.text]


def test_a_strict_policy_stops_nothing(real_site: Path) -> None:
    """No style stands in an attribute; a page works where only its own sheet may."""
    found = [
        path
        for path in real_site.rglob("*.html")
        if re.search(r"<[^>]*\sstyle=", path.read_text("utf-8"))
    ]
    assert found == []


LOOKS = ("light", "dark", "forced")
STATES = ("menu", "folds", "preview")


@pytest.fixture(scope="module")
def judged(browser: Browser) -> Iterator[Page]:
    """A page that axe can look at."""
    with browser.new_context(
        reduced_motion="reduce", service_workers="block"
    ) as context:
        context.add_init_script(AXE)
        yield context.new_page()


@each_kind
def test_axe_finds_no_fault_in_what_opens(
    judged: Page, site_url: str, path: str
) -> None:
    """Pages take turns at sizes, looks and states: each look meets each state."""
    faults, page = {}, judged
    page.goto(site_url + path)
    first = KINDS.index(path) * AT_EACH
    for turn in range(first, first + AT_EACH):
        width, height = SIZES[turn % len(SIZES)]
        look, state = LOOKS[turn % 3], STATES[(turn + turn // 3) % 3]
        page.emulate_media(
            color_scheme="dark" if look == "dark" else "light",
            forced_colors="active" if look == "forced" else "none",
        )
        page.set_viewport_size({"width": width, "height": height})
        if not opened(page, state):
            page.evaluate(UNFOLD)
        if found := page.evaluate(RUN, OPTIONS):
            faults[f"{look} {width}x{height} {state}"] = found
        page.keyboard.press("Escape")
        # A preview that closes goes back, and that would end the way to another page.
        page.wait_for_function("() => !location.hash.startsWith('#ref-')")
    assert not faults, json.dumps(faults, indent=1)


def searched(page: Page) -> None:
    page.get_by_role("searchbox").fill("chest pain")
    expect(page.locator(".search__found--urgent").first).to_be_visible()


@pytest.mark.parametrize(
    ("path", "begin"),
    [
        ("now/", lambda page: opened(page, "timer")),
        ("a-z/", searched),
        ("offline.html", lambda _: None),
    ],
)
@pytest.mark.parametrize("size", [(320, 256), (844, 390), (1280, 800)], ids=str)
def test_axe_finds_no_fault_in_what_a_reader_begins(
    judged: Page,
    site_url: str,
    path: str,
    begin: Callable[[Page], object],
    size: tuple[int, int],
) -> None:
    """A hold that runs, pages that are found, and what is there without a signal."""
    judged.set_viewport_size({"width": size[0], "height": size[1]})
    judged.goto(site_url + path)
    begin(judged)
    for look in LOOKS:
        judged.emulate_media(
            color_scheme="dark" if look == "dark" else "light",
            forced_colors="active" if look == "forced" else "none",
        )
        found = judged.evaluate(RUN, OPTIONS)
        assert not found, (look, json.dumps(found, indent=1))
