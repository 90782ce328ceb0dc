"""What a record says about the standing of a source, and whether we admit it.

Crossref keeps this in two fields: `updated-by` on the paper, filled in part by
Retraction Watch, and `update-to` on the notice, which some publishers put on the paper
itself. Reading only one of them misses famous retractions. PubMed has links of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ibid.content.reference import Reference
from ibid.content.vocabulary import Status
from ibid.records.answers import Fields, Notice
from ibid.records.likeness import is_taken_back


class Standing(StrEnum):
    """What a service may report, from the mildest to the gravest, as words."""

    CURRENT = "no notice"
    CONCERN = "an expression of concern"
    CORRECTED = "corrected"
    SUPERSEDED = "replaced by a newer version"
    RETRACTED = "retracted"
    REPLACED = "retracted and replaced"


GRAVITY = {standing: number for number, standing in enumerate(Standing)}
# Addenda, clarifications and comments are left out: after them the paper still stands.
STANDINGS = {
    "expressionofconcern": Standing.CONCERN,
    "expressionofconcernin": Standing.CONCERN,
    "correction": Standing.CORRECTED,
    "corrigendum": Standing.CORRECTED,
    "erratum": Standing.CORRECTED,
    "erratumin": Standing.CORRECTED,
    "correctedandrepublishedin": Standing.CORRECTED,
    "partialretraction": Standing.CORRECTED,
    "partialretractionin": Standing.CORRECTED,
    "newversion": Standing.SUPERSEDED,
    "newedition": Standing.SUPERSEDED,
    "updatein": Standing.SUPERSEDED,
    "isreplacedby": Standing.SUPERSEDED,
    "retraction": Standing.RETRACTED,
    "retractionin": Standing.RETRACTED,
    "isretractedby": Standing.RETRACTED,
    "hasretraction": Standing.RETRACTED,
    "withdrawal": Standing.RETRACTED,
    "iswithdrawnby": Standing.RETRACTED,
    "removal": Standing.RETRACTED,
    "retractedandrepublishedin": Standing.REPLACED,
}
# The status that says at least as much, and how grave a record each status admits.
STATUSES = {
    Standing.CORRECTED: Status.CORRECTED,
    Standing.SUPERSEDED: Status.SUPERSEDED,
    Standing.RETRACTED: Status.RETRACTED,
    Standing.REPLACED: Status.RETRACTED_AND_REPLACED,
}
ADMITTED = {
    Status.CURRENT: Standing.CURRENT,
    Status.CORRECTED: Standing.CORRECTED,
    Status.SUPERSEDED: Standing.SUPERSEDED,
    Status.RETRACTED: Standing.REPLACED,
    Status.RETRACTED_AND_REPLACED: Standing.REPLACED,
    Status.NOT_FOUND: Standing.REPLACED,
}


@dataclass(frozen=True, slots=True)
class Report:
    """What a record reports, and the notice it names."""

    standing: Standing
    notice: Notice | None = None


def reported(fields: Fields) -> Report:
    """The gravest thing that the record reports about its own work."""
    return max(_reports(fields), key=_weight)


def _reports(fields: Fields) -> Iterator[Report]:
    yield Report(Standing.CURRENT)
    if "retractedpublication" in map(_letters, fields.type):
        yield Report(Standing.RETRACTED)
    if any(map(is_taken_back, fields.title)):
        yield Report(Standing.RETRACTED)
    own = [notice for notice in fields.update_to if _is_own(notice, fields)]
    links = fields.updated_by + fields.relation + fields.comments_corrections
    for notice in (*own, *links):
        standing = STANDINGS.get(_letters(notice.kind))
        if standing:
            yield Report(standing, notice)


def _weight(report: Report) -> tuple[int, bool]:
    """Graver first; of equals, the one whose notice has a DOI of its own."""
    return GRAVITY[report.standing], bool(report.notice and report.notice.DOI)


def _letters(kind: str) -> str:
    return re.sub(r"[^a-z]", "", kind.casefold())


def _is_own(notice: Notice, fields: Fields) -> bool:
    return notice.DOI.casefold() == fields.DOI.casefold()


def admits(reference: Reference, standing: Standing) -> bool:
    """Whether the reference says at least as much as the record does.

    What a person wrote is never overruled by a record that is silent: the retraction of
    the vitamin K2 trial was known before Crossref's record showed it.
    """
    if standing is Standing.CONCERN and (reference.status_note or reference.notice):
        return True
    return GRAVITY[standing] <= GRAVITY[ADMITTED[reference.status]]


def is_notice_of(fields: Fields) -> Notice | None:
    """The link to the paper that this work takes back or doubts, if it is a notice."""
    grave = (Standing.CONCERN, Standing.RETRACTED)
    for notice in fields.update_to:
        kind = STANDINGS.get(_letters(notice.kind))
        if kind in grave and not _is_own(notice, fields):
            return notice
    kinds = ("retractionof", "expressionofconcernfor")
    links = fields.comments_corrections
    return next((link for link in links if _letters(link.kind) in kinds), None)
