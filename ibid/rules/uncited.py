"""Rules on sources that wait: each is cited in the end, or kept on purpose."""

from collections.abc import Iterator

from ibid.content.reference import Reference
from ibid.guide.guide import Entry
from ibid.rules.citing import UNFIT
from ibid.rules.rule import Example, Found, Rule, Studied


def unused_reference(guide: Studied) -> Iterator[Found]:
    """Every source is cited by a page; one that could not be found is linked to.

    A source that is marked `for-later` may wait.

    Cite it, mark it `for-later: true`, or delete its file.
    """
    for entry, reference in _unused(guide):
        if not _forgotten(guide, reference):
            yield _unused_found(entry, reference)


def forgotten_reference(guide: Studied) -> Iterator[Found]:
    """No source waits to be cited for longer than `uncited_days` of site.yaml.

    Cite it, mark it `for-later: true`, or delete its file.
    """
    for entry, reference in _unused(guide):
        if _forgotten(guide, reference):
            yield _unused_found(entry, reference)


def _unused(guide: Studied) -> Iterator[tuple[Entry, Reference]]:
    """The sources that no page needs, and that nobody keeps for later."""
    if not guide.whole:
        return
    faces = guide.faces.values()
    linked = {
        name for face in faces if face.kind != Reference.kind for name in face.shows
    }
    published = (
        guide.by_name[face.name]
        for face in faces
        if face.kind == Reference.kind
        and face.key not in guide.citing
        and not (face.status in UNFIT and face.name in linked)
    )
    waiting = guide.drafted.waiting.values()
    for entry in {one.name: one for one in (*published, *waiting)}.values():
        if isinstance(entry.content, Reference) and not entry.content.for_later:
            yield entry, entry.content


def _forgotten(guide: Studied, reference: Reference) -> bool:
    limit = guide.site.uncited_days if guide.site else 0
    return (guide.today - reference.checked).days > limit


def _unused_found(entry: Entry, reference: Reference) -> Found:
    unfit = reference.status in UNFIT
    return (
        entry.document.source.place(0, 3),
        f'no page {"links to" if unfit else "cites"} the source "{entry.key}"',
        "link to it from a page that explains its standing, or delete this file"
        if unfit
        else f"cite it as [@{entry.key}], mark it `for-later: true`, or delete it",
    )


ROE = """\
---
type: article-journal
title: Warm feet
author: [{family: Roe, given: A}]
container-title: Journal of Small Trials
issued: 2021
DOI: 10.1000/roe2021
study: randomised-trial
status: current
confirmed: true
checked: 2026-11-22
---

Ten people cooled their feet."""

RULES = (
    Rule(
        unused_reference,
        Example(
            ROE,
            "",
            "references/roe2021.md",
        ),
        "advice",
        standards=("R6",),
        scope="guide",
    ),
    Rule(
        forgotten_reference,
        Example(
            ROE.replace("checked: 2026-11-22", "checked: 2026-07-22"),
            "",
            "references/roe2021.md",
        ),
        standards=("R6",),
        scope="guide",
    ),
)
