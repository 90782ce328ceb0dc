"""The preview: the same build on every save, shown in the browser, failures too."""

import html
import mimetypes
import os
import webbrowser
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from livereload import Server
from livereload.handlers import LiveReloadHandler
from tornado.ioloop import IOLoop, PeriodicCallback

from ibid.problems import Problem, as_text
from ibid.request import Outcome

LOOK_EVERY_MS = 200

Signature = frozenset[tuple[str, int, int]]
StartResponse = Callable[[str, list[tuple[str, str]]], object]


def serve(
    preview: "Preview",
    host: str,
    port: int,
    *,
    open_browser: bool,
    say: Callable[[str], None],
) -> None:
    """Build, serve the site, and build again whenever a folder changes.

    Returns when it is interrupted. Raises OSError when the address can't be had.
    """
    preview.rebuild()
    server = Server(preview.answer, watcher=preview)
    server.application(port, host, debug=False)
    say(f"The guide is at http://{host}:{port}/ until you press Ctrl+C.")
    LiveReloadHandler.start_tasks()
    if open_browser:
        IOLoop.current().call_later(0, webbrowser.open, f"http://{host}:{port}/")
    IOLoop.current().start()


class Preview:
    """What the browser gets, and the watcher that livereload asks for.

    livereload's own watcher drops a reload that follows another one within three
    seconds; an editor saves more often than that.
    """

    def __init__(
        self, build: Callable[[], Outcome], folders: tuple[Path, ...], output: Path
    ) -> None:
        self.build, self.folders, self.output = build, folders, output
        self.outcome = Outcome(())
        self.seen: Signature = frozenset()
        # What livereload reads of a watcher.
        self._tasks: dict[str, object] = {"guide": None}
        self._changes: list[tuple[str, float]] = []
        self.filepath: str | None = None

    def start(self, _callback: Callable[[], None]) -> bool:
        """Begin to look at the folders; True tells livereload not to."""
        PeriodicCallback(self.look, LOOK_EVERY_MS).start()
        return True

    def examine(self) -> tuple[None, None]:
        """Nothing for livereload to do: `look` has done it."""
        return None, None

    def look(self) -> None:
        """Build again and reload the browser if a file changed."""
        if signature(self.folders) != self.seen:
            self.rebuild()
            LiveReloadHandler.reload_waiters("*")

    def rebuild(self) -> None:
        """Build what stands there now."""
        self.seen = signature(self.folders)
        self.outcome = self.build()

    def answer(self, request: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        """A WSGI answer: the page, or what keeps it from being built."""
        if not self.outcome.published:
            body = problem_page(self.outcome.problems).encode()
            start("500 Problems in the guide", headers("text/html", body))
            return [body]
        status, kind, body = page(self.output, request["PATH_INFO"])
        start(status, headers(kind, body))
        return [body]


def signature(folders: Iterable[Path]) -> Signature:
    """Name, time and size of every file in the folders."""
    return frozenset(_stamps(folders))


def _stamps(folders: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    for top in folders:
        for folder, _, names in os.walk(top):
            for name in names:
                path = os.path.join(folder, name)
                try:
                    found = os.lstat(path)
                except OSError:
                    continue
                yield path, found.st_mtime_ns, found.st_size


def headers(kind: str, body: bytes) -> list[tuple[str, str]]:
    """The headers of an answer that no browser should keep."""
    text = kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))
    return [
        ("Content-Type", f"{kind}; charset=utf-8" if text else kind),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
    ]


def page(output: Path, path: str) -> tuple[str, str, bytes]:
    """Status, type and bytes of what stands at a path of the site."""
    # WSGI hands a path over as Latin-1; the site's names are UTF-8.
    name = path.encode("latin-1", "replace").decode("utf-8", "replace").lstrip("/")
    file = (output / name).resolve()
    if file.is_dir():
        file /= "index.html"
    if file.is_file() and file.is_relative_to(output.resolve()):
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return "200 OK", kind, file.read_bytes()
    missing = output / "404.html"
    body = missing.read_bytes() if missing.is_file() else b"This page isn't here."
    return "404 Not Found", "text/html", body


def problem_page(problems: tuple[Problem, ...]) -> str:
    """The problems as a page of its own, which needs no template to be whole."""
    items = "".join(
        f"<li><pre>{html.escape(as_text(one))}</pre></li>" for one in problems
    )
    count = len(problems)
    heading = "One problem keeps" if count == 1 else f"{count} problems keep"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{heading} the guide from being built</title><style>"
        ":root{color-scheme:light dark}"
        "body{margin:0 auto;padding:1.5rem;max-width:70rem;font:1.1rem/1.5 sans-serif;"
        "background:#fbf7f0;color:#221c19}h1{font-size:1.4rem;color:#8b1a12}"
        "ol{padding:0;list-style:none}"
        "pre{padding:1rem;overflow-x:auto;background:#f3ebdf;font-size:1rem}"
        "@media(prefers-color-scheme:dark){body{background:#16120f;color:#f2e6d5}"
        "h1{color:#ffb4a8}pre{background:#211b16}}"
        f"</style></head><body><h1>{heading} the guide from being built</h1>"
        "<p>Mend what is named here and save: this page goes away by itself. "
        f"What was published before is untouched.</p><ol>{items}</ol></body></html>"
    )
