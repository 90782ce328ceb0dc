"""HTML with holes made into the parts that a template prints."""

import html as entities
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ibid.prose import parts
from ibid.prose.shown import Box, Hole, Html, Picture, Prose

BOXES = ("insight", "tip", "quick-fix", "warning", "advertisement")


@dataclass(frozen=True)
class Maker:
    """How a page turns mentions, levels and addresses into what it shows.

    `mark` and `call` take the number of a mention, `number` the name of a telephone
    number, `link` an address as it is written, `picture` a picture of the guide,
    `spoken` the kind of a box.
    """

    mark: Callable[[int], parts.Part]
    call: Callable[[int], parts.Part]
    number: Callable[[str], parts.Part]
    grade: Callable[[str], parts.Grade | None]
    link: Callable[[str], str]
    picture: Callable[[Picture], parts.Picture | parts.Html]
    spoken: Callable[[str], str]


def filled(html: Html, make: Maker) -> parts.Prose:
    """The parts of some HTML."""
    return tuple(_parts(html, make))


def _parts(html: Html, make: Maker) -> Iterator[parts.Part]:
    texts: list[str] = []
    for piece in html:
        if isinstance(piece, str):
            texts.append(piece)
        elif isinstance(piece, Hole) and piece.kind == "href":
            texts.append(entities.escape(make.link(piece.text)))
        else:
            yield from _joined(texts)
            texts = []
            yield _part(piece, make)
    yield from _joined(texts)


def _joined(texts: list[str]) -> Iterator[parts.Part]:
    text = "".join(texts)
    if text.strip() or text == " ":  # Between two marks.
        yield parts.Html(text)


def _part(piece: Hole | Box | Picture, make: Maker) -> parts.Part:
    if isinstance(piece, Picture):
        return make.picture(piece)
    return _box(piece, make) if isinstance(piece, Box) else _mark(piece, make)


def _mark(hole: Hole, make: Maker) -> parts.Part:
    if hole.kind == "number":
        return make.number(hole.text.strip("{}"))
    return make.call(hole.number) if hole.kind == "call" else make.mark(hole.number)


def _box(box: Box, make: Maker) -> parts.Box:
    return parts.Box(
        box.kind,
        make.spoken(box.kind),
        filled(box.title, make),
        filled(box.html, make),
        make.grade(box.certainty),
        filled(box.reason, make),
    )


def addresses(prose: Prose) -> Iterator[str]:
    """Where the links and pictures to other files lead, as they are written."""
    for link in prose.links:
        yield link.href
