"""One page of every component in every state that a built site shows.

`python -m tools.components SITE FILE` gathers them from the site's own pages: of each
block of the style sheets one specimen of each variant; what folds both closed and open,
what can be used under a pointer and in focus too, and a timer while it runs.
So it is never out of date, and what it lacks no page has.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib

from ibid.site.assets import sheets

ROOT = Path(__file__).parent.parent
BLOCKS = frozenset(one.stem for one in (ROOT / "assets/css/blocks").glob("*.css"))
RUNS = "timer__words"
PARTS = frozenset(("quotes",))
USED = ("a", "button", "summary")
# What a pointer or a key does for a moment, as a class that stays.
MOMENTS = {"hover": ":hover", "focus": ":focus-visible"}
CLASS = re.compile(r'class="([^"]*)"')
# What is fixed to the window stays in its frame, and what waits for a script is shown.
FRAME = """
.specimen { contain: layout; min-block-size: 60px; padding: 1rem 0; }
.specimen-name { font: 14px/1.4 monospace; padding-block-start: 2rem; }
[popover] { display: block; position: static; }
"""


@dataclass(frozen=True)
class Specimen:
    """One variant of a block: its name, and the markup of one that a page has."""

    name: str
    markup: str


def main() -> None:
    """Write the page of a built site."""
    site, target = map(Path, sys.argv[1:3])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(specimens(site)), encoding="utf-8")
    print(target)


def specimens(site: Path) -> tuple[Specimen, ...]:
    """Of each variant the richest specimen, and of those the smallest, by name."""
    found: dict[str, str] = {}
    for path in sorted(site.rglob("*.html")):
        document = html5lib.parse(
            path.read_text(encoding="utf-8"), namespaceHTMLElements=False
        )
        body = document.find("body")
        for element in () if body is None else body.iter():
            for name, markup in variants(element):
                if name not in found or worth(markup) < worth(found[name]):
                    found[name] = markup
    return tuple(Specimen(name, found[name]) for name in sorted(found))


def worth(markup: str) -> tuple[int, int]:
    """How few kinds of things it shows, then how large it is."""
    return -len(set(CLASS.findall(markup))), len(markup)


def variants(element: Element) -> Iterator[tuple[str, str]]:
    """The names that an element has as a specimen, each with its markup."""
    classes = element.get("class", "").split()
    blocks = {one.partition("--")[0].partition("__")[0] for one in classes} & BLOCKS
    # A block that has no element of its own is shown by one of its parts.
    whole = {one.partition("--")[0] for one in classes if "__" not in one} & BLOCKS
    blocks = whole or {one for one in blocks if one in PARTS}
    for block in blocks:
        own = sorted(one for one in classes if block in (one, one.partition("--")[0]))
        name = " ".join(own) or block
        yield name, written(element)
        folds = [one for one in element.iter("details") if "open" not in one.attrib]
        for fold in folds:
            fold.set("open", "")
        if folds:
            yield f"{name} (open)", written(element)
        for fold in folds:
            del fold.attrib["open"]
        if name == block:
            yield from moments(name, element)


def moments(name: str, element: Element) -> Iterator[tuple[str, str]]:
    """What a specimen looks like while it is used."""
    own = re.compile(rf"\b{name}(__\w+)?\b")
    used = (one for one in element.iter() if one.tag in USED)
    first = next((one for one in used if own.search(one.get("class", ""))), None)
    if first is not None:
        kept = first.get("class", "")
        for moment in MOMENTS:
            first.set("class", f"{kept} {moment}".strip())
            yield f"{name} ({moment})", written(element)
        first.set("class", kept)
    if name == "timer":
        (words,) = (one for one in element.iter() if one.get("class") == RUNS)
        ready, words.text = words.text, element.get("data-running")
        yield f"{name} (running)", written(element)
        words.text = ready


def written(element: Element) -> str:
    """An element's markup, without what follows it; nothing in it is hidden."""
    tail, element.tail = element.tail, None
    text: str = html5lib.serialize(
        element, quote_attr_values="always", omit_optional_tags=False
    )
    element.tail = tail
    return text.replace(' hidden=""', "").replace(" hidden>", ">")


def page(found: tuple[Specimen, ...]) -> str:
    """The page that shows the specimens, in the site's own style."""
    folder = ROOT / "assets"
    files = {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in folder.rglob("*.css")
    }
    style = "".join(rules for _, rules in sheets(files))
    for moment, pseudo in MOMENTS.items():
        style = style.replace(pseudo, f":is({pseudo}, .{moment})")
    shown = "\n".join(
        f'<p class="specimen-name">{escape(one.name)}</p>\n'
        f'<div class="specimen">{one.markup}</div>'
        for one in found
    )
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Components</title>\n<style>{style}{FRAME}</style>\n"
        f'<main class="page"><div class="flow"><h1>Components</h1>\n{shown}\n'
        "</div></main>\n</html>\n"
    )


if __name__ == "__main__":
    main()
