"""The preview: the same build on every save, shown in the browser, problems too."""

import contextlib
import gc
import html
import json
import threading
import webbrowser
from collections.abc import Callable, Generator, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler
from tornado import httpserver, web
from tornado.ioloop import IOLoop
from tornado.websocket import WebSocketClosedError

from ibid import failures
from ibid.preview import answers, listening, overlay, watching
from ibid.preview.answers import Answer
from ibid.problems import Problem
from ibid.request import Outcome

# Many editors empty a file before they write it, or put it away: so often it is looked
# again, after so many seconds, whether that is over.
LOOKS, LOOK_AFTER = 10, 0.02
# Behind a page that somebody looks at, the others are made when no save has come for so
# many seconds, or when one of them is asked for.
PAUSE = 0.5
FOREVER = "max-age=31536000, immutable"


@dataclass(frozen=True)
class Built:
    """What came of a build, and the files of the site as it is shown now.

    `way` is a link for editors, as HTML, that each page ends with. The files `behind`
    may still be what they were before.
    """

    outcome: Outcome
    files: Mapping[str, bytes]
    way: str = ""
    behind: Set[str] = frozenset()


class Overtaken(Exception):
    """Something was saved while the work of an earlier save went on."""


Build = Callable[[Set[str], Callable[[], None]], Generator[Built, None, None]]
"""Builds: of what is shown, the files at these paths first, and all in the end; asked
for more, it makes ready what the next build needs. What it is given is called again and
again meanwhile, and may end the work by an exception.
"""


@dataclass(frozen=True)
class Options:
    """Where to listen, and how to show what was built.

    `editor` is the address that opens a file, with {path}, {line} and {column} in it;
    with `follow`, the page of a file that was saved opens by itself.
    """

    host: str
    port: int
    open_browser: bool = False
    editor: str = ""
    follow: bool = False


def serve(
    preview: "Preview", folders: tuple[Path, ...], say: Callable[[str], None]
) -> None:
    """Listen, build, and build again whenever something is saved, until interrupted.

    Raises OSError, with the address, when it can't be had: before anything is built.
    """
    options = preview.options
    sockets = listening.listen(options.host, options.port)
    port = int(sockets[0].getsockname()[1])
    server = httpserver.HTTPServer(preview.application())
    server.add_sockets(sockets)
    preview.rebuild(frozenset())
    preview.tell(preview.outcome)
    # What the guide came to stays: to look for what can go takes as long as a save.
    gc.collect()
    gc.freeze()
    loop = IOLoop.current()

    def saved(paths: frozenset[Path]) -> None:
        preview.overtaken.set()
        loop.add_callback(preview.saved, paths)

    loop.call_later(PAUSE, preview.go_on, preview.number)
    watching.start(folders, saved)
    for address in listening.addresses(options.host, port):
        say(f"The guide is at {address} until you press Ctrl+C.")
    if options.open_browser:
        loop.call_later(0, webbrowser.open, listening.addresses(options.host, port)[0])
    loop.start()


