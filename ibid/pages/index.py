"""Every page by the names that readers look for it under, from A to Z."""

import unicodedata
from itertools import groupby

from ibid.guide.guide import Guide, output_path
from ibid.pages import screens, views
from ibid.pages.layout import Framing
from ibid.pages.planner import Made
from ibid.prose.typography import curl

PATH = "a-z/index.html"
# What the search on it runs, and what that looks through.
SCRIPT, TEXTS = "js/search.js", "a-z/texts.js"
# What stands before all letters: numbers and signs.
OTHER = "#"


def paths(guide: Guide) -> tuple[str, ...]:
    """Where the page is, if the guide asks for one and has none of its own there."""
    site = guide.site
    wanted = site is not None and (site.a_to_z or site.search)
    return (PATH,) if wanted and PATH not in guide.paths else ()


def searched(framing: Framing) -> bool:
    """Whether readers can search the page, where a script runs."""
    made = PATH in paths(framing.guide) and SCRIPT in framing.addresses
    return made and framing.site.search != ""


def link(framing: Framing, path: str) -> views.Link | None:
    """The way from the page at `path` to this one, where there is one."""
    if PATH not in paths(framing.guide):
        return None
    writer = framing.writer(path)
    return views.Link(writer.to(PATH), writer.wording.words.frame.a_to_z)


def page(framing: Framing) -> Made:
    """Every page of text once under its title, and under each of its other names."""
    words = framing.guide.wording().words.frame
    writer = framing.writer(PATH)
    named: set[tuple[str, str]] = set()
    for face in framing.guide.page_faces:
        if face.name != "index.md":
            names = (face.listed.title, *face.listed.also)
            way = writer.to(output_path(face.name))
            named |= {(curl(name), way) for name in names}
    rows = sorted(named, key=_order)
    groups = tuple(
        screens.Letter(
            letter, tuple(views.Item(href, name, ()) for name, href in found)
        )
        for letter, found in groupby(rows, key=lambda row: _letter(row[0]))
    )
    frame = framing.frame(PATH, words.a_to_z, words.a_to_z_summary)
    script = framing.addresses.get(SCRIPT, "")
    found = searched(framing)
    search = views.Search(writer.to(script), writer.to(TEXTS)) if found else None
    return Made("a-z.html", screens.IndexView(frame, groups, search))


def _order(row: tuple[str, str]) -> tuple[bool, str, tuple[str, str]]:
    """Numbers and signs first, then by letters."""
    return _letter(row[0]) != OTHER, _plain(row[0]), row


def _letter(name: str) -> str:
    """The letter that a name stands under, without its accent."""
    first = _plain(name)[:1].upper()
    return first if first.isalpha() else OTHER


def _plain(name: str) -> str:
    """A name as it is sorted: without accents, and large letters as small ones."""
    parts = unicodedata.normalize("NFKD", name)
    bare = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return bare.strip("“”‘’„«»¿¡ ").casefold()
