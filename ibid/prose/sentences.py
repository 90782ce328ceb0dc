"""The sentences that rely on sources, found in the text that the reader sees.

They are looked for in converted texts, because only there a sentence reads as it does
in the browser: with curly quotes, without emphasis, a table's cell for itself.
"""

import html as entities
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ibid import telephone
from ibid.content.kinds import citing_fields
from ibid.content.vocabulary import Model
from ibid.prose import bodies
from ibid.prose.citations import Marked
from ibid.prose.typography import curl

BLOCK = re.compile(
    r"(</?(?:p|li|h[1-6]|td|th|tr|ul|ol|table|thead|tbody|blockquote|pre|hr|br)\b[^>]*>)"
)
BOX = re.compile("\ue004(\\d+)\ue005")
GROUP = re.compile("\ue000(\\d+)\ue001")
MARK = re.compile("\ue000\\d+\ue001|\ue002\\d+\ue003")
# A full stop ends no sentence behind "et al", nor where the next word is small.
END = re.compile(
    r"(?<! al)[.!?…][)\]”’]*(?: ?(?:\ue000\d+\ue001|\ue002\d+\ue003))*(?= [^a-z])"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, an item of a list or a cell, with its marks in it.

    `heading` is the one it stands under, below the page's title. `row` is what the
    first cell of a cell's row says. `joined` tells that the block before it stands
    right in front of it.
    """

    text: str
    heading: str
    row: str = ""
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page says: the blocks that may cite, and all its words in small letters.

    The words have a line's end wherever a mark stands, or two texts part.
    """

    blocks: tuple[Block, ...]
    words: str


def reading(
    content: Model,
    marked: Marked,
    draft: bodies.Draft,
    html: Mapping[str, str],
    headings: Mapping[str, str],
) -> Reading:
    """What the page of a content file says."""
    found = tuple(_blocks(marked, draft, html, headings))
    rest = content.model_dump(exclude=set(citing_fields(type(content))))
    words = [*map(curl, _strings(rest))]
    for block in found:
        words += [" " if block.joined else "\n", MARK.sub("\n", block.text)]
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


def _blocks(
    marked: Marked,
    draft: bodies.Draft,
    html: Mapping[str, str],
    headings: Mapping[str, str],
) -> Iterator[Block]:
    """The texts of a page that may cite, in the order of the source."""
    for path, text in marked.fields.items():
        yield Block(_tidy(curl(text)), headings.get(str(path[0]), ""))
    for block in _cut(html.get(draft.main, "")):
        found = BOX.fullmatch(block.text)
        if found:
            box = draft.boxes[int(found[1])]
            yield from _cut(html.get(box.text, ""), block.heading)
            yield from _cut(html.get(box.reason, ""), block.heading)
        else:
            yield block
    for _, text in draft.notes:
        yield from _cut(html.get(text, ""), "Notes")


def _cut(markup: str, heading: str = "") -> Iterator[Block]:
    """The blocks of some HTML, which stands under a heading."""
    tag = row = ""
    joined = False
    for piece in BLOCK.split(markup):
        text = _tidy(entities.unescape(bodies.TAG.sub("", piece)))
        if BLOCK.fullmatch(piece):
            tag = piece.strip("</>").split()[0]
            row = "" if tag == "tr" else row
        elif text:
            heading = plain(text) if re.fullmatch("h[2-6]", tag) else heading
            yield Block(text, heading, row, joined)
            row = row or (plain(text) if tag in ("td", "th") else "")
            joined = not BOX.fullmatch(text)


def _tidy(text: str) -> str:
    return " ".join(telephone.unmarked(text).split())


def sentences(text: str) -> Iterator[str]:
    """The sentences of a block, each with the marks that stand in it and behind it."""
    start = 0
    for end in END.finditer(text):
        yield text[start : end.end()]
        start = end.end() + 1
    yield text[start:]


def plain(text: str) -> str:
    """The text without its marks."""
    return _tidy(MARK.sub("", text))


def runs(sentence: str) -> tuple[str, ...]:
    """The stretches of a sentence that have no mark inside."""
    pieces = (piece.strip() for piece in MARK.split(sentence))
    return tuple(piece for piece in pieces if re.search(r"\w", piece))
