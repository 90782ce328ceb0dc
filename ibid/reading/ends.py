"""Slips where the fields end: three hyphens too early, or twice, and fields below."""

import re
from collections.abc import Container

from ibid.reading.slips import FIELD_NAME, Slip
from ibid.source import Span

FIELD_LIKE = re.compile(r"[\w-]+:(?:\s|$)|\s+\S|- |#")
ITEM = re.compile(r"(\s*)- ")
QUOTED_ITEM = re.compile(r"(\s*)- [\"'{\[]")
FIELD = re.compile(r"[a-z][a-z_-]*:(?:\s|$)")


def below_the_fields(text: str, start: int, names: Container[str]) -> Slip | None:
    """A field, an item of the list above, or another ---, where the text starts.

    `names` are the fields that the file can have; between fields and text stands a
    blank line, so that words with a colon that begin a text are none.
    """
    above = text[:start].rstrip("\n").rpartition("\n")[0]
    line = text[start:].partition("\n")[0].rstrip()
    field = FIELD_NAME.match(line)
    item = QUOTED_ITEM.match(line)
    last = ITEM.match(above.rpartition("\n")[2])
    if field and field[1] in names:
        message = f'the field "{field[1]}" stands below the line that ends the fields'
    elif item and last and item[1] == last[1]:
        message = "this item of a list stands below the line that ends the fields"
    elif line == "---":
        return Slip(
            (start, start + len(line)),
            "the fields end twice",
            "delete one of the two lines of ---",
        )
    else:
        return None
    span = (start, start + len(line))
    return Slip(span, message, "move it above the line of ---")


def closed_early(text: str, closing: Span) -> Slip | None:
    """Three hyphens after which fields go on, until three hyphens come again."""
    if not FIELD.match(text[closing[1] :].lstrip("\n")):
        return None
    rest, again, _ = text[closing[1] :].partition("\n---")
    lines = [line for line in rest.split("\n") if line.strip()]
    if not again or not all(FIELD_LIKE.match(line) for line in lines):
        return None
    return Slip(
        (closing[0], closing[0] + 3),
        "the fields end here, and more of them follow",
        "take this line away: one --- closes them, below the last field",
    )
