"""Odd files by the ten thousand: none may end in a traceback, or take long, or act.

`python -m tools.fuzz` spoils real files – pages, their fields, `site.yaml`, policies,
references as other programs export them, drawings – by chance, and reads each as a
build does. An input has a number, from which it is made again: `--kind svg --first 812
--count 1` reads that one alone. It ends with 1 where a law was broken.
"""

import argparse
import random
import re
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import html5lib

from ibid.content.kinds import SECTIONS
from ibid.formats import importing
from ibid.prose.reading import read
from ibid.prose.shown import Prose
from ibid.reading.files import TextFile
from ibid.site import drawings, inlining
from ibid.units import compile
from tests.texts import PIECES, as_html

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "tests" / "golden" / "content"
TODAY = date(2026, 11, 22)
MOST_SECONDS = 2.0
SHOWN = 20
# What an author may type, and what must never be an element or an attribute of a page.
SOWN = "i9z"
INJECTED = (
    *(f"<{SOWN}>", f"<{SOWN} a=1>", f'" {SOWN}=1 "', f"' {SOWN}=1 '", f"</p><{SOWN}>"),
    *(f"-->\n<{SOWN}>", f"]]><{SOWN}>", f"&lt;{SOWN}>", f"<!--<{SOWN}>", "<script>"),
    *("javascript:alert(1)", "data:text/html,x", "\N{RIGHT-TO-LEFT OVERRIDE}", "\x00"),
)
SIGNS = (
    *(": ", "- ", "null", "no", "{", "}", "[", "]", "!!python/object:os.system ", "0"),
    *(
        "999999999999999999999",
        "2026-13-45",
        "1e999",
        ".inf",
        "&a ",
        "*a",
        "<<: ",
        "? ",
    ),
    *("@article{", "TY  - ", "ER  - \n", "AU  - ", "\\", '"', "{\\'e}", "\\undefined{"),
    *("<svg>", "</svg>", "<use href='#a'/>", " onload='x'", "url(#a)", "<g>", "</g>"),
    *("d='M0 0'", "<!DOCTYPE x>", "<?x?>", "<![CDATA[", "&#0;", "&x;", "transform="),
    *("\u200b", "\u00ad", "\u017f", "\u0130", "\U0010ffff", "\r", "\x85"),
)
ALL = tuple(dict.fromkeys((*PIECES, *INJECTED, *SIGNS)))

Files = Mapping[str, str]


@dataclass(frozen=True)
class Kind:
    """One kind of input: the files to spoil, and what says how one broke a law."""

    files: Callable[[], Files]
    broken: Callable[[str, str], Iterator[str]]
    share: int


class TooLong(BaseException):
    """An input took more seconds of processor than a file may."""


