"""The mistakes that an author makes in the first week; each is named where it stands.

Each test spoils one file of a small guide that is otherwise right, and expects the
problem's file, line and column, its rule, and a remedy that helps.
"""

from pathlib import Path

import pytest

from ibid.problems import Problem
from tests.conftest import Build, GuideFolder

PAGE = "about.md"
FIELDS = """\
---
title: About this guide
summary: Who wrote it.
published: 2026-01-10
last_reviewed: 2026-02-20
next_review: 2027-02-20
---
"""
BODY_LINE = FIELDS.count("\n") + 1


@pytest.fixture
def named(guide_folder: GuideFolder, build: Build) -> "Named":
    return Named(guide_folder, build)


PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'


class Named:
    """Says what is wrong with the guide once the about page holds another text."""

    def __init__(self, guide_folder: GuideFolder, build: Build) -> None:
        self.guide_folder, self.build = guide_folder, build

    def __call__(self, text: str, rule: str) -> Problem:
        """The one problem of the rule; the page is the only one with problems."""
        self.guide_folder({"pic.svg": PICTURE} if "pic.svg" in text else {})
        about = Path("content", PAGE).read_text("utf-8").partition("---\n\n")[2]
        Path("content", PAGE).write_text(text + "\n" + about, "utf-8")
        outcome = self.build()
        assert not outcome.published
        assert {one.place.path for one in outcome.problems} == {f"content/{PAGE}"}
        (problem,) = [one for one in outcome.problems if one.rule == rule]
        return problem


def standing(problem: Problem) -> tuple[int, int]:
    """The line and column."""
    return problem.place.line, problem.place.column


def test_a_colon_in_the_title(named: Named) -> None:
    text = FIELDS.replace("About this guide", "Leg cramps: what to do")
    problem = named(text, "yaml-syntax")
    assert standing(problem) == (2, 18)
    assert "put the whole value in quotes" in problem.hint


def test_a_misspelt_field(named: Named) -> None:
    problem = named(FIELDS.replace("title:", "titel:"), "unknown-field")
    assert standing(problem) == (2, 1)
    assert problem.hint == 'did you mean "title"?'


def test_an_impossible_date(named: Named) -> None:
    problem = named(FIELDS.replace("2026-01-10", "2026-13-45"), "wrong-value")
    assert standing(problem) == (4, 12)
    assert "the day must exist" in problem.hint


def test_front_matter_that_is_not_closed(named: Named) -> None:
    text = FIELDS.removesuffix("---\n")
    problem = named(text, "front-matter-not-closed")
    assert standing(problem) == (BODY_LINE - 2, 1)
    assert "write --- on a line of its own" in problem.hint


def test_a_link_to_a_page_that_is_not_there(named: Named) -> None:
    problem = named(FIELDS + "[More](remedies/streching.md).", "dead-link")
    assert standing(problem) == (BODY_LINE, 8)
    assert problem.hint == 'did you mean "remedies/stretching.md"?'


def test_a_link_to_a_heading_that_is_not_there(named: Named) -> None:
    text = FIELDS + "[More](remedies/stretching.md#with-towel)."
    problem = named(text, "dead-anchor")
    assert standing(problem) == (BODY_LINE, 8)
    assert problem.hint == 'did you mean "with-a-towel"?'


def test_a_picture_that_is_not_there(named: Named) -> None:
    problem = named(FIELDS + "![A calf](strech.png)", "missing-picture")
    assert standing(problem) == (BODY_LINE, 11)
    assert "put the file into the content folder" in problem.hint


def test_a_picture_without_words(named: Named) -> None:
    problem = named(FIELDS + "![](pic.svg)", "missing-alt")
    assert standing(problem) == (BODY_LINE, 5)
    assert "what the picture shows" in problem.hint


def test_a_note_that_is_not_written(named: Named) -> None:
    text = FIELDS + "It may.[^tan2042][^tan2024]\n\n[^tan2024]: A trial.\n"
    problem = named(text, "undefined-note")
    assert standing(problem) == (BODY_LINE, 8)
    assert problem.hint == 'did you mean "tan2024"?'


def test_a_note_that_nothing_calls(named: Named) -> None:
    problem = named(FIELDS + "[^tan2024]: A trial.\n", "unused-note")
    assert standing(problem) == (BODY_LINE, 3)
    assert "write [^tan2024] where it belongs" in problem.hint


def test_a_note_that_is_written_twice(named: Named) -> None:
    text = FIELDS + "It may.[^a]\n\n[^a]: One.\n\n[^a]: Two.\n"
    problem = named(text, "duplicate-note")
    assert standing(problem) == (BODY_LINE + 4, 3)
    assert f"line {BODY_LINE + 2}" in problem.hint


def test_a_heading_level_that_is_skipped(named: Named) -> None:
    problem = named(FIELDS + "## Two\n\n##### Five\n", "skipped-heading")
    assert standing(problem) == (BODY_LINE + 2, 1)
    assert 'start this one with "### "' in problem.hint


def test_the_guide_without_a_mistake_is_published(
    guide_folder: GuideFolder, build: Build
) -> None:
    """Otherwise the mistakes above might not be what stops it."""
    guide_folder()
    outcome = build()
    assert outcome.published
    assert outcome.problems == ()
