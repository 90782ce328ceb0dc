"""A timer that counts seconds: shown, said aloud, ended and stopped."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tools.webserver import serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def small_url(small_site: Path) -> Iterator[str]:
    with serving(small_site) as address:
        yield address


def test_the_seconds_are_told_at_sensible_steps(
    browser: Browser, small_url: str
) -> None:
    """Every ten seconds and the last five, each once, and then the end."""
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.clock.install()
        page.goto(f"{small_url}now/")
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


def test_the_timer_counts_down_and_stops(browser: Browser, small_url: str) -> None:
    """It starts on a tap, says what to do, counts to its end and can be stopped."""
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.clock.install()
        page.goto(f"{small_url}now/")
        timer = page.locator(".timer")
        seconds = int(timer.get_attribute("data-seconds") or 0)
        assert seconds == 30
        expect(timer).to_contain_text(f"hold for {seconds} seconds")
        timer.click()
        expect(timer).to_contain_text("Hold. Keep breathing.")
        page.clock.run_for(10_000)
        expect(timer.locator(".timer__count")).to_have_text("20")
        page.clock.run_for(21_000)
        expect(timer).to_contain_text("Let go slowly")
        timer.click()
        expect(timer).to_contain_text("Hold. Keep breathing.")
        timer.click()
        expect(timer).to_contain_text(f"hold for {seconds} seconds")
