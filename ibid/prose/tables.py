"""Tables: a line of headings, a line of dashes, and a line for each row."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from ibid.prose.containers import Open
from ibid.prose.written import Line, Written

DASHES = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
SIDES = {(True, True): "center", (True, False): "left", (False, True): "right"}


class Table(Open):
    """A table; `sides` says of each column how its texts are set."""

    leaf = True

    def __init__(self, sides: tuple[str, ...]) -> None:
        super().__init__(Element("table"))
        self.sides = sides
        self.rows = SubElement(self.element, "thead")

    @classmethod
    def headed(cls, head: Line, dashes: Line) -> "Table | None":
        """The table that two lines start, if they do."""
        if "|" not in dashes.text and "|" not in head.text:
            return None
        if not DASHES.match(dashes.text):
            return None
        sides = tuple(_side(cell) for cell in cells(dashes))
        if len(list(cells(head))) != len(sides):
            return None
        table = cls(sides)
        table._row(head, "th")
        table.rows = SubElement(table.element, "tbody")
        return table

    def continues(self, line: Line) -> Line | None:
        """A blank line ends it."""
        return line if line.text.strip() else None

    def add(self, line: Line) -> None:
        """One more row."""
        self._row(line, "td")

    def close(self) -> None:
        """A table without rows has no body."""
        if not len(self.rows):
            self.element.remove(self.rows)

    def _row(self, line: Line, tag: str) -> None:
        row = SubElement(self.rows, "tr")
        found = list(cells(line))
        for number, cell in enumerate(found):
            element = SubElement(row, tag if number < len(self.sides) else "surplus")
            element.text = cell
            self._set(element, number)
        if len(found) < len(self.sides):
            row.set("short", f"{len(found)} of {len(self.sides)}")
        for number in range(len(found), len(self.sides)):
            self._set(SubElement(row, tag), number)

    def _set(self, element: Element, number: int) -> None:
        side = self.sides[number] if number < len(self.sides) else ""
        if side:
            element.set("side", side)


def _side(cell: Written) -> str:
    return SIDES.get((cell[:1] == ":", cell[-1:] == ":"), "")


def cells(line: Line) -> Iterator[Written]:
    r"""The cells of a row; a `\|` parts none, and is a `|` even in code."""
    line = line.strip()
    text = line.text.removeprefix("|")
    offset = line.end - len(text)
    parts: list[tuple[str, int, int]] = []
    last = 0
    for found in re.finditer(r"\\?\||\Z", text):
        start, end = found.span()
        if found[0] == "\\|":
            parts.append((text[last:start], offset + last, offset + start))
            parts.append(("|", offset + start, offset + end))
        elif found[0] == "|" or text[last:end].strip() or parts or not text:
            parts.append((text[last:start], offset + last, offset + start))
            yield _trimmed(parts)
            parts = []
        last = end


def _trimmed(parts: list[tuple[str, int, int]]) -> Written:
    """Parts as one text without spaces at its ends."""
    whole = Written.of(parts)
    text = whole.strip(" \t")
    start = len(whole) - len(whole.lstrip(" \t"))
    return Written.of(whole.parts(start, start + len(text)))
