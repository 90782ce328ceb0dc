"""What a record says about the standing of a source, and whether we admit it.

Crossref keeps this in two fields: `updated-by` on the paper, filled in part by
Retraction Watch, and `update-to` on the notice, which some publishers put on the paper
itself. Reading only one of them misses famous retractions. PubMed has links of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ibid.content.reference import Reference
from ibid.records.answers import Fields, Notice
from ibid.records.likeness import is_taken_back
from ibid.records.notices import (
    ADMITTED,
    GRAVITY,
    KINDS,
    NOTICE_OF,
    Standing,
    letters,
)


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
    if "retractedpublication" in map(letters, fields.type):
        yield Report(Standing.RETRACTED)
    if any(map(is_taken_back, fields.title)):
        yield Report(Standing.RETRACTED)
    own = [notice for notice in fields.update_to if is_own(notice, fields)]
    for notice in (*own, *_links(fields)):
        kind = KINDS.get(letters(notice.kind))
        # A versioned journal's record names itself as its newest version.
        is_itself = is_own(notice, fields) and letters(notice.kind).startswith("new")
        if kind and kind.standing is not Standing.CURRENT and not is_itself:
            yield Report(kind.standing, notice)


def _links(fields: Fields) -> tuple[Notice, ...]:
    return fields.updated_by + fields.relation + fields.comments_corrections


def _weight(report: Report) -> tuple[int, bool]:
    """Graver first; of equals, the one whose notice has a DOI of its own."""
    return GRAVITY[report.standing], bool(report.notice and report.notice.DOI)


def is_own(notice: Notice, fields: Fields) -> bool:
    """Whether the notice's DOI is that of the work itself."""
    return bool(fields.DOI) and notice.DOI.casefold() == fields.DOI.casefold()


def unknown_links(fields: Fields) -> tuple[Notice, ...]:
    """The links whose word the table of notices doesn't have."""
    links = fields.update_to + _links(fields)
    return tuple(link for link in links if letters(link.kind) not in KINDS)


def admits(reference: Reference, report: Report, fetched: date) -> bool:
    """Whether the reference says at least as much as the record does.

    What a person wrote is never overruled by a record that is silent: the retraction of
    the vitamin K2 trial was known before Crossref's record showed it. Nor does a record
    overrule a person who found it wrong, unless its notice is newer than that; one
    without a day is as new as the record, fetched on `fetched`.
    """
    if GRAVITY[report.standing] <= GRAVITY[ADMITTED[reference.status]]:
        return True
    day = reference.record_overruled
    noticed = report.notice.date if report.notice else ""
    return day is not None and (noticed or fetched.isoformat()) <= day.isoformat()


def is_notice_of(fields: Fields) -> Notice | None:
    """The link to the work that this one takes back, doubts or mends, if it does."""
    for notice in fields.update_to:
        kind = KINDS.get(letters(notice.kind))
        if kind and kind.standing in NOTICE_OF and not is_own(notice, fields):
            return notice
    for link in fields.relation + fields.comments_corrections:
        kind = KINDS.get(letters(link.kind))
        if kind and kind.is_notice:
            return link
    return None
