"""Rules on sources and notes: what is cited exists, stands, and is cited in turn."""

import re
from collections.abc import Iterator

from ibid.articles import beside
from ibid.checks.rule import Found, Rule
from ibid.citations import GROUP, NARRATIVE
from ibid.guide import Guide
from ibid.problems import did_you_mean
from ibid.prose import SPOKEN, draft_box
from ibid.scan import BoxSource
from ibid.vocabulary import Certainty, Status
from ibid.wording import STATUSES

UNFIT = (Status.NOT_FOUND, Status.RETRACTED)


def withdrawn_support(guide: Guide) -> Iterator[Found]:
    """A source that was retracted, or that could not be found, supports no claim.

    Cite a source that stands, or link to the withdrawn one's page.
    """
    for key, places in guide.citations.items():
        entry = guide.references.get(key)
        if entry is None or guide.reference(key).status not in UNFIT:
            continue
        reference = guide.reference(key)
        words = STATUSES[reference.status].lower()
        instead = reference.replaced_by
        hint = (
            f"look at [@{instead}] instead" if instead else "cite a source that stands"
        )
        for _, citation in places:
            yield (
                citation.place,
                f'"{key}" {_was(words)}: it can support nothing',
                f"{hint}, or link to its page",
            )


def _was(words: str) -> str:
    return words if words.startswith("could") else f"was {words}"


def unused_reference(guide: Guide) -> Iterator[Found]:
    """Every source is cited by a page, but for those that could not be found.

    Cite it, or delete its file.
    """
    if not guide.whole:
        return
    linked = {
        beside(entry.name, target.href.partition("#")[0])
        for entry in guide.pages
        for target in entry.outline.targets
    }
    for key, entry in guide.references.items():
        unfit = guide.reference(key).status in UNFIT
        if key not in guide.citations and not (unfit and entry.name in linked):
            yield (
                entry.document.source.place(0, 3),
                f'no page {"links to" if unfit else "cites"} the source "{key}"',
                "link to it from a page that explains its standing, or delete this file"
                if unfit
                else f"cite it as [@{key}], or delete this file",
            )


def duplicate_source(guide: Guide) -> Iterator[Found]:
    """No two references have the same DOI, PubMed number or title and year.

    Keep one of the two files, and cite that one.
    """
    first: dict[tuple[str, str], str] = {}
    for key, entry in guide.references.items():
        reference = guide.reference(key)
        names = {"DOI": reference.DOI, "PMID": reference.PMID}
        for field, value in names.items():
            other = first.setdefault((field, value.lower()), key) if value else key
            if other != key:
                yield (
                    entry.document.place((field,)),
                    f'the {field} is that of the reference "{other}"',
                    "keep one of the two files and cite that one",
                )


def unknown_replacement(guide: Guide) -> Iterator[Found]:
    """The source to read instead of another one is a reference of the guide.

    Mend the key, or leave the field out.
    """
    for key, entry in guide.references.items():
        instead = guide.reference(key).replaced_by
        if instead and f"references/{instead}.md" not in guide.names:
            yield (
                entry.document.place(("replaced-by",)),
                f'unknown reference "{instead}"',
                did_you_mean(instead, guide.references) or "add it, or leave this out",
            )


def unexplained_standing(guide: Guide) -> Iterator[Found]:
    """A reference that isn't current says in plain words what happened.

    Add `status-note` with what happened and since when.
    """
    for key, entry in guide.references.items():
        reference = guide.reference(key)
        if reference.status is not Status.CURRENT and not reference.status_note:
            yield (
                entry.document.place(("status",)),
                f"the status is {reference.status.value}, but nothing explains it",
                "add `status-note: …` with what happened and since when",
            )


def unconfirmed_field(guide: Guide) -> Iterator[Found]:
    """A field listed as not confirmed is left out, so that nobody prints it.

    Leave the field out, or confirm it and take it off the list.
    """
    for entry in guide.references.values():
        for name in guide.reference(entry.key).not_confirmed:
            if (name,) in entry.document.keys:
                yield (
                    entry.document.key_place((name,)),
                    f'"{name}" is listed as not confirmed, but it is given here',
                    "leave the field out, or take it off the list once it is confirmed",
                )


