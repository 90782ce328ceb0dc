"""A page's own text: its marks lead to its sources, and every source leads back."""

import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibid import pipeline
from ibid.guide.guide import Guide, output_path
from ibid.pages import articles
from ibid.pages.articles import Text, Writer
from ibid.prose import parts
from ibid.units.memo import Memo
from tests.conftest import GuideFolder, request_for
from tests.wordings import ENGLISH

PLAN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 6"/>'
FIELDS = """\
---
title: A page
summary: About it.
published: 2026-01-10
last_reviewed: 2026-02-20
next_review: 2027-02-20
---
"""


def examined(today: date = date(2026, 11, 22)) -> Guide:
    """The guide in the working folder."""
    found = pipeline.examine(request_for(today=today), Memo())
    return found.guide


def text(guide: Guide, name: str) -> Text:
    entry = guide.by_name[name]
    return Text(entry, Writer(guide, entry.path, ENGLISH))


def marks(prose: parts.Prose) -> list[parts.Mark]:
    found = []
    for part in prose:
        if isinstance(part, parts.Mark):
            found.append(part)
        elif isinstance(part, parts.Box):
            found += [*marks(part.parts), *marks(part.reason)]
    return found


def test_every_mark_leads_to_a_source_that_leads_back(
    guide_folder: GuideFolder,
) -> None:
    """In the body, in boxes and their reasons, in notes, and in fields."""
    body = (
        "One.[@hawke2021] Two.[@garrison2020; @hawke2021][^a]\n\n"
        '!!! insight "Why"\n    Three.[@garrison2020]\n\n'
        "    Certainty: low. Four.[@hawke2021]\n\n"
        "| Five[@hawke2021] |\n|---|\n| Six[@garrison2020, p. 3] |\n\n"
        "As @hawke2021 said.\n\n[^a]: Seven.[@hawke2021]\n"
    )
    guide_folder({"about.md": FIELDS + body})
    page = text(examined(), "about.md")
    article = page.article()
    found = marks(article.parts) + [m for n in article.notes for m in marks(n.parts)]
    ids = [item.id for mark in found for item in mark.items]
    back = [link.href for note in article.endnotes for link in note.back]
    assert sorted(f"#{one}" for one in ids) == sorted(back)
    assert len(ids) == len(set(ids)) == 9
    ends = {f"#{note.id}" for note in article.endnotes}
    assert {item.href for mark in found for item in mark.items} == ends
    assert [note.number for note in article.endnotes] == [1, 2]


def test_fields_and_body_share_their_numbers(guide_folder: GuideFolder) -> None:
    guide_folder()
    page = text(examined(), "remedies/stretching.md")
    first = marks(page.field("certainty_reason"))[0].items[0]
    later = marks(page.body())[0].items[0]
    assert (first.number, first.id) == (1, "cite-hawke2021-1")
    assert (later.number, later.id) == (1, "cite-hawke2021-3")


@pytest.mark.parametrize(
    ("author", "issued", "said"),
    [
        ("{family: Hawke}", "issued: 2021", "Hawke (2021)"),
        ("{literal: 'Health, Scotland'}", "issued: 2021", "Health, Scotland (2021)"),
        ("{family: Hawke}", "", "Hawke"),
        ("{literal: 'Health, Scotland'}", "", "Health, Scotland"),
    ],
)
def test_a_narrative_citation_reads_as_part_of_its_sentence(
    author: str, issued: str, said: str, guide_folder: GuideFolder
) -> None:
    guide_folder({"about.md": FIELDS + "As @hawke2021 found.\n"})
    path = Path("content/references/hawke2021.md")
    source = re.sub(
        r"author:\n(  .*\n)+others: true\n", f"author: [{author}]\n", path.read_text()
    )
    path.write_text(source.replace("issued: 2021", issued))
    (mark,) = marks(text(examined(), "about.md").body())
    assert mark.narrative == said


def test_a_mark_says_that_its_source_was_replaced(guide_folder: GuideFolder) -> None:
    guide_folder()
    path = Path("content/references/hawke2021.md")
    text_of = path.read_text().replace(
        "status: current", "status: superseded\nstatus-note: Old."
    )
    path.write_text(text_of)
    item = marks(text(examined(), "index.md").body())[0].items[0]
    assert item.status == "superseded"
    assert item.label == "Source 1: Hawke et al., 2021 (superseded)"


