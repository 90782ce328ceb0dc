"""Every catalogue of the package, and what a broken one is told."""

from pathlib import Path

import pytest

from ibid.content.language import Catalogue
from ibid.problems import Place, Problem
from ibid.reading import catalogues, files, front_matter, validation

LANGUAGES = Path(__file__).parent.parent / "ibid" / "languages"
WHOLE = (LANGUAGES / "en-GB.yaml").read_text("utf-8")


def judged(text: str) -> list[Problem]:
    parsed, problems = front_matter.parse("xx.yaml", "xx.yaml", text)
    assert parsed is not None
    return [*problems, *validation.read(parsed, Catalogue)[1]]


@pytest.mark.parametrize("name", sorted(path.stem for path in LANGUAGES.iterdir()))
def test_the_catalogue_is_whole(name: str) -> None:
    catalogue, problems = catalogues.read(files.languages([]), name, Place("site.yaml"))
    assert problems == ()
    assert catalogue is not None
    assert catalogue.language == name
    # Builds remember it so.
    kept = catalogue.model_dump_json()
    assert Catalogue.model_validate_json(kept) == catalogue


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("de-AT", "de"),
        ("en-GB-oxendict", "en-GB"),
        ("en-AU", "en-GB"),
        ("en", "en-GB"),
    ],
)
def test_a_longer_tag_takes_the_nearest_catalogue(tag: str, language: str) -> None:
    catalogue, _ = catalogues.read(files.languages([]), tag, Place("site.yaml"))
    assert catalogue is not None
    assert catalogue.language == language


@pytest.mark.parametrize("tag", ["xx", "e", "dee", ""])
def test_a_language_without_a_catalogue_is_refused(tag: str) -> None:
    catalogue, problems = catalogues.read(files.languages([]), tag, Place("site.yaml"))
    assert catalogue is None
    assert [one.rule for one in problems] == ["unknown-language"]
    assert "languages/" in problems[0].hint


def test_catalogues_that_extend_each_other_are_told() -> None:
    texts = {
        "aa": files.TextFile("aa.yaml", "aa.yaml", "extends: bb\n"),
        "bb": files.TextFile("bb.yaml", "bb.yaml", "extends: aa\n"),
    }
    catalogue, problems = catalogues.read(texts, "aa", Place("site.yaml"))
    assert catalogue is None
    assert [one.rule for one in problems] == ["unknown-language"]


@pytest.mark.parametrize(
    ("old", "new", "rule", "message"),
    [
        ("    menu: Menu\n", "", "missing-field", 'the field "menu" is missing'),
        ("menu: Menu", "menue: Menu", "unknown-field", 'no field "menue"'),
        ("checked {day}", "checked {date}", "wrong-value", "must hold {day}"),
        ("checked {day}", "checked", "wrong-value", "must hold {day}"),
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
