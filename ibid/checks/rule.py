"""What a rule is: a generator of findings with a name, a severity and a statement."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ibid.guide import Guide
from ibid.problems import Place, Problem, Severity

Found = tuple[Place, str, str]
"""Where, what is wrong, and what to do about it."""


@dataclass(frozen=True)
class Rule:
    """One rule. `standards` names the rules of the evidence policy it serves."""

    finds: Callable[[Guide], Iterator[Found]]
    severity: Severity = "error"
    standards: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name shown in brackets behind each problem."""
        return self.finds.__name__.replace("_", "-")

    @property
    def statement(self) -> str:
        """The rule in words."""
        return " ".join((self.finds.__doc__ or "").split())

    def problems(self, guide: Guide) -> Iterator[Problem]:
        """What breaks the rule in the guide."""
        for place, message, hint in self.finds(guide):
            yield Problem(place, self.name, message, hint, self.severity)
