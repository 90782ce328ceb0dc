"""The files in which a card can be taken along, planned as pages are."""

import json
from collections.abc import Iterator, Mapping
from functools import partial

from ibid.content.kinds import Card
from ibid.content.site import Site
from ibid.content.vocabulary import Form
from ibid.guide.guide import Entry, Guide
from ibid.pages import cards, screens
from ibid.pages.layout import Framing
from ibid.pages.planner import Made, Planned, Planner
from ibid.pages.planning import Pages
from ibid.problems import Place


def sheets(planner: Planner, site: Site) -> Iterator[tuple[Planned, Place]]:
    """Each form that a card asks for, and where it does."""
    for entry in _cards(planner.framing.guide):
        forms = entry.content.forms if isinstance(entry.content, Card) else ()
        for number, form in enumerate(dict.fromkeys(forms)):
            make = partial(_sheet, site, entry.name, form)
            place = entry.document.place(("forms", number))
            yield planner.page(cards.sheet_path(entry.path, form), make), place


def texts(planner: Planner, site: Site) -> Iterator[Planned]:
    """Each card as plain text."""
    for entry in _cards(planner.framing.guide):
        make = partial(_text, site, entry.name)
        yield planner.page(cards.beside(entry.path, cards.PLAIN), make)


def weights(guide: Guide, sizes: Mapping[str, int]) -> dict[str, dict[Form, int]]:
    """By the path of a card's page: its forms that came out, with their bytes."""
    found: dict[str, dict[Form, int]] = {}
    for entry in _cards(guide) if sizes else ():
        for form in getattr(entry.content, "forms", ()):
            path = cards.sheet_path(entry.path, form)
            if path in sizes:
                found.setdefault(entry.path, {})[form] = sizes[path]
    return found


def paths(guide: Guide) -> Iterator[str]:
    """Where the files are published in which cards can be taken along."""
    for entry in _cards(guide):
        yield cards.beside(entry.path, cards.PLAIN)
        for form in getattr(entry.content, "forms", ()):
            yield cards.sheet_path(entry.path, form)


def _cards(guide: Guide) -> Iterator[Entry]:
    for name, face in guide.faces.items():
        if face.kind == Card.kind:
            yield guide.entry(name)


def _sheet(site: Site, name: str, form: Form, framing: Framing) -> Made:
    pages = Pages(framing, site, name)
    card = pages.card()
    data = json.dumps(cards.data(card, pages.writer.wording), ensure_ascii=False)
    view = screens.SheetView(form.value, data, card.article.stamp.reviewed.iso)
    source = pages.entry.document.source.path
    return Made(cards.TEMPLATE, view, source, pages.writer.wording.tag)


def _text(site: Site, name: str, framing: Framing) -> Made:
    pages = Pages(framing, site, name)
    view = screens.TextView(cards.text(pages.card(), pages.writer.wording))
    return Made("text.txt", view, pages.entry.document.source.path)
