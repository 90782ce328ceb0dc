"""All rules a guide must keep, and the one function that asks them."""

from collections.abc import Iterator

from ibid.checks import citing, structure
from ibid.checks.rule import Rule
from ibid.guide import Guide
from ibid.problems import Problem

RULES: tuple[Rule, ...] = (*structure.RULES, *citing.RULES)


def run(guide: Guide) -> Iterator[Problem]:
    """Everything in the guide that breaks a rule."""
    for rule in RULES:
        yield from rule.problems(guide)
