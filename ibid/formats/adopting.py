"""From an entry of any format to a reference that ibid's model accepts."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

from pydantic import ValidationError

from ibid.content.reference import Reference
from ibid.content.vocabulary import ReferenceType, Status
from ibid.formats.accounts import told
from ibid.formats.items import DOI_ADDRESS, Entry, Item, says_nothing, tidy
from ibid.problems import Place, Problem
from ibid.records.likeness import is_taken_back

TYPES = tuple(kind.value for kind in ReferenceType)
TAKEN_BACK = (
    "Its title says that this source was withdrawn. "
    "Read the notice, then say here what happened."
)

Adopted = tuple[Reference | None, tuple[Problem, ...]]


def adopt(entry: Entry, today: date) -> Adopted:
    """The entry as a reference nobody has confirmed, without what isn't well formed.

    What found no place in it, was mended, or looks odd, is told where it stands.
    """
    item = tidy(entry.item)
    refusal = _refusal(entry, item)
    if refusal:
        return None, (refusal,)
    fresh = {"status": Status.CURRENT, "confirmed": False, "checked": today.isoformat()}
    fields: Item = {**fresh, **item}
    problems = [*entry.told, *told(entry.account), *_mended(entry, item)]
    empty = [name for name, value in entry.item.items() if says_nothing(name, value)]
    problems += [_left_out(entry, name, entry.item[name]) for name in empty]
    while True:
        try:
            reference = _judged(Reference.model_validate(fields))
            return reference, (*problems, *_odd(entry, reference))
        except ValidationError as error:
            wrong = {str(fault["loc"][0]) for fault in error.errors()}
        problems += [_left_out(entry, name, fields[name]) for name in sorted(wrong)]
        year = {"issued": _year(fields.get("issued"))} if "issued" in wrong else {}
        kept = {name: value for name, value in fields.items() if name not in wrong}
        fields = fresh | kept | {name: value for name, value in year.items() if value}


def place_of(entry: Entry, text: str) -> Place:
    """The line of the entry that holds the text, or else where the entry starts."""
    words = _squeezed(text)
    for judged in entry.account:
        if words and words in _squeezed(judged.field.value):
            return judged.field.place
    return entry.place


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


def _mended(entry: Entry, item: Item) -> Iterator[Problem]:
    """A DOI that wasn't written as one, with what was made of it."""
    written, read = str(entry.item.get("DOI", "")).strip(), str(item.get("DOI", ""))
    address = re.fullmatch(DOI_ADDRESS, written, re.IGNORECASE)
    usual = re.sub(r"^doi:\s*", "", written, flags=re.IGNORECASE)
    if address and "/" in address[1]:
        usual = unquote(address[1])
    if read and written and usual != read:
        yield Problem(
            place_of(entry, written),
            "doi-mended",
            f'the DOI "{written}" was read as "{read}"',
            "open the address of the mended one: does it lead to this source?",
            "advice",
        )


ODD_FAMILY = re.compile(r"[;&=@<>]|\d|\b(?:jr|sr)\b\.?", re.IGNORECASE)
ODD_TITLE = re.compile(r"=|</?[A-Za-z][^<>]*>|\\[A-Za-z]+|\{|\}")
# `Smith JA`, `Smith, John` and `J. A. Smith`; a body has other words, or more of them.
LIKE_A_PERSON = re.compile(
    r"[A-ZÀ-Þ][\w'’-]+ [A-Z]{1,3}|[A-ZÀ-Þ][\w'’-]+, [A-ZÀ-Þ][\w.' -]{0,24}"
    r"|(?:[A-ZÀ-Þ]\. ?)+[A-ZÀ-Þ][\w'’-]+"
)


def _odd(entry: Entry, reference: Reference) -> Iterator[Problem]:
    """What was taken over, and yet may be read wrongly."""
    for name in (*reference.author, *reference.editor):
        if ODD_FAMILY.search(name.family):
            yield _doubted(entry, f'"{name.family}" is an odd family name', name.family)
        elif LIKE_A_PERSON.fullmatch(name.literal):
            says = f'"{name.literal}" was read as an organisation'
            yield _doubted(entry, says, name.literal)
    if ODD_TITLE.search(reference.title):
        yield _doubted(
            entry, "the title has signs that titles rarely have", reference.title
        )


def _doubted(entry: Entry, message: str, text: str) -> Problem:
    hint = "compare it with the source, and mend the reference if need be"
    return Problem(place_of(entry, text), "odd-value", message, hint, "advice")


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
        place_of(entry, str(value)),
        "left-out",
        f'"{name}" isn\'t well formed and was left out: "{value}"',
        "look it up and add it to the reference by hand",
        "advice",
    )


def _year(issued: object) -> str:
    """What can be kept of a day that doesn't exist."""
    found = re.match(r"(\d{4})\D", str(issued))
    return found[1] if found else ""
