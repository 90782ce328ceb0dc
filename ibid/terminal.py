"""The terminal: exit codes, problems, and what is said beside results."""

import sys
from collections.abc import Sequence
from pathlib import Path

from ibid.problems import Problem, as_json, as_text

DONE, PROBLEMS, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


def report(problems: Sequence[Problem], json: bool) -> None:
    """Print problems: for people to standard error, as JSON to standard output."""
    if json:
        print(as_json(problems))
        return
    for problem in problems:
        print(as_text(problem), file=sys.stderr)


def tell(line: str) -> None:
    """Say something that isn't a result, where results don't stand."""
    print(line, file=sys.stderr, flush=True)


def program() -> str:
    """The name by which this program was started: `ibid`, or `build.py`."""
    return "ibid" if Path(sys.argv[0]).stem == "ibid" else "build.py"


def refuse(message: str, code: int) -> int:
    """Say why a command does nothing; its exit code."""
    print(f"{program()}: {message}", file=sys.stderr)
    return code
