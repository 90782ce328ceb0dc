"""A site whose folder has to stay: its files take each other's places one by one.

All are written first, and what is to be done is noted; from then on a build that was
stopped is completed by the next one. New files come first, so that whatever a page
needs is there, then those that change, pages last; what is gone goes at the end. While
`manifest.new` stands in the workshop, the site is on its way.
"""

import errno
import os
from collections.abc import Mapping
from pathlib import Path

from ibid.site import trees, workshop
from ibid.site.workshop import Rows, Workshop


def begin(shop: Workshop, rows: Rows) -> None:
    """A workshop within the output, with a note of what was published till now."""
    shop.open()
    if not shop.manifest.exists():
        trees.write_anew(shop.manifest, workshop.text(rows, 0).encode())


def lay_out(shop: Workshop, files: Mapping[str, bytes], manifest: Rows) -> None:
    """Write all files into the stage, and the note that makes them the coming site.

    Raises OSError when the disk refuses.
    """
    shop.stage.mkdir()
    for path in files:
        _require_writable(shop.output, path)
    trees.write_all(shop.stage, files)
    trees.settle([shop.stage / path for path in files], shop.stage)
    trees.write_anew(shop.coming, workshop.text(manifest, 0).encode())
    trees.sync(shop.folder)


def finish(shop: Workshop) -> None:
    """Complete the site that was noted as the coming one; clear what is left over."""
    if shop.coming.exists():
        before, after = workshop.read(shop.manifest), workshop.read(shop.coming)
        for path in sorted(_staged(shop), key=lambda one: _turn(one, before)):
            (shop.stage / path).replace(trees.room_for(shop.output, path))
        for path in before.keys() - after.keys():
            trees.remove(shop.output, path)
        trees.sync(shop.output)
        shop.coming.replace(shop.manifest)
    if shop.stage.is_dir():
        trees.clear(shop.stage)


def _staged(shop: Workshop) -> list[str]:
    """The files that still wait for their place."""
    return list(trees.files(shop.stage)) if shop.stage.is_dir() else []


def _turn(path: str, before: Rows) -> tuple[bool, bool, str]:
    """When a file's turn comes: new ones first, pages after what they need."""
    return path in before, path.endswith(".html"), path


def _require_writable(output: Path, path: str) -> None:
    """Raise OSError unless a file can be put there: better now than half-way."""
    parents = (output / path).parents
    folder = next(parent for parent in parents if parent.is_dir())
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
