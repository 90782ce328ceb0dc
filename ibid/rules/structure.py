"""Rules on what a guide is built of: headings, boxes, drawings, addresses, fronts."""

import re
from collections.abc import Iterator

from ibid.content.kinds import Card
from ibid.content.reference import Reference
from ibid.guide.addresses import alias_path
from ibid.guide.guide import Guide, output_path
from ibid.problems import did_you_mean
from ibid.prose import unfinished
from ibid.prose.filling import BOXES
from ibid.reading.front_matter import Document
from ibid.rules.rule import PACKING, Example, Found, Rule
from ibid.site import inlining

RESERVED = (
    *("now/index.html", "404/index.html", "assets/index.html"),
    *("404.html", "offline.html"),
)


def missing_drawing(guide: Guide) -> Iterator[Found]:
    """Every drawing named in a page's fields is there, and has a title.

    Draw it as drawings/NAME.svg, and say what it shows as `title` of the drawing on the
    page, or in the file's <title>.
    """
    for entry in guide.pages:
        for number, figure in enumerate(getattr(entry.content, "drawings", ())):
            svg = guide.drawings.get(figure.name)
            place = entry.document.place(("drawings", number))
            if svg is None:
                hint = did_you_mean(figure.name, guide.drawings)
                message = f'there is no drawing "{figure.name}"'
                yield (
                    place,
                    message,
                    hint or "draw it as drawings/NAME.svg, in the folder of site.yaml",
                )
            elif not figure.title.strip() and not inlining.title(svg):
                message = f'the drawing "{figure.name}" has no title'
                hint = "say what it shows: here as `title`, or in the file's <title>"
                yield place, message, hint


def missing_mark(guide: Guide) -> Iterator[Found]:
    """The mark and the icon that site.yaml names are there.

    Put the drawing into drawings/, and the icon beside site.yaml.
    """
    document, site = guide.drafted.site_document, guide.site
    if document is None or site is None:
        return
    if site.mark and site.mark not in guide.drawings:
        hint = did_you_mean(site.mark, guide.drawings)
        message = f'there is no drawing "{site.mark}"'
        yield (
            document.place(("mark",)),
            message,
            hint or "draw drawings/NAME.svg, in the folder of site.yaml",
        )
    if site.icon and site.icon not in guide.pictures:
        hint = did_you_mean(site.icon, guide.pictures)
        message = f'there is no picture "{site.icon}"'
        yield document.place(("icon",)), message, hint or "put it beside site.yaml"


def skipped_heading(guide: Guide) -> Iterator[Found]:
    """Headings start at ## and go down one level at a time.

    Add a #, or take one away.
    """
    for entry in guide.entries:
        before = 1
        for heading in entry.prose.headings:
            if heading.level == 1 or heading.level > before + 1:
                right = "#" * min(before + 1, 6)
                yield (
                    entry.place(heading.span),
                    "the page's title is its only heading of the first level"
                    if heading.level == 1
                    else f"a heading of level {heading.level} follows level {before}",
                    f'start this one with "{right} "',
                )
            before = max(heading.level, 2)


def empty_heading(guide: Guide) -> Iterator[Found]:
    """A heading has words.

    Write its words behind the #, or delete the line.
    """
    for entry in guide.entries:
        for heading in entry.prose.headings:
            if not heading.text.strip():
                yield (
                    entry.place(heading.span),
                    "the heading is empty",
                    "write its words behind the #, or delete the line",
                )


def repeated_slug(guide: Guide) -> Iterator[Found]:
    """No two files are published at the same address, or were at another's.

    Rename one of the two files, or take the address out of `aliases`.
    """
    first: dict[str, str] = dict.fromkeys(RESERVED, "ibid itself")
    for name in guide.faces:
        path = output_path(name)
        other = first.setdefault(path.lower(), name)
        if other != name:
            yield (
                guide.by_name[name].document.source.place(0, 3),
                f"this page has the address of {other}: {path}",
                "rename one of the two files",
            )
    for name, face in guide.faces.items():
        for number, written in enumerate(face.aliases):
            path = alias_path(written)
            other = first.setdefault(path.lower(), name) if path else name
            if other != name or path in guide.paths:
                yield (
                    guide.by_name[name].document.place(("aliases", number)),
                    f"this is the address of {guide.paths.get(path, other)}: {path}",
                    "take it out: readers who ask for it find that page",
                )


def repeated_title(guide: Guide) -> Iterator[Found]:
    """No two pages in one language have the same title.

    Say in the title what sets this page apart: lists and tabs show nothing else of it.
    """
    first: dict[tuple[str, str], str] = {}
    for name, face in guide.faces.items():
        if face.kind == Reference.kind:
            continue
        title = " ".join(face.title.casefold().split())
        other = first.setdefault((face.language, title), name)
        if other != name:
            yield (
                guide.by_name[name].document.place(("title",)),
                f"this is the title of {other}, too",
                "say what sets this page apart: lists and tabs show nothing else of it",
            )


def bad_alias(guide: Guide) -> Iterator[Found]:
    """What stands in `aliases` can be the address of a page of the guide.

    Write what stood behind the guide's own address, such as remedies/old-name/.
    """
    for entry in guide.pages:
        for number, written in enumerate(getattr(entry.content, "aliases", ())):
            if not alias_path(written):
                yield (
                    entry.document.place(("aliases", number)),
                    f'"{written}" can\'t be the address of a page of this guide',
                    "write what stood behind the guide's own address, such as "
                    "remedies/old-name/",
                )


