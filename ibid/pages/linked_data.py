"""A page's description for machines: JSON-LD in schema.org's words."""

import json
from collections.abc import Iterator
from typing import Any

from ibid.content.site import Author, Site
from ibid.pages import views


def web_page(site: Site, title: str, address: str, article: views.Article) -> str:
    """A MedicalWebPage whose citations equal the visible ones (schema.org)."""
    stamp = article.stamp
    dates = {"datePublished": stamp.published.iso, "dateModified": stamp.reviewed.iso}
    citations = [cited(note.source) for note in article.endnotes]
    page = described(site, title, address, stamp.reviewed)
    return as_script(page | dates | {"citation": citations})


def source_page(site: Site, source: views.Source, address: str) -> str:
    """A MedicalWebPage about one source, which it cites by itself (schema.org)."""
    page = described(site, source.title, address, source.checked)
    return as_script(page | {"citation": [], "mainEntity": cited(source)})


def described(
    site: Site, title: str, address: str, reviewed: views.Day
) -> dict[str, Any]:
    """What is said of every page; `reviewedBy` only where a clinician is named."""
    page: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": title,
        "url": address,
        "inLanguage": site.language,
        "author": [_author(author) for author in site.authors],
        "lastReviewed": reviewed.iso,
        "about": {"@type": "MedicalCondition", "name": site.title},
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
    }
    if site.reviewer:
        page["reviewedBy"] = {
            "@type": "Person",
            "name": site.reviewer.name,
            "honorificSuffix": site.reviewer.qualification,
            "identifier": site.reviewer.registration,
        }
    return page


def _author(author: Author) -> dict[str, Any]:
    """Who wrote the guide: a person, or a group where the owner says so."""
    kind = "Organization" if author.organisation else "Person"
    named = {"@type": kind, "name": author.name}
    if author.qualification and not author.organisation:
        named["honorificSuffix"] = author.qualification
    return named


def cited(source: views.Source) -> dict[str, Any]:
    """One source as schema.org's CreativeWork or ScholarlyArticle."""
    scholarly = source.type in ("article-journal", "review-article")
    work: dict[str, Any] = {
        "@type": "ScholarlyArticle" if scholarly else "CreativeWork",
        "name": source.title,
    }
    if source.authors:
        work["author"] = source.authors
    if source.year:
        work["datePublished"] = source.year
    if source.doi:
        work["identifier"] = f"doi:{source.doi}"
    if source.doi_href or source.url:
        work["url"] = source.doi_href or source.url
    if source.standing:
        work["creativeWorkStatus"] = source.standing.words
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
