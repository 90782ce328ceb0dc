"""One table of notices: what each service's word for a link says about a work.

PubMed's records and its `.nbib` files, and both of Crossref's fields, are read by it. A
word that isn't in it is told to the editor, for it may be a retraction by a new name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ibid.content.vocabulary import Status


class Standing(StrEnum):
    """What a service may report, from the mildest to the gravest, as words."""

    CURRENT = "no notice"
    CORRECTED = "corrected"
    CONCERN = "an expression of concern"
    SUPERSEDED = "replaced by a newer version"
    RETRACTED = "retracted"
    REPLACED = "retracted and replaced"


GRAVITY = {standing: number for number, standing in enumerate(Standing)}
# The status that says as much, and how grave a record each status admits.
STATUSES = {
    Standing.CURRENT: Status.CURRENT,
    Standing.CORRECTED: Status.CORRECTED,
    Standing.CONCERN: Status.EXPRESSION_OF_CONCERN,
    Standing.SUPERSEDED: Status.SUPERSEDED,
    Standing.RETRACTED: Status.RETRACTED,
    Standing.REPLACED: Status.RETRACTED_AND_REPLACED,
}
ADMITTED = {status: standing for standing, status in STATUSES.items()} | {
    Status.RETRACTED: Standing.REPLACED,
    Status.NOT_FOUND: Standing.REPLACED,
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What a link says: how the work stands, or that it is a notice of another."""

    standing: Standing = Standing.CURRENT
    is_notice: bool = False


HARMLESS = Kind()
A_NOTICE = Kind(is_notice=True)


def letters(kind: str) -> str:
    """A service's word without case, spaces, hyphens and underscores."""
    return re.sub(r"[^a-z]", "", kind.casefold())


def _kinds(kind: Kind, words: str) -> dict[str, Kind]:
    return dict.fromkeys(words.split(), kind)


KINDS: Mapping[str, Kind] = {
    **_kinds(
        Kind(Standing.CONCERN),
        "expressionofconcern expressionofconcernin concern hasexpressionofconcern",
    ),
    **_kinds(
        Kind(Standing.CORRECTED),
        "correction corrigendum erratum erratumin correctionin corrected err "
        "partialretraction partialretractionin hascorrection haserratum",
    ),
    **_kinds(
        Kind(Standing.SUPERSEDED),
        "newversion newedition updatein isreplacedby correctedandrepublishedin "
        "correctedandrepublished",
    ),
    **_kinds(
        Kind(Standing.RETRACTED),
        "retraction retracted retractionin isretractedby hasretraction withdrawal "
        "withdrawn iswithdrawnby removal removed temporaryremoval retractedpublication",
    ),
    **_kinds(
        Kind(Standing.REPLACED),
        "retractedandrepublishedin retractionandreplacement retractedandreplaced "
        "retractionandrepublication",
    ),
    **_kinds(
        A_NOTICE,
        "retractionof expressionofconcernfor erratumfor partialretractionof "
        "retractionofpublication publishederratum isretractionof iswithdrawalof "
        "iscorrectionof iserratumof",
    ),
    # After these the paper stands as it did, or they are about another matter.
    **_kinds(
        HARMLESS,
        "addendum clarification comment commentin commenton cites originalreportin "
        "summaryforpatientsin patientsummaryin reprintin reprintof republishedin "
        "republishedfrom correctedandrepublishedfrom retractedandrepublishedfrom "
        "updateof associateddataset associatedpublication datasetdescribedin "
        "datasetuseby ecitation dataupdate reply letter editorial reinstatement "
        "interimupdate protocolamendment ispreprintof replaces",
    ),
}
# A link of one direction only: there it is the other work that is taken back or mended.
NOTICE_OF = frozenset(
    {Standing.CONCERN, Standing.CORRECTED, Standing.RETRACTED, Standing.REPLACED}
)
# PubMed's tags in `.nbib` files, by the name that its records give the same link.
TAGS: Mapping[str, str] = {
    **{"RIN": "RetractionIn", "ROF": "RetractionOf", "EIN": "ErratumIn"},
    **{"EFR": "ErratumFor", "ECI": "ExpressionOfConcernIn"},
    **{"ECF": "ExpressionOfConcernFor", "UIN": "UpdateIn", "UOF": "UpdateOf"},
    **{"CRI": "CorrectedAndRepublishedIn", "CRF": "CorrectedAndRepublishedFrom"},
    **{"RRI": "RetractedAndRepublishedIn", "RRF": "RetractedAndRepublishedFrom"},
    **{"PRIN": "PartialRetractionIn", "PROF": "PartialRetractionOf"},
    **{"RPI": "RepublishedIn", "RPF": "RepublishedFrom", "CIN": "CommentIn"},
    **{"CON": "CommentOn", "SPIN": "SummaryForPatientsIn", "ORI": "OriginalReportIn"},
    **{"DDIN": "DatasetDescribedIn", "DRIN": "DatasetUseBy"},
}


def of_publication(kind: str) -> Kind:
    """What PubMed's kind of a publication says; it calls only the notice a concern."""
    known = KINDS.get(letters(kind), HARMLESS)
    return A_NOTICE if known.standing is Standing.CONCERN else known
