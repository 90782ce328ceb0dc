"""Two terrible guides, and the exact list of problems that each must give.

`everything-wrong/NAME/` is the guide, `everything-wrong/NAME.txt` what must be said of
it, in the words that people see. A new rule means a new mistake there, and its lines.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from ibid import building
from ibid.problems import Problem, as_text
from ibid.rules import OWN, citing, links, notes, structure
from tests.conftest import put, request_for

HERE = Path(__file__).parent / "everything-wrong"
# What version control would mend, or what no editor shows.
UNSEEN: Mapping[str, Mapping[str, str | bytes]] = {
    "broken": {
        "bell.md": "---\ntitle: A bell\a and\0more\n---\n\nText.\u2028\n",
        "latin.md": b"---\ntitle: Latin\n---\n\nZo\xeb\n",
        "windows.md": "\ufeffNo fields.\r\nWindows line ends.\r\n",
        "folder.md/text.md": "A folder with a file's name.",
    },
    "whole": {},
}


@pytest.fixture(params=sorted(UNSEEN))
def name(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """The name of a terrible guide, which is `content/` here."""
    name = str(request.param)
    shutil.copytree(HERE / name, tmp_path / "content")
    shutil.copytree(HERE / "assets", tmp_path / "assets")
    for path, text in UNSEEN[name].items():
        put(tmp_path / "content" / path, text)
    monkeypatch.chdir(tmp_path)
    return name


def problems() -> tuple[Problem, ...]:
    """Everything that is wrong with the guide here."""
    return building.build(request_for(assets=Path("assets"))).problems


def test_everything_wrong_is_said_and_nothing_else(name: str) -> None:
    """Path, line, column, rule, message and hint of every problem, and its caret."""
    expected = (HERE / f"{name}.txt").read_text("utf-8")
    assert [*expected.strip().split("\n\n")] == [*map(as_text, problems())]


def test_every_problem_has_a_remedy(name: str) -> None:
    """A message that names no remedy is half a message."""
    assert [as_text(one) for one in problems() if not one.hint.strip()] == []


def test_every_place_lies_within_its_file(name: str) -> None:
    for one in problems():
        path = Path(one.place.path)
        lines = (
            path.read_text("utf-8", "replace").split("\n") if path.is_file() else [""]
        )
        source = lines[one.place.line - 1].strip("\r\ufeff")
        assert one.place.source in ("", source)
        assert 1 <= one.place.column <= len(source) + 1


def test_every_rule_on_structure_and_citing_is_broken_somewhere() -> None:
    """A rule that no mistake shows is not tested here."""
    said = "".join(path.read_text("utf-8") for path in HERE.glob("*.txt"))
    parts = (OWN, links.RULES, structure.RULES, citing.RULES, notes.RULES)
    rules = [rule for part in parts for rule in part]
    assert [rule.name for rule in rules if f"[{rule.name}]" not in said] == []
