"""The preview in a browser: what an author sees of a save, of a mistake and its end."""

import json
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_accessibility import AXE, OPTIONS, RUN
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


MISTAKE = f"\n\nA claim that is {'very ' * 20}long.[@nobody]\n"
SIZES = ((320, 256), (390, 844), (1280, 800))


def test_axe_finds_no_fault_in_what_an_author_sees(
    browser: Browser, tmp_path: Path
) -> None:
    """Problems below the last good page, how the guide stands, a page that isn't there,
    and problems where no page was good yet: by day, by night, in a reader's colours.
    """
    with browser.new_context(service_workers="block") as context:
        context.add_init_script(AXE)
        page = context.new_page()
        with running(tmp_path, content=SMALL) as preview:
            page.goto(f"{preview.address}about/")
            text = preview.about.read_text("utf-8")
            preview.about.write_text(text + MISTAKE, "utf-8")
            expect(page.locator(PROBLEMS)).to_contain_text("last good state")
            faults = looked_at(page, "problems")
            for path in ("-/", "nowhere/"):
                page.goto(preview.address + path)
                faults |= looked_at(page, path)
        with running(tmp_path, content=SMALL) as preview:
            page.goto(preview.address)
            problems = page.locator(PROBLEMS)
            expect(problems).to_contain_text('unknown reference "nobody"')
            expect(problems).not_to_contain_text("last good state")
            faults |= looked_at(page, "no good state")
    assert not faults, json.dumps(faults, indent=1)


def looked_at(page: Page, state: str) -> dict[str, object]:
    """What axe finds, by the size and the colours in which it finds it."""
    faults = {}
    for (width, height), look in product(SIZES, ("light", "dark", "forced")):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(
            color_scheme="dark" if look == "dark" else "light",
            forced_colors="active" if look == "forced" else "none",
        )
        if found := page.evaluate(RUN, OPTIONS):
            faults[f"{state} {width}x{height} {look}"] = found
    return faults


def scrolled(page: Page) -> float:
    return float(page.evaluate("scrollY"))
