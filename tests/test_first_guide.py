"""The tutorial is true: its commands are run and its edits made as they stand."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROGRAM = ".venv/bin/python build.py "


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    assert command.startswith(PROGRAM), command
    words = shlex.split(command.removeprefix(PROGRAM))
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *words, "--today", "2026-11-26"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def edit(path: Path, change: str) -> None:
    """Put the line behind the plus in place of the one behind the minus."""
    old, new = (line[1:] for line in change.splitlines())
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")


def test_the_tutorial_can_be_followed_to_the_letter(tmp_path: Path) -> None:
    """From nothing to a page and a card: each step leaves what it says it does."""
    text = (ROOT / "docs" / "first-guide.md").read_text("utf-8")
    said = ""
    kinds = []
    for kind, about, inside in BLOCK.findall(text):
        kinds.append(kind)
        if kind == "sh":
            for command in inside.splitlines():
                done = run(command, tmp_path)
                said = done.stderr
                assert (done.returncode != 0) == (about == "fails"), done.stderr
        elif kind == "file":
            assert (tmp_path / about).is_file(), f"new wrote no {about}"
            (tmp_path / about).write_text(inside, "utf-8")
        elif kind == "edit":
            edit(tmp_path / about, inside)
        else:
            for line in inside.splitlines():
                assert line in said
    assert {"sh", "file", "edit", "says"} <= set(kinds)
    page = tmp_path / "neck/output/remedies/a-walk-at-noon/index.html"
    card = tmp_path / "neck/output/cards/stiff-neck/index.html"
    assert "A walk at noon" in page.read_text("utf-8")
    assert "walk for ten minutes" in card.read_text("utf-8")
    assert "Stiff right now" in page.read_text("utf-8")


@pytest.mark.parametrize("document", ["README.md", "docs/first-guide.md"])
def test_another_guide_is_chosen_by_args(document: str) -> None:
    assert 'make site ARGS="--content neck/content' in (ROOT / document).read_text()
