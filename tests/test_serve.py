"""The preview, as a browser meets it: a real server, real files, real saves."""

import asyncio
import contextlib
import html
import http.client
import json
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Callable, Generator, Iterator, Set
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tornado.httpclient import HTTPClientError
from tornado.httpclient import HTTPRequest as Request
from tornado.websocket import WebSocketClientConnection as Line
from tornado.websocket import websocket_connect

from ibid.preview import answers, listening, server
from ibid.request import Outcome
from tests.guides import ROOT, SMALL
from tests.previews import PATIENCE, Running, running

UNACCEPTABLE = 1003


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Running]:
    """A small guide with `build.py serve` running on it."""
    with running(tmp_path, content=SMALL) as started:
        yield started


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The same, for all tests that leave the guide as it is."""
    with running(tmp_path_factory.mktemp("standing"), content=SMALL) as started:
        yield started


def get(url: str) -> tuple[int, str]:
    """Status and text of what stands at the address."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def wait_for(url: str, status: int, words: str) -> str:
    """The page, once it has this status and holds these words."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found, text = get(url)
        if found == status and words in text:
            return text
    raise AssertionError(f"{url} never answered {status} with {words!r}")


def ask(
    preview: Running, method: str, path: str, headers: dict[str, str]
) -> http.client.HTTPResponse:
    """The answer to a request that is sent as it is."""
    connection = http.client.HTTPConnection(urlsplit(preview.address).netloc)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    answer.body = answer.read()  # type: ignore[attr-defined]
    connection.close()
    return answer


def test_a_save_is_seen_and_a_mistake_stands_on_the_last_good_page(
    preview: Running,
) -> None:
    """The problem has its excerpt, caret, hint and a way to the editor."""
    about, address = preview.about, preview.address
    good = about.read_text("utf-8")
    about.write_text(good + "\n\nA fresh sentence.\n", "utf-8")
    wait_for(f"{address}about/", 200, "A fresh sentence.")
    about.write_text(good + "\n\nA mistake.[@hawk2021]\n", "utf-8")
    page = wait_for(f"{address}about/", 200, "unknown reference")
    assert "A fresh sentence." in page
    assert "A mistake.[@hawk2021]" in page
    assert "^^^^^^^^" in page
    assert "did you mean" in page
    line = len(about.read_text("utf-8").splitlines())
    assert f"vscode://file{about}:{line}:12" in page
    assert get(f"{address}references.bib")[0] == 200
    assert not (preview.folder / "output").exists()
    about.write_text(good, "utf-8")
    deadline = time.monotonic() + PATIENCE
    while "A fresh" in (text := get(f"{address}about/")[1]) or "unknown ref" in text:
        assert time.monotonic() < deadline


def test_a_guide_that_never_was_whole_says_so(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "content")
    for name in ("templates", "assets"):
        shutil.copytree(ROOT / name, tmp_path / name)
    site = tmp_path / "content/site.yaml"
    good = site.read_text("utf-8")
    site.write_text(good.replace("title:", "titel:"), "utf-8")
    with running(tmp_path) as preview:
        status, text = get(preview.address)
        assert status == 503
        assert "there is no field" in text
        site.write_text(good, "utf-8")
        wait_for(preview.address, 200, "<h1")


def test_a_template_that_fails_stands_on_the_last_good_page(preview: Running) -> None:
    path = preview.folder / "templates/404.html"
    text = path.read_text("utf-8")
    path.write_text(text.replace("{% block main %}", "{% block main %}{{ no }}"))
    wait_for(preview.address, 200, "is undefined")


def test_it_answers_as_a_web_server_does(standing: Running) -> None:
    """Folders redirect, HEAD has no body, other methods are refused."""
    answer = ask(standing, "GET", "/about?x=1", {})
    assert (answer.status, answer.getheader("Location")) == (301, "/about/")
    got, head = (ask(standing, method, "/about/", {}) for method in ("GET", "HEAD"))
    assert (got.status, head.status) == (200, 200)
    assert head.getheader("Content-Length") == got.getheader("Content-Length")
    assert head.body == b""  # type: ignore[attr-defined]
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert ask(standing, method, "/", {}).status == 405
    (standing.folder / "secret.txt").write_text("secret", "utf-8")
    for path in (
        *("/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt"),
        *("/%00", "/%ff", "/.ibid", "/nowhere/", "/about/index.html/"),
        "/" + "a" * 5000,
    ):
        answer = ask(standing, "GET", path, {})
        assert answer.status == 404, path
        assert b"secret" not in answer.body  # type: ignore[attr-defined]
    for name, kind in (
        ("references.bib", "application/x-bibtex; charset=utf-8"),
        ("references.ris", "application/x-research-info-systems; charset=utf-8"),
        ("manifest.webmanifest", "application/manifest+json"),
    ):
        assert ask(standing, "GET", f"/{name}", {}).getheader("Content-Type") == kind


def test_strange_names_and_pages_are_refused(standing: Running) -> None:
    """Or any page on the web could read what an author writes."""
    host = urlsplit(standing.address).netloc
    port = host.partition(":")[2]
    for name in ("guide.example", "localhost.evil.example", f"evil.example:{port}"):
        assert ask(standing, "GET", "/", {"Host": name}).status == 403
    for name in (host, f"localhost:{port}", f"[::1]:{port}", f"guide.localhost:{port}"):
        assert ask(standing, "GET", "/", {"Host": name}).status == 200
    for origin in ("http://evil.example", "null", "http://localhost:1"):
        headers = {"Host": host, "Origin": origin}
        assert ask(standing, "GET", "/", headers).status == 403
        with pytest.raises(HTTPClientError, match="403"):
            in_a_loop(knock(standing, origin))


@contextlib.asynccontextmanager
async def line_to(preview: Running, origin: str = "") -> AsyncIterator[Line]:
    """A page's line to the preview."""
    address = preview.address.replace("http", "ws") + "livereload"
    headers = {"Origin": origin} if origin else {}
    line = await websocket_connect(Request(address, headers=headers))
    try:
        yield line
    finally:
        line.close()
        while await asyncio.wait_for(line.read_message(), PATIENCE) is not None:
            pass


