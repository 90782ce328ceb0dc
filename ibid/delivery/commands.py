"""Other programs, run for what they say; a failure is told in their own words."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

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
    """What the command prints. Raises Undelivered with the last line of its complaint.

    `text` is its standard input, `folder` where it runs, `more` its own environment.
    """
    done = attempt(command, text=text, folder=folder, more=more)
    if done.returncode:
        told = [line for line in done.stderr.splitlines() if line.strip()]
        reason = told[-1].strip() if told else f"it ended with {done.returncode}"
        raise Undelivered(f"{Path(command[0]).name}: {reason}")
    return done.stdout


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