def unknown_box(guide: Guide) -> Iterator[Found]:
    """A box is one of the kinds that readers know, and holds a text.

    Use insight, tip, quick-fix, warning or advertisement, and indent its text.
    """
    kinds = ", ".join(BOXES)
    for entry in guide.entries:
        for box in entry.prose.boxes:
            place = entry.place(box.span)
            if re.search(r"\W", box.kind.replace("-", "")) or not box.kind:
                hint = 'write one word and the title in straight quotes: !!! tip "…"'
                yield place, "the head of this box can't be read", hint
            elif box.kind not in BOXES:
                hint = did_you_mean(box.kind, BOXES)
                yield place, f'there is no box "{box.kind}"', hint or f"it is {kinds}"
            if not box.html and not box.reason:
                hint = "indent the box's text by four spaces, right below this line"
                yield place, "the box is empty", hint


def missing_front(guide: Guide) -> Iterator[Found]:
    """The guide has the pages that every page links to.

    Add the page that is named.
    """
    if not guide.whole or guide.drafted.site_document is None:
        return
    place = guide.drafted.site_document.top
    for name in sorted(guide.fronts - guide.names):
        if "/" in name:
            section = name.removesuffix("/index.md")
            hint = f"add {name} with a title and a summary"
            yield place, f"the section {section} has no front page", hint
        else:
            yield place, f"the guide has no {name}", "add it: every page links there"


def missing_card(guide: Guide) -> Iterator[Found]:
    """The quick-fix card named in site.yaml exists.

    Mend the name in site.yaml, or add the card.
    """
    document, site = guide.drafted.site_document, guide.site
    card = site.quick_fix.card if site and site.quick_fix else ""
    cards = {
        name.rpartition("/")[2].removesuffix(".md")
        for name in guide.names
        if guide.holds(name, Card)
    }
    if document and card and card not in cards:
        hint = did_you_mean(card, cards)
        message = f'there is no card "{card}"'
        yield document.place(("quick_fix",)), message, hint or "add it to cards/"


def missing_route(guide: Guide) -> Iterator[Found]:
    """Each page is there that site.yaml leads to: from the home page, in a menu of its
    own, for an offer or for a remark.

    Mend the path in `routes`, `menu`, `offer` or `elsewhere`, or add the page.
    """
    document, site = guide.drafted.site_document, guide.site
    if document is None or site is None:
        return
    offered = site.offer.pages if site.offer else ()
    ways: list[tuple[tuple[str | int, ...], str]] = [
        *((("routes", at, "page"), one.page) for at, one in enumerate(site.routes)),
        *((("offer", "pages", at), page) for at, page in enumerate(offered)),
    ]
    if site.elsewhere and site.elsewhere.page:
        page, _, heading = site.elsewhere.page.partition("#")
        ways.append((("elsewhere", "page"), page))
        yield from _missing_heading(guide, document, page, heading)
    for path, page in ways:
        if page not in guide.names:
            hint = did_you_mean(page, guide.names) or "add the page"
            yield document.place(path), f'there is no page "{page}"', hint
    own = site.menu if ("menu",) in document.keys else ()
    parts = {name.removesuffix("/index.md").removesuffix(".md") for name in guide.names}
    for number, part in enumerate(own):
        if part not in parts:
            hint = did_you_mean(part, parts) or "write a folder, or a page without .md"
            message = f'there is no page or folder "{part}" for the menu'
            yield document.place(("menu", number)), message, hint


def _missing_heading(
    guide: Guide, document: Document, page: str, heading: str
) -> Iterator[Found]:
    """That the remark of site.yaml leads to no heading of the page."""
    ids = guide.anchors(page)
    if heading and page in guide.faces and heading not in ids:
        yield (
            document.place(("elsewhere", "page")),
            f'{page} has no heading "#{heading}"',
            did_you_mean(heading, ids) or "write a heading of that page as links do",
        )


def unfinished_text(guide: Guide) -> Iterator[Found]:
    """No page is published that still says what its author was to replace.

    Write the text, or set `draft: true` until it is written.
    """
    for entry in guide.entries:
        remedy = (
            "write in your own words what it found"
            if isinstance(entry.content, Reference)
            else "write the text, or set `draft: true` until it is written"
        )
        for span in unfinished.spans(entry.document, entry.prose):
            yield entry.place(span), "this text is still to be written", remedy


RULES = (
    Rule(unfinished_text, Example("…", "A walk may help, too.")),
    Rule(
        missing_drawing,
        Example("drawings: [tset]", "drawings: [rest]", "card"),
        standards=("R29",),
    ),
    Rule(missing_mark, Example("mark: tset", "mark: rest", "site"), scope="guide"),
    Rule(skipped_heading, Example("#### Deep", "## Not deep"), standards=("R29",)),
    Rule(empty_heading, Example("##", "## With words")),
    Rule(
        repeated_slug,
        Example(
            PACKING,
            "",
            "abóut.md",
            also=("unlinked-page",),
        ),
        scope="guide",
    ),
    Rule(
        repeated_title,
        Example("title: Small guide", "title: Packing", "remedy"),
        "advice",
        scope="guide",
    ),
    Rule(
        bad_alias,
        Example("aliases: [../up]", "aliases: [remedies/old-name/]", "remedy"),
    ),
    Rule(unknown_box, Example("!!! hint\n    Rest.", "!!! tip\n    Rest.")),
    Rule(
        missing_front,
        Example(
            "",
            PACKING,
            "remedies/index.md",
        ),
        standards=("R27",),
        scope="guide",
    ),
    Rule(
        missing_card,
        Example("quick_fix: tset", "quick_fix: rest", "site"),
        scope="guide",
    ),
    Rule(
        missing_route,
        Example(
            "routes: [{label: Who we are, page: abuot.md}]",
            "routes: [{label: Who we are, page: about.md}]",
            "site",
        ),
        scope="guide",
    ),
)
