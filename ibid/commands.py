"""The commands that a hint tells to run, as whoever reads it has to type them."""

import shlex
from dataclasses import dataclass

USUAL_CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Commands:
    """How this program was started, and the folder of the guide at hand."""

    program: str
    content: str

    def line(self, *words: str) -> str:
        """The command in backquotes, with the folder unless it is the usual one."""
        where = [] if self.content == USUAL_CONTENT else ["--content", self.content]
        return f"`{shlex.join([self.program, *words, *where])}`"
