"""Drawings made a part of the page: its colours, names that nobody else has, no notes.

What editors note beside a drawing is left out, what a drawing says of itself comes
first, and black is the colour of the text, which is light by night.
"""

import contextlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from xml.parsers import expat

from ibid.site import accent

# What can be painted, and is black where nothing says otherwise.
SHAPES = frozenset(
    ("path", "circle", "ellipse", "rect", "polyline", "polygon", "text", "tspan")
)
PAINTS = ("fill", "stroke", "stop-color", "color")
BLACK = re.compile(
    r"black|#0{3,4}|#0{6}|#000f|#0{6}ff"
    r"|rgba?\(0%?[, ]0%?[, ]0%?(?:[,/ ](?:1(?:\.0*)?|100%))?\)"
    r"|hsla?\([^,/ ]+[, ][^,/ ]+[, ]0%(?:[,/ ](?:1(?:\.0*)?|100%))?\)"
)
# Notes of programs such as Inkscape, which nothing shows.
NOTES = re.compile(r"(?:sodipodi|inkscape|rdf|cc|dc|xmlns):")
NOTED = frozenset(("metadata",))
# Properties that say how letters are set, or what is so anyway.
IDLE = re.compile(
    r"-inkscape-.*|font-(?:variant|feature|variation|stretch|kerning).*|text-(?!anchor).*"
    r"|line-height|letter-spacing|word-spacing|writing-mode|direction|white-space"
    r"|paint-order|enable-background|solid-.*|color-.*|shape-.*|overflow|isolation"
)
SO_ANYWAY = frozenset(("normal", "none", "auto", "inherit", "visible", "inline"))
SAYING_NONE = frozenset(("fill", "stroke", "display"))
REFERENCE = re.compile(r"url\(\s*[\"']?#([\w.-]+)[\"']?\s*\)")
ADDRESSES = ("href", "xlink:href")
WORDS = ("title", "desc")
NAMING = ("aria-labelledby", "aria-describedby")
LETTERS = r"\s*(?:<title>(?P<title>.*?)</title>)?\s*(?:<desc>(?P<desc>.*?)</desc>)?"
TAG = re.compile(r"<[^>]*>")
TEXT = re.compile(r"<text\b[^>]*>.*?</text>", re.DOTALL)
DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
ID = re.compile(r'\sid="([^"]+)"')
# What a class of a drawing, or a colour by its name, comes out as on paper.
INK = "#1c1714"
EASED = "#0a5357"
TENSE = "#8a2f16"
PRINTED = {
    "paper": ("fill", "#ffffff"),
    "paper-line": ("stroke", "#ffffff"),
    "tense": ("fill", TENSE),
}
TOKENS = {"paper": "#ffffff", "raised": "#ffffff", "rule": "#777777"}
TOKENS |= {"tense": TENSE, "urgent": "#8b1a12"}
ROLE = re.compile(r"\bdrawing__([\w-]+)")
VARIABLE = re.compile(r"var\(--([\w-]+)[^)]*\)")
OPENING = re.compile(rf"(?P<root><svg\b[^>]*>){LETTERS}", re.DOTALL)


def is_note(name: str) -> bool:
    """Whether an element or an attribute is a note of the program it was drawn with."""
    return name in NOTED or NOTES.match(name) is not None


