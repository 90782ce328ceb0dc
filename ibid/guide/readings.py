"""What a page says, as a reader sees it: for quotes from it, and the way to them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ibid.content.kinds import citing_fields
from ibid.content.vocabulary import Model
from ibid.prose.citations import Marked
from ibid.prose.judged import MARK
from ibid.prose.shown import Block, Hole, Prose
from ibid.prose.typography import curl
from ibid.reading.front_matter import Path


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph, an item of a list or a cell, as it is quoted.

    `text` has U+FFFC for each of the `marks`, the mentions of the text at `path`.
    `heading` is the one it stands under, below the page's title. `row` is what the
    first cell of a cell's row says. `joined` tells that the one before it stands right
    in front of it.
    """

    text: str
    marks: tuple[Hole, ...]
    path: Path
    heading: str
    row: str = ""
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page says: the texts that may cite, and all its words in small letters.

    The words have a line's end wherever a mark stands, or two texts part.
    """

    said: tuple[Said, ...]
    words: str


def reading(
    content: Model,
    marked: Marked,
    prose: Prose,
    numbers: Mapping[str, str],
    headings: Mapping[str, str],
) -> Reading:
    """What the page of a content file says; `headings` stand above its fields."""
    found = (*_fields(marked, numbers, headings), *body_texts(prose, numbers))
    rest = content.model_dump(exclude=set(citing_fields(type(content))))
    words = [*map(curl, _strings(rest))]
    for one in found:
        words += [" " if one.joined else "\n", one.text.replace(MARK, "\n")]
    return Reading(found, "".join(words).casefold())


def _strings(value: object) -> Iterator[str]:
    """Every text in a value, each on a line of its own."""
    if isinstance(value, str):
        yield f"{value}\n"
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)


def _fields(
    marked: Marked, numbers: Mapping[str, str], headings: Mapping[str, str]
) -> Iterator[Said]:
    for path, value in marked.fields.items():
        text, marks = _numbered(value.block, numbers)
        heading = headings.get(str(path[0]), "")
        yield Said(text, marks, path, heading, _beside(marked, path))


def _beside(marked: Marked, path: Path) -> str:
    """What a field of marks alone stands beside: the first field of its part.

    An effect's `source` is quoted by whom the effect is about; "" for all other texts.
    """
    if marked.fields[path].block.shown.replace(MARK, "").strip():
        return ""
    first = next(other for other in marked.fields if other[:-1] == path[:-1])
    return marked.fields[first].block.shown if len(path) > 1 and first != path else ""


def body_texts(prose: Prose, numbers: Mapping[str, str]) -> Iterator[Said]:
    """The texts of a body; its notes come last, as on the page."""
    shown = [block for block in prose.blocks if block.kind != "label"]
    before: Block | None = None
    for block in sorted(shown, key=lambda one: one.note != ""):
        heading = "Notes" if block.note else block.heading
        joined = before is not None and _apart(before) == _apart(block)
        text, marks = _numbered(block, numbers)
        row = "" if block.row == block.shown else block.row
        yield Said(text, marks, (), heading, row, joined)
        before = block


def _apart(block: Block) -> tuple[int, str]:
    return block.box, block.note


def _numbered(block: Block, numbers: Mapping[str, str]) -> tuple[str, tuple[Hole, ...]]:
    """A block's text with its telephone numbers in it, and its other marks."""
    pieces = block.shown.split(MARK)
    text, kept = pieces[0], []
    for hole, piece in zip(block.marks, pieces[1:], strict=True):
        if hole.kind == "number":
            text += numbers.get(hole.text.strip("{}"), "") + piece
        else:
            text += MARK + piece
            kept.append(hole)
    return " ".join(text.split()), tuple(kept)
