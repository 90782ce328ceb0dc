"""What others may see of a file without reading it: its face."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ibid.content.kinds import Card, Graded, Page
from ibid.content.reference import Reference
from ibid.content.vocabulary import Model


@dataclass(frozen=True, slots=True)
class Listed:
    """What lists say of a page or a source, its telephone numbers in it.

    `summary` has the numbers marked, for pages to show. Days are in the form of ISO
    8601, "" where there is none; `reviewed` is a source's day on which it was looked
    up. `certainty` is that of a claim that is graded in lists.
    """

    title: str = ""
    summary: str = ""
    also: tuple[str, ...] = ()
    order: int = 0
    published: str = ""
    reviewed: str = ""
    due: str = ""
    certainty: str = ""
    verdict: str = ""
    verdict_for: str = ""
    effort: str = ""
    safety: str = ""


NOWHERE = Listed()


def listed(content: Model, shown: Model) -> Listed:
    """What lists say of a file; `shown` is the same with its numbers marked."""
    if isinstance(content, Reference):
        return Listed(content.title, reviewed=content.checked.isoformat())
    if not isinstance(content, Page):
        return NOWHERE
    graded = isinstance(content, Graded) and not isinstance(content, Card)
    return Listed(
        content.title,
        str(getattr(shown, "summary", "")),
        content.also,
        content.order,
        content.published.isoformat(),
        content.last_reviewed.isoformat(),
        content.next_review.isoformat(),
        str(getattr(content, "certainty", "")) if graded else "",
        str(getattr(content, "verdict", "")),
        str(getattr(shown, "verdict_for", "")),
        *(str(getattr(content, name, "")) for name in ("effort", "safety")),
    )


@dataclass(frozen=True, slots=True)
class Face:
    """What others need to know of a content file before they read it.

    `kind` is that of its model; `front` and `whole` are the fingerprints of its fields
    and of its whole text. `cites` has the key of every source it cites, in order;
    `shows` the content name that each of its links, pictures and pages to read next
    leads to. `label` is what a link to it says. `work` is a
    source's title, year and first author as one word; `reachable`, whether readers can
    get to it; `journal`, the name of what it stands in; `aliases`, where it was before;
    `forms`, those in which a card can be taken along; `anchors`, the ids of headings in
    its text; `listed`, what lists say of it.
    """

    name: str
    kind: str
    front: str
    whole: str
    draft: bool = False
    title: str = ""
    label: str = ""
    doi: str = ""
    pmid: str = ""
    url: str = ""
    status: str = ""
    language: str = ""
    work: str = ""
    reachable: bool = False
    journal: str = ""
    aliases: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    listed: Listed = NOWHERE

    @property
    def key(self) -> str:
        """A reference's key: the file's name."""
        return self.name.rpartition("/")[2].removesuffix(".md")


def whole(face: Mapping[str, Any], row: Mapping[str, Any]) -> Face:
    """A face of plain data, with the file's name and the ways out of it."""
    own = {name: tuple(face[name]) for name in ("aliases", "forms", "anchors")}
    tuples = own | {name: tuple(row[name]) for name in ("cites", "shows")}
    shown = Listed(**{**row["listed"], "also": tuple(row["listed"]["also"])})
    return Face(**{**face, "label": row["label"], "listed": shown, **tuples})
