"""What builds remember on disk: results of pure work, kept under their content.

Deleting it changes nothing but speed, and nothing in it is executed.
"""

import contextlib
import json
import os
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Memory:
    """A folder of JSON texts; None where nothing may be kept.

    What can't be read, or belongs to somebody else, isn't there; what can't be written
    is not kept.
    """

    folder: Path | None

    def read(self, name: str) -> object:
        """What was kept under this name; None where there is nothing to trust."""
        if self.folder is None:
            return None
        try:
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
            with open(os.open(self.folder / name, flags), encoding="utf-8") as file:
                found = os.fstat(file.fileno())
                if stat.S_ISREG(found.st_mode) and _is_our_own(found):
                    stored: object = json.load(file)
                    return stored
        except (OSError, ValueError, RecursionError):
            pass
        return None

    def write(self, name: str, value: object) -> None:
        """Keep a value of plain data in place of the earlier one."""
        folder = None if self.folder is None else _made(self.folder)
        if folder is None:
            return
        written = ""
        try:
            handle, written = tempfile.mkstemp(dir=folder)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(value, file)
            Path(written).replace(folder / name)
        except OSError:
            with contextlib.suppress(OSError):
                Path(written).unlink()

    def recall(self, version: str) -> dict[str, str]:
        """What an earlier build of this version worked out."""
        match self.read("prose.json"):
            case {"version": found, "html": dict(html)} if found == version:
                return {str(key): str(text) for key, text in html.items()}
        return {}

    def keep(self, version: str, html: Mapping[str, str]) -> None:
        """Store the results in place of the earlier ones."""
        self.write("prose.json", {"version": version, "html": dict(html)})


NOTHING = Memory(None)


def of_project(content: Path) -> Memory:
    """The memory of the project that a content folder belongs to.

    There is none where `.cache` is a link, or anybody else could write there.
    """
    folder = Path(os.path.realpath(content)).parent / ".cache" / "ibid"
    for part in (folder.parent, folder):
        try:
            found = part.lstat()
        except FileNotFoundError:
            break
        except OSError:
            return NOTHING
        if not stat.S_ISDIR(found.st_mode) or not _is_our_own(found):
            return NOTHING
    return Memory(folder)


def _is_our_own(found: os.stat_result) -> bool:
    """Whether it belongs to us, and not everybody may write it."""
    return found.st_uid == os.geteuid() and not found.st_mode & stat.S_IWOTH


def _made(folder: Path) -> Path | None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder
