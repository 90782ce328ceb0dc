"""What the templates must show for the evidence policy, on every page of the guide.

`ibid.rules.standards` names these tests as the proof of a standard.
"""

import json
import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
ROLES = ("causes/", "remedies/", "exercises/", "cards/", "about/", "see-a-doctor/")
LOADED = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*?(?:src|data)=\"([^\"]*)\""
    r"|<link\b(?=[^>]*rel=\"(?:stylesheet|icon|preload|manifest|preconnect)\")[^>]*"
    r"href=\"([^\"]*)\"|@import\s|url\(\s*['\"]?(https?:[^)]*)"
)
# The page for lost addresses writes out the guide's own.
OUTSIDE = re.compile(r"(?!https://leg-cramps\.example/)(?:https?:)?//")


@pytest.fixture(scope="module")
def site(real_site: Path) -> Mapping[str, str]:
    """Every page of the built guide by its path."""
    return {
        path.relative_to(real_site).as_posix(): path.read_text("utf-8")
        for path in real_site.rglob("*.html")
    }


@pytest.fixture(scope="module")
def texts(site: Mapping[str, str]) -> Mapping[str, str]:
    """The pages of text: all of what editors write but sheets to print and sources."""
    return {
        path: html
        for path, html in site.items()
        if path == "index.html" or path.startswith(ROLES)
    }


def main_of(html: str) -> str:
    """The page's own body, without masthead and footer."""
    return html[html.index("<main") : html.index("</main>")]


def linked_data(html: str) -> dict[str, Any] | None:
    """The page's description for machines."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    return dict(json.loads(found[1])) if found else None


def test_every_page_says_who_wrote_it(texts: Mapping[str, str]) -> None:
    """Author, and that no clinician is among them, stand in the page's own body."""
    assert len(texts) > 30
    for path, html in texts.items():
        assert "ritten by non-clinicians" in main_of(html), path


def test_a_missing_review_is_said_and_never_claimed(texts: Mapping[str, str]) -> None:
    """Without a named reviewer each page says so, and no machine is told otherwise."""
    for path, html in texts.items():
        assert "ot yet clinically reviewed" in main_of(html), path
        assert "reviewedBy" not in html, path


def test_every_page_says_that_it_replaces_no_clinician(
    texts: Mapping[str, str],
) -> None:
    """The statement stands in the page's body, not only in its footer."""
    for path, html in texts.items():
        assert "supports, and does not replace, advice" in main_of(html), path


def test_a_withdrawn_source_is_marked_where_it_is_cited(
    texts: Mapping[str, str],
) -> None:
    """Each mark of the withdrawn trial carries its standing, and so does its entry."""
    html = main_of(texts["remedies/vitamin-k2/index.html"])
    marks = re.findall(r'<a [^>]*href="#ref-tan2024"[^>]*>', html)
    assert len(marks) > 2
    assert all("retracted and replaced" in mark for mark in marks)
    assert html.count('<span class="mark__standing">Retracted') == len(marks)
    entry = html[html.index('id="ref-tan2024"') :]
    assert "Retracted and replaced" in entry[:400]
    assert "We have not seen the notice" in entry[:800]


def test_help_is_in_order_and_a_link_away_from_every_page(
    texts: Mapping[str, str],
) -> None:
    """The cards stand worst first; each page of advice links to them near its top."""
    cards = main_of(texts["see-a-doctor/index.html"])
    levels = [cards.index(f"care care--{level}") for level in ("emergency", "urgent")]
    assert levels == sorted(levels)
    assert levels[-1] < cards.index("care care--soon") < cards.index('id="which-card')
    for path, html in texts.items():
        opening = html[: html.index("<main")] + main_of(html)[:4000]
        assert "see-a-doctor/index.html" in opening or path.startswith("see-a"), path


def test_structured_data_says_what_the_page_shows(texts: Mapping[str, str]) -> None:
    """Name, dates, subject and sources are those that readers see."""
    seen = 0
    for path, html in texts.items():
        data = linked_data(html)
        if data is None:
            continue
        seen += 1
        body = main_of(html)
        assert data["@type"] == "MedicalWebPage"
        assert data["about"]["@type"] == "MedicalCondition"
        assert all(author["name"] in html for author in data["author"])
        for field in ("datePublished", "lastReviewed"):
            assert f'datetime="{data[field]}"' in body, f"{path}: {field}"
        sources = re.findall(r'<li [^>]*id="ref-([^"]+)"', body)
        assert len(data["citation"]) == len(sources), path
    assert seen > 25


def test_no_page_loads_anything_from_elsewhere(site: Mapping[str, str]) -> None:
    """No script, font, picture or frame comes from another site."""
    for path, html in site.items():
        for found in LOADED.finditer(html):
            address = next(filter(None, found.groups()), "")
            assert not OUTSIDE.match(address), f"{path}: {found[0]}"
            assert not found[0].startswith("@import"), path


def test_every_page_has_a_language_and_one_heading(site: Mapping[str, str]) -> None:
    """One h1, no level skipped, every picture with words."""
    for path, html in site.items():
        assert re.search(r'<html lang="en-GB"', html), path
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", main_of(html))]
        assert levels.count(1) == 1, path
        for before, after in pairwise(levels):
            assert after <= before + 1, f"{path}: h{after} follows h{before}"
        for picture in re.findall(r"<img\b[^>]*>", html):
            assert " alt=" in picture, path
