"""Blocks: a reader of lines for Python-Markdown, which keeps the place of every sign.

It reads line by line, as the CommonMark specification describes it, what the library's
own reader of blocks doesn't: lists and tables right below a text, blocks in lists by
two, three or four columns, lines that go on without their sign. Boxes and notes, which
are ours, are blocks like the others.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from markdown.blockparser import BlockParser

from ibid.prose import starts
from ibid.prose.containers import (
    Box,
    Code,
    Fence,
    Indented,
    Item,
    List,
    Note,
    Open,
    Paragraph,
)
from ibid.prose.faults import Faults
from ibid.prose.tables import Table
from ibid.prose.written import Line

# The library's tree is walked and built level by level: a limit keeps both quick.
DEEPEST = 41
# What people read on one page has a tenth of these items in a list, and of these
# headings.
MOST_ITEMS = 2_000
MOST_HEADINGS = 2_000
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NOTE_INSIDE = (
    "a note's text can't stand in a list, in a box or in another note",
    "start it at the left edge, with an empty line above it",
)
COUNT = "count on by one, or start every item with 1."


class Blocks(BlockParser):
    """Lines to a tree of blocks, whose texts wait for the inline reader."""

    def read(self, lines: Iterable[Line], faults: Faults) -> Element:
        """The tree of a text's lines."""
        root = Element(self.md.doc_tag)
        reader = Reader(root, faults)
        for line in lines:
            reader.take(line)
        reader.close(0)
        return root


class Reader:
    """The blocks that are open, outermost first, while lines are taken in."""

    def __init__(self, root: Element, faults: Faults) -> None:
        self.open: list[Open] = [Open(root)]
        self.faults = faults
        self.headings = 0
        # From how many matched blocks on the line before was blank.
        self.blank = DEEPEST * DEEPEST

    def take(self, line: Line) -> None:
        """Put one line where it belongs."""
        line, matched = self._matched(line)
        tip = self.open[-1]
        if matched == len(self.open) and isinstance(tip, Code):
            self._verbatim(tip, line)
            return
        rest, matched = self._started(line, matched)
        if rest is not None:
            self._text(rest, matched)

    def _matched(self, line: Line) -> tuple[Line, int]:
        """What the open blocks leave of the line, and how many of them go on."""
        blank = DEEPEST * DEEPEST
        for number, block in enumerate(self.open):
            if blank > number and not line.text.strip():
                blank = number
            rest = block.continues(line)
            if rest is None:
                self._note_blank(blank, line, number)
                return line, number
            line = rest
        self._note_blank(blank, line, len(self.open))
        return line, len(self.open)

    def _note_blank(self, blank: int, line: Line, matched: int) -> None:
        self.before = self.blank
        self.blank = min(blank, matched) if not line.text.strip() else 1 << 20

    def _verbatim(self, code: Code, line: Line) -> None:
        if isinstance(code, Fence) and code.closed:
            self.close(len(self.open) - 1)
        else:
            code.lines.append(line)

    def _started(self, line: Line, matched: int) -> tuple[Line | None, int]:
        """Open the blocks that start in the line; None is left of it by a leaf."""
        while line.text.strip():
            container = self.open[matched - 1]
            found = starts.find(line, container, self.open[-1])
            if found is None:
                break
            if found.heading:
                self._underlined(container, found.heading)
                return None, matched
            if isinstance(found.block, Table) and isinstance(container, Paragraph):
                self._table(container, found.block)
                return None, matched
            if len(self.open) >= DEEPEST:
                self.faults.add(
                    "too-much",
                    (line.start, line.end),
                    f"lists and quotes stand more than {DEEPEST} deep in each other",
                    "take some of them apart",
                )
                break
            if told := self._too_many(container, found.block):
                self.faults.add("too-much", (line.start, line.end), *told)
                break
            self._push((*found.parents, found.block), matched)
            matched = len(self.open)
            if found.rest is None:
                return None, matched
            line = found.rest
        return line, matched

    def _too_many(self, container: Open, block: Open) -> tuple[str, ...]:
        """What is said of one item or heading too many; nothing of any other block."""
        if block.element.tag in HEADINGS:
            self.headings += 1
            if self.headings > MOST_HEADINGS:
                message = f"the text has more than {MOST_HEADINGS} headings"
                return message, "make several pages of it"
        full = isinstance(container, List) and len(container.element) >= MOST_ITEMS
        if full and container.holds(block):
            message = f"the list has more than {MOST_ITEMS} items"
            return message, "make several lists of it, each below its own heading"
        return ()

    def _push(self, blocks: tuple[Open, ...], matched: int) -> None:
        """Open blocks, each inside the one before, below the blocks that go on."""
        self.close(matched)
        for block in blocks:
            while not self.open[-1].holds(block):
                self.close(len(self.open) - 1)
            parent = self.open[-1]
            if len(parent.element) and self.before < len(self.open):
                parent.gap = True
            parent.element.append(block.element)
            if isinstance(block, Box) and len(self.open) > 1:
                self.faults.add("stray-mark", block.head)
            if isinstance(block, Note) and len(self.open) > 1:
                self.faults.add("stray-mark", block.head, *NOTE_INSIDE)
            if isinstance(block, Item) and isinstance(self.open[-1], List):
                self.open[-1].numbers += [block.number] if block.number else []
            self.open.append(block)

    def _text(self, line: Line, matched: int) -> None:
        """A line without a start: it goes on with a paragraph, or is one."""
        tip = self.open[-1]
        unmatched = self.open[matched:]
        if not line.text.strip():
            self.close(matched)
        elif (isinstance(tip, Table) and not unmatched and "|" in line.text) or (
            isinstance(tip, Paragraph) and all(block.lazy for block in unmatched)
        ):
            tip.add(line)
        else:
            paragraph = Paragraph(Element("p"))
            self._push((paragraph,), matched)
            paragraph.add(line)

    def _underlined(self, paragraph: Open, level: str) -> None:
        """A paragraph that turns out to be a heading."""
        paragraph.element.tag = level
        self.close(len(self.open) - 1)

    def _table(self, paragraph: Paragraph, table: Table) -> None:
        """A paragraph whose last line turns out to be the head of a table."""
        paragraph.lines.pop()
        self.close(len(self.open) - 1)
        parent = self.open[-1].element
        if not paragraph.lines:
            parent.remove(paragraph.element)
        self._push((table,), len(self.open))

    def close(self, count: int) -> None:
        """Close all but the first `count` blocks, innermost first."""
        while len(self.open) > count:
            block = self.open.pop()
            block.close()
            if isinstance(block, Item):
                self.open[-1].gap |= block.gap
            if isinstance(block, List) and (wrong := block.wrong_number()):
                message = f"this item would be shown with the number {wrong[0]}"
                self.faults.add("lost-text", wrong[1], message, COUNT)
            if isinstance(block, Fence) and not block.closed:
                opening = block.opening
                self.faults.add("unclosed-code", (opening.start, opening.end))
            if isinstance(block, Indented):
                first = block.lines[0]
                self.faults.add("indented-code", (first.start, first.end))
