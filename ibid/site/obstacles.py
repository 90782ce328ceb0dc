"""What stands in the way of a site: in its output folder, and among its own files."""

import errno
import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from ibid.problems import Place, Problem
from ibid.site.trees import folders_of, mounts_below
from ibid.site.workshop import INSIDE, MARK, real_path

NAMED = 10
NOTHING = (errno.ENOENT, errno.ENOTDIR, errno.EBADF, errno.ELOOP)


def in_output(
    output: Path,
    wanted: Iterable[str],
    manifest: Mapping[str, tuple[str, ...]],
    adopt: bool,
) -> tuple[Problem, ...]:
    """Why the `wanted` files can't be published in `output` without harm to others'.

    `manifest` has the files there that the last build made. With `adopt`, foreign
    files may lie in the folder, and those in the place of wanted ones give way.
    """
    if not output.is_dir():
        return ()
    mounted = tuple(_mounts(output))
    if mounted:
        return mounted
    found = set(os.listdir(output)) - {INSIDE, "lost+found"}
    if found and not manifest and not adopt:
        return (_not_ours(output, sorted(found)),)
    return tuple(_in_the_way(output, wanted, manifest, adopt))


def _mounts(output: Path) -> Iterator[Problem]:
    real = real_path(output)
    for path in (one for one in mounts_below(real) if one != str(real)):
        yield Problem(
            Place(Path(path).as_posix()),
            "mounted-output",
            "another disk or folder is mounted here, within the output",
            "unmount it, or name another folder with --output",
        )


def _not_ours(output: Path, foreign: list[str]) -> Problem:
    if MARK in foreign:
        message = "the note of what a build made here is lost or damaged"
    else:
        more = f" and {len(foreign) - NAMED} more" if len(foreign) > NAMED else ""
        listed = ", ".join(foreign[:NAMED]) + more
        message = f"this folder holds what no build made: {listed}"
    return Problem(
        Place(output.as_posix()),
        "foreign-output",
        message,
        "name another folder with --output; or build with --adopt, which keeps all "
        "but files that have the name of one of the site's",
    )


def _in_the_way(
    output: Path,
    wanted: Iterable[str],
    manifest: Mapping[str, tuple[str, ...]],
    adopt: bool,
) -> Iterator[Problem]:
    """Each link, folder or file that stands where the site needs another thing."""
    paths, place = (*wanted, MARK), str(output)
    for folder in folders_of(paths):
        kind = _kind(f"{place}/{folder}")
        if kind == stat.S_IFLNK:
            yield _blocked(output / folder, "a link stands where the site has a folder")
        elif kind not in (stat.S_IFDIR, 0):
            yield _blocked(output / folder, "a file stands where the site has a folder")
    for path in paths:
        kind = _kind(f"{place}/{path}")
        if kind == stat.S_IFLNK:
            yield _blocked(output / path, "a link stands where the site has a file")
        elif kind == stat.S_IFDIR:
            yield _blocked(output / path, "a folder stands where the site has a file")
        elif kind and path != MARK and path not in manifest and not adopt:
            yield Problem(
                Place((output / path).as_posix()),
                "foreign-output",
                "no build made this file, and the site has one of the same name",
                "move it away, or build with --adopt, which replaces it",
            )


def _kind(path: str) -> int:
    """The type of what stands at the path, as the system tells it; 0 for nothing."""
    try:
        return stat.S_IFMT(os.lstat(path).st_mode)
    except OSError as error:
        if error.errno not in NOTHING:
            raise
        return 0


def _blocked(place: Path, message: str) -> Problem:
    hint = "move it away, or name another folder with --output"
    return Problem(Place(place.as_posix()), "blocked-output", message, hint)


def in_site(
    content: Path, copied: Mapping[str, str], pages: Collection[str]
) -> tuple[Problem, ...]:
    """The files to copy, by content name, whose place in the site a page needs."""
    made = frozenset(pages)
    taken = {*made, *folders_of(made), MARK}
    return tuple(
        Problem(
            Place((content / name).as_posix()),
            "place-taken",
            f'the build itself makes "{path}"',
            "give this file another name, or leave it to the build",
        )
        for name, path in copied.items()
        if path in taken or folders_of((path,)) & made
    )
