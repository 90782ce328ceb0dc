"""Where a site's next version is laid out, and what is noted of the one that stands."""

import contextlib
import errno
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ibid.site import trees

# Stands in each folder that a build publishes.
MARK = ".ibid"
MARK_TEXT = "ibid publishes this folder. What you put here yourself stays.\n"
# Stands in each workshop: nobody else's folder is taken for one.
SIGN = "ibid publishes from this folder. Delete it together with the site.\n"
INSIDE = ".ibid-state"
SPARE = "spare"

Rows = Mapping[str, tuple[str, ...]]
"""By path, what a file was made of: view, templates, code and its own digest."""


@dataclass(frozen=True)
class Workshop:
    """A folder of ours for one output, both without links in their paths.

    It lies beside the output, or within it where that can't be exchanged as a whole.
    `new` is the tree that is laid out, `old` one that was set aside, `spare` the one
    that stood before; `manifest.json` notes what stands in the output, `manifest.new`
    what will.
    """

    output: Path
    folder: Path

    @property
    def is_inside(self) -> bool:
        """Whether files are published one by one, for the output has to stay."""
        return self.folder.parent == self.output

    @property
    def stage(self) -> Path:
        """The tree that is laid out."""
        return self.folder / "new"

    @property
    def aside(self) -> Path:
        """The tree that was set aside."""
        return self.folder / "old"

    @property
    def spare(self) -> Path:
        """The tree that stood before, kept to be made the next one."""
        return self.folder / SPARE

    @property
    def manifest(self) -> Path:
        """The note of what stands in the output."""
        return self.folder / "manifest.json"

    @property
    def coming(self) -> Path:
        """The note of what will stand there."""
        return self.folder / "manifest.new"

    def open(self) -> None:
        """Make the folder with our sign in it. Raises OSError if it is another's."""
        if os.path.lexists(self.folder):
            self.require_ours()
        else:
            self.folder.mkdir()
        if not (self.folder / "sign").exists():
            trees.write(self.folder / "sign", SIGN.encode())

    def require_ours(self) -> None:
        """Raise OSError unless the folder is ours, or as we leave it when killed.

        It is raised too when the disk refuses to tell.
        """
        if not self.folder.is_symlink() and self.folder.is_dir():
            text = ""
            with contextlib.suppress(FileNotFoundError, IsADirectoryError, ValueError):
                text = (self.folder / "sign").read_text()
            names = set(os.listdir(self.folder))
            trees_of_ours = (self.stage, self.aside, self.spare)
            linked = any(tree.is_symlink() for tree in trees_of_ours)
            begun = SIGN.startswith(text) and names <= {"sign"}
            if not linked and (text == SIGN or begun):
                return
        raise FileExistsError(
            errno.EEXIST,
            "ibid publishes from here, and this isn't its folder",
            str(self.folder),
        )

    @property
    def is_marked(self) -> bool:
        """Whether the output is one that builds publish in."""
        return (self.output / MARK).is_file()

    def rows(self) -> Rows:
        """What the last build made in the output; nothing if it isn't marked ours.

        It may have been noted beside the output, before that could no longer be moved.
        """
        if not self.is_marked:
            return {}
        here = self.manifest.exists() or not self.is_inside
        return read(self.manifest if here else _beside(self.output) / "manifest.json")


def of(output: Path) -> Workshop:
    """The workshop of an output folder, which needn't be there yet."""
    real = real_path(output)
    inside, beside = real / INSIDE, _beside(real)
    bound = inside.is_dir() or (real.is_dir() and not _can_be_exchanged(real))
    return Workshop(real, inside if bound else beside)


def _beside(output: Path) -> Path:
    return output.with_name(f".{output.name}.ibid")


def _can_be_exchanged(output: Path) -> bool:
    """Whether the folder may be renamed: it is no mount, its parent can be written."""
    mounted = str(output) in trees.mounts_below(output)
    return not mounted and os.access(output.parent, os.W_OK | os.X_OK)


def real_path(path: Path) -> Path:
    """The path without links; that of a link to itself stays as it is."""
    return Path(os.path.realpath(path))


def text(rows: Rows, stage: int) -> str:
    """A manifest; `stage` is the number on disk of the tree that it describes."""
    files = {path: list(row) for path, row in sorted(rows.items())}
    return json.dumps({"stage": stage, "files": files}) + "\n"


def read(path: Path) -> Rows:
    """The rows of a manifest; none where it is missing, damaged or leads outside.

    Raises OSError when the disk refuses to tell: what can't be read isn't lost.
    """
    return noted(path)[1]


def noted(path: Path) -> tuple[int, Rows]:
    """The number on disk of the tree that a manifest describes, and the rows of it.

    The number is 0 where it has none. Raises OSError when the disk refuses to tell.
    """
    stored: Mapping[str, Any] = _stored(path)
    number = stored.get("stage")
    try:
        rows = {
            str(path): (str(view), str(templates), str(code), str(digest))
            for path, (view, templates, code, digest) in stored["files"].items()
        }
    except (AttributeError, KeyError, TypeError, ValueError):
        rows = {}
    inside = all(map(_stays_inside, rows))
    return number if isinstance(number, int) else 0, rows if inside else {}


def _stored(path: Path) -> Mapping[str, object]:
    with contextlib.suppress(FileNotFoundError, ValueError, RecursionError):
        stored = json.loads(path.read_text("utf-8"))
        if isinstance(stored, dict):
            return stored
    return {}


def _stays_inside(path: str) -> bool:
    steps = f"/{path}/"
    return not any(bad in steps for bad in ("//", "/./", "/../"))
