"""A source shows itself where it is called, and lets go of the reader there again."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Window
from tests.browser.guide.kinds import KINDS
from tests.browser.pages import UNFOLD
from tests.guides import small_guide
from tools.webserver import serving

pytestmark = pytest.mark.browser
PATH = "remedies/stretching-and-massage/"
# A source that this page cites several times, at a place that isn't the first.
MARK, ENTRY = "#cite-miller2022-3", "#ref-miller2022"
FEW = 4  # pixels that nobody sees
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {"color-contrast-enhanced": {"enabled": True}},
    "resultTypes": ["violations"],
    "preload": False,
}
RUN = """(options) => axe.run(document, options).then((results) =>
    results.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]))"""
# A page that cannot run a script cannot be asked by one either; Playwright still can.
SCROLLED = "() => scrollY"


def shown(window: Window, width: int, **more: object) -> Page:
    """The page of a window of that width, without motion."""
    height = {320: 568, 390: 844}.get(width, 800)
    return window(width, height, reduced_motion="reduce", **more)


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(params=[False, True], ids=["keyboard", "touch"])
def touch(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def page(window: Window, site_url: str, scripts: bool, touch: bool) -> Page:
    """A telephone at a place in the middle of a text; the site's home is behind it."""
    more = {"java_script_enabled": scripts, "has_touch": touch, "is_mobile": touch}
    page = shown(window, 390, **more)
    page.goto(site_url)
    page.goto(site_url + PATH)
    center(page.locator(MARK))
    return page


def center(mark: Locator) -> None:
    """Unfold the part in which the mark stands, and go there."""
    mark.evaluate(
        """(mark) => {
            mark.closest("details")?.setAttribute("open", "");
            mark.scrollIntoView({ block: "center" });
        }"""
    )


def follow(link: Locator, touch: bool) -> None:
    """Go where the link leads, by the finger or by the keyboard."""
    if touch:
        link.tap()
    else:
        link.focus()
        link.press("Enter")


def expect_open(page: Page) -> Locator:
    entry = page.locator(f"{ENTRY}:target")
    expect(entry).to_be_in_viewport(ratio=1)
    return entry


def expect_closed(page: Page) -> None:
    expect(page.locator(".preview:target")).to_have_count(0)


def test_it_opens_where_one_reads(page: Page, touch: bool, scripts: bool) -> None:
    """The entry lies at the bottom above the bar and takes the focus; what called it
    stays in sight above it.
    """
    high = page.locator("html").bounding_box()
    follow(page.locator(MARK), touch)
    entry = expect_open(page)
    expect(entry).to_be_focused()
    mark = page.locator(MARK).bounding_box()
    box, bar = entry.bounding_box(), page.locator(".bar").bounding_box()
    assert box
    assert bar
    assert high
    assert mark
    assert abs(box["y"] + box["height"] - bar["y"]) < FEW
    assert mark["y"] > 0
    if scripts:
        assert mark["y"] + mark["height"] <= box["y"]
    assert box["height"] <= 0.6 * 844 + 1
    assert box["width"] == 390
    if scripts:
        after = page.locator("html").bounding_box()
        assert after
        assert abs(after["height"] - high["height"]) < FEW


def test_it_says_what_the_source_is_and_found(page: Page, touch: bool) -> None:
    follow(page.locator(MARK), touch)
    entry = expect_open(page)
    expect(entry.locator(".sources__name")).to_have_text("Miller et al., 2022")
    expect(entry).to_contain_text("This review looked at")
    expect(entry.get_by_role("link", name="About this source")).to_be_in_viewport()
    back = entry.get_by_role("link", name="Back to the text")
    expect(back.first).to_be_in_viewport(ratio=1)
    for link in (entry.get_by_role("link", name="About this source"), back.first):
        box = link.bounding_box()
        assert box
        assert box["height"] >= 43.5


def test_back_closes_it_and_leaves_the_page_where_it_was(
    page: Page, touch: bool, scripts: bool
) -> None:
    before = page.evaluate(SCROLLED)
    follow(page.locator(MARK), touch)
    expect_open(page)
    page.go_back()
    expect_closed(page)
    assert page.url.endswith(PATH)
    assert abs(page.evaluate(SCROLLED) - before) < FEW
    if scripts:
        expect(page.locator(MARK)).to_be_focused()


