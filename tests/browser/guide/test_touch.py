"""A finger hits what it aims at, and the relief steps are one tap away."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Window
from tests.browser.guide.kinds import SMALL, each_kind
from tests.browser.pages import UNFOLD

pytestmark = pytest.mark.browser
# How far from its middle each mark can be hit, to the left, right, up and down.
REACH = """(mark) => {
    mark.scrollIntoView({ block: "center" });
    const box = mark.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const hit = (dx, dy) => {
        const found = document.elementFromPoint(x + dx, y + dy)?.closest("a, button");
        return found === mark || (found?.matches(".mark__link") ? null : false);
    };
    const far = (dx, dy) => {
        let way = 0;
        while (way < 30 && hit(dx * (way + 0.25), dy * (way + 0.25))) way += 0.25;
        return way;
    };
    return [far(-1, 0) + far(1, 0), far(0, -1) + far(0, 1)];
}"""


@pytest.mark.parametrize(
    ("touch", "height"), [(False, 23), (True, 43)], ids=["mouse", "finger"]
)
@pytest.mark.parametrize("path", ["remedies/quinine/", "see-a-doctor/"])
def test_a_mark_is_large_enough_to_hit(
    window: Window, site_url: str, path: str, touch: bool, height: int
) -> None:
    """24 by 24 pixels for a mouse, and 44 tall for a finger."""
    page = window(has_touch=touch, is_mobile=touch)
    page.goto(site_url + path)
    page.evaluate(UNFOLD)
    marks = page.locator(".mark__link").all()
    assert marks
    small = []
    for mark in marks:
        wide, tall = mark.evaluate(REACH)
        if wide < 23 or tall < height:
            small.append((mark.get_attribute("id"), wide, tall))
    assert small == []


@each_kind
@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "finger"])
def test_what_stands_free_is_tall(
    window: Window, site_url: str, path: str, touch: bool
) -> None:
    """What is no word of a text is 44 pixels tall, whatever is unfolded."""
    # What letters make tall is the least so where the screen is narrow.
    page = window(320 if touch else 1280, has_touch=touch, is_mobile=touch)
    page.goto(site_url + path)
    page.evaluate(UNFOLD)
    assert page.evaluate(SMALL) == []
    menu = page.get_by_role("button", name="Menu")
    if touch:
        menu.click()
        assert page.evaluate(SMALL) == []


@each_kind
def test_relief_is_one_tap_away(window: Window, site_url: str, path: str) -> None:
    """The way there is in sight without scrolling, and works."""
    page = window(has_touch=True, is_mobile=True)
    page.goto(site_url + path)
    if path != "now/":
        way = page.locator(".bar").get_by_role("link", name="Cramp right now")
        expect(way).to_be_in_viewport(ratio=1)
        way.tap()
        page.wait_for_url("**/now/index.html")
    expect(page.locator("main ol").first.locator("li").first).to_be_in_viewport()


def steps(page: Page) -> list[str]:
    return page.locator("main ol li").all_inner_texts()


def test_the_steps_are_the_first_thing_on_the_page_for_now(
    window: Window, site_url: str
) -> None:
    """They fill the first screen of a small telephone, before anything else."""
    page = window()
    page.goto(f"{site_url}now/")
    expect(page.locator("main ol").first.locator("li").first).to_be_in_viewport()
    last = page.locator("main ol").first.locator("li").last
    expect(last).to_be_in_viewport()


def test_the_timer_counts_until_the_muscle_lets_go(
    browser: Browser, site_url: str
) -> None:
    """The button says what the steps say, and no number of seconds ends it."""
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.clock.install()
        page.goto(f"{site_url}now/")
        timer, until = page.locator(".timer"), "until the muscle lets go"
        assert any(until in step for step in steps(page))
        expect(timer).to_contain_text(f"Start: hold {until}")
        expect(timer.locator(".timer__count")).to_have_text("")
        timer.click()
        expect(timer).to_contain_text("Hold. Keep breathing.")
        page.clock.run_for(45_000)
        expect(timer.locator(".timer__count")).to_have_text("45")
        page.clock.run_for(50_000)
        expect(timer.locator(".timer__count")).to_have_text("1:35")
        expect(timer).to_contain_text("Hold. Keep breathing.")
        timer.click()
        expect(timer).to_contain_text(f"Start: hold {until}")
        expect(timer.locator(".timer__count")).to_have_text("")


def test_without_a_script_there_is_no_dead_timer(window: Window, site_url: str) -> None:
    page = window(java_script_enabled=False)
    page.goto(f"{site_url}now/")
    expect(page.locator(".timer")).to_be_hidden()
    assert len(steps(page)) > 2
