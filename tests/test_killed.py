"""A build may be killed at any moment: what stands is a whole site, old or new."""

import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ibid.site import digests, workshop
from tests.guides import ROOT, TODAY, Project, site, small_guide

MOMENTS = 10
# Before and after these the same stands on the disk.
READING = {"open r", "os.scandir", "os.listdir", "os.listxattr", "os.walk"}
# Builds in a child for each line of standard input, and kills that child at its n-th
# dealing with the disk below the guide, or after so many seconds; says by which signal
# it ended, how long it took, and the kinds of its dealings if it came to its end.
KILLER = """
import os, signal, sys, time
from pathlib import Path
from ibid.site import digests
from tests.guides import Project, compiled_once

# However fast it goes, each build asks the disk for as much as the one before.
digests.FINE_NS = digests.COARSE_NS = 0
project = Project(Path(sys.argv[1]))

def build(deadly, report):
    dealings = []
    def note(event, arguments):
        places = [str(one) for one in arguments if isinstance(one, (str, Path))]
        if event == "ctypes.dlsym" or any(sys.argv[1] in one for one in places):
            mode = f" {arguments[1]}" if event == "open" else ""
            dealings.append(event + mode)
            if len(dealings) == deadly:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(note)
    project.build()
    os.write(report, ",".join(dealings).encode())

with compiled_once():
    # What a build loads and compiles first has no part in what happens to the site.
    project.build(project.folder.with_name("elsewhere") / "output")
    for line in sys.stdin:
        deadly, delay = line.split()
        reading, writing = os.pipe()
        start = time.monotonic()
        child = os.fork()
        if not child:
            if float(delay):
                # The system ends it then, wherever it is and whatever it holds.
                signal.signal(signal.SIGALRM, signal.SIG_DFL)
                signal.setitimer(signal.ITIMER_REAL, float(delay))
            build(int(deadly), writing)
            os._exit(0)
        os.close(writing)
        with open(reading) as report:
            dealings = report.read()
        _, status = os.waitpid(child, 0)
        took = time.monotonic() - start
        print(os.WTERMSIG(status), took, dealings, sep=";", flush=True)
"""


@dataclass(frozen=True)
class Update:
    """A project whose old site is to give way to a new one."""

    project: Project
    old: Path
    new: Path

    def start_again(self, forget: bool = False) -> None:
        """Put the old site back; forget what earlier builds had worked out."""
        state = self.project.folder / ".output.ibid"
        shutil.rmtree(self.project.output, ignore_errors=True)
        shutil.rmtree(state, ignore_errors=True)
        shutil.copytree(self.old, self.project.output)
        shutil.copytree(self.old.with_name(".output.ibid"), state)
        if forget:
            shutil.rmtree(self.project.folder / ".cache")

    def is_whole(self) -> bool:
        return site(self.project.output) in (site(self.old), site(self.new))

    def is_healed(self) -> bool:
        """Whether the next build gives the new site, and nothing is left over."""
        self.project.build()
        inputs = {"content", "templates", "assets", "output", ".cache", ".output.ibid"}
        left = {path.name for path in self.project.folder.iterdir()}
        noted = {
            path.name for path in workshop.of(self.project.output).folder.iterdir()
        }
        clean = left == inputs and noted - {workshop.SPARE} == {"sign", "manifest.json"}
        return clean and site(self.project.output) == site(self.new)


