"""Works asked for by their DOI or PubMed number, as a person types or pastes them."""

import re
from urllib.parse import unquote

from ibid.records.answers import CROSSREF, PUBMED, Service

DOI = re.compile(
    r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}(?:/|%2[Ff])\S+)",
    re.IGNORECASE,
)
PMID = re.compile(
    r"(?:PMID:?\s*|(?:https?://)?pubmed\.ncbi\.nlm\.nih\.gov/)(\d{1,9})/?",
    re.IGNORECASE,
)


def identified(text: str) -> tuple[Service, str] | None:
    """The service that knows the work, and its number; None if this is no number."""
    doi = DOI.fullmatch(text.strip())
    if doi:
        return CROSSREF, unquote(doi[1]).rstrip(".,;")
    pmid = PMID.fullmatch(text.strip())
    return (PUBMED, pmid[1]) if pmid else None
