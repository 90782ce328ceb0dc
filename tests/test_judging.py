"""What is judged again after an edit: the file, and what looked at what changed."""

from pathlib import Path

import pytest

from ibid import pipeline
from ibid.request import Outcome
from ibid.showing import Showing
from ibid.units.memo import Memo
from tests.guides import Project, small_guide

STRETCHING = "content/remedies/stretching.md"


class Stopped(Exception):
    """What ends a build from outside."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_guide(tmp_path / "guide")


def test_others_are_judged_again_for_what_they_looked_at(project: Project) -> None:
    """A link to a heading is judged by the headings of a page, not by its words."""
    memo, judged = Memo(), set[str]()

    def on(path: str) -> None:
        judged.add(Path(path).relative_to(project.folder).as_posix())

    def rules(old: str, new: str) -> set[str]:
        text = project.read(STRETCHING)
        assert old in text
        project.write(STRETCHING, text.replace(old, new))
        judged.clear()
        problems = pipeline.examine(project.request(), memo, on).problems
        return {one.rule for one in problems if one.severity == "error"}

    heading = "## With a towel"
    assert rules(heading, heading) == set()
    assert "content/about.md" in judged
    assert rules(heading, f"Rest after it.\n\n{heading}") == set()
    assert judged == {"content", STRETCHING}
    assert rules(heading, "## With a scarf") == {"dead-anchor"}
    assert judged == {"content", "content/site.yaml", "content/index.md", STRETCHING}


def test_a_build_that_is_ended_on_the_way_leaves_the_next_one_what_it_made(
    project: Project,
) -> None:
    """The page that is looked at was shown by then; the rest is still to be made."""
    showing, made = Showing(project.request()), list[str]()
    about = "about/index.html"

    def ended(thing: str) -> None:
        made.append(thing)
        if showing.site.behind:
            raise Stopped

    def last(first: str) -> Outcome:
        return list(showing.build(made.append, frozenset((first,))))[-1]

    last(about)
    project.write(
        STRETCHING, project.read(STRETCHING).replace("title: S", "title: A s")
    )
    outcomes = showing.build(ended, frozenset((about,)))
    assert next(outcomes).published
    with pytest.raises(Stopped):
        next(outcomes)
    made.clear()
    assert last(about).published
    assert (STRETCHING in made, showing.site.behind) == (False, frozenset())
    assert b"A stretching" in showing.site.files["remedies/stretching/index.html"]


def test_what_a_first_save_would_wait_for_is_made_ready_once(project: Project) -> None:
    """And goes on with the next build, where it was ended on the way."""
    showing, things = Showing(project.request()), list[str]()

    def ended(thing: str) -> None:
        things.append(thing)
        if "in all" in things and thing != "in all":
            raise Stopped

    outcomes = showing.build(ended)
    assert next(outcomes).published
    things.append("in all")
    with pytest.raises(Stopped):
        next(outcomes)
    assert not showing.ready
    things.clear()
    assert len(list(showing.build(ended))) == 1
    assert showing.ready
