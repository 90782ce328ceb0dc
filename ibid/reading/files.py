"""The disk, read: the only place where a guide's files are opened."""

import os
import stat
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ibid.problems import Place, Problem
from ibid.reading import file_names
from ibid.source import INVISIBLE

# A page that people read has a thousandth of this; a photograph from a camera a third.
MOST_OF_A_TEXT = 2_000_000
MOST_OF_A_PICTURE = 30_000_000
# What lies in this folder is published as it is, without the folder's name.
COPIED = "static/"
# Files that hosts look for, though their names are hidden.
FOR_HOSTS = (".well-known", ".nojekyll", ".htaccess", ".domains")
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".svg")


# A file that was written this shortly before it was read may be written again without
# another time on it: the clocks of some disks have steps of two seconds.
SETTLED_NS = 2_500_000_000


@dataclass(frozen=True)
class TextFile:
    """A text file: its path for people, its path from the folder, its text."""

    path: str
    name: str
    text: str


@dataclass(frozen=True)
class Inputs:
    """All that a build reads. `languages` are the catalogues by their tag; `copied` the
    files that are published as they are, by their content names.
    """

    content: tuple[TextFile, ...]
    records: tuple[TextFile, ...]
    styles: tuple[TextFile, ...]
    pictures: Mapping[str, bytes]
    drawings: Mapping[str, bytes]
    copied: Mapping[str, bytes]
    templates: tuple[TextFile, ...]
    assets: Mapping[str, bytes]
    languages: Mapping[str, TextFile]


Read = Callable[[str, os.stat_result], bytes]
"""Gives the bytes of the file at a path, of which the system just told so much."""


def anew(path: str, _: os.stat_result) -> bytes:
    """What the file holds, read from the disk. Raises OSError if that can't be."""
    with open(path, "rb", buffering=0) as file:
        return file.read()


