"""What is too large is not read; what fails in the program names the file at work."""

import json
from collections.abc import Generator, Set
from pathlib import Path

import pytest

from ibid import cli, judging, pipeline
from ibid.preview.server import Built, Options, Preview
from ibid.prose import reading
from ibid.reading import front_matter
from ibid.rules import wording
from tests.guides import Project, small_guide


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The small guide, in the working directory."""
    project = small_guide(tmp_path / "guide")
    monkeypatch.chdir(project.folder)
    return project


def test_a_file_that_is_too_large_is_named_and_not_read(project: Project) -> None:
    """It has holes, so that it takes no room: its size alone tells."""
    for name in ("huge.md", "huge.png"):
        with (project.content / name).open("wb") as file:
            file.truncate(100_000_000_000)
    told = {
        one.place.path: one.rule
        for one in project.build().problems
        if one.severity == "error"
    }
    content = project.content.as_posix()
    assert told == {
        f"{content}/huge.md": "too-much",
        f"{content}/huge.png": "too-much",
    }


def test_fields_that_go_on_and_on_are_refused_where_they_do() -> None:
    line = "- an entry\n"
    text = "---\nsteps:\n" + line * 30_000 + "---\n"
    parsed, (problem,) = front_matter.parse("a.md", "a.md", text)
    assert parsed is None
    assert (problem.rule, problem.place.line > 20_000) == ("too-much", True)


@pytest.mark.parametrize(
    ("bound", "where", "words"),
    [
        ("MOST_REFERENCES", "references/khan2023.md", "references"),
        ("MOST_CITATIONS", "see-a-doctor.md", "citations"),
    ],
)
def test_a_guide_holds_so_many_and_the_file_of_the_next_is_named(
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    bound: str,
    where: str,
    words: str,
) -> None:
    """At the bound nothing is said; one below it, the file that goes beyond."""
    faces = pipeline.drafted(project.content).faces
    references = [face for face in faces.values() if face.kind == "reference"]
    cited = sum(len(face.cites) for face in faces.values())
    most = len(references) if bound == "MOST_REFERENCES" else cited
    monkeypatch.setattr(judging, bound, most)
    assert "too-much" not in {one.rule for one in project.build().problems}
    monkeypatch.setattr(judging, bound, most - 1)
    problems = project.build(project.folder / "elsewhere").problems
    (told,) = [one for one in problems if one.rule == "too-much"]
    assert told.place.path == (project.content / where).as_posix()
    assert (f"{most - 1} {words}" in told.message, told.severity) == (True, "error")


def broken(*_: object, **__: object) -> None:
    """A function that was made to fail."""
    raise ZeroDivisionError("on purpose\nand on two lines")


BREAKS = {
    "reading": lambda patch: patch.setattr(reading, "losses", broken),
    "typing": lambda patch: patch.setattr(front_matter, "_byte_problems", broken),
    "a rule": lambda patch: patch.setattr(wording, "_grade", broken),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_failure_of_the_program_is_one_problem_that_names_the_file(
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
) -> None:
    """On the command line, in JSON and in the preview alike; nothing is published."""
    BREAKS[name](monkeypatch)
    code = cli.main(["build", "--json", "--today", "2026-11-22"])
    said = capsys.readouterr()
    (told,) = json.loads(said.out)
    assert (code, told["rule"]) == (1, "internal")
    assert (project.folder / told["path"]).is_file()
    assert "ZeroDivisionError: on purpose and on two lines" in told["message"]
    assert "test_bounds.py" in told["message"]
    assert "Traceback" not in said.err
    assert not project.output.exists()
    options = Options("localhost", 0)

    def build(_: Set[str], __: object) -> Generator[Built, None, None]:
        yield Built(project.build(), {})

    preview = Preview(build, options, lambda _: None)
    preview.rebuild(frozenset())
    (shown,) = preview.outcome.problems
    assert Path(shown.place.path).is_file()
    assert "on purpose" in preview.problems()
