"""Small mistakes in a guide: what the tool that makes them says of each."""

from pathlib import Path

import pytest

from ibid import pipeline
from ibid.problems import Place, Problem
from ibid.units.memo import Memo
from tests.guides import small_guide
from tools import mistakes


def test_each_way_to_spoil_is_tried_and_taken_back(tmp_path: Path) -> None:
    project = small_guide(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.md")}
    told = list(mistakes.tried(tmp_path, 14, seed=2))
    assert len(told) == 14
    ways = {one.what.split(": ")[1] for one in told}
    assert ways == {way.__name__ for way in mistakes.WAYS}
    assert not [one for one in told if one.verdict == "failed"]
    assert {path: path.read_bytes() for path in before} == before
    assert project.build().published


def test_a_verdict_says_where_and_how_often_it_was_told() -> None:
    def at(path: str, line: int) -> Problem:
        return Problem(Place(path, line), "rule", "wrong", "mend it")

    path = Path("a.md")
    assert mistakes.verdict([], path, 5) == "passes"
    assert mistakes.verdict([at("a.md", 6)], path, 5) == "told there"
    assert mistakes.verdict([at("a.md", 7)], path, 5) == "told elsewhere"
    assert mistakes.verdict([at("b.md", 5)], path, 5) == "told elsewhere"
    both = [at("a.md", 5), at("b.md", 1)]
    assert mistakes.verdict(both, path, 5) == "told there, and more"


@pytest.mark.parametrize("name", ["references/garrison2020.md", "about.md"])
def test_a_file_that_is_no_text_is_one_mistake(tmp_path: Path, name: str) -> None:
    """What others say of it is not unknown; nothing of it is judged."""
    project = small_guide(tmp_path)
    before = len(pipeline.examine(project.request(), Memo()).problems)
    path = project.content / name
    path.write_bytes(path.read_bytes() + b"\nZo\xeb writes TODO. [x](nowhere.md)\n")
    found = pipeline.examine(project.request(), Memo()).problems
    assert len(found) == before + 1
    assert [one.rule for one in found if one.severity == "error"] == ["not-utf-8"]
    assert not project.build().published
