"""A page's description for machines: JSON-LD in schema.org's words."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from ibid import telephone
from ibid.content.kinds import Card, Exercise, Page
from ibid.content.site import Author, Site
from ibid.pages import views
from ibid.prose.typography import curl

# What schema.org calls the parts of a dose.
DOSES = (
    ("repeat", "repetitions"),
    ("days", "activityFrequency"),
    ("hold", "activityDuration"),
    ("rest", "restPeriods"),
)


def web_page(
    site: Site, frame: views.Frame, article: views.Article, content: Page
) -> str:
    """A MedicalWebPage whose citations equal the visible ones (schema.org).

    Each is told by name and by the page of its own, which has all of it.
    """
    stamp = article.stamp
    page = described(site, frame, stamp.reviewed)
    page["datePublished"] = stamp.published.iso
    entity = _entity(content, frame)
    if entity:
        page["mainEntity"] = entity
    page["citation"] = [
        {
            "@type": _kind(note.source),
            "@id": _whole(frame, note.source.href),
            "name": note.source.title,
        }
        for note in article.endnotes
    ]
    return as_script(page)


def source_page(site: Site, frame: views.Frame, source: views.Source) -> str:
    """A MedicalWebPage about one source, which it cites by itself (schema.org)."""
    page = described(site, frame, source.checked)
    work = {"@id": frame.canonical, **cited(source)}
    notice = source.standing.notice if source.standing else None
    if notice:
        work["correction"] = _whole(frame, notice.href)
    return as_script(page | {"citation": [], "mainEntity": work})


def described(site: Site, frame: views.Frame, reviewed: views.Day) -> dict[str, Any]:
    """What is said of every page; `reviewedBy` only where a clinician is named."""
    page: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": frame.heading,
        "url": frame.canonical,
        "author": [_author(author) for author in site.authors],
        "lastReviewed": reviewed.iso,
        "about": {"@type": "MedicalCondition", "name": site.title},
    }
    if site.reviewer:
        page["reviewedBy"] = {
            "@type": "Person",
            "name": site.reviewer.name,
            "honorificSuffix": site.reviewer.qualification,
            "identifier": site.reviewer.registration,
        }
    if frame.trail:
        ways: list[dict[str, Any]] = [
            {"name": one.label, "item": _whole(frame, one.href)} for one in frame.trail
        ]
        listed = enumerate((*ways, {"name": frame.heading}), 1)
        page["breadcrumb"] = {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": number, **one}
                for number, one in listed
            ],
        }
    return page


def _whole(frame: views.Frame, href: str) -> str:
    """The whole address of what a link on the page leads to."""
    return urljoin(frame.canonical, href).removesuffix("index.html")


def _author(author: Author) -> Mapping[str, str]:
    """Who wrote the guide: a person, or a group where the owner says so.

    Behind a name stand letters that were earned; what else somebody does is a job.
    """
    if author.organisation:
        return {"@type": "Organization", "name": author.name}
    named = {"@type": "Person", "name": author.name}
    if author.qualification:
        earned = author.medically_qualified
        named["honorificSuffix" if earned else "jobTitle"] = author.qualification
    return named


def _entity(content: Page, frame: views.Frame) -> Mapping[str, Any]:
    """What the page is for, as schema.org knows it; nothing for a page of text."""
    if isinstance(content, Card):
        steps = (curl(telephone.unmarked(step)) for step in content.steps)
        listed = [{"@type": "HowToStep", "text": step} for step in steps]
        return {"@type": "HowTo", "name": frame.heading, "step": listed}
    if isinstance(content, Exercise):
        told = ((name, getattr(content.dose, field)) for field, name in DOSES)
        dose = {name: curl(telephone.unmarked(value)) for name, value in told if value}
        return {"@type": "ExercisePlan", "name": frame.heading, **dose}
    return {}


def _kind(source: views.Source) -> str:
    scholarly = source.type in ("article-journal", "review-article")
    return "ScholarlyArticle" if scholarly else "CreativeWork"


def cited(source: views.Source) -> dict[str, Any]:
    """One source as schema.org's CreativeWork or ScholarlyArticle."""
    work: dict[str, Any] = {"@type": _kind(source), "name": source.title}
    if source.authors:
        work["author"] = source.authors
    if source.year:
        work["datePublished"] = source.year
    if source.doi:
        work["identifier"] = f"doi:{source.doi}"
    if source.doi_href or source.url:
        work["url"] = source.doi_href or source.url
    if source.standing:
        work["creativeWorkStatus"] = {
            "@type": "DefinedTerm",
            "name": source.standing.words,
            "termCode": source.standing.status,
        }
    return work


def highwire(
    source: views.Source, authors: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """The `citation_*` tags by which reference managers know a source's page.

    Each author has a tag of its own; pages are split at the dash.
    """
    first, _, last = source.page.partition("–")
    pairs = (
        ("citation_title", source.title),
        *(("citation_author", author) for author in authors),
        ("citation_publication_date", source.year),
        ("citation_journal_title", source.container),
        ("citation_volume", source.volume),
        ("citation_issue", source.issue),
        ("citation_firstpage", first),
        ("citation_lastpage", last),
        ("citation_doi", source.doi),
        ("citation_pmid", source.pmid),
        ("citation_publisher", source.publisher),
        ("citation_public_url", source.url),
    )
    return ((name, content) for name, content in pairs if content)


def as_script(data: dict[str, Any]) -> str:
    """JSON that can stand in a script element: no `<` can end it early."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("&", "\\u0026").replace(">", "\\u003e")