class Known:
    """The bytes of files as they were read, for who reads them again and again."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[tuple[int, ...], bytes]] = {}

    def read(self, path: str, found: os.stat_result) -> bytes:
        """What the file holds, read if anything that the system tells of it changed.

        Raises OSError if it can't be read.
        """
        times = (found.st_mtime_ns, found.st_ctime_ns)
        mark = (found.st_dev, found.st_ino, found.st_size, *times)
        held = self._held.get(path)
        if held is not None and held[0] == mark:
            return held[1]
        is_settled = max(times) < time.time_ns() - SETTLED_NS
        data = anew(path, found)
        if is_settled:
            self._held[path] = (mark, data)
        return data


def load(
    content: Path, templates: Path, assets: Path, read: Read = anew
) -> tuple[Inputs, list[Problem]]:
    """Everything in the three folders, and what could not be read.

    A template or an asset that the guide doesn't have is taken from the program's look.
    Each file's bytes are what `read` gives.
    """
    problems: list[Problem] = []
    texts, records, styles, pictures = [], [], [], {}
    own: list[TextFile] = []
    drawings: dict[str, bytes] = {}
    copied: dict[str, bytes] = {}
    for name, data in _read_folder(content, problems, read):
        if name.startswith(COPIED):
            copied[name] = data
        elif name.startswith("languages/") and name.endswith(".yaml"):
            own += _decoded(content, name, data, problems)
        elif name.endswith((".md", ".yaml")):
            # One that is no text is named all the same: others may lead to it.
            decoded = _decoded(content, name, data, problems)
            texts += decoded or [_garbled(content, name, data)]
        elif name.startswith("references/") and name.endswith(".record.json"):
            records += _decoded(content, name, data, problems)
        elif name.endswith(".csl"):
            styles += _decoded(content, name, data, problems)
        elif name.startswith("drawings/") and name.endswith(".svg"):
            drawings[name] = data
        elif name.lower().endswith(PICTURES):
            pictures[name] = data
        else:
            problems.append(_unused(content, name))
    pages = []
    for folder, name, data in _layered(templates, problems, read):
        pages += _decoded(folder, name, data, problems)
    raw = {name: data for _, name, data in _layered(assets, problems, read)}
    inputs = Inputs(
        content=tuple(texts),
        records=tuple(records),
        styles=tuple(styles),
        pictures=pictures,
        drawings=drawings,
        copied=copied,
        templates=tuple(pages),
        assets=raw,
        languages=languages(own, read),
    )
    return inputs, problems


def shipped(name: str) -> Path:
    """The folder of the program's own look: `templates` or `assets`.

    It lies in the package where that is installed, and beside it in the checkout.
    """
    package = Path(__file__).parents[1]
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


def _layered(
    own: Path, problems: list[Problem], read: Read
) -> Iterator[tuple[Path, str, bytes]]:
    """Folder, name and bytes of the look's files, the guide's own in their place."""
    look = shipped(own.name)
    found: dict[str, tuple[Path, bytes]] = {}
    same = look.is_dir() and own.is_dir() and look.samefile(own)
    if look.is_dir() and not same:
        files = _read_folder(look, problems, read)
        found = {name: (look, data) for name, data in files}
    if own.is_dir() or not look.is_dir():
        files = _read_folder(own, problems, read)
        found |= {name: (own, data) for name, data in files}
    for name, (folder, data) in sorted(found.items()):
        yield folder, name, data


def starters() -> Mapping[str, Mapping[str, str]]:
    """The guides to start from, by language: the text of each file by its name."""
    folder = Path(__file__).parents[1] / "starter"
    return {
        language.name: {
            path.relative_to(language).as_posix(): path.read_text("utf-8")
            for path in sorted(language.rglob("*"))
            if path.is_file()
        }
        for language in sorted(folder.iterdir())
        if language.is_dir()
    }


def emergency_numbers() -> Mapping[str, str]:
    """The number for an ambulance by country; "" is that of a guide for none."""
    path = Path(__file__).parents[1] / "starter" / "numbers.yaml"
    rows = (line.split(": ") for line in path.read_text("utf-8").splitlines()[1:])
    known = {country: number.strip('"') for country, number in rows}
    return {**known, "": known.pop("none")}


def languages(own: Iterable[TextFile], read: Read = anew) -> Mapping[str, TextFile]:
    """The package's catalogues by their tag, and the guide's own in their place."""
    folder = Path(__file__).parents[1] / "languages"
    kept = [
        TextFile(path.name, path.name, read(str(path), path.stat()).decode("utf-8"))
        for path in sorted(folder.glob("*.yaml"))
    ]
    return {Path(text.name).stem: text for text in (*kept, *own)}


def texts(content: Path) -> tuple[TextFile, ...]:
    """The content files that can be read, and nothing else."""
    unread: list[Problem] = []
    return tuple(
        text
        for name, data in _read_folder(content, unread, anew)
        if name.endswith((".md", ".yaml"))
        and not name.startswith(("languages/", COPIED))
        for text in _decoded(content, name, data, unread)
    )


def _read_folder(
    folder: Path, problems: list[Problem], read: Read
) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each visible regular file below the folder, sorted.

    Names are in composed letters, as people type them, whatever the disk has.
    """
    if not folder.is_dir():
        hint = "create it (`init` makes a guide), or name another on the command line"
        place = Place(folder.as_posix())
        problems.append(Problem(place, "no-folder", "this folder isn't there", hint))
        return
    root = folder.resolve()
    seen: set[str] = set()
    for written, entry in _walk(folder, problems):
        try:
            # No folder on the way is a link.
            if entry.is_symlink() and not _leads_inside(entry.path, root):
                problems.append(_outside(Path(entry.path), folder))
                continue
            found = entry.stat()
            name = unicodedata.normalize("NFC", written)
            if name.casefold() in seen:
                problems.append(_misnamed(Path(entry.path), TWICE))
                continue
            seen.add(name.casefold())
            if stat.S_ISREG(found.st_mode):
                most = most_bytes(name)
                if found.st_size <= most:
                    yield name, read(entry.path, found)
                else:
                    problems.append(_too_large(Path(entry.path), found.st_size, most))
                continue
            reason = "it is not a regular file"
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
        except RuntimeError:
            reason = "it is a link that leads to itself"
        problems.append(_unreadable(Path(entry.path), reason))


def _leads_inside(path: str, root: Path) -> bool:
    """Whether a link leads to what is there, below the root. Raises OSError."""
    return Path(path).resolve(strict=True).is_relative_to(root)


