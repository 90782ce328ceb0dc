"""The terminal: exit codes, problems, and what is said beside results."""

import contextlib
import io
import os
import select
import shutil
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from ibid.problems import Paint, Problem, as_annotation, as_json, as_text, plain

DONE, PROBLEMS, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
# What a shell says of a program that its system ended because nobody reads it any more.
UNHEARD = 141
FORMATS = ("text", "json", "github")
# Bold, and the colours that every terminal has made readable on its own ground.
STYLES = {
    "place": "1",
    "error": "1;31",
    "advice": "1;33",
    "carets": "1;31",
    "hint": "1;36",
}
# In the order of their numbers: what is opened gets the lowest that is free.
STREAMS = {"stdin": "r", "stdout": "w", "stderr": "w"}
CLEAR = "\r\x1b[K"
PATIENCE = 1.0


def open_streams() -> None:
    """Put nothing and nowhere in the place of streams that are closed.

    Else the first file that is opened would get the number of standard error, and have
    written in it what others say there.
    """
    for name, way in STREAMS.items():
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_RDWR)
            # As Python's own streams, it stays open to the end.
            nowhere = open(handle, way, encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, nowhere)


def report(problems: Sequence[Problem], form: str = "text") -> None:
    """Print problems: for people to standard error, for programs to standard output.

    A Git host that runs the command is told of each so that it shows it at its line.
    """
    if form == "json":
        print(as_json(problems))
        return
    paint = painter()
    for problem in problems:
        print(as_text(problem, paint), file=sys.stderr)
    if form == "github" or os.environ.get("GITHUB_ACTIONS") == "true":
        for problem in problems:
            print(as_annotation(problem))


def painter() -> Paint:
    """Colours on a terminal whose owner has nothing against them, else none."""
    return painted if _is_terminal() and not os.environ.get("NO_COLOR") else plain


def _is_terminal() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def painted(role: str, words: str) -> str:
    """The words in the colour of their role."""
    return f"\x1b[{STYLES[role]}m{words}\x1b[0m"


def tell(line: str) -> None:
    """Say something that isn't a result, where results don't stand."""
    clear = CLEAR if _is_terminal() else ""
    print(f"{clear}{line}", file=sys.stderr, flush=True)


@contextlib.contextmanager
def working(what: str) -> Iterator[Callable[[str], None]]:
    """Say on a terminal what is being done, once it takes longer than a second.

    What it gives is told each thing that is worked on, and shows the last one.
    """
    things = deque((what,), maxlen=2)

    def on(thing: str) -> None:
        things.append(f"{what}: {thing}")

    if not _is_terminal() or not hasattr(signal, "setitimer"):
        yield on
        return
    start = time.monotonic()

    def tick(*_: object) -> None:
        seconds = round(time.monotonic() - start)
        took = f" … {seconds} s"
        # A line that the terminal breaks could not be cleared.
        room = shutil.get_terminal_size().columns - len(took) - 1
        sys.stderr.write(f"{CLEAR}{things[-1][: max(room, 0)]}{took}")
        sys.stderr.flush()

    before = signal.signal(signal.SIGALRM, tick)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE, PATIENCE)
    try:
        yield on
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if time.monotonic() - start >= PATIENCE:
            sys.stderr.write(CLEAR)
            sys.stderr.flush()


def program() -> str:
    """The name by which this program was started: `ibid`, or `build.py`."""
    return "ibid" if Path(sys.argv[0]).stem == "ibid" else "build.py"


def refuse(message: str, code: int) -> int:
    """Say why a command does nothing; its exit code."""
    print(f"{program()}: {message}", file=sys.stderr)
    return code


def finish() -> None:
    """Hand over all that was printed; raises OSError where nobody takes it."""
    for stream in _streams():
        stream.flush()


def unsaid(problem: Problem) -> int:
    """The exit code when what a command says can't be handed over.

    The cause is told to whoever still listens, unless a reader just went away.
    """
    code = UNHEARD if is_unheard() else PROBLEMS
    if code == PROBLEMS:
        with contextlib.suppress(OSError):
            print(as_text(problem), file=sys.stderr, flush=True)
    # What is left is given up, for Python would try it again at its end.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in _streams():
        os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
    return code


def is_unheard() -> bool:
    """Whether standard output or standard error is a pipe whose reader is gone."""
    if not hasattr(select, "poll"):
        return False
    poll = select.poll()
    for stream in _streams():
        poll.register(stream.fileno(), 0)
    return any(event & select.POLLERR for _, event in poll.poll(0))


def _streams() -> list[TextIO]:
    """Standard output and standard error, as far as they are open files."""
    found = []
    for stream in (sys.stdout, sys.stderr):
        if not stream.closed:
            with contextlib.suppress(io.UnsupportedOperation):
                stream.fileno()
                found.append(stream)
    return found
