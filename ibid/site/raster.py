"""Pictures made of words and drawings: what is shared of a page, and icons for phones.

Typst sets and draws them; it is loaded only for a guide that asks for such pictures.
The same words, drawing and look give the same bytes, and the path of a picture says
what it is made of: one that stands already is not made again.
"""

import base64
import hashlib
import json
import re
import tempfile
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from ibid import extras
from ibid.fingerprint import fingerprint
from ibid.pages.planner import Planned
from ibid.pages.views import Icon, Shared
from ibid.problems import Place, Problem
from ibid.units.executors import HERE, TYPESET, Executors
from ibid.units.memo import Memo

PACKAGE = "typst"
SHARE, ICON = "share.typ", "icon.typ"
COLOUR = re.compile(r"--([a-z-]+): ?(#[0-9a-f]{6})")
DRESSED = re.compile(r"\.drawing[\w-]*\{[^{}]*\}")
NAMED = re.compile(r"var\(--([a-z-]+)\)")
AT = re.compile(r"┌─ \S+?:(\d+):(\d+)")
# A size, the share of it that the icon fills, and whether its ground is filled too. A
# telephone may cut off a tenth of each side of the last one.
ICONS = ((180, 1.0, True), (192, 1.0, False), (512, 1.0, False), (512, 0.8, True))
# For a look that names none of these.
PLAIN = {"paper": "#ffffff", "ink": "#000000", "eased": "#000000"}
FAMILIES = ("Ibid Serif", "Ibid Sans")

Asked = tuple[str, Mapping[str, object]]
"""A picture's template, and what that receives."""
Draw = Callable[[str, Mapping[str, object]], bytes | Problem]


@dataclass(frozen=True)
class Look:
    """What such pictures are made with; none are wanted where `version` is "".

    `templates` and `fonts` are by name; `style` has the colours and what dresses a
    drawing; `icon` is an SVG drawing, or nothing; `folder` is where the templates lie,
    for people; `version` that of Typst.
    """

    templates: Mapping[str, str]
    fonts: Mapping[str, bytes]
    style: str
    icon: bytes
    folder: str
    version: str

    @cached_property
    def fingerprint(self) -> str:
        """The fingerprint of what pictures are made with; "" where none are wanted."""
        if not self.version:
            return ""
        fonts = (hashlib.sha256(data).hexdigest() for data in self.fonts.values())
        dressed = repr((self.colours, self._dress, self.icon))
        return fingerprint(self.version, self.templates[SHARE], dressed, *fonts)

    @cached_property
    def colours(self) -> Mapping[str, str]:
        """The colours by name, as they are by day."""
        found: dict[str, str] = {}
        for name, colour in COLOUR.findall(self.style):
            found.setdefault(name, colour)
        return PLAIN | found

    @cached_property
    def _dress(self) -> str:
        """The rules of a drawing, with colours for the names of them."""
        rules = "".join(DRESSED.findall(self.style))
        return NAMED.sub(lambda one: self.colours.get(one[1], "currentColor"), rules)

    def dressed(self, svg: str) -> str:
        """A drawing with the colours that it has on a page."""
        style = f' color="{self.colours["ink"]}"><style>{self._dress}</style>'
        return svg.replace(">", style, 1)

    @property
    def mark(self) -> str:
        """The icon as text; "" where there is none that can be drawn."""
        return self.icon.decode("utf-8", "replace")

    @cached_property
    def icons(self) -> tuple[Icon, ...]:
        """Every icon to make, by its path."""
        if not (self.version and self.icon):
            return ()
        ground = (self.version, self.templates[ICON], self.colours["paper"])
        made = []
        for side, room, filled in ICONS:
            shape = (
                str(side),
                repr(room),
                repr(filled),
                self.icon.decode("utf-8", "replace"),
            )
            name = f"icon-{side}.{fingerprint(*ground, *shape)[:10]}.png"
            made.append(Icon(f"assets/{name}", side, room, filled))
        return tuple(made)


def problems(wanted: bool, place: Place) -> Iterator[Problem]:
    """What to install for the pictures that are wanted, if anything has to be."""
    if wanted and not extras.installed(PACKAGE):
        needed = f"the package {PACKAGE}"
        yield extras.missing(place, "pictures to share need", needed, "pdf")


