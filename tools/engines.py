"""Look at the pages in Firefox and WebKit, where they are installed.

`python -m tools.engines SITE` opens one page of each type in both, as a phone and a
desktop do: nothing scrolls sideways, what can be used has a name, the menu opens, the
timer starts, the player fills the screen to its end, and every card prints on one
sheet. With `--install` it brings the browsers first, as packages of Debian. It says
which of them it went without.
"""

import argparse
import asyncio
import base64
import json
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

from pypdf import PdfReader
from tornado.websocket import WebSocketClientConnection, websocket_connect

from tools.browser import install_package
from tools.gallery import find_pages
from tools.webserver import serving

FIREFOX = ("firefox-esr", "firefox")
MINIBROWSER = "/usr/lib/*/webkit2gtk-4.?/MiniBrowser"
PACKAGES = (
    *("firefox-esr", "webkit2gtk-driver", "xvfb"),
    *("python3-gi", "gir1.2-webkit2-4.1"),  # To print from WebKit.
)
PRINT = Path(__file__).with_name("webkit_print.py")
SIZES = ((390, 844), (1280, 800))
PATIENCE = 60  # seconds until a browser must have answered
# What can be used and is in sight, as [role, name] of those that have their own.
CONTROLS = """(() => Array.from(document.querySelectorAll("a[href], button, summary"))
    .filter((one) => one.checkVisibility())
    .map((one) => (one.getAttribute("aria-label") ?? one.textContent).trim()))()"""
# The name that a button or link should have: what is written on it, and is told.
NAME = """(selector) => {
    const one = document.querySelector(selector);
    if (!one?.checkVisibility()) return null;
    const told = one.cloneNode(true);
    told.querySelectorAll("[aria-hidden]").forEach((part) => part.remove());
    return one.getAttribute("aria-label") ?? told.textContent.trim();
}"""
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
MENU = """(() => {
    const button = document.querySelector(".bar__menu");
    if (!button?.checkVisibility()) return true;
    button.click();
    const open = document.querySelector("#menu").checkVisibility();
    button.click();
    return open;
})()"""
TIMER = """(() => {
    const button = document.querySelector(".timer__button");
    if (!button?.checkVisibility()) return true;
    const before = button.textContent.trim();
    button.click();
    const after = button.textContent.trim();
    button.click();
    return before !== after;
})()"""

# The player from its start to its end; what it lacks.
PLAYER = """(() => {
    const opener = document.querySelector(".player button");
    if (!opener?.checkVisibility()) return [];
    const [dialog, lacks] = [document.querySelector("dialog"), []];
    opener.click();
    const { width, height } = dialog.getBoundingClientRect();
    if (width < document.documentElement.clientWidth) lacks.push("width");
    if (height < innerHeight - 1) lacks.push("height");
    const buttons = () => Array.from(dialog.querySelectorAll("button"))
        .filter((one) => one.checkVisibility());
    while (dialog.open) {
        for (const one of buttons()) {
            const { top, bottom } = one.getBoundingClientRect();
            if (top < 0 || bottom > innerHeight + 1) lacks.push(one.textContent);
        }
        buttons().at(-1).click();
    }
    return lacks;
})()"""


class Engine(Protocol):
    """A browser with one window."""

    def resize(self, width: int, height: int) -> None:
        """Give the window's page this size."""

    def open(self, address: str) -> None:
        """Load a page and wait for it."""

    def evaluate(self, expression: str) -> Any:
        """Return what an expression of the page's script gives."""

    def label(self, selector: str) -> str | None:
        """Return the name that the browser's own tree has; None if nothing is there."""

    def printed(self) -> bytes | None:
        """Return the page as a PDF file; None where the driver can't."""


