"""Files for machines and lost readers: feed, sitemap, manifest, 404 and more."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from ibid import telephone
from ibid.content.kinds import Card
from ibid.content.site import Site
from ibid.fingerprint import fingerprint
from ibid.guide.faces import Face
from ibid.guide.guide import Guide, output_path
from ibid.pages import (
    cards,
    downloads,
    index,
    printed,
    reviews,
    screens,
    search,
    views,
)
from ibid.pages.layout import (
    FONTS,
    NOW,
    PLAYER,
    PLAYER_LOOK,
    Framing,
    contact,
    updated,
)
from ibid.pages.planner import Made, Planned, Planner
from ibid.prose.typography import curl
from ibid.site import headers
from ibid.site.assets import PAPER
from ibid.site.bare import bare
from ibid.units.memo import Plain

OFFLINE = "offline.html"
HOME = "index.html"
# As many bytes of a PDF file as the drawings of a page.
LIGHT = 50_000
# What is kept on the device: shown from there at once, or where there is no network.
FIRST = (NOW, "see-a-doctor/index.html")
LOADED = ("js/site.js", PAPER, PLAYER, PLAYER_LOOK)
LATER = (HOME, index.PATH, OFFLINE)
# For a page that no search should find.
UNLISTED = (("robots", "noindex"),)
LISTS = ("robots.txt", "manifest.webmanifest")
SECURITY = ".well-known/security.txt"
Write = Callable[[str, Any], str]
"""Gives what a template of many pages, by its name, tells of the view of one."""

FEED = "feed.xml"
# How many pages the feed holds: a reader of feeds has the older ones already.
NEWEST = 20
# For how many months it holds.
MONTHS = 11
# An address that such a file may name (RFC 9116, section 2.5.3).
REACHED = re.compile(r"mailto:.+@.+|https://.+|tel:\+?[0-9-]+")
ALONE = ("sitemap.xml", FEED, "reviews.ics", "_headers", "404.html", "sw.js")


def plan(
    planner: Planner, site: Site, pages: tuple[Planned, ...], write: Write
) -> tuple[Planned, ...]:
    """The pages that list other pages, made of the pages already planned."""
    guide = planner.framing.guide
    every = planner.pages(dict.fromkeys(index.paths(guide), index.page))
    there = {page.path: page for page in (*pages, *every)}
    texts_found = search.plan(planner, pages)
    offline = planner.page(OFFLINE, lambda framing: _offline(framing, site, there))
    along = tuple(printed.along(planner, site))
    lists = planner.pages({name: partial(_plain_list, name) for name in LISTS})
    texts = downloads.plan(planner)
    return (
        planner.page("sitemap.xml", lambda framing: _sitemap(framing, site, there)),
        _feed(planner, there, write),
        *lists,
        planner.page("reviews.ics", _calendar),
        planner.page("_headers", _headers),
        *(planner.page(path, _security) for path in _spoken_of(guide)),
        *texts,
        *(
            planner.page(path, partial(_moved, path, name))
            for path, name in sorted(guide.aliases.items())
        ),
        *every,
        *texts_found,
        planner.page("404.html", _missing),
        offline,
        *along,
        _service_worker(
            planner.framing, {**there, OFFLINE: offline}, (*along, *texts_found)
        ),
    )


def paths(guide: Guide) -> tuple[str, ...]:
    """The path of every page that is planned for the guide, before any is."""
    site = guide.site
    card = guide.card(site.quick_fix.card) if site and site.quick_fix else ""
    texts = (*downloads.paths(guide), *printed.paths(guide))
    now = (NOW,) if card else ()
    every = (*index.paths(guide), *search.paths(guide))
    lists = (*ALONE, *LISTS, *_spoken_of(guide), *every, OFFLINE)
    return (*guide.paths, *now, *lists, *texts, *guide.aliases)


def _spoken_of(guide: Guide) -> tuple[str, ...]:
    """Where it stands whom to tell of a hole in the site's security, if it does.

    A file of the guide's own says it in its place.
    """
    reached = contact(guide.site.contact or "") if guide.site else None
    named = reached is not None and REACHED.fullmatch(reached.href)
    return (SECURITY,) if named and SECURITY not in guide.copied.values() else ()


def _sitemap(framing: Framing, site: Site, pages: Mapping[str, Planned]) -> Made:
    entries = [_entry(framing, face) for face in framing.guide.every_face]
    if NOW in pages:
        framing.guide.entry(framing.quick_fix(site))
        entries.append(_now(framing, pages[NOW]))
    if index.PATH in index.paths(framing.guide):
        entries.append(_every(framing))
    return Made("sitemap.xml", _list(framing, tuple(entries)))


def _feed(planner: Planner, pages: Mapping[str, Planned], write: Write) -> Planned:
    """The newest pages, each with its whole text.

    A text is remembered as it was written: one page that changes costs no other.
    """
    framing, memo = planner.framing, planner.memo
    faces = (one for one in framing.guide.page_faces if not _is_front(one))
    newest = sorted(faces, key=_when_and_where, reverse=True)[:NEWEST]
    rows = {output_path(face.name): _entry(framing, face) for face in newest}
    keys = {
        path: fingerprint("feed", planner.ground, pages[path].shows, row.url)
        for path, row in rows.items()
    }
    for key in keys.values():
        memo.keep(key)

    def text(path: str) -> Plain:
        view = pages[path].view
        whole = bare(write(FEED, view), rows[path].url)
        return {"text": whole, "language": view.frame.language}

    def made() -> Made:
        whole = (replace(rows[path], **told) for path, told in memo.rows(keys, text))
        return Made(FEED, _list(framing, tuple(whole)))

    listed = repr(_list(framing, tuple(rows.values())))
    shown = fingerprint(listed, *(pages[path].shows for path in rows))
    return Planned(FEED, FEED, shown, made)


def _is_front(face: Face) -> bool:
    """Whether it is home or the front of a section."""
    return face.name.endswith("index.md")


def _when_and_where(face: Face) -> tuple[str, str]:
    """The day of its review, and its address."""
    return face.listed.reviewed, output_path(face.name).removesuffix("index.html")


def _plain_list(name: str, framing: Framing) -> Made:
    return Made(name, _list(framing, ()))


def _entry(framing: Framing, face: Face) -> screens.FeedEntry:
    path = output_path(face.name).removesuffix("index.html")
    return screens.FeedEntry(
        url=framing.site.base_url + path,
        title=curl(face.listed.title),
        summary=curl(telephone.unmarked(face.listed.summary)),
        published=face.listed.published,
        updated=face.listed.reviewed,
    )


def _now(framing: Framing, page: Planned) -> screens.FeedEntry:
    """The steps behind /now/, which have no file of their own."""
    view = page.view
    stamp = view.article.stamp
    return screens.FeedEntry(
        framing.site.base_url + NOW.removesuffix("index.html"),
        view.frame.heading,
        view.frame.summary,
        stamp.published.iso,
        stamp.reviewed.iso,
    )


def _every(framing: Framing) -> screens.FeedEntry:
    """The list of all pages, which is as new as the newest of them."""
    words = framing.guide.wording().words.frame
    address = framing.site.base_url + index.PATH.removesuffix("index.html")
    day = updated(framing.guide)
    return screens.FeedEntry(address, words.a_to_z, words.a_to_z_summary, "", day)


def _list(framing: Framing, entries: tuple[screens.FeedEntry, ...]) -> screens.ListView:
    icon = framing.icon
    return screens.ListView(
        site=framing.site,
        url=framing.site.base_url,
        updated=updated(framing.guide),
        entries=entries,
        now=NOW if framing.site.has_now else HOME,
        icons=(
            *(((icon, *_icon_kind(framing), "any"),) if icon else ()),
            *(
                (one.path, f"{one.side}x{one.side}", "image/png", one.purpose)
                for one in framing.icons
            ),
        ),
    )


def _icon_kind(framing: Framing) -> tuple[str, str]:
    """The icon's sizes and its type, as a manifest names them."""
    ending = framing.icon.rpartition(".")[2]
    site = framing.guide.site
    own = framing.guide.pictures.get(site.icon) if site else None
    if ending == "svg" or own is None:
        return "any", "image/svg+xml"
    return f"{own.width}x{own.height}", f"image/{ending.replace('jpg', 'jpeg')}"


