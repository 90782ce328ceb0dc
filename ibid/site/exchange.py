"""One whole site takes the place of another, in a single step of the file system."""

import ctypes
import errno
import os
from collections.abc import Iterable, Mapping, Set
from pathlib import Path

from ibid.site import trees, workshop
from ibid.site.workshop import Rows, Workshop


def lay_out(
    shop: Workshop, files: Mapping[str, bytes], removed: Set[str], manifest: Rows
) -> None:
    """Make the stage the whole site that is to be, on the disk and not only on its way.

    Raises OSError when the disk refuses.
    """
    stage, output = shop.stage, shop.output
    if output.exists() and shop.spare.is_dir():
        shop.spare.rename(stage)
    else:
        stage.mkdir()
    number = stage.stat().st_ino
    trees.write(shop.coming, workshop.text(manifest, number).encode())
    stay: Set[str] = set()
    if output.exists():
        stay = trees.mirror(output, stage, skip=removed | files.keys())
    trees.write_all(stage, files)
    trees.dress_folders(output, stage, stay, files.keys(), removed)
    trees.settle([stage / path for path in files], stage)


def change_places(shop: Workshop) -> None:
    """Swap stage and output in one step, or put the stage in the empty place."""
    if not shop.output.exists():
        shop.stage.rename(shop.output)
    elif not _swap(shop.stage, shop.output):
        rename_twice(shop)
    trees.sync(shop.output.parent)


RENAME_EXCHANGE = 2
AT_FDCWD = -100


def _swap(one: Path, other: Path) -> bool:
    """Whether the system could swap the two: not all systems and disks can."""
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None)
    if renameat2 is None:
        return False
    paths = (AT_FDCWD, bytes(one), AT_FDCWD, bytes(other))
    return bool(renameat2(*paths, RENAME_EXCHANGE) == 0)


def rename_twice(shop: Workshop) -> None:
    """Put the stage in the place of the output in what comes nearest to one step.

    A crash in between leaves the old tree whole beside an empty place, and the next
    build puts it back; a failure puts it back at once.
    """
    shop.output.rename(shop.aside)
    try:
        shop.stage.rename(shop.output)
    except OSError:
        shop.aside.rename(shop.output)
        raise


def finish(shop: Workshop) -> None:
    """Note the exchange if it was made, and clear away all that is left over.

    Where a killed build left no site, the old one is put back. What somebody put into
    the old tree while it was exchanged moves to the new one. The old tree is kept as
    the spare one, without what changed: to make it the next takes less than a new one.
    """
    if mounts := trees.mounts_below(shop.folder):
        raise OSError(errno.EBUSY, "a disk is mounted here: unmount it", mounts[0])
    left = [tree for tree in (shop.stage, shop.aside) if tree.is_dir()]
    if shop.aside in left and not os.path.lexists(shop.output):
        shop.aside.rename(shop.output)
        left.remove(shop.aside)
    if shop.coming.exists():
        number, after = workshop.noted(shop.coming)
        if shop.output.is_dir() and shop.output.stat().st_ino == number:
            before = workshop.read(shop.manifest)
            for tree in left:
                trees.rescue(tree, shop.output, {workshop.MARK, *before, *after})
            shop.coming.replace(shop.manifest)
            changed = [path for path in before if before[path] != after.get(path)]
            left = [tree for tree in left if not _spared(shop, tree, changed)]
        else:
            shop.coming.unlink()
    for tree in left:
        trees.clear(tree)


def _spared(shop: Workshop, tree: Path, changed: Iterable[str]) -> bool:
    """Whether the tree could be kept as the spare one, without what changed."""
    if shop.spare.exists():
        trees.clear(shop.spare)
    try:
        for path in changed:
            trees.remove(tree, path)
        tree.rename(shop.spare)
    except OSError:
        return False
    return True
