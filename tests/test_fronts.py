"""Remedies stand in the order of what helps, wherever they are listed."""

import re
from itertools import permutations
from pathlib import Path

import pytest

from ibid.pages import sections, views
from tests.guides import Project, small_guide
from tests.published import pages
from tests.wordings import ENGLISH


def item(title: str, verdict: str = "", certainty: str = "") -> views.Item:
    return views.Item(
        "x/index.html",
        title,
        (),
        grade=ENGLISH.grades[certainty] if certainty else None,
        verdict=verdict,
    )


SORTED = (
    item("Zinc", "worth-trying", "low"),
    item("Apples", "may-help", "moderate"),
    item("bananas", "may-help", "very-low"),
    item("Cherries", "may-help", "very-low"),
    item("Air", "unclear", "low"),
    item("Quinine", "not-advised", "high"),
    item("Magnets", "not-advised", "low"),
    item("A page of text"),
)


def test_remedies_go_by_verdict_then_certainty_then_title() -> None:
    assert sections.by_help(reversed(SORTED)) == SORTED
    for order in permutations(SORTED[1:5]):
        assert sections.by_help(order) == SORTED[1:5]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = small_guide(tmp_path_factory.mktemp("fronts") / "guide")
    # The order written down would put it first.
    project.replace("content/remedies/magnesium.md", "order: 20", "order: 1")
    assert project.build().published
    return project


@pytest.mark.parametrize("path", ["output/index.html", "output/remedies/index.html"])
def test_lists_of_remedies_ignore_the_written_order(
    project: Project, path: str
) -> None:
    main = project.read(path).partition("<main")[2]
    links = [main.index(f"{name}/index.html") for name in ("stretching", "magnesium")]
    assert links == sorted(links)


def table(project: Project) -> list[list[str]]:
    """The cells of each remedy in the table, as they are read."""
    page = pages(project.output)["remedies/index.html"]
    return [
        [" ".join("".join(cell.itertext()).split()) for cell in row]
        for body in page.root.iter("tbody")
        for row in body
    ]


def test_the_table_has_a_row_for_each_remedy(project: Project) -> None:
    files = list((project.content / "remedies").glob("*.md"))
    assert len(table(project)) == len(files) - 1


def test_the_table_says_verdict_certainty_effort_and_safety(project: Project) -> None:
    front = Path(project.content / "remedies" / "magnesium.md").read_text("utf-8")
    (row,) = (row for row in table(project) if row[0] == "Magnesium")
    facts = dict(re.findall(r"^(certainty|effort|safety|verdict): (\S+)$", front, re.M))
    answer, effort, safety = row[1:]
    assert answer.startswith(ENGLISH.verdicts[facts["verdict"]])
    assert answer.lower().endswith(ENGLISH.grades[facts["certainty"]].words)
    assert effort == ENGLISH.efforts[facts["effort"]]
    assert safety == ENGLISH.safeties[facts["safety"]]
