"""Trees of files on disk: made like another, emptied, and never left through a link."""

import contextlib
import ctypes
import errno
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path

# Beyond this many files, writing out the whole disk's cache is the shorter way.
ONE_BY_ONE = 64
FOR_ALL = 0o555
OURS = 0o700


def room_for(tree: Path, path: str) -> Path:
    """Where a file goes within the tree: its folders are made, no link is on the way.

    Raises OSError if one is.
    """
    target = tree / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if os.path.realpath(target.parent) != str(target.parent):
        raise OSError(errno.ELOOP, "a link stands in the way", str(target))
    return target


def write_all(tree: Path, files: Mapping[str, bytes]) -> None:
    """New files within the tree, as `write` makes them. Raises OSError."""
    folders: dict[str, Path] = {}
    for path, data in files.items():
        folder, _, name = path.rpartition("/")
        if folder not in folders:
            folders[folder] = room_for(tree, path).parent
        write(folders[folder] / name, data)


def write(path: Path, data: bytes) -> None:
    """A new file that everybody may read. Raises OSError with its path."""
    try:
        with open(path, "xb") as file:
            mode = os.fstat(file.fileno()).st_mode
            os.fchmod(file.fileno(), mode & 0o7777 | 0o444)
            file.write(data)
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


def write_anew(path: Path, data: bytes) -> None:
    """The file with these bytes on disk, in place of the one that was there."""
    fresh = path.with_name(f"{path.name}.tmp")
    fresh.unlink(missing_ok=True)
    write(fresh, data)
    sync(fresh)
    fresh.replace(path)


def settle(paths: Sequence[Path], tree: Path) -> None:
    """What was written to the files and the tree is on the disk itself."""
    if len(paths) > ONE_BY_ONE and _sync_all(tree):
        return
    for path in (*paths, tree):
        sync(path)


def sync(path: Path) -> None:
    """What was written to a file or folder is on the disk itself."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some disks can't do it for folders, and a few for nothing.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            error.filename = str(path)
            raise
    finally:
        os.close(handle)


def _sync_all(tree: Path) -> bool:
    """Whether the system could write out all that waits for the tree's disk."""
    syncfs = getattr(ctypes.CDLL(None), "syncfs", None)
    if syncfs is None:
        return False
    handle = os.open(tree, os.O_RDONLY)
    try:
        return bool(syncfs(handle) == 0)
    finally:
        os.close(handle)


def remove(tree: Path, path: str) -> None:
    """Remove a file of the tree, and the folders that are empty then."""
    target = tree / path
    if os.path.realpath(target.parent) != str(target.parent):
        return
    target.unlink(missing_ok=True)
    for parent in target.relative_to(tree).parents:
        if parent != Path():
            with contextlib.suppress(OSError):
                os.rmdir(tree / parent)