def test_its_own_link_leads_back_to_the_mark(
    page: Page, touch: bool, scripts: bool
) -> None:
    """With a script to the very one, and nothing moves; else there is a letter each."""
    before = page.evaluate(SCROLLED)
    follow(page.locator(MARK), touch)
    entry = expect_open(page)
    back = entry.locator(f".preview__back[href='{MARK}']")
    if scripts:
        expect(entry.locator(".preview__back:visible")).to_have_text(
            ["Back to the text"]
        )
    else:
        expect(back).to_have_text("c")
    follow(back, touch)
    expect_closed(page)
    expect(page.locator(MARK)).to_be_focused()
    expect(page.locator(MARK)).to_be_in_viewport(ratio=1)
    if scripts:
        assert abs(page.evaluate(SCROLLED) - before) < FEW


def test_one_comes_back_from_the_sources_own_page(
    page: Page, touch: bool, scripts: bool
) -> None:
    """Two steps back: the preview as it was left, and then the text."""
    before = page.evaluate(SCROLLED)
    follow(page.locator(MARK), touch)
    follow(expect_open(page).get_by_role("link", name="About this source"), touch)
    page.wait_for_url("**/references/miller2022/index.html")
    page.go_back()
    expect_open(page)
    page.go_back()
    expect_closed(page)
    assert abs(page.evaluate(SCROLLED) - before) < FEW
    if scripts:
        expect(page.locator(MARK)).to_be_focused()


@pytest.mark.parametrize("scripts", [True], ids=["script"], indirect=True)
def test_escape_closes_it_however_far_one_has_read_on(page: Page, touch: bool) -> None:
    follow(page.locator(MARK), touch)
    expect_open(page)
    page.evaluate("() => scrollBy({ top: 100, behavior: 'instant' })")
    before = page.evaluate(SCROLLED)
    page.keyboard.press("Escape")
    expect_closed(page)
    expect(page.locator(MARK)).to_be_focused()
    assert abs(page.evaluate(SCROLLED) - before) < FEW


@pytest.mark.parametrize("scripts", [True], ids=["script"], indirect=True)
def test_a_tap_beside_it_closes_it(page: Page, touch: bool) -> None:
    follow(page.locator(MARK), touch)
    expect_open(page)
    page.locator(".preview:target .sources__name").click()
    expect_open(page)
    page.mouse.click(200, 20)
    expect_closed(page)


@pytest.mark.parametrize("scripts", [True], ids=["script"], indirect=True)
def test_the_next_source_takes_the_place_of_the_last(page: Page, touch: bool) -> None:
    """One step back then closes it; its mark alone is lit."""
    lit = page.locator(".mark__link--open")
    follow(page.locator(MARK), touch)
    expect_open(page)
    expect(lit).to_have_attribute("id", MARK[1:])
    above = page.locator("#cite-miller2022-2")
    above.evaluate("(mark) => mark.closest('details')?.setAttribute('open', '')")
    above.focus()
    above.press("Enter")
    expect(lit).to_have_attribute("id", "cite-miller2022-2")
    page.keyboard.press("Escape")
    expect_closed(page)
    expect(above).to_be_focused()
    expect(lit).to_have_count(0)
    page.go_back()
    expect(page).to_have_url(re.compile(r"//[^/]+/(index\.html)?$"))


@pytest.mark.parametrize("path", ["remedies/vitamin-k2/", "see-a-doctor/"])
def test_an_address_with_a_source_opens_it(
    window: Window, site_url: str, path: str, scripts: bool
) -> None:
    """It can be closed although no mark was used."""
    page = shown(window, 390, java_script_enabled=scripts)
    page.goto(site_url + path)
    entry = page.locator(".sources .preview").first
    page.goto(f"{site_url}{path}#{entry.get_attribute('id')}")
    expect(entry).to_be_in_viewport(ratio=1)
    if scripts:
        page.keyboard.press("Escape")
    else:
        entry.locator(".preview__back").first.click()
    expect_closed(page)
    expect(page.locator("[role=doc-noteref]").first).to_be_focused()


@pytest.mark.parametrize("width", [1200, 1280, 1600])
def test_on_a_wide_screen_it_stands_beside_the_text(
    window: Window, site_url: str, width: int, scripts: bool
) -> None:
    """Not over it; at the height of the mark, where a script can tell it."""
    page = shown(window, width, java_script_enabled=scripts)
    page.goto(site_url + PATH)
    mark = page.locator(MARK)
    center(mark)
    mark.evaluate("(mark) => mark.scrollIntoView({ block: 'start' })")
    mark.click()
    card = expect_open(page).bounding_box()
    text = page.locator("main > .flow").last.bounding_box()
    at = mark.bounding_box()
    assert card
    assert text
    assert at
    assert card["x"] >= text["x"] + text["width"]
    assert card["x"] + card["width"] <= width
    if scripts:
        lowest = 800 - card["height"] - 16
        assert abs(card["y"] - max(16, min(at["y"], lowest))) < FEW


