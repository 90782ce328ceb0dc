"""Style sheets in their order, drawings for the page, names with hashes."""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from ibid.fingerprint import code_fingerprint, fingerprint
from ibid.guide.pictures import Picture, Version
from ibid.ondemand import OnDemand
from ibid.problems import Place, Problem, as_plain, did_you_mean, of_plain
from ibid.site import drawings, inlining, paper
from ibid.site.pictures import Taken, hashed
from ibid.units.memo import Memo, Plain

IMPORT = re.compile(r"@import\s+\"([^\"]+)\"[^;]*;")
MAIN = "css/main.css"
# Browsers take the smaller WOFF2, which no PDF can hold.
SET_IN = (".ttf", ".otf")
# The rules of all sheets for paper, which pages load late and from a file of its own.
PAPER = "css/print.css"

Sheet = tuple[str, str]
"""A style sheet's name in `assets/`, and its rules."""


@dataclass(frozen=True)
class Assets:
    """What pages take from `assets/`: style sheets, drawings, and published files.

    `fonts` are those that cards as PDF files hold, by their names in `assets/`; they
    are not published themselves. `sheets` are the names and rules of the sheets in
    their order, but for the rules for paper, which are published as `PAPER`.
    `published` maps the path in the site to the bytes, which may be made only then;
    `addresses` the name of a file in `assets/`, or of a picture in `content/`, to its
    path; `pictures` has each picture's widths, and each drawing as one of its own file.
    """

    sheets: tuple[Sheet, ...]
    drawings: Mapping[str, str]
    published: Mapping[str, bytes]
    addresses: Mapping[str, str]
    pictures: Mapping[str, Picture]
    fonts: Mapping[str, bytes]

    @property
    def style(self) -> str:
        """All the rules, as one sheet."""
        return "".join(rules for _, rules in self.sheets)

    def without(self, names: Collection[str]) -> "Assets":
        """The same, but for the published files of these names and no others."""
        kept = {self.addresses[name] for name in self.addresses.keys() - set(names)}
        for name in self.pictures.keys() - set(names):
            kept |= self.pictures[name].paths
        paths = [path for path in self.published if path in kept]
        return replace(self, published=OnDemand(paths, self.published.__getitem__))


@dataclass(frozen=True)
class Given:
    """The folders of assets and content, for people, and the colour of what eases."""

    folder: str = "assets"
    content: str = "content"
    eased: str = inlining.EASED


def prepare(
    files: Mapping[str, bytes],
    taken: Taken,
    drawn: Mapping[str, bytes],
    given: Given,
    memo: Memo,
) -> tuple[Assets, tuple[Problem, ...]]:
    """The assets in `files` with the pictures that were taken in, and the drawings by
    their names in `content/`. What `memo` knows isn't read again.
    """
    folder, content, eased = given.folder, given.content, given.eased
    problems = [*_missing_imports(files, folder), *taken.problems]
    fonts = {name: data for name, data in files.items() if name.endswith(SET_IN)}
    loose = {
        name: data
        for name, data in files.items()
        if not name.startswith("css/") and name not in fonts
    }
    parted = _parted(files, memo)
    printed = "".join(rules for _, _, rules in parted)
    ready = loose | ({PAPER: printed.encode()} if printed else {})
    addresses = {name: hashed(name, data) for name, data in ready.items()}
    own = {addresses[name]: data for name, data in ready.items()}

    def published(path: str) -> bytes:
        return own[path] if path in own else taken.files[path]

    of_pages = {f"{content}/{name}": data for name, data in drawn.items()}
    problems += _unsafe(of_pages, False, memo)
    vector = {
        f"{folder}/{name}": data
        for name, data in loose.items()
        if name.lower().endswith(".svg")
    }
    problems += _unsafe(vector, True, memo)
    names = {
        name: name.removeprefix("drawings/").removesuffix(".svg") for name in drawn
    }
    inline = {
        names[name]: inlining.inline(names[name], data) for name, data in drawn.items()
    }
    apart = {name: _apart(name, inline[names[name]], eased) for name in drawn}
    own |= {one.path: data for one, data in apart.values()}
    shown = {**taken.pictures, **{name: one for name, (one, _) in apart.items()}}
    addresses |= {name: one.path for name, one in shown.items()}
    files_made = OnDemand((*own, *taken.files), published)
    style = tuple((name, rules) for name, rules, _ in parted)
    made = Assets(style, inline, files_made, addresses, shown, fonts)
    return made, tuple(problems)


