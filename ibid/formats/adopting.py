"""From an entry of any format to a reference that ibid's model accepts."""

import re
from datetime import date

from pydantic import ValidationError

from ibid.content.reference import Reference
from ibid.content.vocabulary import ReferenceType, Status
from ibid.formats.items import Entry, Item, tidy
from ibid.problems import Problem
from ibid.records.likeness import is_taken_back

TYPES = tuple(kind.value for kind in ReferenceType)
TAKEN_BACK = (
    "Its title says that this source was withdrawn. "
    "Read the notice, then say here what happened."
)

Adopted = tuple[Reference | None, tuple[Problem, ...]]


def adopt(entry: Entry, today: date) -> Adopted:
    """The entry as a reference nobody has confirmed, without what isn't well formed."""
    item = tidy(entry.item)
    refusal = _refusal(entry, item)
    if refusal:
        return None, (refusal,)
    fresh = {"status": Status.CURRENT, "confirmed": False, "checked": today.isoformat()}
    fields: Item = {**fresh, **item}
    problems: list[Problem] = []
    while True:
        try:
            return _judged(Reference.model_validate(fields)), tuple(problems)
        except ValidationError as error:
            wrong = {str(fault["loc"][0]) for fault in error.errors()}
        problems += [_left_out(entry, name, fields[name]) for name in sorted(wrong)]
        year = {"issued": _year(fields.get("issued"))} if "issued" in wrong else {}
        kept = {name: value for name, value in fields.items() if name not in wrong}
        fields = fresh | kept | {name: value for name, value in year.items() if value}


def _refusal(entry: Entry, item: Item) -> Problem | None:
    kind = item.get("type")
    if kind not in TYPES:
        known = ", ".join(TYPES)
        return Problem(
            entry.place,
            "unknown-type",
            f'a source of type "{kind or ""}" can\'t be imported',
            f"change its type to one that stands for {known}",
        )
    if not isinstance(item.get("title"), str):
        hint = "give it one, or write the reference by hand"
        return Problem(entry.place, "missing-title", "this entry has no title", hint)
    return None


def _judged(reference: Reference) -> Reference:
    """What names itself retracted is never taken in as current."""
    if reference.status is not Status.CURRENT or not is_taken_back(reference.title):
        return reference
    fallen = {"status": Status.RETRACTED, "status_note": TAKEN_BACK}
    return reference.model_copy(update=fallen)


def _left_out(entry: Entry, name: str, value: object) -> Problem:
    return Problem(
        entry.place,
        "left-out",
        f'"{name}" isn\'t well formed and was left out: "{value}"',
        "look it up and add it to the reference by hand",
        "advice",
    )


def _year(issued: object) -> str:
    """What can be kept of a day that doesn't exist."""
    found = re.match(r"(\d{4})\D", str(issued))
    return found[1] if found else ""
