"""Bytes that a build has made and doesn't need yet, laid down outside its memory."""

import contextlib
import os
import tempfile
import weakref
from collections.abc import Iterator, Mapping
from pathlib import Path


class Spool(Mapping[str, bytes]):
    """Bytes by name, in a file without a name: it ends with this process.

    Without a folder, or where the disk refuses, they stay in memory. Copies of this
    process can take out what was laid down before they were made, and add nothing.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._owner = os.getpid()
        self._handle = -1
        self._end = 0
        self._places: dict[str, tuple[int, int]] = {}
        self._kept: dict[str, bytes] = {}

    def lay(self, name: str, data: bytes) -> None:
        """Lay down bytes in place of those that had the name."""
        if os.getpid() != self._owner:
            return
        try:
            self._write(data)
        except OSError:
            self._kept[name] = data
            self._places[name] = (-1, 0)
            return
        self._kept.pop(name, None)
        self._places[name] = (self._end, len(data))
        self._end += len(data)

    def __getitem__(self, name: str) -> bytes:
        start, size = self._places[name]
        return os.pread(self._handle, size, start) if start >= 0 else self._kept[name]

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def _write(self, data: bytes) -> None:
        """Write behind all that was laid down. Raises OSError."""
        if self._folder is None:
            raise FileNotFoundError
        if self._handle < 0:
            with tempfile.TemporaryFile(dir=self._folder) as file:
                self._handle = os.dup(file.fileno())
            weakref.finalize(self, _close, self._handle)
        written = 0
        while written < len(data):
            start = self._end + written
            written += os.pwrite(self._handle, data[written:], start)


def _close(handle: int) -> None:
    """Close the file; where the disk refuses, nothing is lost that anybody needs."""
    with contextlib.suppress(OSError):
        os.close(handle)
