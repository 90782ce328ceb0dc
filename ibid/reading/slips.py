"""Slips in the writing of fields: what was typed, where, and what to type instead.

YAML says where it gave up. Most often the slip stands there, or in the line above;
where YAML reads on, it may have read something else than was meant.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from ibid.source import Span

BLANKS = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
LEADING_BLANKS = re.compile(f"[{BLANKS}]+")
COMMENT = re.compile(r"[ \t](#.*)")
START = r"\s*(?:- )*"
NAME = rf"{START}[\w-]+"
VALUE = re.compile(rf"{START}(?:[\w-]+:(?=\s|$))?\s*")
QUOTED = "put the whole value in quotes"
BULLETS = "start each item with a hyphen and a space, all in one column"
# Escapes of double quotes that authors mean: a quote, a backslash, a sign by number.
MEANT = re.compile(r'\\(?:["\\]|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8}|\n)')
ESCAPE = re.compile(r"\\(?:.|\n)", re.DOTALL)
BARE = re.compile(r"[a-z][a-z_-]*\s*")
BRACKETS = {"[": "]", "{": "}"}
FIELD_NAME = re.compile(r"([\w-]+):(?:\s|$)")
AROUND = re.compile(r"“[^“”]*”|‘[^‘’]*’|„[^“”]*[“”]|«[^«»]*»")
HALF = re.compile(r"“[^“”\"]*|„[^„“”\"]*|«[^«»]*")
# So many words before a comma are no name.
SENTENCE = 3


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip from one offset to another, in words, with what to do."""

    span: Span
    message: str
    hint: str


# In a line at which YAML gave up, or in the one above it.
ANYWHERE: Sequence[tuple[re.Pattern[str], str, str]] = (
    (
        re.compile(rf"^ *([{BLANKS}]+)"),
        "a no-break space stands at the start of this line",
        "use ordinary spaces: two for each level",
    ),
    (
        re.compile(rf"^{NAME}:([{BLANKS}]+)"),
        "a no-break space stands behind the colon",
        "put an ordinary space in its place",
    ),
    (
        re.compile(rf"^{NAME}\s*([\uff1a\u2236\ua789])"),
        "this sign looks like a colon, and isn't one",
        "type an ordinary colon, and a space behind it",
    ),
    (
        re.compile(rf"^{NAME}\s*(=)"),
        "an equals sign stands where a field has a colon",
        "a field is written as `name: value`",
    ),
    (
        re.compile(rf"^{NAME}(:)(?=[^\s/:])"),
        "there is no space behind the colon",
        "put a space after the colon",
    ),
    (
        re.compile(r"^\s*([•·–—*−])\s"),
        "an item of a list can't start with this sign",
        BULLETS,
    ),
    (
        re.compile(r"^(\.\.\.)\s*$"),
        "three dots end the fields here, and more follow",
        "take this line away",
    ),
)
# At the start of a value.
VALUES: Sequence[tuple[re.Pattern[str], str, str]] = (
    (
        re.compile(r"([“”„«‘\u201a’»])"),
        "the value starts with a curly quote, which YAML doesn't know",
        "put straight quotes around the value",
    ),
    (
        re.compile(r"([@`%])"),
        "a value can't start with this sign",
        QUOTED,
    ),
    (
        re.compile(r"([*&!])\S"),
        "a value can't start with this sign: it means something to YAML",
        QUOTED,
    ),
    (
        re.compile(r"([\[{]).*[\]}]\s*[^\s,\]}#]"),
        "a value that starts with this sign is a list, and more follows its end",
        QUOTED,
    ),
    (
        re.compile(r"([|>][+-]?\d?)[ \t]+[^#\s]"),
        "a value can't start with this sign",
        QUOTED + ", or write the text in the lines below, indented",
    ),
    (
        re.compile(r"([?-])\s"),
        "a value can't start with this sign and a space",
        QUOTED,
    ),
    (
        re.compile(r'"(?:[^"\\]|\\.)*"\s*([^\s#\]}:].*)'),
        "more follows the closing quote",
        r"write \" for a quote within double quotes, or take the outer ones away",
    ),
    (
        re.compile(r"'(?:[^']|'')*'\s*([^\s#\]}:].*)"),
        "more follows the closing quote",
        "write '' for a quote or an apostrophe within single quotes",
    ),
)
CUT_LIST = re.compile(r"[\[{][^\"'#\]}]*?\s(#.*?)\s*$")
CLOSED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
# A quote that starts a value, and isn't within a word.
QUOTE = re.compile(r"(?<![^\s\[{,])[\"']")
UNCLOSED = re.compile(r"(\"(?:[^\"\\]|\\.)*|'(?:[^']|'')*)$")
COLON = re.compile(rf"^{NAME}:\s+[^\s\"'|>\[{{].*?(:)(?:\s|$)")


