"""A reference held against its record: every place where they disagree."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from ibid.commands import Commands
from ibid.content.reference import Reference
from ibid.content.vocabulary import ReferenceType
from ibid.problems import Problem
from ibid.reading.front_matter import Document, Path
from ibid.records import likeness
from ibid.records.answers import (
    PUBMED,
    Fields,
    Notice,
    Record,
    Service,
    answer_for,
    wanted,
)
from ibid.records.crossref import PUBLISHED_VERSION
from ibid.records.notices import GRAVITY, STATUSES, Standing
from ibid.records.standing import (
    Report,
    admits,
    is_notice_of,
    is_own,
    reported,
    unknown_links,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What one service said about the reference's work."""

    service: Service
    fields: Fields


def compare(
    document: Document, reference: Reference, record: Record, commands: Commands
) -> Iterator[Problem]:
    """Each place where the reference and its record disagree."""
    said = []
    for service, number in wanted(reference).items():
        answer = answer_for(record, service, number)
        if answer is None:
            message = f"{service.name} was not asked about {number} yet"
            yield unasked(document, service, message, commands)
        elif answer.fields is not None:
            said.append(Said(service, answer.fields))
        elif not answer.agency:
            yield _unknown(document, service, number)
    if reference.record_overruled and reference.record_overruled >= record.fetched:
        # A person has looked since, and says why the record is wrong.
        yield from _standings(document, reference, said, record.fetched)
        return
    strange = [one for one in said if _is_another_work(reference, one, said)]
    for one in strange:
        yield _another_work(document, one)
    about_it = [one for one in said if one not in strange]
    yield from _other_doi(document, reference, about_it)
    yield from _differences(document, reference, about_it)
    yield from _standings(document, reference, about_it, record.fetched)


def key_of(document: Document) -> str:
    """The key of a reference: the name of its file."""
    return document.name.rpartition("/")[2].removesuffix(".md")


def unasked(
    document: Document, service: Service, message: str, commands: Commands
) -> Problem:
    """The advice to ask a service about the reference."""
    return Problem(
        document.place((service.field,)),
        "record-missing",
        message,
        f"run {commands.line('verify', key_of(document))} where there is a network",
        "advice",
    )