async def knock(preview: Running, origin: str) -> None:
    async with line_to(preview, origin):
        pass


def in_a_loop(work: object) -> object:
    """What the coroutine gives, in a thread of its own: the browser's tests leave a
    loop running in this one.
    """
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, work).result()  # type: ignore[arg-type]


def test_two_saves_in_a_second_are_two_reloads(preview: Running) -> None:
    """Each save reaches the browser at once, however soon it follows the last one."""
    good = preview.about.read_text("utf-8")

    async def reloads() -> list[str]:
        async with line_to(preview) as line:
            await say(line, {"command": "hello", "protocols": []})
            commands = [(await hear(line))["command"]]
            await say(line, {"command": "info", "url": preview.address})
            for number in range(2):
                preview.about.write_text(f"{good}\n\nSave {number}.\n", "utf-8")
                commands.append((await hear(line))["command"])
        return [str(command) for command in commands]

    assert in_a_loop(reloads()) == ["hello", "reload", "reload"]


async def say(line: Line, message: object) -> None:
    await line.write_message(json.dumps(message))


async def hear(line: Line) -> dict[str, Any]:
    found = await asyncio.wait_for(line.read_message(), PATIENCE)
    return dict(json.loads(str(found)))


def known(page: str) -> dict[str, str]:
    """What a page knows of the build that made it."""
    found = re.search(r'data-preview="([^"]*)"', page)
    assert found
    state = json.loads(html.unescape(found[1]))
    return dict(state["known"])


def test_editors_find_how_the_guide_stands_and_readers_do_not(preview: Running) -> None:
    """Each page of a preview leads there; nothing of it is published."""
    way = '<a href="/-/">How the guide stands</a>'
    assert way in get(f"{preview.address}about/")[1]
    status, text = get(f"{preview.address}-/")
    assert (status, way in text) == (200, True)
    assert '<a href="../remedies/magnesium/">remedies/magnesium.md</a>' in text
    assert get(f"{preview.address}-")[0] == 200
    text = preview.about.read_text("utf-8")
    preview.about.write_text(text + "\n\nA mistake.[@nobody]\n", "utf-8")
    told = "content/about.md:" + str(len(text.splitlines()) + 3)
    wait_for(f"{preview.address}-/", 200, f">{told}</strong> error: unknown reference")


def test_a_page_that_is_late_is_told_as_soon_as_it_asks(preview: Running) -> None:
    """What was saved while it loaded is not lost; an unchanged page isn't reloaded."""
    late = known(get(f"{preview.address}about/")[1])
    home = known(get(preview.address)[1])
    text = preview.about.read_text("utf-8")
    preview.about.write_text(text + "\n\nA fresh sentence.\n", "utf-8")
    wait_for(f"{preview.address}about/", 200, "A fresh sentence.")

    async def told(url: str, knows: object) -> list[object]:
        async with line_to(preview) as line:
            await say(line, {"command": "info", "url": url, "known": knows})
            await say(line, {"command": "hello", "protocols": []})
            heard = [(await hear(line))["command"]]
            if heard != ["hello"]:
                heard.append((await hear(line))["command"])
        return heard

    about = f"{preview.address}about/"
    assert in_a_loop(told(about, late)) == ["reload", "hello"]
    assert in_a_loop(told(about, {**late, "page": ""})) == ["reload", "hello"]
    assert in_a_loop(told(preview.address, home)) == ["hello"]