def of_error(text: str, error: yaml.YAMLError) -> Slip | None:
    """The slip that YAML's complaint comes from; None where it can't be told."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return None
    opened = getattr(error, "context_mark", None)
    rows = _Rows(text, text.split("\n"))
    here = min(mark.line, len(rows.lines) - 1)
    found = rows.escape(error, mark)
    if found is None and opened is not None and opened.line < len(rows.lines):
        found = rows.unclosed(opened) or rows.cut(opened) or rows.brackets(opened, here)
    above = rows.above(here)
    return (
        found
        or rows.bare(here)
        or rows.slip(here, ANYWHERE)
        or rows.value(here, mark.column)
        or (rows.slip(above, ANYWHERE) if above >= 0 else None)
        or rows.colon(here)
        or (rows.nameless(above) if above >= 0 else None)
        or (rows.open_quote(above) if above >= 0 else None)
        or rows.quote_closed_at(here)
        or rows.nameless(here)
        or rows.indentation(here, above)
    )


@dataclass(frozen=True)
class _Rows:
    """The lines of the fields, and what in one of them is a slip."""

    text: str
    lines: list[str]

    def start(self, row: int) -> int:
        return sum(len(line) + 1 for line in self.lines[:row])

    def above(self, row: int) -> int:
        """The nearest line above that says something; -1 if there is none."""
        numbers = range(row - 1, -1, -1)
        said = (n for n in numbers if re.match(r"\s*[^\s#]", self.lines[n]))
        return next(said, -1)

    def slip(
        self, row: int, table: Sequence[tuple[re.Pattern[str], str, str]], at: int = 0
    ) -> Slip | None:
        start = self.start(row)
        for pattern, message, hint in table:
            found = pattern.match(self.lines[row], at)
            if found:
                first, last = found.span(1)
                return Slip((start + first, start + last), message, hint)
        return None

    def value(self, row: int, column: int) -> Slip | None:
        """A slip in the value of a line, if YAML came as far as that."""
        opening = VALUE.match(self.lines[row])
        at = opening.end() if opening else 0
        return self.slip(row, VALUES, at) if column >= at else None

    def colon(self, row: int) -> Slip | None:
        found = COLON.match(self.lines[row])
        if found is None:
            return None
        start = self.start(row)
        return Slip(
            (start + found.start(1), start + found.end(1)),
            "the value has a colon in it, which would start a field",
            QUOTED,
        )

    def nameless(self, row: int) -> Slip | None:
        """A line at the left edge that is no field."""
        line = self.lines[row]
        if not re.match(r"\w", line) or re.search(r":(\s|$)", line):
            return None
        start = self.start(row)
        return Slip(
            (start, start + len(line.rstrip())),
            "there is no colon in this line, so it is no field",
            "a field is written as `name: value`; a longer text goes on, indented",
        )

    def cut(self, opened: yaml.Mark) -> Slip | None:
        """A comment in the midst of brackets, where none is meant."""
        found = CUT_LIST.match(self.lines[opened.line], opened.column)
        if found is None:
            return None
        start = self.start(opened.line)
        return _cut((start + found.start(1), start + found.end(1)))

    def bare(self, row: int) -> Slip | None:
        """The last line, this one or above, that is the name of a field and no more.

        YAML reads on into the lines below it.
        """
        bare = (n for n in range(row, -1, -1) if BARE.fullmatch(self.lines[n]))
        return next(map(self.nameless, bare), None)

    def brackets(self, opened: yaml.Mark, row: int) -> Slip | None:
        """Brackets that are still open where, further down, the next field starts."""
        line, column = self.lines[opened.line], opened.column
        sign = line[column : column + 1]
        if sign not in BRACKETS or BRACKETS[sign] in line[column:]:
            return None
        if row <= opened.line or not FIELD_NAME.match(self.lines[row]):
            return None
        start = self.start(opened.line) + column
        return Slip(
            (start, start + 1),
            f"the {sign} that opens here is never closed",
            f"close it behind the last value, with {BRACKETS[sign]}",
        )

    def unclosed(self, opened: yaml.Mark) -> Slip | None:
        """A quote that was opened and, in its line, never closed."""
        line, at = self.lines[opened.line], opened.column
        while quote := QUOTE.search(line, at):
            closed = CLOSED.match(line, quote.start())
            if closed is None:
                return self._quote(opened.line, quote.start())
            at = closed.end()
        return None

    def open_quote(self, row: int) -> Slip | None:
        """A quote around a value that the next quote, of another value, closes."""
        opening = VALUE.match(self.lines[row])
        return self._quote(row, opening.end()) if opening else None

    def quote_closed_at(self, here: int) -> Slip | None:
        """The same where that other value stands further down, at this line."""
        for row in range(here - 1, -1, -1):
            if slip := self.open_quote(row):
                sign = self.text[slip.span[0]]
                between = any(sign in line for line in self.lines[row + 1 : here])
                return slip if sign in self.lines[here] and not between else None
        return None

    def _quote(self, row: int, column: int) -> Slip | None:
        if UNCLOSED.match(self.lines[row], column) is None:
            return None
        start = self.start(row) + column
        return Slip(
            (start, start + 1),
            "the quote that opens here is never closed",
            "close it at the end of the value, with the same sign",
        )

    def escape(self, error: yaml.YAMLError, mark: yaml.Mark) -> Slip | None:
        if "escape" not in str(getattr(error, "problem", "")):
            return None
        start = self.text.rfind("\\", 0, self.start(mark.line) + mark.column + 1)
        return _escape((start, start + 2)) if start >= 0 else None

    def indentation(self, row: int, above: int) -> Slip | None:
        if above < 0:
            return None
        own, other = (
            len(self.lines[n]) - len(self.lines[n].lstrip(" ")) for n in (row, above)
        )
        if own == other or not self.lines[row].strip():
            return None
        start = self.start(row)
        return Slip(
            (start, start + max(own, 1)),
            f"this line is indented by {own}, the one above by {other}",
            "fields of one level start in one column, those of the next two further on",
        )


def _escape(span: Span) -> Slip:
    return Slip(
        span,
        "a backslash in double quotes has a meaning of its own",
        r"put the value in single quotes, or write \\ for a backslash",
    )


def _cut(span: Span) -> Slip:
    return Slip(
        span,
        "the value ends before the #: what follows is a comment",
        f"{QUOTED} if it belongs to it; put two spaces before a comment",
    )


def in_value(text: str, node: yaml.ScalarNode) -> Iterator[Slip]:
    """What YAML read otherwise than it was meant in one value, the first such thing."""
    start, end = node.start_mark.index, node.end_mark.index
    raw = text[start:end]
    slips = _in_quotes(raw, start) if node.style == '"' else ()
    if not node.style:
        slips = _in_plain(text, start, raw)
    yield from list(slips)[:1]


def _in_quotes(raw: str, start: int) -> Iterator[Slip]:
    for found in ESCAPE.finditer(raw):
        if not MEANT.match(raw, found.start()):
            yield _escape((start + found.start(), start + found.end()))


def _in_plain(text: str, start: int, raw: str) -> Iterator[Slip]:
    if raw.startswith("&"):
        message = "a value can't start with this sign: it means something to YAML"
        yield Slip((start, start + 1), message, QUOTED)
    bullet = re.search(
        r"\A[•·–—]\s|\A[•·–—-][^\W\d]|\n\s*[•·–—-]\s*\w", raw if "\n" in raw else ""
    )
    if bullet:
        sign = start + bullet.end() - len(bullet[0].lstrip())
        yield Slip(
            (sign, sign + 1),
            "no item of a list starts here: it is read as more of the text above",
            BULLETS,
        )
    cut = COMMENT.match(text, start + len(raw.rstrip()))
    if cut:
        first = cut.start(1)
        yield _cut((first, first + len(cut[1].rstrip())))


def in_key(text: str, node: yaml.ScalarNode) -> Iterator[Slip]:
    """A no-break space that is taken for a part of a field's name."""
    start = node.start_mark.index
    found = LEADING_BLANKS.match(text, start)
    if found:
        _, message, hint = ANYWHERE[0]
        yield Slip(found.span(), message, hint)