def test_notes_are_lettered_in_order_of_their_calls(guide_folder: GuideFolder) -> None:
    body = "One.[^z] Two.[^a] Three.[^z]\n\n[^a]: A *note*.\n\n[^z]: Another.\n"
    guide_folder({"about.md": FIELDS + body})
    notes = text(examined(), "about.md").article().notes
    assert [(note.id, note.letter) for note in notes] == [
        ("note-a", "a"),
        ("note-b", "b"),
    ]
    assert [link.href for link in notes[0].back] == ["#note-ref-a-1", "#note-ref-a-2"]
    assert notes[1].parts == (parts.Html("<p>A <em>note</em>.</p>"),)


def test_links_lead_from_page_to_page(guide_folder: GuideFolder) -> None:
    body = (
        "[One](../see-a-doctor.md#how-to-use-the-cards) [two](index.md) "
        "[three](#here) [four](https://example.org/x.md) ![Five](pic.svg)\n\n## Here\n"
    )
    guide_folder({"causes/pic.svg": PLAN, "causes/index.md": FIELDS + body})
    html, picture, _ = text(examined(), "causes/index.md").body()
    assert isinstance(html, parts.Html)
    hrefs = re.findall(r'(?:href|src)="([^"]*)"', html.html)
    assert hrefs == [
        "../see-a-doctor/index.html#how-to-use-the-cards",
        "index.html",
        "#here",
        "https://example.org/x.md",
    ]
    assert isinstance(picture, parts.Picture)
    assert re.fullmatch(r"\.\./assets/pic\.\w{10}\.svg", picture.src)
    assert (picture.width, picture.height) == (9, 6)


def test_a_draft_is_not_offered_to_read_next(guide_folder: GuideFolder) -> None:
    draft = FIELDS.replace("title", "draft: true\ntitle")
    related = FIELDS.replace("title", "related: [draft.md, index.md]\ntitle")
    guide_folder({"draft.md": draft, "about.md": related})
    items = text(examined(), "about.md").article().related
    assert [item.href for item in items] == ["../index.html"]


def test_a_review_is_overdue_from_the_day_after(guide_folder: GuideFolder) -> None:
    guide_folder()
    for day, overdue in ((date(2027, 2, 20), False), (date(2027, 2, 21), True)):
        assert text(examined(day), "about.md").article().stamp.overdue == overdue


paths = st.lists(st.sampled_from(["a", "b", "é", "c d"]), max_size=3).map(
    lambda steps: "/".join([*steps, "index.html"])
)


@given(paths, paths)
def test_the_way_between_two_pages_arrives(start: str, end: str) -> None:
    """Under a domain's root, in a folder, and from a disk."""
    way = Writer(None, start, ENGLISH).to(end)  # type: ignore[arg-type]
    for root in ("https://a.example/", "https://a.example/deep/er/", "file:///usb/"):
        assert unquote(urljoin(root + start, way)) == root + end


def test_from_the_page_for_lost_readers_links_are_whole() -> None:
    writer = Writer(None, "404.html", ENGLISH, "https://a.example/guide/")  # type: ignore[arg-type]
    assert writer.to("causes/index.html") == "https://a.example/guide/causes/"
    assert writer.to("causes/index.html", "x") == "https://a.example/guide/causes/#x"


def test_letters_go_on_after_z() -> None:
    assert [articles.letters(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        *("a", "z", "aa", "az", "ba", "zz", "aaa")
    ]


@given(st.integers(0, 20_000), st.integers(0, 20_000))
def test_no_two_notes_share_their_letters(one: int, other: int) -> None:
    assert (articles.letters(one) == articles.letters(other)) == (one == other)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("index.md", "index.html"),
        ("about.md", "about/index.html"),
        ("remedies/index.md", "remedies/index.html"),
        ("remedies/vitamin-k2.md", "remedies/vitamin-k2/index.html"),
        ("causes/Zoë's Übung.md", "causes/zoes-ubung/index.html"),
        ("references/tan2024.md", "references/tan2024/index.html"),
        ("references/who:2020.md", "references/who-2020/index.html"),
        ("references/Tan2024.md", "references/Tan2024/index.html"),
    ],
)
def test_a_page_has_the_address_of_its_file(name: str, path: str) -> None:
    assert output_path(name) == path
