"""Files in `content/static/` are in the site as they are, and in nobody's way."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from ibid import pipeline
from ibid.pages import feeds
from ibid.preview import answers
from ibid.site.workshop import MARK
from ibid.units.memo import Memo
from tests.guides import Project, site, small_guide

LEAFLET = b"%PDF-1.7 \x00\xff"
FILES: Mapping[str, bytes] = {
    "CNAME": b"guide.example\n",
    ".nojekyll": b"",
    ".well-known/security.txt": b"Contact: mailto:me@guide.example\n",
    "leaflet.pdf": LEAFLET,
    "old/page.md": b"no page: {number} [@nobody]",
    "old/data.yaml": b": :",
    "old/picture.jpg": b"no picture",
}


def put(project: Project, name: str, data: bytes) -> None:
    path = project.content / "static" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = small_guide(tmp_path / "guide")
    for name, data in FILES.items():
        put(made, name, data)
    return made


def test_they_are_published_byte_for_byte(project: Project) -> None:
    """Whatever they are; what an editor leaves beside them is not."""
    put(project, ".DS_Store", b"litter")
    put(project, "leaflet.pdf~", b"litter")
    outcome = project.build()
    assert outcome.published
    assert not [one for one in outcome.problems if "static" in one.place.path]
    made = site(project.output)
    assert {name: made[name] for name in FILES} == FILES
    assert not [name for name in made if "DS_Store" in name or "~" in name]
    files = {path: data for path, data in made.items() if data is not None}
    assert answers.answer(files, "/.well-known/security.txt").status == 200
    assert answers.answer(files, "/.nojekyll").status == 404


def test_a_change_is_published_and_what_is_gone_goes(project: Project) -> None:
    project.build()
    put(project, "CNAME", b"other.example\n")
    (project.content / "static/leaflet.pdf").unlink()
    outcome = project.build()
    made = {one.path for one in outcome.decisions if one.action == "make"}
    assert made == {"CNAME"}
    after = site(project.output)
    assert after["CNAME"] == b"other.example\n"
    assert "leaflet.pdf" not in after


def test_a_page_may_lead_to_one(project: Project) -> None:
    about = project.read("content/about.md")
    more = "\n\nGet [the leaflet](static/leaflet.pdf#page=2).\n"
    project.write("content/about.md", about + more)
    assert project.build().published
    page = project.read("output/about/index.html")
    assert '<a href="../leaflet.pdf#page=2">' in page


@pytest.mark.parametrize("way", ["leaflet.pdf", "static/leaflte.pdf", "/leaflet.pdf"])
def test_a_way_that_misses_one_is_told(project: Project, way: str) -> None:
    about = project.read("content/about.md")
    project.write("content/about.md", f"{about}\n\nGet [the leaflet]({way}).\n")
    (problem,) = project.build().problems
    assert problem.rule == "dead-link"
    assert problem.hint == 'did you mean "static/leaflet.pdf"?'


def test_what_lies_elsewhere_is_told_where_it_belongs(project: Project) -> None:
    about = project.read("content/about.md")
    project.write("content/about.md", f"{about}\n\nGet [a plan](plan.pdf).\n")
    project.write("content/plan.pdf", "A plan.")
    advice, problem = sorted(project.build().problems, key=lambda one: one.severity)
    assert (advice.rule, problem.rule) == ("unused-file", "dead-link")
    assert "static/" in advice.hint
    assert "static/" in problem.hint


@pytest.mark.parametrize(
    "name",
    [
        *("index.html", "robots.txt", "about/index.html", "about", "_headers"),
        *("remedies", "index.html/more.txt", ".well-known/../sw.js"),
    ],
)
def test_nothing_takes_the_place_of_what_the_build_makes(
    project: Project, name: str
) -> None:
    put(project, name, b"Mine.")
    checked = pipeline.examine(project.request(), Memo()).problems
    outcome = project.build()
    assert not outcome.published
    (problem,) = outcome.problems
    assert problem in checked
    assert problem.rule == "place-taken"
    assert problem.place.path.endswith(f"static/{name.rpartition('../')[2]}")


def test_every_place_that_a_build_needs_is_known_before_it_is_made(
    project: Project,
) -> None:
    """Old addresses and the card's own one among them."""
    about = project.read("content/about.md")
    old = about.replace("---\n", "---\naliases: [/about-us/]\n", 1)
    project.write("content/about.md", old)
    examined = pipeline.examine(project.request(), Memo())
    assert project.build().published
    made = {
        path
        for path in site(project.output)
        if not path.startswith("assets/") and path not in {*FILES, MARK}
    }
    assert {"now/index.html", "about-us/index.html"} < made
    assert set(feeds.paths(examined.guide)) == made


def test_a_link_that_leads_out_is_not_followed(project: Project) -> None:
    project.write("secret.txt", "Secret.")
    (project.content / "static/secret.txt").symlink_to(project.folder / "secret.txt")
    (problem,) = project.build().problems
    assert problem.rule == "outside"
