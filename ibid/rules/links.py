"""Rules on links and pictures: each leads to something, and says what it is."""

import posixpath
import re
from collections.abc import Iterable, Iterator

from ibid.content.kinds import named_pages
from ibid.content.reference import Reference
from ibid.content.site import Site
from ibid.guide.addresses import beside, menu_names
from ibid.guide.guide import (
    ALWAYS_LINKED,
    Entry,
    Guide,
    front_of,
)
from ibid.problems import did_you_mean
from ibid.prose import allowed
from ibid.prose.shown import Link
from ibid.rules.rule import PACKING, Example, Found, Rule

SETTINGS = "site.yaml"


def unsafe_link(guide: Guide) -> Iterator[Found]:
    """A link leads to a page of the guide, a web page, an address or a number.

    Link to a web page (https://…) or to a page of the guide (name.md).
    """
    for entry, target in _targets(guide):
        where = ("img", "src") if target.picture else ("a", "href")
        why = allowed.refusal(where, target.href)
        if why:
            hint = "link to a web page (https://…) or to a page of the guide (name.md)"
            if DISK.match(target.href):
                why, hint = "this leads to a file on your own machine", TO_OFFER
            yield entry.place(target.span), why, hint


def dead_link(guide: Guide) -> Iterator[Found]:
    """Every link inside the guide leads to a file of the guide.

    Write the way from this file to the other one, such as ../remedies/resting.md.
    """
    for entry, target in _targets(guide):
        path = target.href.partition("#")[0]
        if target.picture or allowed.scheme(target.href) or target.href.startswith("#"):
            continue
        name = beside(entry.name, path)
        # That a page is missing which every page links to is said once.
        known = (guide.pictures, guide.copied, guide.fronts)
        if not _is_page(guide, name) and not any(name in names for names in known):
            yield entry.place(target.span), *_no_page(path, entry, guide)
        elif (
            name.endswith(".md")
            and guide.whole
            and name in guide.names
            and name not in guide.by_name
        ):
            yield (
                entry.place(target.span),
                f'"{path}" is a draft, so this link would lead nowhere',
                "publish that page too, or take the link out",
            )
    for entry in guide.pages:
        for where, way in named_pages(entry.content):
            if not _is_page(guide, beside(entry.name, way)):
                yield entry.document.place(where), *_no_page(way, entry, guide)
            elif beside(entry.name, way) == entry.name:
                yield (
                    entry.document.place(where),
                    "this leads from the page to itself",
                    "name another page, or take it out",
                )


def _is_page(guide: Guide, name: str) -> bool:
    """Whether a page is made of the file, though it may be broken."""
    return name in guide.names and name != SETTINGS


def _pages(guide: Guide) -> frozenset[str]:
    """The names of the files that pages are made of, broken ones included."""
    return guide.names - {SETTINGS}


