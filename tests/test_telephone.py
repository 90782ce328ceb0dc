"""A telephone number can be called wherever a page shows it, and says whose it is."""

from pathlib import Path

import pytest

from ibid import telephone
from ibid.pages.layout import contact
from ibid.prose.parts import Html, Number
from tests.guides import Project, small_guide
from tests.published import Page, pages

URGENT = ("tel:111", "111, urgent advice", "111")


def calls(page: Page) -> list[tuple[str | None, str | None, str]]:
    """Each link of a page that calls a number: where to, its name, its text.

    The guided player says again what stands on the page.
    """
    players = page.having(**{"class": "player"})
    guided = {id(one) for player in players for one in player.iter()}
    return [
        (link.get("href"), link.get("aria-label"), "".join(link.itertext()))
        for link in page.root.iter("a")
        if (link.get("href") or "").startswith("tel:") and id(link) not in guided
    ]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_guide(tmp_path / "guide")


def built(project: Project) -> dict[str, Page]:
    outcome = project.build()
    assert outcome.published, [str(problem) for problem in outcome.problems]
    return pages(project.output)


STRETCH = "exercises/calf-stretch.md"


@pytest.mark.parametrize(
    ("name", "old", "new", "path"),
    [
        ("see-a-doctor.md", "you take a statin", "call {urgent-number}: a statin", ""),
        (STRETCH, 'purpose: "', 'purpose: "Ring {urgent-number}. ', ""),
        (STRETCH, 'position: "', 'position: "Ring {urgent-number}. ', ""),
        (STRETCH, 'easier: "', 'easier: "Ring {urgent-number}. ', ""),
        (STRETCH, 'claim: "', 'claim: "Ring {urgent-number}. ', ""),
        (STRETCH, 'unknown: "', 'unknown: "Ring {urgent-number}. ', ""),
        (STRETCH, "days: once", 'build_up: "{urgent-number}", days: once', ""),
        (STRETCH, 'caption: "', 'caption: "Ring {urgent-number}. ', ""),
        (STRETCH, 'summary: "', 'summary: "Ring {urgent-number}. ', ""),
        (STRETCH, 'summary: "', 'summary: "Ring {urgent-number}. ', "exercises/"),
        (
            STRETCH,
            'certainty_reason: "',
            'certainty_reason: "Ring {urgent-number}. ',
            "",
        ),
        ("about.md", "\n## ", "\n## Ring {urgent-number}\n\n## ", ""),
        ("about.md", "\n## ", "\n- *Ring {urgent-number}*\n\n## ", ""),
        ("about.md", "\n## ", '\n!!! tip "Ring {urgent-number}"\n    Do.\n\n## ', ""),
    ],
)
def test_a_number_in_any_text_can_be_called(
    project: Project, name: str, old: str, new: str, path: str
) -> None:
    before = built(project)
    project.replace(f"content/{name}", old, new)
    address = (path or name.removesuffix(".md") + "/") + "index.html"
    after = calls(built(project)[address])
    assert after.count(URGENT) == calls(before[address]).count(URGENT) + 1


def test_the_page_for_help_calls_from_its_headings(project: Project) -> None:
    """A button below each head that says whom to call, in the order of the page."""
    page = built(project)["see-a-doctor/index.html"]
    buttons = [
        link for link in page.root.iter("a") if link.get("class") == "care__call"
    ]
    assert [link.get("href") for link in buttons] == ["tel:999", "tel:111"]
    names = [link.get("aria-label") for link in buttons]
    assert names == ["Call 999, emergency", "Call 111, urgent advice"]


def test_a_number_within_a_link_is_refused(project: Project) -> None:
    """A link can hold no other."""
    project.replace(
        "content/about.md",
        "\n## ",
        "\nRead [when to call {urgent-number}](see-a-doctor.md).\n\n## ",
    )
    outcome = project.build()
    assert not outcome.published
    assert [problem.rule for problem in outcome.problems] == ["stray-mark"]


def test_what_machines_read_holds_the_number_alone(project: Project) -> None:
    """No sign of ours is in any file: descriptions, feed, contents, addresses."""
    project.replace(
        f"content/{STRETCH}", 'summary: "', 'summary: "Ring {urgent-number}. '
    )
    project.replace("content/about.md", "\n## ", "\n## Ring {urgent-number}\n\n## ")
    assert built(project)
    for file in project.output.rglob("*"):
        if file.is_file():
            text = file.read_bytes().decode("utf-8", "replace")
            assert not set(text) & {"\ue006", "\ue007", "\ue008"}, file
    about = (project.output / "about/index.html").read_text("utf-8")
    assert 'id="ring"' in about
    feed = (project.output / "feed.xml").read_text("utf-8")
    assert "Ring 111." in feed


@pytest.mark.parametrize(
    ("written", "href"),
    [
        ("999", "tel:999"),
        ("0300 123 1 123", "tel:03001231123"),
        ("+44 20 7946 0958", "tel:+442079460958"),
        ("(028) 9615 9444", "tel:02896159444"),
        ("116 117", "tel:116117"),
        ("1-800-222-1222", "tel:18002221222"),
        ("your GP, or 111", "tel:111"),
        ("your doctor or a nurse line", ""),
    ],
)
def test_a_number_is_dialled_as_it_is_written(written: str, href: str) -> None:
    assert telephone.number("urgent-number", written).href == href


@pytest.mark.parametrize(
    ("written", "href"),
    [
        ("editor@leg-cramps.example", "mailto:editor@leg-cramps.example"),
        ("https://leg-cramps.example/write", "https://leg-cramps.example/write"),
        ("020 7946 0958", "tel:02079460958"),
        ("The Editors, 1 High Street, Leeds", ""),
    ],
)
def test_a_contact_leads_to_its_makers(written: str, href: str) -> None:
    made = contact(written)
    assert made is not None
    assert made.href == href
    assert made.text == written


def test_a_contact_stands_on_every_page_as_a_link(project: Project) -> None:
    project.replace("content/site.yaml", "contact: null", 'contact: "020 7946 0958"')
    for name, page in built(project).items():
        if name == "offline.html":
            continue
        found = {link for link in calls(page) if link[0] == "tel:02079460958"}
        assert found == {
            ("tel:02079460958", "020 7946 0958, contact", "020 7946 0958")
        }, name


def test_a_text_without_a_number_stays_one_piece() -> None:
    assert telephone.text('Take "one" & rest') == (Html("Take “one” &amp; rest"),)
    text = f"Call {telephone.marked('emergency-number', '999')} now"
    assert telephone.text(text) == (
        Html("Call "),
        Number("999", "emergency", "tel:999"),
        Html(" now"),
    )


def test_a_stressed_stretch_meets_no_number() -> None:
    """What decides is strong; a number stays one, though it stands among it."""
    text = f"if numb, call {telephone.marked('urgent-number', '111')} at once"
    spans = [(3, 7), (9, text.index("at once"))]
    parts = telephone.text(text, spans)
    assert parts == (
        Html("if "),
        Html("<strong>numb</strong>"),
        Html(", call "),
        Number("111", "urgent", "tel:111"),
        Html(" at once"),
    )


def test_the_words_that_decide_are_strong(project: Project) -> None:
    """On the cards of help: what the guide's policy asks the sign of a red flag."""
    flag = "{id: dark_urine, about: muscle, says: [muscle*, urine], level: urgent}"
    project.write("content/policy/flags.yaml", f"red_flags:\n  - {flag}\n")
    care = built(project)["see-a-doctor/index.html"]
    strong = ["".join(one.itertext()) for one in care.root.iter("strong")]
    assert strong == ["muscle", "urine"]