def _unknown(document: Document, service: Service, number: str) -> Problem:
    return Problem(
        document.place((service.field,)),
        "record-mismatch",
        f"unknown to {service.name}: it has no record of {number}",
        f"compare the {service.field} with the source itself, letter by letter",
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """A field that is compared: its words, its place, its value, and the record's."""

    words: str
    path: Path
    value: str
    known: Callable[[Fields], tuple[str, ...]]
    same: Callable[[str, str], bool]

    def differs(self, fields: Fields) -> bool:
        """Whether the record knows the field and has it otherwise."""
        known = self.known(fields)
        return bool(known) and not any(self.same(self.value, one) for one in known)


def _compared(reference: Reference) -> Iterator[Compared]:
    """The fields to compare, but for those that the reference leaves open."""
    yield Compared(
        "title", ("title",), reference.title, lambda f: f.title, likeness.same_title
    )
    if reference.author:
        author = reference.author[0]
        yield Compared(
            "first author",
            ("author", 0, "literal" if author.literal else "family"),
            author.literal or author.family,
            lambda fields: (fields.first_author,) if fields.first_author else (),
            likeness.same_family,
        )
    if reference.issued:
        year = reference.issued[:4]
        yield Compared("year", ("issued",), year, lambda f: f.years, str.__eq__)
    if reference.container_title:
        yield Compared(
            "journal",
            ("container-title",),
            reference.container_title,
            lambda fields: fields.container_title,
            likeness.same_journal,
        )


def _is_another_work(reference: Reference, one: Said, said: list[Said]) -> bool:
    """Whether only this service has another title, and another author, year or journal.

    Then its number is wrong, not the citation.
    """
    title, *rest = _compared(reference)
    return (
        title.differs(one.fields)
        and any(field.differs(one.fields) for field in rest)
        and any(not title.differs(other.fields) for other in said)
    )


def _another_work(document: Document, one: Said) -> Problem:
    field, title = one.service.field, likeness.untagged(one.fields.title[0])
    return Problem(
        document.place((field,)),
        "record-mismatch",
        f'at {one.service.name} this {field} is another work: "{title}"',
        f"look the {field} up again, or delete the line",
    )


def _other_doi(
    document: Document, reference: Reference, said: list[Said]
) -> Iterator[Problem]:
    """PubMed's record names a DOI too: another one is another paper, or version."""
    for one in said:
        ours, theirs = reference.DOI or "", one.fields.DOI
        known = one.service is PUBMED and ours and theirs
        if known and ours.casefold() != theirs.casefold():
            message = f"PubMed gives this article the DOI {theirs}, not {ours}"
            hint = f"write `DOI: {theirs}`, unless the PMID is the wrong one"
            place = document.place(("PMID",))
            yield Problem(place, "record-mismatch", message, hint)


def _differences(
    document: Document, reference: Reference, said: list[Said]
) -> Iterator[Problem]:
    """One problem for each field that every service which knows it has otherwise."""
    for field in _compared(reference):
        knowing = [one for one in said if field.known(one.fields)]
        if knowing and all(field.differs(one.fields) for one in knowing):
            known = likeness.untagged(field.known(knowing[0].fields)[0])
            names = " and ".join(one.service.name for one in knowing)
            verb = "say" if len(knowing) > 1 else "says"
            yield Problem(
                document.place(field.path),
                "record-mismatch",
                f'this is not the {field.words} on record: {names} {verb} "{known}"',
                f"if it is the same source, write `{_line(field.path[-1], known)}`",
            )


def _line(name: str | int, value: str) -> str:
    """The field as a line of front matter, in quotes where YAML wants them."""
    plain = re.fullmatch(r"[^\W\d_][\w ,.()'’/&–-]*|\d{4}", value)
    return (
        f"{name}: {value}"
        if plain
        else f"{name}: {json.dumps(value, ensure_ascii=False)}"
    )


def _standings(
    document: Document, reference: Reference, said: list[Said], fetched: date
) -> Iterator[Problem]:
    """What is reported and the reference's status doesn't admit, as one problem."""
    reports = [(one, reported(one.fields)) for one in said]
    untold = [(o, r) for o, r in reports if not admits(reference, r, fetched)]
    if untold:
        one, gravest = max(untold, key=lambda row: GRAVITY[row[1].standing])
        names = [o.service.name for o, r in untold if r.standing is gravest.standing]
        says = f"{' and '.join(names)} {'report' if len(names) > 1 else 'reports'}"
        yield Problem(
            document.place(("status",)),
            "record-standing",
            f'{says}: {gravest.standing}. The status here is "{reference.status}"',
            _remedy(gravest, one.fields),
        )
    for one in said:
        link = is_notice_of(one.fields)
        if link and not admits(reference, Report(Standing.RETRACTED), fetched):
            yield _cites_notice(document, one, link)
        if reference.type is ReferenceType.PREPRINT:
            yield from _published(document, one)
        for unknown in unknown_links(one.fields):
            yield _unknown_link(document, one, unknown)


def _remedy(report: Report, fields: Fields) -> str:
    """What to write, with the notice to read first; a paper is no notice of itself."""
    notice = report.notice
    named = (notice.DOI or notice.source) if notice else ""
    has_own_doi = bool(notice and notice.DOI and not is_own(notice, fields))
    if notice and is_own(notice, fields):
        named = ""
    read = f"read the notice ({named}), then " if named else "find the notice, then "
    status = f"write `status: {STATUSES[report.standing]}` and a `status-note`"
    add = f", and `notice: {notice.DOI}`" if notice and has_own_doi else ""
    return read + status + add


def _cites_notice(document: Document, one: Said, link: Notice) -> Problem:
    about = link.DOI or link.source or "another work"
    return Problem(
        document.place((one.service.field,)),
        "record-standing",
        f"{one.service.name} has this as a notice ({link.kind}) about {about}",
        "cite the paper itself, and name this notice in its `notice`",
        "advice",
    )


def _published(document: Document, one: Said) -> Iterator[Problem]:
    """The advice to cite what a preprint became."""
    for link in one.fields.relation:
        if link.kind == PUBLISHED_VERSION and link.DOI:
            yield Problem(
                document.place(("type",)),
                "record-standing",
                f"{one.service.name} knows what this preprint became: {link.DOI}",
                "read that, and cite it in place of the preprint if it says the same",
                "advice",
            )


def _unknown_link(document: Document, one: Said, link: Notice) -> Problem:
    at = link.DOI or link.PMID or link.source
    return Problem(
        document.place((one.service.field,)),
        "record-standing",
        f'{one.service.name} links it to {at or "a notice"} as "{link.kind}"',
        "read what that is: if the source no longer stands, say so in `status`",
        "advice",
    )