def _walk(
    folder: Path, problems: list[Problem], inside: str = ""
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Each visible file below the folder with its path from there, sorted."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        problem = _unreadable(folder, (error.strerror or str(error)).lower())
        # Nothing is missing from a folder of which nothing can be known.
        problems.append(problem if inside else replace(problem, rule="no-folder"))
        return
    for entry in entries:
        name = entry.name
        if file_names.is_hidden(name) and name not in FOR_HOSTS:
            continue
        if not _is_text(name):
            readable = os.fsencode(name).decode("utf-8", "backslashreplace")
            reason = "its name isn't UTF-8 text"
            problems.append(_unreadable(folder / readable, reason))
        elif fault := file_names.fault(name):
            problems.append(_misnamed(folder / name, fault))
        elif entry.is_symlink() and os.path.isdir(entry.path):
            problems.append(_unreadable(folder / name, "it is a link to a folder"))
        elif entry.is_dir(follow_symlinks=False):
            path = folder / name
            if path.suffix in (".md", ".yaml"):
                problems.append(_unreadable(path, "it is a folder, not a file"))
            else:
                yield from _walk(path, problems, f"{inside}{name}/")
        else:
            yield f"{inside}{name}", entry


def most_bytes(name: str) -> int:
    """How large a file of this name may be: nothing larger is read."""
    texts = (".md", ".yaml", ".svg", ".csl", ".json", ".html", ".css", ".js", ".xml")
    return MOST_OF_A_TEXT if name.lower().endswith(texts) else MOST_OF_A_PICTURE


def _too_large(path: Path, size: int, most: int) -> Problem:
    return Problem(
        Place(path.as_posix()),
        "too-much",
        f"the file has {size:,} bytes; one of its kind may have {most:,}",
        "make several files of it, or a smaller picture; nothing of it was read",
    )


def _is_text(name: str) -> bool:
    """Whether a file's name can be printed: on disk it may be any bytes."""
    return name.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in name)


def _unreadable(path: Path, reason: str) -> Problem:
    return Problem(
        Place(path.as_posix()),
        "unreadable",
        f"this can't be read: {reason}",
        "put a text file that you may read in its place, or delete it",
    )


# Some disks keep both, others one of them.
TWICE = (
    "another file has this name too, in capital or small letters, or in letters that "
    "are put together differently"
)


def _misnamed(path: Path, fault: str) -> Problem:
    return Problem(
        Place(_printable(path.as_posix())),
        "file-name",
        fault,
        "give it another name, of letters, digits and hyphens",
    )


def _printable(path: str) -> str:
    """The path on one line, with what nobody could see of it as its number."""
    return INVISIBLE.sub(lambda sign: ascii(sign[0])[1:-1], path).replace("\n", "\\n")


def _outside(path: Path, folder: Path) -> Problem:
    return Problem(
        Place(path.as_posix()),
        "outside",
        f"this is a link that leads out of {folder.as_posix()}/, where nothing is read",
        "put a copy of the file in its place, or delete the link",
    )


def unshown(content: Path, names: Iterable[str]) -> Iterator[Problem]:
    """Advice on pictures that no page shows: they are not published."""
    for name in names:
        yield Problem(
            Place((content / name).as_posix()),
            "unused-file",
            "no page shows this picture, so it isn't published",
            "show it on a page, or delete it",
            "advice",
        )


def _unused(folder: Path, name: str) -> Problem:
    return Problem(
        Place((folder / name).as_posix()),
        "unused-file",
        "nothing is made of a file of this kind",
        f"pages end in .md, pictures in {', '.join(PICTURES)}; what is to be published "
        f"as it is belongs in {COPIED}",
        "advice",
    )


def _garbled(folder: Path, name: str, data: bytes) -> TextFile:
    """A file that is no UTF-8 text, as far as it can be read."""
    return TextFile(_path(folder, name), name, data.decode("utf-8", "replace"))


def _path(folder: Path, name: str) -> str:
    """The path of a file for people: as `folder / name` has it, many times faster."""
    start = folder.as_posix()
    return name if start == "." else f"{start.rstrip('/')}/{name}"


def _decoded(
    folder: Path, name: str, data: bytes, problems: list[Problem]
) -> list[TextFile]:
    path = _path(folder, name)
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
