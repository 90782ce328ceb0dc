"""The published guide keeps the contract of docs and design, page by page."""

import copy
import gzip
import json
import re
from collections.abc import Iterator
from datetime import datetime
from enum import Enum
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
import yaml

from ibid.content import kinds, policy, reference, vocabulary
from ibid.content import site as site_module
from ibid.content.vocabulary import Model
from tests.guides import ROOT
from tests.published import Page, pages, texts
from tests.test_linked_data import KNOWN, nodes
from tests.wordings import wording

MACHINES = (
    *("sitemap.xml", "feed.xml", "robots.txt", "manifest.webmanifest", "sw.js"),
    *("references.json", "references.bib", "references.ris"),
)
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
# Less than a server can send at once, before it has to wait for an answer.
FIRST_FLIGHT = 14 * 1024
SITE = yaml.safe_load((ROOT / "content/site.yaml").read_text(encoding="utf-8"))
HOME: str = SITE["base_url"]
WORDS = wording(SITE["language"]).words
LISTED = {"a-z/index.html"} if SITE.get("a_to_z") else set[str]()
# Where a reader in need is led to: the card behind the button, or else to help.
RELIEF = "now/index.html" if SITE.get("quick_fix") else "see-a-doctor/index.html"
FRONTS = frozenset(
    path.parent.relative_to(ROOT / "content").as_posix()
    for path in (ROOT / "content").rglob("*/index.md")
)


@pytest.fixture(scope="module")
def folder(real_site: Path) -> Path:
    """The published folder."""
    return real_site


@pytest.fixture(scope="module")
def site(folder: Path) -> dict[str, Page]:
    return pages(folder)


@pytest.fixture(scope="module")
def files(folder: Path) -> frozenset[str]:
    """The path of every published file."""
    return frozenset(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
    )


def sources() -> Iterator[str]:
    """The path of every content file's page."""
    for path in sorted((ROOT / "content").rglob("*.md")):
        name = path.relative_to(ROOT / "content").with_suffix("").as_posix()
        if not re.search(r"^draft: true", path.read_text(encoding="utf-8"), re.M):
            yield f"{name}.html" if name.endswith("index") else f"{name}/index.html"


def test_every_content_file_has_its_page(files: frozenset[str]) -> None:
    """Section, slug, index.html: the addresses that readers may keep."""
    assert set(sources()) <= files
    assert {f"{folder}/index.html" for folder in FRONTS} <= files
    assert {"index.html", RELIEF, "404.html"} <= files


def test_nothing_else_has_a_page(site: dict[str, Page]) -> None:
    """A page without a content file would be one that nobody reviews."""
    own = {"404.html", "offline.html", RELIEF, *LISTED}
    assert site.keys() - set(sources()) == own - set(sources())


def test_the_files_for_machines_are_there(files: frozenset[str]) -> None:
    assert set(MACHINES) <= files


def test_an_asset_is_named_by_its_bytes(files: frozenset[str]) -> None:
    """So a browser may keep it for ever."""
    assets = [name for name in files if name.startswith("assets/")]
    assert assets
    assert [a for a in assets if not re.search(r"\.[0-9a-f]{10}\.\w+$", a)] == []


def test_pages_are_sound_html(site: dict[str, Page]) -> None:
    """A strict parser has nothing to complain of."""
    assert {name: page.mistakes for name, page in site.items() if page.mistakes} == {}


def names_of_fields() -> Iterator[str]:
    """Names of fields and their values that no English text would have so."""
    for module in (kinds, policy, reference, site_module, vocabulary):
        for one in vars(module).values():
            if isinstance(one, type) and issubclass(one, Model):
                fields = one.model_fields.items()
                yield from (name for n, f in fields for name in (n, f.alias or n))
            elif isinstance(one, type) and issubclass(one, Enum):
                yield from (str(member.value) for member in one)


def test_no_page_shows_the_name_of_a_field(site: dict[str, Page]) -> None:
    """Nor a value as files have it: readers are told `Not confirmed: the author`."""
    names = {name for name in names_of_fields() if re.search("[-_]", name)}
    assert {"not-confirmed", "last_reviewed", "patient-page", "very-low"} <= names
    any_name = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    shown = re.compile(rf"(?<![\w/.-])(?:{any_name})(?![\w/.-])")
    spoken = ("title", "alt", "aria-label", "aria-description", "placeholder")
    found = [
        f"{name}: {match[0]}"
        for name, page in site.items()
        for text in (
            page.words,
            page.root.findtext("head/title") or "",
            *(e.get(each, "") for e in page.root.iter() for each in spoken),
            *(e.get("content", "") for e in page.having(name="description")),
        )
        for match in shown.finditer(text)
    ]
    assert found == []


def test_every_page_is_reached_from_home(site: dict[str, Page]) -> None:
    reached, waiting = set(), ["index.html"]
    while waiting:
        name = waiting.pop()
        if name in reached or name not in site:
            continue
        reached.add(name)
        for link in site[name].links:
            if not urlsplit(link).scheme:
                waiting.append(unquote(urldefrag(urljoin(name, link))[0]) or name)
    assert reached == site.keys() - {"404.html", "offline.html"}


@pytest.mark.parametrize(
    "root",
    ["https://host/", "https://host/a/guide/", "file:///media/stick/my%20guide/"],
)
def test_every_address_within_the_site_leads_somewhere(
    site: dict[str, Page], files: frozenset[str], root: str
) -> None:
    """At a domain's root, in a folder and from a stick: links, anchors and assets."""
    dead = []
    for name, page in site.items():
        for address in page.addresses:
            # The page for lost readers knows where at its host the guide stands.
            base = HOME if name == "404.html" else root
            target, anchor = urldefrag(urljoin(base + name, address))
            if urlsplit(address).scheme and not target.startswith(HOME):
                continue
            path = unquote(target.removeprefix(root).removeprefix(HOME))
            if target.startswith(HOME) and (not path or path.endswith("/")):
                path += "index.html"
            anchor = anchor.partition(":~:")[0]
            if path not in files or (anchor and anchor not in site[path].ids):
                dead.append((name, address))
    assert dead == []


def test_only_the_page_for_lost_readers_starts_at_the_host(
    site: dict[str, Page],
) -> None:
    """All others can move; canonical says where they belong."""
    for name, page in site.items():
        own = HOME if name == "404.html" else (HOME, "/")
        inside = [a for a in page.addresses if a.startswith(own)]
        assert [HOME + name.removesuffix("index.html")] == inside, name


def test_ids_are_unique(site: dict[str, Page]) -> None:
    for name, page in site.items():
        assert len(page.ids) == len(set(page.ids)), name


def marks(page: Page) -> list[Element]:
    """The citations in the text; the calls of explanatory notes are no citations."""
    calls = page.having(role="doc-noteref")
    return [call for call in calls if not call.get("href", "").startswith("#note-")]


def notes(page: Page) -> list[Element]:
    """The list of sources, entry by entry."""
    sections = page.having(role="doc-endnotes")
    assert len(sections) <= 1
    return [item for section in sections for item in section.iter("li")]


def test_citations_are_marked_up_as_promised(site: dict[str, Page]) -> None:
    """Mark N of a source is `cite-KEY-N`, leads to `ref-KEY` and shows its number."""
    found = 0
    for name, page in site.items():
        counts: dict[str, int] = {}
        numbers = {note.get("id"): n for n, note in enumerate(notes(page), 1)}
        for mark in marks(page):
            key = mark.get("href", "").removeprefix("#ref-")
            counts[key] = counts.get(key, 0) + 1
            assert mark.tag == "a"
            assert mark.get("id") == f"cite-{key}-{counts[key]}", name
            assert mark.text == str(numbers[f"ref-{key}"]), name
            found += 1
    assert found > 0


