"""The disk, written: what is published is always one whole site, old or new.

A new tree is laid out beside the old one, and the two change places in a single step
of the file system.
"""

import contextlib
import ctypes
import fcntl
import glob
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

MANIFEST = ".ibid.json"


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
        manifest = {
            str(path): (str(view), str(templates), str(code), str(digest))
            for path, (view, templates, code, digest) in rows.items()
        }
    except (OSError, ValueError, AttributeError, TypeError):
        return Published({}, {})
    digests = {}
    for path in manifest:
        with contextlib.suppress(OSError):
            digests[path] = digest((output / path).read_bytes())
    return Published(manifest, digests)


@contextlib.contextmanager
def alone(output: Path) -> Iterator[None]:
    """One build at a time decides what to publish in `output`, and publishes it.

    What a killed build left is put right first. Raises OSError when the disk refuses.
    """
    real = output.resolve()
    real.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(real.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        _heal(real)
        yield
    finally:
        os.close(handle)


def _heal(output: Path) -> None:
    """Put an old tree back that nothing took the place of; remove what else is left."""
    name = glob.escape(output.name)
    for path in output.parent.glob(f".{name}.old-*"):
        if output.exists():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.rename(output)
    for path in output.parent.glob(f".{name}.new-*"):
        shutil.rmtree(path, ignore_errors=True)


def publish(
    output: Path,
    made: Mapping[str, bytes],
    removed: frozenset[str],
    manifest: Mapping[str, tuple[str, ...]],
) -> None:
    """Make `output` the old tree with `made` put in and `removed` taken out, at once.

    Files that no build made are kept. Belongs within `alone`. Raises OSError when the
    disk refuses; the old tree then stands as it was.
    """
    real = output.resolve()
    stage = Path(tempfile.mkdtemp(prefix=f".{real.name}.new-", dir=real.parent))
    try:
        stage.chmod(0o755)
        if real.exists():
            _link_tree(real, stage, skip=removed | made.keys() | {MANIFEST})
            shutil.copymode(real, stage)
        for path, data in made.items():
            _write(stage / path, data)
        rows = {path: list(row) for path, row in sorted(manifest.items())}
        text = json.dumps(rows, indent=0, ensure_ascii=False) + "\n"
        _write(stage / MANIFEST, text.encode())
        _change_places(stage, real)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _link_tree(old: Path, new: Path, skip: frozenset[str] | set[str]) -> None:
    """Hard links of all that stays. A folder vanishes with the last page in it.

    One that was empty before is not ours; a repository, for one, can't do without.
    """
    for folder, folders, names in os.walk(old):
        here = Path(folder)
        links = [name for name in folders if (here / name).is_symlink()]
        for name in (*names, *links):
            relative = (here / name).relative_to(old)
            if relative.as_posix() not in skip:
                _link(here / name, new / relative)
        if not folders and not names:
            (new / here.relative_to(old)).mkdir(parents=True, exist_ok=True)


def _link(path: Path, target: Path) -> None:
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
    """Swap two folders in what comes nearest to one step.

    A crash in between leaves the old tree whole beside an empty place, and the next
    build puts it back.
    """
    aside = stage.with_name(stage.name.replace(".new-", ".old-"))
    output.rename(aside)
    stage.rename(output)
    aside.rename(stage)
