"""The files in which a card can be taken along, planned as pages are."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from ibid.content.kinds import Card
from ibid.content.site import Site
from ibid.content.vocabulary import Form
from ibid.guide.faces import Face
from ibid.guide.guide import Guide, output_path
from ibid.pages import cards, codes, screens
from ibid.pages.around import Around
from ibid.pages.layout import Framing
from ibid.pages.planner import Made, Planned, Planner
from ibid.pages.planning import as_card
from ibid.problems import Place

Where = Callable[[], Place]
"""Tells where a file asks for something."""


def sheets(planner: Planner, site: Site) -> Iterator[tuple[Planned, Where]]:
    """Each form that a card asks for, and what tells where it does."""
    guide = planner.framing.guide
    for face in _cards(guide):
        for form in map(Form, face.forms):
            make = partial(_sheet, site, face.name, form)
            path = cards.sheet_path(output_path(face.name), form)
            yield planner.page(path, make), partial(_asked, guide, face.name, form)


def _asked(guide: Guide, name: str, form: Form) -> Place:
    entry = guide.entry(name)
    forms = entry.content.forms if isinstance(entry.content, Card) else ()
    return entry.document.place(("forms", forms.index(form)))


def along(planner: Planner, site: Site) -> Iterator[Planned]:
    """Each card as plain text, and the code that leads to one that goes on paper."""
    for face in _cards(planner.framing.guide):
        page = output_path(face.name)
        made = [(cards.PLAIN, _text)]
        made += [(cards.CODE, _code)] if page in planner.framing.sheets else []
        for name, make in made:
            yield planner.page(cards.beside(page, name), partial(make, site, face.name))


def weights(guide: Guide, sizes: Mapping[str, int]) -> dict[str, dict[Form, int]]:
    """By the path of a card's page: its forms that came out, with their bytes."""
    found: dict[str, dict[Form, int]] = {}
    for face in _cards(guide) if sizes else ():
        page = output_path(face.name)
        for form in map(Form, face.forms):
            path = cards.sheet_path(page, form)
            if path in sizes:
                found.setdefault(page, {})[form] = sizes[path]
    return found


def paths(guide: Guide) -> Iterator[str]:
    """Where the files are published in which cards can be taken along."""
    for face in _cards(guide):
        yield cards.beside(output_path(face.name), cards.PLAIN)
        if face.forms:
            yield cards.beside(output_path(face.name), cards.CODE)
        for form in map(Form, face.forms):
            yield cards.sheet_path(output_path(face.name), form)


def _cards(guide: Guide) -> Iterator[Face]:
    return (face for face in guide.faces.values() if face.kind == Card.kind)


def _sheet(site: Site, name: str, form: Form, framing: Framing) -> Made:
    around = Around.of(framing, site, name)
    card = as_card(around)
    data = json.dumps(cards.data(card, around.writer.wording), ensure_ascii=False)
    view = screens.SheetView(form.value, data, card.article.stamp.reviewed.iso)
    source = around.entry.document.source.path
    return Made(cards.TEMPLATE, view, source, around.writer.wording.tag)


def _code(site: Site, name: str, framing: Framing) -> Made:
    around = Around.of(framing, site, name)
    drawn = codes.svg(around.frame.canonical).encode()
    return Made("", drawn, around.entry.document.source.path)


def _text(site: Site, name: str, framing: Framing) -> Made:
    around = Around.of(framing, site, name)
    text = cards.text(as_card(around), around.writer.wording).encode()
    return Made("", text, around.entry.document.source.path)
