"""The search finds what readers type, wherever the guide is read, and sends nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Window
from tests.browser.test_accessibility import AXE, RUN
from tests.browser.test_offline import hosting, visit, wait_until

pytestmark = pytest.mark.browser
KEPT = """async (url) => Boolean(await caches.match(url))"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 390, "height": 844}) as made:
        yield made


@pytest.fixture
def page(context: BrowserContext, site_url: str) -> Page:
    made = context.new_page()
    made.goto(f"{site_url}a-z/")
    return made


def found(page: Page, text: str) -> list[str]:
    """The titles of what is found, in order; nothing is found of no text."""
    field = page.get_by_role("searchbox", name="Search every page")
    field.fill("")
    expect(page.get_by_role("status")).to_be_empty()
    field.fill(text)
    expect(page.get_by_role("status")).not_to_be_empty()
    return page.locator(".search__found a").all_inner_texts()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("magnesum", "Magnesium"),
        ("quinnine", "Quinine"),
        ("STATINS", "Medicines linked with cramps"),
        ("vitamin k2", "Vitamin K2"),
        ("pregnant", "Cramps in pregnancy"),
        ("massages", "Stretching and massage"),
    ],
)
def test_a_word_is_found_in_any_form_and_with_slips_of_the_finger(
    page: Page, typed: str, first: str
) -> None:
    assert first in found(page, typed)[:2]
    # What was typed before is no word of the guide's.
    assert first in found(page, typed)[:2]


@pytest.mark.parametrize(
    "typed",
    ["chest pain", "can't breathe", "swollen", "dark urine", "blood clot", "breathles"],
)
def test_signs_that_must_not_wait_stand_before_all_else(page: Page, typed: str) -> None:
    titles = found(page, typed)
    assert titles[0] == "When to get help"
    urgent = page.locator(".search__found--urgent")
    assert urgent.count() >= 1
    first = page.locator(".search__found").first
    expect(first).to_have_class("search__found search__found--urgent")
    expect(first).to_contain_text("Call")


def test_a_result_has_its_kind_and_its_sentence_and_opens_there(page: Page) -> None:
    found(page, "tonic water")
    row = page.locator(".search__found").first
    expect(row.locator(".search__kind")).to_have_text("Remedies")
    assert row.locator("mark").count() >= 1
    row.locator("a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Quinine")
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("tonic water")
    expect(page.locator(".search__found").first).to_be_visible()


def test_the_count_is_told_and_nothing_found_is_said(page: Page) -> None:
    titles = found(page, "tonic water")
    expect(page.get_by_role("status")).to_have_text(f"Pages found: {len(titles)}")
    assert found(page, "qqqqqq") == []
    expect(page.get_by_role("status")).to_contain_text("No page has that.")


def test_keys_are_enough(page: Page) -> None:
    page.get_by_role("searchbox").focus()
    page.keyboard.type("magnesium")
    expect(page.get_by_role("status")).not_to_be_empty()
    page.keyboard.press("Enter")
    expect(page.locator(".search__found a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Magnesium")


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_no_fault_where_something_is_found(page: Page, colours: str) -> None:
    page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
    found(page, "chest pain")
    page.evaluate(AXE)
    options = {
        "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
    }
    assert page.evaluate(RUN, options) == []


def test_it_fits_the_smallest_screen_and_the_thumb(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    found(page, "chest pain")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for one in page.locator(".search__field, .search__found a").all():
        box = one.bounding_box()
        assert box is not None
        assert box["height"] >= 44


def test_nothing_is_asked_of_anybody_else_and_nothing_is_refused(
    context: BrowserContext, site_url: str
) -> None:
    page = context.new_page()
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda line: told.append(line.text))
    page.goto(f"{site_url}a-z/")
    assert not any("texts.js" in url for url in asked)
    found(page, "chest pain")
    assert any(url == f"{site_url}a-z/texts.js" for url in asked)
    assert all(url.startswith(site_url) and "chest" not in url for url in asked)
    assert told == []


def test_it_works_below_a_path_and_outlasts_the_server(
    context: BrowserContext, real_site: Path
) -> None:
    with hosting(real_site, "/a/mirror/") as host:
        page, address = visit(context, host), host.url
        for path in ("a-z/index.html", "a-z/texts.js"):
            wait_until(page, KEPT, address + path)
    page.goto(f"{address}a-z/")
    assert found(page, "magnesum")[0] == "Magnesium"


def test_it_works_from_a_disk(context: BrowserContext, real_site: Path) -> None:
    page = context.new_page()
    page.goto((real_site / "a-z" / "index.html").as_uri())
    assert found(page, "magnesum")[0] == "Magnesium"


def test_without_a_script_nothing_looks_missing(window: Window, site_url: str) -> None:
    page = window(java_script_enabled=False)
    page.goto(f"{site_url}a-z/")
    expect(page.locator(".search")).to_be_hidden()
    expect(page.get_by_role("link", name="Magnesium", exact=True)).to_be_visible()


def test_paper_has_no_search(page: Page) -> None:
    found(page, "magnesium")
    page.emulate_media(media="print")
    expect(page.locator(".search")).to_be_hidden()
