"""What the search on the page of all pages looks through: the text of every page."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ibid import telephone
from ibid.content.kinds import CarePage
from ibid.fingerprint import fingerprint
from ibid.guide.guide import Guide, front_of
from ibid.pages import index, texts
from ibid.pages.labels import LEVELS
from ibid.pages.layout import Framing
from ibid.pages.planner import Made, Planned, Planner
from ibid.pages.stems import stems
from ibid.prose.typography import curl
from ibid.site.digests import digest

HELP = "see-a-doctor.md"


def paths(guide: Guide) -> tuple[str, ...]:
    """Where the texts are, if the guide asks for a search."""
    asked = guide.site is not None and guide.site.search
    return (index.TEXTS,) if asked and index.PATH in index.paths(guide) else ()


def plan(planner: Planner, pages: Iterable[Planned]) -> tuple[Planned, ...]:
    """The file of texts, if one is wanted; it depends on what the pages show."""
    framing, memo = planner.framing, planner.memo
    if not index.searched(framing):
        return ()
    rows = [page for page in pages if page.names]
    help_page = framing.guide.faces.get(HELP)
    seen = (
        part
        for one in rows
        for part in (one.path, one.shows, *one.names, _kind(framing, one.path))
    )
    key = fingerprint(
        "texts", planner.ground, help_page.whole if help_page else "", *seen
    )
    new: list[bytes] = []
    # What readers keep is named by the texts alone: the same ones of another day, or of
    # another version of the program, are no other.
    known: Any = memo.get(key)
    if known is None:
        new.append(_script(planner, rows))
        known = {"shows": digest(new[0])}
        memo.put(key, known)

    def made() -> Made:
        # Let go of at once: it is the largest file of a site.
        return Made("", new.pop() if new else _script(planner, rows))

    return (Planned(index.TEXTS, "", known["shows"], made),)


def _script(planner: Planner, pages: list[Planned]) -> bytes:
    """A script that holds the texts, for a page from a disk may fetch nothing else."""
    framing = planner.framing
    writer = framing.writer(index.PATH)
    flags = tuple(_flags(framing))
    own = framing.guide.wording().tag
    words = {own: set(texts.words(one for row in flags for one in row[0]))}
    # As bytes from the start: it is all that the guide says, and the largest file.
    found = []
    for page, said in zip(pages, planner.said(pages), strict=True):
        way, kind = writer.to(page.path), _kind(framing, page.path)
        around = texts.encoded((way, kind, page.names)).removesuffix("]")
        found.append(f"{around},{said['says']}]".encode())
        words.setdefault(page.language or own, set()).update(said["words"].split())
    every = b'window.guide={"pages":[%b],"flags":%b,"stems":%b};\n'
    listed, stems = b",".join(found), _stems(planner, words)
    found.clear()
    encoded = (texts.encoded(flags).encode(), texts.encoded(stems).encode())
    return every % (listed, *encoded)


def _kind(framing: Framing, path: str) -> str:
    """What a page is one of: the name of the front that lists it."""
    face = framing.guide.faces.get(front_of(framing.guide.paths[path]))
    return curl(face.label) if face else ""


Flag = tuple[tuple[str, ...], str, str, str, str, str]


def _flags(framing: Framing) -> Iterator[Flag]:
    """Each red flag that readers ask for: in which words, its level, what to do, its
    sign, and the way to it on the page on help with that page's name.
    """
    guide, writer = framing.guide, framing.writer(index.PATH)
    asked = {flag.id: flag.asked_as for flag in guide.drafted.policy.red_flags}
    entry = guide.by_name.get(HELP)
    if entry is None or not isinstance(entry.shown, CarePage):
        return
    words = writer.wording.words.care
    title = curl(telephone.unmarked(entry.shown.title))
    for name in LEVELS:
        level = getattr(entry.shown.care, name)
        href = writer.to(entry.path, f"part--{name}")
        for sign in level.signs:
            if asked.get(sign.id):
                told = (_shown(level.action), _shown(sign.text))
                yield asked[sign.id], getattr(words, name), *told, href, title


def _shown(text: str) -> str:
    return curl(telephone.unmarked(text))


def _stems(planner: Planner, words: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    """The stem of every word by the rules of its language.

    Where two languages part on a word, the guide's own, which stands first, is right.
    """
    found: dict[str, str] = {}
    for tag, its in words.items():
        locale = planner.framing.guide.spoken(tag).locale
        found = {**stems(its, locale, planner.memo), **found}
    return dict(sorted(found.items()))
