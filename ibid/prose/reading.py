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


# What people read on one page has a hundredth of these signs, and of these mentions.
MOST_SIGNS = 500_000
MOST_MENTIONS = 2_000


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