def _calendar(framing: Framing) -> Made:
    site = framing.site
    words = framing.guide.wording().words.reviews
    text = reviews.calendar(framing.guide, site.title, site.base_url, words)
    return Made("", text.encode())


def _moved(path: str, name: str, framing: Framing) -> Made:
    """A page's former address, which leads to it."""
    entry = framing.guide.entry(name)
    view = screens.MovedView(
        framing.guide.spoken(framing.guide.faces[name].language).tag,
        curl(str(getattr(entry.content, "title", ""))),
        framing.writer(path).to(entry.path),
        framing.site.base_url + entry.path.removesuffix("index.html"),
    )
    return Made("moved.html", view, entry.document.source.path, view.language)


def _headers(_: Framing) -> Made:
    """What hosts that read such a file say beside each file of the site."""
    return Made("", headers.underscored().encode())


def _security(framing: Framing) -> Made:
    """Whom to tell of a hole in the site's security (RFC 9116)."""
    reached = framing.site.contact
    day = framing.guide.today
    # The first of a month, so that the file is the same for builds of one month; less
    # than a year ahead, as the RFC asks.
    months = day.year * 12 + day.month - 1 + MONTHS
    expires = day.replace(year=months // 12, month=months % 12 + 1, day=1)
    lines = (
        f"Contact: {reached.href if reached else ''}",
        f"Expires: {expires.isoformat()}T00:00:00Z",
        f"Preferred-Languages: {framing.site.language}",
        f"Canonical: {framing.site.base_url}{SECURITY}",
    )
    return Made("", "".join(f"{line}\n" for line in lines).encode())


def _missing(framing: Framing) -> Made:
    words = framing.guide.wording().words.frame
    frame = framing.frame(
        "404.html", words.missing, words.missing_summary, meta=UNLISTED
    )
    every = index.link(framing, "404.html")
    view = screens.MissingView(frame, (*frame.menu, *((every,) if every else ())))
    return Made("404.html", view)


def _offline(framing: Framing, site: Site, there: Mapping[str, Planned]) -> Made:
    """The page that the worker shows where there is no other: what is on the device."""
    words = framing.guide.wording().words.frame
    frame = framing.frame(OFFLINE, words.offline, words.offline_summary, meta=UNLISTED)
    rest = words.title.format(page="", guide=framing.site.title)
    kept = [path for path in (*first(framing.guide, there), *LATER) if path in there]
    for path in kept:
        if path != index.PATH:
            named = framing.guide.paths.get(path)
            framing.guide.entry(named or framing.quick_fix(site))
    links = tuple(
        views.Link(path, there[path].view.frame.title.removesuffix(rest))
        for path in kept
    )
    return Made("offline.html", screens.MissingView(frame, links))


def first(guide: Guide, paths: Iterable[str]) -> tuple[str, ...]:
    """Of the paths, those that are shown from the device at once."""
    there = set(paths)
    cards = sorted(
        path for path, name in guide.paths.items() if guide.holds(name, Card)
    )
    return tuple(path for path in (*FIRST, *cards) if path in there)


def _service_worker(
    framing: Framing, pages: Mapping[str, Planned], along: tuple[Planned, ...]
) -> Planned:
    """The worker that keeps the relief steps at hand without a signal.

    Its version changes whenever a page it keeps does, so that no old copy stays. Of a
    card's other forms it keeps the text, and the first one that weighs little.
    """
    at_once = first(framing.guide, pages)
    kept = [*at_once, *(path for path in LATER if path in pages)]
    more = (index.SCRIPT,) if index.searched(framing) else ()
    loaded = [framing.addresses.get(name, "") for name in (*LOADED, *more)]
    icon = framing.icon
    fonts = [framing.addresses.get(name, "") for _, _, name in FONTS]
    sheets = [sheet for path in kept for sheet in _light(framing, path)]
    texts = [text.path for text in along]
    rest = (*loaded, icon, *fonts, *texts, *sheets)
    files = (*kept, *(path for path in rest if path))
    shown = (*(pages[path].shows for path in kept), *(text.shows for text in along))
    version = fingerprint(framing.look, *shown, *files)
    view = screens.ListView(
        site=framing.site,
        url=framing.site.base_url,
        updated="",
        files=files,
        first=at_once,
        version=version,
    )
    made = Made("sw.js", view)
    return Planned("sw.js", "sw.js", fingerprint(repr(view)), lambda: made)


def _light(framing: Framing, page: str) -> list[str]:
    """The first form of the card at `page`, if it weighs little."""
    sizes = framing.sheets.get(page, {})
    first = [cards.sheet_path(page, form) for form in sizes][:1]
    return first if sizes and next(iter(sizes.values())) <= LIGHT else []
