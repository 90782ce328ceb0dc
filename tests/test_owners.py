"""What owners of other guides write by mistake: each is told once, where it stands."""

import re
import shutil
from pathlib import Path

import pytest

from ibid import building, pipeline
from ibid.problems import Problem
from ibid.units.memo import Memo
from tests.conftest import request_for
from tests.published import pages

HEEL = Path(__file__).parent / "guides" / "heel"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The American guide, to be changed and mended by each test."""
    return shutil.copytree(HEEL, tmp_path_factory.mktemp("owner") / "content")


def problems(content: Path, name: str, text: str) -> tuple[Problem, ...]:
    """What is wrong once a file of the guide holds another text."""
    path = content / name
    before = path.read_text("utf-8")
    path.write_text(text, "utf-8")
    try:
        request = request_for(content=content, output=content.parent / "output")
        return pipeline.examine(request, Memo()).problems
    finally:
        path.write_text(before, "utf-8")


def setting(name: str, value: str) -> str:
    """The settings with another value of a field."""
    text = (HEEL / "site.yaml").read_text("utf-8")
    changed, count = re.subn(
        rf"(?m)^(\s*{name}: ).*$", lambda found: f'{found[1]}"{value}"', text
    )
    assert count == 1
    return changed


SELLING = {
    "Superfeet inserts cost 40 dollars on Amazon.": {"brand", "price"},
    "Book a visit at my clinic for 50 dollars.": {"offer", "price"},
    "You get them for $39.99.": {"price"},
    "It costs 20 bucks.": {"price"},
    "Only US$ 15 a month.": {"price"},
    "Order it on Amazon.": {"brand"},
    "Book an appointment with me.": {"offer"},
    "Call my office to book.": {"offer"},
    "Visit my practice.": {"offer"},
    "See my store.": {"offer"},
    "I sell inserts.": {"offer"},
    "Join my program today.": {"offer"},
    "Use this code for a discount.": {"offer"},
    "It heals a sore heel.": {"strong-word"},
}


@pytest.mark.parametrize("words", SELLING)
def test_what_sells_has_no_place_in_advice(words: str, content: Path) -> None:
    home = (HEEL / "index.md").read_text("utf-8")
    found = problems(content, "index.md", f"{home}\n{words}\n")
    assert {one.rule for one in found} == SELLING[words]
    assert {one.place.line for one in found} == {len(home.splitlines()) + 2}


WRONG = {
    "language": (
        *("xx-not a language", "english", "EN", "en_US", "de-DE-x", "klingon", ""),
        *("123", "no", "zz", "en-", "pt-BR"),
    ),
    "contact": (
        *("nowhere", "mail me", "me@", "@home", "www.heel.example", "https://", ""),
        *("http:/x", "heel@example", "ftp://x.example/1", "javascript:alert(1)"),
    ),
    "emergency": (
        *("call mom", "", "nine one one", "+", "1", "tel:911", "0800 REVERSE"),
        *("12345678901234567890", "112, 1"),
    ),
}
CASES = [(name, value) for name, values in WRONG.items() for value in values]


@pytest.mark.parametrize(("name", "value"), CASES)
def test_a_setting_that_is_none_is_told_alone(
    name: str, value: str, content: Path
) -> None:
    """One mistake is one problem: no page is blamed for what the settings lack."""
    (problem,) = problems(content, "site.yaml", setting(name, value))
    assert problem.place.path.endswith("site.yaml")
    assert f"{name}:" in problem.place.source
    assert problem.hint


RIGHT = {
    "language": ("en-GB", "en-US", "en-AU"),
    "contact": (
        *("me@heel.example", "https://heel.example/contact", "555-0199"),
        *("+1 555 0199", "1 High Street, Springfield", "Telephone: 555 0199"),
    ),
    "emergency": ("911", "9-1-1", "112", "+1 (555) 0199", "112 or 911"),
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, one) for name, those in RIGHT.items() for one in those]
)
def test_a_setting_in_another_form_is_right(
    name: str, value: str, content: Path
) -> None:
    found = problems(content, "site.yaml", setting(name, value))
    assert [one for one in found if one.place.path.endswith("site.yaml")] == []


GERMAN = """---
title: Über die Ferse
summary: Worum es hier geht, auf Deutsch gesagt.
language: de
published: 2026-11-22
last_reviewed: 2026-11-22
next_review: 2027-11-22
---

Ruhe kann der Ferse guttun.{more}
"""


def test_a_page_may_speak_another_language(content: Path, tmp_path: Path) -> None:
    """Its frame, its days and its rules are that language's; no other page's are."""
    folder = shutil.copytree(content, tmp_path / "content")
    page = folder / "ferse.md"
    home = folder / "index.md"
    home.write_text(home.read_text("utf-8") + "\nSee [the heel](ferse.md).\n", "utf-8")
    page.write_text(GERMAN.format(more=" Das heilt garantiert."), "utf-8")
    request = request_for(content=folder, output=tmp_path / "output")
    found = building.build(request).problems
    assert [one.rule for one in found] == ["strong-word", "strong-word"]
    page.write_text(GERMAN.format(more=""), "utf-8")
    outcome = building.build(request)
    assert outcome.problems == ()
    made = pages(tmp_path / "output")
    assert made["ferse/index.html"].root.get("lang") == "de"
    assert "Zuletzt geprüft am 22. November 2026" in made["ferse/index.html"].words
    assert made["index.html"].root.get("lang") == "en-US"
