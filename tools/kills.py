"""Builds that are killed, or refused by the system: what stands is always a site.

`make kills` kills builds at steps spread over all that they do on the disk,
then lets the n-th call of each kind fail, for every n, in both ways of publishing. It
prints what it did and every case that ended ill. The calls need strace.
"""

import argparse
import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ibid.site import workshop
from tests.guides import ROOT, TODAY, Project, site, small_guide

CALLS = (
    *("openat", "write", "pwrite64", "close", "fsync", "fdatasync", "syncfs"),
    *("link", "linkat", "rename", "renameat2", "mkdir", "unlink", "rmdir", "fchmod"),
)
READING = ("openat", "close", "pwrite64", "write")
ERRORS = ("ENOSPC", "EIO", "EACCES", "EROFS")
WAYS = ("exchange", "copy")
# Between two lines that tell how far it is.
PATIENCE = 10.0

# Runs the command in a child for each line of standard input: the step at which it is
# killed, or refused with an error, and the file for what is said. The child waits for a
# byte, so that it can be watched. What a build loads and compiles first has no part in
# what happens to the site: each child has it from a build elsewhere.
WORKER = """
import contextlib, ctypes, io, os, signal, sys
from ibid import cli, pipeline
from ibid.pages import planning
from tests.guides import compiled_once

folder, elsewhere, go, words = *sys.argv[1:3], int(sys.argv[3]), sys.argv[4:]
once = contextlib.ExitStack()
once.enter_context(compiled_once())
with contextlib.redirect_stdout(io.StringIO()):
    cli.main([*words, f"--output={elsewhere}"])
for line in sys.stdin:
    deadly, error, said = line.split()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        ctypes.CDLL(None).prctl(0x59616D61, -1, 0, 0, 0)
        for number in (1, 2):
            os.dup2(os.open(said, os.O_CREAT | os.O_WRONLY | os.O_APPEND), number)
        os.read(go, 1)
        dealings = 0
        def count(event, arguments):
            global dealings
            places = map(str, arguments)
            if event == "ctypes.dlsym" or any(folder in one for one in places):
                dealings += 1
                if dealings == int(deadly) and error == "0":
                    os.kill(os.getpid(), signal.SIGKILL)
                elif dealings == int(deadly) and event == "ctypes.dlsym":
                    raise AttributeError("this system has no such call")
                elif dealings == int(deadly):
                    raise OSError(int(error), os.strerror(int(error)), arguments[0])
        sys.addaudithook(count)
        code = cli.main(words)
        os.write(writing, str(dealings).encode())
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    os.close(writing)
    print(child, flush=True)
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), int(os.read(reading, 9) or 0), flush=True)
    os.close(reading)
"""


@dataclass(frozen=True)
class Ended:
    """How a build ended: its exit code, its steps on the disk, and what it said."""

    code: int
    steps: int
    said: str


