"""The buttons that print a page or hand it on are there only where they work."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tools.webserver import serving

pytestmark = pytest.mark.browser
ABLE = """
    navigator.canShare = (what) => Boolean(what.url);
    navigator.share = async (what) => { window.shared = what; };
    window.print = () => { window.printed = true; };
"""
UNABLE = """
    delete Navigator.prototype.canShare;
    delete Navigator.prototype.share;
    delete window.print;
"""


def test_a_page_is_handed_on_by_its_own_address(
    browser: Browser, small_site: Path
) -> None:
    """By that of the guide, wherever the copy lies that is being read."""
    with browser.new_context(service_workers="block") as context:
        context.add_init_script(ABLE)
        page = context.new_page()
        with serving(small_site) as address:
            page.goto(f"{address}cards/calf-cramp/")
            page.locator("[data-share]").click()
            shared = page.evaluate("() => window.shared")
            page.locator("[data-print]").click()
            assert page.evaluate("() => window.printed")
            assert shared["url"] == "https://small.example/cards/calf-cramp/"
            assert shared["title"] == page.title()
            page.goto(f"{address}now/")
            expect(page.locator("[data-share]")).to_be_visible()


def test_a_device_that_cannot_shows_no_button(
    browser: Browser, small_site: Path
) -> None:
    with browser.new_context(service_workers="block") as context:
        context.add_init_script(UNABLE)
        page = context.new_page()
        with serving(small_site) as address:
            for path in ("cards/calf-cramp/", "now/"):
                page.goto(address + path, wait_until="load")
                expect(page.locator(".hand")).to_be_hidden()
        with browser.new_context(java_script_enabled=False) as plain:
            page = plain.new_page()
            page.goto((small_site / "cards/calf-cramp/index.html").as_uri())
            expect(page.locator(".hand")).to_be_hidden()
