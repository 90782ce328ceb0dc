"""What helps in the night is there without a signal, and nothing untrue is said."""

import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tools.webserver import Pages

pytestmark = pytest.mark.browser
PATIENCE = 60
"""Seconds after which what is waited for will not come."""
READY = """async () =>
    (await navigator.serviceWorker.ready).active?.state === "activated"
    && Boolean(navigator.serviceWorker.controller)"""
KEPT = """async () => {
    const found = [];
    for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys()) found.push(url);
    return found;
}"""


class Fickle(Pages):
    """Answers as a static host does, until it is told to fail or to hang."""

    server: "Host"

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if not self.server.answers.is_set():
            self.server.over.wait()  # The reader hears nothing until the test is over.
        elif self.server.fails:
            self.send_error(503, "Service Unavailable")
        elif self.path.startswith(self.server.mount):
            self.path = "/" + self.path.removeprefix(self.server.mount)
            super().do_GET()
        else:
            self.send_error(404)


class Host(ThreadingHTTPServer):
    """A server of one folder, at a path of its own."""

    daemon_threads = True
    request_queue_size = 64  # A worker asks for all that it keeps at once.
    block_on_close = False

    def __init__(self, folder: Path, mount: str = "/") -> None:
        super().__init__(("127.0.0.1", 0), partial(Fickle, directory=str(folder)))
        self.mount, self.fails, self.asked = mount, False, list[str]()
        self.answers, self.over = Event(), Event()
        self.answers.set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}{self.mount}"


@contextmanager
def hosting(folder: Path, mount: str = "/") -> Iterator[Host]:
    with Host(folder, mount) as host:
        thread = Thread(target=host.serve_forever)
        thread.start()
        try:
            yield host
        finally:
            host.over.set()
            host.shutdown()
            thread.join()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 390, "height": 844}) as made:
        yield made


def wait_until(page: Page, condition: str, argument: str | None = None) -> None:
    """Wait for an asynchronous condition in the page; fail if it never comes.

    `wait_for_function` doesn't: it takes the promise itself for the answer. Nor may
    the page do the waiting, whose clock can be in the test's hands.
    """
    end = time.monotonic() + PATIENCE
    while not page.evaluate(
        f"async (argument) => Boolean(await ({condition})(argument))", argument
    ):
        assert time.monotonic() < end, f"never came: {condition}"
        page.wait_for_timeout(20)


def visit(context: BrowserContext, host: Host, path: str = "about/") -> Page:
    """A page of the guide, and the worker at work."""
    page = context.new_page()
    page.goto(host.url + path)
    wait_until(page, READY)
    return page


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def read(page: Page, host: Host, path: str) -> None:
    """Read a page, and wait until it is on the device."""
    page.goto(host.url + path)
    kept = "async (url) => Boolean(await caches.match(url))"
    wait_until(page, kept, f"{host.url}{path}index.html")


HELP = ("now/", "now/index.html", "cards/calf-cramp/", "see-a-doctor/")


