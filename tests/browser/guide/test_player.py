"""The guided player leads through a session, with the clock in the test's hands."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Window
from tests.browser.guide.kinds import CUT, SIZES, SMALL
from tests.browser.test_accessibility import AXE, OPTIONS, RUN
from tests.browser.test_offline import hosting, read, visit, wait_until

STRETCH = "exercises/calf-stretch-standing/"
PLAN = "programmes/bedtime-plan/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A telephone whose clock stands still until the test moves it."""
    with browser.new_context(
        viewport={"width": 390, "height": 844},
        reduced_motion="reduce",
        service_workers="block",
    ) as context:
        context.add_init_script(AXE)
        page = context.new_page()
        page.clock.install(time=0)
        yield page


def start(page: Page, address: str) -> None:
    page.goto(address)
    page.clock.pause_at(1_000_000)
    page.get_by_role("button", name="Guide me through it").click()


def following(page: Page, *texts: str) -> None:
    """Each text is shown after another tap."""
    for text in texts:
        page.get_by_role("button", name="Next").click()
        expect(page.locator(".guided__text")).to_contain_text(text)


def test_a_stretch_is_held_on_one_side_and_then_on_the_other(
    page: Page, site_url: str
) -> None:
    start(page, site_url + STRETCH)
    text, count = page.locator(".guided__text"), page.locator(".guided__count")
    expect(text).to_contain_text("When to stop")
    following(page, "Step 1 of 4", "Step 2 of 4", "Step 3 of 4", "Step 4 of 4")
    expect(count).to_be_hidden()
    following(page, "1 of 3 Hold")
    expect(count).to_have_text("20")
    page.clock.run_for(5_000)
    expect(count).to_have_text("15")
    page.clock.run_for(15_200)
    expect(text).to_contain_text("Let go slowly")
    following(page, "2 of 3 Hold", "Let go slowly", "3 of 3 Hold", "other side")
    following(page, "1 of 3 Hold")


def test_seconds_are_told_at_sensible_steps(page: Page, site_url: str) -> None:
    """Beside the buttons, each of which keeps its name."""
    start(page, site_url + STRETCH)
    following(page, *(f"Step {number}" for number in range(1, 5)), "Hold")
    status = page.get_by_role("status")
    expect(status).to_have_text("1 of 3 Hold")
    page.clock.run_for(10_100)
    expect(status).to_have_text("10")
    page.clock.run_for(4_000)
    expect(status).to_have_text("10")
    page.clock.run_for(3_000)
    expect(status).to_have_text("3")
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    told: dict[str, list[str]] = {}
    for node in nodes["nodes"]:
        if not node["ignored"]:
            name = str(node.get("name", {}).get("value", ""))
            told.setdefault(str(node["role"]["value"]), []).append(name)
    assert told["dialog"] == ["Guide me through it"]
    assert told["button"] == ["Stop", "Sound", "Vibration", "Back", "Pause", "Next"]
    assert len(told["status"]) == 1


def test_it_waits_while_it_is_paused(page: Page, site_url: str) -> None:
    start(page, site_url + STRETCH)
    following(page, *(f"Step {number}" for number in range(1, 5)), "Hold")
    page.clock.run_for(4_000)
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(60_000)
    expect(page.locator(".guided__count")).to_have_text("16")
    page.get_by_role("button", name="Go on").click()
    page.clock.run_for(6_000)
    expect(page.locator(".guided__count")).to_have_text("10")


def test_a_programme_rests_between_and_goes_on_by_itself(
    page: Page, site_url: str
) -> None:
    """Hold, rest and hold, as the trial had it; then the next exercise."""
    start(page, site_url + PLAN)
    text = page.locator(".guided__text")
    following(page, *(f"Calf stretch, standing · Step {n}" for n in range(1, 5)))
    following(page, "1 of 3 Hold")
    for expected in ("Rest", "2 of 3 Hold", "Rest", "3 of 3 Hold", "other side"):
        page.clock.run_for(10_200)
        expect(text).to_contain_text(expected)
    following(page, "1 of 3 Hold")
    for _ in range(5):
        page.clock.run_for(10_200)
    expect(text).to_contain_text("Hamstring stretch · Step 1")


