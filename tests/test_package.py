"""The package is whole: made without a network, and used without one where it stands
alone with what it asks for.
"""

import importlib.metadata
import os
import re
import subprocess
import sys
import tarfile
import urllib.request
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.guides import ROOT

# Whoever asks for another host than this one is stopped.
ALONE = """
import sys
def watch(event, given):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        host = str(given[1][0] if event == "socket.connect" else given[0])
        assert host in ("127.0.0.1", "::1", "localhost", "None"), (event, given)
sys.addaudithook(watch)
"""


def make(source: Path, folder: Path, *targets: str) -> Path:
    """The one archive of a target, made of a checkout by the backend at hand."""
    backend = (sys.executable, "-P", "-m", "hatchling", "build", "-d", str(folder))
    words = [part for target in targets for part in ("-t", target)]
    subprocess.run([*backend, *words], cwd=source, check=True, capture_output=True)
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(ROOT, tmp_path_factory.mktemp("wheel"), "wheel")


def asked_for(requirements: list[str]) -> Iterator[importlib.metadata.Distribution]:
    """What is installed of these requirements and of all that they ask for."""
    waiting, seen = list(requirements), set()
    while waiting:
        requirement = Requirement(waiting.pop())
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        if name not in seen:
            seen.add(name)
            found = importlib.metadata.distribution(name)
            assert requirement.specifier.contains(found.version)
            yield found
            waiting += found.requires or []


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `ibid` where there is the wheel, what it asks for, and no more."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet")
    local = ("--no-index", "--no-deps", "--no-compile", str(wheel))
    subprocess.run([*pip, *local], check=True, capture_output=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    (own,) = importlib.metadata.distributions(name="ibid-guides", path=[str(packages)])
    for found in asked_for(own.requires or []):
        for name in {file.parts[0] for file in found.files or []} - {
            "..",
            "__pycache__",
        }:
            (packages / name).symlink_to(str(found.locate_file(name)))
    (packages / "sitecustomize.py").write_text(ALONE, "utf-8")
    return folder / "bin" / "ibid"


def run(program: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [program, *words],
        cwd=folder,
        env={"PATH": os.defpath, "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_guide_begins_with_the_package_alone(program: Path, tmp_path: Path) -> None:
    """`ibid init g && cd g && ibid build && ibid serve`: no checkout, no network."""
    started = run(program, tmp_path, "init", "g")
    assert (started.returncode, started.stderr) == (0, "")
    assert "ibid build" in started.stdout
    guide = tmp_path / "g"
    built = run(program, guide, "build")
    assert built.returncode == 0, built.stderr
    page = (guide / "output" / "index.html").read_bytes()
    with subprocess.Popen(
        [program, "serve", "--port", "0"],
        cwd=guide,
        env={"PATH": os.defpath, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        assert server.stdout
        try:
            said = (re.search(r"http://\S+", line) for line in server.stdout)
            address = next(found[0] for found in said if found)
            with urllib.request.urlopen(address) as answer:
                shown = answer.read()
        finally:
            server.terminate()
    title = re.compile(rb"<title>.*?</title>")
    assert title.findall(shown) == title.findall(page) != []


def test_nothing_is_asked_of_another_host(program: Path, tmp_path: Path) -> None:
    """Else the test before would prove little: who tries is stopped."""
    python = program.with_name("python")
    words = ("-c", "import socket; socket.create_connection(('192.0.2.1', 80), 1)")
    assert "AssertionError: ('socket." in run(python, tmp_path, *words).stderr


def test_the_wheel_is_the_same_from_the_archive_of_sources(
    wheel: Path, tmp_path: Path
) -> None:
    """Byte for byte: what is shipped as source lacks nothing, and times don't count."""
    archive = make(ROOT, tmp_path / "made", "sdist")
    with tarfile.open(archive) as sources:
        sources.extractall(tmp_path, filter="data")
    source = tmp_path / archive.name.removesuffix(".tar.gz")
    again = make(source, tmp_path / "again", "wheel")
    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()
    assert make(ROOT, tmp_path / "twice", "sdist").read_bytes() == archive.read_bytes()
