"""What a reader needs first is in sight before anything is scrolled."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser


def open_with_fonts(page: Page, address: str) -> None:
    """Show a page in its own fonts, which are optional: a slow machine does without."""

    def needed(route: Route) -> None:
        answer = route.fetch()
        text = answer.text().replace("font-display:optional", "font-display:block")
        route.fulfill(response=answer, body=text)

    page.route(address, needed)
    page.goto(address)
    page.evaluate("async () => { await document.fonts.ready; }")
    status = "() => Array.from(document.fonts, (one) => one.status)"
    assert set(page.evaluate(status)) == {"loaded"}


@pytest.mark.parametrize(
    ("path", "first", "size"),
    [
        ("", ".routes__link", (390, 844)),
        ("", ".routes__link", (1280, 800)),
        ("", ".steps__step", (390, 844)),
        ("", ".steps__step", (1280, 800)),
        ("now/", ".drawings .drawing", (1280, 800)),
        ("remedies/", ".glance__link", (1280, 800)),
    ],
)
def test_it_is_in_sight_at_once(
    browser: Browser, site_url: str, path: str, first: str, size: tuple[int, int]
) -> None:
    """Every way in, every step and drawing of what to do now, every remedy."""
    width, height = size
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        open_with_fonts(page, site_url + path)
        found = page.locator(first)
        assert found.count() > 1
        bar = page.locator(".bar").bounding_box()
        assert bar
        end = bar["y"] if width < 1000 else height
        for one in found.all():
            expect(one).to_be_in_viewport(ratio=1)
            box = one.bounding_box()
            assert box
            assert box["y"] + box["height"] <= end


def test_the_ways_in_are_in_sight_without_the_fonts(
    browser: Browser, site_url: str
) -> None:
    """The drawing gives way to words in a wider face, not the words to the drawing."""
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.route("**/*.woff2", lambda route: route.abort())
        page.goto(site_url)
        bar = page.locator(".bar").bounding_box()
        assert bar
        for one in page.locator(".routes__link").all():
            box = one.bounding_box()
            assert box
            assert box["y"] + box["height"] <= bar["y"]
        drawing = page.locator(".relief .drawing").bounding_box()
        assert drawing
        assert drawing["height"] > 100


@pytest.mark.parametrize(
    ("size", "most"), [((568, 320), 1), ((667, 375), 3), ((844, 390), 4)], ids=str
)
def test_steps_are_in_sight_on_a_phone_on_its_side(
    browser: Browser, site_url: str, size: tuple[int, int], most: int
) -> None:
    """As many as fit there, above the bar, and the drawing beside them."""
    width, height = size
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        open_with_fonts(page, site_url)
        bar = page.locator(".bar").bounding_box()
        assert bar
        drawing = page.locator(".relief .drawing").bounding_box()
        assert drawing
        for step in page.locator(".steps__step").all()[:most]:
            box = step.bounding_box()
            assert box
            assert box["y"] + box["height"] <= bar["y"]
            assert box["x"] + box["width"] <= drawing["x"]
        assert drawing["y"] + drawing["height"] <= bar["y"]


def test_all_to_do_now_is_in_sight_on_a_phone_on_its_side(
    browser: Browser, site_url: str
) -> None:
    """Its heading is no larger than on one that stands."""
    with browser.new_context(viewport={"width": 844, "height": 390}) as context:
        page = context.new_page()
        open_with_fonts(page, f"{site_url}now/")
        bar = page.locator(".bar").bounding_box()
        last = page.locator(".steps__step").last.bounding_box()
        assert bar
        assert last
        assert last["y"] + last["height"] <= bar["y"]


# "What to do" of a page of text: the first step of the first list that is numbered.
@pytest.mark.parametrize("path", ["", "cramp-by-muscle/", "night/", "after-sport/"])
def test_the_first_step_is_on_a_phones_first_screen(
    browser: Browser, site_url: str, path: str
) -> None:
    """Whole, above the bar."""
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        open_with_fonts(page, site_url + path)
        step = page.locator("main .relief ol > li, main > .flow > ol > li").first
        expect(step).to_be_in_viewport(ratio=1)
        box, bar = step.bounding_box(), page.locator(".bar").bounding_box()
        assert box
        assert bar
        assert box["y"] + box["height"] <= bar["y"]
