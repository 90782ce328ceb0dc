"""The disk: the only read of a guide and the only write of a site.

What is published is always one whole site. A new tree is laid out beside the old one
and the two change places in a single step of the file system.
"""

import contextlib
import ctypes
import errno
import fcntl
import functools
import hashlib
import json
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2
import markdown
import pydantic
import yaml

from ibid.problems import Place, Problem

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".svg")
MANIFEST = ".ibid.json"


@dataclass(frozen=True)
class TextFile:
    """A text file: its path for people, its path from the folder, its text."""

    path: str
    name: str
    text: str


@dataclass(frozen=True)
class Inputs:
    """All that a build reads."""

    content: tuple[TextFile, ...]
    pictures: Mapping[str, bytes]
    templates: tuple[TextFile, ...]
    assets: Mapping[str, bytes]


def load(content: Path, templates: Path, assets: Path) -> tuple[Inputs, list[Problem]]:
    """Everything in the three folders, and what could not be read."""
    problems: list[Problem] = []
    texts, pictures = [], {}
    for name, data in _read_folder(content, problems):
        if name.endswith((".md", ".yaml")):
            texts += _decoded(content, name, data, problems)
        elif name.lower().endswith(PICTURES):
            pictures[name] = data
        else:
            problems.append(_unused(content, name))
    pages = []
    for name, data in _read_folder(templates, problems):
        pages += _decoded(templates, name, data, problems)
    raw = dict(_read_folder(assets, problems))
    return Inputs(tuple(texts), pictures, tuple(pages), raw), problems


def _read_folder(
    folder: Path, problems: list[Problem]
) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each visible regular file below the folder, sorted."""
    if not folder.is_dir():
        hint = "create it, or name another one on the command line"
        place = Place(folder.as_posix())
        problems.append(Problem(place, "no-folder", "this folder isn't there", hint))
        return
    for path in _walk(folder, problems):
        try:
            if stat.S_ISREG(path.stat().st_mode):
                yield path.relative_to(folder).as_posix(), path.read_bytes()
                continue
            reason = "it is not a regular file"
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
        problems.append(_unreadable(path, reason))


def _walk(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    try:
        children = sorted(folder.iterdir())
    except OSError as error:
        problems.append(_unreadable(folder, (error.strerror or str(error)).lower()))
        return
    for path in children:
        if path.name.startswith(".") or path.name.endswith("~"):
            continue
        if path.is_symlink() and path.is_dir():
            problems.append(_unreadable(path, "it is a link to a folder"))
        elif path.is_dir():
            if path.suffix in (".md", ".yaml"):
                problems.append(_unreadable(path, "it is a folder, not a file"))
            else:
                yield from _walk(path, problems)
        else:
            yield path


def _unreadable(path: Path, reason: str) -> Problem:
    return Problem(
        Place(path.as_posix()),
        "unreadable",
        f"this can't be read: {reason}",
        "put a text file that you may read in its place, or delete it",
    )


def _unused(folder: Path, name: str) -> Problem:
    return Problem(
        Place((folder / name).as_posix()),
        "unused-file",
        "nothing is made of a file of this kind",
        "pages end in .md, pictures in " + ", ".join(PICTURES),
        "advice",
    )


def _decoded(
    folder: Path, name: str, data: bytes, problems: list[Problem]
) -> list[TextFile]:
    path = (folder / name).as_posix()
    try:
        return [TextFile(path, name, data.decode("utf-8"))]
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        problems.append(
            Problem(
                Place(path, line, column),
                "not-utf-8",
                f"the byte 0x{data[error.start]:02X} is not UTF-8 text",
                'save the file with the encoding "UTF-8" in your editor',
            )
        )
        return []


def digest(data: bytes) -> str:
    """The fingerprint of some bytes: 16 hexadecimal digits of their SHA-256."""
    return hashlib.sha256(data).hexdigest()[:16]


@dataclass(frozen=True)
class Published:
    """What the last build left: its manifest, and what those files hold now."""

    manifest: Mapping[str, tuple[str, ...]]
    digests: Mapping[str, str]


def published(output: Path) -> Published:
    """What stands in `output` now; nothing where there is no manifest to trust."""
    try:
        rows = json.loads((output / MANIFEST).read_text("utf-8"))
        manifest = {str(path): tuple(map(str, row)) for path, row in rows.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return Published({}, {})
    digests = {}
    for path in manifest:
        with contextlib.suppress(OSError):
            digests[path] = digest((output / path).read_bytes())
    return Published(manifest, digests)


def publish(
    output: Path,
    made: Mapping[str, bytes],
    removed: frozenset[str],
    manifest: Mapping[str, tuple[str, ...]],
) -> None:
    """Make `output` the old tree with `made` put in and `removed` taken out, at once.

    Files that no build made are kept. Raises OSError when the disk refuses.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    real = output.resolve()
    with _locked(real.parent):
        _sweep(real)
        stage = Path(tempfile.mkdtemp(prefix=f".{real.name}.new-", dir=real.parent))
        stage.chmod(0o755)
        if real.is_dir():
            _link_tree(real, stage, skip=removed | made.keys() | {MANIFEST})
        for path, data in made.items():
            _write(stage / path, data)
        rows = {path: list(row) for path, row in sorted(manifest.items())}
        text = json.dumps(rows, indent=0, ensure_ascii=False) + "\n"
        _write(stage / MANIFEST, text.encode())
        _change_places(stage, real)
        shutil.rmtree(stage, ignore_errors=True)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One publisher at a time in a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _sweep(output: Path) -> None:
    """Remove what a killed build left beside the output."""
    for path in output.parent.glob(f".{output.name}.new-*"):
        shutil.rmtree(path, ignore_errors=True)


