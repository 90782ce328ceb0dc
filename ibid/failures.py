"""What the disk or the network refused, as a problem with its place and a remedy."""

import errno

from ibid.problems import Place, Problem

REMEDIES = {
    errno.ENOSPC: "free some room on this disk, then build again",
    errno.EDQUOT: "free some of the room that you may use here, then build again",
    errno.EROFS: "nothing can be written here: name another folder, or mount it anew",
    errno.EACCES: "give yourself leave to read and write here, or name another folder",
    errno.EPERM: "this belongs to somebody else: name another folder, or ask its owner",
    errno.EMFILE: "close other programs, or raise the limit with ulimit -n",
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