def main() -> None:
    """Say what was found in each browser; fail on a fault."""
    parser = argparse.ArgumentParser(prog="engines", description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=Path("output"))
    parser.add_argument("--install", action="store_true")
    options = parser.parse_args()
    if options.install:
        for package in PACKAGES:
            install_package(package)
    if not (options.site / "index.html").is_file():
        sys.exit(f"{options.site} holds no site: build it first")
    faults: list[str] = []
    with serving(options.site) as address:
        pages = find_pages(
            options.site,
            [
                "home",
                "now",
                "remedy",
                "remedies",
                "cause",
                "exercise",
                "reference",
                "see-a-doctor",
                "programme",
                "404",
            ],
        )
        for card in sorted(options.site.glob("cards/*/index.html")):
            pages[f"card {card.parent.name}"] = f"cards/{card.parent.name}/"
        for name, start in (("Firefox", firefox), ("WebKit", webkit)):
            with ExitStack() as stack:
                engine = stack.enter_context(start())
                if engine is None:
                    print(f"{name}: not installed, so nothing was looked at in it.")
                    continue
                found = list(look(engine, address, pages))
                faults += [f"{name}: {fault}" for fault in found]
                print(f"{name}: {len(pages)} pages, {len(found)} faults.")
    sys.exit("\n".join(faults) or 0)


def look(engine: Engine, address: str, pages: dict[str, str]) -> Iterator[str]:
    """What is wrong with the pages."""
    for width, height in SIZES:
        engine.resize(width, height)
        for name, place in pages.items():
            engine.open(address + place)
            where = f"{name} at {width} pixels"
            wide = engine.evaluate(WIDE)
            if wide > 0:
                yield f"{where}: {wide} pixels too wide"
            if "" in engine.evaluate(CONTROLS):
                yield f"{where}: something to use has no name"
            if not engine.evaluate(MENU):
                yield f"{where}: the menu doesn't open"
            if not engine.evaluate(TIMER):
                yield f"{where}: the timer doesn't start"
            if lacks := engine.evaluate(PLAYER):
                yield f"{where}: the player lacks {', '.join(lacks)}"
            for selector in (".bar__menu", ".timer__button", ".bar__now"):
                if engine.label(selector) == "":
                    yield f"{where}: {selector} has no name in the browser's tree"
    for name in (name for name in pages if name.startswith("card ")):
        engine.open(address + pages[name])
        sheet = engine.printed()
        if sheet is not None:
            count = len(PdfReader(BytesIO(sheet)).pages)
            if count != 1:
                yield f"{name} is {count} sheets"


class Firefox:
    """Firefox, over WebDriver BiDi."""

    def __init__(self, loop: asyncio.AbstractEventLoop, port: str) -> None:
        """Begin a session with the browser that listens on the port."""
        self.loop = loop
        self.number = 0
        url = f"ws://127.0.0.1:{port}/session"
        self.socket: WebSocketClientConnection = loop.run_until_complete(
            _connected(url)
        )
        self("session.new", capabilities={})
        (tree,) = self("browsingContext.getTree")["contexts"]
        self.context = tree["context"]

    def __call__(self, method: str, **parameters: Any) -> Any:
        """Return the answer to a command; RuntimeError if it is an error."""
        self.number += 1
        command = {"id": self.number, "method": method, "params": parameters}
        return self.loop.run_until_complete(
            asyncio.wait_for(self._answer(command), PATIENCE)
        )

    async def _answer(self, command: dict[str, Any]) -> Any:
        await self.socket.write_message(json.dumps(command))
        while True:
            said = await self.socket.read_message()
            answer = json.loads(said or "{}")
            if answer.get("id") == command["id"] or not answer:
                break
        if answer.get("type") != "success":
            raise RuntimeError(f"{command['method']}: {answer}")
        return answer["result"]

    def resize(self, width: int, height: int) -> None:
        """See Engine."""
        size = {"width": width, "height": height}
        self("browsingContext.setViewport", context=self.context, viewport=size)

    def open(self, address: str) -> None:
        """See Engine."""
        options = {"url": address, "wait": "complete"}
        self("browsingContext.navigate", context=self.context, **options)

    def evaluate(self, expression: str) -> Any:
        """See Engine."""
        answer = self(
            "script.evaluate",
            expression=f"JSON.stringify({expression})",
            target={"context": self.context},
            awaitPromise=False,
        )
        if answer["type"] != "success":
            raise RuntimeError(f"{expression[:60]}: {answer}")
        return json.loads(answer["result"]["value"])

    def label(self, selector: str) -> str | None:
        """See Engine."""
        said = self.evaluate(f"({NAME})({json.dumps(selector)})")
        if said is None:
            return None
        role = "button" if selector != ".bar__now" else "link"
        locator = {"type": "accessibility", "value": {"role": role, "name": said}}
        found = self(
            "browsingContext.locateNodes", context=self.context, locator=locator
        )
        return said if found["nodes"] else ""

    def printed(self) -> bytes:
        """See Engine."""
        centimetres = {"width": 21.0, "height": 29.7}
        answer = self(
            "browsingContext.print",
            context=self.context,
            page=centimetres,
            background=True,
            shrinkToFit=False,
        )
        return base64.b64decode(answer["data"])


