"""PubMed's answer about one article: the XML of efetch, as fields."""

import re
from typing import Any
from xml.etree import ElementTree

from ibid.records.answers import Fault, Fields, unique
from ibid.records.notices import HARMLESS, KINDS, letters

Element = ElementTree.Element
DOI_IN_TEXT = re.compile(r"\b10\.\d{4,9}/[^\s;,]+[^\s;,.]")


def read_articles(body: bytes, pmid: str) -> Fields | Fault | None:
    """The fields of PubMed's answer about one article; None where it knows none."""
    root = _tree(body)
    if isinstance(root, Fault) or not len(root):
        return root if isinstance(root, Fault) else None
    article = root[0].find("MedlineCitation")
    citation = root[0].find("BookDocument") if article is None else article
    if citation is None or _all(citation, "PMID") != [pmid]:
        return Fault("its answer is about another article")
    fields = _book(citation) if article is None else _article(root[0], citation)
    if not fields["title"]:
        return Fault("its record has no title")
    return Fields.model_validate({**fields, "PMID": pmid})


def _tree(body: bytes) -> Element | Fault:
    if b"<!ENTITY" in body:  # A few of these can unfold into gigabytes.
        return Fault("its answer declares entities, which PubMed never does")
    try:
        root = ElementTree.fromstring(body)
    except (ElementTree.ParseError, ValueError, RecursionError):
        return Fault("its answer is broken off, or no XML")
    known = root.tag == "PubmedArticleSet"
    return root if known else Fault(f"its answer is no article but <{root.tag}>")


def _article(root: Element, citation: Element) -> dict[str, Any]:
    journal, issue = "Article/Journal/", "Article/Journal/JournalIssue/"
    dois = _all(root, "PubmedData/ArticleIdList/ArticleId[@IdType='doi']")
    dois += _all(citation, "Article/ELocationID[@EIdType='doi']")
    dates = [*_all(citation, f"{issue}PubDate/Year")]
    dates += _all(citation, f"{issue}PubDate/MedlineDate")
    dates += _all(citation, "Article/ArticleDate/Year")
    pages = _all(citation, "Article/Pagination/MedlinePgn")
    pages += _all(citation, "Article/Pagination/StartPage")
    links = citation.iterfind("CommentsCorrectionsList/CommentsCorrections")
    return {
        "title": _all(citation, "Article/ArticleTitle")
        + _all(citation, "Article/VernacularTitle"),
        "first-author": _first_author(citation, "Article/AuthorList/Author"),
        "years": _written_years(dates),
        "container-title": unique(
            _all(citation, f"{journal}Title")
            + _all(citation, f"{journal}ISOAbbreviation")
            + _all(citation, "MedlineJournalInfo/MedlineTA")
        ),
        "type": _all(citation, "Article/PublicationTypeList/PublicationType"),
        "volume": _first(_all(citation, f"{issue}Volume")),
        "issue": _first(_all(citation, f"{issue}Issue")),
        "page": _first(pages),
        "DOI": _first(dois),
        "comments-corrections": [
            _correction(link)
            for link in links
            if KINDS.get(letters(link.get("RefType", ""))) is not HARMLESS
        ],
    }


def _book(document: Element) -> dict[str, Any]:
    """A chapter of a book on the NCBI Bookshelf, or the book itself."""
    books = _all(document, "Book/BookTitle")
    dates = [*_all(document, "Book/PubDate/Year")]
    dates += _all(document, "ContributionDate/Year")
    chapter = _all(document, "ArticleTitle")
    return {
        "title": chapter or books,
        "first-author": _first_author(document, "AuthorList/Author"),
        "years": _written_years(dates),
        "container-title": books if chapter else [],
        "type": _all(document, "PublicationType"),
        "DOI": _first(_all(document, "ArticleIdList/ArticleId[@IdType='doi']")),
    }


def _all(element: Element, path: str) -> list[str]:
    """The texts at `path`, without the markup in them."""
    return unique("".join(found.itertext()) for found in element.iterfind(path))


def _first(texts: list[str]) -> str:
    return texts[0] if texts else ""


def _first_author(element: Element, path: str) -> str:
    # An author struck out by an erratum is kept with ValidYN="N".
    for author in element.iterfind(path):
        names = _all(author, "LastName") + _all(author, "CollectiveName")
        if names and author.get("ValidYN", "Y") == "Y":
            return names[0]
    return ""


def _written_years(dates: list[str]) -> list[str]:
    """The years in dates such as `2020` and `1998 Dec-1999 Jan`."""
    return unique(re.findall(r"\b(?:1[5-9]|20)\d\d\b", " ".join(dates)))


def _correction(link: Element) -> dict[str, str]:
    source = _first(_all(link, "RefSource"))
    doi = DOI_IN_TEXT.search(source)
    return {
        "kind": link.get("RefType", ""),
        "DOI": doi[0] if doi else "",
        "PMID": _first(_all(link, "PMID")),
        "source": source,
    }
