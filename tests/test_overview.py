"""What editors are told of how a guide stands: counted, dated, drawn, escaped."""

import re
import shutil
from datetime import date
from pathlib import Path

import html5lib
import pytest

from ibid import overview, pipeline
from ibid.cli import main
from ibid.overview import Overview
from ibid.units.memo import Memo
from tests.guides import TODAY, Project, small_guide

POLICY = Path(__file__).parent / "test_rules" / "policy"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_guide(tmp_path / "guide")


def of(project: Project) -> Overview:
    examined = pipeline.examine(project.request(), Memo())
    return overview.of_guide(examined.guide, examined.problems)


def about(project: Project) -> overview.Reading:
    """How the page about the guide reads."""
    (page,) = (one for one in of(project).readings if one.name == "about.md")
    return page


def test_what_is_due_stands_by_date(project: Project) -> None:
    """Pages by their next review, sources half a year after the last look."""
    project.replace("content/about.md", "next_review: ", "next_review: 2026-11-01  # ")
    found = of(project)
    assert found.due[0] == overview.Due(date(2026, 11, 1), "review", "about.md")
    assert [one.day for one in found.due] == sorted(one.day for one in found.due)
    sources = [one for one in found.due if one.task != "review"]
    assert len(sources) == len(list((project.content / "references").glob("*20*.md")))
    said = list(overview.lines(found))
    assert said[0].startswith("overdue: ")
    assert "  2026-11-01  review: about.md" in said


def test_every_claim_and_source_is_counted_once(project: Project) -> None:
    found = of(project)
    claims = len(list(project.content.glob("remedies/*.md")))
    assert sum(found.certainties.values()) >= claims - 1
    sources = sum(found.standings.values())
    assert sources == sum(found.ages.values())
    assert sources == len([one for one in found.due if one.task != "review"])


def test_how_a_page_reads_is_said_in_figures(project: Project) -> None:
    """Words a sentence, short ones, and the cautions that it says more than once."""
    shutil.copy(POLICY / "cautions.yaml", project.content / "policy")
    before, text = about(project), project.read("content/about.md")
    more = "We rest. We sit by the bed and wait until it is over.\n\n" * 3
    salty = "Magnesium can cause diarrhoea and harm a sick kidney.\n\n" * 2
    project.write("content/about.md", f"{text}\n\n## More\n\n{more}{salty}")
    page = about(project)
    assert page.sentences == before.sentences + 8
    assert page.short == before.short + 3
    assert dict(page.cautions)["magnesium"] == 2
    said = overview.of_reading(page)
    assert f"{page.short} of {page.sentences} sentences short; 2 × magnesium" in said
    assert f"about.md: {said}" in list(overview.lines(of(project)))


def report(project: Project) -> str:
    """The page that `check` writes."""
    path = project.folder / "report.html"
    main(["check", *options(project), f"--report={path}"])
    return path.read_text("utf-8")


def options(project: Project) -> list[str]:
    names = ("content", "templates", "assets")
    given = [f"--{name}={project.folder / name}" for name in names]
    return [*given, f"--today={TODAY}"]


def test_the_page_shows_all_of_it_without_script(project: Project) -> None:
    """Whole in one file, nothing from elsewhere, and nothing typed acts in it."""
    about = project.read("content/about.md")
    hard = "Notwithstanding <b>considerable</b> heterogeneity, " * 12
    project.write("content/about.md", f"{about}\n\n{hard.replace('<b>', '&lt;')}.\n")
    draft = about.replace("---\n", "---\ndraft: true\n", 1).replace("About", "A <b>")
    project.write("content/begun.md", draft)
    made = report(project)
    html5lib.HTMLParser(strict=True).parse(made)
    assert not re.search(r"<script|<b>|\son\w+=|(?:href|src)=", made)
    for words in ("Claims by certainty", "When sources were", "about.md: ", "begun.md"):
        assert words in made
    assert "tally__bar--over" in made
    assert made == report(project)


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en-US", "How the guide stands"),
        ("de", "Wie der Ratgeber steht"),
        ("fr", "Où en est le guide"),
        ("es", "Cómo está la guía"),
    ],
)
def test_it_speaks_the_guides_language(
    project: Project, language: str, heading: str
) -> None:
    project.replace("content/site.yaml", "language: en-GB", f"language: {language}")
    made = report(project)
    assert f'<html lang="{language}">' in made
    assert f"<h1>{heading}</h1>" in made
    assert "None." not in made or language == "en-US"


def test_check_writes_it_where_it_is_asked_for(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project.folder / "report.html"
    assert main(["check", *options(project), f"--report={path}"]) == 0
    assert path.read_text("utf-8").startswith("<!doctype html>")
    assert main(["check", *options(project), "--report=report.txt"]) == 2
    capsys.readouterr()
    assert main(["stats", *options(project)]) == 0
    assert "× review" in capsys.readouterr().out
