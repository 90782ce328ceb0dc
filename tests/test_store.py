"""What builds remember: worked with where it is ours, and never in the way."""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ibid.problems import Place, Problem, as_plain
from ibid.units import store
from tests.guides import ROOT, Project, small_guide, tree

PARTS = (".cache", ".cache/ibid", f".cache/ibid/{store.TABLE}")
Spoil = Callable[[Path], None]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small guide that was built once, so that it has a memory."""
    project = small_guide(tmp_path / "guide")
    assert project.build().published
    return project


def a_file(cache: Path) -> None:
    shutil.rmtree(cache)
    cache.write_text("Mine.")


def a_link(cache: Path) -> None:
    shutil.rmtree(cache)
    cache.symlink_to("nowhere")


def a_folder_for_each_file(cache: Path) -> None:
    for file in list((cache / "ibid").iterdir()):
        file.unlink()
        (file / "inside").mkdir(parents=True)


def links_for_each_file(cache: Path) -> None:
    for file in list((cache / "ibid").iterdir()):
        file.unlink()
        file.symlink_to("/dev/zero")


def pipes_for_each_file(cache: Path) -> None:
    for file in list((cache / "ibid").iterdir()):
        file.unlink()
        os.mkfifo(file)


def texts(text: bytes) -> Spoil:
    def spoil(cache: Path) -> None:
        for file in (cache / "ibid").iterdir():
            file.write_bytes(text)

    return spoil


SPOILT: dict[str, Spoil] = {
    "a file": a_file,
    "a link to nothing": a_link,
    "folders": a_folder_for_each_file,
    "links": links_for_each_file,
    "pipes": pipes_for_each_file,
    "no text": texts(b""),
    "no UTF-8": texts(b"\xff\xfe"),
    "a list": texts(b"[1, 2]"),
    "other fields": texts(b'{"inputs": 3, "version": [], "html": 5}'),
    "deep nesting": texts(b"[" * 100_000),
}


@pytest.mark.parametrize("kind", SPOILT)
def test_a_spoilt_memory_stops_no_build(project: Project, kind: str) -> None:
    """The site is the one that a build without any memory makes."""
    before = tree(project.output)
    SPOILT[kind](project.folder / ".cache")
    assert project.build().published
    assert tree(project.output) == before
    project.replace("content/about.md", "The editors are", "We are")
    assert project.build().published


@pytest.mark.parametrize("closed", [".cache", ".cache/ibid"])
@pytest.mark.parametrize("mode", [0o000, 0o555])
def test_a_closed_memory_stops_no_build(
    project: Project, closed: str, mode: int
) -> None:
    """Held to permissions, as an administrator isn't."""
    unprivileged = """
import ctypes, sys
nobody = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
assert sys.platform != "linux" or ctypes.CDLL(None).capset(*nobody) == 0
from ibid import cli
sys.exit(cli.main(sys.argv[1:]))
"""
    (project.folder / closed).chmod(mode)
    project.replace("content/about.md", "The editors are", "We are")
    names = ("content", "templates", "assets", "output")
    options = [f"--{name}={project.folder / name}" for name in names]
    done = subprocess.run(
        [sys.executable, "-c", unprivileged, *options, "--today=2026-11-22"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    (project.folder / closed).chmod(0o755)
    assert (done.returncode, done.stderr) == (0, "")
    assert "We are" in project.read("output/about/index.html")


def a_key(project: Project) -> str:
    """The key of a file's problems as they are remembered."""
    path = project.folder / ".cache/ibid" / store.TABLE
    with contextlib.closing(sqlite3.connect(path)) as table:
        (key,) = table.execute(
            "SELECT min(key) FROM results WHERE value LIKE '%problems%'"
        ).fetchone()
    return str(key)


def seen(project: Project) -> object:
    """What is remembered under a key that is known to be there."""
    rows = store.of_project(project.content).rows()
    try:
        key = a_key(project)
        return rows.get([key]).get(key)
    finally:
        rows.close()


def test_what_is_remembered_is_used(project: Project) -> None:
    """Or the next tests would show nothing."""
    lie = Problem(Place("content/about.md"), "lie", "nobody found this", "", "advice")
    path = project.folder / ".cache/ibid" / store.TABLE
    with contextlib.closing(sqlite3.connect(path)) as table, table:
        for key, text in table.execute("SELECT key, value FROM results").fetchall():
            value = json.dumps({**json.loads(text), "problems": [as_plain(lie)]})
            row = (value, store.sum_of(value), key)
            table.execute("UPDATE results SET value = ?, digest = ? WHERE key = ?", row)
    project.replace("content/about.md", "The editors are", "We are")
    assert lie in project.build().problems


def test_what_was_damaged_is_not_trusted(project: Project) -> None:
    path = project.folder / ".cache/ibid" / store.TABLE
    with contextlib.closing(sqlite3.connect(path)) as table, table:
        table.execute(
            "UPDATE results SET value = replace(value, 'problems', 'problem')"
        )
    assert seen(project) is None


def test_one_damaged_row_hides_no_other(tmp_path: Path) -> None:
    """Rows are read many at a time, and those that are sound come out all the same."""
    memory = store.Memory(tmp_path)
    rows = memory.rows()
    keys = ("one", "two", "three", "four")
    assert rows.add({key: {"is": key} for key in keys})
    rows.close()
    with contextlib.closing(sqlite3.connect(tmp_path / store.TABLE)) as table, table:
        # Spoilt on the disk; no JSON; several values, though the sum is right.
        texts = (("[", "x"), ("{", store.sum_of("{")), ("1,2", store.sum_of("1,2")))
        for key, text in zip(keys, texts, strict=False):
            row = (*text, key)
            table.execute("UPDATE results SET value = ?, digest = ? WHERE key = ?", row)
    rows = memory.rows()
    assert rows.get(keys) == {"four": {"is": "four"}}
    rows.close()


def test_what_nobody_asks_for_any_more_is_dropped(project: Project) -> None:
    """A table that only grew would be as large as all that was ever written."""
    sizes = []
    for number in range(3 * store.UNUSED):
        project.replace("content/site.yaml", "tagline: ", f"tagline: {number} ")
        project.build()
        path = project.folder / ".cache/ibid" / store.TABLE
        with contextlib.closing(sqlite3.connect(path)) as table:
            sizes += table.execute("SELECT count(*) FROM results").fetchone()
    assert max(sizes) <= (store.UNUSED + 1) * sizes[0]


@pytest.mark.parametrize("part", PARTS)
def test_what_everybody_could_write_is_not_trusted(project: Project, part: str) -> None:
    path = project.folder / part
    path.chmod(path.stat().st_mode | 0o002)
    assert seen(project) is None


OTHER_USER = """
import ctypes, os, sys
from pathlib import Path
from ibid.problems import Place, Problem, as_plain
from ibid.units import store

def seen():
    return store.of_project(Path(sys.argv[1])).rows().get([sys.argv[3]])

assert seen()
if os.geteuid() == 0:
    os.chown(sys.argv[2], 65534, 65534)
else:
    # In a name space of its own the process is nobody, and all files are another's.
    ctypes.CDLL(None).unshare(0x10000000)
print(seen())
"""


@pytest.mark.parametrize("part", PARTS)
def test_what_another_user_wrote_is_not_trusted(project: Project, part: str) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-c", OTHER_USER, project.content),
            *(project.folder / part, a_key(project)),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "{}\n"


def test_nothing_is_executed_that_a_build_left(project: Project) -> None:
    """Neither beside the output nor in the memory is there anything but data."""
    kept = {path.suffix for path in (project.folder / ".cache").rglob("*")}
    assert kept <= {"", ".json", ".sqlite3"}


def test_the_memory_lies_in_the_project_not_beside_the_output(
    project: Project, tmp_path: Path
) -> None:
    (tmp_path / "web").mkdir()
    assert project.build(tmp_path / "web" / "output").published
    assert {path.name for path in (tmp_path / "web").iterdir()} == {
        ".output.ibid",
        "output",
    }
