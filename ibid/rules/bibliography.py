"""Rules on what a reference says of its source: its authors, and how it stands."""

import re
from collections.abc import Iterator

from ibid.content.reference import Name
from ibid.content.vocabulary import Status
from ibid.problems import did_you_mean
from ibid.reading.front_matter import Path
from ibid.rules.rule import Example, Found, Rule, Studied

MORE = re.compile(r"\bet\s+al\b|\band others\b", re.IGNORECASE)
MARKS = re.compile(r"[;,&=@<>/]|\d")
# `Lee J`, as journals print it; a body's name may end in letters, as a charity's does.
WITH_INITIALS = r"[^\W\d_][\w'’-]+,? (?:[A-Z]\.?){1,3}"
SHORT = re.compile(WITH_INITIALS)
SEVERAL = re.compile(rf"{WITH_INITIALS}(?:(?:[,;]| and| &) {WITH_INITIALS})+.*")
APART = "write each author on a line: {family: …, given: …}"


def odd_author(guide: Studied) -> Iterator[Found]:
    """Each author has an entry, with the family name and the given names apart.

    Write `{family: Lee, given: J}` for each, and `others: true` for those left out.
    """
    for key, entry in guide.sources.items():
        reference = guide.reference(key)
        for field, names in (
            ("author", reference.author),
            ("editor", reference.editor),
        ):
            for number, name in enumerate(names):
                for path, message, hint in _odd(name):
                    place = entry.document.place((field, number, *path))
                    yield place, message, hint


def _odd(name: Name) -> Iterator[tuple[Path, str, str]]:
    """What is odd in the name, the first such thing: where, what, and the remedy."""
    whole = name.literal or name.family
    path: Path = ("literal",) if name.literal else ("family",)
    if MORE.search(whole):
        yield path, "this stands for more authors", "write `others: true` instead"
    elif SEVERAL.fullmatch(whole):
        yield path, "these are several people", APART
    elif name.family and MARKS.search(whole):
        yield path, f'"{whole}" is an odd family name', APART
    elif name.family and not name.given and SHORT.fullmatch(whole):
        yield path, "the initials stand with the family name", APART


AFTER = ("status-note", "notice", "replaced-by")


def contradicted_standing(guide: Studied) -> Iterator[Found]:
    """A reference that says what happened to its source isn't marked as current.

    Write the status it has, or take out what says otherwise.
    """
    for key, entry in guide.sources.items():
        reference = guide.reference(key)
        told = [name for name in AFTER if (name,) in entry.document.keys]
        if told and reference.status is Status.CURRENT:
            yield (
                entry.document.place(("status",)),
                f'the status is current, and "{told[0]}" says that something happened',
                "write the status it has, such as corrected, or take that line out",
            )


def unknown_replacement(guide: Studied) -> Iterator[Found]:
    """The source to read instead of another one is a reference of the guide.

    Mend the key, or leave the field out.
    """
    for key, entry in guide.sources.items():
        instead = guide.reference(key).replaced_by
        if instead == key:
            yield (
                entry.document.place(("replaced-by",)),
                "a source can't be read instead of itself",
                "write the key of the other one, or leave this out",
            )
        if instead and f"references/{instead}.md" not in guide.names:
            yield (
                entry.document.place(("replaced-by",)),
                f'unknown reference "{instead}"',
                did_you_mean(instead, guide.references) or "add it, or leave this out",
            )


RULES = (
    Rule(
        unknown_replacement,
        Example(
            (
                "status: superseded\nstatus-note: A larger trial came after it.\n"
                "replaced-by: nobody1999"
            ),
            (
                "status: superseded\nstatus-note: A larger trial came after it.\n"
                "replaced-by: tan2024"
            ),
            "reference",
        ),
        standards=("R6",),
    ),
    Rule(
        odd_author,
        Example(
            "author: [{family: Lee J}]",
            "author: [{family: Lee, given: J}]",
            "reference",
        ),
        "advice",
    ),
    Rule(
        contradicted_standing,
        Example(
            "status: current\nstatus-note: A new version took its place.",
            "status: corrected\nstatus-note: A new version took its place.",
            "reference",
        ),
        standards=("R9",),
    ),
)
