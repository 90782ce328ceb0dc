"""The records beside the references: read, written, and judged.

A record is what Crossref and PubMed answered on one day. It lies beside its reference
as `KEY.record.json`, is only ever written by `build.py verify`, and lets mistakes in a
citation show without a network.
"""

import json
import re
from collections.abc import Iterator
from datetime import date

from pydantic import ValidationError

from ibid.content.reference import Reference
from ibid.problems import Problem
from ibid.reading.front_matter import Document, Source
from ibid.records.answers import CROSSREF, Record, wanted
from ibid.records.comparing import compare, key_of, unasked

ENDING = ".record.json"
OLD_AFTER_DAYS = 180
Parsed = tuple[Record | None, tuple[Problem, ...]]


def as_text(record: Record) -> str:
    """The record as its file holds it; the same record always gives the same text."""
    row = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps(row, ensure_ascii=False, indent=2) + "\n"


def parse(path: str, text: str) -> Parsed:
    """The record in `text`, or the problem that keeps it from being one."""
    source = Source(path, path, text)
    try:
        return Record.model_validate(json.loads(text)), ()
    except json.JSONDecodeError as error:
        return None, (_unreadable(source, error.pos, error.pos + 1),)
    except RecursionError:
        return None, (_unreadable(source, 0, 1),)
    except ValidationError as error:
        steps = [s for s in error.errors()[0]["loc"] if isinstance(s, str)]
        found = re.search(f'"{re.escape(steps[-1])}"', text) if steps else None
        return None, (_unreadable(source, *(found.span() if found else (0, 1))),)


def _unreadable(source: Source, start: int, end: int) -> Problem:
    key = source.path.rpartition("/")[2].removesuffix(ENDING)
    return Problem(
        source.place(start, end),
        "record-unreadable",
        "this is no record as `build.py verify` writes them",
        f"delete the file and run `build.py verify {key}`; records are never edited",
    )


def judge(
    document: Document, reference: Reference, record: Record | None, today: date
) -> Iterator[Problem]:
    """All that the record, or its absence, has to say about the reference."""
    if record is not None:
        yield from compare(document, reference, record)
        yield from old(document, reference, record, today)
    elif wanted(reference):
        yield missing(document, reference)


def missing(document: Document, reference: Reference) -> Problem:
    """The advice that nobody has fetched the record of this reference yet."""
    service = next(iter(wanted(reference)), CROSSREF)
    return unasked(document, service, "its record is not fetched yet")


def old(
    document: Document, reference: Reference, record: Record, today: date
) -> Iterator[Problem]:
    """The advice to fetch the record again, once it is half a year old."""
    days = (today - record.fetched).days
    if days > OLD_AFTER_DAYS:
        service = next(iter(wanted(reference)), CROSSREF)
        yield Problem(
            document.place((service.field,)),
            "record-old",
            f"its record is {days} days old: it was fetched on {record.fetched}",
            f"run `build.py verify {key_of(document)}` where there is a network",
            "advice",
        )
