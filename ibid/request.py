"""What a build is asked for, and what comes of it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ibid.commands import Commands
from ibid.problems import Problem
from ibid.site.freshness import Decision


@dataclass(frozen=True)
class Request:
    """What a build is asked for; `today` decides reviews, so that builds repeat.

    At most so many `jobs` work at once; on a cluster, if there is a `scheduler`.
    """

    content: Path
    templates: Path
    assets: Path
    output: Path
    today: date
    base_url: str = ""
    drafts: bool = False
    strict: bool = False
    adopt: bool = False
    jobs: int = 1
    scheduler: str = ""
    program: str = "build.py"

    @property
    def inputs(self) -> tuple[Path, Path, Path]:
        """The three folders that it is made of."""
        return self.content, self.templates, self.assets

    @property
    def commands(self) -> Commands:
        """The commands that its problems' hints tell to run."""
        return Commands(self.program, self.content.as_posix())


@dataclass(frozen=True)
class Outcome:
    """What came of a build: its problems, and what was decided for each file.

    `address` is where the published pages say that they stand.
    """

    problems: tuple[Problem, ...]
    decisions: tuple[Decision, ...] = ()
    published: bool = False
    address: str = ""
