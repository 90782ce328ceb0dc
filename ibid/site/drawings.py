"""Drawings for the page: SVG that holds shapes and words, and nothing that acts.

A drawing becomes a part of the page it stands on, so what isn't known to be harmless
is refused. HTML reads markup otherwise than XML does; what the two could read in two
ways (CDATA, instructions, a document type) is refused too.
"""

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from ibid.problems import Place, Problem
from ibid.site import inlining

NAMESPACE = "http://www.w3.org/2000/svg"
ELEMENTS = frozenset(
    (
        *("svg", "title", "desc", "g", "path", "circle", "ellipse", "rect", "line"),
        *("polyline", "polygon", "text", "tspan"),
        *("defs", "linearGradient", "radialGradient", "stop", "clipPath"),
    )
)
ATTRIBUTES = frozenset(
    (
        *("xmlns", "version", "viewBox", "preserveAspectRatio", "width", "height"),
        *("role", "class", "transform", "d", "x", "y", "x1", "y1", "x2", "y2"),
        *("dx", "dy", "cx", "cy", "r", "rx", "ry", "points", "pathLength"),
        *("rotate", "textLength", "fill", "fill-opacity", "fill-rule", "stroke"),
        *("stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin"),
        *("stroke-dasharray", "stroke-dashoffset", "stroke-miterlimit", "opacity"),
        *("vector-effect", "font-size", "font-weight", "font-family", "font-style"),
        *("text-anchor", "dominant-baseline", "aria-hidden", "aria-label"),
        *("focusable", "xml:space", "xml:lang"),
        *("id", "href", "xlink:href", "color", "offset", "stop-color", "stop-opacity"),
        *("gradientUnits", "gradientTransform", "spreadMethod", "fx", "fy"),
        *("clip-path", "clip-rule", "clipPathUnits"),
        *("aria-labelledby", "aria-describedby"),
    )
)
# What a picture may hold besides: it stands for itself, so a style of its own reaches
# no page.
PICTURE_ELEMENTS = ELEMENTS | {
    *("mask", "pattern", "symbol", "use", "marker", "metadata"),
}
PICTURE_ATTRIBUTES = ATTRIBUTES | {
    *("style", "xmlns:xlink", "mask", "maskUnits", "patternUnits"),
    *("patternTransform", "marker-start", "marker-mid", "marker-end"),
    *("markerWidth", "markerHeight", "refX", "refY", "orient", "markerUnits"),
}
# An address of the picture's own, such as url(#a) or #a.
OWN = re.compile(r"url\s*\(\s*[\"']?#[\w.-]+[\"']?\s*\)|#[\w.-]+")
# What could be read in two ways, and functions that bring something from elsewhere:
# all but those that move, turn, colour or count.
ACTING = re.compile(
    r"@import|[\\<]|\burl\s*\(|"
    r"(?<![\w-])(?!(?:rgba?|hsla?|matrix|translate[XY]?|scale[XY]?|rotate|skew[XY]|"
    r"calc|var)\()[\w-]+\(",
    re.IGNORECASE,
)
HINT = (
    "draw with shapes, words, gradients and clips alone: no script, style sheet, link, "
    "copy (<use>) or picture; docs/drawings.md says how"
)


# What a length is in pixels, by its unit.
PIXELS = {
    **{"": 1.0, "px": 1.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4},
    **{"pt": 96 / 72, "pc": 16.0},
}
LENGTH = re.compile(r"\s*(\d{1,6}(?:\.\d*)?|\.\d+)([a-z]*)\s*")


def size(data: bytes) -> tuple[int, int] | None:
    """Width and height of an SVG file in pixels; None where it doesn't say.

    They are its `width` and `height`, or else those of its `viewBox`.
    """
    root: dict[str, str] = {}
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = lambda _, found: root or root.update(found)
    with contextlib.suppress(expat.ExpatError):
        parser.Parse(data, True)
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    for sides in ((root.get("width", ""), root.get("height", "")), box[2:]):
        lengths = [LENGTH.fullmatch(side) for side in sides]
        found = [float(one[1]) * PIXELS.get(one[2], 0) for one in lengths if one]
        if len(found) == len(sides) == len("wh") and min(found) > 0:
            return max(1, round(found[0])), max(1, round(found[1]))
    return None


