"""The site behind a real web server, with the headers that the program writes."""

import http.client
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from ibid import cli
from ibid.site import headers
from tests.browser.conftest import TODAY
from tests.guides import ROOT, SMALL
from tools.servers import nginx

pytestmark = pytest.mark.browser
MISSING = "no/such/page/"
KINDS = (
    *("", "now/", "see-a-doctor/", "about/", "remedies/", "remedies/magnesium/"),
    *("causes/getting-older/", "exercises/calf-stretch/", "cards/calf-cramp/"),
    *("references/", "references/garrison2020/"),
)


@pytest.fixture(scope="module")
def hosted(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The guide behind nginx, under the rules that `headers nginx` prints."""
    work = tmp_path_factory.mktemp("nginx")
    with nginx(small_site, headers.nginx(), work, free_port()) as address:
        yield address


def free_port() -> int:
    """A port that nothing listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def refusals(page: Page) -> list[str]:
    """Every complaint of the page from now on, a policy's among them."""
    told: list[str] = []
    page.on("console", lambda line: told.append(line.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (event) =>"
        " console.error(`${event.violatedDirective} ${event.blockedURI}`))"
    )
    return told


def told_on(browser: Browser, addresses: list[str]) -> dict[str, list[str]]:
    """What the browser complains of on each page, but for a status of its own."""
    known = "the server responded with a status of 404"
    with browser.new_context() as context:
        pages = {address: context.new_page() for address in addresses}
        told = {address: refusals(page) for address, page in pages.items()}
        for address, page in pages.items():
            page.goto(address, wait_until="commit")
        # Each has to be silent for a while: all at the same time.
        for page in pages.values():
            page.wait_for_load_state("networkidle")
    found = {
        address: [line for line in lines if known not in line]
        for address, lines in told.items()
    }
    return {address: lines for address, lines in found.items() if lines}


def test_no_page_asks_for_what_its_policy_refuses(
    browser: Browser, hosted: str
) -> None:
    """Every type of page and the one for what is missing, on two names of the host."""
    other = hosted.replace("127.0.0.1", "localhost")
    paths = [*KINDS, "offline.html", MISSING]
    wanted = [root + path for root in (hosted, other) for path in paths]
    assert told_on(browser, wanted) == {}


def test_a_policy_holds_in_a_folder_of_a_host(browser: Browser, tmp_path: Path) -> None:
    """Published below a path, the page for what is missing finds all that it needs."""
    folders = [f"--{name}={ROOT / name}" for name in ("templates", "assets")]
    folders.append(f"--content={SMALL}")
    site = tmp_path / "root" / "guide"
    asked = [*TODAY, "--output", str(site), "--base-url", "https://host.example/guide/"]
    assert cli.main(["build", *folders, *asked]) == 0
    rules = "location / { error_page 404 /guide/404.html; }"
    work = tmp_path / "work"
    work.mkdir()
    with nginx(site.parent, rules, work, free_port()) as address:
        paths = ("", "now/", "remedies/", MISSING)
        assert told_on(browser, [f"{address}guide/{path}" for path in paths]) == {}
        with browser.new_context() as context:
            page = context.new_page()
            asked_for: list[str] = []
            page.on("request", lambda request: asked_for.append(request.url))
            page.goto(f"{address}guide/{MISSING}", wait_until="networkidle")
    assert len(asked_for) > 1
    assert [url for url in asked_for if not url.startswith(f"{address}guide/")] == []


def test_a_policy_stops_what_is_not_the_guides(browser: Browser, hosted: str) -> None:
    """Should anything foreign get into a page, it neither runs nor loads."""
    with browser.new_context() as context:
        page = context.new_page()
        told = refusals(page)
        page.goto(hosted)
        page.evaluate(
            """() => {
                const script = document.createElement("script");
                script.textContent = "window.foreign = true";
                const image = document.createElement("img");
                image.src = "http://elsewhere.invalid/a.png";
                const style = document.createElement("style");
                style.textContent = "body { display: none }";
                document.body.append(script, image, style);
            }"""
        )
        page.wait_for_function("() => document.querySelector('img[src*=invalid]')")
        assert page.evaluate("() => window.foreign") is None
        assert page.locator("body").is_visible()
    for directive in ("script-src", "style-src", "img-src"):
        assert any(directive in line for line in told), directive


def test_a_guide_opened_from_disk_runs_its_script(
    browser: Browser, small_site: Path
) -> None:
    """The policy names the guide's own files, whichever way they are reached."""
    with browser.new_context() as context:
        page = context.new_page()
        told = refusals(page)
        page.goto((small_site / "now/index.html").as_uri())
        page.locator(".timer__button").wait_for()
        page.locator(".timer__button").click()
        page.get_by_text("Keep breathing").first.wait_for()
    assert [line for line in told if "Security" in line or "-src" in line] == []


def get(
    connection: http.client.HTTPConnection, path: str, **asked: str
) -> tuple[int, http.client.HTTPMessage]:
    connection.request("GET", path, headers=asked)
    answer = connection.getresponse()
    answer.read()
    return answer.status, answer.headers


def files_of(site: Path) -> list[str]:
    """The address of every file, of a page as readers ask for it."""
    names = (path for path in sorted(site.rglob("*")) if path.is_file())
    return [
        "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        for path in names
        if not path.name.startswith((".", "_"))
    ]


def test_every_file_has_the_headers_of_its_kind(hosted: str, small_site: Path) -> None:
    general = dict(headers.RULES[0].headers)
    connection = http.client.HTTPConnection(urlsplit(hosted).netloc)
    kinds = {
        ".bib": "application/x-bibtex",
        ".webmanifest": "application/manifest+json",
    }
    for path in files_of(small_site):
        status, told = get(connection, path)
        assert status == 200, path
        want = general | {"Content-Type": kinds.get(Path(path).suffix)}
        if path.startswith("/assets/"):
            want["Cache-Control"] = "public, max-age=31536000, immutable"
        wrong = {
            name: told.get_all(name)
            for name, value in want.items()
            if value and told.get_all(name) != [value]
        }
        assert wrong == {}, path
    connection.close()


def test_what_a_reader_has_is_not_sent_again(hosted: str, small_site: Path) -> None:
    connection = http.client.HTTPConnection(urlsplit(hosted).netloc)
    for path in islice(files_of(small_site), 60):
        tag = get(connection, path)[1]["ETag"]
        status, _ = get(connection, path, **{"If-None-Match": tag})
        assert status == 304, path
    connection.close()


def test_many_readers_at_once_all_get_their_pages(
    hosted: str, small_site: Path
) -> None:
    """Ten thousand requests by fifty readers; each keeps its connection."""
    paths = files_of(small_site)

    def reads(reader: int) -> list[int]:
        connection = http.client.HTTPConnection(urlsplit(hosted).netloc)
        seen = [
            get(connection, paths[(reader * 7 + turn) % len(paths)])[0]
            for turn in range(200)
        ]
        connection.close()
        return seen

    with ThreadPoolExecutor(50) as readers:
        seen = [status for part in readers.map(reads, range(50)) for status in part]
    assert len(seen) == 10_000
    assert set(seen) == {200}