def shared(pages: Iterable[Planned]) -> tuple[Shared, ...]:
    """The pictures that pages ask for, each once."""
    return tuple(dict.fromkeys(page.share for page in pages if page.share))


def wanted(
    look: Look, shared: Iterable[Shared], drawings: Mapping[str, str]
) -> Mapping[str, Asked]:
    """What is asked for each picture of the site, by its path."""
    return {**_shares(look, shared, drawings), **_icons(look)}


def made(
    look: Look,
    wanted: Mapping[str, Asked],
    stale: Container[str],
    memo: Memo,
    executors: Executors = HERE,
) -> tuple[dict[str, bytes], list[Problem]]:
    """The bytes of each picture that is stale, and what is wrong with the templates."""
    for path in wanted:
        memo.keep(_key(path))
    found: dict[str, bytes] = {}
    failed: dict[Problem, None] = {}
    new = []
    for path in (path for path in wanted if path in stale):
        row: Any = memo.get(_key(path))
        if row is None:
            new.append(path)
        else:
            found[path] = base64.b64decode(row["data"])
    asked = [wanted[path] for path in new]
    pictures = executors.map(partial(drawn, look), asked, TYPESET)
    for path, picture in zip(new, pictures, strict=True):
        if isinstance(picture, Problem):
            failed[picture] = None
        else:
            found[path] = picture
            text = base64.b64encode(picture).decode("ascii")
            memo.put(_key(path), {"data": text})
    return found, list(failed)


def _key(path: str) -> str:
    return fingerprint("picture of words", path)


def _shares(
    look: Look, shared: Iterable[Shared], drawings: Mapping[str, str]
) -> Mapping[str, Asked]:
    """What is asked for each picture that is shared, by its path."""
    asked = {}
    for one in shared:
        svg = drawings.get(one.drawing, "")
        data = {
            "title": one.title,
            "guide": one.guide,
            "address": one.address,
            "language": one.language,
            "direction": one.direction,
            "drawing": look.dressed(svg) if svg else look.mark,
            "fonts": list(FAMILIES),
            "colours": look.colours,
        }
        asked[one.path] = (SHARE, data)
    return asked


def _icons(look: Look) -> Mapping[str, Asked]:
    """The same of each icon."""
    return {
        icon.path: (
            ICON,
            {
                "side": icon.side,
                "room": icon.room,
                "ground": look.colours["paper"] if icon.filled else "",
                "drawing": look.mark,
            },
        )
        for icon in look.icons
    }


def drawn(look: Look, asked: Sequence[Asked]) -> tuple[bytes | Problem, ...]:
    """The bytes of each picture, or what is wrong with its template."""
    with _compiling(look) as draw:
        return tuple(draw(template, data) for template, data in asked)


@contextmanager
def _compiling(look: Look) -> Iterator[Draw]:
    """What draws a picture of a template and its data, in a folder for the while."""
    import typst

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, data in enumerate(look.fonts.values()):
            (folder / f"{number}.ttf").write_bytes(data)
        for template in (SHARE, ICON):
            (folder / template).write_text(look.templates[template], "utf-8")
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[folder],
        )
        own = sorted(set(fonts.families()) - set(FAMILIES))

        def draw(template: str, data: Mapping[str, object]) -> bytes | Problem:
            if "fonts" in data:
                data = {**data, "fonts": [*FAMILIES, *own]}
            try:
                made = typst.compile(
                    folder / template,
                    root=folder,
                    font_paths=fonts,
                    ignore_system_fonts=True,
                    format="png",
                    ppi=72,
                    sys_inputs={"page": json.dumps(data)},
                )
            except typst.TypstError as error:
                return _problem(look, template, error.message, error.diagnostic)
            return made

        yield draw


def _problem(look: Look, name: str, message: str, diagnostic: str) -> Problem:
    """What Typst refused, with its place in the template."""
    at = AT.search(diagnostic)
    # Typst counts columns from nothing.
    line, column = (int(at[1]), int(at[2]) + 1) if at else (1, 1)
    lines = look.templates[name].splitlines()
    source = lines[line - 1] if line <= len(lines) else ""
    place = Place(f"{look.folder}/{name}", line, column, 1, source)
    return Problem(place, "template", message, "it came up while a picture was made")
