"""What a web server would answer for the files of a site: a pure table of cases."""

import hashlib
import ipaddress
import mimetypes
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes, urlsplit

STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
TYPES = {
    ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
    ".webmanifest": "application/manifest+json",
    ".ics": "text/calendar",
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".json": "application/json",
}
TEXTUAL = ("text/", "application/json", "application/xml", "application/x-")
# The one hidden name that servers show: standards keep files for machines there.
WELL_KNOWN = ".well-known"
# What keeps pages on a reader's device: a preview shows none but the newest.
WORKER = "sw.js"
# Files in there have names that change with their bytes.
HASHED = "assets/"
GONE = b"<!doctype html><html lang=en><title>Not found</title><h1>Not found</h1>"


@dataclass(frozen=True)
class Answer:
    """Status, type and bytes; `location` is where a redirection leads.

    `name` is the path of the file that is given.
    """

    status: int
    kind: str
    body: bytes
    location: str = ""
    name: str = ""

    @property
    def lasts(self) -> bool:
        """Whether the same address never gives other bytes."""
        return self.status == 200 and self.name.startswith(HASHED)  # noqa: PLR2004

    @property
    def is_page(self) -> bool:
        """Whether a reader sees it as a page."""
        return self.kind.startswith("text/html")


def answer(files: Mapping[str, bytes], path: str) -> Answer:
    """What stands among the files of a site at the path of a request, percent signs
    and all.

    A folder without its last slash is a redirection, as servers do; hidden files are
    not there.
    """
    name = file_at(path)
    if name == WORKER:
        return Answer(404, kind("404.html"), GONE)
    if name in files:
        return Answer(200, kind(name), files[name], name=name)
    if name and _is_folder(name, files):
        return Answer(301, "text/plain", b"", f"/{quote(name)}/")
    return missing(files)


def file_at(path: str) -> str:
    """The path of the file that would be given at an address; "" where none can be."""
    address = path.partition("?")[0]
    steps = _steps(address)
    if steps is None:
        return ""
    return "/".join((*steps, "index.html") if address.endswith("/") else steps)


def _is_folder(name: str, files: Iterable[str]) -> bool:
    return any(path.startswith(f"{name}/") for path in files)


def _steps(address: str) -> list[str] | None:
    """The folders and the file that an address names; None where it can name none."""
    try:
        name = unquote_to_bytes(address).decode("utf-8").strip("/")
    except UnicodeDecodeError:
        return None
    steps = name.split("/") if name else []
    hidden = any(
        not step or (step.startswith(".") and step != WELL_KNOWN) for step in steps
    )
    return None if hidden or "\0" in name else steps


def missing(files: Mapping[str, bytes]) -> Answer:
    """The site's own page for what isn't there."""
    name = "404.html"
    return Answer(404, kind(name), files.get(name, GONE), name=name)


def kind(name: str) -> str:
    """The type of a file, with its encoding where it is text."""
    ending = name[name.rfind(".") :].lower()
    guessed = mimetypes.guess_type(name)[0]
    found = TYPES.get(ending) or guessed or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith(TEXTUAL) else found


def is_known_host(host: str, names: Collection[str]) -> bool:
    """Whether a request's Host is this machine: an address, localhost or its names.

    A name that somebody else gave to our address is how strange pages reach in.
    """
    name = urlsplit(f"//{host}").hostname or ""
    if name in names or name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True


def is_same_origin(origin: str, host: str) -> bool:
    """Whether a page that asks is one of this server's own."""
    return urlsplit(origin).netloc == host


def digests(body: bytes) -> tuple[str, str]:
    """The fingerprints of a page without its styles, and of the styles."""
    styles = b"".join(STYLE.findall(body))
    rest = POLICY.sub(b"", STYLE.sub(b"", body))
    return hashlib.sha256(rest).hexdigest()[:16], hashlib.sha256(styles).hexdigest()[
        :16
    ]


def styles(body: bytes) -> list[str]:
    """The style sheets within a page, in their order."""
    return [one.decode("utf-8", "replace") for one in STYLE.findall(body)]


def inject(body: bytes, more: str, last: str = "") -> bytes:
    """The page with more at the end of its head and of its body, and without its
    policy: that allows no script but the guide's.
    """
    body = POLICY.sub(b"", body, count=1)
    place = body.find(b"</head>")
    place = len(body) if place < 0 else place
    end = body.rfind(b"</body>")
    end = len(body) if end < place else end
    return b"".join(
        (body[:place], more.encode(), body[place:end], last.encode(), body[end:])
    )