async def _connected(url: str) -> WebSocketClientConnection:
    return await websocket_connect(url, connect_timeout=PATIENCE)


@contextmanager
def firefox() -> Iterator[Engine | None]:
    """Firefox with a profile of its own; None where there is none."""
    command = next(filter(None, map(shutil.which, FIREFOX)), None)
    if command is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as profile:
        process = subprocess.Popen(
            [
                *(command, "--headless", "--no-remote", "--profile", profile),
                *("--remote-debugging-port", "0"),
            ],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        try:
            assert process.stderr
            said = (
                re.search(r"ws://127\.0\.0\.1:(\d+)", line) for line in process.stderr
            )
            port = next(found[1] for found in said if found)
            with asyncio.Runner() as runner:
                yield Firefox(runner.get_loop(), port)
        finally:
            process.terminate()
            process.communicate(timeout=PATIENCE)


class WebKit:
    """WebKitGTK's small browser, over WebDriver."""

    def __init__(self, port: int, binary: str, environment: Mapping[str, str]) -> None:
        """Begin a session with the driver that listens on the port."""
        self.environment, self.page = environment, ""
        self.address = f"http://127.0.0.1:{port}/session"
        options = {"binary": binary, "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        session = self("POST", "", capabilities=wanted)["sessionId"]
        self.address += f"/{session}"

    def __call__(self, method: str, path: str, **parameters: Any) -> Any:
        """Return the answer to a command; OSError if it is an error."""
        data = json.dumps(parameters).encode() if method == "POST" else None
        request = urllib.request.Request(self.address + path, data, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)["value"]

    def resize(self, width: int, height: int) -> None:
        """See Engine; a window's frame is added to the page's size."""
        self("POST", "/window/rect", width=width, height=height)
        inner = self.evaluate("[innerWidth, innerHeight]")
        wide, tall = (2 * a - b for a, b in zip((width, height), inner, strict=True))
        self("POST", "/window/rect", width=wide, height=tall)

    def open(self, address: str) -> None:
        """See Engine."""
        self.page = address
        self("POST", "/url", url=address)

    def evaluate(self, expression: str) -> Any:
        """See Engine."""
        return self("POST", "/execute/sync", script=f"return {expression}", args=[])

    def label(self, selector: str) -> str | None:
        """See Engine."""
        seen = f"document.querySelector({json.dumps(selector)})?.checkVisibility()"
        if not self.evaluate(seen):
            return None
        one = self("POST", "/element", using="css selector", value=selector)
        (name,) = one.values()
        return str(self("GET", f"/element/{name}/computedlabel") or "")

    def printed(self) -> bytes | None:
        """See Engine: by a program of its own, since the driver can't print."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "page.pdf")
            command = ["/usr/bin/python3", str(PRINT), self.page, str(file)]
            done = subprocess.run(
                command,
                env=self.environment,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
                check=False,
            )
            return None if done.returncode else file.read_bytes()


@contextmanager
def webkit() -> Iterator[Engine | None]:
    """WebKit behind a screen that nobody sees; None where there is none."""
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    binaries = sorted(str(one) for one in Path("/").glob(MINIBROWSER[1:]))
    if not (driver and screen and binaries):
        yield None
        return
    with ExitStack() as stack:
        shown = stack.enter_context(_running([screen, "-displayfd", "1"]))
        assert shown.stdout
        display = f":{shown.stdout.readline().strip()}"
        with tempfile.TemporaryDirectory() as home:
            environment = {"DISPLAY": display, "HOME": home, "PATH": "/usr/bin:/bin"}
            port = _free_port()
            command = [driver, f"--port={port}"]
            stack.enter_context(_running(command, environment))
            _wait_for(port)
            engine = WebKit(port, binaries[-1], environment)
            yield engine
            engine("DELETE", "")


@contextmanager
def _running(
    command: list[str], environment: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """The command while it runs; it ends with the block."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=quiet, text=True, env=environment
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(port: int) -> None:
    """Return as soon as somebody listens on the port."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise TimeoutError(f"nobody listens on port {port}")


if __name__ == "__main__":
    main()
