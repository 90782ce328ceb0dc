"""The texts of blocks cut into emphasis, links, code and marks, in one pass.

It takes the place of the library's reader of inline patterns, which goes over a text
once for each pattern, keeps no places, and loses letters where emphasis overlaps.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from ibid.prose import emphasis, forms, links, marks, refused
from ibid.prose.faults import Faults
from ibid.prose.tokens import Bracket, Run, Token, build
from ibid.prose.written import Part, Written

# One set of signs in front lets the library skip all others at once: of letters, only
# what starts an address is special.
SPECIAL = re.compile(
    r"[\\`*_~\[\]!<&@{\nhHfF](?:(?<![hHfF])|"
    r"(?<![^\W_].)(?i:(?<=h)ttps?|(?<=f)tp)://)"
)
TICKS = re.compile(r"`+")
TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)")
# The elements of HTML that have no end.
VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link"),
        *("meta", "source", "track", "wbr"),
    )
)
MOST_OPEN = 50
# How many spaces break a line, and how many ~ strike a text through.
BREAKING = STRUCK = 2


IN_ADDRESS = re.compile(r"\[@[^\]]*\]|\{[a-z]+(?:-[a-z]+)*\}")
IN_TITLE = re.compile(rf"(?<![\w@\\/.-])@{marks.KEY}|\{{[a-z]+(?:-[a-z]+)*\}}")
IN_LINK = ("a link's words and address can't hold this", "write it behind the link")


MOST_IN_A_PARAGRAPH = 20_000
CITING = ("cite", "name")
SIGNS = {"cite": forms.MENTION, "name": forms.MENTION, "call": forms.MENTION}
UNPAIRED = (
    "this sign would be printed: it opens or closes nothing",
    "write it on both sides of the words, or \\ in front of it for the sign itself",
)
UNCLOSED = (
    "the code that starts here is never closed",
    "write the same signs behind it, or \\ in front of them for the signs themselves",
)
MULTIPLIED = (
    "a * between two numbers would start or end emphasis, and not be printed",
    "type × itself, or \\* for the sign",
)


class Inline(Treeprocessor):
    """Python-Markdown's step from blocks to a whole tree."""

    def read(self, root: Element, faults: Faults) -> None:
        """Fill every element whose text is still as it is written."""
        for element in list(root.iter()):
            text = element.text
            if not isinstance(text, Written) or element.tag == "code":
                continue
            if len(text) > MOST_IN_A_PARAGRAPH:
                message = f"the paragraph goes on for {len(text)} signs"
                span = text.span(MOST_IN_A_PARAGRAPH, MOST_IN_A_PARAGRAPH + 1)
                faults.add("too-much", span, message, "break it with empty lines")
                continue
            scanner = Scanner(text, faults)
            if SPECIAL.search(text):
                build(element, scanner.tokens())
            refused.find(text, scanner.taken, faults)


