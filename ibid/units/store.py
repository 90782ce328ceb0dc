"""What builds remember on disk: results of pure work, kept under their content.

Deleting it changes nothing but speed, and nothing in it is executed.
"""

import contextlib
import hashlib
import json
import os
import sqlite3
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ibid.units.memo import Held, Memo, Plain
from ibid.units.spool import Spool

TABLE = "results.sqlite3"
CREATE = """
CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, value TEXT, digest TEXT)
"""
SELECT = "SELECT key, value, digest FROM results WHERE key IN ({})"
KEYS = "SELECT key FROM results"
INSERT = "INSERT OR REPLACE INTO results VALUES (?, ?, ?)"
DELETE = "DELETE FROM results WHERE key NOT IN (SELECT key FROM used)"
# Rows that no build asked for are dropped once they are this many times the others.
UNUSED = 3
WAIT_SECONDS = 1.0


@dataclass(frozen=True)
class Memory:
    """A folder of JSON texts; None where nothing may be kept.

    What can't be read, or belongs to somebody else, isn't there; what can't be written
    is not kept.
    """

    folder: Path | None

    def read(self, name: str) -> object:
        """What was kept under this name; None where there is nothing to trust."""
        if self.folder is None:
            return None
        try:
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
            with open(os.open(self.folder / name, flags), encoding="utf-8") as file:
                found = os.fstat(file.fileno())
                if stat.S_ISREG(found.st_mode) and _is_our_own(found):
                    stored: object = json.load(file)
                    return stored
        except (OSError, ValueError, RecursionError):
            pass
        return None

    def write(self, name: str, value: object) -> None:
        """Keep a value of plain data in place of the earlier one."""
        folder = None if self.folder is None else _made(self.folder)
        if folder is None:
            return
        written = ""
        try:
            handle, written = tempfile.mkstemp(dir=folder)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(value, file)
            Path(written).replace(folder / name)
        except OSError:
            with contextlib.suppress(OSError):
                Path(written).unlink()

    def spool(self) -> Spool:
        """A new spool, on the same disk."""
        return Spool(None if self.folder is None else _made(self.folder))

    def rows(self) -> "Rows":
        """The table of results; an empty one that forgets where none can be kept."""
        folder = None if self.folder is None else _made(self.folder)
        if folder is None:
            return Rows(None)
        path = folder / TABLE
        for _ in range(2):
            try:
                if os.path.lexists(path) and not _is_table_of_ours(path):
                    return Rows(None)
                return Rows(path)
            except sqlite3.DatabaseError:
                # What isn't a table is no loss: it is made anew, once.
                with contextlib.suppress(OSError):
                    path.unlink()
            except OSError:
                break
        return Rows(None)


class Rows:
    """Results of pure work, each under the fingerprint of all that it depends on.

    They are JSON texts in one SQLite file. What can't be read isn't there, and what
    can't be written is not kept. A copy of this process opens the file anew.
    """

    def __init__(self, path: Path | None) -> None:
        """Raises sqlite3.DatabaseError where the file is no table."""
        self._path = path
        self._opened: dict[int, sqlite3.Connection] = {}
        self._open()

    @cached_property
    def _keys(self) -> set[str]:
        """The key of every result."""
        with contextlib.suppress(sqlite3.Error):
            if connection := self._open():
                return {key for (key,) in connection.execute(KEYS)}
        return set()

    def has(self, key: str) -> bool:
        """Whether anything is kept under the key, to be trusted or not."""
        return key in self._keys

    def get(self, keys: Sequence[str]) -> Mapping[str, Plain]:
        """What is kept under some of the keys and can be trusted, by its key."""
        rows = self._found([key for key in keys if key in self._keys])
        sound = [(key, str(text)) for key, text, told in rows if told == sum_of(text)]
        try:
            # Many texts are read in a third of the time in which each alone is.
            values = json.loads(f"[{','.join(text for _, text in sound)}]")
            return dict(zip((key for key, _ in sound), values, strict=True))
        except (ValueError, RecursionError):
            return dict(_readable(sound))

    def _found(self, keys: Sequence[str]) -> Sequence[tuple[str, str, str]]:
        select = SELECT.format(",".join("?" * len(keys)))
        with contextlib.suppress(sqlite3.Error):
            if connection := self._open():
                return connection.execute(select, keys).fetchall()
        return ()

    def add(self, results: Mapping[str, Plain]) -> bool:
        """Whether these results could be kept too."""
        texts = ((key, json.dumps(value)) for key, value in results.items())
        fresh = ((key, text, sum_of(text)) for key, text in texts)
        with contextlib.suppress(sqlite3.Error):
            if connection := self._open():
                with connection:
                    connection.executemany(INSERT, fresh)
                self._keys.update(results)
                return True
        return False

    @contextlib.contextmanager
    def recalled(self, held: Held) -> Iterator[Memo]:
        """What earlier builds worked out; what is worked out now is kept with it.

        `held` is what the same process has from the time before.
        """
        memo = Memo(self.get, held=held, keep_now=self.add, may_know=self.has)
        try:
            yield memo
        finally:
            self.keep(memo)
            memo.hand_on()

    def keep(self, memo: Memo) -> None:
        """Add what a build worked out, and drop what is no longer asked for."""
        self.add(memo.fresh)
        if len(self._keys) <= UNUSED * len(memo.used):
            return
        with contextlib.suppress(sqlite3.Error):
            if connection := self._open():
                with connection:
                    connection.execute("CREATE TEMP TABLE used (key TEXT PRIMARY KEY)")
                    rows = ((key,) for key in memo.used)
                    connection.executemany("INSERT INTO used VALUES (?)", rows)
                    connection.execute(DELETE)

    def close(self) -> None:
        """Let go of the file."""
        for connection in self._opened.values():
            with contextlib.suppress(sqlite3.Error):
                connection.close()

    def _open(self) -> sqlite3.Connection | None:
        """The table, opened by this process. Raises sqlite3.Error."""
        process = os.getpid()
        if self._path is not None and process not in self._opened:
            self._opened[process] = _opened(self._path)
        return self._opened.get(process)


def sum_of(text: object) -> str:
    """What tells whether a text is still the one that was kept."""
    data = str(text).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:16]


def _readable(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Plain]]:
    """The rows of which the text can be read, with its value."""
    for key, text in rows:
        with contextlib.suppress(ValueError, RecursionError):
            yield key, json.loads(text)


def _is_table_of_ours(path: Path) -> bool:
    found = path.lstat()
    return stat.S_ISREG(found.st_mode) and _is_our_own(found)


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS)
    # A build that is killed may lose what it remembered, and nothing else.
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(CREATE)
    return connection


NOTHING = Memory(None)


def of_project(content: Path) -> Memory:
    """The memory of the project that a content folder belongs to.

    There is none where `.cache` is a link, or anybody else could write there.
    """
    folder = Path(os.path.realpath(content)).parent / ".cache" / "ibid"
    for part in (folder.parent, folder):
        try:
            found = part.lstat()
        except FileNotFoundError:
            break
        except OSError:
            return NOTHING
        if not stat.S_ISDIR(found.st_mode) or not _is_our_own(found):
            return NOTHING
    return Memory(folder)


def _is_our_own(found: os.stat_result) -> bool:
    """Whether it belongs to us, and not everybody may write it."""
    return found.st_uid == os.geteuid() and not found.st_mode & stat.S_IWOTH


def _made(folder: Path) -> Path | None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder
