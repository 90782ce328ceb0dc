"""Every page can be found by its title and by other names, from A to Z."""

from pathlib import Path

import pytest

from tests.guides import Project, small_guide
from tests.published import Page

CAUSE = "content/causes/getting-older.md"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = small_guide(tmp_path)
    site = made.read("content/site.yaml")
    made.write("content/site.yaml", f"{site}a_to_z: true\n")
    return made


def listed(project: Project) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each letter with its names and where they lead."""
    assert project.build().published
    root = Page("a-z/index.html", project.read("output/a-z/index.html")).root
    return [
        (
            "".join(text for head in part.iter("h2") for text in head.itertext()),
            [("".join(a.itertext()), str(a.get("href"))) for a in part.iter("a")],
        )
        for part in root.iter("section")
        if str(part.get("aria-labelledby")).startswith("part--letter")
    ]


def test_every_page_stands_there_once_under_its_letter(project: Project) -> None:
    letters = listed(project)
    names = [name for _, rows in letters for name, _ in rows]
    assert names == sorted(names, key=str.casefold)
    for letter, rows in letters:
        assert all(name.upper().startswith(letter) for name, _ in rows)
    hrefs = [href for _, rows in letters for _, href in rows]
    assert len(set(hrefs)) == len(hrefs)
    for href in ("../remedies/magnesium/index.html", "../about/index.html"):
        assert href in hrefs
    assert not any("garrison2020" in href for href in hrefs)


def test_a_page_stands_under_each_of_its_other_names(project: Project) -> None:
    """With accents and large letters where they belong, and numbers before all."""
    old = "title: Cramps at night as we get older\n"
    also = 'also: ["Ältere Menschen", "65 and over", "old age"]\n'
    project.replace(CAUSE, old, old + also)
    rows = listed(project)
    letters = dict(rows)
    href = "../causes/getting-older/index.html"
    assert rows[0][0] == "#"
    assert letters["#"] == [("65 and over", href)]
    assert ("Ältere Menschen", href) in letters["A"]
    assert ("old age", href) in letters["O"]
    assert ("Cramps at night as we get older", href) in letters["C"]


def test_home_and_the_page_for_what_is_missing_lead_there(project: Project) -> None:
    assert project.build().published
    home = Page("index.html", project.read("output/index.html"))
    lost = Page("404.html", project.read("output/404.html"))
    assert "a-z/index.html" in home.links
    assert "/guide/a-z/" in lost.links


def test_a_guide_that_asks_for_none_has_none(tmp_path: Path) -> None:
    project = small_guide(tmp_path)
    assert project.build().published
    assert not (project.output / "a-z").exists()
    home = Page("index.html", project.read("output/index.html"))
    assert not any("a-z" in link for link in home.links)


def test_a_guide_s_own_page_of_that_name_stands(project: Project) -> None:
    project.write("content/a-z.md", project.read("content/about.md"))
    assert project.build().published
    assert "part--letter" not in project.read("output/a-z/index.html")


def test_crawlers_and_readers_without_a_signal_have_it_too(project: Project) -> None:
    assert project.build().published
    worker = project.read("output/sw.js")
    assert '"a-z/index.html"' in worker
    assert "/guide/a-z/</loc>" in project.read("output/sitemap.xml")
    assert "../a-z/" not in project.read("output/offline.html")
    assert 'href="a-z/index.html"' in project.read("output/offline.html")
    project.replace(CAUSE, "title: Cramps at night", "title: Cramp at night")
    assert project.build().published
    assert project.read("output/sw.js") != worker
