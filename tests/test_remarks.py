"""Where the urgent number serves nobody: said once a page, beside the first of it."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibid import cli
from ibid.problems import Problem
from ibid.site.remarks import beside_first
from tests.guides import Project, small_guide
from tests.papers import bare, printed
from tests.published import Page, pages

A = '<a class="number" href="tel:111" aria-label="111, urgent advice">111</a>'
B = '<span class="care__number">111</span>'
OTHER = '<a class="number" href="tel:999" aria-label="999, emergency">999</a>'
R = '<p class="elsewhere">Not there.</p>'
PLACES = {
    "a paragraph": (f"<p>Call {A}.</p><p>{A}</p>", f"<p>Call {A}.</p>\n{R}<p>{A}</p>"),
    "an item": (
        f"<ul><li>a</li><li>{A}</li></ul>b",
        f"<ul><li>a</li><li>{A}</li></ul>\n{R}b",
    ),
    "a list in a list": (
        f"<ol><li>a<ul><li>{A}</li></ul>b</li></ol>",
        f"<ol><li>a<ul><li>{A}</li></ul>b</li></ol>\n{R}",
    ),
    "a paragraph of an item": (
        f"<ul><li><p>{A}</p></li></ul>",
        f"<ul><li><p>{A}</p></li></ul>\n{R}",
    ),
    "a table": (
        f"<table><tr><td>{A}</td></tr></table>",
        f"<table><tr><td>{A}</td></tr></table>\n{R}",
    ),
    "a box": (
        f'<div class="box"><p>a</p><p>{A}</p></div>',
        f'<div class="box"><p>a</p><p>{A}</p>\n{R}</div>',
    ),
    "a heading": (
        f"<h2>Call {A}</h2><ul><li>a</li></ul><p>b</p>",
        f"<h2>Call {A}</h2><ul><li>a</li></ul>\n{R}<p>b</p>",
    ),
    "a card's head": (
        f"<h2>Call {B}</h2></div><ul><li>a</li></ul>",
        f"<h2>Call {B}</h2></div><ul><li>a</li></ul>\n{R}",
    ),
    "behind another number": (
        f"<p>{OTHER}</p><p>{A}</p>",
        f"<p>{OTHER}</p><p>{A}</p>\n{R}",
    ),
    "nowhere": (f"<p>111 people</p><p>{OTHER}</p>", f"<p>111 people</p><p>{OTHER}</p>"),
    "in a heading that ends": (f"<h2>{A}</h2>", f"<h2>{A}</h2>"),
}


@pytest.mark.parametrize(("before", "after"), PLACES.values(), ids=PLACES)
def test_it_stands_behind_the_block_that_shows_the_number(
    before: str, after: str
) -> None:
    assert beside_first(before, "111", R) == after


BLOCKS = st.recursive(
    st.sampled_from([f"<p>{A}</p>", f"<p>{OTHER}</p>", "<p>a</p>", f"<h2>{A}</h2>"]),
    lambda inner: st.builds(
        "<ul><li>{}</li></ul>".format, st.lists(inner, max_size=3).map("".join)
    ),
    max_leaves=8,
)


@given(st.lists(BLOCKS, max_size=4).map("".join))
def test_it_is_said_at_most_once_and_never_before_the_number(markup: str) -> None:
    """Nothing else changes; what is around it ends where it did."""
    made = beside_first(markup, "111", R)
    assert made.replace(f"\n{R}", "") == markup
    assert made.count(R) <= 1
    if R in made:
        before = made[: made.index(R)]
        assert A in before
        assert before.count("<ul>") == before.count("</ul>")


REMARK = "Where {urgent-number} doesn't answer, call a doctor's office."
SHOWN = "Where 111 doesn’t answer, call a doctor’s office."
LONG = """elsewhere:
  text: "{}"
  page: {}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The small guide, to be given a remark."""
    return small_guide(tmp_path)


def settings(project: Project, more: str) -> None:
    project.write("content/site.yaml", project.read("content/site.yaml") + more)


def built(project: Project, more: str) -> dict[str, Page]:
    settings(project, more)
    outcome = project.build()
    assert outcome.published, outcome.problems
    return pages(project.output)


def naming(found: dict[str, Page]) -> set[str]:
    """The pages that show the number in their own text."""
    return {
        name
        for name, page in found.items()
        if re.search(r'class="(care__)?number"[^>]*>111<', page.html)
    }


def test_each_page_with_the_number_says_it_once(project: Project) -> None:
    """No other does; it can't be called from there, for it is the wrong number."""
    found = built(project, f'elsewhere: "{REMARK}"\n')
    assert len(naming(found)) > 3
    for name, page in found.items():
        assert page.words.count(SHOWN) == (name in naming(found)), name


def test_on_the_card_for_urgent_help_it_follows_the_signs(project: Project) -> None:
    page = built(project, f'elsewhere: "{REMARK}"\n')["see-a-doctor/index.html"]
    card = page.html[page.html.index('class="care care--urgent"') :]
    card = card[: card.index("</section>")]
    assert card.index("</ul>") < card.index('class="elsewhere"')


