"""The pages that the browser tests open, known before the guide is built."""

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
PARTS = 4
MOST = 3  # Of one folder, to be looked at in every state: it takes seconds each.


def paths() -> list[str]:
    """The address of every page below the site's, home first."""
    site = (ROOT / "content" / "site.yaml").read_text("utf-8")
    found = ["", *(["now/"] if "\nquick_fix:" in site else []), "404.html"]
    for path in sorted((ROOT / "content").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if not re.search(r"^draft: true", text, re.M):
            found.append(_address(path))
    return list(dict.fromkeys(found))


def kinds() -> list[str]:
    """Pages that show between them all that the guide's pages can show.

    Of each folder its list, and the few files that between them have most of the fields
    and parts that one of its files has; and the pages that no file is for.
    """
    site = (ROOT / "content" / "site.yaml").read_text("utf-8")
    found = [one for one in paths() if not one or one == "now/"]
    found += ["a-z/"] if "\na_to_z: true" in site else []
    folders: dict[Path, dict[Path, str]] = {}
    for path in sorted((ROOT / "content").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if path.stem == "index":
            found.append(_address(path))
        elif not re.search(r"^draft: true", text, re.M):
            folders.setdefault(path.parent, {})[path] = text
    for files in folders.values():
        found += map(_address, islice(_covering(files), MOST))
    return list(dict.fromkeys(found))


# A field, or the start of a box, a table, a list or a lower heading.
PARTS_OF_A_FILE = re.compile(r"^(?:\w+:|!!! \w+|\||[-*] |\d\. |###)", re.M)


def _covering(files: dict[Path, str]) -> Iterator[Path]:
    """The fewest files that have all of them; the longest of those that add as many."""
    fields = {path: set(PARTS_OF_A_FILE.findall(text)) for path, text in files.items()}
    seen: set[str] = set()
    while left := {path for path in files if fields[path] - seen}:
        new = {path: (len(fields[path] - seen), len(files[path])) for path in left}
        best = max(sorted(left), key=lambda path: new[path])
        seen |= fields[best]
        yield best


def _address(path: Path) -> str:
    name = path.relative_to(ROOT / "content").with_suffix("").as_posix()
    return f"{name}/".removesuffix("index/")


def telling(every: list[str]) -> list[str]:
    """Every page, but of the sources' own one of each shape: they are made alike.

    A shape is a source's type, study and standing; the file with the longest piece
    that no line can be broken in stands for it.
    """
    longest: dict[tuple[str, ...], tuple[int, str]] = {}
    alike = set()
    for path in sorted((ROOT / "content/references").glob("[!i]*.md")):
        text = path.read_text(encoding="utf-8")
        shape = tuple(re.findall(r"^(?:type|study|status): .*", text, re.M))
        piece = max(map(len, text.split()), default=0)
        longest[shape] = max(longest.get(shape, (0, "")), (piece, _address(path)))
        alike.add(_address(path))
    chosen = {address for _, address in longest.values()}
    return [path for path in every if path not in alike or path in chosen]


# `make pages` looks at every one.
PATHS = paths() if os.environ.get("IBID_EVERY_PAGE") else telling(paths())
# Several workers share the pages.
shared = pytest.mark.parametrize(
    "part",
    [PATHS[n::PARTS] for n in range(PARTS)],
    ids=[f"part{n}" for n in range(PARTS)],
)


# Show what a tap would show.
UNFOLD = """() => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
}"""


def scrolls_sideways(page: Page) -> dict[str, list[str]]:
    """By the size of text: what reaches out of a page that scrolls sideways."""
    found: dict[str, list[str]] = page.evaluate(
        """() => {
            const root = document.documentElement;
            const found = {};
            for (const size of ["200%", "100%"]) {
                root.style.fontSize = size === "100%" ? "" : size;
                if (root.scrollWidth <= root.clientWidth) continue;
                found[size] = Array.from(document.querySelectorAll("body *"))
                    .filter((e) => e.getBoundingClientRect().right > root.clientWidth)
                    .map((e) => e.outerHTML.slice(0, 60))
                    .concat("the page");
            }
            return found;
        }"""
    )
    return found
