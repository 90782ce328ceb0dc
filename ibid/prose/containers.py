"""What is open while lines are read: quotes, lists, boxes, notes, paragraphs, code.

Each says how it goes on in the next line: `continues` gives the line without what
belongs to the container, or None where it ends.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from ibid.prose.written import Line, Span, Written

CODE_INDENT = 4
# The first line of a box's or a note's text says by how much all of it is indented.
LEAST_INDENT = 2
ITEM = re.compile(r"( {0,3})([-*+]|(\d{1,9})([.)]))(?: |$)")
QUOTE = re.compile(r" {0,3}> ?")
CERTAINTY = re.compile(r"^(Certainty:[ \t]*+([A-Za-z -]+?)\.)(?:\s+|\Z)", re.MULTILINE)


class Open:
    """A block that is still open. A `leaf` holds text, and no other block."""

    leaf = False
    verbatim = False
    lazy = True

    def __init__(self, element: Element) -> None:
        self.element = element
        self.gap = False

    def continues(self, line: Line) -> Line | None:
        """What is left of the line inside this block; None where the block ends."""
        return line

    def holds(self, other: "Open") -> bool:
        """Whether the other block can stand in this one."""
        return not self.leaf and not isinstance(other, Item)

    def close(self) -> None:
        """Finish the element."""


class Quote(Open):
    """A quotation."""

    def continues(self, line: Line) -> Line | None:
        """A line goes on with its own `>`."""
        found = QUOTE.match(line.text)
        return line.cut(found.end()) if found else None


class List(Open):
    """A list; `sign` tells its items from those of another list."""

    def __init__(self, element: Element, sign: str) -> None:
        super().__init__(element)
        self.sign = sign
        self.numbers: list[tuple[int, Span]] = []

    def wrong_number(self) -> tuple[int, Span] | None:
        """The first item that isn't shown with its number, and with which it is."""
        numbers = [number for number, _ in self.numbers]
        if len(set(numbers)) > 1:
            for shown, (number, span) in enumerate(self.numbers, numbers[0]):
                if number != shown:
                    return shown, span
        return None

    def holds(self, other: Open) -> bool:
        """A list holds its items."""
        return isinstance(other, Item) and other.sign == self.sign

    def close(self) -> None:
        """A list is loose where a blank line parts its items or their blocks."""
        if not self.gap:
            self.element.set("tight", "tight")


class Item(Open):
    """An item of a list; its text starts at column `width`.

    `number` and its span are those of an item of an ordered list.
    """

    def __init__(
        self,
        element: Element,
        sign: str,
        columns: Span,
        number: tuple[int, Span] | None = None,
    ) -> None:
        super().__init__(element)
        self.sign, self.number = sign, number
        self.edge, self.width = columns

    def continues(self, line: Line) -> Line | None:
        """A line goes on indented; two columns are enough for other blocks."""
        if not line.text.strip():
            return line.outdent(self.width) if len(self.element) else None
        indent = line.indent
        if indent >= self.width:
            return line.cut(self.width)
        if indent < self.edge + LEAST_INDENT:
            return None
        found = ITEM.match(line.text)
        same = found and (found[4] or found[2]) == self.sign
        return None if same or not len(self.element) else line.cut(indent)


class Aside(Open):
    """A box or a note: what is indented below its first line."""

    def __init__(self, element: Element) -> None:
        super().__init__(element)
        self.width = 0

    def continues(self, line: Line) -> Line | None:
        """A line goes on indented."""
        if not line.text.strip():
            return line.outdent(self.width or CODE_INDENT)
        if line.indent < LEAST_INDENT:
            return None
        self.width = self.width or min(line.indent, CODE_INDENT)
        return line.outdent(self.width)


class Box(Aside):
    """A box: a line that isn't indented ends it. Its head stands at a span."""

    lazy = False

    def __init__(self, element: Element, head: Span) -> None:
        super().__init__(element)
        self.head = head

    def close(self) -> None:
        """Its last paragraph may say how sure we are: that is no part of its text."""
        last = self.element[-1] if len(self.element) else None
        text = last.text if last is not None and last.tag == "p" else None
        found = CERTAINTY.search(text) if isinstance(text, Written) else None
        if last is None or not isinstance(text, Written) or not found:
            return
        level = re.sub(r"[\s-]+", "-", found[2].strip().lower())
        said = Written.of(text.parts(*found.span(1)))
        reason = SubElement(self.element, "reason", {"level": level, "said": said})
        reason.text = Written.of(text.parts(found.end(), len(text)))
        last.text = Written.of(text.parts(0, found.start()))
        if not last.text:
            self.element.remove(last)


class Note(Aside):
    """The text of an explanatory note. Its name stands at a span."""

    def __init__(self, element: Element, head: Span) -> None:
        super().__init__(element)
        self.head = head


class Paragraph(Open):
    """Lines of text."""

    leaf = True

    def __init__(self, element: Element) -> None:
        super().__init__(element)
        self.lines: list[Line] = []

    def continues(self, line: Line) -> Line | None:
        """A blank line ends it."""
        return line if line.text.strip() else None

    def add(self, line: Line) -> None:
        """One more line."""
        self.lines.append(Line(line.text.lstrip(" \t"), line.end, line.edge))

    def close(self) -> None:
        """Its text, without the spaces at its end."""
        self.element.text = joined(self.lines)


def joined(lines: list[Line]) -> Written:
    """Lines of text as one, without the spaces at its end."""
    return Written.of_lines([*lines[:-1], *(line.strip() for line in lines[-1:])])


class Code(Open):
    """Lines that are shown as they are written."""

    leaf = True
    verbatim = True

    def __init__(self, element: Element) -> None:
        super().__init__(element)
        self.lines: list[Line] = []

    def close(self) -> None:
        """The lines, each with its end."""
        code = SubElement(self.element, "code")
        end = self.lines[-1].end + 1 if self.lines else 0
        code.text = Written.of_lines([*self.lines, Line("", end, end)])


class Indented(Code):
    """Code that is indented by four spaces."""

    def continues(self, line: Line) -> Line | None:
        """A line goes on indented, or blank."""
        blank = not line.text.strip()
        return (
            line.outdent(CODE_INDENT) if blank or line.indent >= CODE_INDENT else None
        )

    def close(self) -> None:
        """The lines without the blank ones at the end."""
        while self.lines and not self.lines[-1].text.strip():
            self.lines.pop()
        super().close()


class Fence(Code):
    """Code between two lines of signs."""

    def __init__(self, element: Element, fence: str, edge: int, line: Line) -> None:
        super().__init__(element)
        self.edge, self.opening, self.closed = edge, line, False
        self.end = re.compile(rf" {{0,3}}{re.escape(fence)}{fence[0]}*[ \t]*$")

    def continues(self, line: Line) -> Line | None:
        """All lines up to the one that closes it."""
        if self.end.match(line.text):
            self.closed = True
        return line.outdent(self.edge)