def unconfirmed_source(guide: Guide) -> Iterator[Found]:
    """A source is cited only when someone has seen its record.

    Look it up, then set `confirmed: true`.
    """
    for key, places in guide.citations.items():
        entry = guide.references.get(key)
        if entry is None or guide.reference(key).status in UNFIT:
            continue
        for _, citation in () if guide.reference(key).confirmed else places:
            hint = f"look it up, then set `confirmed: true` in {key}.md"
            yield citation.place, f'nobody has confirmed the source "{key}"', hint


def lost_title(guide: Guide) -> Iterator[Found]:
    """The title of a source that could not be found stands only in its own entry.

    Link to the page of that source instead of naming it.
    """
    lost = {
        guide.reference(key).title: key
        for key in guide.references
        if guide.reference(key).status is Status.NOT_FOUND
    }
    for title, key in lost.items():
        words = re.compile(r"\s+".join(map(re.escape, title.split())), re.IGNORECASE)
        for entry in guide.entries:
            found = words.search(entry.document.source.text)
            if found and entry.key != key:
                yield (
                    entry.document.source.place(*found.span()),
                    "this is the title of a source that could not be found",
                    f"link to references/{key}.md instead of naming it",
                )


def undefined_note(guide: Guide) -> Iterator[Found]:
    """Every note that a text calls is written.

    Write the note below the text: [^name]: …
    """
    for entry in guide.entries:
        known = [note.name for note in entry.outline.notes]
        for call in entry.marked.note_calls:
            if call.name not in known:
                hint = did_you_mean(call.name, known)
                yield (
                    call.place,
                    f'there is no note "{call.name}"',
                    hint or f"write it below the text: [^{call.name}]: …",
                )


def unused_note(guide: Guide) -> Iterator[Found]:
    """Every note that is written is called by the text.

    Call the note where it belongs, or delete it.
    """
    for entry in guide.entries:
        called = {call.name for call in entry.marked.note_calls}
        for note in entry.outline.notes:
            if note.name not in called:
                yield (
                    entry.body_place(note.name_span),
                    f'nothing calls the note "{note.name}"',
                    f"write [^{note.name}] where it belongs, or delete the note",
                )


def duplicate_note(guide: Guide) -> Iterator[Found]:
    """No note is written twice.

    Rename one of the two.
    """
    for entry in guide.entries:
        lines: dict[str, int] = {}
        for note in entry.outline.notes:
            place = entry.body_place(note.name_span)
            line = lines.setdefault(note.name, place.line)
            if line != place.line:
                hint = f"it stands in line {line} already: rename one of the two"
                yield place, f'the note "{note.name}" is written twice', hint


def ungraded_insight(guide: Guide) -> Iterator[Found]:
    """An insight cites a source and says how sure we are and why; other boxes don't.

    Cite with [@key], and end the box with `Certainty: low. The reason.`
    """
    for entry in guide.entries:
        for source in entry.outline.boxes:
            place = entry.body_place(source.kind_span)
            for message, hint in _box_faults(source):
                yield place, message, hint


def _box_faults(source: BoxSource) -> Iterator[tuple[str, str]]:
    levels = ", ".join(level.value.replace("-", " ") for level in Certainty)
    box = draft_box(source)
    insight = box.box == "insight"
    if insight and not GROUP.search(source.text) and not NARRATIVE.search(source.text):
        yield "an insight must cite its source", "add [@key] behind the sentence"
    if insight and not box.certainty:
        yield (
            "an insight must say how sure we are",
            "end it with a paragraph `Certainty: low. The reason.`",
        )
    if box.box in SPOKEN and not insight and box.certainty:
        yield (
            f"a box of the kind {box.box} has no certainty",
            "make it an insight, or take the line `Certainty: …` out",
        )
    if box.certainty and box.certainty not in list(Certainty):
        words = box.certainty.replace("-", " ")
        yield f'"{words}" is not a certainty', f"write one of: {levels}"
    if insight and box.certainty and not box.reason:
        yield "the certainty has no reason", "say why, behind `Certainty: low.`"


RULES = (
    Rule(withdrawn_support, standards=("R7", "R9")),
    Rule(unused_reference, standards=("R6",)),
    Rule(duplicate_source, standards=("R6",)),
    Rule(unknown_replacement, standards=("R6",)),
    Rule(unexplained_standing, standards=("R9", "R26")),
    Rule(unconfirmed_field, standards=("R7",)),
    Rule(unconfirmed_source, standards=("R7",)),
    Rule(lost_title, standards=("R7",)),
    Rule(undefined_note),
    Rule(unused_note),
    Rule(duplicate_note),
    Rule(ungraded_insight, standards=("R5",)),
)
