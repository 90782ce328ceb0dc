"""The guided player leads through a session, with the clock in the test's hands."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_accessibility import AXE, OPTIONS, RUN

STRETCH = "exercises/calf-stretch-standing/"
PLAN = "programmes/bedtime-plan/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A telephone whose clock stands still until the test moves it."""
    with browser.new_context(
        viewport={"width": 390, "height": 844},
        reduced_motion="reduce",
        service_workers="block",
    ) as context:
        context.add_init_script(AXE)
        page = context.new_page()
        page.clock.install(time=0)
        yield page


def start(page: Page, address: str) -> None:
    page.goto(address)
    page.clock.pause_at(1_000_000)
    page.get_by_role("button", name="Guide me through it").click()


def following(page: Page, *texts: str) -> None:
    """Each text is shown after another tap."""
    for text in texts:
        page.get_by_role("button", name="Next").click()
        expect(page.locator(".guided__text")).to_contain_text(text)


def test_a_stretch_is_held_on_one_side_and_then_on_the_other(
    page: Page, site_url: str
) -> None:
    start(page, site_url + STRETCH)
    text, count = page.locator(".guided__text"), page.locator(".guided__count")
    expect(text).to_contain_text("When to stop")
    following(page, "Step 1 of 4", "Step 2 of 4", "Step 3 of 4", "Step 4 of 4")
    expect(count).to_be_hidden()
    following(page, "1 of 3 Hold")
    expect(count).to_have_text("20")
    page.clock.run_for(5_000)
    expect(count).to_have_text("15")
    page.clock.run_for(15_200)
    expect(text).to_contain_text("Let go slowly")
    following(page, "2 of 3 Hold", "Let go slowly", "3 of 3 Hold", "other side")
    following(page, "1 of 3 Hold")


def test_seconds_are_told_at_sensible_steps(page: Page, site_url: str) -> None:
    """Beside the buttons, each of which keeps its name."""
    start(page, site_url + STRETCH)
    following(page, *(f"Step {number}" for number in range(1, 5)), "Hold")
    status = page.get_by_role("status")
    expect(status).to_have_text("1 of 3 Hold")
    page.clock.run_for(10_100)
    expect(status).to_have_text("10")
    page.clock.run_for(4_000)
    expect(status).to_have_text("10")
    page.clock.run_for(3_000)
    expect(status).to_have_text("3")
    names = page.locator("dialog button:visible").all_inner_texts()
    assert {"Stop", "Sound", "Back", "Pause", "Next"} <= set(names)


def test_it_waits_while_it_is_paused(page: Page, site_url: str) -> None:
    start(page, site_url + STRETCH)
    following(page, *(f"Step {number}" for number in range(1, 5)), "Hold")
    page.clock.run_for(4_000)
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(60_000)
    expect(page.locator(".guided__count")).to_have_text("16")
    page.get_by_role("button", name="Go on").click()
    page.clock.run_for(6_000)
    expect(page.locator(".guided__count")).to_have_text("10")


def test_a_programme_rests_between_and_goes_on_by_itself(
    page: Page, site_url: str
) -> None:
    """Hold, rest and hold, as the trial had it; then the next exercise."""
    start(page, site_url + PLAN)
    text = page.locator(".guided__text")
    following(page, *(f"Calf stretch, standing · Step {n}" for n in range(1, 5)))
    following(page, "1 of 3 Hold")
    for expected in ("Rest", "2 of 3 Hold", "Rest", "3 of 3 Hold", "other side"):
        page.clock.run_for(10_200)
        expect(text).to_contain_text(expected)
    following(page, "1 of 3 Hold")
    for _ in range(5):
        page.clock.run_for(10_200)
    expect(text).to_contain_text("Hamstring stretch · Step 1")


def test_nothing_is_kept_moved_or_made_loud(page: Page, site_url: str) -> None:
    """Sound is off at the start; closing gives the focus back."""
    page.add_init_script(
        """window.shifted = 0;
        new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) shifted += entry.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    start(page, site_url + STRETCH)
    sound = page.get_by_role("button", name="Sound")
    expect(sound).to_have_attribute("aria-pressed", "false")
    sound.click()
    expect(sound).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Guide me through it")).to_be_focused()
    assert page.evaluate("() => [localStorage.length, document.cookie]") == [0, ""]
    assert page.evaluate("() => shifted") == 0


def test_without_script_it_is_not_offered(browser: Browser, site_url: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site_url + STRETCH)
        expect(page.get_by_role("button", name="Guide me through it")).to_be_hidden()
        expect(page.locator(".steps__step").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_while_it_runs(
    page: Page, site_url: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    start(page, site_url + STRETCH)
    following(page, *(f"Step {number}" for number in range(1, 5)), "Hold")
    page.clock.resume()
    faults = page.evaluate(RUN, OPTIONS)
    assert not faults, json.dumps(faults, indent=1)
