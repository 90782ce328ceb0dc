"""The preview, as a browser meets it: a real server, real files, real saves."""

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tornado.websocket import websocket_connect

ROOT = Path(__file__).parent.parent
PATIENCE = 30


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A copy of the real guide with `build.py serve` running on it, and its address."""
    for name in ("content", "templates", "assets"):
        shutil.copytree(ROOT / name, tmp_path / name)
    command = [sys.executable, "-u", "-W", "error", str(ROOT / "build.py"), "serve"]
    port = free_port()
    with subprocess.Popen(
        [*command, "--port", str(port), "--today", "2026-11-22"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
    ) as server:
        assert server.stdout is not None
        lines = iter(server.stdout.readline, "")
        address = next(
            found[0] for line in lines if (found := re.search(r"http://\S+", line))
        )
        yield tmp_path, address
        server.terminate()


def free_port() -> int:
    """A port that nobody uses now."""
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


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


def test_a_save_is_seen_and_a_mistake_is_shown(preview: tuple[Path, str]) -> None:
    """The page changes with the file; a failed build takes its place until mended."""
    folder, address = preview
    about = folder / "content/about.md"
    good = about.read_text("utf-8")
    assert get(address)[0] == 200
    assert "livereload.js" in get(address)[1]
    about.write_text(good + "\n\nA fresh sentence.\n", "utf-8")
    wait_for(f"{address}about/", 200, "A fresh sentence.")
    about.write_text(good + "\n\nA mistake.[@nobody2020]\n", "utf-8")
    page = wait_for(address, 500, "unknown reference")
    assert "content/about.md:" in page
    assert "nobody2020" in page
    assert "A fresh sentence." in (folder / "output/about/index.html").read_text(
        "utf-8"
    )
    about.write_text(good, "utf-8")
    text = wait_for(f"{address}about/", 200, "<h1")
    assert "A fresh sentence." not in text


def test_only_the_site_is_served(preview: tuple[Path, str]) -> None:
    """What isn't there answers 404 with the guide's own page; nothing else leaks."""
    folder, address = preview
    (folder / "secret.txt").write_text("secret", "utf-8")
    status, text = get(f"{address}nowhere/")
    assert status == 404
    assert "<h1" in text
    for path in ("../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt"):
        status, text = get(address + path)
        assert (status, text == "secret") == (404, False)


def test_two_saves_in_a_second_are_two_reloads(preview: tuple[Path, str]) -> None:
    """Each save reaches the browser at once, however soon it follows the last one."""
    folder, address = preview
    about = folder / "content/about.md"
    good = about.read_text("utf-8")

    async def reloads() -> list[str]:
        socket = await websocket_connect(address.replace("http", "ws") + "livereload")
        await socket.write_message(json.dumps({"command": "hello", "protocols": []}))
        commands = [json.loads(await read(socket))["command"]]
        await socket.write_message(json.dumps({"command": "info", "url": address}))
        for number in range(2):
            about.write_text(f"{good}\n\nSave {number}.\n", "utf-8")
            commands.append(json.loads(await read(socket))["command"])
        socket.close()
        return commands

    async def read(socket: object) -> str:
        message = await asyncio.wait_for(socket.read_message(), PATIENCE)  # type: ignore[attr-defined]
        return str(message)

    # In a thread of its own, for the browser's tests leave a loop running in this one.
    with ThreadPoolExecutor(1) as apart:
        found = apart.submit(lambda: asyncio.run(reloads())).result()
    assert found == ["hello", "reload", "reload"]
