"""What people ask is answered in two taps from home, without scrolling on arrival."""

import re
from pathlib import Path

import pytest

from tests.browser.conftest import Window

ROOT = Path(__file__).parents[3]
QUESTIONS = re.findall(
    r"^### (.+)$", (ROOT / "content" / "questions.md").read_text("utf-8"), re.M
)
# The questions whose answer the screen shows to its end, above the bar at the bottom.
ANSWERED = """() => {
    const bar = document.querySelector(".bar__now");
    const lower = bar ? bar.getBoundingClientRect().top : innerHeight;
    return Array.from(document.querySelectorAll("main h3"))
        .filter((one) => one.getBoundingClientRect().top >= 0)
        .filter((one) => {
            const answer = one.nextElementSibling.getBoundingClientRect();
            return answer.height > 0 && answer.bottom <= lower;
        })
        .map((one) => one.textContent.trim());
}"""

pytestmark = pytest.mark.browser


def test_every_question_is_answered_in_two_taps(window: Window, site_url: str) -> None:
    """From home, a tap on a group of questions shows each of them with its answer."""
    assert len(QUESTIONS) == len(set(QUESTIONS)) == 29
    page = window(has_touch=True, is_mobile=True)
    page.goto(site_url)
    ways = [
        link.inner_text() for link in page.locator("main a[href*='questions/']").all()
    ]
    found: dict[str, str] = {}
    for way in ways:
        page.goto(site_url)
        page.locator("main").get_by_role("link", name=way, exact=True).tap()
        page.wait_for_url("**/questions/**")
        for question in page.evaluate(ANSWERED):
            found.setdefault(question, way)
    assert set(QUESTIONS) <= set(found)
