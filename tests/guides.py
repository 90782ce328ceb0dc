"""A small guide on disk, and what its builds leave: for the tests of publishing."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import jinja2

from ibid import building
from ibid.request import Outcome, Request
from ibid.site.workshop import INSIDE, MARK
from ibid.units.memo import Held

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "tests" / "golden" / "content"
TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Project:
    """A folder with a guide's inputs; its site is built beside them."""

    folder: Path

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def build(
        self,
        output: Path | None = None,
        jobs: int = 1,
        adopt: bool = False,
    ) -> Outcome:
        """Build as the command does, within this process."""
        return building.build(self.request(output, jobs, adopt))

    def request(
        self, output: Path | None = None, jobs: int = 1, adopt: bool = False
    ) -> Request:
        """What a build of this guide is asked for."""
        return Request(
            content=self.content,
            templates=self.folder / "templates",
            assets=self.folder / "assets",
            output=output or self.output,
            today=TODAY,
            jobs=jobs,
            adopt=adopt,
        )

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Change a file where it says `old`, which it must."""
        text = self.read(name)
        assert old in text, f"{name} no longer says {old!r}"
        self.write(name, text.replace(old, new, 1))


def small_guide(folder: Path) -> Project:
    """The small guide in the real templates, in a folder of its own."""
    shutil.copytree(SMALL, folder / "content")
    for name in ("templates", "assets"):
        shutil.copytree(ROOT / name, folder / name)
    return Project(folder)


# What a build makes of catalogues and policies alone, by the name it is held under.
OF_LANGUAGES = ("languages", "lexicons")


@contextmanager
def compiled_once() -> Iterator[None]:
    """A template's text is compiled, and a language read, once for all builds within.

    A build by itself spends most of its time on that, each time with the same result;
    a language is held under the fingerprint that a preview holds it under.
    """
    compiled: dict[tuple[object, ...], object] = {}
    compile_anew = jinja2.Environment.compile
    held: dict[tuple[str, str], object] = {}
    value_of_one = Held.value

    def compile_once(self: jinja2.Environment, *words: Any, **named: Any) -> object:
        key = (*words, *named.items())
        if key not in compiled:
            compiled[key] = compile_anew(self, *words, **named)
        return compiled[key]

    def value(self: Held, name: str, key: str, make: Callable[[], object]) -> object:
        if name not in OF_LANGUAGES:
            return value_of_one(self, name, key, make)
        if (name, key) not in held:
            held[name, key] = make()
        return held[name, key]

    with (
        patch.object(jinja2.Environment, "compile", compile_once),
        patch.object(Held, "value", value),
    ):
        yield


def tree(folder: Path) -> dict[str, bytes | None]:
    """Every file below the folder with its bytes; a folder that is empty has None."""
    found: dict[str, bytes | None] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[name] = None
    return found


def site(folder: Path) -> dict[str, bytes | None]:
    """What visitors get of a published folder: all but the generator's own note."""
    return {
        name: data
        for name, data in tree(folder).items()
        if name != MARK and not name.startswith(INSIDE)
    }
