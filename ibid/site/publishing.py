"""The disk, written: what is published is always one whole site, old or new.

A new tree is laid out beside the old one, and the two change places in a single step
of the file system. What no build made is never written, moved or deleted.
"""

import contextlib
import ctypes
import errno
import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from ibid.site import trees

MANIFEST = ".ibid.json"
# Stands in each folder that we lay trees out in: nobody else's is taken for one.
SIGN = "Made by ibid while it publishes. Delete this folder when no build runs.\n"


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
    manifest = _manifest(output)
    digests = {}
    for path in manifest:
        with contextlib.suppress(OSError):
            digests[path] = digest((output / path).read_bytes())
    return Published(manifest, digests)


def _manifest(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """The rows of a folder's manifest; none where it is missing or damaged."""
    try:
        rows = json.loads((folder / MANIFEST).read_text("utf-8"))
        manifest = {
            str(path): (str(view), str(templates), str(code), str(digest))
            for path, (view, templates, code, digest) in rows.items()
        }
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        return {}
    inside = all(_is_plain(path) for path in manifest)
    return manifest if inside else {}


def _is_plain(path: str) -> bool:
    """Whether a path stays inside the folder that it starts in."""
    return not path.startswith("/") and not {"", ".", ".."} & set(path.split("/"))


@contextlib.contextmanager
def alone(output: Path) -> Iterator[None]:
    """One build at a time decides what to publish in `output`, and publishes it.

    What a killed build left is put right first. Raises OSError when the disk refuses.
    """
    real = real_path(output)
    real.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(real.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if os.path.lexists(_workshop(real)):
            _clean_up(real)
        yield
    finally:
        os.close(handle)


def real_path(path: Path) -> Path:
    """The path without links; that of a link to itself stays as it is."""
    return Path(os.path.realpath(path))


def publish(
    output: Path,
    made: Mapping[str, bytes],
    removed: Set[str],
    manifest: Mapping[str, tuple[str, ...]],
) -> None:
    """Make `output` the old tree with `made` put in and `removed` taken out, at once.

    Files and folders that no build made are kept with owner, mode and times. Belongs
    within `alone`, after `obstacles.in_output`. Raises OSError when the disk refuses;
    the old tree then stands as it was.
    """
    real = real_path(output)
    stage = _workshop(real) / "new"
    rows = {path: list(row) for path, row in sorted(manifest.items())}
    text = json.dumps(rows, indent=0, ensure_ascii=False) + "\n"
    changed = {MANIFEST: text.encode(), **made}
    stage.parent.mkdir()
    try:
        _prepare(stage)
        if real.exists():
            trees.link(real, stage, skip=removed | changed.keys())
        for path, data in changed.items():
            _write(stage, path, data)
        if real.exists():
            trees.copy_folders(real, stage, {*removed, *changed})
        _change_places(stage, real)
    finally:
        _clean_up(real)


def _workshop(output: Path) -> Path:
    """The folder beside `output` in which the new tree is laid out."""
    return output.with_name(f".{output.name}.ibid")


def _prepare(stage: Path) -> None:
    """Sign the workshop, make the empty stage, and note its number on the disk."""
    (stage.parent / "sign").write_text(SIGN)
    stage.mkdir()
    (stage.parent / "stage").write_text(str(stage.stat().st_ino))


def _clean_up(output: Path) -> None:
    """Put an old tree back that nothing took the place of; remove the workshop.

    Where the exchange has been made, what somebody put into the old tree meanwhile
    moves to the new one.
    """
    shop = _workshop(output)
    if not shop.is_dir() or shop.is_symlink() or not _is_ours(shop):
        raise FileExistsError(
            errno.EEXIST, "this isn't a folder of ibid's: move it away", str(shop)
        )
    if mounts := trees.mounts_below(shop):
        raise OSError(errno.EBUSY, "a disk is mounted here: unmount it", mounts[0])
    if (shop / "old").is_dir() and not os.path.lexists(output):
        (shop / "old").rename(output)
    exchanged = output.is_dir() and _stage_number(shop) == output.stat().st_ino
    left = [one for one in (shop / "new", shop / "old") if one.is_dir()]
    for tree in left if exchanged else ():
        ours = {MANIFEST, *_manifest(tree), *_manifest(output)}
        trees.rescue(tree, output, ours)
    # From here on the old tree is only cleared, however often we are killed.
    (shop / "stage").unlink(missing_ok=True)
    for tree in left:
        trees.clear(tree)
    (shop / "sign").unlink(missing_ok=True)
    shop.rmdir()


def _is_ours(shop: Path) -> bool:
    """Whether we made the folder; we may have been killed before we signed it."""
    with contextlib.suppress(OSError, ValueError):
        text = (shop / "sign").read_text()
        return text == SIGN or (SIGN.startswith(text) and len(os.listdir(shop)) == 1)
    return not any(shop.iterdir())


def _stage_number(shop: Path) -> int:
    with contextlib.suppress(OSError, ValueError):
        return int((shop / "stage").read_text())
    return 0


def _write(stage: Path, path: str, data: bytes) -> None:
    """A new file in the stage; never through a link, never over a file."""
    target = stage / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if real_path(target.parent) != target.parent:
        raise OSError(errno.ELOOP, "a link stands in the way", path)
    with target.open("xb") as file:
        file.write(data)


RENAME_EXCHANGE = 2
AT_FDCWD = -100


def _change_places(stage: Path, output: Path) -> None:
    """Swap two folders in one step, or put the first in the empty place."""
    if not output.exists():
        stage.rename(output)
    elif not _exchange(stage, output):
        rename_twice(stage, output)


def _exchange(one: Path, other: Path) -> bool:
    """Whether the system could swap the two: not all systems and disks can."""
    exchange = getattr(ctypes.CDLL(None), "renameat2", None)
    if exchange is None:
        return False
    paths = (AT_FDCWD, bytes(one), AT_FDCWD, bytes(other))
    return bool(exchange(*paths, RENAME_EXCHANGE) == 0)


def rename_twice(stage: Path, output: Path) -> None:
    """Put the stage in the place of `output` in what comes nearest to one step.

    The old tree stands aside as `old` beside the stage. A crash in between leaves it
    whole beside an empty place, and the next build puts it back.
    """
    aside = stage.with_name("old")
    output.rename(aside)
    try:
        stage.rename(output)
    except OSError:
        aside.rename(output)
        raise