def test_one_can_go_back_and_comes_to_an_end(page: Page, site_url: str) -> None:
    """There is nothing before the first phase, and the last one's button closes it."""
    start(page, site_url + STRETCH)
    dialog, text = page.get_by_role("dialog"), page.locator(".guided__text")
    back = page.get_by_role("button", name="Back")
    expect(back).to_be_hidden()
    following(page, "Step 1 of 4", "Step 2 of 4")
    back.click()
    expect(text).to_contain_text("Step 1 of 4")
    back.focus()
    page.keyboard.press("Enter")
    expect(text).to_contain_text("When to stop")
    expect(page.get_by_role("button", name="Next")).to_be_focused()
    while page.get_by_role("button", name="Next").count():
        page.get_by_role("button", name="Next").click()
    expect(text).to_contain_text("Let go slowly. That is all for this time.")
    page.get_by_role("button", name="Stop").last.click()
    expect(dialog).to_be_hidden()


def test_the_focus_outlasts_what_it_stood_on(page: Page, site_url: str) -> None:
    """A number to call goes with its phase, and a pause with its seconds."""
    start(page, site_url + PLAN)
    page.locator("dialog a").first.focus()
    page.get_by_role("button", name="Next").dispatch_event("click")
    expect(page.get_by_role("button", name="Next")).to_be_focused()
    following(page, *(f"Step {number}" for number in range(2, 5)), "1 of 3 Hold")
    page.get_by_role("button", name="Pause").focus()
    for _ in range(5):
        page.clock.run_for(10_200)
    expect(page.locator(".guided__text")).to_contain_text("other side")
    expect(page.get_by_role("button", name="Next")).to_be_focused()


# What the player has asked of the device, in the device's own objects.
WATCH = """
window.asked = { locks: [], sounds: [], shakes: [], tones: 0 };
const request = navigator.wakeLock.request.bind(navigator.wakeLock);
navigator.wakeLock.request = async (type) => {
    const lock = await request(type);
    asked.locks.push(lock);
    return lock;
};
const { AudioContext: Audio, OscillatorNode: Tone } = window;
window.AudioContext = class extends Audio {
    constructor() { super(); asked.sounds.push(this); }
};
window.OscillatorNode = class extends Tone {
    constructor(...all) { super(...all); asked.tones += 1; }
};
const vibrate = navigator.vibrate.bind(navigator);
navigator.vibrate = (time) => { asked.shakes.push(time); return vibrate(time); };
"""


def test_the_screen_stays_on_for_as_long_as_it_is_open(
    page: Page, site_url: str
) -> None:
    """One lock while it is open, and none after, in a browser that grants it."""
    page.context.grant_permissions(["screen-wake-lock"])
    page.add_init_script(WATCH)
    start(page, site_url + STRETCH)
    held = "() => asked.locks.map((lock) => lock.released)"
    wait_until(page, f"() => ({held})().length === 1")
    assert page.evaluate(held) == [False]
    page.get_by_role("button", name="Stop").click()
    wait_until(page, f"() => ({held})()[0]")
    page.get_by_role("button", name="Guide me through it").click()
    wait_until(page, f"() => ({held})().length === 2")
    assert page.evaluate(held) == [True, False]


def test_it_is_silent_and_still_unless_asked(page: Page, site_url: str) -> None:
    """A tone or a shake a phase while its button is pressed; asleep when closed."""
    page.add_init_script(WATCH)
    start(page, site_url + STRETCH)
    following(page, "Step 1 of 4")
    quiet = "() => [asked.sounds.length, asked.tones, asked.shakes.length]"
    assert page.evaluate(quiet) == [0, 0, 0]
    sound, shake = (
        page.get_by_role("button", name=name) for name in ("Sound", "Vibration")
    )
    sound.click()
    shake.click()
    assert page.evaluate(quiet) == [1, 1, 0]
    following(page, "Step 2 of 4")
    assert page.evaluate(quiet) == [1, 2, 1]
    page.get_by_role("button", name="Stop").click()
    wait_until(page, "() => asked.sounds[0].state === 'suspended'")
    page.get_by_role("button", name="Guide me through it").click()
    wait_until(page, "() => asked.sounds[0].state === 'running'")
    sound.click()
    shake.click()
    wait_until(page, "() => asked.sounds[0].state === 'closed'")
    before = page.evaluate(quiet)
    following(page, "Step 1 of 4")
    assert page.evaluate(quiet) == before


def test_it_goes_without_what_the_device_lacks(page: Page, site_url: str) -> None:
    """Neither a lock nor vibration, as in Firefox and on pages that aren't secure."""
    page.add_init_script(
        """for (const name of ["wakeLock", "vibrate"])
            Object.defineProperty(Navigator.prototype, name, { value: undefined });"""
    )
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    start(page, site_url + STRETCH)
    expect(page.get_by_role("button", name="Vibration")).to_have_count(0)
    following(page, *(f"Step {number}" for number in range(1, 5)), "Hold")
    page.clock.run_for(20_200)
    expect(page.locator(".guided__text")).to_contain_text("Let go slowly")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert said == []


