"""The disk, written: what is published is always one whole site, old or new.

A new tree is laid out beside the old one, and the two change places in a single step
of the file system; where the output can't be moved, its files are, in an order that
keeps every page whole. What no build made is never written, moved or deleted.
"""

import contextlib
import errno
import fcntl
import os
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from ibid.ondemand import Anew
from ibid.site import exchange, moving, trees, workshop
from ibid.site.digests import Digests, digest
from ibid.site.workshop import Rows, Workshop

# What says that a tree can't be exchanged, though its files can be replaced: no hard
# links here, a folder or file of another owner, another disk.
UNMOVABLE = (errno.EPERM, errno.EXDEV, errno.EOPNOTSUPP, errno.EBUSY, errno.ENOSYS)
# The part of a umask that is about everybody but the owner.
OTHERS = 0o077


@dataclass(frozen=True)
class Published:
    """What the last build left: its manifest, and what those files hold now."""

    manifest: Rows
    digests: Mapping[str, str]


def published(output: Path, known: Digests | None = None) -> Published:
    """What stands in `output` now; nothing where there is no manifest to trust.

    Files are read as far as `known` can't tell what they hold. Raises OSError when the
    manifest is there and can't be read.
    """
    now = known or Digests()
    manifest = workshop.of(output).rows()
    digests, folder = {}, str(output)
    for path in manifest:
        with contextlib.suppress(OSError):
            digests[path] = now.of(f"{folder}/{path}")
    return Published(manifest, digests)


def whole(output: Path) -> tuple[Mapping[str, bytes], Rows]:
    """The files in `output` that are as the last build left them, and their rows.

    What can't be read is left out, be it a file or what was noted of all.
    """
    rows: Rows = {}
    files = {}
    with contextlib.suppress(OSError):
        rows = workshop.of(output).rows()
    for path, row in rows.items():
        with contextlib.suppress(OSError):
            data = (output / path).read_bytes()
            if digest(data) == row[-1]:
                files[path] = data
    return files, {path: rows[path] for path in files}


def manifest_digest(output: Path) -> str:
    """The fingerprint of the manifest. Raises OSError when there is none."""
    return digest(workshop.of(output).manifest.read_bytes())


def ignore(_: str) -> None:
    """Say nothing."""


@contextlib.contextmanager
def alone(output: Path, notify: Callable[[str], None] = ignore) -> Iterator[None]:
    """One build at a time decides what to publish in `output`, and publishes it.

    A build that has to wait says so by `notify`. What a killed build left is put right
    first. Raises OSError when the disk refuses.
    """
    real = workshop.real_path(output)
    with contextlib.ExitStack() as locks:
        locks.enter_context(_owners_leave())
        real.parent.mkdir(parents=True, exist_ok=True)
        locks.enter_context(_locked(real.parent, output, notify))
        shop = workshop.of(output)
        if shop.is_inside:
            locks.enter_context(_locked(real, output, notify))
        if os.path.lexists(shop.folder):
            shop.require_ours()
            with _as_published(shop):
                _finish(shop)
        yield


@contextlib.contextmanager
def _owners_leave() -> Iterator[None]:
    """What is made inside may be written by who made it, whatever the umask."""
    before = os.umask(OTHERS)
    os.umask(before & OTHERS)
    try:
        yield
    finally:
        os.umask(before)


@contextlib.contextmanager
def _locked(
    folder: Path, output: Path, notify: Callable[[str], None]
) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            who = _holder(handle)
            named = f" (process {who})" if who else ""
            notify(f"{output}: another build is publishing{named}; waiting for it")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _holder(handle: int) -> int:
    """The process that holds the lock of an open folder; 0 where that isn't told."""
    found = os.fstat(handle)
    device = f"{os.major(found.st_dev):02x}:{os.minor(found.st_dev):02x}"
    place = f"{device}:{found.st_ino}"
    with contextlib.suppress(OSError, ValueError, IndexError):
        for line in Path("/proc/locks").read_text().splitlines():
            words = line.split()
            if words[1] == "FLOCK" and words[5] == place:
                return int(words[4])
    return 0


def publish(
    output: Path, made: Mapping[str, bytes], removed: Set[str], manifest: Rows
) -> None:
    """Make `output` the old tree with `made` put in and `removed` taken out.

    `manifest` has a row for every file of ours that stands there then. Files and
    folders that no build made are kept with owner, mode and times. Belongs within
    `alone`, after `obstacles.in_output`. Raises OSError, with the path in the output,
    when the disk refuses; the old site then stands as it was.
    """
    shop = workshop.of(output)
    files = made if shop.is_marked else _with_mark(made)
    if shop.is_inside:
        _publish_inside(shop, files, manifest)
        return
    try:
        with _as_published(shop):
            _publish_beside(shop, files, removed, manifest)
    except OSError as error:
        if error.errno not in UNMOVABLE or not shop.output.is_dir():
            raise
        inside = Workshop(shop.output, shop.output / workshop.INSIDE)
        _publish_inside(inside, files, manifest)
        trees.clear(shop.folder)


def _with_mark(made: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The same files, and the one that says whose folder it is."""
    mark = {workshop.MARK: workshop.MARK_TEXT.encode()}
    return Anew((*made, *mark), lambda path: (mark if path in mark else made)[path])


def _publish_beside(
    shop: Workshop, files: Mapping[str, bytes], removed: Set[str], manifest: Rows
) -> None:
    shop.open()
    try:
        exchange.lay_out(shop, files, removed, manifest)
        exchange.change_places(shop)
    finally:
        _finish(shop)


def _publish_inside(shop: Workshop, files: Mapping[str, bytes], manifest: Rows) -> None:
    with _as_published(shop):
        moving.begin(shop, shop.rows())
        try:
            moving.lay_out(shop, files, manifest)
        finally:
            _finish(shop)


def _finish(shop: Workshop) -> None:
    """Put right what was begun: a site is whole then, and nothing is left over."""
    if shop.is_inside:
        moving.finish(shop)
    else:
        exchange.finish(shop)


@contextlib.contextmanager
def _as_published(shop: Workshop) -> Iterator[None]:
    """Errors name the path in the output, not one that is gone when they are read.

    A note of what is published is named itself where it stays.
    """
    try:
        yield
    except OSError as error:
        name = os.fsdecode(error.filename or b"") if error.filename else ""
        if shop.folder in Path(name).parents:
            notes = [one for one in (shop.manifest, shop.coming) if one.is_file()]
            _, *steps = Path(name).relative_to(shop.folder).parts
            if Path(name) not in notes:
                error.filename = str(shop.output.joinpath(*steps))
        raise
