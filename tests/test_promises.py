"""What a reader would miss if one small thing in the code were wrong.

Each test stands for a change of the code that no other test noticed, and is named for
what a reader, a browser or another program would then get.
"""

import json
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ibid import cli
from ibid.pages.linked_data import as_script
from ibid.site import accent
from tests.guides import Project, small_guide
from tests.published import Page

CAUSE = "content/causes/getting-older.md"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_guide(tmp_path / "guide")


def published(project: Project, name: str) -> str:
    """A file of the site, built from the project as it stands."""
    outcome = project.build()
    assert outcome.published, outcome.problems
    return (project.output / name).read_text("utf-8")


def test_a_title_cannot_end_the_script_that_holds_it() -> None:
    """What is said to machines is read back whole, and holds no markup."""
    said = {"name": "</script><script>alert(1)</script>", "about": "a & b -->"}
    text = as_script(said)
    assert not set(text) & set("<>&")
    assert json.loads(text) == said


def test_a_feed_with_signs_of_markup_in_a_title_can_be_read(project: Project) -> None:
    """A feed reader refuses the whole feed for one bare ampersand."""
    title = "Rest & sleep: < 8 hours"
    project.replace(
        CAUSE, "title: Cramps at night as we get older", f'title: "{title}"'
    )
    assert project.build().published
    for name in ("feed.xml", "sitemap.xml"):
        root = ElementTree.parse(project.output / name).getroot()
        titles = [one.text for one in root.iter() if one.tag.endswith("}title")]
        assert name == "sitemap.xml" or title in titles


def test_the_browser_s_bar_has_the_colour_of_the_page(project: Project) -> None:
    """Light by day and dark at night: swapped, a phone would shine at 3 a.m."""
    page = Page("index.html", published(project, "index.html"))
    bars = {
        one.get("media", ""): one.get("content", "")
        for one in page.having(name="theme-color")
    }
    tokens = project.read("assets/css/tokens.css").replace(", ", ",")
    (day, *_), (night, *_) = accent.grounds(tokens)
    assert bars == {
        "(prefers-color-scheme: light)": day,
        "(prefers-color-scheme: dark)": night,
    }
    assert brightness(day) > 200
    assert brightness(night) < 60
    manifest = json.loads(project.output.joinpath("manifest.webmanifest").read_text())
    assert [manifest["theme_color"], manifest["background_color"]] == [day, day]


def brightness(colour: str) -> float:
    """The mean of a colour's three parts."""
    return sum(bytes.fromhex(colour.removeprefix("#"))) / 3


def test_a_reference_manager_gets_the_first_and_the_last_page(project: Project) -> None:
    source = "content/references/garrison2020.md"
    project.replace(source, "page: CD009402", "page: 12–34")
    text = published(project, "references/garrison2020/index.html")
    page = Page("references/garrison2020/index.html", text)
    ends = {
        name: [one.get("content") for one in page.having(name=f"citation_{name}")]
        for name in ("firstpage", "lastpage")
    }
    assert ends == {"firstpage": ["12"], "lastpage": ["34"]}


def test_a_review_takes_one_day_in_a_calendar(project: Project) -> None:
    """The end is the day after, as calendars count; else the event has no length."""
    text = published(project, "reviews.ics")
    days = re.findall(r"DT(START|END);VALUE=DATE:(\d{8})", text)
    starts = [day(stamp) for name, stamp in days if name == "START"]
    ends = [day(stamp) for name, stamp in days if name == "END"]
    assert starts
    assert ends == [each + timedelta(days=1) for each in starts]


def day(stamp: str) -> date:
    """A calendar's day."""
    return date.fromisoformat(f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:]}")


def test_a_note_called_twice_leads_back_to_both_places(project: Project) -> None:
    """No id stands twice, and each arrow of the note ends at a call of its own."""
    body = "A short, hard tightening of the calf."
    project.replace(CAUSE, body, f"{body}[^own] It is common.[^own]")
    project.write(CAUSE, f"{project.read(CAUSE)}\n[^own]: These are our own words.\n")
    name = "causes/getting-older/index.html"
    page = Page(name, published(project, name))
    assert [each for each, count in Counter(page.ids).items() if count > 1] == []
    calls = [
        one.get("id")
        for one in page.root.iter()
        if one.get("id", "").startswith("note-ref-")
    ]
    assert len(calls) == 2
    assert {f"#{each}" for each in calls} <= set(page.links)


@pytest.mark.parametrize(("options", "code"), [([], 0), (["--strict"], 1)])
def test_a_check_fails_for_advice_only_if_it_is_strict(
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    code: int,
) -> None:
    """What runs before a publication trusts the exit code, not the words."""
    monkeypatch.chdir(project.folder)
    command = ["check", "--today", "2026-11-22", *options]
    assert cli.main(command) == code


@pytest.mark.parametrize(
    "changed", ["assets/css/tokens.css", "templates/base.html", CAUSE]
)
def test_a_phone_fetches_the_kept_pages_anew_when_their_look_changed(
    project: Project, changed: str
) -> None:
    """Else the relief steps would stand offline in the old look, or not fit it."""
    before = published(project, "sw.js")
    edits = {
        "assets/css/tokens.css": (
            "@layer tokens {",
            "@layer tokens { .x { margin: 0 }",
        ),
        "templates/base.html": ("<body", '<body title="x"'),
        CAUSE: ("It passes in minutes.", "It passes in a few minutes."),
    }
    project.replace(changed, *edits[changed])
    assert (published(project, "sw.js") == before) is (changed == CAUSE)


SECURITY = ".well-known/security.txt"


def test_whom_to_tell_of_a_hole_is_said_where_there_is_a_contact(
    project: Project,
) -> None:
    """RFC 9116: for less than a year, and the same for every build of a month."""
    project.replace("content/site.yaml", "contact: null", "contact: me@small.example")
    project.replace(
        "content/site.yaml", "There is no contact address yet. When", "When"
    )
    lines = published(project, SECURITY).splitlines()
    assert lines == [
        "Contact: mailto:me@small.example",
        "Expires: 2027-10-01T00:00:00Z",
        "Preferred-Languages: en-GB",
        "Canonical: https://small.example/guide/.well-known/security.txt",
    ]


def test_a_guide_s_own_word_on_security_stands(project: Project) -> None:
    project.replace("content/site.yaml", "contact: null", "contact: me@small.example")
    project.replace(
        "content/site.yaml", "There is no contact address yet. When", "When"
    )
    project.write(f"content/static/{SECURITY}", "Contact: https://small.example/\n")
    assert published(project, SECURITY) == "Contact: https://small.example/\n"


@pytest.mark.parametrize("contact", ["null", '"1 High Street, Derry"'])
def test_without_an_address_to_write_to_there_is_no_such_file(
    project: Project, contact: str
) -> None:
    project.replace("content/site.yaml", "contact: null", f"contact: {contact}")
    if contact != "null":
        project.replace(
            "content/site.yaml", "There is no contact address yet. When", "When"
        )
    assert project.build().published
    assert not (project.output / SECURITY).exists()