# From phase to phase: what is cut, too small, or out of the screen.
WALK = """([cut, small]) => {
    const [dialog, faults] = [document.querySelector("dialog"), []];
    const button = (name) => Array.from(dialog.querySelectorAll("button"))
        .findLast((one) => one.textContent === name);
    const fixed = () => Array.from(dialog.querySelectorAll("button, .guided__count"))
        .filter((one) => one.checkVisibility())
        .filter((one) => {
            const { top, bottom } = one.getBoundingClientRect();
            return top < 0 || bottom > innerHeight + 0.5;
        })
        .map((one) => one.textContent);
    for (let phases = 0; phases < 200; phases += 1) {
        const found = [...eval(cut)(dialog), ...eval(small)(dialog), ...fixed()];
        if (found.length) faults.push([dialog.innerText.slice(0, 60), found]);
        const next = button("Next");
        if (!next) return faults;
        next.click();
    }
    return "no end";
}"""


@pytest.mark.parametrize("path", [STRETCH, PLAN])
def test_no_phase_is_cut_off(page: Page, site_url: str, path: str) -> None:
    """On every screen, from when to stop to the end, with its buttons in sight."""
    faults = {}
    start(page, site_url + path)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        if found := page.evaluate(WALK, [CUT, SMALL]):
            faults[width, height] = found
        page.get_by_role("button", name="Stop").last.click()
        page.get_by_role("button", name="Guide me through it").click()
    assert faults == {}


def test_it_works_from_a_folder(page: Page, real_site: Path) -> None:
    """Opened as a file, as from a USB stick, it has its style and counts."""
    start(page, (real_site / STRETCH / "index.html").as_uri())
    box = page.get_by_role("dialog").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 390, "height": 844}
    following(page, *(f"Step {number}" for number in range(1, 5)), "Hold")
    page.clock.run_for(5_000)
    expect(page.locator(".guided__count")).to_have_text("15")


def test_it_works_without_a_signal(browser: Browser, real_site: Path) -> None:
    """An exercise that was read is led through when nothing answers any more."""
    with (
        hosting(real_site) as host,
        browser.new_context(viewport={"width": 390, "height": 844}) as context,
    ):
        page = visit(context, host)
        read(page, host, STRETCH)
        host.answers.clear()
        page.goto(host.url + STRETCH)
        page.get_by_role("button", name="Guide me through it").click()
        box = page.get_by_role("dialog").bounding_box()
        assert box == {"x": 0, "y": 0, "width": 390, "height": 844}
        following(page, "Step 1 of 4")


def test_paper_knows_nothing_of_it(page: Page, site_url: str) -> None:
    start(page, site_url + STRETCH)
    page.emulate_media(media="print")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_nothing_is_kept_moved_or_made_loud(page: Page, site_url: str) -> None:
    """Sound is off at the start; closing gives the focus back."""
    page.add_init_script(
        """window.shifted = 0;
        new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) shifted += entry.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    start(page, site_url + STRETCH)
    sound = page.get_by_role("button", name="Sound")
    expect(sound).to_have_attribute("aria-pressed", "false")
    sound.click()
    expect(sound).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Guide me through it")).to_be_focused()
    kept = "async () => [localStorage.length, sessionStorage.length, document.cookie,"
    kept += " (await indexedDB.databases()).length, (await caches.keys()).length]"
    assert page.evaluate(kept) == [0, 0, "", 0, 0]
    assert page.evaluate("() => shifted") == 0


def test_without_script_it_is_not_offered(window: Window, site_url: str) -> None:
    page = window(java_script_enabled=False)
    page.goto(site_url + STRETCH)
    expect(page.get_by_role("button", name="Guide me through it")).to_be_hidden()
    expect(page.locator(".steps__step").first).to_be_visible()


@pytest.mark.parametrize("look", ["light", "dark", "forced"])
def test_axe_finds_no_fault_while_it_runs(page: Page, site_url: str, look: str) -> None:
    """What is pressed differs from what isn't, whatever colours the reader has."""
    page.emulate_media(
        color_scheme="dark" if look == "dark" else "light",
        forced_colors="active" if look == "forced" else "none",
    )
    start(page, site_url + STRETCH)
    sound = page.get_by_role("button", name="Sound")
    ground = "(it) => getComputedStyle(it).backgroundColor"
    before = sound.evaluate(ground)
    sound.click()
    assert sound.evaluate(ground) != before
    following(page, *(f"Step {number}" for number in range(1, 5)), "Hold")
    page.clock.resume()
    faults = page.evaluate(RUN, OPTIONS)
    assert not faults, json.dumps(faults, indent=1)
