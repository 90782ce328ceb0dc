"""Style sheets joined into one, drawings for the page, names with hashes."""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from ibid.problems import Place, Problem, did_you_mean
from ibid.site import drawings

IMPORT = re.compile(r"@import\s+\"([^\"]+)\"[^;]*;")
MAIN = "css/main.css"

Sheet = tuple[str, str]
"""A style sheet's name in `assets/`, and its rules."""


@dataclass(frozen=True)
class Assets:
    """What pages take from `assets/`: style sheets, drawings, and published files.

    `sheets` are the names and rules of the sheets in their order; `published` maps the
    path in the site to the bytes; `addresses` the file's name in `assets/` or
    `content/` to that path.
    """

    sheets: tuple[Sheet, ...]
    drawings: Mapping[str, str]
    published: Mapping[str, bytes]
    addresses: Mapping[str, str]

    @property
    def style(self) -> str:
        """All the rules, as one sheet."""
        return "".join(rules for _, rules in self.sheets)

    def without(self, names: Collection[str]) -> "Assets":
        """The same, but for the published files of these names and no others."""
        kept = {self.addresses[name] for name in self.addresses.keys() - set(names)}
        published = {
            path: self.published[path] for path in self.published if path in kept
        }
        return replace(self, published=published)


def prepare(
    files: Mapping[str, bytes],
    pictures: Mapping[str, bytes],
    drawn: Mapping[str, bytes],
    folder: str,
    content: str,
) -> tuple[Assets, tuple[Problem, ...]]:
    """The assets in `files`, and pictures and drawings by their names in `content/`."""
    problems = [*_missing_imports(files, folder)]
    loose = {name: data for name, data in files.items() if not name.startswith("css/")}
    addresses = {name: hashed(name, data) for name, data in loose.items()}
    addresses |= {name: hashed(name, data) for name, data in pictures.items()}
    published = {
        addresses[name]: data for name, data in (loose | dict(pictures)).items()
    }
    for name, data in drawn.items():
        problems += drawings.problems(f"{content}/{name}", data)
    for where, some in ((folder, loose), (content, pictures)):
        for name, data in some.items():
            if name.lower().endswith(".svg"):
                problems += drawings.problems(f"{where}/{name}", data, picture=True)
    inline = {
        name.removeprefix("drawings/").removesuffix(".svg"): drawings.inline(data)
        for name, data in drawn.items()
    }
    return Assets(tuple(sheets(files)), inline, published, addresses), tuple(problems)


def hashed(name: str, data: bytes) -> str:
    """The published path of a file: it changes whenever the bytes do."""
    stem, dot, ending = name.rpartition("/")[2].partition(".")
    return f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:10]}{dot}{ending}"


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
    """Rules without the spaces that part nothing; there is no string in them."""
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,]) ?", r"\1", css).replace(" > ", ">")
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