@dataclass(frozen=True)
class Trial:
    """An old site that is to give way to a new one, time and again."""

    project: Project
    before: Path
    new: Mapping[str, bytes | None]
    way: str
    worker: subprocess.Popen[str]
    go: int

    @property
    def old(self) -> Mapping[str, bytes | None]:
        """The site that stands before each build."""
        return site(self.before / "output")

    def reset(self) -> None:
        """Put the old site back, with what was noted of it."""
        for name in ("output", ".output.ibid", ".cache"):
            shutil.rmtree(self.project.folder / name, ignore_errors=True)
            if (self.before / name).exists():
                shutil.copytree(self.before / name, self.project.folder / name)

    def build(self, step: int = 0, error: str = "", watch: Sequence[str] = ()) -> Ended:
        """Build; killed at a step or refused there, watched by a command or not."""
        said = self.project.folder.parent / "said"
        said.write_bytes(b"")
        assert self.worker.stdin
        assert self.worker.stdout
        number = getattr(errno, error) if error else 0
        print(step, number, said, file=self.worker.stdin, flush=True)
        child = self.worker.stdout.readline().strip()
        if watch:
            with subprocess.Popen(
                [*watch, "-p", child], stderr=subprocess.PIPE, text=True
            ) as watcher:
                assert watcher.stderr
                while "attached" not in (line := watcher.stderr.readline()):
                    if not line:
                        raise RuntimeError("strace can't watch a process here")
                os.write(self.go, b"x")
                code, steps = self.worker.stdout.readline().split()
                watcher.stderr.read()
        else:
            os.write(self.go, b"x")
            code, steps = self.worker.stdout.readline().split()
        return Ended(int(code), int(steps), said.read_text("utf-8", "replace"))

    def fault(self, ended: Ended, killed: bool) -> str:
        """What is wrong after a build that was to go wrong; "" if nothing is."""
        return self._mixed() or self._told(ended, killed) or self._unhealed()

    def _mixed(self) -> str:
        """What stands there that is neither of the old site nor of the new one."""
        stands = site(self.project.output)
        if self.way == "exchange" and stands not in (self.old, self.new):
            return "a mixed site"
        torn = [
            path
            for path, data in stands.items()
            if data is not None and data not in (self.old.get(path), self.new.get(path))
        ]
        return f"torn files: {', '.join(torn)}" if torn else ""

    def _told(self, ended: Ended, killed: bool) -> str:
        """Whether the build ended in another way or other words than it has to."""
        if killed:
            return "" if ended.code == -signal.SIGKILL else f"ended with {ended.code}"
        errors = ended.said.count(": error: ")
        right = (ended.code, bool(errors)) in ((0, False), (1, True))
        if not right or "Traceback" in ended.said or "[internal]" in ended.said:
            return f"ended with {ended.code} and {errors} messages: {ended.said[-400:]}"
        if ended.code == 0 and not self._is_new():
            return "a success without the new site"
        return ""

    def _is_new(self) -> bool:
        """Whether every file is the new site's; a folder that is empty shows nobody."""
        stands = site(self.project.output)
        return {path for path in stands if stands[path] is not None} == set(
            self.new
        ) and all(stands[path] == data for path, data in self.new.items())

    def _unhealed(self) -> str:
        """Whether the next build doesn't give the new site, or leaves litter."""
        again = self.build()
        if again.code:
            return f"the next build: {again.said[-300:]}"
        if not self._is_new():
            return "the next build doesn't give the new site"
        noted = {
            path.name for path in workshop.of(self.project.output).folder.iterdir()
        }
        beside = {path.name for path in self.project.folder.iterdir()}
        kept = {"content", "templates", "assets", "output", ".cache", ".output.ibid"}
        litter = beside - kept | noted - {"sign", "manifest.json", workshop.SPARE}
        return f"litter: {', '.join(sorted(litter))}" if litter else ""


@contextmanager
def trial(folder: Path, way: str) -> Iterator[Trial]:
    """A trial in an empty folder; `copy` publishes file by file into the output."""
    project = small_guide(folder / "guide")
    if way == "copy":
        (project.output / workshop.INSIDE).mkdir(parents=True)
        sign = project.output / workshop.INSIDE / "sign"
        sign.write_text(workshop.SIGN)
    assert project.build().published
    before = folder / "before"
    for name in ("output", ".output.ibid", ".cache"):
        if (project.folder / name).exists():
            shutil.copytree(project.folder / name, before / name)
    project.replace("content/site.yaml", "tagline: ", "tagline: New!  # ")
    page = project.content / "remedies/magnesium.md"
    page.rename(page.with_name("second.md"))
    project.replace("content/remedies/stretching.md", ", magnesium.md", "")
    elsewhere = folder / "new/output"
    assert project.build(elsewhere).published
    reading, writing = os.pipe()
    options = [
        f"--{name}={project.folder / name}"
        for name in ("content", "templates", "assets", "output")
    ]
    command = [*options, f"--today={TODAY}", "--jobs=1"]
    ahead = folder / "ahead/output"
    words = [sys.executable, "-c", WORKER, str(project.folder), str(ahead)]
    with subprocess.Popen(
        [*words, str(reading), "build", *command],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        pass_fds=(reading,),
    ) as worker:
        try:
            yield Trial(project, before, site(elsewhere), way, worker, writing)
        finally:
            assert worker.stdin
            worker.stdin.close()
            os.close(reading)
            os.close(writing)


