"""A text read once: from its source to all that pages and rules need of it."""

from functools import cache

from markdown import Markdown

from ibid.prose.account import losses
from ibid.prose.faults import Faults
from ibid.prose.grammar import Blocks
from ibid.prose.inline import Inline
from ibid.prose.shown import Prose
from ibid.prose.writing import Writer
from ibid.prose.written import lines


@cache
def _library() -> Markdown:
    """Python-Markdown, which holds what it is made of and nothing of a text."""
    return Markdown(output_format="html")


def read(source: str, start: int = 0) -> Prose:
    """What the Markdown text from `start` on says; spans are those of the source."""
    faults, library = Faults(), _library()
    root = Blocks(library).read(lines(source, start), faults)
    Inline(library).read(root, faults)
    writer = Writer(faults)
    html = writer.html_of(root)
    for span in losses(source, start, writer.account):
        faults.add("lost-text", span)
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