class Preview:
    """The site as last built, and the pages that show it."""

    def __init__(
        self,
        build: Build,
        options: Options,
        tell: Callable[[Outcome], object],
        address_of: Callable[[Path], str] = lambda _: "",
    ) -> None:
        """`tell` is given what came of each build, a failure of the program too;
        `address_of` gives the address of the page of a content file, or "".
        """
        self.build, self.options, self.tell = build, options, tell
        self.built = Built(Outcome(()), {})
        self.rest: Generator[Built, None, None] | None = None
        self.address_of = address_of
        self.outcome = Outcome(())
        self.number = 0
        self.waiting: set[Path] | None = None
        # Set from the watcher's thread, which learns of saves while a build is at work.
        self.overtaken, self.may_end = threading.Event(), False

    def application(self) -> web.Application:
        """The handlers of every address."""
        return web.Application(
            [
                (r"/livereload", Watcher, {"preview": self}),
                (r".*", Site, {"preview": self}),
            ],
            log_function=lambda _: None,
        )

    def saved(self, paths: frozenset[Path]) -> None:
        """Build soon; saves that come while a build is at work make one more build."""
        if self.waiting is None:
            self.waiting = set()
            IOLoop.current().add_callback(self._catch_up, LOOKS)
        self.waiting |= paths

    def _catch_up(self, looks: int) -> None:
        if looks and not all(map(_is_written, self.waiting or ())):
            IOLoop.current().call_later(LOOK_AFTER, self._catch_up, looks - 1)
            return
        paths, self.waiting = self.waiting or set(), None
        opened = ""
        if self.options.follow and len(paths) == 1:
            opened = self.address_of(next(iter(paths)))
        looked_at = {opened, *(page.path for page in LiveReloadHandler.waiters)}
        before = self.outcome.problems, self.number
        self.rebuild(frozenset(map(answers.file_at, looked_at)))
        changed = before != (self.outcome.problems, self.number)
        if (paths or changed) and not self.built.behind:
            self.tell(self.outcome)
        self._update_pages(opened, changed=changed)
        IOLoop.current().call_later(PAUSE, self.go_on, self.number)

    def _update_pages(self, opened: str = "", *, changed: bool) -> None:
        for page in LiveReloadHandler.waiters.copy():
            with contextlib.suppress(WebSocketClosedError):
                page.update(opened, changed=changed)

    def go_on(self, number: int) -> None:
        """Build what was left behind, and make ready what the next build needs, unless
        something was saved since this number, or is saved meanwhile.
        """
        if number != self.number or self.waiting is not None:
            return
        self.may_end = True
        try:
            self.finish()
            if self.rest is not None:
                next(self.rest, None)
        except Overtaken:
            # What was saved is built next.
            self.rest = None
        except Exception as error:
            self.tell(Outcome((failures.of_program(error),)))
        finally:
            self.may_end = False

    def finish(self) -> None:
        """Build what was left behind, if anything was, and tell."""
        if not self.built.behind:
            return
        before = self.outcome.problems
        if self.rest is None:
            self.rebuild(frozenset())
        else:
            self._take(self.rest)
        self.tell(self.outcome)
        self._update_pages(changed=before != self.outcome.problems)

    def _goes_on(self) -> None:
        """Raises Overtaken where what is at work can wait, and something was saved."""
        if self.may_end and self.overtaken.is_set():
            raise Overtaken

    def rebuild(self, first: Set[str]) -> None:
        """Build what stands there now, the files at the `first` paths before others; a
        failure of ours is a problem like others.
        """
        if self.rest is not None:
            self.rest.close()
        self.overtaken.clear()
        self.rest = self.build(first, self._goes_on)
        self._take(self.rest)

    def _take(self, built: Iterator[Built]) -> None:
        try:
            self.built = next(built)
            self.outcome = self.built.outcome
        except Overtaken:
            raise
        except OSError as error:
            self._fail(failures.of_system(error))
        except Exception as error:
            self._fail(failures.of_program(error))
        if any(one.action != "keep" for one in self.outcome.decisions):
            self.number += self.outcome.published

    def _fail(self, problem: Problem) -> None:
        self.outcome = Outcome((problem,))
        self.built = replace(self.built, behind=frozenset())

    def problems(self) -> str:
        """The problems as HTML for the foot of a page."""
        return overlay.render(
            self.outcome.problems,
            Path.cwd(),
            self.options.editor,
            behind=bool(self.built.files),
        )

    def answer(self, path: str) -> Answer:
        """What stands at the path, as it was when the guide last had no errors."""
        found = answers.answer(self.built.files, path)
        if found.name in self.built.behind:
            self.finish()
            found = answers.answer(self.built.files, path)
        if not self.built.files:
            return Answer(503, answers.kind("index.html"), overlay.page())
        return found

    def with_way(self, page: bytes, line: str = "") -> bytes:
        """A page with the way to how the guide stands, and with the line to here."""
        way = self.built.way if self.built.files else ""
        return answers.inject(page, line, way)

    def known(self, found: Answer) -> Mapping[str, object]:
        """What a page that shows this answer knows of the guide."""
        page, style = answers.digests(found.body)
        problems = answers.digests(self.problems().encode())[0]
        return {
            "number": self.number,
            "page": page,
            "style": style,
            "problems": problems,
        }


