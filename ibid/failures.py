"""What the system refused, or the program failed at, as a problem with its place."""

import contextlib
import errno
import traceback
from collections.abc import Iterator
from pathlib import Path

from ibid.problems import Place, Problem

REMEDIES = {
    errno.ENOSPC: "free some room on this disk, then build again",
    errno.EDQUOT: "free some of the room that you may use here, then build again",
    errno.ENOENT: "it was moved or deleted: look where it is, and name that",
    errno.EFBIG: "a limit here keeps files short: raise it with ulimit -f",
    errno.EROFS: "nothing can be written here: name another folder, or mount it anew",
    errno.EACCES: "give yourself leave to read and write here, or name another folder",
    errno.EPERM: "this belongs to somebody else: name another folder, or ask its owner",
    errno.EMFILE: "close other programs, or raise the limit with ulimit -n",
    errno.EAGAIN: "close other programs, or raise the limit with ulimit -u",
    errno.ENFILE: "close other programs, then build again",
    errno.ENAMETOOLONG: "give the file, or a folder above it, a shorter name",
    errno.ELOOP: "a link here leads to itself or stands in the way: delete it",
    errno.EEXIST: "move away what stands there",
    errno.ENOTDIR: "a file stands where a folder is needed: move it away",
    errno.EISDIR: "a folder stands where a file is needed: move it away",
    errno.EBUSY: "something uses it: unmount or close that, or name another folder",
    errno.EIO: "the disk may be failing: save your files elsewhere, then check it",
    errno.ENOPKG: 'install it with pip install "ibid-guides[cluster]"',
    errno.ECONNREFUSED: "see that it runs, with workers that have this program",
    errno.EADDRINUSE: "end the program that listens there, or name another --port",
    errno.EADDRNOTAVAIL: "name an address of this machine with --host",
}


def of_system(error: OSError) -> Problem:
    """The refusal as one problem: which file, why, and what to do about it."""
    name = error.filename or "."
    place = name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)
    cause = error.strerror or str(error)
    remedy = REMEDIES.get(error.errno or 0, "mend that, then run the command again")
    return Problem(Place(place), "refused", cause[:1].lower() + cause[1:], remedy)


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """Give what the system refuses inside the name of the file, if it has none."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


NO_THREAD = "can't start new thread"
SET_UP = (
    "run `make site` in the project's folder and use its .venv; elsewhere "
    "pip install ibid-guides"
)


class Failure(Exception):
    """A fault of the program itself, which came up while it was at work on a file.

    It says what failed in words, so that it can come from another process.
    """

    def __init__(self, path: str, said: str) -> None:
        super().__init__(path, said)
        self.path, self.said = path, said


@contextlib.contextmanager
def at_work(path: str) -> Iterator[None]:
    """Tell of each exception that comes up inside at which file it did.

    What the system refuses names its own file.
    """
    try:
        yield
    except (OSError, Failure):
        raise
    except Exception as error:
        raise Failure(path, _said(error)) from error


def of_program(error: Exception) -> Problem:
    """A fault of the program itself: the file at work, and the line of the program.

    Or a package that isn't there, which is a fault of how it was set up; or a thread
    that the system doesn't start, for which Python has no OSError.
    """
    if isinstance(error, ModuleNotFoundError):
        what = f"the package {error.name} isn't installed for this Python"
        return Problem(Place(error.name or "."), "not-installed", what, SET_UP)
    known = error if isinstance(error, Failure) else Failure(".", _said(error))
    if NO_THREAD in known.said:
        return Problem(Place("."), "refused", NO_THREAD, REMEDIES[errno.EAGAIN])
    return Problem(
        Place(known.path),
        "internal",
        f"the program itself failed: {known.said}",
        "this is our fault: please report it with this line and the file",
    )


def _said(error: Exception) -> str:
    """What failed, on one line, and where in the program."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    words = str(error)[:MOST_SAID].replace("\n", " ")
    return f"{type(error).__name__}: {words} (at {where})"


# Most texts of exceptions have one line; a few go on and on.
MOST_SAID = 200
