"""What keeps a text from being published, by its span in the source."""

from typing import NamedTuple

from ibid.prose.written import Span

# A text that is wrong throughout needs no list of every place.
MOST_OF_A_RULE = 50
# What may be the key of a source, written without its @. Most of them are none, so each
# is kept until the keys are known.
BRACKETED = "bracketed-key"


class Fault(NamedTuple):
    """One thing that is refused where it stands."""

    rule: str
    span: Span
    message: str = ""
    hint: str = ""


class Faults(list[Fault]):
    """Those of a text, as they are met."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[str, int] = {}

    def add(self, rule: str, span: Span, message: str = "", hint: str = "") -> None:
        """One more, unless there are many of its kind."""
        count = self.counts[rule] = self.counts.get(rule, 0) + 1
        if count <= MOST_OF_A_RULE or rule == BRACKETED:
            self.append(Fault(rule, span, message, hint))
