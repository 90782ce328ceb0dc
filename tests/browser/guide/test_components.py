"""Every component in every state, side by side, keeps its place by day and by night."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.pages import scrolls_sideways
from tools import components

pytestmark = pytest.mark.browser
# What no page of the guide has: a draft's line, notes that explain, and what only the
# page for its editors shows.
ELSEWHERE = {"unfinished", "notes", "tally", "findings"}
# What stands beside the text is there where the screen has a column for it.
EMPTY = """() => Array.from(document.querySelectorAll(".specimen"))
    .filter((one) => innerWidth >= 1200 || !one.firstElementChild.matches(".beside"))
    .filter((one) => one.firstElementChild.getBoundingClientRect().height < 8)
    .map((one) => one.previousElementSibling.textContent)"""

# What is in focus has a ring; nothing else has one.
UNMARKED = """() => Array.from(document.querySelectorAll(".specimen :is(a, button)"))
    .filter((one) => one.checkVisibility() && !one.closest(".unseen"))
    .filter((one) => one.matches(".focus")
        !== (getComputedStyle(one).outlineStyle === "solid"))
    .map((one) => one.outerHTML.slice(0, 90))"""


@pytest.fixture(scope="module")
def found(real_site: Path) -> tuple[components.Specimen, ...]:
    return components.specimens(real_site)


def test_each_block_has_a_specimen(found: tuple[components.Specimen, ...]) -> None:
    """What folds is shown closed and open, and what is used is in use as well."""
    names = {one.name for one in found}
    blocks = {name.split()[0].partition("--")[0] for name in names}
    assert components.BLOCKS - blocks <= ELSEWHERE
    assert {"fold", "fold (open)", "care care--emergency", "care care--soon"} <= names
    assert {"action (hover)", "action (focus)", "timer (running)"} <= names


@pytest.mark.parametrize("width", [320, 1280])
def test_they_keep_their_places(
    browser: Browser, found: tuple[components.Specimen, ...], tmp_path: Path, width: int
) -> None:
    """None is empty or widens the page; the photographs of day and night differ."""
    pictures = set()
    (tmp_path / "components.html").write_text(components.page(found), "utf-8")
    for scheme in ("light", "dark"):
        with browser.new_context(
            viewport={"width": width, "height": 844}, color_scheme=scheme
        ) as context:
            page = context.new_page()
            page.goto((tmp_path / "components.html").as_uri())
            assert page.evaluate(EMPTY) == []
            assert page.evaluate(UNMARKED) == []
            assert scrolls_sideways(page).get("100%", []) == []
            pictures.add(page.screenshot())
    assert len(pictures) == 2
