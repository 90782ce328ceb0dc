"""Whole sentences as strangers write them: what a rule must find, and what none may."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from ibid import rules
from ibid.problems import Problem
from tests.breaches import expect_none
from tests.test_rules import guide
from tests.test_rules.guide import TEXTS, Edit, guide_of
from tests.wordings import wording

PAGE = "remedies/cold.md"
FILES = sorted((Path(__file__).parent / "sentences").glob("*.yaml"))
TAGS = ("en-GB", "de", "fr", "es")
CASES = [(path.stem, tag) for path in FILES for tag in TAGS]


@cache
def sentences(name: str) -> dict[str, dict[str, list[str]]]:
    """What is said in the file: the bad and the good of each language."""
    path = Path(__file__).parent / "sentences" / f"{name}.yaml"
    read: dict[str, dict[str, list[str]]] = yaml.safe_load(path.read_text("utf-8"))
    return read


def told(tag: str, texts: list[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The rules that each of the paragraphs breaks on a page in the language."""
    monkeypatch.setattr(guide, "SPOKEN", {tag: wording(tag)})
    site = Edit("site.yaml", "tagline:", f"language: {tag}\ntagline:")
    body = Edit(PAGE, "", "".join(f"\n{one}\n" for one in texts))
    content, _ = guide_of(body.of(site.of(TEXTS)))
    source = body.of(TEXTS)[PAGE].splitlines()
    first = len(source) - 2 * len(texts) + 1
    found: dict[int, list[str]] = {}
    for one in _of_page(rules.run(content)):
        found.setdefault((one.place.line - first) // 2, []).append(one.rule)
    return [" ".join(found.get(number, [])) for number in range(len(texts))]


def _of_page(problems: Iterator[Problem]) -> Iterator[Problem]:
    return (one for one in problems if one.place.path == f"content/{PAGE}")


@pytest.mark.parametrize(("name", "tag"), CASES)
def test_a_bad_sentence_is_found(
    name: str, tag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = sentences(name)["bad"][tag]
    asked = sentences(name)["rules"]
    assert len(every) > 5
    expect_none(
        f"{text}: {broken}"
        for text, broken in zip(every, told(tag, every, monkeypatch), strict=True)
        if not set(broken.split()).intersection(asked)
    )


@pytest.mark.parametrize(("name", "tag"), CASES)
def test_an_honest_sentence_is_left_alone(
    name: str, tag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = sentences(name)["good"][tag]
    judging = {rule for one in FILES for rule in sentences(one.stem)["rules"]}
    expect_none(
        f"{text}: {broken}"
        for text, broken in zip(every, told(tag, every, monkeypatch), strict=True)
        if set(broken.split()).intersection(judging)
    )