def test_sources_are_numbered_as_they_appear(site: dict[str, Page]) -> None:
    """1 to n in the order in which a reader meets them on the page."""
    for name, page in site.items():
        keys = [mark.get("href", "").removeprefix("#") for mark in marks(page)]
        assert [note.get("id") for note in notes(page)] == [*dict.fromkeys(keys)], name


def test_every_source_leads_back_to_each_place(
    site: dict[str, Page], files: frozenset[str]
) -> None:
    """One back link for each mark, in order, and a link to the source's own page."""
    for name, page in site.items():
        cited = [(m.get("href"), f"#{m.get('id')}") for m in marks(page)]
        for note in notes(page):
            key = note.get("id", "").removeprefix("ref-")
            ways = [a for a in note.iter("a") if a.get("role") == "doc-backlink"]
            expected = [place for href, place in cited if href == f"#ref-{key}"]
            assert [way.get("href") for way in ways] == expected, (name, key)
            hrefs = [urljoin(name, a.get("href", "")) for a in note.iter("a")]
            assert f"references/{key}/index.html" in hrefs, (name, key)


def test_a_source_names_every_page_that_cites_it(site: dict[str, Page]) -> None:
    """And nobody else; the page of the relief steps is the card's own text again."""
    citing: dict[str, set[str]] = {}
    for name, page in site.items():
        for mark in marks(page):
            key = mark.get("href", "").removeprefix("#ref-")
            citing.setdefault(key, set()).add(name)
    for name, page in site.items():
        if re.fullmatch(r"references/[^/]+/index\.html", name):
            links = {urljoin(name, link) for link in page.links if "#cite-" in link}
            named = {urldefrag(link)[0] for link in links}
            key = name.split("/")[1]
            assert named == citing.get(key, set()) - {"now/index.html"}, key


def test_pages_say_their_language(site: dict[str, Page]) -> None:
    assert {SITE["language"]} == {page.root.get("lang") for page in site.values()}


def test_headings_are_an_outline(site: dict[str, Page]) -> None:
    """One h1, first; below it no level is skipped, and none is empty."""
    for name, page in site.items():
        headings = [e for e in page.root.iter() if re.fullmatch(r"h[1-6]", str(e.tag))]
        levels = [int(str(heading.tag)[1]) for heading in headings]
        assert levels[:1] == [1] or levels.count(1) == 1, name
        assert levels.count(1) == 1, name
        assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == [], name
        assert all("".join(heading.itertext()).strip() for heading in headings), name


def test_every_heading_can_be_linked_to(site: dict[str, Page]) -> None:
    """Each has an id; the contents list all that stand below them, in their order."""
    listed = 0
    for name, page in site.items():
        for level in ("h2", "h3", "h4"):
            for heading in page.root.iter(level):
                boxed = "box__title" in (heading.get("class") or "")
                assert boxed or heading.get("id"), (name, list(heading.itertext()))
        contents = page.root.findall(".//nav[@class='contents page__side']//a")
        if contents:
            main = page.root.find(".//main")
            assert main is not None
            ids = [f"#{one.get('id')}" for one in main.iter("h2")]
            assert [link.get("href") for link in contents] == ids, name
            listed += 1
    assert listed


def test_titles_and_descriptions_differ(site: dict[str, Page]) -> None:
    """A list of search results tells any two pages apart."""
    titles = [page.root.findtext("head/title") for page in site.values()]
    assert len(titles) == len(set(titles))
    for name, page in site.items():
        (description,) = page.having(name="description")
        assert 10 < len(description.get("content", "")) <= 200, name


def test_every_page_carries_the_rules_it_needs(site: dict[str, Page]) -> None:
    """A page has only its own components' styles: none that it uses may be missing."""
    styles = {
        name: page.root.findtext("head/style") or "" for name, page in site.items()
    }
    ruled = {
        name: set(re.findall(r"\.([a-z][\w-]*)", css)) for name, css in styles.items()
    }
    everywhere = set().union(*ruled.values())
    for name, page in site.items():
        # The mark is as large as its own block says.
        mark = {e for knot in page.having(**{"class": "knot"}) for e in knot.iter()}
        rest = (element for element in page.root.iter() if element not in mark)
        used = {c for element in rest for c in element.get("class", "").split()}
        assert (used & everywhere) - ruled[name] == set(), name


def packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9, mtime=0))


def test_a_page_arrives_at_once(site: dict[str, Page]) -> None:
    """Packed, every page fits whole into the first flight of a connection.

    The list of all sources grows with the guide: it takes two flights at most.
    """
    sizes = {name: packed(page.html) for name, page in site.items()}
    sources = sizes.pop("references/index.html")
    assert {name: size for name, size in sizes.items() if size > FIRST_FLIGHT} == {}
    assert sources <= 2 * FIRST_FLIGHT


def test_the_sitemap_has_every_page(folder: Path, site: dict[str, Page]) -> None:
    root = ElementTree.parse(folder / "sitemap.xml").getroot()
    listed = [url.findtext(f"{SITEMAP}loc") for url in root]
    expected = {HOME + name.removesuffix("index.html") for name in sources()}
    assert len(listed) == len(set(listed))
    expected |= {HOME + name.removesuffix("index.html") for name in LISTED}
    assert expected <= set(listed) <= expected | {f"{HOME}now/"}
    for url in root:
        assert re.fullmatch(
            r"\d{4}-\d\d-\d\d", url.findtext(f"{SITEMAP}lastmod", "2000-01-01")
        )


def test_the_feed_is_atom(folder: Path) -> None:
    """RFC 4287, 4.1: what feed and entries must have, once each."""
    feed = ElementTree.parse(folder / "feed.xml").getroot()
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert {"self", "alternate"} == {x.get("rel") for x in feed.findall(f"{ATOM}link")}
    entries = feed.findall(f"{ATOM}entry")
    for part in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{ATOM}{name}")) == 1
        assert datetime.fromisoformat(part.findtext(f"{ATOM}updated", "")).tzinfo
    for entry in entries:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert link.get("href", "").startswith(HOME)
        assert entry.findtext(f"{ATOM}summary")


NEWEST = 20


def test_the_feed_has_the_newest_pages_and_those_first(folder: Path) -> None:
    feed = ElementTree.parse(folder / "feed.xml").getroot()
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    articles = {
        HOME + name.removesuffix("index.html")
        for name in sources()
        if not name.startswith("references/")
        and name.removesuffix("index.html")
        not in ("", *(f"{front}/" for front in FRONTS))
    }
    assert len(ids) == len(set(ids)) == min(NEWEST, len(articles))
    assert set(ids) <= articles
    days = [entry.findtext(f"{ATOM}updated", "") for entry in entries]
    assert sorted(days, reverse=True) == days
    assert max(days) == feed.findtext(f"{ATOM}updated")


# What a page has beside its author's text: ways to other pages, what its script wakes,
# lists that are set otherwise in the feed, and what says who wrote it and when.
AROUND = frozenset(
    (
        *("breadcrumb", "contents", "help", "stamp", "drawings", "timer", "player"),
        *("hand", "along", "sources", "notes", "entries", "stage__ticks", "diary"),
        *("sheet__title", "sheet__foot", "sheet__lines", "row", "care__call"),
        *("opening__title", "box--advertisement", "paper-only"),
        "paperless",
    )
)
BLOCKS = frozenset(("p", "li", "dt", "dd", "td", "th", "h2", "h3", "caption"))


def blocks(element: Element, around: frozenset[str] = frozenset()) -> Iterator[str]:
    """The words of each piece of text in an element, but for what stands around it."""
    if around & set(element.get("class", "").split()) or element.tag == "nav":
        return
    inside = [one for one in element.iter() if one.tag in BLOCKS and one is not element]
    if element.tag in BLOCKS and not inside:
        if words := " ".join("".join(said(element)).split()):
            yield words
    else:
        for child in element:
            yield from blocks(child, around)


