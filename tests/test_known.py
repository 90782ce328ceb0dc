"""A file that is read again and again is read anew whenever it may have changed."""

import os
import time
from pathlib import Path

from ibid.reading import files

LONG_AGO = 1_700_000_000


def read(known: files.Known, path: Path) -> bytes:
    return known.read(str(path), path.stat())


def test_what_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    """It would show: what the disk has now is put there without a trace."""
    path = tmp_path / "about.md"
    path.write_text("old")
    known = files.Known()
    before = path.stat()
    settled = os.stat_result(
        before, {"st_mtime_ns": LONG_AGO * 10**9, "st_ctime_ns": LONG_AGO * 10**9}
    )
    assert known.read(str(path), settled) == b"old"
    path.write_text("new")
    assert known.read(str(path), settled) == b"old"
    assert read(known, path) == b"new"


def test_what_was_just_written_is_read_each_time(tmp_path: Path) -> None:
    """A second save within one step of the disk's clock leaves the same time."""
    path = tmp_path / "about.md"
    known = files.Known()
    path.write_text("old")
    found = path.stat()
    assert known.read(str(path), found) == b"old"
    path.write_text("new")
    assert known.read(str(path), found) == b"new"


def test_an_old_time_hides_no_change(tmp_path: Path) -> None:
    """Such as that of a file that was taken out of an archive, of the same size."""
    path, other = tmp_path / "about.md", tmp_path / "other.md"
    for one, text in ((path, "old"), (other, "new")):
        one.write_text(text)
        os.utime(one, (LONG_AGO, LONG_AGO))
    known = files.Known()
    later = time.time_ns() - 2 * files.SETTLED_NS
    found = path.stat()
    own = {"st_mtime_ns": found.st_mtime_ns, "st_ctime_ns": later}
    assert known.read(str(path), os.stat_result(found, own)) == b"old"
    other.replace(path)
    assert read(known, path) == b"new"
