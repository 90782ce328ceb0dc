"""The sentences of a page that rely on sources, found in the text the reader sees.

They are looked for in converted texts, because only there a sentence reads as it does
in the browser: with curly quotes, without emphasis, a table's cell for itself.
"""

import html as entities
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ibid import prose
from ibid.guide import Entry
from ibid.wording import ANSWERS

BLOCK = re.compile(
    r"(</?(?:p|li|h[1-6]|td|th|tr|ul|ol|table|thead|tbody|blockquote|pre|hr|br)\b[^>]*>)"
)
BOX = re.compile(r"\ue004(\d+)\ue005")
MARKS = r"(?:[ \u00a0]?(?:\ue000\d+\ue001|\ue002\d+\ue003))*"
# A full stop ends no sentence after "et al" or where the next word is small.
SENTENCE = re.compile(
    rf".+?(?:(?<! al)[.!?…][)\]”’]*{MARKS}(?=\s+[^a-z\s]|\s*\Z)|\Z)", re.DOTALL
)
GROUP = re.compile("\ue000(\\d+)\ue001")
ANY_MARK = re.compile("\ue000\\d+\ue001|\ue002\\d+\ue003")
HEADINGS: Mapping[str, str] = {
    **dict(ANSWERS),
    "dose_source": "Where the dose comes from",
    "cautions": "Take care",
}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, an item of a list or a cell, with its marks in it.

    `row` is what the first cell of a cell's row says; `before` the block in front.
    """

    text: str
    heading: str = ""
    row: str = ""
    before: str = ""


def blocks(entry: Entry, html: Mapping[str, str]) -> Iterator[Block]:
    """All texts of an entry that may cite, in the order of the source."""
    title = prose.curl(str(getattr(entry.content, "title", "")))
    for path, text in entry.marked.fields.items():
        yield Block(_tidy(prose.curl(text)), HEADINGS.get(str(path[0]), title))
    draft = entry.draft
    for block in _cut(html.get(draft.main, ""), title):
        box = BOX.fullmatch(block.text)
        if not box:
            yield block
            continue
        inside = draft.boxes[int(box[1])]
        for text in (inside.text, inside.reason):
            yield from _cut(html.get(text, ""), block.heading)
    for _, text in draft.notes:
        yield from _cut(html.get(text, ""), "Notes")


def _cut(markup: str, heading: str) -> Iterator[Block]:
    """The blocks of some HTML."""
    row = before = tag = ""
    for piece in BLOCK.split(markup):
        if BLOCK.fullmatch(piece):
            tag = piece.strip("</>").split()[0]
            row = "" if tag == "tr" else row
            continue
        text = _tidy(entities.unescape(prose.TAG.sub("", piece)))
        if not text:
            continue
        if tag in ("h2", "h3", "h4", "h5", "h6"):
            heading = ANY_MARK.sub("", text)
        yield Block(text, heading, row if tag == "td" else "", before)
        row = row or (ANY_MARK.sub("", text) if tag in ("td", "th") else "")
        before = text


def sentences(block: str) -> Iterator[str]:
    """The sentences of a block, each with the marks that stand in it and after it."""
    for found in SENTENCE.finditer(block):
        if found[0].strip():
            yield found[0].strip()


def _tidy(text: str) -> str:
    return " ".join(text.split())


def runs(sentence: str) -> tuple[str, ...]:
    """The stretches of a sentence without a mark between them."""
    return tuple(run.strip() for run in ANY_MARK.split(sentence) if run.strip(" .,;:"))


def plain(text: str) -> str:
    """The text without its marks."""
    return ANY_MARK.sub("", text)
