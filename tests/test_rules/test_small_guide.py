"""The small guide keeps every rule, and says itself how strict some are."""

from ibid.problems import as_text
from tests.test_rules.guide import TEXTS, Edit, examine, found, pointed_at


def test_the_small_guide_keeps_every_rule() -> None:
    assert [as_text(one) for one in examine(TEXTS)] == []


def test_advice_can_be_raised_to_an_error() -> None:
    """`rules` in site.yaml makes the same finding stop a build."""
    long = Edit("index.md", "", "\nSit. Lie. Wait. Stand. Rest.\n")
    assert [one.severity for one in found("long-paragraph", long)] == ["advice"]
    raised = Edit("site.yaml", "rules: {}", "rules: {long-paragraph: error}")
    assert [one.severity for one in found("long-paragraph", long, raised)] == ["error"]


def test_an_error_can_not_be_lowered() -> None:
    """Nor does the attempt change anything."""
    lowered = Edit("site.yaml", "rules: {}", "rules: {literal-number: advice}")
    (problem,) = found("lowered-rule", lowered)
    assert pointed_at(problem) == "advice"
    assert "can't be lowered" in problem.message
    dialled = Edit("index.md", "", "\nCall 999.\n")
    assert [p.severity for p in found("literal-number", lowered, dialled)] == ["error"]


def test_an_unknown_rule_is_guessed() -> None:
    misspelt = Edit("site.yaml", "rules: {}", "rules: {long-sentense: error}")
    (problem,) = found("unknown-rule", misspelt)
    assert pointed_at(problem) == "long-sentense"
    assert problem.hint == 'did you mean "long-sentence"?'


def test_a_rule_is_an_error_or_advice() -> None:
    """The schema refuses any other word, at its place."""
    wrong = Edit("site.yaml", "rules: {}", "rules: {long-sentence: off}")
    (problem,) = found("wrong-value", wrong)
    assert pointed_at(problem) == "off"