def said(element: Element) -> Iterator[str]:
    """The words of an element without those of drawings."""
    if element.get("aria-hidden") != "true":
        yield element.text or ""
        for child in element:
            yield from said(child)
            yield child.tail or ""


def test_the_feed_holds_each_page_s_whole_text(
    folder: Path, site: dict[str, Page]
) -> None:
    """Every sentence of the author, cautions and signs included, and no other."""
    feed = ElementTree.parse(folder / "feed.xml").getroot()
    told = set()
    for entry in feed.findall(f"{ATOM}entry"):
        path = entry.findtext(f"{ATOM}id", "").removeprefix(HOME)
        content = entry.findtext(f"{ATOM}content", "")
        whole = ElementTree.fromstring(f"<div>{content}</div>")
        main = site[f"{path}index.html"].root.find("body/main")
        assert main is not None
        author = set(blocks(main, AROUND))
        assert author
        assert author - set(blocks(whole)) == set(), path
        shown = site[f"{path}index.html"].words
        if whole[-1].tag == "ol":
            whole.remove(whole[-1])  # The sources, which a page folds up.
        left = {words for words in blocks(whole) if words not in shown}
        assert left <= {WORDS.remedy.what_to_do, WORDS.care.heading}, path
        told.add(path.partition("/")[0])
    assert {"remedies", "exercises", "see-a-doctor"} <= told


def test_the_feed_holds_nothing_that_a_reader_of_feeds_should_refuse(
    folder: Path,
) -> None:
    """No script, style, class or id; every address is whole, and one of a page is the
    one that it is known by.
    """
    feed = ElementTree.parse(folder / "feed.xml").getroot()
    for entry in feed.findall(f"{ATOM}entry"):
        content = entry.find(f"{ATOM}content")
        assert content is not None
        assert content.get("type") == "html"
        for one in ElementTree.fromstring(f"<div>{content.text}</div>").iter():
            assert one.tag not in ("script", "style", "svg", "button", "iframe")
            assert not set(one.keys()) & {"class", "id", "style", "onclick"}
            for name in ("href", "src"):
                if value := one.get(name):
                    assert re.match(r"https?://|tel:|mailto:", value)
                    assert not re.search(r"/index\.html(#|$)", value)


