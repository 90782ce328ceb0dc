"""What a build lays down until it needs it: the same bytes, wherever they lie."""

import gc
import os
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest

from ibid.units.spool import Spool


def test_what_is_laid_down_is_taken_out_by_its_name(tmp_path: Path) -> None:
    for spool in (Spool(tmp_path), Spool()):
        spool.lay("a", b"one")
        spool.lay("b", b"")
        spool.lay("a", b"another")
        assert dict(spool) == {"a": b"another", "b": b""}
        assert "c" not in spool
        with pytest.raises(KeyError):
            spool["c"]


def test_it_leaves_no_file_behind(tmp_path: Path) -> None:
    """Not even where the process is killed: the file never has a name."""
    spool = Spool(tmp_path)
    spool.lay("a", b"one")
    assert [*tmp_path.iterdir()] == []


def test_what_a_full_disk_refuses_stays_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool = Spool(tmp_path)
    spool.lay("a", b"before")
    write: Callable[[int, bytes, int], int] = os.pwrite

    def half(handle: int, data: bytes, start: int) -> int:
        """The disk takes three bytes, and no more."""
        if len(data) < 9:
            raise OSError(28, "No space left on device")
        return write(handle, data[:3], start)

    monkeypatch.setattr(os, "pwrite", half)
    spool.lay("b", b"123456789")
    monkeypatch.undo()
    spool.lay("c", b"after")
    assert dict(spool) == {"a": b"before", "b": b"123456789", "c": b"after"}


def test_it_needs_no_folder_that_can_be_written(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "missing")
    spool.lay("a", b"one")
    assert spool["a"] == b"one"


def test_a_copy_of_the_process_takes_out_and_adds_nothing(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.lay("a", b"one")

    def copy() -> None:
        spool.lay("a", b"two")
        os._exit(0 if spool["a"] == b"one" else 1)

    process = get_context("fork").Process(target=copy)
    process.start()
    process.join()
    assert process.exitcode == 0
    spool.lay("b", b"three")
    assert dict(spool) == {"a": b"one", "b": b"three"}


def test_a_file_that_can_not_be_closed_is_no_fault(tmp_path: Path) -> None:
    """What is raised at the end of a value would be a traceback on the terminal."""
    before = {*os.listdir("/proc/self/fd")}
    spool = Spool(tmp_path)
    spool.lay("a", b"1")
    opened = {*os.listdir("/proc/self/fd")} - before
    assert len(opened) == 1
    os.close(int(opened.pop()))
    del spool
    gc.collect()