def problems(path: str, data: bytes, picture: bool = False) -> tuple[Problem, ...]:
    """What keeps the SVG file `path` from standing on a page, with its place.

    A `picture` is published as a file of its own, and may hold a little more.
    """
    reader = _Reader(path, data.decode("utf-8", "replace").split("\n"), picture)
    try:
        # As text: expat would follow the mark of another encoding, and see another file
        # than those who read it as UTF-8 do.
        reader.parser.Parse(data.decode("utf-8").removeprefix("\ufeff"), True)
        reader.close(data)
    except UnicodeDecodeError as error:
        place = reader.place(data.count(b"\n", 0, error.start) + 1, 0)
        message = "this is no sound SVG: it isn't UTF-8 text"
        hint = "save the drawing again from the program it was made with, as UTF-8"
        reader.found.append(Problem(place, "unsafe-drawing", message, hint))
    except expat.ExpatError as error:
        place = reader.place(error.lineno, error.offset)
        message = f"this is no sound SVG: {expat.ErrorString(error.code)}"
        hint = "save the drawing again from the program it was made with"
        reader.found.append(Problem(place, "unsafe-drawing", message, hint))
    return tuple(reader.found)


def _acts(name: str, value: str) -> bool:
    """Whether an attribute could do more than shape, colour or name something."""
    told = value.replace("(", " ") if name == "aria-label" else value
    return bool(ACTING.search(told))


@dataclass
class _Reader:
    """Goes through a file, and collects what isn't on the lists."""

    path: str
    lines: list[str]
    picture: bool = False
    found: list[Problem] = field(default_factory=list)
    depth: int = 0
    skipped: int = 0
    named: set[str] = field(default_factory=set)
    wanted: dict[str, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.ProcessingInstructionHandler = lambda target, data: self._refuse(
            f"the instruction <?{target}?>"
        )
        self.parser.XmlDeclHandler = self._declare
        self.parser.StartDoctypeDeclHandler = lambda *names: self._refuse("a DOCTYPE")
        self.parser.StartCdataSectionHandler = lambda: self._refuse("a CDATA section")

    def _declare(self, _: str, encoding: str | None, __: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
            self._refuse(f"the encoding {encoding}")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        elements = PICTURE_ELEMENTS if self.picture else ELEMENTS
        known = PICTURE_ATTRIBUTES if self.picture else ATTRIBUTES
        if not self.picture:
            # What isn't shown on the page needn't be known.
            attributes = inlining.spread(attributes)
            hidden = inlining.is_note(name) or inlining.is_hidden(attributes)
            if self.skipped or (hidden and self.depth):
                self.skipped += 1
                return
            here = self.place(
                self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
            )
            self.named |= {attributes[key] for key in ("id",) if key in attributes}
            for one in inlining.references(attributes):
                self.wanted.setdefault(one, here)
        if name not in elements or (name == "svg") != (self.depth == 0):
            self._refuse(f"<{name}>")
        elif self.depth == 0 and attributes.get("xmlns") != NAMESPACE:
            self._refuse(f'an <svg> without xmlns="{NAMESPACE}"')
        for one, value in attributes.items():
            rest = OWN.sub("", value)
            if one not in known or (one == "xmlns" and self.depth):
                self._refuse(f'the attribute "{one}"')
            elif (one.endswith("href") and rest) or _acts(one, rest):
                self._refuse(f'"{value}" as {one}')
        self.depth += 1

    def _end(self, _: str) -> None:
        if self.skipped:
            self.skipped -= 1
        else:
            self.depth -= 1

    def close(self, data: bytes) -> None:
        """Judge what can be known at the end only: names that nothing has, no size."""
        if self.picture or self.found:
            return
        for name in self.wanted.keys() - self.named:
            message = f'nothing in the drawing has the id "{name}"'
            hint = "take the reference away, or draw what it stands for"
            self.found.append(
                Problem(self.wanted[name], "unsafe-drawing", message, hint)
            )
        if size(data) is None:
            message = "the drawing doesn't say how large it is"
            hint = 'give its <svg> a viewBox, as in viewBox="0 0 240 180"'
            self.found.append(
                Problem(self.place(1, 0), "unsafe-drawing", message, hint)
            )

    def _refuse(self, what: str) -> None:
        place = self.place(
            self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        )
        message = f"a drawing can't hold {what}"
        self.found.append(Problem(place, "unsafe-drawing", message, HINT))

    def place(self, line: int, column: int) -> Place:
        """The place at a line and a column from 0, as expat counts them."""
        source = self.lines[line - 1] if line <= len(self.lines) else ""
        return Place(self.path, line, column + 1, 1, source)