def main() -> int:
    """Read so many inputs of each kind, and print those that broke a law."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--kind", choices=KINDS, help="only this one")
    parser.add_argument("--first", type=int, default=0, help="the first's number")
    parser.add_argument("--count", type=int, default=1000, help="in all, by shares")
    options = parser.parse_args()
    kinds = [options.kind] if options.kind else list(KINDS)
    shares = sum(KINDS[kind].share for kind in kinds)
    failed = False
    for kind in kinds:
        count = max(1, options.count * KINDS[kind].share // shares)
        started = time.process_time()
        found = campaign(kind, range(options.first, options.first + count))
        seconds = time.process_time() - started
        print(f"{kind}: {count:,} inputs, {len(found)} faults, {seconds:.0f} s")
        for number, fault in list(found.items())[:SHOWN]:
            print(f"  {kind} {number}: {fault}", flush=True)
        failed |= bool(found)
    return 1 if failed else 0


def campaign(kind: str, numbers: range) -> dict[int, str]:
    """What laws the inputs of these numbers broke; of each fault, the first three."""
    found: dict[int, str] = {}
    seen: Counter[str] = Counter()
    for number in numbers:
        for fault in faults(kind, *made(kind, number)):
            seen[fault] += 1
            if seen[fault] <= 3:  # noqa: PLR2004
                found[number] = fault
    return found


def made(kind: str, number: int) -> tuple[str, str]:
    """The input of that number: the name of its file, and its text."""
    chance = random.Random(f"{kind} {number}")
    files = _material(kind)
    name = chance.choice(sorted(files))
    text = files[name]
    for _ in range(chance.choice((1, 1, 2, 3, 5, 9))):
        text = spoilt(text, chance)
    return name, text


@cache
def _material(kind: str) -> Files:
    return KINDS[kind].files()


def spoilt(text: str, chance: random.Random) -> str:
    """The text with one change."""
    at = chance.randrange(len(text) + 1)
    to = min(len(text), at + chance.choice((1, 1, 2, 5, 20, 100)))
    part = chance.choice(ALL)
    other = chance.randrange(len(text) + 1)
    lines = text.split("\n")
    row = chance.randrange(len(lines))
    head, sign, _ = lines[row].partition(": ")
    return chance.choice(
        (
            lambda: text[:at] + part + text[at:],
            lambda: text[:at] + part + text[to:],
            lambda: text[:at] + text[to:],
            lambda: text[:to] + text[at:to] * chance.choice((1, 2, 30)) + text[to:],
            lambda: text[:at] + text[other : other + 30] + text[at:],
            lambda: text[:at],
            lambda: "\n".join((*lines[:row], head + sign + part, *lines[row + 1 :])),
            lambda: "\n".join((*lines[:row], *lines[row + 1 :])),
            lambda: "\n".join((*lines[: row + 1], *lines[row:])),
        )
    )()


def faults(kind: str, name: str, text: str) -> Iterator[str]:
    """How reading the text breaks a law."""
    previous = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    try:
        yield from list(KINDS[kind].broken(name, text))
    except TooLong:
        yield f"takes more than {MOST_SECONDS} s"
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        yield f"{type(error).__name__} at {place}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, previous)


def _stop(*_: object) -> None:
    raise TooLong


def _pages() -> Files:
    return {
        path.relative_to(SMALL).as_posix(): path.read_text("utf-8")
        for path in sorted(SMALL.rglob("*.md"))
    }


def _fronts() -> Files:
    """The pages without their bodies, so that it is their fields that change."""
    return {
        name: text[: text.index("\n---\n") + 5] + "\nSome words.\n"
        for name, text in _pages().items()
    }


def _bodies() -> Files:
    return {
        name: text[text.index("\n---\n") + 5 :]
        for name, text in _pages().items()
        if len(text.split("\n---\n")[1]) > len(SOWN)
    }


def _settings() -> Files:
    return {"site.yaml": (SMALL / "site.yaml").read_text("utf-8")}


def _policies() -> Files:
    folder = ROOT / "tests" / "test_rules" / "policy"
    return {
        f"policy/{path.name}": path.read_text("utf-8")
        for path in sorted(folder.glob("*.yaml"))
    }


def _exports() -> Files:
    """Files of references in every format, cut down to a few entries each."""
    found = {}
    for folder in ("exports", "formats"):
        for path in sorted((ROOT / "tests" / folder).glob("*.*")):
            text = path.read_text("utf-8")
            found[f"{folder}-{path.name}"] = text[:4000] if len(text) > 4000 else text  # noqa: PLR2004
    return found


def _drawings() -> Files:
    folders = (SMALL, ROOT / "tests" / "everything-wrong", ROOT / "content")
    return {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")[:6000]
        for folder in folders
        for path in sorted(folder.rglob("*.svg"))
    }


def _of_prose(prose: Prose) -> Iterator[str]:
    """What of a text's HTML is an element or an attribute that its author typed."""
    markup = as_html(prose.html) + "".join(as_html(one.html) for one in prose.notes)
    yield from acting(re.sub(r"</?box>", "", markup))


def acting(markup: str) -> Iterator[str]:
    """What of the markup a browser would run, or take for an author's own element."""
    root = html5lib.parse(markup, namespaceHTMLElements=False)
    for element in root.iter():
        tag = str(element.tag).lower()
        if SOWN in tag or tag.rpartition("}")[2] in ("script", "iframe", "object"):
            yield f"an element <{tag}>"
        for attribute, value in element.items():
            if SOWN in str(attribute) or str(attribute).startswith("on"):
                yield f"an attribute {attribute}"
            if re.match(r"\s*(javascript|data)\s*:", value, re.IGNORECASE):
                yield f"an address {value[:20]!r}"


def _of_body(_: str, text: str) -> Iterator[str]:
    prose = read(text)
    refused = any(one.rule in ("raw-html", "unsafe-link") for one in prose.faults)
    # Which schemes an address may have is judged when the page is put together.
    for fault in _of_prose(prose):
        if not (refused or fault.startswith("an address")):
            yield fault


def _of_page(name: str, text: str) -> Iterator[str]:
    unit = compile.unit(TextFile(f"content/{name}", name, text), SECTIONS)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    if any(not 0 < one.place.line <= lines + 1 for one in unit.problems):
        yield "a problem's place lies outside the file"
    if unit.typed is None and not unit.problems:
        yield "nothing is read, and nothing is said"


def _of_export(name: str, text: str) -> Iterator[str]:
    taken, _ = importing.read(name, text, TODAY)
    for one in taken:
        unit = compile.unit(
            TextFile(f"content/{one.name}", one.name, one.text), SECTIONS
        )
        # A sign that something was lost is for a person to look at, where it stands.
        if unit.typed is None and "\ufffd" not in one.text:
            yield "a reference is written that can't be read"


def _of_drawing(name: str, text: str) -> Iterator[str]:
    data = text.encode("utf-8", "surrogatepass")
    refused = drawings.problems(name, data)
    drawn = inlining.inline("a", data)
    drawings.problems(name, data, picture=True)
    if not refused:
        yield from acting(drawn)


KINDS: Mapping[str, Kind] = {
    "markdown": Kind(_bodies, _of_body, 30),
    "page": Kind(_pages, _of_page, 15),
    "front matter": Kind(_fronts, _of_page, 20),
    "site.yaml": Kind(_settings, _of_page, 8),
    "policy": Kind(_policies, _of_page, 7),
    "references": Kind(_exports, _of_export, 10),
    "svg": Kind(_drawings, _of_drawing, 10),
}


if __name__ == "__main__":
    sys.exit(main())