def in_print_quotes(text: str, node: yaml.ScalarNode) -> Iterator[Slip]:
    """Curly quotes around a whole value, which are printed with it."""
    start, end = node.start_mark.index, node.end_mark.index
    if not node.style and HALF.fullmatch(text, start, end):
        yield Slip(
            (start, start + 1),
            "the curly quote that opens here is never closed",
            "close it, or take it away",
        )
    if not node.style and AROUND.fullmatch(text, start, end):
        yield Slip(
            (start, end),
            "the curly quotes around this value will be printed",
            "take them away, or put straight quotes around them if they belong to it",
        )


def in_list(text: str, node: yaml.SequenceNode) -> Iterator[Slip]:
    """Commas in brackets that may part a sentence: one item, or two?"""
    for before, item in zip(node.value, node.value[1:], strict=False):
        plain = all(
            isinstance(one, yaml.ScalarNode) and not one.style for one in (before, item)
        )
        if not (node.flow_style and plain):
            continue
        words = str(before.value).split()
        if len(words) >= SENTENCE and words[0][:1].isupper() and _is_small(item.value):
            comma = text.index(",", before.end_mark.index)
            yield Slip(
                (comma, comma + 1),
                "this comma ends an item of the list: one bullet or two?",
                "put a sentence with a comma in quotes; write two, one a line",
            )


def _is_small(words: str) -> bool:
    return words[:1].islower()
