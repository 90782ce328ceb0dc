"""Small mistakes in a guide: what the tool that makes them says of each."""

from pathlib import Path

import pytest

from ibid import pipeline
from ibid.problems import Place, Problem
from ibid.units.memo import Memo
from tests.guides import small_guide
from tests.test_rules.guide import TEXTS, Edit, examine, says
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


def test_a_mistake_that_changes_no_byte_of_the_site_is_harmless(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two fields that change places are; two that hold other words aren't."""
    small_guide(tmp_path)
    monkeypatch.setattr(mistakes, "WAYS", (mistakes.swap,))
    told = list(mistakes.tried(tmp_path, 12, seed=4))
    assert {"harmless"} <= {one.verdict for one in told}
    for one in told:
        is_silent = one.verdict in ("harmless", "passes")
        assert is_silent == (not one.said)


def test_a_verdict_says_where_and_how_often_it_was_told() -> None:
    def at(path: str, line: int) -> Problem:
        return Problem(Place(path, line), "rule", "wrong", "mend it")

    path = Path("a.md")
    assert mistakes.verdict([], path, 5) == "passes"
    assert mistakes.verdict([at("a.md", 6)], path, 5) == "told there"
    assert mistakes.verdict([at("a.md", 7)], path, 5) == "told elsewhere"
    assert mistakes.verdict([at("b.md", 5)], path, 5) == "told elsewhere"
    gone = Problem(Place("a.md", 1), "missing-field", 'the field "x" is missing', "")
    assert mistakes.verdict([gone], path, 5, "x: 1") == "told by name"
    assert mistakes.verdict([gone], path, 5, "y: 1") == "told elsewhere"
    hinted = Problem(Place("a.md", 1), "rule", "it has none", "give its `URL`")
    assert mistakes.verdict([hinted], path, 5, "URL: x") == "told by name"
    assert mistakes.verdict([at("a.md", 7)], path, 5, changed=2) == "told there"
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


COLD, LEE, TAN = "remedies/cold.md", "references/lee2020.md", "references/tan2024.md"
REASON = "certainty_reason: One small trial points that way.[@lee2020]"
BEGUN = "effects:\n  - {who: Some, unit: cramps}\n"
ONCE = [
    # A field with a wrong name is that, whatever its value cites.
    (
        "unknown-field",
        Edit(COLD, "other_options: Rest.", "other_potions: Rest.[@lee2020]"),
    ),
    # Of a source whose file can't be read, nobody knows how it stands.
    (
        "wrong-value",
        Edit(LEE, "issued: 2020", "issued: [1, 2]"),
        Edit(COLD, REASON, REASON + "[@tan2024]"),
    ),
    # A sentence that stands there twice makes no paragraph longer.
    (
        "repeated-sentence",
        says("Sit down. Lie down. Wait for it. " + 3 * "Then stand up slowly. "),
    ),
    ("repeated-sentence", says("## Why so?\n\n## Why so?\n\nRest.")),
    # Who can't be read may be the source that a link leads to.
    (
        "yaml-syntax",
        Edit(LEE, "study: randomised-trial", "URL: https://lee.example/\nstudy: [a"),
        says("See [the trial](https://lee.example/)."),
    ),
    # A claim that cites a key of no source cites.
    ("unknown-reference", Edit(COLD, REASON, REASON.replace("2020", "2022"))),
    # An effect that was only begun lacks more than its source.
    ("impossible-effect", Edit(COLD, "certainty: low", f"{BEGUN}certainty: low")),
    # A line that calls for help is told however short it was cut.
    ("unfinished-sentence", says("Call {emerg")),
    # A review before the page was there says nothing of the next one.
    (
        "published-after-review",
        Edit(
            COLD,
            "last_reviewed: 2026-11-22",
            "last_reviewed: 2023-11-22",
        ),
    ),
    # What was meant to stand above the line that ends the fields.
    (
        "front-matter-closed-early",
        Edit(LEE, "checked: 2026-11-22\n---\n", "---\nchecked: 2026-11-22\n"),
    ),
    (
        "front-matter-closed-early",
        Edit(LEE, "checked: 2026-11-22\n---\n", "checked: 2026-11-22\n---\n---\n"),
    ),
    (
        "front-matter-closed-early",
        Edit(
            COLD,
            "  - Wrap the ice.\n",
            '  - Wrap the ice.\n---\n  - "Stop: it burns."\n',
        ),
    ),
]


@pytest.mark.parametrize(("rule", "edits"), [(one, more) for one, *more in ONCE])
def test_one_mistake_is_told_once(rule: str, edits: list[Edit]) -> None:
    texts = TEXTS
    for edit in edits:
        texts = edit.of(texts)
    assert [one.rule for one in examine(texts)] == [rule]


@pytest.mark.parametrize(
    "body",
    ["Note: this.", "Checked: by hand.", "- One\n- Two", "  - One", '- "One"'],
)
def test_a_text_may_begin_right_below_the_fields(body: str) -> None:
    """With words before a colon or with a list, where the fields end otherwise."""
    end = "checked: 2026-11-22\n---\n\n"
    texts = Edit(LEE, end, f"{end[:-1]}{body}\n\n").of(TEXTS)
    rules = {one.rule for one in examine(texts)}
    assert "front-matter-closed-early" not in rules
