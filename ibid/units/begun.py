"""Files that are only begun: drafts, and sources whose text is still to be written."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ibid.content.kinds import Page
from ibid.content.reference import Reference
from ibid.content.vocabulary import Model
from ibid.guide.faces import Face
from ibid.problems import Problem
from ibid.reading.files import TextFile

DRAFT = re.compile(r"^draft: *true\b", re.MULTILINE)
# What could act on a page stays an error in a draft that is to be shown, and a source
# that has waited too long has waited too long.
NEVER_MILD = frozenset(
    ("unsafe-link", "unsafe-drawing", "hidden-character", "forgotten-reference")
)


@dataclass(frozen=True)
class Wanted:
    """Which pages are asked for: `drafts` too, or those whose day has come `today`."""

    drafts: bool
    today: date = date.max


def is_draft(text: TextFile, model: type[Model] | None) -> bool:
    """Whether the file says that it is a draft, even if it can't be read otherwise."""
    may_be = model is not None and issubclass(model, Page)
    return may_be and bool(DRAFT.search(text.text.partition("\n---")[0]))


def held(row: Mapping[str, Any], today: date) -> Mapping[str, Any]:
    """The row as that of a draft, as long as its day hasn't come."""
    if str(row["publish_on"]) <= today.isoformat():
        return row
    return {**row, "draft": True, "face": {**row["face"], "draft": True}}


def waiting(faces: Mapping[str, Face], unwritten: Container[str]) -> dict[str, str]:
    """By key: the sources whose text isn't written yet and that no page needs."""
    pages = [face for face in faces.values() if face.kind != Reference.kind]
    cited = {key for face in pages for key in face.cites}
    linked = {name for face in pages for name in face.shows}
    return {
        face.key: name
        for name, face in faces.items()
        if face.kind == Reference.kind
        and name in unwritten
        and face.key not in cited
        and name not in linked
    }


def milder(problem: Problem, begun: Container[str]) -> Problem:
    """The problem as advice, where it stands in a file that is still being written."""
    mild = problem.place.path in begun and problem.rule not in NEVER_MILD
    return replace(problem, severity="advice") if mild else problem
