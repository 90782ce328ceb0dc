"""One walk over a tree: its HTML and its blocks, so that the two can't disagree."""

import re
from collections.abc import Callable, Mapping
from html import escape
from xml.etree.ElementTree import Element

from ibid.prose import judged
from ibid.prose.faults import Faults
from ibid.prose.names import Names
from ibid.prose.shown import LEAD, Block, Box, Heading, Html, Kind, Note, Out
from ibid.prose.stretch import Stretch, Things
from ibid.prose.written import Part, Span, Written

SHORT = "write the rest of the row; a cell may be empty between two |"
SURPLUS = (
    "this cell stands beyond the table's last column",
    r"add a column to the table's first two lines, or write \| for the sign itself",
)
IN_BOX = (
    "a box or a note can't hold a heading",
    "end the box first: a line that isn't indented ends it",
)
IN_FENCE = (
    "only the name of a language can stand here: the page doesn't show more",
    "write the words above the code, or below this line",
)
EMPTY_NOTE = ("this note says nothing", "write its text behind the colon")
IN_TITLE = (
    "a box's title can hold words and telephone numbers only",
    "put it behind the sentence in the box that it supports",
)
LANGUAGE = re.compile(r"[\w+#.-]+")
LINE = re.compile(r"[^\n]+")


class Writer:
    """Where the walk is, and what came of it so far.

    `account` has every part that was written, for what is lost can't be seen.
    """

    def __init__(self, faults: Faults) -> None:
        self.faults, self.names, self.things = faults, Names(), Things([], [])
        self.out: Out = []
        self.account: list[Part] = []
        self.blocks: list[Block] = []
        self.headings: list[Heading] = []
        self.boxes: list[Box] = []
        self.notes: list[Note] = []
        self.section, self.box = LEAD, -1
        self.note = self.heading = self.row = ""

    def blocks_of(self, element: Element) -> None:
        """Write all the blocks in an element."""
        for child in element:
            self._line()
            WRITERS[child.tag](self, child)

    def _line(self) -> None:
        """Start a new line of HTML, unless one is started."""
        last = self.out[-1] if self.out else "\n"
        if not isinstance(last, str) or not last.endswith("\n"):
            self.out.append("\n")

    def _paragraph(self, element: Element, kind: Kind = "paragraph") -> None:
        self.out.append("<p>")
        self._leaf(element, kind)
        self.out.append("</p>\n")

    def _heading(self, element: Element) -> None:
        around, self.out = self.out, []
        self.section += 1
        stretch = self._leaf(element, "heading")
        inside, self.out = self.out, around
        level, name = int(element.tag[1]), self.names.take(stretch.words)
        if level > 1:
            self.heading = stretch.words
        whole = element.get("whole")
        span = whole.span(0, len(whole)) if isinstance(whole, Written) else stretch.span
        self.headings.append(Heading(level, name, stretch.words, span))
        if self.box >= 0 or self.note:
            self.faults.add("stray-mark", span, *IN_BOX)
        named = f' id="{escape(name)}"' if level > 1 else ""
        opening, closing = f"<h{level}{named}>", f"</h{level}>\n"
        self.out += [opening, *inside, closing]

    def _rule(self, element: Element) -> None:
        self.out.append("<hr>\n")

    def _quote(self, element: Element) -> None:
        self.out.append("<blockquote>\n")
        self.blocks_of(element)
        self._line()
        self.out.append("</blockquote>\n")

    def _list(self, element: Element) -> None:
        start = element.get("start")
        attributes = f' start="{start}"' if start else ""
        self.out.append(f"<{element.tag}{attributes}>\n")
        for item in element:
            self.out.append("<li>")
            self._item(item, "tight" in element.attrib)
            self.out.append("</li>\n")
        self.out.append(f"</{element.tag}>\n")

    def _item(self, item: Element, tight: bool) -> None:
        """An item; the paragraphs of a tight list are no paragraphs of HTML."""
        kind: Kind = "item"
        for number, child in enumerate(item):
            if number or not tight or child.tag != "p":
                self._line()
            if child.tag != "p":
                WRITERS[child.tag](self, child)
            elif tight:
                self._leaf(child, kind)
            else:
                self._paragraph(child, kind)
            kind = "paragraph"

    def _code(self, element: Element) -> None:
        info, code = element.get("info"), element[0].text
        named = ""
        if isinstance(info, Written):
            if LANGUAGE.fullmatch(info):
                named = f' class="language-{info}"'
            else:
                self.faults.add("other-dialect", info.span(0, len(info)), *IN_FENCE)
            self._apart("code", info)
        text = code if isinstance(code, Written) else Written.of(())
        self.out.append(f"<pre><code{named}>{escape(text, quote=False)}</code></pre>\n")
        for found in LINE.finditer(text):
            self._apart("code", Written.of(text.parts(*found.span())))

    def _table(self, element: Element) -> None:
        self.out.append("<table>\n")
        for part in element:
            self.out.append(f"<{part.tag}>\n")
            for row in part:
                self.out.append("<tr>\n")
                first, *_ = [self._cell(cell) for cell in row]
                if cells := row.get("short"):
                    message = f"this row has {cells} cells"
                    self.faults.add("short-row", first.span, message, SHORT)
                self.out.append("</tr>\n")
                self.row = ""
            self.out.append(f"</{part.tag}>\n")
        self.out.append("</table>\n")

    def _cell(self, cell: Element) -> Stretch:
        side = cell.get("side")
        style = f' style="text-align: {side};"' if side else ""
        tag = "td" if cell.tag == "surplus" else cell.tag
        self.out.append(f"<{tag}{style}>")
        stretch = self._leaf(cell, "cell")
        self.row = self.row or stretch.words
        self.out.append(f"</{tag}>\n")
        if cell.tag == "surplus":
            self.faults.add("lost-text", stretch.span, *SURPLUS)
        return stretch

    def _box(self, element: Element) -> None:
        around, self.out = self.out, []
        outer, self.box = self.box, len(self.boxes)
        kind = element.get("kind")
        span = self._told(kind)
        self.boxes.append(Box(str(kind), (), (), "", (), span))
        title = self._title(element.find("title"))
        html = self.html_of(element)
        level, reason = "", element.find("reason")
        if reason is not None:
            level = reason.get("level", "")
            self._told(reason.get("said"))
            self._leaf(reason, "paragraph")
        box = Box(str(kind), title, html, level, tuple(self.out), span)
        self.boxes[self.box] = box
        self.box, self.out = outer, around
        self.out.append(box)

    def _title(self, element: Element | None) -> Html:
        """A box's title, which is one line of words."""
        if element is not None:
            for _, span in self._leaf(element, "heading").others:
                self.faults.add("citation-misplaced", span, *IN_TITLE)
        title = tuple(self.out)
        self.out = []
        return title

    def html_of(self, element: Element) -> Html:
        """The HTML of the blocks in an element that stands apart."""
        self.blocks_of(element)
        last = self.out[-1] if self.out else None
        if isinstance(last, str):
            self.out[-1] = last.rstrip("\n")
        html = tuple(self.out)
        self.out = []
        return html

    def _note(self, element: Element) -> None:
        around, self.out = self.out, []
        outer, self.note = self.note, element.get("name", "")
        span = self._told(element.get("name"))
        html = self.html_of(element)
        if not any(html):
            self.faults.add("stray-mark", span, *EMPTY_NOTE)
        self.notes.append(Note(self.note, html, span))
        self.note, self.out = outer, around

    def _nothing(self, element: Element) -> None:
        """What a box says at its head and at its end is written with the box."""

    def _told(self, text: str | None) -> Span:
        """Note a text that the page tells in other words, and where it is written."""
        if not isinstance(text, Written):
            return 0, 0
        self.account += text.whole
        return text.span(0, len(text))

    def _leaf(self, element: Element, kind: Kind) -> Stretch:
        """Write a text with all that stands in it."""
        leads = self.section == LEAD and not self.note
        stretch = Stretch(self.out, self.things, leads)
        stretch.fill(element)
        self._add(kind, stretch)
        for label in stretch.labels:
            self._apart("label", label)
        for words in stretch.beside:
            self._apart("label", words, accounted=True)
        for address in stretch.addresses:
            self._told(address)
        return stretch

    def _apart(self, kind: Kind, text: Written, accounted: bool = False) -> None:
        """Judge a text that stands for itself; it may be `accounted` for already."""
        stretch = Stretch([], self.things, leads=False)
        stretch.add(text, as_it_is=True)
        if accounted:
            stretch.written.clear()
        self._add(kind, stretch)

    def _add(self, kind: Kind, stretch: Stretch) -> None:
        self.account += stretch.written
        text, pieces = judged.folded(stretch.parts)
        if text.strip():
            shown, marks = stretch.shown, tuple(stretch.marks)
            here = self.section, self.box, self.note, self.heading, self.row
            self.blocks.append(Block(kind, text, pieces, shown, marks, *here))


WRITERS: Mapping[str, Callable[[Writer, Element], None]] = {
    **{f"h{level}": Writer._heading for level in range(1, 7)},
    "p": Writer._paragraph,
    "hr": Writer._rule,
    "blockquote": Writer._quote,
    "ul": Writer._list,
    "ol": Writer._list,
    "pre": Writer._code,
    "table": Writer._table,
    "box": Writer._box,
    "note": Writer._note,
    "title": Writer._nothing,
    "reason": Writer._nothing,
}
