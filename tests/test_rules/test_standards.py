"""Every standard of the evidence policy is kept by something that exists."""

from ibid.rules import RULES, dates, openness, plain
from ibid.rules.standards import STANDARDS, served_by
from tests.guide import test_templates
from tests.wordings import ENGLISH
from tools.rules_page import PAGE, rules_page


def test_the_standards_are_r1_to_r31() -> None:
    assert list(STANDARDS) == [f"R{number}" for number in range(1, 32)]


def test_every_standard_is_kept_by_more_than_a_persons_word() -> None:
    for name, standard in STANDARDS.items():
        assert served_by(name) or standard.schema or standard.template, name


def test_rules_serve_standards_that_exist() -> None:
    assert {name for rule in RULES for name in rule.standards} <= set(STANDARDS)


def test_what_a_template_must_show_is_tested() -> None:
    """Each test that a standard names is there to be run."""
    named = {one.template for one in STANDARDS.values() if one.template}
    tests = {name for name in vars(test_templates) if name.startswith("test_")}
    assert named == tests


def test_rules_have_names_and_statements_of_their_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert len({rule.statement for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.statement.endswith("."), rule.name
        assert rule.remedy, rule.name


def test_the_page_of_the_rules_is_current() -> None:
    """`python -m tools.rules_page` would change nothing."""
    assert PAGE.read_text("utf-8") == rules_page(), "run make docs"


def test_the_limits_are_those_of_the_policy() -> None:
    assert (dates.REVIEW_MONTHS, dates.GRACE_DAYS, dates.SOURCE_DAYS) == (36, 90, 180)
    assert (plain.ASKED_WORDS, plain.MOST_WORDS) == (25, 35)
    assert (plain.ASKED_AVERAGE, plain.MOST_AVERAGE) == (16, 20)
    english = ENGLISH.catalogue.readability
    assert (english.page, english.refused, plain.MOST_SENTENCES) == (7, 8, 4)
    assert openness.FEWEST_HELPERS == 2
