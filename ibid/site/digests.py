"""The digests of files, each read again only if the system tells of a change."""

import hashlib
import json
import os
import time
from typing import Any

from ibid.fingerprint import fingerprint
from ibid.units.store import Memory

KEPT = "digests.json"
# A file that was written this shortly before it was read may be written again without
# another time on it: the clocks of some disks have steps of two seconds. One that
# tells parts of a millisecond has steps of some hundredths of a second at most.
COARSE_NS, FINE_NS = 2_500_000_000, 100_000_000


def digest(data: bytes) -> str:
    """The fingerprint of some bytes: 16 hexadecimal digits of their SHA-256."""
    return hashlib.sha256(data).hexdigest()[:16]


class Digests:
    """The digests of files as they are now, asked for again and again.

    `known` has, by a file's path, what the system told of it when it was read, and the
    digest of what it held.
    """

    def __init__(self, known: dict[str, list[str]] | None = None) -> None:
        self._known = {} if known is None else known
        self._asked: dict[str, list[str]] = {}
        self._is_new = False

    def of(self, path: str, found: os.stat_result | None = None) -> str:
        """The fingerprint of a file, of which the system just told what was `found`.

        Raises OSError if it can't be read.
        """
        row = self._asked.get(path) or self._known.get(path)
        if row is not None and row[0] == _mark(found or os.stat(path)):
            self._asked[path] = row
            return row[1]
        now, found = time.time_ns(), os.stat(path)
        with open(path, "rb", buffering=0) as file:
            made = digest(file.read())
        if _is_settled(found, now):
            self._asked[path] = [_mark(found), made]
            self._is_new = True
        return made

    def keep(self, memory: Memory) -> None:
        """Have the digests of all that was asked for recalled by the next process."""
        if self._is_new:
            text = json.dumps(self._asked)
            memory.write(KEPT, {"files": text, "digest": fingerprint(text)})


def recalled(memory: Memory) -> Digests:
    """The digests that an earlier process kept; none where they can't be trusted."""
    try:
        kept: Any = memory.read(KEPT)
        text = str(kept["files"])
        if fingerprint(text) == kept["digest"]:
            return Digests(json.loads(text))
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    return Digests()


def _mark(found: os.stat_result) -> str:
    """What is another one for a file that was written again."""
    return (
        f"{found.st_dev} {found.st_ino} {found.st_size} "
        f"{found.st_mtime_ns} {found.st_ctime_ns}"
    )


def _is_settled(found: os.stat_result, now: int) -> bool:
    """Whether the file can't change any more without another time on it."""
    is_fine = found.st_ctime_ns % 1_000_000
    newest = max(found.st_mtime_ns, found.st_ctime_ns)
    return newest < now - (FINE_NS if is_fine else COARSE_NS)
