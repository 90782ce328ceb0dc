"""Files aren't read again where the system tells that they hold what they held."""

import json
import os
from pathlib import Path

import pytest

from ibid.site import digests
from ibid.site.digests import Digests, digest
from ibid.units.store import Memory

HOUR = 3600


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "cache")


@pytest.fixture
def file(tmp_path: Path, memory: Memory) -> Path:
    """A file of three letters that was read, and known to be settled."""
    file = tmp_path / "page"
    file.write_bytes(b"one")
    while memory.read(digests.KEPT) is None:
        known = Digests()
        assert known.of(str(file)) == digest(b"one")
        known.keep(memory)
    return file


def test_a_settled_file_is_not_read_again(file: Path, memory: Memory) -> None:
    kept = memory.read(digests.KEPT)
    assert isinstance(kept, dict)
    rows = {path: [row[0], "told"] for path, row in json.loads(kept["files"]).items()}
    assert Digests(rows).of(str(file)) == "told"


def test_another_text_of_the_same_length_and_time_is_seen(
    file: Path, memory: Memory
) -> None:
    found = file.stat()
    file.write_bytes(b"two")
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert digests.recalled(memory).of(str(file)) == digest(b"two")


def test_a_file_that_may_change_at_the_same_time_is_read_again(
    file: Path, tmp_path: Path
) -> None:
    later = file.stat().st_mtime + HOUR
    os.utime(file, (later, later))
    memory = Memory(tmp_path / "another")
    known = Digests()
    assert known.of(str(file)) == digest(b"one")
    known.keep(memory)
    assert memory.read(digests.KEPT) is None


def test_damaged_digests_are_not_trusted(file: Path, memory: Memory) -> None:
    assert memory.folder is not None
    kept = memory.folder / digests.KEPT
    assert digest(b"one") in kept.read_text()
    kept.write_text(kept.read_text().replace(digest(b"one"), digest(b"two")))
    assert digests.recalled(memory).of(str(file)) == digest(b"one")
    kept.write_text(json.dumps({"files": "[", "digest": ""}))
    assert digests.recalled(memory).of(str(file)) == digest(b"one")