def test_robots_may_read_all_and_find_the_sitemap(folder: Path) -> None:
    lines = (folder / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert f"Sitemap: {HOME}sitemap.xml" in lines
    assert "Disallow: /" not in lines


def test_the_manifest_starts_at_the_relief_steps(
    folder: Path, files: frozenset[str]
) -> None:
    """It is JSON, and what it names is there, wherever the site lies."""
    manifest = json.loads((folder / "manifest.webmanifest").read_text("utf-8"))
    assert manifest["name"] == SITE["title"]
    assert manifest["start_url"] == (RELIEF if "now/" in RELIEF else "index.html")
    assert {icon["src"] for icon in manifest["icons"]} <= files
    assert manifest["icons"]


def test_the_worker_keeps_what_is_there(folder: Path, files: frozenset[str]) -> None:
    script = (folder / "sw.js").read_text(encoding="utf-8")
    found = re.search(r"const FILES = whole\((\[.*?\])\);", script)
    assert found
    kept = json.loads(found[1])
    assert {RELIEF, "see-a-doctor/index.html"} <= set(kept) <= files


def test_what_machines_read_equals_what_people_see(site: dict[str, Page]) -> None:
    """The sources in a page's JSON-LD are those of its list, in the same order."""
    described = 0
    for name, page in site.items():
        for script in page.having(type="application/ld+json"):
            data = json.loads(script.text or "")
            for node in nodes(data):
                assert node.keys() - {"@type", "@id"} <= KNOWN[node["@type"]], name
            listed = ["".join(note.itertext()) for note in notes(page)]
            cited = data["citation"]
            assert len(cited) == len(listed), name
            for work, words in zip(cited, listed, strict=True):
                assert work["name"] in words, name
            (address,) = page.having(rel="canonical")
            assert data["url"] == address.get("href")
            described += 1
    assert described > 0


def test_nothing_is_loaded_from_elsewhere(
    site: dict[str, Page], files: frozenset[str]
) -> None:
    """No script, style, font, picture or frame of another site, and no tracker."""
    loading = ("script", "img", "iframe", "source", "video", "audio", "embed", "object")
    for name, page in site.items():
        loaded = [
            e.get("src") or e.get("data") for e in page.root.iter() if e.tag in loading
        ]
        loaded += [
            link.get("href")
            for link in page.root.iter("link")
            if link.get("rel") not in ("canonical", "alternate")
        ]
        for address in filter(None, loaded):
            assert not urlsplit(address).netloc, (name, address)
            assert not urlsplit(address).scheme, (name, address)
        lost = name == "404.html"
        for style in page.root.iter("style"):
            assert "@import" not in (style.text or ""), name
            loaded = re.findall(r"url\(([^)]*)\)", style.text or "")
            assert len(loaded) == 2, name
            for address in (str(url).strip('"') for url in loaded):
                path = address.removeprefix(urlsplit(HOME).path) if lost else address
                assert urljoin("" if lost else name, path) in files, name


def test_every_number_to_call_can_be_tapped(site: dict[str, Page]) -> None:
    """None stands in a text as mere figures; each link says whose number it is."""
    names = {
        number: WORDS.numbers.of(name).replace("_", " ")
        for name, number in SITE["numbers"].items()
    }
    asked = re.compile(rf"\b(?:call|ring|or) (?:{'|'.join(names)})\b", re.IGNORECASE)
    for name, page in site.items():
        root = copy.deepcopy(page.root)
        for link in root.iter("a"):  # Within a link to elsewhere stands none.
            text = "".join(link.itertext())
            if link.get("href", "").startswith("tel:"):
                (number,) = (one for one in names if text.endswith(one))
                plain = number.replace("-", "")
                assert link.get("href") == f"tel:{plain}", name
                assert link.get("aria-label") == f"{text}, {names[number]}", name
            tail = link.tail
            link.clear()
            link.tail = tail
        for head in root.iter("div"):  # Its number is the button below.
            if head.get("class") == "care__head":
                head.clear()
        assert not asked.findall(" ".join(texts(root))), name
    assert any('"tel:' in page.html for page in site.values())


def test_quotes_are_curly(site: dict[str, Page]) -> None:
    """No typewriter quote or apostrophe in what is there to read."""
    straight = re.compile(r".{0,20}[\"'].{0,20}")
    found = {name: straight.findall(page.words) for name, page in site.items()}
    assert {name: places for name, places in found.items() if places} == {}


def test_no_placeholder_is_left(site: dict[str, Page]) -> None:
    """Neither a template's nor a text's, nor a mark that nobody replaced."""
    left = re.compile(r"\{[a-z%{-]|\[@|\[\^|[\ue000-\uf8ff]|&lt;|&amp;amp;")
    for name, page in site.items():
        assert left.findall(page.words) == [], name


def test_every_page_leads_to_help_and_relief(site: dict[str, Page]) -> None:
    for name, page in site.items():
        root = urlsplit(HOME).path if name == "404.html" else ""
        reached = {urljoin(name, link.removeprefix(root)) for link in page.links}
        reached = {f"{r}index.html" if r.endswith("/") else r for r in reached}
        for place in ("see-a-doctor/index.html", RELIEF):
            assert place == name or place in reached, (name, place)


def test_every_page_of_text_says_who_wrote_it_and_when(site: dict[str, Page]) -> None:
    for name in site.keys() - {"404.html", "offline.html", *LISTED}:
        if not name.startswith("references/"):
            assert WORDS.stamp.reviewed.partition("{")[0] in site[name].words, name
            assert SITE["support_statement"] in site[name].words, name
