"""Every content file has its page, and a page is a template's name and plain data."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from ibid import pipeline
from ibid.pages import screens
from ibid.pages.planner import Planned
from ibid.prose import parts
from ibid.units.memo import Held, Memo
from tests.conftest import GuideFolder, request_for


def planned(drafts: bool = False) -> dict[str, Planned]:
    """Every page of the guide in the working folder, by its path."""
    request = request_for(drafts=drafts)
    examined = pipeline.examine(request, Memo())
    site = examined.guide.site
    assert site is not None
    planner = pipeline.planner_of(examined, site, "", Memo())
    look = pipeline.dress(request, examined, Held())
    return {page.path: page for page in pipeline.plan(planner, site, look)}


@pytest.fixture
def pages(guide_folder: GuideFolder) -> dict[str, Planned]:
    guide_folder()
    return planned()


def test_each_kind_of_file_has_its_template(pages: dict[str, Planned]) -> None:
    expected = {
        "index.html": "home.html",
        "about/index.html": "page.html",
        "see-a-doctor/index.html": "care.html",
        "causes/index.html": "section.html",
        "causes/getting-older/index.html": "cause.html",
        "remedies/index.html": "remedies.html",
        "remedies/stretching/index.html": "remedy.html",
        "exercises/calf-stretch/index.html": "exercise.html",
        "cards/calf-cramp/index.html": "card.html",
        "now/index.html": "now.html",
        "references/index.html": "references.html",
        "references/hawke2021/index.html": "reference.html",
        "404.html": "404.html",
        "feed.xml": "feed.xml",
    }
    assert {path: pages[path].template for path in expected} == expected


def test_a_template_that_is_asked_for_exists(pages: dict[str, Planned]) -> None:
    folder = request_for().templates
    assert [p.path for p in pages.values() if not (folder / p.template).exists()] == []


def test_a_page_knows_the_file_it_comes_from(pages: dict[str, Planned]) -> None:
    assert pages["about/index.html"].source == "content/about.md"
    assert pages["now/index.html"].source == "content/cards/calf-cramp.md"


def parts_of(view: object) -> Iterator[object]:
    """Everything that a view is made of."""
    yield view
    if dataclasses.is_dataclass(view):
        for field in dataclasses.fields(view):
            yield from parts_of(getattr(view, field.name))
    elif isinstance(view, tuple):
        for part in view:
            yield from parts_of(part)


def test_a_view_is_plain_data_that_nothing_can_change(
    pages: dict[str, Planned],
) -> None:
    """Its `repr` is what its page depends on, so it must say all there is to say."""
    for page in pages.values():
        for part in parts_of(page.view):
            if dataclasses.is_dataclass(part):
                assert getattr(part, "__dataclass_params__").frozen  # noqa: B009
                assert all(field.repr for field in dataclasses.fields(part))
            else:
                assert isinstance(part, str | bytes | int | bool | tuple | None), (
                    page.path
                )


def test_the_same_guide_gives_the_same_views(pages: dict[str, Planned]) -> None:
    assert {p: repr(page.view) for p, page in planned().items()} == {
        p: repr(page.view) for p, page in pages.items()
    }


def test_a_draft_has_no_page_until_it_is_asked_for(guide_folder: GuideFolder) -> None:
    guide_folder()
    about = Path("content/about.md")
    about.write_text(about.read_text().replace("summary:", "draft: true\nsummary:"))
    assert "about/index.html" not in planned()
    assert "about/index.html" in planned(drafts=True)


def test_relief_stands_at_now_with_links_from_there(pages: dict[str, Planned]) -> None:
    card, now = pages["cards/calf-cramp/index.html"].view, pages["now/index.html"].view
    assert isinstance(card, screens.CardView)
    assert isinstance(now, screens.CardView)
    assert now.steps == card.steps
    assert (card.card.href, now.card.href) == (
        "index.html",
        "../cards/calf-cramp/index.html",
    )
    assert now.doctor.href == "../see-a-doctor/index.html"


def test_a_remedy_answers_in_the_order_of_the_policy(pages: dict[str, Planned]) -> None:
    view = pages["remedies/magnesium/index.html"].view
    assert isinstance(view, screens.RemedyView)
    assert [answer.question for answer in view.answers] == [
        "How is it thought to work?",
        "What good may it do?",
        "What harm may it do?",
        "What if I do nothing?",
        "Who should not do it?",
        "What else could I do?",
    ]


def test_care_goes_from_the_most_urgent_to_the_least(pages: dict[str, Planned]) -> None:
    view = pages["see-a-doctor/index.html"].view
    assert isinstance(view, screens.CareView)
    assert [level.level for level in view.levels] == ["emergency", "urgent", "soon"]
    assert view.levels[0].action == (
        parts.Html("Call "),
        parts.Number("999", "emergency", "tel:999"),
        parts.Html(" or go to A&amp;E now if"),
    )


def test_a_source_lists_the_pages_that_rely_on_it(pages: dict[str, Planned]) -> None:
    view = pages["references/garrison2020/index.html"].view
    assert isinstance(view, screens.ReferenceView)
    assert [cited.page.label for cited in view.cited_by] == [
        *("Getting older", "Small leg cramps", "Magnesium", "Stretching")
    ]


def test_straight_quotes_are_set_curly_in_every_view(pages: dict[str, Planned]) -> None:
    """But for addresses, markup, which quotes attributes, and what servers read."""
    straight = [
        (path, part)
        for path, page in pages.items()
        for part in parts_of(page.view)
        if isinstance(part, str) and "'" in part and "<" not in part
        if path != "_headers"
    ]
    assert [one for one in straight if "{" not in one[1]] == []
