"""Other programs, run for what they say; a failure is told in their own words."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

# How programs start the line with the cause, before one that says what it led to.
CAUSES = ("remote: error: ", "remote: fatal: ", "error: remote unpack failed: ")
REMEDY = "mend that, then publish again: nothing of the site has changed"


class Undelivered(Exception):
    """A site couldn't be delivered: the reason, and what to do about it."""

    def __init__(self, reason: str, remedy: str = REMEDY) -> None:
        """Keep the reason for people and the remedy."""
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


def run(
    command: Sequence[str],
    *,
    text: str = "",
    folder: Path | None = None,
    more: Mapping[str, str] | None = None,
) -> str:
    """What the command prints. Raises Undelivered with the cause that it gives.

    `text` is its standard input, `folder` where it runs, `more` its own environment.
    """
    done = attempt(command, text=text, folder=folder, more=more)
    if done.returncode:
        reason = _reason(done.stderr) or f"it ended with {done.returncode}"
        raise Undelivered(f"{Path(command[0]).name}: {reason}")
    return done.stdout


def _reason(said: str) -> str:
    """The line of a complaint that says most: what the other side gave as its cause,
    else the last one.
    """
    told = [line.strip() for line in said.splitlines() if line.strip()]
    causes = [line for line in told if line.startswith(CAUSES)]
    return (causes or told or [""])[-1]


def attempt(
    command: Sequence[str],
    *,
    text: str = "",
    folder: Path | None = None,
    more: Mapping[str, str] | None = None,
) -> "subprocess.CompletedProcess[str]":
    """What became of the command. Raises Undelivered where there is no such program."""
    try:
        return subprocess.run(
            command,
            input=text,
            cwd=folder,
            env={**os.environ, **(more or {})},
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except FileNotFoundError:
        name = command[0]
        raise Undelivered(
            f"{name} isn't installed here", f"install {name}, or publish another way"
        ) from None
