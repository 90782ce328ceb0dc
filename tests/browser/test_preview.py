"""The preview in a browser: what an author sees of a save, of a mistake and its end."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.guides import SMALL
from tests.previews import running

pytestmark = pytest.mark.browser
PROBLEMS = "#ibid-preview"


def test_a_mistake_comes_and_goes_and_the_page_stays_where_it_is(
    browser: Browser, tmp_path: Path
) -> None:
    with (
        running(tmp_path, content=SMALL) as preview,
        browser.new_context(viewport={"width": 390, "height": 400}) as context,
    ):
        page = context.new_page()
        page.goto(f"{preview.address}about/")
        page.evaluate("scrollTo(0, 120)")
        text = preview.about.read_text("utf-8")
        preview.about.write_text(f"{text}\n\nA claim.[@nobody]\n", "utf-8")
        expect(page.locator(PROBLEMS)).to_contain_text('unknown reference "nobody"')
        assert scrolled(page) == 120
        preview.about.write_text(f"{text}\n\nA sentence that is mended.\n", "utf-8")
        expect(page.locator("main")).to_contain_text("A sentence that is mended.")
        expect(page.locator(PROBLEMS)).to_have_count(0)
        page.wait_for_function("scrollY === 120")


def scrolled(page: Page) -> float:
    return float(page.evaluate("scrollY"))