def rescue(tree: Path, output: Path, ours: Set[str]) -> None:
    """Move what is neither ours nor in `output` too from the old tree to there."""
    for path in [path for path in files(tree) if path not in ours]:
        target = output / path
        if not _same(tree / path, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            (tree / path).replace(target)


def clear(tree: Path) -> None:
    """Remove a tree in which nothing is mounted; no link is followed."""
    os.chmod(tree, OURS)
    with os.scandir(tree) as found:
        entries = tuple(found)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            clear(Path(entry))
        else:
            os.unlink(entry)
    os.rmdir(tree)


def files(tree: Path) -> Iterator[str]:
    """The path in the tree of all that isn't a folder, links to folders included."""
    return _files(os.path.join(tree, ""), "")


def _files(start: str, inside: str) -> Iterator[str]:
    with os.scandir(start + inside) as found:
        entries = tuple(found)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(start, f"{inside}{entry.name}/")
        else:
            yield inside + entry.name


def _same(one: Path, other: Path) -> bool:
    try:
        return os.path.samestat(one.lstat(), other.lstat())
    except OSError:
        return False


def mirror(old: Path, new: Path, skip: Set[str]) -> Set[str]:
    """Make the new tree hard links of all that stays, and nothing else.

    What it has of that already is kept. A folder vanishes with the last page in it. One
    that was empty before is not ours; a repository, for one, can't do without. Gives
    the paths of the folders that stay, "" for the tree.
    """
    stay: set[str] = set()
    _mirror(os.path.join(old, ""), os.path.join(new, ""), "", skip, stay)
    return stay


def _mirror(old: str, new: str, inside: str, skip: Set[str], stay: set[str]) -> bool:
    """Whether anything stays in this folder of the trees."""
    with os.scandir(old + inside) as found:
        entries = {entry.name: entry for entry in found}
    folders = {n for n in entries if entries[n].is_dir(follow_symlinks=False)}
    staying = [n for n in entries if n not in folders and inside + n not in skip]
    numbers = {name: entries[name].inode() for name in staying}
    there = _kept(new + inside, numbers, folders)
    stays = bool(staying or not entries)
    if stays and there is None:
        os.makedirs(new + inside)
    for name in staying:
        if name not in (there or ()):
            here = os.path.join(inside, name)
            os.link(old + here, new + here, follow_symlinks=False)
    for name in sorted(folders):
        # Not by its value alone: each folder is gone through.
        stays = _mirror(old, new, os.path.join(inside, name, ""), skip, stay) or stays
    if stays:
        stay.add(inside.removesuffix("/"))
    elif there is not None and inside:
        os.rmdir(new + inside)
    return stays


def _kept(
    folder: str, staying: Mapping[str, int], folders: Set[str]
) -> Set[str] | None:
    """The names in a folder that are those of the same files; all others are removed.

    `staying` has each file's number on the disk, which both trees lie on. Folders of
    these names are left. None where there is no such folder.
    """
    try:
        if os.lstat(folder).st_mode & OURS != OURS:
            os.chmod(folder, OURS)
        with os.scandir(folder) as found:
            entries = tuple(found)
    except FileNotFoundError:
        return None
    kept = set()
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in folders:
                clear(Path(entry))
        elif staying.get(entry.name) == entry.inode():
            kept.add(entry.name)
        else:
            os.unlink(entry)
    return kept


def dress_folders(
    old: Path, new: Path, stay: Set[str], files: Set[str], removed: Set[str]
) -> None:
    """Give the folders that `stay`, or hold one of the `files`, what they have beside
    files: all that the old tree's have; where those are new, everybody may walk them.
    """
    changed = {path.rpartition("/")[0] for path in (*files, *removed)}
    # Those within a folder first: it may be one that isn't ours to enter then.
    for inside in sorted({"", *stay, *folders_of(files)}, reverse=True):
        before, after = os.path.join(old, inside), os.path.join(new, inside)
        found = _folder(before)
        if found is None:
            os.chmod(after, os.stat(after).st_mode & 0o7777 | FOR_ALL)
        else:
            _copy_folder(before, found, after)
            if inside in changed:
                os.utime(after)


def folders_of(paths: Iterable[str]) -> Set[str]:
    """Every folder that one of the paths leads through."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _folder(path: str) -> os.stat_result | None:
    """What the system tells of a folder; None where there is none."""
    try:
        found = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found if stat.S_ISDIR(found.st_mode) else None


def _copy_folder(before: str, found: os.stat_result, after: str) -> None:
    """Give a folder what another one has, if it hasn't got it."""
    now = os.stat(after)
    if (found.st_uid, found.st_gid) != (now.st_uid, now.st_gid):
        os.chown(after, found.st_uid, found.st_gid)
    same = (found.st_mode, found.st_mtime_ns) == (now.st_mode, now.st_mtime_ns)
    if not same or _labels(before) != _labels(after):
        shutil.copystat(before, after)


def _labels(folder: str) -> list[tuple[str, bytes]]:
    """What else is noted of a folder, as far as its disk can note anything."""
    try:
        return [(name, os.getxattr(folder, name)) for name in os.listxattr(folder)]
    except OSError:
        return []


def mounts_below(folder: Path) -> list[str]:
    """The paths at and below a folder at which another disk or folder is mounted."""
    try:
        table = Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape")
    except OSError:
        return [top for top, _, _ in os.walk(folder) if os.path.ismount(top)]
    found = (mount_point(line) for line in table.splitlines())
    return sorted({one for one in found if Path(one).is_relative_to(folder)})


def mount_point(line: str) -> str:
    """Where a line of Linux's table of mounts says that something is mounted."""
    words = line.split(" ")[4].encode("utf-8", "surrogateescape")
    return os.fsdecode(words.decode("unicode_escape").encode("latin-1"))
