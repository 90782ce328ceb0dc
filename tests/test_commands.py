"""Hints name the program as it was started, and the folder of the guide at hand."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ibid.commands import Commands

ROOT = Path(__file__).parents[1]
DAY = "--today=2026-11-22"


@pytest.mark.parametrize(
    ("program", "content", "words", "expected"),
    [
        ("build.py", "content", ("check",), "`build.py check`"),
        ("ibid", "content", ("verify", "a2020"), "`ibid verify a2020`"),
        ("ibid", "heel", ("check",), "`ibid check --content heel`"),
        ("ibid", "my heel", ("verify", "a"), "`ibid verify a --content 'my heel'`"),
    ],
)
def test_a_command_can_be_typed_as_it_stands(
    program: str, content: str, words: tuple[str, ...], expected: str
) -> None:
    assert Commands(program, content).line(*words) == expected


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A guide in `heel/` that has a hint of every kind that names a command or file."""
    folder = tmp_path_factory.mktemp("guide")
    shutil.copytree(ROOT / "tests/golden/content", folder / "heel")
    reference = next(
        path
        for path in sorted((folder / "heel/references").glob("*.md"))
        if "DOI:" in path.read_text("utf-8")
    )
    record = reference.with_suffix(".record.json")
    record.write_text("{}", "utf-8")
    about = folder / "heel/about.md"
    unknown = "\n\nA claim.[@zzz9999]\n"
    about.write_text(about.read_text("utf-8") + unknown, "utf-8")
    return folder


def checked(guide: Path, script: Path) -> str:
    """What a check of the guide says, started by this script."""
    start = STARTED.format(str(ROOT), script.as_posix())
    command = [sys.executable, "-c", start, "check", "--content", "heel", DAY]
    done = subprocess.run(
        command, cwd=guide, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    return done.stderr


STARTED = """
import sys
sys.path.insert(0, {!r})
sys.argv[0] = {!r}
from ibid.cli import main
sys.exit(main())
"""


@pytest.mark.parametrize(
    ("script", "program", "other"),
    [
        (ROOT / "build.py", "build.py", "ibid"),
        (Path("/usr/bin/ibid"), "ibid", "build.py"),
    ],
)
def test_hints_say_the_program_that_was_started(
    guide: Path, script: Path, program: str, other: str
) -> None:
    said = checked(guide, script)
    commands = re.findall(r"`([^`]* --content heel)`", said)
    assert len(commands) >= 2
    assert all(command.startswith(f"{program} verify ") for command in commands)
    assert f"`{other} " not in said


def test_hints_name_the_folder_of_the_guide(guide: Path) -> None:
    said = checked(guide, ROOT / "build.py")
    assert "add heel/references/zzz9999.md" in said
    assert "content/" not in said


def test_no_message_has_the_name_of_the_program_or_the_folder_in_it() -> None:
    """Whoever writes a hint asks `Commands`; docstrings are for us, not for readers."""
    found = [
        f"{path.name}: {line.strip()}"
        for path in sorted((ROOT / "ibid").rglob("*.py"))
        if path.name
        not in (
            "commands.py",
            "cli.py",
            "authoring.py",
            "request.py",
            "starting.py",
            "terminal.py",
        )
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"build\.py|[\"' ]content/\w", line)
    ]
    assert found == []
