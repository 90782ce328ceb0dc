"""Cards set on paper: views and one template in, tagged PDF files out.

Typst and segno do the work. They are loaded for a card that names a form, and for no
other. The same view gives the same bytes: its day is the file's, and nothing of the
machine, such as its fonts, takes part.
"""

import hashlib
import json
import math
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ibid import extras
from ibid.fingerprint import code_fingerprint, fingerprint
from ibid.ondemand import OnDemand
from ibid.pages import codes
from ibid.pages.planner import Planned
from ibid.pages.screens import SheetView
from ibid.problems import Place, Problem, as_plain, of_plain
from ibid.units.executors import HERE, TYPESET, Executors
from ibid.units.memo import Memo

FIRST = "Ibid Sans"
AT = re.compile(r"┌─ \S+?:(?P<line>\d+):(?P<column>\d+)")
LETTERS = re.compile(r'the text `"(.+?)"` could not be displayed')
PACKAGES = ("typst", "segno")


@dataclass(frozen=True)
class Look:
    """What sheets are set with: the template, its path for people, and the fonts."""

    template: str
    path: str
    fonts: Mapping[str, bytes]

    @property
    def fingerprint(self) -> str:
        """The fingerprint of template and fonts."""
        fonts = sorted(self.fonts.items())
        digests = [part for n, data in fonts for part in (n, _digest(data))]
        return fingerprint(code_fingerprint(), self.path, self.template, *digests)


@dataclass(frozen=True)
class Typeset:
    """The sheets by their path in the site; `files` makes their bytes when asked.

    `sizes` are their bytes in number, `digests` say what is in them.
    """

    files: Mapping[str, bytes]
    sizes: Mapping[str, int]
    digests: Mapping[str, str]


NONE = Typeset({}, {}, {})


class FailedError(Exception):
    """A sheet that can't be set: why, what to do, and the rule it breaks.

    `at` is the place in the template, where the fault is there.
    """

    def __init__(
        self, rule: str, message: str, hint: str, at: Place | None = None
    ) -> None:
        super().__init__(rule, message, hint, at)
        self.rule, self.message, self.hint, self.at = rule, message, hint, at


def typeset(
    wanted: Iterable[tuple[Planned, Callable[[], Place]]],
    look: Look,
    memo: Memo,
    executors: Executors = HERE,
) -> tuple[Typeset, tuple[Problem, ...]]:
    """Every sheet that is wanted, each with what tells where, and what is
    wrong with the others. What came of a sheet is remembered.
    """
    asked = {one.path: (one, where) for one, where in wanted}
    if not asked:
        return NONE, ()
    missing = _missing(next(iter(asked.values()))[1])
    if missing:
        return NONE, (missing,)
    ground = look.fingerprint
    problems: list[Problem] = []
    sizes: dict[str, int] = {}
    digests: dict[str, str] = {}
    made: dict[str, bytes] = {}
    keys = {p: fingerprint("sheet", ground, asked[p][0].shows, p) for p in asked}
    new = [path for path in asked if memo.get(keys[path]) is None]
    views = [asked[path][0].view for path in new]
    results = executors.map(partial(_sheets, look), views, TYPESET)
    for path, came in zip(new, results, strict=True):
        row: Any = {"problem": None, "of_card": True, "size": 0, "digest": ""}
        if isinstance(came, bytes):
            made[path] = came
            row |= {"size": len(came), "digest": _digest(came)}
        else:
            at = came.at or asked[path][1]()
            problem = Problem(at, came.rule, came.message, came.hint)
            row |= {"problem": as_plain(problem), "of_card": came.at is None}
        memo.put(keys[path], row)
    for path, (_, where) in asked.items():
        row = memo.get(keys[path])
        if row["problem"]:
            # Where the card asks for the form may have moved since.
            told = of_plain(row["problem"])
            problems.append(replace(told, place=where()) if row["of_card"] else told)
        if row["size"]:
            sizes[path], digests[path] = row["size"], row["digest"]

    def made_now(path: str) -> bytes:
        return made[path] if path in made else sheet(asked[path][0].view, look)

    files = OnDemand(sizes, made_now)
    return Typeset(files, sizes, digests), tuple(dict.fromkeys(problems))


def _missing(where: Callable[[], Place]) -> Problem | None:
    """What to install, if anything has to be."""
    # Where every sheet is remembered, neither has to be loaded.
    if all(map(find_spec, PACKAGES)):
        return None
    needed = f"the packages {' and '.join(PACKAGES)}"
    return extras.missing(where(), "cards as PDF files need", needed, "pdf")