class Scanner:
    """One text on its way to tokens."""

    def __init__(self, text: Written, faults: Faults) -> None:
        self.text, self.faults = text, faults
        self.found: list[Token] = []
        self.runs: list[Run] = []
        self.brackets: list[Bracket] = []
        self.ticks: dict[int, list[int]] | None = None
        # What is code, an escape, a mark or an address can be nothing else.
        self.taken: list[refused.Taken] = []
        self.every_run: list[Run] = []
        # The elements of HTML that are open; what stands in one is refused with it.
        self.inside: list[str] = []
        # Links can't hold links: brackets that opened before this many are dead.
        self.dead = 0

    def tokens(self) -> list[Token]:
        """The whole text as tokens."""
        text, at, size = self.text, 0, len(self.text)
        while at < size:
            found = SPECIAL.search(text, at)
            stop = found.start() if found else size
            if stop > at:
                self._plain(at, stop)
            if not found:
                break
            sign = found[0][0]
            read = READERS.get(sign, Scanner._address)
            at = read(self, stop) or self._plain(stop, stop + 1)
            self._take(sign, stop, at)
        emphasis.pair(self.runs, 0)
        for run in self.every_run:
            if run.count and (run.can_open or run.can_close):
                _, first, last = run.parts[0]
                self.faults.add("stray-mark", (first, last), *UNPAIRED)
        self._refuse_unclosed()
        return self.found

    def _refuse_unclosed(self) -> None:
        """A bracket without an end is a citation's if a name stands in or before it.

        As in `[see @key` and in `@key [p. 3`.
        """
        names = {
            number
            for number, token in enumerate(self.found)
            if token.element is not None and token.element.get("kind") == "name"
        }
        for bracket in self.brackets:
            before = bracket.number - 1
            if before in range(1, len(self.found)) and _is_blank(self.found[before]):
                before -= 1
            cites = before in names or any(one > bracket.number for one in names)
            if cites and not self._is_picture(bracket):
                span = self.text.span(bracket.start, bracket.start + 1)
                self.faults.add("malformed-citation", span, *forms.UNCLOSED)

    def _take(self, sign: str, start: int, end: int) -> None:
        """Note that a stretch is read: it can be nothing else."""
        element = self.found[-1].element if self.found else None
        if element is not None:
            stands = SIGNS.get(element.get("kind", ""), forms.OTHER)
            if "bare" in element.attrib:
                stands = forms.ADDRESS
            self.taken.append((start, end, stands))
        elif sign in "\\&]" and end > start + 1:
            self.taken.append((start, end, forms.OTHER))

    def _plain(self, start: int, end: int) -> int:
        self.found.append(Token(list(self.text.parts(start, end))))
        return end

    def _atom(self, element: Element, parts: Iterator[Part] | None = None) -> None:
        if parts is not None:
            element.text = Written.of(parts)
        self.found.append(Token([], element))

    def _backslash(self, at: int) -> int | None:
        if self.text[at + 1 : at + 2] == "\n":
            self._atom(Element("br"))
            return self._spaces(at + 2)
        found = marks.ESCAPE.match(self.text, at)
        if not found:
            return None
        span = self.text.span(at, at + 2)
        self.found.append(Token([(found[1], *span)]))
        return found.end()

    def _spaces(self, at: int) -> int:
        while self.text[at : at + 1] in (" ", "\t"):
            at += 1
        return at

    def _newline(self, at: int) -> int:
        """The end of a line; two spaces in front of it break the line on the page."""
        last = self.found[-1] if self.found else None
        spaces = 0
        if last and last.parts and not isinstance(last, Run | Bracket):
            word, start, end = last.parts[-1]
            kept = word.rstrip(" ")
            spaces = len(word) - len(kept)
            last.parts[-1] = (kept, start, end - spaces)
        if spaces >= BREAKING:
            self._atom(Element("br"))
        else:
            self._plain(at, at + 1)
        return self._spaces(at + 1)

    def _code(self, at: int) -> int | None:
        size = _length(self.text, at)
        behind = at + size
        if self.ticks is None:
            self.ticks = {}
            for found in TICKS.finditer(self.text):
                self.ticks.setdefault(len(found[0]), []).append(found.start())
        ends = self.ticks.get(size, [])
        number = bisect_left(ends, behind)
        if number == len(ends):
            self.faults.add("unclosed-code", self.text.span(at, behind), *UNCLOSED)
            return self._plain(at, behind)
        start, end = behind, ends[number]
        inside = self.text[start:end].replace("\n", " ")
        if inside.strip(" ") and inside[0] == inside[-1] == " ":
            start, end = start + 1, end - 1
        parts = self.text.parts(start, end)
        lines = ((text.replace("\n", " "), first, last) for text, first, last in parts)
        self._atom(Element("code"), lines)
        return ends[number] + size

    def _angle(self, at: int) -> int | None:
        for pattern, scheme in ((marks.AUTOLINK, ""), (marks.MAIL, "mailto:")):
            found = pattern.match(self.text, at)
            if found:
                self._link(found.span(1), scheme)
                return found.end()
        markup = marks.MARKUP.match(self.text, at)
        if markup:
            self._refuse_html(markup)
        return None

    def _refuse_html(self, markup: re.Match[str]) -> None:
        """Refuse a tag, unless it stands in an element that is refused already."""
        tag = TAG.match(markup[0])
        name = tag[2].lower() if tag else ""
        if tag and tag[1] and name in self.inside:
            while self.inside[-1] != name:
                self.inside.pop()
            self.inside.pop()
            return
        if not self.inside:
            self.faults.add("raw-html", self.text.span(*markup.span()))
        ends = name in VOID or markup[0].endswith("/>")
        if tag and not tag[1] and not ends and len(self.inside) < MOST_OPEN:
            self.inside.append(name)

    def _link(self, span: tuple[int, int], scheme: str) -> None:
        """An address that is a link by itself."""
        href = scheme + self.text[slice(*span)]
        self._atom(Element("a", {"href": href, "bare": ""}), self.text.parts(*span))

    def _address(self, at: int) -> int | None:
        found = marks.BARE.match(self.text, at)
        if not found:
            return self._plain(at, at + 4)
        self._link(found.span(), "")
        return found.end()

    def _entity(self, at: int) -> int | None:
        found = marks.ENTITY.match(self.text, at)
        sign = marks.decoded(found[0]) if found else None
        if not found or sign is None:
            return None
        self.found.append(Token([(sign, *self.text.span(*found.span()))]))
        return found.end()

    def _mark(self, kind: str, start: int, end: int) -> int:
        element = Element("mark", {"kind": kind})
        self._atom(element, self.text.parts(start, end))
        if kind in CITING:
            refused.beside(Written.of(self.text.parts(start, end)), self.faults)
        return end

    def _at(self, at: int) -> int | None:
        found = marks.NARRATIVE.match(self.text, at)
        return self._mark("name", *found.span()) if found else None

    def _brace(self, at: int) -> int | None:
        found = marks.PLACEHOLDER.match(self.text, at)
        return self._mark("number", *found.span()) if found else None

    def _run(self, at: int) -> int:
        sign = self.text[at]
        end = at + _length(self.text, at)
        if sign == "~" and end - at != STRUCK:
            return self._plain(at, end)
        before, after = self.text[at - 1 : at] if at else "", self.text[end : end + 1]
        if sign == "*" and before.isdigit() and after.isdigit():
            self.faults.add("stray-mark", self.text.span(at, end), *MULTIPLIED)
            return self._plain(at, end)
        can_open, can_close = emphasis.flanks(sign, before, after)
        part = (self.text[at:end], *self.text.span(at, end))
        run = Run([part], None, [], 0, sign, end - at, end - at, can_open, can_close)
        self.found.append(run)
        self.runs.append(run)
        self.every_run.append(run)
        return end

    def _open(self, at: int) -> int:
        for kind, pattern in (("call", marks.CALL), ("cite", marks.CITATION)):
            found = pattern.match(self.text, at)
            if found:
                return self._mark(kind, *found.span())
        self._bracket(at, at + 1)
        return at + 1

    def _bang(self, at: int) -> int | None:
        if self.text[at + 1 : at + 2] != "[":
            return None
        self._bracket(at, at + 2)
        return at + 2

    def _bracket(self, start: int, end: int) -> None:
        part = (self.text[start:end], *self.text.span(start, end))
        bracket = Bracket([part], None, [], 0, len(self.found), len(self.runs), start)
        self.found.append(bracket)
        self.brackets.append(bracket)

    @staticmethod
    def _is_picture(bracket: Bracket) -> bool:
        return bracket.parts[0][0] == "!["

    def _close(self, at: int) -> int | None:
        if not self.brackets:
            return None
        bracket = self.brackets.pop()
        picture = self._is_picture(bracket)
        if not picture and bracket.number < self.dead:
            return None
        tail = links.tail(self.text, at + 1)
        if tail is None:
            return None
        emphasis.pair(self.runs, bracket.runs)
        self._refuse_marks(bracket.number, tail)
        attributes: dict[str, str] = {
            "src" if picture else "href": links.attribute(self.text, tail.address)
        }
        if tail.title:
            attributes["title"] = links.attribute(self.text, tail.title)
        if picture:
            self._picture(bracket, attributes)
        else:
            bracket.parts = []
            bracket.opens.append(Element("a", attributes))
            self.found.append(Token([], None, [], 1))
            self.dead = bracket.number
            opened = (bracket.start, bracket.start + 1, forms.OTHER)
            self.taken += [opened, (at, tail.end, forms.OTHER)]
        return tail.end

    def _refuse_marks(self, number: int, tail: links.Tail) -> None:
        """The words and the address of a link have no room for a mention."""
        inside = (token.element for token in self.found[number:])
        marked = [one.text for one in inside if one is not None and one.tag == "mark"]
        spans = [
            text.span(0, len(text)) for text in marked if isinstance(text, Written)
        ]
        for found in IN_ADDRESS.finditer(self.text, *tail.address):
            spans.append(self.text.span(*found.span()))
        for found in IN_TITLE.finditer(self.text, *(tail.title or (0, 0))):
            spans.append(self.text.span(*found.span()))
        for span in spans:
            self.faults.add("stray-mark", span, *IN_LINK)

    def _picture(self, bracket: Bracket, attributes: dict[str, str]) -> None:
        """A picture takes the place of all that stands in its square brackets."""
        inside = self.found[bracket.number + 1 :]
        del self.found[bracket.number :]
        parts = [part for token in inside for part in _shown(token)]
        self._atom(Element("img", {"alt": Written.of(parts), **attributes}))


def _length(text: str, at: int) -> int:
    """How often the sign at an offset stands there in a row."""
    end = at
    while text[end : end + 1] == text[at]:
        end += 1
    return end - at


def _is_blank(token: Token) -> bool:
    return (
        token.element is None and not "".join(part[0] for part in token.parts).strip()
    )


def _shown(token: Token) -> Iterator[Part]:
    yield from token.parts
    if token.element is not None:
        for text in (token.element.text, token.element.get("alt")):
            if isinstance(text, Written):
                yield from text.whole


READERS: dict[str, Callable[[Scanner, int], int | None]] = {
    "\\": Scanner._backslash,
    "\n": Scanner._newline,
    "`": Scanner._code,
    "<": Scanner._angle,
    "&": Scanner._entity,
    "@": Scanner._at,
    "{": Scanner._brace,
    "*": Scanner._run,
    "_": Scanner._run,
    "~": Scanner._run,
    "[": Scanner._open,
    "!": Scanner._bang,
    "]": Scanner._close,
}
