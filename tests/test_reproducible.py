"""The same input gives the same bytes, whoever builds it, where and after what."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.guides import ROOT, TODAY, Project, site, small_guide, tree

INPUTS = ("content", "templates", "assets")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_guide(tmp_path / "guide")


def built(
    project: Project,
    output: Path,
    *more: str,
    cwd: Path = ROOT,
    variables: Mapping[str, str] | None = None,
) -> dict[str, bytes | None]:
    """What the command publishes in a process with these surroundings."""
    options = [
        f"--{name}={os.path.relpath(project.folder / name, cwd)}" for name in INPUTS
    ]
    words = [*options, f"--output={output}", f"--today={TODAY}", *more]
    subprocess.run(
        [sys.executable, ROOT / "build.py", *words],
        cwd=cwd,
        env={**os.environ, **(variables or {})},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return tree(output)


@pytest.mark.parametrize(
    "surroundings",
    [
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "tr_TR.UTF-8"},
        {"TZ": "America/Adak", "PYTHONHASHSEED": "2", "LC_ALL": "C", "PYTHONUTF8": "0"},
    ],
    ids=["far east", "far west"],
)
def test_the_surroundings_do_not_matter(
    project: Project, tmp_path: Path, surroundings: Mapping[str, str]
) -> None:
    """Time zone, order of hashes, language and encoding leave no trace."""
    assert project.build().published
    again = built(project, tmp_path / "again", variables=surroundings)
    assert tree(project.output) == again


def test_the_working_folder_does_not_matter(project: Project, tmp_path: Path) -> None:
    assert built(project, tmp_path / "one") == built(
        project, tmp_path / "two", cwd=project.folder
    )


def test_the_place_of_the_guide_does_not_matter(
    project: Project, tmp_path: Path
) -> None:
    """A copy elsewhere, with other file times, gives the same site."""
    shutil.copytree(project.folder, tmp_path / "a copy", copy_function=shutil.copyfile)
    copy = Project(tmp_path / "a copy")
    assert project.build().published
    assert copy.build().published
    assert tree(project.output) == tree(copy.output)


def test_the_order_of_files_on_disk_does_not_matter(
    project: Project, tmp_path: Path
) -> None:
    """Files that were written last to first are read in the same order."""
    copy = Project(tmp_path / "copy")
    for path in sorted(project.folder.rglob("*"), reverse=True):
        if path.is_file():
            target = copy.folder / path.relative_to(project.folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    assert project.build().published
    assert copy.build().published
    assert tree(project.output) == tree(copy.output)


def test_what_was_built_before_does_not_matter(
    project: Project, tmp_path: Path
) -> None:
    """A site has no history: the detour by another guide can't be seen."""
    other = small_guide(tmp_path / "other")
    other.replace("content/site.yaml", "title: Small", "title: Other")
    other.replace("content/index.md", "title: Small", "title: Other")
    (other.content / "remedies/magnesium.md").unlink()
    other.replace("content/remedies/stretching.md", ", magnesium.md", "")
    assert other.build(project.output).published
    assert project.build().published
    assert project.build(tmp_path / "clean" / "output").published
    assert tree(tmp_path / "clean" / "output") == tree(project.output)


def test_the_day_shows_only_in_reviews_that_are_due(
    project: Project, tmp_path: Path
) -> None:
    """A guide built a day later, with no review due, is the same site."""
    next_day = f"--today={TODAY.replace(day=TODAY.day + 1)}"
    built(project, tmp_path / "today")
    built(project, tmp_path / "tomorrow", next_day)
    assert site(tmp_path / "today") == site(tmp_path / "tomorrow")
