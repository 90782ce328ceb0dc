"""What helps in the night is there without a signal."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tools.webserver import serving

pytestmark = pytest.mark.browser


def test_the_relief_steps_outlast_the_server(
    browser: Browser, site_folder: Path
) -> None:
    """After one visit to any page the steps, the card and the signs are kept."""
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        with serving(site_folder) as address:
            page.goto(f"{address}about/")
            page.wait_for_function(
                "async () => (await navigator.serviceWorker.ready).active?.state"
                " === 'activated' && navigator.serviceWorker.controller"
            )
        for path in (
            "now/",
            "now/index.html",
            "cards/calf-cramp/",
            "see-a-doctor/",
            "",
        ):
            page.goto(address + path)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.goto(f"{address}now/index.html")
        expect(page.get_by_text("Straighten the leg.").first).to_be_visible()
        page.locator(".timer").click()
        expect(page.locator(".timer")).to_contain_text("Keep breathing")


def test_a_newer_page_wins_while_there_is_a_signal(
    browser: Browser, site_folder: Path
) -> None:
    """Nobody reads an old page of health advice from the device's memory."""
    with browser.new_context() as context, serving(site_folder) as address:
        page = context.new_page()
        page.goto(f"{address}about/")
        page.wait_for_function("() => navigator.serviceWorker.controller")
        asked = []
        context.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}now/")
        assert f"{address}now/" in asked
