"""Rules on what stands beside the text: notes are called, and insights graded."""

import re
from collections.abc import Iterator

from ibid.content.vocabulary import Certainty
from ibid.guide.guide import Entry, Guide
from ibid.problems import Place, did_you_mean
from ibid.prose.filling import BOXES
from ibid.prose.shown import Box
from ibid.rules.rule import Example, Found, Rule


def undefined_note(guide: Guide) -> Iterator[Found]:
    """Every note that a text calls is written.

    Write the note below the text: [^name]: …
    """
    for entry in guide.entries:
        known = [note.name for note in entry.prose.notes]
        for call in entry.marked.note_calls:
            if call.name not in known:
                yield (
                    call.place,
                    f'there is no note "{call.name}"',
                    _indented(entry, call.name)
                    or (
                        f"write [@{call.name}] to cite the source"
                        if call.name in guide.references
                        else did_you_mean(call.name, known)
                    )
                    or f"write it below the text: [^{call.name}]: …",
                )


def _indented(entry: Entry, name: str) -> str:
    """What to do about a note that is written, but so far in that it is code."""
    source = entry.document.source
    start = re.compile(rf"^[ \t]+\[\^{re.escape(name)}\]:", re.MULTILINE)
    found = start.search(source.text)
    if not found:
        return ""
    line = source.place(found.start(), found.end()).line
    return f"it stands in line {line}, indented: start it at the left edge"


def unused_note(guide: Guide) -> Iterator[Found]:
    """Every note that is written is called by the text.

    Call the note where it belongs, or delete it.
    """
    for entry in guide.entries:
        called = {call.name for call in entry.marked.note_calls}
        for note in entry.prose.notes:
            if note.name not in called:
                yield (
                    entry.place(note.span),
                    f'nothing calls the note "{note.name}"',
                    f"write [^{note.name}] where it belongs, or delete the note",
                )


def duplicate_note(guide: Guide) -> Iterator[Found]:
    """No note is written twice.

    Rename one of the two.
    """
    for entry in guide.entries:
        lines: dict[str, int] = {}
        for note in entry.prose.notes:
            place = entry.place(note.span)
            line = lines.setdefault(note.name, place.line)
            if line != place.line:
                hint = f"it stands in line {line} already: rename one of the two"
                yield place, f'the note "{note.name}" is written twice', hint


def ungraded_insight(guide: Guide) -> Iterator[Found]:
    """An insight cites a source and says how sure we are and why; other boxes don't.

    Cite with [@key], and end the box with `Certainty: low. The reason.`
    """
    for entry in guide.entries:
        citing = {
            block.box
            for block in entry.prose.blocks
            if block.kind != "heading"
            and any(hole.kind in ("cite", "name") for hole in block.marks)
        }
        for number, box in enumerate(entry.prose.boxes):
            yield from _box_faults(entry, box, cites=number in citing)


def _box_faults(entry: Entry, box: Box, cites: bool) -> Iterator[Found]:
    levels = ", ".join(level.value.replace("-", " ") for level in Certainty)
    head, insight = entry.place(box.span), box.kind == "insight"
    line = _certainty_line(entry, box)
    if insight and not cites:
        yield head, "an insight must cite its source", "add [@key] behind the sentence"
    if insight and not box.certainty and line:
        well = re.match(r"\s*Certainty:[ \t]*[A-Za-z -]+\.", line.source)
        yield (
            line,
            "this line isn't read as the certainty",
            "put it at the end of the box, as a paragraph of its own"
            if well
            else "write a level, a full stop, then why: `Certainty: low. The reason.`",
        )
    elif insight and not box.certainty:
        yield (
            head,
            "an insight must say how sure we are",
            "end it with a paragraph `Certainty: low. The reason.`",
        )
    if box.kind in BOXES and not insight and box.certainty:
        yield (
            line or head,
            f"a box of the kind {box.kind} has no certainty",
            "make it an insight, or take the line `Certainty: …` out",
        )
    if box.certainty and box.certainty not in list(Certainty):
        words = box.certainty.replace("-", " ")
        yield line or head, f'"{words}" is not a certainty', f"write one of: {levels}"
    if insight and box.certainty and not box.reason:
        yield line or head, "the certainty has no reason", "say why, behind the level"


def _certainty_line(entry: Entry, box: Box) -> Place | None:
    """The line in a box that is meant to say how sure we are."""
    source = entry.document.source
    inside = IN_A_BOX.match(source.text, source.text.find("\n", box.span[0]) + 1)
    lines = list(CERTAINTY_LINE.finditer(inside[0])) if inside else []
    if not inside or not lines:
        return None
    start, end = lines[-1].span(1)
    return source.place(inside.start() + start, inside.start() + end)


IN_A_BOX = re.compile(r"(?:[ \t]+\S.*\n?|[ \t]*\n)*")
CERTAINTY_LINE = re.compile(
    r"^[ \t]+([*_]*certainty\b.*)$", re.IGNORECASE | re.MULTILINE
)


RULES = (
    Rule(undefined_note, Example("Rest.[^more]", "Rest.[^more]\n\n[^more]: It helps.")),
    Rule(
        unused_note, Example("[^more]: It helps.", "Rest.[^more]\n\n[^more]: It helps.")
    ),
    Rule(
        duplicate_note,
        Example("Rest.[^a]\n\n[^a]: One.\n\n[^a]: Two.", "Rest.[^a]\n\n[^a]: One."),
    ),
    Rule(
        ungraded_insight,
        Example(
            (
                '!!! insight "A small trial"\n'
                "    Twenty people cooled their feet.[@lee2020] Some may have "
                "slept better.\n"
                "    We do not know why."
            ),
            (
                '!!! insight "A small trial"\n'
                "    Twenty people cooled their feet.[@lee2020] Some may have "
                "slept better.\n"
                "    We do not know why.\n"
                "\n"
                "    Certainty: low. It was small."
            ),
        ),
        standards=("R5",),
    ),
)
