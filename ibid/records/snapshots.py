"""The records beside the references: read, written, and judged.

A record is what Crossref and PubMed answered on one day. It lies beside its reference
as `KEY.record.json`, is only ever written by `verify`, and lets mistakes in a
citation show without a network.
"""

import json
import re
from collections.abc import Iterator
from datetime import date

from pydantic import ValidationError

from ibid.commands import Commands
from ibid.content.reference import Reference
from ibid.problems import Problem
from ibid.reading.front_matter import Document, Source, Span
from ibid.records.answers import CROSSREF, Record, wanted
from ibid.records.comparing import key_of

ENDING = ".record.json"
OLD_AFTER_DAYS = 180
Parsed = tuple[Record | None, tuple[Problem, ...]]


def as_text(record: Record) -> str:
    """The record as its file holds it; the same record always gives the same text."""
    row = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps(row, ensure_ascii=False, indent=2) + "\n"


def parse(path: str, text: str, commands: Commands) -> Parsed:
    """The record in `text`, or the problem that keeps it from being one."""
    source = Source(path, path, text)
    try:
        return Record.model_validate(json.loads(text)), ()
    except json.JSONDecodeError as error:
        return None, (_unreadable(source, (error.pos, error.pos + 1), commands),)
    except RecursionError:
        return None, (_unreadable(source, (0, 1), commands),)
    except ValidationError as error:
        steps = [s for s in error.errors()[0]["loc"] if isinstance(s, str)]
        found = re.search(f'"{re.escape(steps[-1])}"', text) if steps else None
        span = found.span() if found else (0, 1)
        return None, (_unreadable(source, span, commands),)


def _unreadable(source: Source, span: Span, commands: Commands) -> Problem:
    key = source.path.rpartition("/")[2].removesuffix(ENDING)
    return Problem(
        source.place(*span),
        "record-unreadable",
        "this is no record as `verify` writes them",
        f"delete the file and run {commands.line('verify', key)}; "
        "records are never edited",
    )


def old(
    document: Document,
    reference: Reference,
    record: Record,
    today: date,
    commands: Commands,
) -> Iterator[Problem]:
    """The advice to fetch the record again, once it is half a year old."""
    days = (today - record.fetched).days
    if days > OLD_AFTER_DAYS:
        service = next(iter(wanted(reference)), CROSSREF)
        yield Problem(
            document.place((service.field,)),
            "record-old",
            f"its record is {days} days old: it was fetched on {record.fetched}",
            f"run {commands.line('verify', key_of(document))} where there is a network",
            "advice",
        )
