"""In a reader's own colours every word and every sign can be seen, on every ground.

What a style sheet computes doesn't tell: there the browser lays a ground of its own
behind words. So what is looked at is the picture of the page.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import Page

from ibid.site.accent import contrast
from tests.browser.conftest import Window
from tools.webserver import serving

pytestmark = pytest.mark.browser
PAGES = (
    *("", "now/", "see-a-doctor/", "remedies/", "remedies/magnesium/"),
    *("exercises/calf-stretch/", "cards/calf-cramp/", "references/garrison2020/"),
    "404.html",
)
ENOUGH = 4.5
"""What WCAG 2.2 asks of text (1.4.3); how strong a reader's colours are is theirs."""

# A line of each text that nothing covers, and each sign beside words, with its box.
SHOWN = """() => {
    const seen = (one, { x, y, width, height }) => {
        const top = document.elementFromPoint(x + width / 2, y + height / 2);
        return width > 4 && one.checkVisibility({ visibilityProperty: true })
            && !one.closest(".unseen") && (one.contains(top) || top?.contains(one));
    };
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const { data, parentElement: one } = walker.currentNode;
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        const [box] = range.getClientRects();
        if (!data.trim() || !box || one.closest("svg") || !seen(one, box)) continue;
        found.push([data.trim().slice(0, 40), box]);
    }
    for (const one of document.querySelectorAll(":is(a, button, [class$=head]) svg")) {
        const box = one.getBoundingClientRect();
        if (seen(one, box)) found.push([one.outerHTML.slice(0, 60), box]);
    }
    return found.map(([what, { left, top, right, bottom }]) =>
        [what, left, top, right, bottom]);
}"""


@pytest.fixture(scope="module")
def small_url(small_site: Path) -> Iterator[str]:
    with serving(small_site) as address:
        yield address


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_all_can_be_seen(
    window: Window, small_url: str, scheme: Literal["light", "dark"], width: int
) -> None:
    """By day and by night, on a phone and on a desktop, the menu open too."""
    faults = {}
    page = window(width, forced_colors="active", color_scheme=scheme)
    for path in PAGES:
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(small_url + path)
        faults[path] = list(unseen(page))
    menu = page.get_by_role("button", name="Menu")
    if menu.is_visible():
        menu.click()
        faults["menu"] = list(unseen(page))
    assert {where: found for where, found in faults.items() if found} == {}


def unseen(page: Page) -> Iterator[tuple[str, float]]:
    """What differs too little from what is around it, with its contrast."""
    width, tall = page.evaluate(
        "() => [innerWidth, document.documentElement.scrollHeight]"
    )
    page.set_viewport_size({"width": width, "height": tall})
    with Image.open(io.BytesIO(page.screenshot())) as taken:
        picture = taken.convert("RGB")
    shown = page.evaluate(SHOWN)
    assert len(shown) > len(PAGES)
    for what, *box in shown:
        left, top, right, bottom = map(round, box)
        found = strongest(picture.crop((left, top, right, bottom)))
        if found < ENOUGH:
            yield what, round(found, 1)


def strongest(picture: Image.Image) -> float:
    """The contrast of the lightest and the darkest colour in a picture."""
    data = picture.tobytes()
    colours = {f"#{data[at : at + 3].hex()}" for at in range(0, len(data), 3)}
    found = sorted(colours, key=light)
    return contrast(found[0], found[-1])


def light(name: str) -> float:
    """How light a colour is: its contrast with black."""
    return contrast(name, "#000000")
