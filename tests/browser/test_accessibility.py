"""axe finds no fault of levels A and AA, of practice, or of contrast up to AAA."""

import json
from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pages import shared

pytestmark = pytest.mark.browser
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
OPTIONS = {
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ],
    # Who keeps the stricter of the two keeps the other, which takes as long again.
    "rules": {
        "color-contrast-enhanced": {"enabled": True},
        "color-contrast": {"enabled": False},
    },
    "resultTypes": ["violations"],
    "preload": False,
}
RUN = """(options) => axe.run(document, options).then((results) =>
    results.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]))"""


@pytest.fixture(scope="module", params=[("light", 390), ("dark", 1280)], ids=str)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    scheme, width = request.param
    with browser.new_context(
        color_scheme=scheme,
        viewport={"width": width, "height": 844},
        reduced_motion="reduce",
        service_workers="block",
    ) as context:
        context.add_init_script(AXE)
        yield context.new_page()


@shared
def test_axe_finds_no_fault(page: Page, site_url: str, part: list[str]) -> None:
    faults = {}
    for path in part:
        page.goto(site_url + path)
        found = page.evaluate(RUN, OPTIONS)
        if found:
            faults[path] = found
    assert not faults, json.dumps(faults, indent=1)
