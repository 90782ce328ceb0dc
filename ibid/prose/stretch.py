"""A text with all that stands in it, as HTML and as a reader takes it in."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import quote
from xml.etree.ElementTree import Element

from ibid.prose import allowed
from ibid.prose.judged import MARK
from ibid.prose.marks import beside_keys
from ibid.prose.shown import Hole, Link, Mention, Out, Picture
from ibid.prose.typography import curl
from ibid.prose.written import Part, Span, Written

SCHEME = re.compile(r"([A-Za-z][A-Za-z\d+.-]*):|//")
WHERE = {"href": ("a", "href"), "src": ("img", "src")}
SIMPLE = frozenset(("em", "strong", "del", "a"))
# A line is broken by two spaces, or by a backslash and its end.
BREAKS = 2
# What rules count and judge in place of what only the page knows.
STANDS_FOR = {"cite": MARK, "call": MARK, "number": "number", "name": "Name"}
KEPT = "!#$%&'()*+,-./:;=?@_~"


@dataclass(frozen=True)
class Things:
    """The links and mentions of a whole text, in order."""

    links: list[Link]
    mentions: list[Mention]


class Stretch:
    """What came of a text: HTML in `out`, and the words that it shows.

    `parts` are judged; `written` is all that was written, to be accounted for;
    `labels` are titles and alternatives, `beside` what is said beside keys and
    what is struck through, `others` what is no plain text. It `leads` if it stands
    above every heading.
    """

    def __init__(self, out: Out, things: Things, leads: bool) -> None:
        self.out, self.things, self.leads = out, things, leads
        self.parts: list[Part] = []
        self.written: list[Part] = []
        self.said: list[str] = []
        self.marks: list[Hole] = []
        self.labels: list[Written] = []
        self.beside: list[Written] = []
        self.addresses: list[Written] = []
        self.others: list[tuple[str, Span]] = []
        self.before = ""
        self.opened: list[int] = []
        self.struck: list[int] = []

    @property
    def shown(self) -> str:
        """The words as the page shows them, a mark for each citation and call."""
        return "".join(self.said)

    @property
    def words(self) -> str:
        """The words alone, on one line."""
        return " ".join(self.shown.replace(MARK, "").split())

    @property
    def span(self) -> Span:
        """From the first of its signs to the last."""
        if not self.written:
            return 0, 0
        return self.written[0][1], self.written[-1][2]

    def fill(self, element: Element) -> None:
        """Write what stands in the element, however deep."""
        self._text(element.text)
        stack: list[tuple[Element, Iterator[Element]]] = [(element, iter(element))]
        while stack:
            around, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if stack:
                    self._end(around)
                    self._text(around.tail)
            elif child.tag in SIMPLE:
                self._start(child)
                self._text(child.text)
                stack.append((child, iter(child)))
            else:
                ATOMS[child.tag](self, child)
                self._text(child.tail)

    def _text(self, text: str | None) -> None:
        if text and isinstance(text, Written):
            self.out.append(escape(self.add(text), quote=False))

    def add(self, text: Written, as_it_is: bool = False) -> str:
        """Note a text, and give it as the page shows it: curled, unless `as_it_is`."""
        parts = text.whole
        self.parts += parts
        self.written += parts
        said: str = text
        if not as_it_is and ("'" in text or '"' in text):
            said = curl(text, self.before)
        self.before = text[-1:] or self.before
        self.said.append(said)
        return said

    def _start(self, element: Element) -> None:
        if element.tag == "a":
            self.out.append('<a href="')
            self._address("href", element.get("href", ""))
            self.out.append(f'"{self._titled(element)}>')
            self.opened.append(len(self.said))
        else:
            self.out.append(f"<{element.tag}>")
            if element.tag == "del":
                self.struck.append(len(self.parts))

    def _end(self, element: Element) -> None:
        self.out.append(f"</{element.tag}>")
        if element.tag == "del":
            self._strike(self.struck.pop())
        if element.tag == "a":
            words = "".join(self.said[self.opened.pop() :])
            self._link(element, "href", words)

    def _strike(self, start: int) -> None:
        """What is struck through takes nothing back and warns of nothing.

        It is judged by itself; the marks in it stay where they are.
        """
        parts = self.parts[start:]
        self.parts[start:] = [one for one in parts if one[0] == MARK]
        self.beside.append(Written.of(one for one in parts if one[0] != MARK))

    def _address(self, kind: str, address: str) -> None:
        """An address: the page fills in the way to another file of the guide."""
        scheme = SCHEME.match(address)
        if not scheme and not address.startswith("#"):
            self.out.append(Hole("href", address))
        elif not scheme or not allowed.refusal(WHERE[kind], address):
            self.out.append(escape(quoted(address)))

    def _title(self, element: Element) -> str:
        """What a link or a picture says when it is pointed at."""
        title = element.get("title")
        if not isinstance(title, Written):
            return ""
        self.labels.append(title)
        return curl(title)

    def _titled(self, element: Element) -> str:
        title = self._title(element)
        return f' title="{escape(title)}"' if title else ""

    def _link(self, element: Element, name: str, words: str) -> None:
        address = element.get(name, "")
        place: str | None = address if isinstance(address, Written) else element.text
        span = place.span(0, len(place)) if isinstance(place, Written) else (0, 0)
        if isinstance(address, Written):
            self.addresses.append(address)
        title = element.get("title", "")
        link = Link(words, str(address), str(title), span, name == "src")
        self.things.links.append(link)
        self.others.append(("link", span))

    def _picture(self, element: Element) -> None:
        alt = element.get("alt")
        words = alt if isinstance(alt, Written) else Written.of(())
        address = element.get("src", "")
        if SCHEME.match(address):
            self.out.append(f'<img alt="{escape(curl(words))}" src="')
            self._address("src", address)
            self.out.append(f'"{self._titled(element)}>')
        else:
            leads = self.leads and not any(one.picture for one in self.things.links)
            title = self._title(element)
            self.out.append(Picture(address, curl(words), title, leads))
        self.labels.append(words)
        self._link(element, "src", words)
        self.before = words[-1:] or self.before

    def _break(self, element: Element) -> None:
        self.out.append("<br>\n")
        self.said.append(" ")
        end = self.parts[-1][2] if self.parts else 0
        self.parts.append((" ", end, end + BREAKS))
        self.before = "\n"

    def _code(self, element: Element) -> None:
        if isinstance(element.text, Written):
            text = self.add(element.text, as_it_is=True)
            self.out.append(f"<code>{escape(text, quote=False)}</code>")
            self.others.append(("code", element.text.span(0, len(text))))

    def _mark(self, element: Element) -> None:
        text, kind = element.text, element.get("kind", "")
        if not isinstance(text, Written):
            return
        span = text.span(0, len(text))
        if STANDS_FOR[kind] == MARK:
            self._draw_up()
        hole = Hole(kind, str(text), len(self.things.mentions))
        self.out.append(hole)
        self.things.mentions.append(Mention(kind, str(text), text.pieces))
        self.parts.append((STANDS_FOR[kind], *span))
        self.written += text.whole
        self.marks.append(hole)
        self.said.append(MARK)
        self.before = "0"
        if kind != "number":
            self.others.append((kind, span))
        if kind in ("cite", "name"):
            for start, end in beside_keys(text):
                self.beside.append(Written.of(text.parts(start, end)))

    def _draw_up(self) -> None:
        """Take the space away in front of a mark: it is small and raised, no word.

        Between two marks it stays, or their numbers would be read as one.
        """
        last = self.out[-1] if self.said else None
        between = self.said[-2:-1] == [MARK] and not self.said[-1].strip()
        if isinstance(last, str) and not between:
            self.out[-1] = last.rstrip()
            self.said[-1] = self.said[-1].rstrip()
        elif between:
            self.out[-1] = " "


ATOMS: Mapping[str, Callable[[Stretch, Element], None]] = {
    "img": Stretch._picture,
    "br": Stretch._break,
    "code": Stretch._code,
    "mark": Stretch._mark,
}


def quoted(address: str) -> str:
    """An address with every sign as it may stand in one."""
    return quote(address, safe=KEPT)