@pytest.mark.parametrize("heading", ["", "#clot-or-cramp"])
def test_it_leads_to_the_page_that_says_more(project: Project, heading: str) -> None:
    """That page itself leads to its heading, if there is one."""
    text = project.read("content/see-a-doctor.md")
    project.write("content/see-a-doctor.md", f"{text}\n## Clot or cramp?\n\nCompare.\n")
    found = built(project, LONG.format(REMARK, f"see-a-doctor.md{heading}"))
    named = (name for name in naming(found) if not name.startswith("cards/"))
    help_page = "see-a-doctor/index.html"
    for name in set(named) - {help_page}:
        (remark,) = found[name].having(**{"class": "elsewhere"})
        (link,) = remark.iter("a")
        assert (link.get("href") or "").endswith(f"see-a-doctor/index.html{heading}")
        assert link.text == "When to get help"
    (remark,) = found[help_page].having(**{"class": "elsewhere"})
    links = [link.get("href") for link in remark.iter("a")]
    assert links == ([heading] if heading else [])


def test_a_card_says_it_in_every_form_but_the_smallest(project: Project) -> None:
    """Below the signs: on its page, as plain text, on paper."""
    forms = "forms: [a4, letter, a5, a6, wallet]"
    card = project.read("content/cards/calf-cramp.md")
    card = card.replace("\n---\n", f"\n{forms}\n---\n", 1)
    project.write("content/cards/calf-cramp.md", card)
    page = built(project, LONG.format(REMARK, "about.md"))[
        "cards/calf-cramp/index.html"
    ]
    assert page.words.count(SHOWN) == 1
    assert page.words.index("Get help") < page.words.index(SHOWN)
    folder = project.output / "cards/calf-cramp"
    text = (folder / "card.txt").read_text("utf-8")
    assert text.index("Get help") < text.index(SHOWN)
    said = {
        form: printed((folder / f"calf-cramp-{form}.pdf").read_bytes()).count(
            bare(SHOWN)
        )
        for form in ("a4", "letter", "a5", "a6", "wallet")
    }
    assert said == {"a4": 1, "letter": 1, "a5": 1, "a6": 1, "wallet": 0}


def test_a_card_that_is_full_goes_without_it(project: Project) -> None:
    """Its signs come first: what fits alone is not refused for a remark."""
    card = project.read("content/cards/calf-cramp.md")
    card = card.replace("\n---\n", "\nforms: [a6]\n---\n", 1)
    project.write("content/cards/calf-cramp.md", card)
    built(project, f'elsewhere: "{" ".join([REMARK] * 40)}"\n')
    sheet = (project.output / "cards/calf-cramp/calf-cramp-a6.pdf").read_bytes()
    assert bare(SHOWN) not in printed(sheet)


def test_a_card_without_the_number_goes_without_the_remark(project: Project) -> None:
    card = project.read("content/cards/calf-cramp.md")
    project.write(
        "content/cards/calf-cramp.md", card.replace("{urgent-", "{emergency-")
    )
    found = built(project, f'elsewhere: "{REMARK}"\n')
    assert SHOWN not in found["cards/calf-cramp/index.html"].words
    text = (project.output / "cards/calf-cramp/card.txt").read_text("utf-8")
    assert SHOWN not in text


def problem(project: Project, rule: str) -> Problem:
    (found,) = (one for one in project.build().problems if one.rule == rule)
    return found


@pytest.mark.parametrize(
    ("page", "message", "hint"),
    [
        ("se-a-doctor.md", 'there is no page "se-a-doctor.md"', "see-a-doctor.md"),
        ("see-a-doctor.md#clot", 'see-a-doctor.md has no heading "#clot"', ""),
    ],
)
def test_a_page_that_is_not_there_is_told(
    project: Project, page: str, message: str, hint: str
) -> None:
    settings(project, LONG.format(REMARK, page))
    found = problem(project, "missing-route")
    assert found.message == message
    assert hint in found.hint


def test_a_number_that_is_not_there_is_told(project: Project) -> None:
    """As in every other text of the settings."""
    settings(project, 'elsewhere: "Not {urgnet-number}."\n')
    found = problem(project, "unknown-placeholder")
    assert found.place.path.endswith("content/site.yaml")
    assert (found.message, found.hint) == (
        "{urgnet-number} stands for nothing",
        'did you mean "urgent-number"?',
    )


def test_without_an_urgent_number_there_is_nothing_to_remark(project: Project) -> None:
    settings(project, 'elsewhere: "Call a doctor."\n')
    project.replace("content/site.yaml", '  urgent: "111"\n', "")
    found = [one.message for one in project.build().problems]
    assert any("no number that it could stand beside" in one for one in found), found


def test_it_is_judged_as_all_that_pages_say(project: Project) -> None:
    settings(project, 'elsewhere: "Where nobody answers, dial 112."\n')
    assert '"112" is written out' in problem(project, "literal-number").message


def test_a_page_by_another_name_is_still_led_to(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.folder)
    page = "causes/getting-older.md"
    settings(project, LONG.format(REMARK, f"{page}#a-heading"))
    assert cli.main(["rename", page, "causes/age.md"]) == 0
    assert "  page: causes/age.md#a-heading\n" in project.read("content/site.yaml")
