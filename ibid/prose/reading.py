"""A text read once: from its source to all that pages and rules need of it."""

from collections.abc import Iterator
from functools import cache

from markdown import Markdown

from ibid.prose import allowed
from ibid.prose.account import losses
from ibid.prose.faults import Faults
from ibid.prose.grammar import Blocks
from ibid.prose.inline import Inline
from ibid.prose.shown import Box, Hole, Html, Prose
from ibid.prose.writing import Writer
from ibid.prose.written import lines


@cache
def _library() -> Markdown:
    """Python-Markdown, which holds what it is made of and nothing of a text."""
    return Markdown(output_format="html")


# What people read on one page has a tenth of these signs, and of these mentions.
# So many take one to two seconds to read in the shapes that take longest.
MOST_SIGNS = 100_000
MOST_MENTIONS = 2_000
UNSOUND = "write the passage in another way"


def read(source: str, start: int = 0) -> Prose:
    """What the Markdown text from `start` on says; spans are those of the source.

    Nothing is read of a text that is longer than any page.
    """
    faults, library = Faults(), _library()
    if len(source) - start > MOST_SIGNS:
        faults.add(
            "too-much",
            (start + MOST_SIGNS, start + MOST_SIGNS + 1),
            f"the text goes on for {len(source) - start} signs",
            "make several pages of it",
        )
        return Prose((), (), (), (), (), (), (), tuple(faults))
    root = Blocks(library).read(lines(source, start), faults)
    Inline(library).read(root, faults)
    writer = Writer(faults)
    html = writer.html_of(root)
    for span in losses(source, start, writer.account):
        faults.add("lost-text", span)
    for content in (html, *(note.html for note in writer.notes)):
        for fault in allowed.faults("".join(_filled(content))):
            at = max(source.find(fault.written, start), start)
            span = (at, at + max(len(fault.written), 1))
            faults.add("raw-html", span, fault.message, UNSOUND)
    for mention in writer.things.mentions[MOST_MENTIONS : MOST_MENTIONS + 1]:
        message = f"the text cites more than {MOST_MENTIONS} times"
        faults.add("too-much", mention.span(), message, "make several pages of it")
    return Prose(
        html,
        tuple(writer.blocks),
        tuple(writer.headings),
        tuple(writer.things.links),
        tuple(writer.boxes),
        tuple(writer.notes),
        tuple(writer.things.mentions),
        tuple(faults),
    )


def _filled(content: Html) -> Iterator[str]:
    """The HTML as markup, with an address of the guide in the place of each way."""
    for piece in content:
        if isinstance(piece, str):
            yield piece
        elif isinstance(piece, Box):
            for inside in (piece.title, piece.html, piece.reason):
                yield from _filled(inside)
        elif isinstance(piece, Hole) and piece.kind == "href":
            yield "page"
