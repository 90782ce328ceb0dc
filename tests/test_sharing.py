"""What a page shows where it is shared, and what a telephone keeps of a guide."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from ibid import extras
from ibid.problems import as_text
from ibid.units import executors
from tests.guides import Project, small_guide
from tests.published import Page

HOME = "https://small.example/guide/"
STRETCH = "exercises/calf-stretch/index.html"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small guide with such pictures, built once."""
    made = small_guide(tmp_path_factory.mktemp("shared"))
    made.write("content/site.yaml", made.read("content/site.yaml") + ASKED)
    assert made.build().problems == ()
    return made


ASKED = "share_pictures: true\n"


def page(project: Project, name: str) -> Page:
    return Page(name, project.read(f"output/{name}"))


def said(project: Project, name: str) -> dict[str, str]:
    """What the page's head says of its picture."""
    return {
        str(one.get("property")): str(one.get("content"))
        for one in page(project, name).root.iter("meta")
        if str(one.get("property")).startswith("og:")
    }


def picture(project: Project, name: str) -> Path:
    path = said(project, name)["og:image"].removeprefix(HOME)
    return project.output / path


def shown(path: Path) -> Image.Image:
    return Image.open(io.BytesIO(path.read_bytes())).convert("RGB")


def test_a_page_says_what_is_shown_of_it(project: Project) -> None:
    told = said(project, STRETCH)
    assert told["og:title"] == "Calf stretch, standing – Small leg cramps"
    assert told["og:image:alt"].startswith("Calf stretch, standing. ")
    assert told["og:image"].startswith(f"{HOME}assets/share.")


def test_the_picture_is_as_large_as_asked_and_light(project: Project) -> None:
    path = picture(project, STRETCH)
    assert shown(path).size == (1200, 630)
    assert path.stat().st_size < 100_000


def test_the_picture_holds_title_and_drawing(project: Project) -> None:
    """Ink where the title stands and where the drawing does, and the thread below."""
    whole = shown(picture(project, STRETCH))
    title, drawing = whole.crop((80, 60, 640, 240)), whole.crop((660, 60, 1160, 530))
    for part in (title, drawing):
        assert sum(part.convert("L").histogram()[:90]) > 800
    thread = whole.crop((0, 520, 1200, 560)).getcolors(1 << 16) or []
    assert (10, 83, 87) in {colour for _, colour in thread}


def test_pages_without_a_drawing_share_the_picture_of_the_guide(
    project: Project,
) -> None:
    names = ("", "about/", "causes/getting-older/", "references/garrison2020/")
    shared = {picture(project, f"{name}index.html") for name in names}
    assert len(shared) == 1
    assert picture(project, STRETCH) not in shared
    assert said(project, names[2] + "index.html")["og:image:alt"] == "Small leg cramps"


def test_the_telephone_s_icons_are_what_the_manifest_says(project: Project) -> None:
    manifest = json.loads(project.read("output/manifest.webmanifest"))
    pixels = [one for one in manifest["icons"] if one["type"] == "image/png"]
    assert [(one["sizes"], one["purpose"]) for one in pixels] == [
        ("180x180", "any"),
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    ]
    for one in pixels:
        icon = shown(project.output / one["src"])
        assert "x".join(map(str, icon.size)) == one["sizes"]
        if one["purpose"] == "maskable":
            # A fifth may be cut off around it: the ground alone.
            edge = icon.crop((0, 0, 512, 50)).getcolors()
            assert edge == [(512 * 50, (251, 247, 240))]
    assert manifest["start_url"] == "now/index.html"
    (link,) = page(project, STRETCH).having(rel="apple-touch-icon")
    assert str(link.get("href")).removeprefix("../../") == pixels[0]["src"]


def test_a_guide_that_asks_for_none_has_none(tmp_path: Path) -> None:
    project = small_guide(tmp_path)
    assert project.build().published
    assert said(project, STRETCH) == {}
    assert not list((project.output / "assets").glob("*.png"))


def test_the_same_page_has_the_same_picture_and_another_title_another(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Elsewhere and in other processes too; what did not change is not made again."""
    monkeypatch.setattr(executors, "FEWEST", 1)
    other = small_guide(tmp_path)
    other.write("content/site.yaml", other.read("content/site.yaml") + ASKED)
    name = "content/exercises/calf-stretch.md"
    other.replace(name, "title: Calf stretch,", "title: Stretch of the calf,")
    assert other.build(jobs=2).published

    def pictures(folder: Path) -> dict[str, bytes]:
        found = (folder / "assets").glob("*.png")
        return {path.name: path.read_bytes() for path in found}

    here, there = pictures(project.output), pictures(other.output)
    assert len(here.keys() - there.keys()) == len(there.keys() - here.keys()) == 1
    assert all(here[one] == there[one] for one in here.keys() & there.keys())


def test_a_mistake_in_the_picture_s_template_is_told_in_its_line(
    tmp_path: Path,
) -> None:
    project = small_guide(tmp_path)
    project.write("content/site.yaml", project.read("content/site.yaml") + ASKED)
    project.replace("templates/share.typ", 'colour("ink")', 'coulour("ink")')
    (problem,) = project.build().problems
    first = as_text(problem).split("\n")[0]
    assert "templates/share.typ:14:9: error: unknown variable: coulour" in first


def test_without_typst_a_guide_is_published_and_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extras, "installed", lambda _: "")
    project = small_guide(tmp_path)
    project.write("content/site.yaml", project.read("content/site.yaml") + ASKED)
    outcome = project.build()
    assert outcome.published
    (problem,) = outcome.problems
    assert (problem.rule, problem.severity) == ("missing-extra", "advice")
    assert problem.place.line == len(project.read("content/site.yaml").splitlines())
    assert said(project, STRETCH) == {}
