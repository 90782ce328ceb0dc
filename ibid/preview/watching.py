"""Saves, told as they happen by the system; no folder is searched for them."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import watchfiles

# A save is often several steps; they come together within this time.
GATHER_MS = 3
AT_MOST_MS = 60
# How often the folders themselves are looked at: one may be deleted and made anew.
LOOK_EVERY_MS = 1000

Changed = Callable[[frozenset[Path]], None]


def start(folders: tuple[Path, ...], changed: Changed) -> None:
    """Call `changed` with what was saved in the folders, from a thread of its own.

    It is called without files as soon as the folders are watched, and a second after
    the last save: nothing that was saved before is unknown then.
    """
    threading.Thread(target=_watch, args=(folders, changed), daemon=True).start()


def _watch(folders: tuple[Path, ...], changed: Changed) -> None:
    while True:
        there = [folder for folder in folders if folder.is_dir()]
        changed(frozenset())
        for saved in _saves(there, _numbers(folders), folders):
            changed(saved)


def _saves(
    there: list[Path], numbers: list[int], folders: tuple[Path, ...]
) -> Iterator[frozenset[Path]]:
    """What is saved, for as long as the folders are the ones that they were."""
    found = watchfiles.watch(
        *(folder.resolve() for folder in there),
        watch_filter=_is_content,
        step=GATHER_MS,
        debounce=AT_MOST_MS,
        rust_timeout=LOOK_EVERY_MS,
        yield_on_timeout=True,
        raise_interrupt=False,
        ignore_permission_denied=True,
    )
    # What is saved while saves are being handed over may get lost on the way: when all
    # is quiet, it is looked once more.
    untold = True
    for changes in found:
        if changes or untold:
            yield frozenset(Path(path) for _, path in changes)
        untold = bool(changes)
        if _numbers(folders) != numbers:
            return


def _numbers(folders: tuple[Path, ...]) -> list[int]:
    """The numbers of the folders on disk; 0 for one that isn't there."""
    return [os.stat(folder).st_ino if folder.is_dir() else 0 for folder in folders]


def _is_content(_: watchfiles.Change, path: str) -> bool:
    """Whether a build would read the file: not what editors put beside it."""
    name = os.path.basename(path)
    return not name.startswith(".") and not name.endswith("~")
