"""Every page of the site: its path, its template and the view it is made of."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ibid import telephone
from ibid.content.kinds import Card, Exercise, Page, Remedy
from ibid.content.site import Site
from ibid.content.vocabulary import Model
from ibid.failures import at_work
from ibid.pages import index, screens, sections
from ibid.pages.around import Around
from ibid.pages.kinds import VIEWS, card
from ibid.pages.layout import NOW, Framing
from ibid.pages.planner import Made, Make, Planned, Planner
from ibid.prose import unfinished
from ibid.prose.typography import curl

# The template of a section's front by what lies in it, if it isn't section.html.
FRONTS: Mapping[type[Model], str] = {
    Remedy: "remedies.html",
    Exercise: "exercises.html",
}


def plan(planner: Planner, site: Site) -> tuple[Planned, ...]:
    """Every page that stands for a content file, and the steps behind /now/."""
    return planner.pages(makes(planner.framing, site))


def makes(framing: Framing, site: Site) -> dict[str, Make]:
    """How each of these pages is made, by its path."""

    def page(name: str) -> Make:
        def make(framing: Framing) -> Made:
            with at_work(framing.guide.entry(name).document.source.path):
                around = Around.of(framing, site, name)
                return _made(around, *_shown(around))

        return make

    made = {path: page(name) for path, name in framing.guide.paths.items()}
    fix = framing.quick_fix(site)
    if fix:
        made[NOW] = lambda framing: _now(framing, site, fix)
    return made


def _now(framing: Framing, site: Site, name: str) -> Made:
    """The steps of a card as the page behind /now/."""
    around = Around.of(framing, site, name, NOW)
    return _made(around, "now.html", as_card(around))


def as_card(around: Around) -> screens.CardView:
    """What card.html and now.html show. A page that is no card raises TypeError."""
    content = around.entry.shown
    if not isinstance(content, Card):
        raise TypeError(f"{around.entry.name} is not a card")
    return card(content, around)


def _made(around: Around, template: str, view: Any) -> Made:
    source = around.entry.document.source.path
    if _unfinished(around):
        view = replace(view, frame=replace(view.frame, unfinished=True))
    return Made(template, view, source, around.writer.wording.tag, _names(around))


def _names(around: Around) -> tuple[str, ...]:
    """What readers search for the page by; home is found without a search."""
    content = around.entry.shown
    own = around.path == around.entry.path and around.path != "index.html"
    if not isinstance(content, Page) or not own:
        return ()
    return tuple(map(curl, (telephone.unmarked(content.title), *content.also)))


def _unfinished(around: Around) -> bool:
    """Whether the page is a draft, or says what its author was to replace."""
    entry = around.entry
    spans = unfinished.spans(entry.document, entry.prose)
    return around.framing.guide.faces[entry.name].draft or any(spans)


def _shown(around: Around) -> tuple[str, Any]:
    """The template of the entry's kind, and what it shows."""
    content = around.entry.shown
    view = VIEWS.get(type(content))
    if view is not None:
        return f"{content.kind}.html", view(content, around)
    return _front(around)


def _front(around: Around) -> tuple[str, Any]:
    """The home page, a section's front, or a page of text."""
    frame, article = around.frame, around.article
    if around.entry.name == "index.md":
        quick_fix = around.framing.quick_fix(around.site)
        card = as_card(_beside(around, quick_fix)) if quick_fix else None
        return "home.html", screens.PageView(
            frame,
            article,
            sections.groups(around.writer),
            card,
            sections.ways(around.writer, around.site.routes),
            index.link(around.framing, around.path),
        )
    if around.entry.name == "references/index.md":
        groups = tuple(sections.source_groups(around.writer))
        return "references.html", screens.SourcesView(frame, article, groups)
    if around.entry.name.endswith("/index.md"):
        section = around.entry.section
        model = around.writer.guide.folders.get(section.partition("/")[0])
        template = FRONTS.get(model, "section.html") if model else "section.html"
        items = sections.members(around.writer, section)
        return template, screens.SectionView(frame, article, section, items)
    return "page.html", screens.PageView(frame, article)


def _beside(around: Around, name: str) -> Around:
    """Around another entry, with links from this page."""
    return Around.of(around.framing, around.site, name, around.path)