def _link_tree(old: Path, new: Path, skip: frozenset[str] | set[str]) -> None:
    """Hard links of every file that stays; empty folders vanish with their pages."""
    for folder, _, names in os.walk(old):
        here = Path(folder)
        for name in names:
            path = here / name
            relative = path.relative_to(old)
            if relative.as_posix() in skip:
                continue
            target = new / relative
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(path, target, follow_symlinks=False)
            except OSError:
                shutil.copy2(path, target, follow_symlinks=False)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


RENAME_EXCHANGE = 2
AT_FDCWD = -100


def _change_places(stage: Path, output: Path) -> None:
    """Swap two folders in one step, or put the first in the empty place."""
    if not output.exists():
        stage.rename(output)
        return
    exchange = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    arguments = (AT_FDCWD, bytes(stage), AT_FDCWD, bytes(output), RENAME_EXCHANGE)
    if exchange is not None and exchange(*arguments) == 0:
        return
    problem = ctypes.get_errno()
    if exchange is not None and problem not in (errno.EINVAL, errno.ENOSYS):
        raise OSError(problem, os.strerror(problem), str(output))
    # Without an exchange two renames come nearest; a crash between them leaves
    # the old site whole beside an empty place, and the next build fills it.
    aside = stage.with_name(stage.name.replace(".new-", ".old-"))
    output.rename(aside)
    stage.rename(output)
    aside.rename(stage)


@dataclass(frozen=True)
class Memory:
    """Results of pure work on disk, by content. Deleting it changes nothing but speed.

    `folder` is None where nothing may be kept.
    """

    folder: Path | None

    def recall(self, version: str) -> dict[str, str]:
        """What an earlier build of this version worked out."""
        if self.folder is None:
            return {}
        try:
            stored = json.loads((self.folder / "prose.json").read_text("utf-8"))
            if stored["version"] == version:
                return {str(key): str(text) for key, text in stored["html"].items()}
        except (OSError, ValueError, KeyError, AttributeError, TypeError):
            pass
        return {}

    def keep(self, version: str, html: Mapping[str, str]) -> None:
        """Store the results in place of the earlier ones; a full disk is no problem."""
        if self.folder is None:
            return
        text = json.dumps({"version": version, "html": html}, ensure_ascii=False)
        with contextlib.suppress(OSError):
            handle, name = tempfile.mkstemp(dir=self.folder)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(name).replace(self.folder / "prose.json")

    def templates(self) -> jinja2.BytecodeCache | None:
        """Where compiled templates are kept."""
        if self.folder is None:
            return None
        return jinja2.FileSystemBytecodeCache(str(self.folder), "%s.template")


def memory(output: Path) -> Memory:
    """The memory beside `output`; without a place to write, there is none."""
    folder = output.parent / ".cache" / "ibid"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Memory(None)
    return Memory(folder)


@functools.cache
def code_fingerprint() -> str:
    """The fingerprint of this program's own code and of the libraries it stands on."""
    paths = sorted(Path(__file__).parent.rglob("*.py"))
    versions = (markdown.__version__, jinja2.__version__, pydantic.VERSION, yaml.__version__)
    code = [path.read_bytes() for path in paths]
    return digest(b"\0".join([*code, *(version.encode() for version in versions)]))
