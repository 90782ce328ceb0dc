"""The pages that the browser tests open, known before the guide is built."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
PARTS = 4


def paths() -> list[str]:
    """The address of every page below the site's, home first."""
    site = (ROOT / "content" / "site.yaml").read_text("utf-8")
    found = ["", *(["now/"] if "\nquick_fix:" in site else []), "404.html"]
    for path in sorted((ROOT / "content").rglob("*.md")):
        name = path.relative_to(ROOT / "content").with_suffix("").as_posix()
        address = f"{name}/".removesuffix("index/")
        if not re.search(r"^draft: true", path.read_text(encoding="utf-8"), re.M):
            found.append(address)
    return list(dict.fromkeys(found))


PATHS = paths()
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
