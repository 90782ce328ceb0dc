"""A small valid guide to spoil, and a build of it; and the real guide's site."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from ibid import building, cli
from ibid.request import Outcome, Request
from tests.guides import compiled_once

HERE = Path(__file__).parent
TODAY = date(2026, 11, 22)
INPUTS = ("content", "templates", "assets")
# Of another guide in content/, the tests of the one to leg cramps say nothing.
OWN = HERE.parent / "content" / "cards" / "calf-cramp.md"
collect_ignore = [] if OWN.is_file() else ["guide", "browser/guide"]


def pytest_report_header() -> list[str]:
    """Say what is left out, so that nobody takes silence for success."""
    return [
        f"tests/{name}: left out, it is of another guide" for name in collect_ignore
    ]


# Half of what a test waits for is a disk that takes in sites nobody will visit.
MEMORY = Path("/dev/shm")
ENOUGH_BYTES = 2_000_000_000


def pytest_configure() -> None:
    """Lay the folders of tests into memory, where the system has room for them."""
    if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and is_roomy():
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None


def is_roomy() -> bool:
    """Whether the memory has room for what a run of all tests leaves until its end."""
    return shutil.disk_usage(MEMORY).free > ENOUGH_BYTES


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """One process where files are named, as `auto` goes: it starts and debugs better.

    Folders, and with them the whole run, are left to every core; so is `-n logical`.
    """
    named = any(not Path(argument).is_dir() for argument in config.args)
    return 0 if named and config.option.numprocesses == "auto" else None


GuideFolder = Callable[..., Path]
Build = Callable[..., Outcome]

settings.register_profile(
    "ibid", derandomize=True, deadline=None, database=None, max_examples=200
)
settings.load_profile("ibid")


@pytest.fixture(scope="session", autouse=True)
def templates_compiled_once() -> Iterator[None]:
    """All builds of a run compile a template's text once."""
    with compiled_once():
        yield


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real guide, built by the command that builds it for everyone: to be read."""
    inputs = [f"--{one}={HERE.parent / one}" for one in INPUTS]

    def make(folder: Path) -> None:
        words = ["build", *inputs, f"--today={TODAY}", f"--output={folder / 'output'}"]
        assert cli.main(words) == 0

    return made_once(tmp_path_factory, "real", make) / "output"


def made_once(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]
) -> Path:
    """A folder that the worker which needs it first makes for all: to be read."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder, note = base / "shared" / name, base / "shared" / f"{name}.made"
    folder.mkdir(parents=True, exist_ok=True)
    with note.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not note.stat().st_size:
            make(folder)
            lock.write("made")
    return folder


@pytest.fixture
def guide_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GuideFolder:
    """Makes a folder whose `content/` is a small valid guide with some files changed.

    Each file is given as text or as bytes; None takes it away. The folder becomes the
    working directory, so that problems name `content/…` as an author would see it.
    """

    def make(files: Mapping[str, str | bytes | None] | None = None) -> Path:
        content = tmp_path / "content"
        shutil.copytree(HERE / "golden" / "content", content, dirs_exist_ok=True)
        for name, text in (files or {}).items():
            put(content / name, text)
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return make


def put(path: Path, text: str | bytes | None) -> None:
    """Make the file hold the text, or take it away."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if text is None:
        path.unlink()
    else:
        path.write_bytes(text.encode() if isinstance(text, str) else text)


@pytest.fixture
def build() -> Build:
    """Builds the guide in the working directory with the project's own look."""

    def run(**options: Any) -> Outcome:
        return building.build(request_for(**options))

    return run


def request_for(**options: Any) -> Request:
    """What to build: `content/` here into `output/` here."""
    asked: dict[str, Any] = {
        "content": Path("content"),
        "templates": HERE.parent / "templates",
        "assets": HERE.parent / "assets",
        "output": Path("output"),
        "today": TODAY,
    }
    return Request(**asked | options)
