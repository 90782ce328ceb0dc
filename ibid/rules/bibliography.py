"""Rules on what a reference says of its source: its authors, and how it stands."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from ibid.content.reference import Name
from ibid.content.vocabulary import ReferenceType, Status
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


# A key as imports make them: the first author's family name, the year, and a letter.
KEY = re.compile(r"([a-z]+)(\d{4})[a-z]?")


def contradicted_key(guide: Studied) -> Iterator[Found]:
    """A key made of an author's name and a year says the ones that the file says.

    Mend the author or the year; `rename` gives the file another key.
    """
    for key, entry in guide.sources.items():
        reference, made = guide.reference(key), KEY.fullmatch(key)
        if made is None:
            continue
        # A year that is still to come is told as that.
        latest = str(reference.checked.year + 1)
        for field, said, found in (
            ("author", made[1], _letters(reference.author)),
            ("issued", made[2], min(reference.issued or "", latest)),
        ):
            if found not in ("", latest) and not found.startswith(said):
                yield (
                    entry.document.place((field,)),
                    f'the key "{key}" says "{said}", and this doesn\'t',
                    "mend the one that is wrong; `rename` gives the file another key",
                )


def _letters(authors: Sequence[Name]) -> str:
    """The family name of the first author as keys have it; "" where there is none, or
    one that is odd.
    """
    family = authors[0].family if authors and not any(_odd(authors[0])) else ""
    plain = unicodedata.normalize("NFKD", family).casefold()
    return "".join(sign for sign in plain if sign in ascii_lowercase)


def missing_journal(guide: Studied) -> Iterator[Found]:
    """A paper is in a journal, whose name a reader needs to find it.

    Write it as `container-title`.
    """
    for key, entry in guide.sources.items():
        reference = guide.reference(key)
        if (
            reference.type is ReferenceType.ARTICLE_JOURNAL
            and not reference.container_title
        ):
            yield (
                entry.document.place(("type",)),
                "a paper is in a journal, and this names none",
                "write the journal's name as `container-title`",
            )


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


LOST = """\
---
type: article-journal
title: The Role of Nothing in Pain
author: [{{family: Khan, given: M}}]
issued: 2023
{}status: not-found
status-note: We looked for it and could not find it.
confirmed: false
checked: 2026-11-22
---

Nobody can find this paper."""

RULES = (
    Rule(
        contradicted_key,
        Example("issued: 2002", "issued: 2020", "reference"),
        "advice",
    ),
    Rule(
        missing_journal,
        Example(
            LOST.format(""),
            LOST.format("container-title: Annals of Sleep\n"),
            "references/khan2023.md",
        ),
        "advice",
    ),
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