def _sheets(look: Look, views: Sequence[SheetView]) -> list[bytes | FailedError]:
    """What comes of each view: a PDF file, or why there is none."""
    made: list[bytes | FailedError] = []
    for view in views:
        try:
            made.append(sheet(view, look))
        except FailedError as why:
            made.append(why)
    return made


def sheet(view: SheetView, look: Look) -> bytes:
    """The card as a tagged PDF file, or why it can't be one (FailedError)."""
    import typst

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        template = folder / "card.typ"
        template.write_text(look.template, "utf-8")
        for number, data in enumerate(look.fonts.values()):
            (folder / f"{number}.ttf").write_bytes(data)
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[folder],
        )
        families = sorted(fonts.families(), key=lambda one: (one != FIRST, one))
        card = {**json.loads(view.card), "fonts": families}
        card["code"] = codes.svg(str(card["url"]))
        compiler = typst.Compiler(
            template,
            root=folder,
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"card": json.dumps(card), "form": view.form},
        )
        try:
            made, warnings = compiler.compile_with_warnings(
                format="pdf",
                pdf_standards="ua-1",
                timestamp=datetime.fromisoformat(view.day).replace(tzinfo=UTC),
            )
            found = json.loads(compiler.query("<fit>", field="value", one=True))
        except typst.TypstError as error:
            raise _failed(error.message, error.diagnostic, look) from error
    for warning in warnings:
        raise _failed(warning.message, warning.diagnostic, look)
    if not isinstance(made, bytes):
        raise TypeError("Typst gave no PDF")
    _demand_fit(found, card, view.form)
    return made


def _failed(message: str, diagnostic: str, look: Look) -> FailedError:
    """What Typst refused: a letter of the card's, or a fault of the template's."""
    letters = LETTERS.findall(diagnostic)
    if letters:
        told = ", ".join(f'"{one}"' for one in dict.fromkeys(letters))
        hint = "lay a font that has it in assets/fonts/, as .ttf, or take the line out"
        return FailedError("no-letter", f"no font on paper has {told}", hint)
    at = AT.search(diagnostic)
    line, column = (int(at["line"]), int(at["column"])) if at else (1, 1)
    lines = look.template.splitlines()
    source = lines[line - 1] if line <= len(lines) else ""
    place = Place(look.path, line, column, 1, source)
    hint = "it came up while a card was set"
    return FailedError("template", message, hint, place)


def _demand_fit(found: Any, card: Any, form: str) -> None:
    """Raise FailedError where a side of the sheet holds less than stands on it."""
    for number, side in enumerate(found["sides"]):
        over = side["need"] - side["have"]
        if over <= 0:
            continue
        which = f", side {number + 1}," if len(found["sides"]) > 1 else ","
        message = (
            f'this card doesn\'t fit the form "{form}"{which} which has '
            f"{side['have']:.0f} mm: {math.ceil(over)} mm are missing"
        )
        raise FailedError("card-does-not-fit", message, _cut(side, card))
    if found["wide"]:
        message = f'"{found["wide"]}" is wider than its column in the form "{form}"'
        hint = "take a shorter word, or the form out"
        raise FailedError("card-does-not-fit", message, hint)


def _cut(side: Any, card: Any) -> str:
    """How much to cut, by the letters of a line, and the longest text on the side."""
    texts = {
        name: ["".join(run["text"] for run in text) for text in _texts(card, name)]
        for name in side["holds"]
    }
    lines = math.ceil((side["need"] - side["have"]) / side["line"])
    most = max(texts, key=lambda name: max(map(len, texts[name]), default=0))
    longest = max(texts[most], key=len, default="")
    return (
        f"cut about {lines} {'line' if lines == 1 else 'lines'} of "
        f"{side['letters']:.0f} letters, "
        f'first in {most} ("{longest[:30].rstrip()}…"), or take the form out'
    )


def _texts(card: Any, name: str) -> list[Any]:
    """The texts of one field of the card, each in runs."""
    if name == "diary":
        asked = card["diary"]
        return [*(m["text"] for m in asked["marks"]), asked["decide"]] if asked else []
    if name == "get_help":
        return list(card["help"]["items"])
    return list(card["cautions"]["items"] if name == "cautions" else card[name])


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
