"""What a command costs, with every process that it starts."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
SAMPLE_SECONDS = 0.05
LIMIT_SECONDS = 1800
# A program has the byte code of its last run at hand, as it has where it is installed.
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name != "PYTHONDONTWRITEBYTECODE"
}


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, seconds of processor, and the most memory at one time.

    Memory is in megabytes, what processes share is counted once, and it is sampled: a
    peak that is over at once may be missed, but never that of the largest process.
    """

    wall: float
    processor: float
    memory: float


class FailedError(Exception):
    """The command ended with an error, or not in time."""


def cost(command: tuple[str, ...], folder: Path, log: Path) -> Cost:
    """Run a command in a folder and say what it took; FailedError if it fails."""
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        limit = threading.Timer(LIMIT_SECONDS, os.killpg, (process.pid, signal.SIGKILL))
        limit.start()
        with Sampler(process.pid) as sampler:
            _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        limit.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = log.read_text("utf-8", errors="replace")[-2000:]
        raise FailedError(
            f"{' '.join(command)} ended with {process.returncode}: {said}"
        )
    largest = usage.ru_maxrss / 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, max(largest, sampler.peak))


class Sampler:
    """Watches the memory of a session's processes from another thread."""

    def __init__(self, session: int) -> None:
        self.session = session
        self.peak = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "Sampler":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(SAMPLE_SECONDS):
            now = sum(megabytes(process) for process in processes(self.session))
            self.peak = max(self.peak, now)


def processes(session: int) -> Iterator[Path]:
    """The processes of a session, as folders of `/proc`."""
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # It has ended.
            if int(fields[3]) == session:
                yield folder


def megabytes(process: Path) -> float:
    """The memory of a process, with its part of what it shares; 0 if it has ended."""
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