def test_the_relief_steps_outlast_the_server(
    context: BrowserContext, small_site: Path
) -> None:
    """After one visit to any page the steps, the card and the signs are kept."""
    with hosting(small_site) as host:
        page, address = visit(context, host), host.url
    for path in (*HELP, ""):
        page.goto(address + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert "offline" not in heading(page)
    page.goto(f"{address}now/index.html")
    expect(page.get_by_text("Straighten the leg.").first).to_be_visible()
    page.locator(".timer__button").click()
    expect(page.locator(".timer")).to_contain_text("Keep breathing")


def test_help_is_printed_without_a_server(
    context: BrowserContext, small_site: Path
) -> None:
    """The rules for paper are kept with the steps."""
    with hosting(small_site) as host:
        page, address = visit(context, host), host.url
    page.goto(f"{address}now/")
    page.emulate_media(media="print")
    expect(page.locator(".skip")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_help_waits_for_no_network(context: BrowserContext, small_site: Path) -> None:
    """Where every request hangs it is there at once, its timer too."""
    with hosting(small_site) as host:
        page = visit(context, host)
        host.answers.clear()
        for path in HELP:
            page.goto(host.url + path, timeout=3000)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.goto(f"{host.url}now/", timeout=3000)
        page.locator(".timer__button").click()
        expect(page.locator(".timer")).to_contain_text("Keep breathing")


def test_help_is_renewed_behind(context: BrowserContext, small_site: Path) -> None:
    """It is shown from the device, and asked for all the same."""
    with hosting(small_site) as host:
        page = visit(context, host)
        host.asked.clear()
        with page.expect_response(lambda answer: answer.from_service_worker):
            page.goto(f"{host.url}now/")
        page.goto(f"{host.url}about/")
        assert "/now/" in host.asked


def test_a_newer_page_wins_while_there_is_a_signal(
    context: BrowserContext, small_site: Path
) -> None:
    """Nobody reads an old page of health advice from the device's memory."""
    with hosting(small_site) as host:
        page = visit(context, host)
        read(page, host, "remedies/magnesium/")
        host.asked.clear()
        page.goto(f"{host.url}remedies/magnesium/")
        assert "/remedies/magnesium/" in host.asked


def test_a_page_once_read_is_shown_again(
    context: BrowserContext, small_site: Path
) -> None:
    """While the network hangs, while the server fails, and without either."""
    with hosting(small_site) as host:
        page, address = visit(context, host), host.url
        read(page, host, "remedies/magnesium/")
        said = heading(page)
        host.fails = True
        page.goto(f"{address}remedies/magnesium/")
        assert heading(page) == said
        host.answers.clear()
        page.goto(f"{address}remedies/magnesium/")
        assert heading(page) == said
    page.goto(f"{address}remedies/magnesium/index.html?utm_source=x#ref-garrison2020")
    assert heading(page) == said


def test_the_page_for_offline_tells_the_truth(
    context: BrowserContext, small_site: Path
) -> None:
    """It lists what is on the device, and each of its links leads there."""
    with hosting(small_site, "/a/mirror/") as host:
        page, address = visit(context, host), host.url
        read(page, host, "remedies/magnesium/")
    for depth in ("about/me/", "causes/getting-older/", "nothing"):
        page.goto(address + depth)
        assert heading(page) == "You are offline. Here is what you have"
        links = page.locator("a[href]").evaluate_all("(all) => all.map((a) => a.href)")
        listed = page.locator("main ul a").all_inner_texts()
        assert len(set(listed)) == len(listed)
        assert {"What to do now", "When to get help"} <= set(listed)
        assert any(text.startswith("Magnesium") for text in listed)
        for link in set(links) - {page.url, f"{page.url}#main"}:
            assert link.startswith(address)
            other = context.new_page()
            other.goto(link)
            assert "offline" not in heading(other), link
            other.close()


def test_a_query_is_not_kept(context: BrowserContext, small_site: Path) -> None:
    """A page has one copy, however it was come by."""
    with hosting(small_site) as host:
        page = visit(context, host)
        for query in ("?utm_source=x", "?utm_source=y", "?fbclid=1&a=2#b"):
            read(page, host, "remedies/magnesium/")
            page.goto(f"{host.url}remedies/magnesium/{query}")
        kept = page.evaluate(KEPT)
    assert [url for url in kept if "?" in url or "#" in url] == []
    assert len([url for url in kept if "magnesium" in url]) == 1


def test_a_new_version_forgets_nothing(
    context: BrowserContext, small_site: Path, tmp_path: Path
) -> None:
    """What was read stays; what is kept for the night is the new version's."""
    folder = tmp_path / "site"
    shutil.copytree(small_site, folder)
    with hosting(folder) as host:
        page, address = visit(context, host), host.url
        read(page, host, "remedies/magnesium/")
        script = folder / "sw.js"
        text = re.sub(r'(?<=FAMILY \+ )"\w+"', '"next"', script.read_text("utf-8"))
        script.write_text(text, "utf-8")
        now = folder / "now/index.html"
        now.write_text(now.read_text("utf-8").replace("</h1>", " (new)</h1>"), "utf-8")
        page.evaluate("async () => (await navigator.serviceWorker.ready).update()")
        swept = (
            "async () => (await caches.keys()).every((it) => /next$|read$/.test(it))"
        )
        wait_until(page, swept)
    page.goto(f"{address}remedies/magnesium/")
    assert "offline" not in heading(page)
    page.goto(f"{address}now/")
    assert heading(page).endswith("(new)")
    page.goto(f"{address}causes/")
    assert heading(page) == "You are offline. Here is what you have"


def test_what_must_not_be_stored_is_not(
    browser: Browser, small_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A host may forbid it, as the preview does: the editor sees what was saved."""

    def end_headers(self: Fickle) -> None:
        self.send_header("Cache-Control", "no-store")
        Pages.end_headers(self)

    monkeypatch.setattr(Fickle, "end_headers", end_headers)
    with browser.new_context() as context, hosting(small_site) as host:
        page = visit(context, host)
        page.goto(f"{host.url}now/")
        assert page.evaluate(KEPT) == []
