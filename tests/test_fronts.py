"""Remedies stand in the order of what helps, wherever they are listed."""

import re
from itertools import permutations
from pathlib import Path

import pytest

from ibid.pages import sections, views
from tests.guides import Project, small_guide
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


def rows(project: Project) -> list[str]:
    page = project.read("output/remedies/index.html")
    return re.findall(r'<li class="ranking__row">.*?</li>', page, re.DOTALL)


def test_the_picture_has_a_row_for_each_remedy_and_none_for_ears(
    project: Project,
) -> None:
    names = [re.search(r"__name\">(.*?)<", row) for row in rows(project)]
    page = project.read("output/remedies/index.html")
    table = re.findall(r'glance__link"[^>]*>(.*?)<', page)
    assert [name[1] for name in names if name] == table
    assert len(table) == len(list((project.content / "remedies").glob("*.md"))) - 1
    assert '<ul class="ranking" aria-hidden="true">' in page


def test_the_picture_draws_certainty_effort_and_safety(project: Project) -> None:
    front = Path(project.content / "remedies" / "magnesium.md").read_text("utf-8")
    row = next(row for row in rows(project) if "Magnesium" in row)
    facts = dict(re.findall(r"^(certainty|effort|safety|verdict): (\S+)$", front, re.M))
    assert row.count('href="#strand"') == ENGLISH.grades[facts["certainty"]].strands
    efforts = ("none", "little", "some", "much")
    assert row.count('r="5" fill') == efforts.index(facts["effort"])
    assert f"ranking__sign--{facts['safety']}" in row
    assert f"ranking__rope--{facts['verdict']}" in row
