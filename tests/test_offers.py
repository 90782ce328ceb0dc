"""What an author offers: called an advertisement, and only with a way to take it up."""

from pathlib import Path

import pytest

from tests.guides import Project, small_guide
from tests.published import Page, pages

CONTACT = "contact: ann@small.example"
OFFER = """offer:
  title: Work with Ann
  text: "Ann's hours are few."
  pages: [about.md, remedies/stretching.md]
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The small guide, to be given an offer and a contact."""
    return small_guide(tmp_path)


def shown(project: Project, contact: str, offer: str) -> dict[str, Page]:
    """The pages that have a box, with this contact and this offer in the settings."""
    text = project.read("content/site.yaml").replace("contact: null", contact)
    project.write("content/site.yaml", text + offer)
    outcome = project.build()
    assert outcome.published, outcome.problems
    return {
        name: page
        for name, page in pages(project.output).items()
        if page.having(id="part--offer")
    }


def test_an_offer_stands_in_a_box_on_the_pages_named(project: Project) -> None:
    """It says what it is, what is offered, and where to take it up."""
    found = shown(project, CONTACT, OFFER)
    assert set(found) == {"about/index.html", "remedies/stretching/index.html"}
    for page in found.values():
        box = page.html[page.html.index('<aside class="box box--advertisement') :]
        box = box[: box.index("</aside>")]
        assert box.index("Advertisement") < box.index("Work with Ann")
        assert "Ann’s hours are few." in box
        assert '<a href="mailto:ann@small.example">ann@small.example</a>' in box


@pytest.mark.parametrize(
    ("contact", "offer"), [("contact: null", OFFER), (CONTACT, "")]
)
def test_nothing_is_offered_without_both(
    project: Project, contact: str, offer: str
) -> None:
    """An offer that nobody can take up is left out; a contact alone offers nothing."""
    assert shown(project, contact, offer) == {}


def test_an_offer_on_a_page_that_is_not_there_is_told(project: Project) -> None:
    text = project.read("content/site.yaml")
    project.write("content/site.yaml", text + OFFER.replace("about.md", "abuot.md"))
    outcome = project.build()
    (problem,) = (one for one in outcome.problems if one.rule == "missing-route")
    assert (problem.message, problem.hint) == (
        'there is no page "abuot.md"',
        'did you mean "about.md"?',
    )
    assert not outcome.published
