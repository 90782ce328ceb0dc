"""Works asked for by their DOI or PubMed number, as a person types or pastes them."""

import re
from urllib.parse import unquote

from ibid.records.answers import CROSSREF, PUBMED, Service

DOI_PREFIX = re.compile(
    r"^(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/\s*|doi:?\s*)+", re.IGNORECASE
)
DOI_ENDING = re.compile(r"(10\.\d{4,9}/\S*[^\s])([.,;:\"')\]}>])", re.ASCII)
PAIRS = ("()", "[]", "{}", "<>")
DOI = re.compile(r"10\.\d{4,9}(?:/|%2[Ff])\S+")
PMID = re.compile(
    r"(?:\bPMID:?\s*|\bpubmed\.ncbi\.nlm\.nih\.gov/|\bncbi\.nlm\.nih\.gov/pubmed/)"
    r"(\d{1,9})\b",
    re.IGNORECASE,
)
ONLY_PMID = re.compile(rf"(?:https?://)?(?:www\.)?{PMID.pattern}/?", re.IGNORECASE)
# PubMed saves a list of these, one a line; a shorter number may be anything.
BARE_PMID = re.compile(r"\s*(\d{5,8})\s*")


def bare_doi(text: str) -> str:
    """The bare DOI, without what a sentence, an address or a label put around it.

    What is no DOI stays as it is.
    """
    bare = DOI_PREFIX.sub("", text)
    if not bare.startswith("10."):
        return text
    if "%" in bare and unquote(bare).isprintable():
        bare = unquote(bare)
    while (cut := DOI_ENDING.fullmatch(bare)) and not _balanced(bare, cut[2]):
        bare = cut[1]
    return bare


def _balanced(text: str, closing: str) -> bool:
    """Whether the sign that ends the text closes a pair that was opened in it."""
    pair = next((pair for pair in PAIRS if pair[1] == closing), "")
    return bool(pair) and text.count(pair[0]) >= text.count(pair[1])


def identified(text: str) -> tuple[Service, str] | None:
    """The service that knows the work, and its number; None if this is no number."""
    found = mentioned(text)
    rest = DOI_PREFIX.sub("", text.strip())
    whole = DOI.fullmatch(rest) or BARE_PMID.fullmatch(rest)
    return found[0] if found and (whole or ONLY_PMID.fullmatch(rest)) else None


def mentioned(line: str) -> tuple[tuple[Service, str], ...]:
    """Each work that a line of a list names by its DOI, or else by its PubMed number.

    A citation that has both is one work.
    """
    dois = [bare_doi(found[0]) for found in DOI.finditer(line)]
    bare = BARE_PMID.fullmatch(line)
    pmids = [bare[1]] if bare else [found[1] for found in PMID.finditer(line)]
    found = [(CROSSREF, doi) for doi in dois] or [(PUBMED, pmid) for pmid in pmids]
    return tuple(dict.fromkeys(found))