def kills(one: Trial, count: int) -> Iterator[tuple[str, str]]:
    """Each kill, and what was wrong after it; spread over all steps of a build."""
    one.reset()
    steps = one.build().steps
    for number in range(count):
        step = 1 + number * (steps - 1) // max(count - 1, 1)
        one.reset()
        ended = one.build(step)
        # A build makes a few steps more where files are too new to be known by their
        # times; one that wasn't killed tells how many it made.
        killed = not ended.steps
        how = "killed at" if killed else "ended before"
        yield f"{how} step {step} of {steps}", one.fault(ended, killed)


def refusals(one: Trial, count: int) -> Iterator[tuple[str, str]]:
    """Each step that was refused with an error, and what was wrong after it."""
    one.reset()
    steps = one.build().steps
    for number in range(count):
        step = 1 + number * (steps - 1) // max(count - 1, 1)
        error = ERRORS[number % len(ERRORS)]
        one.reset()
        ended = one.build(step, error)
        yield f"step {step} of {steps}: {error}", one.fault(ended, killed=False)


def failures(
    one: Trial, folder: Path, reading: int, others: int = 1
) -> Iterator[tuple[str, str]]:
    """Each call that was made to fail, and what was wrong after it.

    Of the calls that reading makes too, one in `reading` fails; of the others, one in
    `others`; each with the next of the errors. Where `reading` is 0, none fails.
    """
    if not reading:
        return
    one.reset()
    log = folder / "calls"
    names = ",".join(CALLS)
    one.build(watch=["strace", "-f", "-e", f"trace={names}", "-o", str(log)])
    made = Counter(
        line.split(None, 1)[1].partition("(")[0]
        for line in log.read_text("utf-8", "replace").splitlines()
        if "(" in line and "<unfinished" not in line
    )
    turn = 0
    for call in [name for name in CALLS if made[name]]:
        for when in range(1, made[call] + 1, reading if call in READING else others):
            error = ERRORS[turn % len(ERRORS)]
            turn += 1
            rule = f"inject={call}:error={error}:when={when}"
            watch = ["strace", "-f", "-e", f"trace={call}", "-e", rule]
            one.reset()
            ended = one.build(watch=[*watch, "-o", "/dev/null"])
            what = f"{call} {when} of {made[call]}: {error}"
            yield what, one.fault(ended, killed=False)


def main(words: Sequence[str] | None = None) -> int:
    """Try it, and say what came of it; 1 if anything ended ill."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=250, help="kills in each way")
    about = "steps that are refused in each way"
    parser.add_argument("--refusals", type=int, default=250, help=about)
    about = "of opening, writing and closing, let one call in N fail; 0 lets none fail"
    parser.add_argument("--stride", type=int, default=1, metavar="N", help=about)
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=WAYS)
    options = parser.parse_args(words)
    ill = 0
    for way in options.ways:
        with tempfile.TemporaryDirectory() as name, trial(Path(name), way) as one:
            kinds = {
                "kills": kills(one, options.kills),
                "refusals": refusals(one, options.refusals),
                "failed calls": failures(one, Path(name), options.stride),
            }
            counts, wrong = [], 0
            for kind, cases in kinds.items():
                count = 0
                for what, fault in _followed(f"{way}: {kind}", cases):
                    count += 1
                    if fault:
                        wrong += 1
                        print(f"{way}: {what}: {fault}", flush=True)
                counts.append(f"{count} {kind}")
            print(f"{way}: {', '.join(counts)}; {wrong} ended ill", flush=True)
            ill += wrong
    return 1 if ill else 0


def _followed(what: str, cases: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The cases; standard error is told how many came, every few seconds."""
    start = told = time.monotonic()
    for count, case in enumerate(cases, 1):
        yield case
        now = time.monotonic()
        if now - told >= PATIENCE:
            told = now
            pace = (now - start) / count
            line = f"{what}: {count} tried, {pace:.2f} s each"
            print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