def test_the_page_that_is_looked_at_comes_first_and_no_other_is_ever_old(
    preview: Running,
) -> None:
    """Who asks for another page at once gets it as it is now; it is made for that."""
    path = preview.folder / "content/remedies/magnesium.md"
    text = path.read_text("utf-8")
    title = re.search(r"^title: (.*)$", text, re.MULTILINE)
    assert title
    page, front = (f"{preview.address}remedies/{one}" for one in ("magnesium/", ""))

    async def saved(word: str, pause: float) -> list[str]:
        message = {"command": "info", "url": page, "known": known(get(page)[1])}
        async with line_to(preview) as line:
            await say(line, message)
            path.write_text(text.replace(title[0], f"title: Salt {word}"), "utf-8")
            heard = [(await hear(line))["command"]]
            await asyncio.sleep(pause)
            return heard + [
                url for url in (page, front) if f"Salt {word}" in get(url)[1]
            ]

    for word, pause in (("once", 0), ("twice", 2 * server.PAUSE), ("thrice", 0)):
        assert in_a_loop(saved(word, pause)) == ["change", page, front], word


def test_only_what_never_changes_is_kept_by_a_browser(standing: Running) -> None:
    """The guide's own keeper of pages would ask for all of them after each save."""
    page = ask(standing, "GET", "/about/", {})
    assert page.getheader("Cache-Control") == "no-store"
    found = re.search(rb'href="\.\./(assets/[^"]+)"', page.body)  # type: ignore[attr-defined]
    assert found
    asset = ask(standing, "GET", f"/{found[1].decode()}", {})
    assert asset.getheader("Cache-Control") == "max-age=31536000, immutable"
    assert ask(standing, "GET", "/assets/none.css", {}).getheader("Cache-Control") == (
        "no-store"
    )
    assert ask(standing, "GET", "/sw.js", {}).status == 404


def test_only_who_needs_what_is_left_behind_has_it_made() -> None:
    """Every page asks for a keeper of pages; for a preview there is none."""
    made: list[bool] = []

    def build(_: Set[str], __: object) -> Generator[server.Built, None, None]:
        yield server.Built(Outcome(()), {"404.html": b"old"}, behind={"404.html"})
        made.append(True)
        yield server.Built(Outcome(()), {"404.html": b"new"})

    shown = server.Preview(build, server.Options("", 0), lambda _: None)
    shown.rebuild(frozenset())
    assert (shown.answer("/sw.js").status, made) == (404, [])
    assert (shown.answer("/nowhere/").body, made) == (b"new", [True])


def test_the_work_of_a_save_ends_as_the_next_one_comes() -> None:
    """But for who asks for what it left behind; that is never old."""
    made: list[str] = []

    def build(
        first: Set[str], goes_on: Callable[[], None]
    ) -> Generator[server.Built, None, None]:
        made.append("first" if first else "all")
        if first:
            yield server.Built(Outcome(()), {"a": b"old"}, behind={"a"})
            goes_on()
        made.append("rest")
        yield server.Built(Outcome(()), {"a": b"new"})

    shown = server.Preview(build, server.Options("", 0), lambda _: None)
    shown.rebuild(frozenset("b"))
    shown.overtaken.set()
    shown.go_on(shown.number)
    assert made == ["first"]
    assert (shown.answer("/a").body, made) == (b"new", ["first", "all", "rest"])
    shown.rebuild(frozenset("b"))
    shown.overtaken.set()
    assert (shown.answer("/a").body, made[3:]) == (b"new", ["first", "rest"])


def test_what_fails_while_all_is_made_ready_is_told_too() -> None:
    told: list[Outcome] = []

    def build(_: Set[str], __: object) -> Generator[server.Built, None, None]:
        yield server.Built(Outcome(()), {"a": b""})
        raise ValueError("on purpose")

    shown = server.Preview(build, server.Options("", 0), told.append)
    shown.rebuild(frozenset())
    for _ in range(2):
        shown.go_on(shown.number)
    ((problem,),) = (one.problems for one in told)
    assert problem.rule == "internal"
    assert (shown.outcome.problems, shown.may_end) == ((), False)