DISK = re.compile(r"[A-Za-z]:[\\/]|file:", re.IGNORECASE)
# What people offer to keep or to print, and of which no page is made.
OFFERED = (
    *(".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".csv", ".zip"),
    *(".ppt", ".pptx", ".odp", ".mp3", ".mp4", ".m4a", ".mov", ".epub", ".ics"),
)
TO_OFFER = "put it into static/ in the content folder, and link to it there"
HOST = re.compile(r"(?:https?:?/+)?((?:[\w-]+\.)+[a-z]{2,}(?:[/?#].*)?)", re.IGNORECASE)
MAIL = re.compile(r"[^\s@/]+@[\w-]+(?:\.[\w-]+)+")
# What a file of the guide ends in, wherever people may have it from.
ENDINGS = (
    *(".md", ".html", ".htm", ".pdf", ".docx", ".txt", ".yaml", ".bib", ".ris"),
    *(".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".svg"),
)


def _no_page(path: str, entry: Entry, guide: Guide) -> tuple[str, str]:
    if not path:
        return "the link has no address", "write it between the round brackets"
    meant = _meant(path, entry, guide)
    host = HOST.fullmatch(path)
    if not meant and host and not path.lower().endswith(ENDINGS):
        return (
            f'"{path}" is no page of the guide',
            f"write https://{host[1]} if a web page is meant",
        )
    if MAIL.fullmatch(path):
        return (
            f'"{path}" is no page of the guide',
            f"write mailto:{path} if an e-mail address is meant",
        )
    names: Iterable[str] = guide.copied
    hint = "write the way to the .md file, such as ../remedies/stretching.md"
    if path.endswith(".md"):
        names = _pages(guide)
        hint = "mend the path: it starts at the folder of this file"
    elif path.lower().endswith(OFFERED):
        hint = TO_OFFER
    meant = meant or did_you_mean(path, _ways(entry, names))
    return f'there is no page "{path}"', meant or hint


def _meant(path: str, entry: Entry, guide: Guide) -> str:
    """The page that goes by that address on the web, or by that file's name elsewhere.

    Of pages that end alike, the nearest by its whole name.
    """
    steps = _steps(path)
    if not steps:
        return ""
    rooted = _steps(beside(entry.name, path.replace("\\", "/").lstrip("/")))
    pages = {name: _steps(name) for name in _pages(guide) if name.endswith(".md")}
    pages |= {name: _steps(name) for name in guide.copied}
    for found in (
        [name for name, known in pages.items() if known in (rooted, steps)],
        [name for name, known in pages.items() if known[-1:] == steps[-1:]],
    ):
        if found:
            return did_you_mean(path, _ways(entry, found), cutoff=0)
    return ""


def _steps(path: str) -> list[str]:
    """The folders and the page that an address names, as they are compared."""
    plain = path.replace("\\", "/").casefold().strip("/")
    plain = re.sub(r"(^|/)index(\.\w+)?$", "", re.sub(r"\.(md|html?)$", "", plain))
    return [step for step in plain.split("/") if step not in ("", ".", "..")]


def _ways(entry: Entry, names: Iterable[str]) -> Iterator[str]:
    """The names as the entry's file must write them."""
    folder = posixpath.dirname(entry.name) or "."
    return (posixpath.relpath(name, folder) for name in names)


def dead_anchor(guide: Guide) -> Iterator[Found]:
    """A link to a heading names a heading that the page has.

    Write the heading's words in small letters with hyphens, or leave the # part out.
    """
    for entry, target in _targets(guide):
        path, hash_sign, anchor = target.href.partition("#")
        if not hash_sign or allowed.scheme(target.href) or target.picture:
            continue
        name = beside(entry.name, path) if path else entry.name
        if name not in guide.faces:
            continue
        known = frozenset(guide.anchors(name))
        if anchor not in known:
            where = f"{path} has" if path else "this page has"
            hint = did_you_mean(anchor, known)
            listed = ", ".join(sorted(known)) or "none"
            yield (
                entry.place(target.span),
                f'{where} no heading "{anchor}"',
                hint or f"its headings are: {listed}",
            )


def missing_picture(guide: Guide) -> Iterator[Found]:
    """Every picture on a page is a file of the guide.

    Put the file into the content folder and write its path.
    """
    for entry, target in _targets(guide):
        if not target.picture:
            continue
        name = beside(entry.name, target.href)
        if allowed.scheme(target.href) or name not in guide.pictures:
            hint = did_you_mean(target.href, _ways(entry, guide.pictures))
            yield (
                entry.place(target.span),
                f'there is no picture "{target.href}"',
                _shown_as(target.href)
                or hint
                or "put the file into the content folder and write its path",
            )


def _shown_as(path: str) -> str:
    """What to do with a picture of a kind that isn't taken; "" for the others."""
    ending = posixpath.splitext(path)[1].lower()
    if not ending or ending in ENDINGS:
        return ""
    return f"pictures of the kind {ending} aren't taken: save it as .jpg or .png"


def missing_alt(guide: Guide) -> Iterator[Found]:
    """Every picture has words for those who can't see it.

    Say between the square brackets what the picture shows.
    """
    for entry, target in _targets(guide):
        if target.picture and not target.text.strip():
            yield (
                entry.place(target.span),
                "the picture has no words for those who can't see it",
                "say between the square brackets what the picture shows",
            )


def unlinked_page(guide: Guide) -> Iterator[Found]:
    """A way leads from the home page to every page, by menus, lists and links.

    Link to it from a page, or name it in `menu` of site.yaml.
    """
    if not guide.whole or guide.site is None:
        return
    reached = _reached(guide, guide.site)
    for name, face in guide.faces.items():
        # A front page that is missing is told of by itself.
        front = front_of(name)
        listed = not front or front in guide.faces
        if listed and face.kind != Reference.kind and name not in reached:
            yield (
                guide.by_name[name].document.key_place(("title",)),
                "no page links to this one, nor does the menu",
                "link to it from a page, or name it in `menu` of site.yaml",
            )


def _reached(guide: Guide, site: Site) -> set[str]:
    """The names of the files that ways from the home page lead to."""
    listed: dict[str, list[str]] = {}
    for name in guide.faces:
        listed.setdefault(front_of(name), []).append(name)
    fronts = [f"{folder}/index.md" for folder in guide.folders]
    ways = [
        *("index.md", *ALWAYS_LINKED),
        *(name for part in site.menu for name in menu_names(part)),
        *([route.page for route in site.routes] or fronts),
        guide.card(site.quick_fix.card) if site.quick_fix else "",
        site.elsewhere.page.partition("#")[0] if site.elsewhere else "",
    ]
    reached: set[str] = set()
    while ways:
        name = ways.pop()
        face = guide.faces.get(name)
        if face is None or name in reached:
            continue
        reached.add(name)
        ways += [*face.shows, *listed.get(name, ())]
        ways += [f"references/{key}.md" for key in face.cites]
    return reached


def _targets(guide: Guide) -> Iterator[tuple[Entry, Link]]:
    for entry in guide.entries:
        for target in entry.prose.links:
            yield entry, target


RULES = (
    Rule(unsafe_link, Example("[Go](javascript:go)", "[Go](../about.md)")),
    Rule(
        dead_link,
        Example("See [who we are](../abuot.md).", "See [who we are](../about.md)."),
        standards=("R29",),
    ),
    Rule(
        dead_anchor,
        Example("See [what to do](#nowhere).", "See [what to do](#what-to-do)."),
    ),
    Rule(
        missing_picture, Example("![A foot](foot.png)", "A foot."), standards=("R28",)
    ),
    Rule(
        missing_alt,
        Example("![](foot.png)", "A foot.", also=("missing-picture",)),
        standards=("R29",),
    ),
    Rule(
        unlinked_page,
        Example(
            PACKING,
            "",
            "shopping.md",
        ),
        "advice",
        scope="guide",
    ),
)