@pytest.fixture
def update(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Update:
    """An old site, and a guide in which pages came, changed and went since."""
    monkeypatch.setattr(digests, "FINE_NS", 0)
    monkeypatch.setattr(digests, "COARSE_NS", 0)
    project = small_guide(tmp_path / "guide")
    assert project.build(tmp_path / "old" / "output").published
    project.replace("content/site.yaml", "tagline: ", "tagline: New!  # ")
    page = project.content / "remedies/magnesium.md"
    page.rename(page.with_name("second.md"))
    project.replace("content/remedies/stretching.md", ", magnesium.md", "")
    assert project.build(tmp_path / "new" / "output").published
    return Update(project, tmp_path / "old" / "output", tmp_path / "new" / "output")


def command(project: Project) -> list[str]:
    names = ("content", "templates", "assets", "output")
    options = [f"--{name}={project.folder / name}" for name in names]
    return [sys.executable, "build.py", *options, f"--today={TODAY}"]


@pytest.fixture
def killer(update: Update) -> Iterator[subprocess.Popen[str]]:
    """A process that builds the update and kills the build where it is told to."""
    with subprocess.Popen(
        [sys.executable, "-c", KILLER, str(update.project.folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


@dataclass(frozen=True)
class Ended:
    """A build's end: by which signal, after how long, and what it did on the disk.

    The kinds of its dealings are told only by a build that was left to end.
    """

    signal: int
    seconds: float
    dealings: tuple[str, ...]


def kill_at(
    killer: subprocess.Popen[str], dealing: int = 0, delay: float = 0.0
) -> Ended:
    """A build that is killed at a dealing or after a delay; 0 of both lets it end."""
    assert killer.stdin
    assert killer.stdout
    print(dealing, delay, file=killer.stdin, flush=True)
    ended_by, took, dealings = killer.stdout.readline().strip().split(";")
    return Ended(int(ended_by), float(took), tuple(filter(None, dealings.split(","))))


def test_killed_at_any_time_a_build_leaves_a_whole_site(
    update: Update, killer: subprocess.Popen[str]
) -> None:
    """The build is killed at moments spread over all the time it takes."""
    update.start_again()
    duration = kill_at(killer).seconds
    dice = random.Random(1)
    killed = 0
    for moment in range(MOMENTS):
        update.start_again()
        delay = duration * (moment + dice.random()) / MOMENTS
        killed += kill_at(killer, delay=delay).signal == signal.SIGALRM
        assert update.is_whole(), f"killed after {delay:.3f} s"
        assert update.is_healed(), f"killed after {delay:.3f} s"
    assert killed


def turns(dealings: tuple[str, ...]) -> list[int]:
    """The first and the last change of each kind, and the dealings behind them.

    What stands on the disk changes its nature there; `make kills` tries hundreds more.
    """
    found = set()
    for kind in set(dealings) - READING:
        first = dealings.index(kind) + 1
        last = len(dealings) - dealings[::-1].index(kind)
        found |= {first, first + 1, last, last + 1}
    return sorted(found & set(range(1, len(dealings) + 1)))


def spread(dealings: tuple[str, ...]) -> list[int]:
    """A few dealings over all."""
    return [1 + part * (len(dealings) - 1) // 3 for part in range(4)]


@pytest.mark.parametrize(
    ("forget", "steps"), [(False, turns), (True, spread)], ids=["warm", "cold"]
)
def test_killed_at_any_step_a_build_leaves_a_whole_site(
    update: Update,
    killer: subprocess.Popen[str],
    forget: bool,
    steps: Callable[[tuple[str, ...]], list[int]],
) -> None:
    """The build is killed where its work on the disk takes a turn."""
    for _ in range(2):
        update.start_again(forget)
        ended = kill_at(killer)
    assert ended.signal == 0
    assert "os.rename" in ended.dealings
    for step in steps(ended.dealings):
        update.start_again(forget)
        assert kill_at(killer, step).signal == signal.SIGKILL
        where = f"killed at step {step}, {ended.dealings[step - 1]}"
        assert update.is_whole(), where
        assert update.is_healed(), where


INTERRUPTED = """
import os, signal, sys, threading
from ibid import cli

def interrupt(event, arguments):
    global left
    if event == "open" and sys.argv[2] in str(arguments[0]):
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGINT)

# As at a terminal, whatever started the tests.
signal.signal(signal.SIGINT, signal.default_int_handler)
left = int(sys.argv[1])
sys.addaudithook(interrupt)
sys.exit(cli.main(sys.argv[3:]))
"""


@pytest.mark.parametrize("step", [1, 60, 130, 170])
def test_an_interrupted_build_says_so_by_its_exit_code(
    update: Update, step: int
) -> None:
    """130, without a traceback; what stands is whole, and the next build goes on."""
    update.start_again()
    words, folder = command(update.project)[2:], str(update.project.folder)
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, str(step), folder, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
    assert update.is_whole()
    assert update.is_healed()