def _is_written(path: Path) -> bool:
    """Whether the file has something in it, as it has before and after a save."""
    with contextlib.suppress(OSError):
        return path.stat().st_size > 0
    return False


def _client() -> str:
    """The script of each page's line to the preview."""
    folder = resources.files("ibid.preview")
    names = ("changing.js", "client.js")
    return "".join(folder.joinpath(name).read_text("utf-8") for name in names)


class Watcher(LiveReloadHandler):  # type: ignore[misc]
    """A page's line to the preview: told when it is no longer what was built."""

    def initialize(self, preview: Preview) -> None:
        """Take the preview that pages ask about."""
        self.preview = preview
        self.path, self.known = "/", dict[str, object]()
        self.shown = b""

    def check_origin(self, origin: str) -> bool:
        """Only our own pages may ask."""
        host = self.request.host
        names = {self.preview.options.host}
        known = answers.is_known_host(host, names)
        return known and answers.is_same_origin(origin, host)

    def on_message(self, message: str | bytes) -> None:
        """livereload's handshake; with what the page knows, it is told at once."""
        try:
            said: Any = json.loads(message)
            command, url = said["command"], str(said.get("url", ""))
        except (ValueError, KeyError, TypeError, AttributeError):
            self.close(1003)
            return
        super().on_message(message)
        if command == "info":
            self.path = urlsplit(url).path or "/"
            known = said.get("known")
            if isinstance(known, dict):
                self.known = known
                self.update("", changed=False)

    def update(self, opened: str, *, changed: bool) -> None:
        """Tell the page what it doesn't know yet, and which page to open instead."""
        found = self.preview.answer(self.path)
        now = self.preview.known(found)
        more: dict[str, object] = {"known": now, "problems": self.preview.problems()}
        if opened:
            more["open"] = opened
        before, self.shown = self.shown, found.body if self.known else b""
        if not self.known:
            command = "reload" if changed else ""
        elif now["page"] != self.known.get("page"):
            command = "change" if before else "reload"
            told = map(self.preview.with_way, (before, found.body))
            more |= zip(("before", "after"), map(bytes.decode, told), strict=True)
        elif now["style"] != self.known.get("style"):
            command = "style"
            more["sheets"] = answers.styles(found.body)
        elif now["problems"] != self.known.get("problems") or opened:
            command = "problems"
        else:
            command = ""
        if command:
            self.known = dict(now) if self.known else {}
            self.write_message({"command": command, "path": "*", **more})


class Site(web.RequestHandler):
    """The files of the site, as a web server gives them."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def initialize(self, preview: Preview) -> None:
        """Take the preview whose site this is."""
        self.preview = preview

    def prepare(self) -> None:
        """Refuse who comes by a strange name, or from a strange page."""
        host = self.request.host
        names = {self.preview.options.host}
        origin = self.request.headers.get("Origin", "")
        strange = origin and not answers.is_same_origin(origin, host)
        if strange or not answers.is_known_host(host, names):
            raise web.HTTPError(403)

    def log_exception(self, _: object, error: BaseException | None, __: object) -> None:
        """A failure of the program is told as those of builds are."""
        if isinstance(error, Exception) and not isinstance(error, web.HTTPError):
            self.preview.tell(Outcome((failures.of_program(error),)))

    def write_error(self, status_code: int, **_: object) -> None:
        """A few words: the site has no page for this."""
        if status_code == 405:  # noqa: PLR2004
            self.set_header("Allow", "GET, HEAD")
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")

    def get(self) -> None:
        """The page with its line to the preview, or the file as it is."""
        found = self.preview.answer(self.request.path)
        self.set_status(found.status)
        self.set_header("Content-Type", found.kind)
        self.set_header("Cache-Control", FOREVER if found.lasts else "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        if found.location:
            self.set_header("Location", found.location)
        body = self._live(found) if found.is_page else found.body
        self.write(body)

    head = get

    def _live(self, found: Answer) -> bytes:
        preview = self.preview
        state = {
            "known": preview.known(found),
            "problems": preview.problems(),
            "style": overlay.STYLE,
        }
        told = html.escape(json.dumps(state))
        line = f'<script data-preview="{told}">{_client()}</script>'
        return preview.with_way(found.body, line)
