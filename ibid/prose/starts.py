"""What starts a block: the first signs of a line."""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from ibid.prose.containers import (
    CODE_INDENT,
    ITEM,
    QUOTE,
    Box,
    Fence,
    Indented,
    Item,
    List,
    Note,
    Open,
    Paragraph,
    Quote,
)
from ibid.prose.marks import unescaped
from ibid.prose.tables import Table
from ibid.prose.written import Line, Written

FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})[ \t]*(.*?)[ \t]*$")
ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$")
RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
SETEXT = re.compile(r" {0,3}(?:(=+)|-+)[ \t]*$")
BOX = re.compile(r' {0,3}!!!(?:[ \t]+([\w-]+)(?:[ \t]+"(.*)")?|(.*?))[ \t]*$')
NOTE = re.compile(r" {0,3}\[\^([^\[\]\s]+)\]:[ \t]*")
# Any first sign of a block: most lines have none, and need no closer look.
FIRST = re.compile(r"[#>`~!\[*+\-_=:|0-9]| {4}")


class Found(NamedTuple):
    """A block that starts here, and what it leaves of the line."""

    block: Open
    rest: Line | None
    parents: tuple[Open, ...] = ()
    heading: str = ""


def find(line: Line, container: Open, tip: Open) -> Found | None:
    """The block that starts at the head of the line, if any does."""
    text = line.text
    if not FIRST.match(text.lstrip(" ") if text[:4] != "    " else text):
        return None
    if line.indent >= CODE_INDENT:
        if isinstance(tip, Paragraph):
            return None
        code = Indented(Element("pre"))
        code.lines.append(line.cut(CODE_INDENT))
        return Found(code, None)
    for recognise in RECOGNISERS:
        found = recognise(line, container)
        if found:
            return found
    return None


def _quote(line: Line, container: Open) -> Found | None:
    found = QUOTE.match(line.text)
    return found and Found(Quote(Element("blockquote")), line.cut(found.end()))


def _heading(line: Line, container: Open) -> Found | None:
    found = ATX.match(line.text)
    if not found:
        return None
    element = Element(f"h{len(found[1])}")
    element.text = _part(line, found.span(2) if found[2] else (found.end(1),) * 2)
    element.set("whole", _part(line, (found.start(1), found.end(2 if found[2] else 0))))
    return Found(Leaf(element), None)


def _fence(line: Line, container: Open) -> Found | None:
    found = FENCE.match(line.text)
    if not found:
        return None
    element = Element("pre")
    if found[2]:
        info = _part(line, found.span(2))
        element.set("info", Written.of(unescaped(info, 0, len(info))))
    return Found(Fence(element, found[1], line.indent, line), None)


def _box(line: Line, container: Open) -> Found | None:
    found = BOX.match(line.text)
    if not found:
        return None
    kind = 1 if found[1] else 3
    element = Element("box", {"kind": _part(line, found.span(kind))})
    if found[2]:
        SubElement(element, "title").text = _part(line, found.span(2))
    start = line.start + line.indent
    head = start, start + len("!!!")
    return Found(Box(element, head), line.cut(len(line.text)))


def _note(line: Line, container: Open) -> Found | None:
    found = NOTE.match(line.text)
    if not found:
        return None
    name = _part(line, found.span(1))
    element = Element("note", {"name": name})
    return Found(Note(element, name.span(0, len(name))), line.cut(found.end()))


def _underline(line: Line, container: Open) -> Found | None:
    found = SETEXT.match(line.text) if isinstance(container, Paragraph) else None
    level = "h1" if found and found[1] else "h2"
    return found and Found(Leaf(Element(level)), None, heading=level)


def _rule(line: Line, container: Open) -> Found | None:
    return Found(Leaf(Element("hr")), None) if RULE.match(line.text) else None


def _item(line: Line, container: Open) -> Found | None:
    found = ITEM.match(line.text)
    if not found:
        return None
    rest = line.cut(found.end())
    blank = not rest.text.strip()
    if isinstance(container, Paragraph) and (blank or found[3] not in (None, "1")):
        return None
    deep = blank or rest.indent >= CODE_INDENT
    width = len(found[1] + found[2]) + 1 + (0 if deep else rest.indent)
    sign = found[4] or found[2]
    start = line.start + len(found[1])
    number = (int(found[3]), (start, start + len(found[2]))) if found[3] else None
    item = Item(Element("li"), sign, (len(found[1]), width), number)
    rest = rest if deep else rest.cut(rest.indent)
    if isinstance(container, List) and container.sign == sign:
        return Found(item, rest)
    element = Element("ol" if found[3] else "ul")
    if found[3] and int(found[3]) != 1:
        element.set("start", str(int(found[3])))
    return Found(item, rest, (List(element, sign),))


def _table(line: Line, container: Open) -> Found | None:
    if not isinstance(container, Paragraph) or not container.lines:
        return None
    table = Table.headed(container.lines[-1], line)
    return Found(table, None) if table else None


def _part(line: Line, span: tuple[int, int]) -> Written:
    """A stretch of a line as a text."""
    start = line.start
    return Written.of([(line.text[slice(*span)], start + span[0], start + span[1])])


class Leaf(Open):
    """A block of one line."""

    leaf = True

    def continues(self, line: Line) -> Line | None:
        """It ends with its line."""
        return None


RECOGNISERS = (
    *(_quote, _heading, _fence, _box, _note, _table, _underline, _rule, _item),
)
