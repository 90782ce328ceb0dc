"""What keeps a text from being published, by its span in the source."""

from dataclasses import dataclass

from ibid.prose.written import Span

# A text that is wrong throughout needs no list of every place.
MOST_OF_A_RULE = 50


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is refused where it stands."""

    rule: str
    span: Span
    message: str = ""
    hint: str = ""


class Faults(list[Fault]):
    """Those of a text, as they are met."""

    def add(self, rule: str, span: Span, message: str = "", hint: str = "") -> None:
        """One more."""
        if sum(one.rule == rule for one in self) < MOST_OF_A_RULE:
            self.append(Fault(rule, span, message, hint))