def test_styles_are_swapped_without_a_reload(preview: Running) -> None:
    path = preview.folder / "assets/css/main.css"

    async def told() -> dict[str, Any]:
        state = known(get(preview.address)[1])
        message = {"command": "info", "url": preview.address, "known": state}
        async with line_to(preview) as line:
            await say(line, message)
            path.write_text(path.read_text("utf-8") + "hr{width:7px}", "utf-8")
            return await hear(line)

    message = in_a_loop(told())
    assert isinstance(message, dict)
    assert message["command"] == "style"
    assert "hr{width:7px}" in "".join(message["sheets"])


@pytest.mark.parametrize("junk", ["", "{", "[]", "3", "{}", '"hello"'])
def test_junk_ends_the_line_and_nothing_else(standing: Running, junk: str) -> None:
    async def send() -> None:
        async with line_to(standing) as line:
            await line.write_message(junk)
        assert line.close_code == UNACCEPTABLE

    in_a_loop(send())
    assert get(standing.address)[0] == 200


def test_folders_behind_links_are_watched(tmp_path: Path) -> None:
    """And a folder that is deleted and made anew goes on being watched."""
    shutil.copytree(SMALL, tmp_path / "elsewhere")
    (tmp_path / "content").symlink_to("elsewhere")
    for name in ("templates", "assets"):
        shutil.copytree(ROOT / name, tmp_path / name)
    with running(tmp_path) as preview:
        about = tmp_path / "elsewhere/about.md"
        about.write_text(about.read_text("utf-8") + "\n\nFirst words.\n", "utf-8")
        wait_for(f"{preview.address}about/", 200, "First words.")
        (tmp_path / "elsewhere").rename(tmp_path / "before")
        shutil.copytree(tmp_path / "before", tmp_path / "elsewhere")
        about.write_text(about.read_text("utf-8") + "\n\nSecond words.\n", "utf-8")
        wait_for(f"{preview.address}about/", 200, "Second words.")


def test_an_address_in_use_is_told_before_anything_is_built(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, str(ROOT / "build.py"), "serve", f"--port={port}"]
        done = subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, check=False
        )
    assert done.returncode == 1
    assert f"127.0.0.1:{port}:1:1: error: address already in use" in done.stderr
    assert "another --port" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_addresses_can_be_typed_as_they_are_printed() -> None:
    """Port 0, all addresses and those with colons are none that a browser takes."""
    assert listening.addresses("127.0.0.1", 5) == ["http://127.0.0.1:5/"]
    assert listening.addresses("::1", 5) == ["http://[::1]:5/"]
    for host in ("0.0.0.0", "::", ""):
        assert listening.addresses(host, 5)[0] == "http://localhost:5/"


def test_a_file_is_not_read_while_it_is_being_saved(tmp_path: Path) -> None:
    """What stays empty is read as it is."""
    path, read = tmp_path / "about.md", list[str]()

    def build(_: Set[str], __: object) -> Generator[server.Built, None, None]:
        read.append(path.read_text())
        yield server.Built(Outcome(()), {})

    async def saves() -> None:
        path.write_text("")
        shown.saved(frozenset([path]))
        for _ in range(3):
            await asyncio.sleep(0)
        path.write_text("whole")
        while len(read) < 1:
            await asyncio.sleep(0)
        path.write_text("")
        shown.saved(frozenset([path]))
        while len(read) < 2:
            await asyncio.sleep(0)

    shown = server.Preview(build, server.Options("", 0), lambda _: None)
    in_a_loop(saves())
    assert read == ["whole", ""]


def test_a_failure_of_the_program_is_told_where_the_preview_was_started() -> None:
    """Once, as a problem with the line of the program; the preview goes on."""
    told: list[Outcome] = []

    def failing(_: Set[str], __: object) -> Generator[server.Built, None, None]:
        files: dict[str, dict[str, bytes]] = {}
        yield server.Built(Outcome(()), files["gone"])

    async def saves() -> None:
        for count in (1, 2):
            shown.saved(frozenset([Path(__file__)]))
            while len(told) < count:
                await asyncio.sleep(0)

    shown = server.Preview(failing, server.Options("127.0.0.1", 0), told.append)
    in_a_loop(saves())
    (problem,) = told[0].problems
    assert (problem.rule, problem.severity) == ("internal", "error")
    assert "KeyError: 'gone' (at test_serve.py:" in problem.message
    assert told[1] == told[0]


@given(st.text(max_size=40))
def test_no_path_makes_the_preview_fail(path: str) -> None:
    """Whatever is asked for, there is an answer."""
    found = answers.answer({"a/index.html": b"", "b": b""}, path)
    assert found.status in (200, 301, 404)
    if found.location:
        assert re.match(r"/[^/]", found.location)