@pytest.mark.parametrize("scripts", [True], ids=["script"], indirect=True)
@pytest.mark.parametrize("size", ["100%", "200%"])
def test_it_fits_the_narrowest_screen(
    window: Window, site_url: str, size: str, scripts: bool
) -> None:
    page = shown(window, 320, has_touch=True, is_mobile=True)
    page.goto(site_url + PATH)
    page.evaluate("(size) => { document.documentElement.style.fontSize = size }", size)
    center(page.locator(MARK))
    page.locator(MARK).tap()
    entry = expect_open(page)
    fits = "(e) => [e.scrollWidth <= e.clientWidth, innerWidth === 320]"
    assert entry.evaluate(fits) == [True, True]
    expect(entry.locator(".preview__back:visible")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_fault_in_it(
    window: Window, site_url: str, width: int, scheme: str
) -> None:
    page = shown(window, width, color_scheme=scheme)
    for path in (PATH, "remedies/vitamin-k2/", "see-a-doctor/"):
        page.goto(site_url + path)
        page.evaluate(AXE)
        center(page.locator(".mark__link").first)
        page.locator(".mark__link").first.click()
        expect(page.locator(".preview:target")).to_be_in_viewport(ratio=1)
        found = page.evaluate(RUN, OPTIONS)
        assert not found, json.dumps(found, indent=1)


def test_forced_colours_leave_it_an_edge(window: Window, site_url: str) -> None:
    page = shown(window, 390, forced_colors="active")
    page.goto(f"{site_url}{PATH}{ENTRY}")
    edge = expect_open(page).evaluate("(e) => getComputedStyle(e).borderTopWidth")
    assert edge == "3px"


def test_paper_has_the_list_each_doi_once(browser: Browser, site_url: str) -> None:
    """Even while a preview is open: in order, with no way back, and no arrow."""
    with browser.new_context(
        viewport={"width": 1280, "height": 800}, service_workers="block"
    ) as context:
        page = context.new_page()
        page.goto(site_url + PATH)
        center(page.locator(MARK))
        page.locator(MARK).click()
        expect_open(page)
        page.emulate_media(media="print")
        places = [item.bounding_box() for item in page.locator(".sources > li").all()]
        # Down one column, then down the next.
        read = [(place["x"], place["y"]) for place in places if place]
        assert len(read) == len(places) > 1
        assert read == sorted(set(read))
        text = page.locator("main").inner_text()
        dois = re.findall(r"doi:(10\.\S+)", text)
        assert len(dois) > 1
        assert len(dois) == len(set(dois))
        assert not re.search("[↑↩⤴]|Back to the text|About this source", text)


def test_ears_hear_who_and_when(window: Window, site_url: str) -> None:
    """The mark and the ways back are links with names, in a region of their own."""
    page = shown(window, 390)
    page.goto(site_url + PATH)
    mark = page.locator(MARK)
    page.evaluate(UNFOLD)
    expect(mark).to_have_attribute("role", "doc-noteref")
    expect(mark).to_have_accessible_name("Source 1: Miller et al., 2022")
    region = page.locator("[role=doc-endnotes]")
    expect(region).to_have_count(1)
    expect(region).to_have_accessible_name("Sources")
    backs = region.locator("[role=doc-backlink]")
    for back in backs.all():
        expect(back).to_have_accessible_name(
            re.compile(r"^Back to the text( [a-z]+)?, source \d+$")
        )
    assert backs.count() == page.locator("[role=doc-noteref]").count()


def test_a_quote_leads_to_its_very_sentence(window: Window, site_url: str) -> None:
    """By its words alone: without the mark's name in the address, too."""
    page = shown(window, 390)
    page.goto(f"{site_url}references/miller2022/")
    links = page.locator(".quotes__quote .quotes__link")
    ways = [str(link.evaluate("(link) => link.href")) for link in links.all()]
    assert len(ways) > 3
    for way in ways:
        address, _, rest = way.partition("#")
        place, _, words = rest.partition(":~:")
        assert words, way
        page.goto("about:blank")
        page.goto(f"{address}#:~:{words}")
        expect(page.locator(f"#{place}")).to_be_in_viewport()


NOTED = """\
## What it is

A short, hard tightening of the calf.[^calf] It passes in minutes,[^time] as
@garrison2020 says in "plain *words*" about it.

Another paragraph, with no note.

[^calf]: The calf is the back of the lower leg. It has two muscles, one over the other.
[^time]: Most pass in one to nine minutes. Some ache for a day, and that is no harm.
"""


@pytest.fixture(scope="module")
def small_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small guide with notes two words apart, and a citation within a sentence."""
    project = small_guide(tmp_path_factory.mktemp("noted") / "guide")
    name = "content/causes/getting-older.md"
    front, _, _ = project.read(name).partition("\n## ")
    project.write(name, f"{front}\n{NOTED}")
    outcome = project.build()
    assert outcome.published, [str(problem) for problem in outcome.problems]
    with serving(project.output) as address:
        yield address


# From where to where a point to the right of the text belongs to the mark.
BESIDE = """(mark) => {
    mark.scrollIntoView({ block: "center" });
    const x = mark.closest(".page > .flow").getBoundingClientRect().right + 80;
    const top = mark.getBoundingClientRect().y;
    const found = [];
    for (let y = top - 40; y < top + 300; y += 2) {
        if (document.elementFromPoint(x, y) === mark) found.push(y - top);
    }
    const said = getComputedStyle(mark, "::before").content;
    const whole = top + scrollY;
    return [found[0] ?? null, whole + found[0], whole + found.at(-1), said];
}"""


@pytest.mark.parametrize("width", [1000, 1280])
@pytest.mark.parametrize("scripts", [True, False], ids=["script", "bare"])
def test_notes_and_sources_stand_beside_their_lines(
    window: Window, small_url: str, width: int, scripts: bool
) -> None:
    """Where there is room: in short, none over another, with or without a script."""
    page = shown(window, width, java_script_enabled=scripts)
    page.goto(f"{small_url}causes/getting-older/")
    marks = page.locator("main .mark__link[data-beside]").all()
    assert len(marks) > 2
    ends = 0.0
    for mark in marks:
        apart, start, end, said = mark.evaluate(BESIDE)
        assert apart is not None, said
        assert start >= ends - FEW
        assert (mark.get_attribute("aria-label") or "?") in said
        ends = end
    first, *_ = marks[0].evaluate(BESIDE)
    assert abs(first) < 3 * FEW
    page.set_viewport_size({"width": 390, "height": 844})
    assert marks[0].evaluate(BESIDE)[3] == "none"


# Parts of the text that are taller than without what stands beside them.
STRETCHED = """() => {
    const parts = [...document.querySelectorAll(".page > .flow li, .page > .flow p")];
    const tall = parts.map((part) => part.getBoundingClientRect().height);
    const bare = document.createElement("style");
    bare.textContent = ".mark__link::before { content: none; }";
    document.head.append(bare);
    return parts
        .filter((part, n) => tall[n] > part.getBoundingClientRect().height + 1)
        .map((part) => part.textContent.trim().slice(0, 60));
}"""


def test_what_stands_beside_the_text_leaves_no_gap_in_it(
    window: Window, site_url: str
) -> None:
    page = window(1280, 800, bypass_csp=True)
    stretched = {}
    for path in KINDS:
        page.goto(site_url + path)
        stretched[path] = page.evaluate(STRETCHED)
    assert {path: parts for path, parts in stretched.items() if parts} == {}


def test_a_notes_mark_brings_it_up(window: Window, small_url: str) -> None:
    page = shown(window, 1280)
    page.goto(f"{small_url}causes/getting-older/")
    page.locator("#note-ref-b-1").click()
    expect(page.locator("#note-b:target")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect_closed(page)
    expect(page.locator("#note-ref-b-1")).to_be_focused()


def test_a_note_comes_up_on_a_telephone(window: Window, small_url: str) -> None:
    page = shown(window, 390, has_touch=True, is_mobile=True)
    page.goto(f"{small_url}causes/getting-older/")
    expect(page.get_by_role("heading", name="Notes")).to_be_visible()
    page.locator("#note-ref-a-1").tap()
    note = page.locator("#note-a:target")
    expect(note).to_be_in_viewport(ratio=1)
    note.get_by_role("link", name="Back to the text").tap()
    expect_closed(page)
    expect(page.locator("#note-ref-a-1")).to_be_focused()


def test_a_quote_with_its_mark_inside_is_found(window: Window, small_url: str) -> None:
    """Curly quotes, emphasis and a mark between the words don't hide it."""
    page = shown(window, 390, java_script_enabled=False)
    page.goto(f"{small_url}references/garrison2020/")
    link = page.locator(".quotes__link", has_text="It passes in minutes")
    expect(link).to_contain_text("says in “plain words” about it.")
    address, _, rest = str(link.evaluate("(link) => link.href")).partition("#")
    place, _, words = rest.partition(":~:")
    page.goto("about:blank")
    page.goto(f"{address}#:~:{words}")
    expect(page.locator(f"#{place}")).to_be_in_viewport()
    assert page.evaluate(SCROLLED) > 0