def spread(attributes: Mapping[str, str]) -> dict[str, str]:
    """Attributes without notes, and each property of `style` as one of its own."""
    found = {name: attributes[name] for name in attributes if not is_note(name)}
    for part in found.pop("style", "").split(";"):
        name, colon, value = (piece.strip() for piece in part.partition(":"))
        name = name.lower()
        idle = value in SO_ANYWAY and name not in SAYING_NONE
        if colon and not idle and not IDLE.fullmatch(name):
            found[name] = value
    return found


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether an element is drawn nowhere, such as a layer that was switched off."""
    return attributes.get("display") == "none"


def references(attributes: Mapping[str, str]) -> Iterator[str]:
    """The ids that the attributes of an element refer to."""
    for name, value in attributes.items():
        yield from REFERENCE.findall(value)
        if name in ADDRESSES and value.startswith("#"):
            yield value[1:]
        if name in NAMING:
            yield from value.split()


def inline(name: str, data: bytes) -> str:
    """The drawing `name` as a page holds it. Its ids start with its name.

    Only what is referred to keeps its id. What can't be read ends the drawing.
    """
    reader = _Rewriter()
    with contextlib.suppress(expat.ExpatError):
        reader.parser.Parse(data, True)
    return "".join(reader.written(name)).strip()


def seen_in(svg: str) -> str:
    """What there is to see in a drawing: its description, or else its title."""
    found = OPENING.match(svg)
    return unescape(found["desc"] or found["title"] or "") if found else ""


def described(svg: str, title: str, description: str) -> str:
    """The drawing with another title and description; its own where these are ""."""
    found = OPENING.match(svg)
    if found is None or not (title or description):
        return svg
    told = {
        "title": escape(title, quote=False) or found["title"] or "",
        "desc": escape(description, quote=False) or found["desc"] or "",
    }
    lines = [f"<{tag}>{words}</{tag}>" for tag, words in told.items() if words]
    return "\n".join([found["root"], *lines]) + svg[found.end() :]


def on_paper(svg: str, eased: str) -> str:
    """The drawing as it is printed, without a style sheet: white paper, ink, lines of
    the colour `eased`, and an eased muscle so much lighter than a tense one that greys
    tell them apart.
    """
    return _painted(svg, accent.pale(eased, TENSE), eased)


def by_itself(svg: str, eased: str) -> str:
    """The drawing as a file of its own: white where the page is to show through, and
    `eased` the colour of what eases.
    """
    return _painted(svg, eased, eased)


def _painted(svg: str, muscle: str, eased: str) -> str:
    """`muscle` is the colour of what eases, `eased` that of a line in it."""
    paints = {**PRINTED, "eased": ("fill", muscle), "eased-line": ("stroke", eased)}
    tokens = {**TOKENS, "eased": muscle}

    def painted(found: re.Match[str]) -> str:
        role = ROLE.search(found[0])
        name, paint = paints.get(role[1] if role else "", ("", ""))
        if not name:
            return found[0]
        bare = re.sub(rf'\s{name}="[^"]*"', "", found[0])
        return re.sub(r"^<[\w:-]+", rf'\g<0> {name}="{paint}"', bare)

    made = TAG.sub(painted, svg)
    made = VARIABLE.sub(lambda role: tokens.get(role[1], INK), made)
    return made.replace("currentColor", INK)


def told_apart(page: str) -> str:
    """The page's markup with ids of its own for each drawing, however often it stands
    there: the second time they end in `.2`.
    """
    times: Counter[str] = Counter()

    def renamed(found: re.Match[str]) -> str:
        own = ID.findall(found[0])
        times.update(own)
        number = max((times[name] for name in own), default=1)
        if number == 1:
            return found[0]
        names = re.compile(rf'(?<=["# ])({"|".join(map(re.escape, own))})(?=[" )])')
        return TAG.sub(lambda tag: names.sub(rf"\1.{number}", tag[0]), found[0])

    return DRAWING.sub(renamed, page)


def title(svg: str) -> str:
    """What an inlined drawing says that it shows, as HTML; "" if it doesn't."""
    found = OPENING.match(svg)
    return (found["title"] or "").strip() if found else ""


def words(svg: str) -> tuple[str, ...]:
    """What an inlined drawing shows or tells in words, piece by piece.

    A text of several pieces may show them as one word or as several: it is told both
    ways.
    """
    told = re.findall(r'\saria-label="([^"]*)"', svg)
    shown = [TAG.sub(by, one) for one in TEXT.findall(svg) for by in ("", " ")]
    others = TAG.split(TEXT.sub("<>", svg))
    pieces = (" ".join(unescape(one).split()) for one in (*shown, *others, *told))
    return tuple(dict.fromkeys(piece for piece in pieces if piece))


@dataclass
class _Element:
    name: str
    attributes: dict[str, str]
    children: list["str | _Element"] = field(default_factory=list)


class _Rewriter:
    """Reads a drawing into elements, and writes them again."""

    def __init__(self) -> None:
        self.root: _Element | None = None
        self.open: list[_Element] = []
        self.skipped = 0
        self.wanted: set[str] = set()
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element = _Element(name, spread(attributes))
        if self.skipped or is_note(name) or is_hidden(element.attributes):
            self.skipped += 1
            return
        if name == "stop":
            element.attributes.setdefault("stop-color", "currentColor")
        self.wanted |= set(references(element.attributes))
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, _: str) -> None:
        if self.skipped:
            self.skipped -= 1
        else:
            self.open.pop()

    def _text(self, text: str) -> None:
        if self.open and not self.skipped:
            self.open[-1].children.append(text)

    def written(self, name: str) -> Iterator[str]:
        """The markup of the whole drawing."""
        if self.root is not None:
            _dress(self.root)
            if _is_black_by_default(self.root, False):
                self.root.attributes["fill"] = "currentColor"
            yield from self._markup(self.root, name)

    def _markup(self, element: _Element, name: str) -> Iterator[str]:
        yield f"<{element.name}"
        for key, value in element.attributes.items():
            yield from self._attribute(key, value, name)
        if element.children:
            yield ">"
            for child in element.children:
                if isinstance(child, str):
                    yield escape(child, quote=False)
                else:
                    yield from self._markup(child, name)
            yield f"</{element.name}>"
        else:
            yield "/>"

    def _attribute(self, key: str, value: str, name: str) -> Iterator[str]:
        own = f"{name}."
        if key == "id":
            if value not in self.wanted:
                return
            value = own + value
        elif key in NAMING:
            value = " ".join(own + one for one in value.split())
        elif key in ADDRESSES and value.startswith("#"):
            value = f"#{own}{value[1:]}"
        elif key in PAINTS and is_black(value):
            value = "currentColor"
        else:
            value = REFERENCE.sub(lambda found: f"url(#{own}{found[1]})", value)
        yield f' {key}="{escape(value)}"'


def is_black(colour: str) -> bool:
    """Whether a colour is black, in whatever way that is written."""
    bare = re.sub(r"\s*([,/()])\s*|\s+", lambda one: one[1] or " ", colour.strip())
    return BLACK.fullmatch(bare.lower()) is not None


def _dress(root: _Element) -> None:
    """Give the outermost element what the page's style needs, and its words first."""
    sides = [root.attributes.get(side, "") for side in ("width", "height")]
    numbers = [re.sub(r"(?:px)?\s*$", "", side.strip()) for side in sides]
    if "viewBox" not in root.attributes and all(map(_is_number, numbers)):
        root.attributes["viewBox"] = f"0 0 {' '.join(numbers)}"
    if "viewBox" in root.attributes:
        for side in ("width", "height"):
            root.attributes.pop(side, None)
    for key, value in (("class", "drawing"), ("role", "img")):
        root.attributes.setdefault(key, value)
    for key in NAMING:
        root.attributes.pop(key, None)
    inside = [child for child in root.children if isinstance(child, _Element)]
    words = [child for tag in WORDS for child in inside if child.name == tag]
    for child in words:
        child.attributes = {}
    if inside[: len(words)] != words:
        root.children = [*words, *(one for one in root.children if one not in words)]


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d+(?:\.\d+)?", text) is not None


def _is_black_by_default(element: _Element, painted: bool) -> bool:
    """Whether a shape in the element has no paint, of its own or from around it."""
    painted = painted or "fill" in element.attributes
    if element.name in SHAPES and not painted:
        return True
    return any(
        _is_black_by_default(child, painted)
        for child in element.children
        if isinstance(child, _Element)
    )
