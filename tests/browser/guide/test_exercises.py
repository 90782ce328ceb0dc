"""What to do stands first on the page of an exercise."""

from io import BytesIO

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from ibid.pages.labels import DOSES
from tests.browser.conftest import Window
from tests.browser.pages import PATHS
from tests.wordings import ENGLISH

EXERCISES = [path for path in PATHS if path.startswith("exercises/") and path[10:]]

FIRST = """() => {
    const box = (name) => document.querySelector(name)?.getBoundingClientRect();
    return {
        stop: box(".stop").bottom,
        step: box(".steps__step").top,
        whole: box(".steps__step").bottom,
        bar: box(".bar").top,
    };
}"""


def test_the_first_step_is_on_a_phones_first_screen(
    window: Window, site_url: str
) -> None:
    """Whole, above the bar; and above it stands when to stop."""
    assert len(EXERCISES) > 8
    page = window()
    for path in EXERCISES:
        page.goto(site_url + path)
        found = page.evaluate(FIRST)
        assert found["stop"] <= found["step"], path
        assert found["whole"] <= found["bar"], (path, found)


def test_a_dose_is_always_told_in_one_order(window: Window, site_url: str) -> None:
    """Rounds, times, hold, rest, how often: whatever of them an exercise has."""
    words = ENGLISH.words.exercise
    order = [str(getattr(words, name)) for name in DOSES]
    assert order[:5] == ["Rounds", "Repeat", "Hold", "Rest", "How often"]
    page = window()
    for path in EXERCISES:
        page.goto(site_url + path)
        told = page.locator(".facts__name").all_text_contents()
        assert told == [name for name in order if name in told], path
        assert told, path


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_programme_prints_on_one_sheet_with_a_box_for_each_time(
    browser: Browser, site_url: str, paper: str
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{site_url}programmes/bedtime-plan/")
        (sheet,) = PdfReader(BytesIO(page.pdf(format=paper))).pages
        text = sheet.extract_text()
        assert all(f"Week {number}" in text for number in range(1, 7))
        assert "Then decide" in text
        page.emulate_media(media="print")
        boxes = page.locator(".stage__box")
        assert boxes.count() == 6 * 7
        assert all(box.is_visible() for box in boxes.all())
