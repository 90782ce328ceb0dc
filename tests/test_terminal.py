"""What is said on a terminal, in a pipe and to a Git host."""

import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from ibid import terminal
from ibid.cli import main
from ibid.problems import Place, Problem, as_annotation
from tests.guides import ROOT, TODAY, Project, small_guide

OPTIONS = ("content", "templates", "assets", "output")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_guide(tmp_path / "guide")


def words(project: Project, *more: str) -> list[str]:
    options = [f"--{name}={project.folder / name}" for name in OPTIONS]
    return ["build", *options, f"--today={TODAY}", *more]


def on_a_terminal(command: list[str], more: Mapping[str, str]) -> str:
    """What a command says on the terminal that its errors go to."""
    mine, its = pty.openpty()
    surroundings = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=its,
        env={**surroundings, "TERM": "xterm", **more},
    ):
        os.close(its)
        said = b""
        # Linux says EIO when the other side is closed.
        try:
            while part := os.read(mine, 4096):
                said += part
        except OSError:
            pass
    os.close(mine)
    return said.decode()


@pytest.mark.parametrize(
    ("more", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": ""}, True),
        ({"NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_colours_are_for_terminals_whose_owner_wants_them(
    project: Project, more: Mapping[str, str], coloured: bool
) -> None:
    project.write("content/about.md", project.read("content/about.md") + "\n[@nobody]")
    command = [sys.executable, "build.py", *words(project)]
    said = on_a_terminal(command, more)
    assert ("\x1b[1;31merror:\x1b[0m unknown reference" in said) == coloured
    assert (" error: unknown reference" in said) == (not coloured)
    piped = subprocess.run(
        command, cwd=ROOT, capture_output=True, check=False, env={**os.environ, **more}
    )
    assert b"\x1b" not in piped.stderr
    assert b" error: unknown reference" in piped.stderr


WORK = """
import sys, time
from ibid import terminal
terminal.PATIENCE = 0.05
with terminal.working("Counting") as on:
    end = time.monotonic() + float(sys.argv[1])
    on("sheep" + 200 * "p")
    while time.monotonic() < end:
        pass
terminal.tell("Done.")
"""


@pytest.mark.parametrize(("seconds", "seen"), [("0.4", True), ("0", False)])
def test_work_that_takes_long_says_so_and_leaves_no_trace(
    seconds: str, seen: bool
) -> None:
    command = [sys.executable, "-c", WORK, seconds]
    said = on_a_terminal(command, {})
    assert ("Counting: sheeppp" in said) == seen
    assert ("p … 0 s" in said) == seen
    assert all(len(line) < 80 for line in said.split(terminal.CLEAR))
    assert said.replace("\r\n", "").endswith(f"{terminal.CLEAR}Done.")
    if seen:
        assert said.index("Counting") < said.rindex(f"{terminal.CLEAR}{terminal.CLEAR}")
    piped = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert piped.stderr == b"Done.\n"


def test_a_git_host_is_told_of_each_problem_at_its_line() -> None:
    """With signs that would end the command, or a value of it, written otherwise."""
    place = Place("content/a,b:c.md", 14, 9, 3, "One [@x].")
    found = Problem(place, "some-rule", "50 % of\nit is: wrong", "mend it")
    assert as_annotation(found) == (
        "::error file=content/a%2Cb%3Ac.md,line=14,col=9,endColumn=12,title=some-rule"
        "::50 %25 of%0Ait is: wrong%0Amend it"
    )
    advice = Problem(place, "some-rule", "long", "", "advice")
    assert as_annotation(advice).startswith("::warning file=")
    assert as_annotation(advice).endswith("::long")


@pytest.mark.parametrize("way", ["asked", "known", "not"])
def test_a_git_host_is_known_by_its_surroundings(
    project: Project,
    way: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    if way == "known":
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
    project.write("content/about.md", project.read("content/about.md") + "\n[@nobody]")
    more = ["--format=github"] if way == "asked" else []
    assert main(words(project, *more)) == 1
    said = capsys.readouterr()
    assert ("::error file=" in said.out) == (way != "not")
    assert "unknown reference" in said.err


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("", True),
        ("--base-url=https://www.example.org/x/", True),
        ("--base-url=https://guide.scot/", False),
        ("--base-url=https://notexample.org/", False),
    ],
)
def test_an_address_that_nobody_can_have_is_told(
    project: Project, address: str, told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each time the guide is published, though nothing was new; never strictly."""
    for _ in range(2):
        assert main(words(project, "--strict", *filter(None, [address]))) == 0
        assert ("set `base_url` in" in capsys.readouterr().out) == told


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("form", ["--json", "--why"])
def test_a_reader_that_goes_away_ends_a_command_quietly(
    project: Project, unbuffered: str, form: str
) -> None:
    """As `head` does: no message, and the code that shells give a broken pipe."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "build.py", *words(project, form)],
        cwd=ROOT,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_behind_what_is_printed_is_one_message(
    project: Project, unbuffered: str
) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "build.py", *words(project, "--json")],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        )
    said = done.stderr.decode().splitlines()
    assert done.returncode == 1
    assert [line for line in said if not line.startswith(" ")] == [
        "standard output:1:1: error: no space left on device [refused]"
    ]
