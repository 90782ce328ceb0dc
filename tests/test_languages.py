"""Every catalogue of the package, and what a broken one is told."""

from pathlib import Path

import pytest

from ibid.content.language import Catalogue
from ibid.problems import Problem
from ibid.reading import front_matter, validation

LANGUAGES = Path(__file__).parent.parent / "ibid" / "languages"
WHOLE = (LANGUAGES / "en-GB.yaml").read_text("utf-8")


def judged(text: str) -> list[Problem]:
    parsed, problems = front_matter.parse("xx.yaml", "xx.yaml", text)
    assert parsed is not None
    return [*problems, *validation.read(parsed, Catalogue)[1]]


@pytest.mark.parametrize("name", ["en-GB", "de"])
def test_the_catalogue_is_whole(name: str) -> None:
    text = (LANGUAGES / f"{name}.yaml").read_text("utf-8")
    assert judged(text) == []
    assert f"\nlanguage: {name}\n" in text


@pytest.mark.parametrize(
    ("old", "new", "rule", "message"),
    [
        ("    menu: Menu\n", "", "missing-field", 'the field "menu" is missing'),
        ("menu: Menu", "menue: Menu", "unknown-field", 'no field "menue"'),
        ("reviewed {day}", "reviewed {date}", "wrong-value", "must hold {day}"),
        ("reviewed {day}", "reviewed", "wrong-value", "must hold {day}"),
        ("[cure, cures", "['* cure', cures", "wrong-value", "no phrase"),
        ("constant: -15.59", "constant: low", "wrong-value", "number"),
    ],
)
def test_a_mistake_in_a_catalogue_is_told(
    old: str, new: str, rule: str, message: str
) -> None:
    assert old in WHOLE
    problem = judged(WHOLE.replace(old, new, 1))[0]
    assert problem.rule == rule
    assert message in problem.message
