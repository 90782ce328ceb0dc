"""Every page stays in its place at every width, and is silent and whole."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser.pages import scrolls_sideways, shared

pytestmark = pytest.mark.browser
# Dark, where lines break first: colours move nothing, so that one look is enough.
SCREENS: tuple[tuple[Literal["light", "dark"], int, int], ...] = (
    ("light", 320, 568),
    ("light", 390, 844),
    ("light", 1280, 800),
    ("dark", 320, 568),
)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(service_workers="block") as context:
        yield context.new_page()


@shared
def test_no_page_scrolls_sideways(page: Page, site_url: str, part: list[str]) -> None:
    """At 320, 390 and 1280 pixels, and with text of twice the size."""
    faults = []
    for path in part:
        page.goto(site_url + path)
        for scheme, width, height in SCREENS:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": height})
            for size, wide in scrolls_sideways(page).items():
                faults.append((path, width, scheme, size, wide[:5]))
    assert faults == []


# Where the masthead and all below it begin; and the text and the foot.
EDGES = """() =>
    [".masthead__brand", "main > *", "main > :not(.page__side)", ".footer > *"]
        .map((part) => Math.min(...Array.from(document.querySelectorAll(part))
        .filter((one) => one.checkVisibility())
        .map((one) => Math.round(one.getBoundingClientRect().x))))"""


@pytest.mark.parametrize("path", ["", "remedies/", "about/", "causes/pregnancy/"])
def test_the_parts_of_a_page_begin_at_one_edge(
    page: Page, site_url: str, path: str
) -> None:
    """Its masthead over what it says, and its foot under the text."""
    page.goto(site_url + path)
    for width in (320, 390, 700, 844, 1024, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        masthead, whole, text, foot = page.evaluate(EDGES)
        assert (masthead, text) == (whole, foot), width


@shared
def test_nothing_is_said_in_the_console(
    browser: Browser, site_url: str, part: list[str]
) -> None:
    """No error, no warning, no file that isn't there, nothing from another site."""
    said: list[str] = []
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("requestfailed", lambda request: said.extend(failure(request)))
        context.on(
            "response",
            lambda answer: said.append(answer.url) if answer.status >= 400 else None,
        )
        context.on(
            "request",
            lambda request: (
                None if request.url.startswith(site_url) else said.append(request.url)
            ),
        )
        # The page for lost readers loads from the guide's own address alone.
        for path in (path for path in part if path != "404.html"):
            page.goto(site_url + path, wait_until="load")
    assert said == []


def failure(request: Request) -> list[str]:
    """The request, unless it ended because the reader went on to another page."""
    return [] if request.failure == "net::ERR_ABORTED" else [request.url]


# A button is there for scripts alone; what it says is no text of the page.
TEXT = """(main) => {
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    const words = [];
    while (walker.nextNode()) {
        const { data, parentElement } = walker.currentNode;
        const button = parentElement.closest("button");
        if (!button && parentElement.checkVisibility()) words.push(data);
    }
    return words.join(" ").replace(/\\s+/g, " ").trim();
}"""


@shared
def test_every_page_reads_the_same_without_scripts(
    browser: Browser, site_url: str, part: list[str]
) -> None:
    """Not a word of a page depends on a script."""
    reading: dict[str, str] = {}
    for scripts in (True, False):
        with browser.new_context(
            java_script_enabled=scripts, service_workers="block"
        ) as context:
            page = context.new_page()
            for path in part:
                page.goto(site_url + path)
                text = page.locator("main").evaluate(TEXT)
                assert reading.setdefault(path, text) == text, path
    assert all(reading.values())


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_as_the_fonts_come(
    browser: Browser, site_url: str, width: int
) -> None:
    """They are asked for ahead, so that a page has them at first or goes without."""
    with browser.new_context(
        viewport={"width": width, "height": 844}, service_workers="block"
    ) as context:
        page = context.new_page()
        page.add_init_script(
            """window.shifted = 0;
            new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) shifted += entry.value;
            }).observe({ type: "layout-shift", buffered: true });"""
        )
        page.goto(site_url)
        page.evaluate("async () => { await document.fonts.ready; }")
        ahead = "() => document.querySelectorAll('[rel=preload]:not([media])').length"
        assert page.evaluate(ahead) == 2
        assert page.evaluate("() => shifted") == 0
