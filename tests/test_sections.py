"""Folders of the owner's own: plain pages, nested ones, and other names for kinds."""

from pathlib import Path

import pytest

from ibid.content.folders import DEEPEST
from ibid.request import Outcome
from tests.guides import Project, small_guide
from tests.published import Page, pages

DATES = "published: 2026-11-22\nlast_reviewed: 2026-11-22\nnext_review: 2027-11-22\n"
DEEP = "equipment/boots/winter/insoles/felt"


def page(title: str, more: str = "") -> str:
    fields = f"title: {title}\nsummary: What to wear.\n{DATES}{more}"
    return f"---\n{fields}---\n\nWear boots.\n"


def with_sections(folder: Path, sections: str, files: dict[str, str]) -> Project:
    project = small_guide(folder)
    site = project.read("content/site.yaml")
    project.write("content/site.yaml", f"{site}\nsections: {sections}\n")
    for name, text in files.items():
        project.write(f"content/{name}", text)
    return project


def problems(outcome: Outcome) -> list[tuple[str, str]]:
    return [(one.rule, one.place.path) for one in outcome.problems]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    files = {f"{DEEP}.md": page("Felt")}
    folder = DEEP.rpartition("/")[0]
    while folder:
        files[f"{folder}/index.md"] = page(folder.rpartition("/")[2].capitalize())
        folder = folder.rpartition("/")[0]
    own = with_sections(
        tmp_path_factory.mktemp("sections") / "guide", "{equipment: page}", files
    )
    outcome = own.build()
    assert problems(outcome) == []
    return pages(own.output)


def test_a_page_four_folders_deep_knows_the_way_home(site: dict[str, Page]) -> None:
    felt = site[f"{DEEP}/index.html"]
    trail = felt.having(**{"class": "breadcrumb__link"})
    assert [(one.get("href"), one.text) for one in trail] == [
        ("../../../../../index.html", "Home"),
        ("../../../../index.html", "Equipment"),
        ("../../../index.html", "Boots"),
        ("../../index.html", "Winter"),
        ("../index.html", "Insoles"),
    ]


def test_each_folder_lists_what_lies_in_it(site: dict[str, Page]) -> None:
    folder = DEEP
    while "/" in folder:
        folder, _, child = folder.rpartition("/")
        listed = site[f"{folder}/index.html"].having(**{"class": "entries__link"})
        assert [one.get("href") for one in listed] == [f"{child}/index.html"]


def test_the_home_page_shows_the_section(site: dict[str, Page]) -> None:
    assert "equipment/index.html" in site["index.html"].links


def test_a_front_page_that_is_missing_is_named(tmp_path: Path) -> None:
    files = {"equipment/boots/red.md": page("Red")}
    outcome = with_sections(tmp_path / "g", "{equipment: page}", files).build()
    said = {one.message for one in outcome.problems if one.rule == "missing-front"}
    assert said == {
        "the section equipment has no front page",
        "the section equipment/boots has no front page",
    }


def test_pages_lie_in_a_bounded_depth(tmp_path: Path) -> None:
    deep = "/".join(["equipment", *"abcdefgh"[: DEEPEST - 1]])
    for folder, told in ((deep, False), (f"{deep}/z", True)):
        files = {f"{folder}/page.md": page("Deep")}
        own = with_sections(tmp_path / f"{told}", "{equipment: page}", files)
        found = [one for one in own.build().problems if one.rule == "misplaced-file"]
        assert bool(found) is told
        assert all(f"{DEEPEST} folders" in one.hint for one in found)


def test_a_folder_of_any_name_holds_a_kind(tmp_path: Path) -> None:
    """The card behind /now/, the comparison of remedies and the worker know it."""
    own = small_guide(tmp_path / "g")
    for old, new in (("cards", "karten"), ("remedies", "mittel")):
        (own.content / old).rename(own.content / new)
    for path in own.content.rglob("*.md"):
        text = path.read_text("utf-8")
        path.write_text(
            text.replace("cards/", "karten/").replace("remedies/", "mittel/"), "utf-8"
        )
    kinds = "sections: {karten: card, mittel: remedy}\nmenu: [mittel, karten, causes]\n"
    own.write("content/site.yaml", own.read("content/site.yaml") + "\n" + kinds)
    outcome = own.build()
    assert problems(outcome) == []
    built = pages(own.output)
    assert "glance" in built["mittel/index.html"].html
    assert "now/index.html" in built
    assert "karten/calf-cramp/index.html" in own.read("output/sw.js")
    menu = [one.text for one in built["index.html"].having(**{"class": "menu__link"})]
    assert len(menu) == 3


WRONG = [
    ("{equipment: pages}", 'did you mean "page"?'),
    ("{references: page}", "is a folder of ibid's own"),
    ("{policy: page}", "is a folder of ibid's own"),
    ('{"My Boots": page}', "isn't well formed"),
    ("{../up: page}", "isn't well formed"),
    ("[equipment]", "must have fields of its own"),
]


@pytest.mark.parametrize(("sections", "said"), WRONG)
def test_a_wrong_section_is_told(sections: str, said: str, tmp_path: Path) -> None:
    outcome = with_sections(tmp_path / "g", sections, {}).build()
    assert not outcome.published
    told = [f"{one.message} {one.hint}" for one in outcome.problems]
    assert any(said in one for one in told), told


def test_a_folder_that_nobody_named_is_told_how(tmp_path: Path) -> None:
    own = small_guide(tmp_path / "g")
    own.write("content/equipment/boots.md", page("Boots"))
    (told,) = [one for one in own.build().problems if one.rule == "misplaced-file"]
    assert (
        told.hint == "name the folder in site.yaml, as in sections: {equipment: page}"
    )


def test_a_verdict_says_for_whom_it_is_wherever_it_stands(tmp_path: Path) -> None:
    """On its own page, in the table of all, and where another page leads to it."""
    project = small_guide(tmp_path)
    whom = 'verdict_for: "for older adults, not on {emergency-number}"'
    remedy = "content/remedies/magnesium.md"
    project.replace(remedy, "\neffort: ", f"\n{whom}\neffort: ")
    project.replace(
        "content/index.md", "remedies/stretching.md", "remedies/magnesium.md"
    )
    outcome = project.build()
    assert outcome.published, outcome.problems
    found = pages(project.output)
    for name in ("index.html", "remedies/index.html", "remedies/magnesium/index.html"):
        assert "Not advised for older adults, not on 999" in found[name].words, name
