"""The preview in a browser: what an author sees of a save, of a mistake and its end."""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect
from playwright.sync_api import TimeoutError as TooLate

from tests.browser.test_accessibility import AXE, OPTIONS, RUN
from tests.guides import SMALL
from tests.previews import Running, running

pytestmark = pytest.mark.browser
PROBLEMS = "#ibid-preview"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A small guide and its preview; a test leaves the guide as it was."""
    with running(tmp_path_factory.mktemp("shown"), content=SMALL) as preview:
        yield preview


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


# A page as it is seen now, without what the preview itself adds to it.
SEEN = """() => {
  const page = document.documentElement.cloneNode(true);
  page.querySelectorAll("#ibid-preview, [data-preview]").forEach((one) => one.remove());
  return page.outerHTML;
}"""
# A page that isn't connected yet, as it may be under load, is loaded anew.
HEARD = """(() => {
  const Line = WebSocket;
  window.WebSocket = class extends Line {
    constructor(...address) {
      super(...address);
      this.addEventListener("message", () => { window.heard = true; });
    }
  };
})()"""
LINE = "Nobody pays for this guide"
CITED = "dummy pills, which may be chance.[@garrison2020]"


@pytest.mark.parametrize(
    ("name", "change", "stays"),
    [
        ("about.md", (LINE, f"A fresh start.\n\n{LINE}"), True),
        ("about.md", ("A source that [nobody", "A fresh source that [nobody"), True),
        ("about.md", ("We are very sure.", "We are *fresh* and very sure."), True),
        ("about.md", (LINE, f"- One fresh thing.\n- Two.\n\n{LINE}"), True),
        ("about.md", (LINE, f"| A | B |\n|---|---|\n| fresh | box |\n\n{LINE}"), True),
        ("about.md", (f"\n{LINE}, and it sells nothing.\n", "\nA fresh end.\n"), True),
        ("about.md", ("## Who pays", "## Who pays afresh"), False),
        ("about.md", (LINE, f"A fresh claim.[@garrison2020] {LINE}"), False),
        ("about.md", ("title: About this guide", "title: A fresh guide"), False),
        ("remedies/magnesium.md", ("Ask a pharmacist", "Ask a fresh pharmacist"), True),
        ("remedies/magnesium.md", (CITED, f"fresh {CITED}"), True),
        ("exercises/calf-stretch.md", ("Step one foot", "Step a fresh foot"), False),
    ],
)
def test_words_take_their_places_and_what_scripts_hold_is_loaded(
    browser: Browser, shown: Running, name: str, change: tuple[str, str], stays: bool
) -> None:
    """Either way the page is the one that a load would have brought."""
    file = shown.folder / "content" / name
    before = file.read_text("utf-8")
    assert change[0] in before
    address = f"{shown.address}{name.removesuffix('.md')}/"
    with browser.new_context(viewport={"width": 390, "height": 400}) as context:
        context.add_init_script(HEARD)
        page = context.new_page()
        page.goto(address)
        page.wait_for_function("window.heard")
        page.evaluate("window.stayed = true; scrollTo(0, 60)")
        first = page.evaluate(SEEN)
        file.write_text(before.replace(*change), "utf-8")
        wait_until(page, f"(first) => ({SEEN})() !== first", first)
        page.wait_for_load_state()
        assert page.evaluate("'stayed' in window") is stays
        wait_until(page, "() => scrollY === 60")
        other = context.new_page()
        other.goto(address)
        assert page.evaluate(SEEN) == other.evaluate(SEEN)
        file.write_text(before, "utf-8")
        wait_until(page, f"(first) => ({SEEN})() === first", first)


def wait_until(page: Page, holds: str, given: str = "") -> None:
    """Wait until it holds, however often the page is loaded anew meanwhile."""
    while True:
        try:
            page.wait_for_function(holds, arg=given)
        except TooLate:
            raise
        except Error:
            # The page is being loaded: asked again at once.
            continue
        return
