"""Photograph every type of page, in every width and scheme, on screen and on paper.

A quick look at one: `make gallery ARGS="--only remedy --width 390 --scheme dark"`.
A site that is built already: `make gallery ARGS="--site output"`.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby, product
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, Page, sync_playwright

from ibid.content.kinds import SECTIONS
from tools import browser as chromium
from tools import components
from tools.webserver import serving

GALLERY = Path(".cache/gallery")
# Where pages of a type stand; the largest of them shows the most.
PAGE_TYPES = {
    "home": "index.html",
    "now": "now/index.html",
    **{section: f"{section}/index.html" for section in SECTIONS},
    **{model.kind: f"{name}/*/index.html" for name, model in SECTIONS.items()},
    "see-a-doctor": "see-a-doctor/index.html",
    "about": "about/index.html",
    "404": "404.html",
    "components": "components.html",
}
HEIGHTS = {320: 568, 390: 844, 1280: 800}
SCHEMES = ("light", "dark")
PRINT = "print"
TALLEST = 2600
PAPER_SCALE = 1.25  # of 72 dots an inch: an A4 sheet is then 744 dots wide
THUMBNAIL = (260, 900)
SHEET_COLUMNS = 5
GAP = 16
GREY = "#888"


@dataclass(frozen=True, order=True)
class Shot:
    """One picture: a page as a width and scheme, or paper, show it."""

    look: str
    page_type: str
    path: Path


def main() -> None:
    """Take the pictures asked for, then lay them out side by side."""
    options = read_options()
    site = options.site or build()
    pages = find_pages(site, options.only)
    GALLERY.mkdir(parents=True, exist_ok=True)
    path = chromium.find() or sys.exit("No Chromium: run `python tools/browser.py`")
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=list(chromium.ARGUMENTS)
        )
        shots = list(photograph(browser, address, pages, options))
        browser.close()
    sheets = [lay_out(look, group) for look, group in by_look(shots)]
    write_index(shots)
    print(f"{len(shots)} pictures:", GALLERY / "index.html", *sheets)


def read_options() -> argparse.Namespace:
    """Return what the command line narrows the pictures to."""
    parser = argparse.ArgumentParser(prog="gallery", description=__doc__)
    parser.add_argument("--site", type=Path, help="a folder that is built already")
    parser.add_argument("--only", nargs="+", choices=PAGE_TYPES, default=[*PAGE_TYPES])
    parser.add_argument(
        "--width", nargs="+", type=int, choices=HEIGHTS, default=[*HEIGHTS]
    )
    parser.add_argument("--scheme", nargs="+", choices=SCHEMES, default=[*SCHEMES])
    parser.add_argument(
        "--paper", action=argparse.BooleanOptionalAction, help="print the pages as well"
    )
    options = parser.parse_args()
    if options.paper is None:
        narrowed = len(options.width) < len(HEIGHTS) or len(options.scheme) < len(
            SCHEMES
        )
        options.paper = not narrowed
    return options


def build() -> Path:
    """Build the site apart from output/ and return its folder."""
    site = GALLERY / "site"
    command = [sys.executable, "build.py", "--output", str(site)]
    if subprocess.run(command, check=False).returncode:
        sys.exit("No pictures: the site does not build.")
    every = components.page(components.specimens(site))
    (site / "components.html").write_text(every, encoding="utf-8")
    return site


def find_pages(site: Path, page_types: list[str]) -> dict[str, str]:
    """Return the address of one page of each type; say which have none."""
    found = {}
    for name in page_types:
        files = sorted(site.glob(PAGE_TYPES[name]))
        if files:
            largest = max(files, key=lambda file: file.stat().st_size)
            found[name] = (
                largest.relative_to(site).as_posix().removesuffix("index.html")
            )
        else:
            print(f"No page of the type {name}: {site / PAGE_TYPES[name]}")
    return found


def photograph(
    browser: Browser, address: str, pages: dict[str, str], options: argparse.Namespace
) -> Iterator[Shot]:
    """Take every picture, one look after another."""
    for width, scheme in product(options.width, options.scheme):
        page = browser.new_page(
            viewport={"width": width, "height": HEIGHTS[width]},
            color_scheme=scheme,
            reduced_motion="reduce",
            service_workers="block",
        )
        for name, place in pages.items():
            page.goto(address + place, wait_until="load")
            page.reload(wait_until="load")  # The fonts are optional at first sight.
            yield take(page, name, f"{width}-{scheme}")
        page.close()
    if options.paper:
        page = browser.new_page(service_workers="block")
        for name, place in pages.items():
            page.goto(address + place, wait_until="load")
            page.reload(wait_until="load")
            yield print_out(page, name)
        page.close()


def take(page: Page, page_type: str, look: str) -> Shot:
    """Take one picture, cut at a sensible height; say if the page scrolls sideways."""
    width, height = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    )
    seen = page.viewport_size["width"] if page.viewport_size else width
    if width > seen:
        print(f"{page_type} at {look}: {width - seen} pixels too wide")
    path = GALLERY / f"{page_type}-{look}.png"
    clip = {"x": 0.0, "y": 0.0, "width": seen, "height": min(height, TALLEST)}
    page.screenshot(path=path, full_page=True, clip=clip)  # type: ignore[arg-type]
    return Shot(look, page_type, path)


def print_out(page: Page, page_type: str) -> Shot:
    """Print one page, on A4 unless it names its paper, and picture its sheets."""
    path = GALLERY / f"{page_type}-{PRINT}.png"
    document = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    sheets = [sheet.render(scale=PAPER_SCALE).to_pil() for sheet in document]
    document.close()
    print(f"{page_type} on paper: {len(sheets)} sheets")
    arrange(sheets, columns=1).save(path)
    return Shot(PRINT, page_type, path)


def arrange(pictures: list[Image.Image], columns: int) -> Image.Image:
    """Return one picture of all, in rows on grey."""
    rows = [pictures[at : at + columns] for at in range(0, len(pictures), columns)]
    heights = [max(picture.height for picture in row) + GAP for row in rows]
    cell = max(picture.width for picture in pictures) + GAP
    size = (cell * min(columns, len(pictures)) + GAP, sum(heights) + GAP)
    whole = Image.new("RGB", size, GREY)
    top = GAP
    for row, height in zip(rows, heights, strict=True):
        for column, picture in enumerate(row):
            whole.paste(picture, (GAP + column * cell, top))
        top += height
    return whole


def by_look(shots: list[Shot]) -> Iterator[tuple[str, list[Shot]]]:
    """Group the pictures by look, in the order in which they were taken."""
    for look, group in groupby(shots, key=lambda shot: shot.look):
        yield look, list(group)


def lay_out(look: str, shots: list[Shot]) -> Path:
    """Write the contact sheet of one look."""
    path = GALLERY / f"sheet-{look}.png"
    arrange([thumbnail(shot) for shot in shots], SHEET_COLUMNS).save(path)
    return path


def thumbnail(shot: Shot) -> Image.Image:
    """Return the picture, small, under its name."""
    label_height = 24
    width, tallest = THUMBNAIL
    with Image.open(shot.path) as picture:
        height = round(picture.height * width / picture.width)
        small = picture.convert("RGB").resize((width, height))
    small = small.crop((0, 0, width, min(height, tallest)))
    labelled = Image.new("RGB", (width, small.height + label_height), GREY)
    font = ImageFont.load_default(size=16)
    ImageDraw.Draw(labelled).text((0, 0), shot.page_type, fill="#fff", font=font)
    labelled.paste(small, (0, label_height))
    return labelled


def write_index(shots: list[Shot]) -> None:
    """Write a page with every picture: a row for each type, a column for each look."""
    looks = [look for look, _ in by_look(shots)]
    by_place = {(shot.page_type, shot.look): shot.path.name for shot in shots}
    head = "".join(f"<th>{escape(look)}" for look in looks)
    rows = "".join(
        f"<tr><th>{name}"
        + "".join(f"<td>{linked(by_place[name, look])}" for look in looks)
        for name in dict.fromkeys(shot.page_type for shot in shots)
    )
    (GALLERY / "index.html").write_text(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Gallery</title>"
        "<style>body{font:1rem sans-serif;background:#888}td{vertical-align:top}"
        "img{width:16rem}</style>"
        f"<table><thead><tr><th>{head}<tbody>{rows}</table>\n",
        encoding="utf-8",
    )


def linked(name: str) -> str:
    """Return the picture as a link to its full size."""
    return (
        f"<a href='{escape(name)}'><img src='{escape(name)}' alt='' loading=lazy></a>"
    )


if __name__ == "__main__":
    main()
