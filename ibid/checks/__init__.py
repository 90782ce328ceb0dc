"""All rules a guide must keep, and the one function that asks them."""

from collections.abc import Iterator

from ibid.checks import (
    citing,
    dates,
    evidence,
    glossary,
    openness,
    plain,
    safety,
    selling,
    structure,
    wording,
)
from ibid.checks.rule import Rule, Studied
from ibid.guide import Guide
from ibid.problems import Problem

RULES: tuple[Rule, ...] = (
    *structure.RULES,
    *citing.RULES,
    *dates.RULES,
    *evidence.RULES,
    *wording.RULES,
    *safety.RULES,
    *selling.RULES,
    *plain.RULES,
    *glossary.RULES,
    *openness.RULES,
)


def run(guide: Guide) -> Iterator[Problem]:
    """Everything in the guide that breaks a rule."""
    studied = Studied.of(guide)
    for rule in RULES:
        yield from rule.problems(studied)