def _parted(files: Mapping[str, bytes], memo: Memo) -> list[tuple[str, str, str]]:
    """Each style sheet's name, with its rules for the screen and those for paper."""
    every = (part for name in files for part in (name, _digest(files[name])))
    keys = {MAIN: fingerprint("sheets", code_fingerprint(), *every)}

    def made(_: str) -> Plain:
        found = [(name, *paper.parted(rules)) for name, rules in sheets(files)]
        return {"sheets": found}

    ((_, row),) = memo.rows(keys, made)
    return [(name, screen, printed) for name, screen, printed in row["sheets"]]


def _unsafe(files: Mapping[str, bytes], picture: bool, memo: Memo) -> Iterator[Problem]:
    """What is wrong with each of the SVG files, by their paths."""
    ground = ("drawing", code_fingerprint(), str(picture))
    keys = {path: fingerprint(*ground, path, _digest(files[path])) for path in files}

    def made(path: str) -> Plain:
        found = drawings.problems(path, files[path], picture)
        return {"problems": [*map(as_plain, found)]}

    for _, row in memo.rows(keys, made):
        yield from map(of_plain, row["problems"])


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _apart(name: str, svg: str, eased: str) -> tuple[Picture, bytes]:
    """A drawing as a picture of its own file; one that is unsound has no size."""
    data = inlining.by_itself(svg, eased).encode()
    width, height = drawings.size(data) or (0, 0)
    return Picture(width, height, (Version(hashed(name, data), width),)), data


def sheets(files: Mapping[str, bytes]) -> Iterator[Sheet]:
    """`main.css` and the sheets it imports, each once, in the order of the imports."""
    waiting, seen = [MAIN], set()
    while waiting:
        name = waiting.pop(0)
        if name not in seen:
            seen.add(name)
            text = files.get(name, b"").decode("utf-8", "replace")
            yield name, minified(IMPORT.sub("", text))
            imported = [_beside(name, found[1]) for found in IMPORT.finditer(text)]
            waiting = imported + waiting


def _beside(name: str, relative: str) -> str:
    return f"{name.rpartition('/')[0]}/{relative.removeprefix('./')}"


def minified(css: str) -> str:
    """The same rules without comments and needless spaces."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    pieces = re.split(r"(\"[^\"]*\")", css)
    return "".join(
        piece if number % 2 else _without_spaces(piece)
        for number, piece in enumerate(pieces)
    ).strip()


def _without_spaces(css: str) -> str:
    """Rules without spaces and zeros that say nothing; there is no string in them."""
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,]) ?", r"\1", css).replace(" > ", ">")
    css = re.sub(r"(?<![\w.])0(\.\d)", r"\1", css)
    return re.sub(r"(?<=[\w)]): ", ":", css).replace(";}", "}")


def _missing_imports(files: Mapping[str, bytes], folder: str) -> Iterator[Problem]:
    for name in [name for name in files if name.endswith(".css")]:
        text = files[name].decode("utf-8", "replace")
        for found in IMPORT.finditer(text):
            if _beside(name, found[1]) not in files:
                line = text.count("\n", 0, found.start()) + 1
                start = text.rfind("\n", 0, found.start()) + 1
                column = found.start() - start + 1
                source = text[start:].split("\n", 1)[0]
                yield Problem(
                    Place(f"{folder}/{name}", line, column, len(found[0]), source),
                    "missing-style",
                    f'there is no style sheet "{found[1]}"',
                    did_you_mean(_beside(name, found[1]), files),
                )
