"""A content file taken apart: front matter with the place of every value, and a body.

`parse` never raises: whatever the text, the result is a document, problems, or both.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import yaml

from ibid.problems import Place, Problem

Path = tuple[str | int, ...]
Value = str | None | list["Value"] | dict[str, "Value"]
Span = tuple[int, int]

# libyaml reads ten times faster and gives the same nodes; not every platform has it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Source:
    """A file's text, which can tell the place of any stretch of it.

    `path` is the path as the author knows it; `name` the path from `content/`.
    """

    path: str
    name: str
    text: str

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines, without their ends."""
        return tuple(self.text.split("\n"))

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset at which each line starts."""
        return (0, *(match.end() for match in re.finditer("\n", self.text)))

    def place(self, start: int, end: int | None = None) -> Place:
        """The place of `text[start:end]`, cut at the end of its first line."""
        start = min(max(start, 0), len(self.text))
        line = bisect_right(self.line_starts, start)
        first = self.line_starts[line - 1]
        source = self.lines[line - 1]
        stop = min(start + 1 if end is None else end, first + len(source))
        return Place(self.path, line, start - first + 1, max(1, stop - start), source)


@dataclass(frozen=True)
class Document:
    """Front matter as plain texts, lists and mappings; spans say where each stands.

    `spans` holds the offsets of each value, `keys` those of each key. The body starts
    at offset `body_start` of the source.
    """

    source: Source
    fields: Mapping[str, Value]
    spans: Mapping[Path, Span]
    keys: Mapping[Path, Span]
    body_start: int

    @property
    def name(self) -> str:
        """The path from `content/`, such as `remedies/stretching.md`."""
        return self.source.name

    @property
    def body(self) -> str:
        """All that stands below the front matter."""
        return self.source.text[self.body_start :]

    def place(self, path: Path, words: str = "") -> Place:
        """Where `words` stand in the value at `path`, or else that value itself.

        A value that is not in the file is where the nearest value around it stands.
        """
        while path and path not in self.spans:
            path = path[:-1]
        start, end = self.spans.get(path, (0, 3))
        at = self.source.text.find(words, start, end) if words else -1
        return self.source.place(*((start, end) if at < 0 else (at, at + len(words))))

    @property
    def top(self) -> Place:
        """The head of the file: the line above the fields, or just the path."""
        return (
            self.source.place(0, 3)
            if self.name.endswith(".md")
            else Place(self.source.path)
        )

    def key_place(self, path: Path) -> Place:
        """Where the key of the field at `path` stands."""
        return self.source.place(*self.keys.get(path, self.spans.get(path, (0, 3))))


Parsed = tuple[Document | None, tuple[Problem, ...]]


def parse(path: str, name: str, text: str) -> Parsed:
    """The document in `text`, or the problems that keep it from being one."""
    unmarked = text.removeprefix("\ufeff")
    source = Source(path, name, re.sub(r"\r\n?", "\n", unmarked))
    problems = [*_byte_problems(source, text), *_character_problems(source)]
    head = _front_matter(source)
    if isinstance(head, Problem):
        return None, (*problems, head)
    start, end, body_start = head
    problems += _tab_problems(source, start, end)
    if any(problem.severity == "error" for problem in problems):
        return None, tuple(problems)
    reader = _Reader(source, start, end)
    fields = reader.read()
    problems += reader.problems
    if fields is None or reader.problems:
        return None, tuple(problems)
    document = Document(source, fields, reader.spans, reader.keys, body_start)
    return document, tuple(problems)


def _byte_problems(source: Source, text: str) -> Iterator[Problem]:
    """Advice on what editors on Windows add: it is read all the same."""
    if text.startswith("\ufeff"):
        yield Problem(
            source.place(0),
            "byte-order-mark",
            "the file starts with an invisible byte-order mark",
            'save it as "UTF-8", not as "UTF-8 with BOM"',
            "advice",
        )
    if "\r" in text:
        line = text[: text.index("\r")]
        yield Problem(
            source.place(len(line.removeprefix("\ufeff"))),
            "windows-line-ends",
            "the lines end as on Windows (CR LF)",
            'set the line ends to "LF" in your editor and save the file again',
            "advice",
        )


# U+E000 to U+E00F mark citations and boxes on the way through Markdown. The first in
# a line stands for the others, so that a file in another encoding gives no flood.
UNWANTED = re.compile(
    "([\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ue000-\ue00f])[^\n]*"
)


def _character_problems(source: Source) -> Iterator[Problem]:
    for match in UNWANTED.finditer(source.text):
        yield Problem(
            source.place(match.start()),
            "control-character",
            f"an invisible character (U+{ord(match[1]):04X}) stands here",
            "delete it, or type the passage again",
        )


def _front_matter(source: Source) -> tuple[int, int, int] | Problem:
    """Start and end of the fields, and where the body starts."""
    text = source.text
    if source.name.endswith(".yaml"):
        return 0, len(text), len(text)
    if not text.strip():
        return Problem(
            source.place(0),
            "empty-file",
            "the file is empty",
            "write the fields between two lines of ---, then the text; or delete it",
        )
    opening = re.match(r"---[ \t]*\n", text)
    if not opening:
        return Problem(
            source.place(0, len(text.split("\n", 1)[0])),
            "no-front-matter",
            "the file must start with its fields",
            "make --- the first line, then write the fields, then --- again",
        )
    closing = re.compile(r"^---[ \t]*$\n?", re.MULTILINE).search(text, opening.end())
    if not closing:
        return Problem(
            source.place(0, 3),
            "front-matter-not-closed",
            "the fields that start here are never closed",
            "write --- on a line of its own below the last field",
        )
    return opening.end(), closing.start(), closing.end()


def _tab_problems(source: Source, start: int, end: int) -> Iterator[Problem]:
    for match in re.finditer(r"^ *\t+", source.text[start:end], re.MULTILINE):
        yield Problem(
            source.place(start + match.start(), start + match.end()),
            "yaml-tab",
            "a tab stands at the start of this line",
            "use spaces: two for each level",
        )


# A guide's fields are four levels deep. A level takes a bracket, or half a column of
# those before a line's first word: only a text with room for more than is safe to
# compose is worth a closer look.
DEEPEST = 20
SAFE_TO_COMPOSE = 200
INDENTATION = re.compile(r"^[ ?:-]*", re.MULTILINE)


def _too_deep(text: str) -> int | None:
    """The offset at which the nesting gets deeper than any field can be."""
    indented = max(len(found) for found in INDENTATION.findall(text))
    if text.count("[") + text.count("{") + 2 * indented < SAFE_TO_COMPOSE:
        return None
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            return int(event.start_mark.index) if event.start_mark else 0
    return None


class _Reader:
    """Turns the YAML between two offsets into plain values and their spans."""

    def __init__(self, source: Source, start: int, end: int) -> None:
        self.source, self.start, self.end = source, start, end
        self.spans: dict[Path, Span] = {}
        self.keys: dict[Path, Span] = {}
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def read(self) -> dict[str, Value] | None:
        text = self.source.text[self.start : self.end]
        try:
            deep = _too_deep(text)
            node = yaml.compose(text, Loader=LOADER) if deep is None else None
        except yaml.YAMLError as error:
            self.problems.append(self._syntax_problem(error))
            return None
        if deep is not None:
            self._refuse_depth((self.start + deep, self.start + deep + 1))
            return None
        if node is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            hint = "put a name and a colon in front, as in `title: …`"
            self._refuse(self._span(node), "fields are written as `name: value`", hint)
            return None
        return self._mapping(node, ())

    def _syntax_problem(self, error: yaml.YAMLError) -> Problem:
        mark = getattr(error, "problem_mark", None)
        opened = getattr(error, "context_mark", None)
        if mark and opened and self._misleads(mark, opened):
            mark = opened
        offset = self.start + (mark.index if mark else 0)
        place = self.source.place(offset)
        return Problem(
            place,
            "yaml-syntax",
            "this can't be read as a field",
            _syntax_hint(place.source[:200]),
        )

    def _misleads(self, mark: yaml.Mark, opened: yaml.Mark) -> bool:
        """Whether the fault lies where the parser began, not where it gave up.

        An unclosed quote is found at the end; a line without `: ` in the next line.
        """
        began = self.source.place(self.start + opened.index)
        at_end = self.start + mark.index >= self.end - 1
        return at_end or not re.search(r":(\s|$)", began.source)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Value]:
        self.spans[path] = self._span(node)
        values: dict[str, Value] = {}
        for key_node, value_node in node.value:
            start, end = self._span(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                hint = "write one word, a colon, a space and then the value"
                self._refuse((start, end), "a field's name must be a plain word", hint)
                continue
            key = str(key_node.value)
            if key in values:
                self._duplicate(key, start, end, (*path, key))
                continue
            self.keys[(*path, key)] = (start, end)
            values[key] = self._value(value_node, (*path, key))
        return values

    def _value(self, node: yaml.Node, path: Path) -> Value:
        span = self._span(node)
        if id(node) in self.seen or not str(node.tag).startswith("tag:yaml.org,2002:"):
            self._refuse(span, "anchors, aliases and tags can't be used here")
            return None
        if len(path) > DEEPEST:
            self._refuse_depth(span)
            return None
        self.seen.add(id(node))
        self.spans[path] = span
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [
                self._value(item, (*path, number))
                for number, item in enumerate(node.value)
            ]
        return None if str(node.tag).endswith(":null") else str(node.value).strip()

    def _span(self, node: yaml.Node) -> Span:
        start = self.start + node.start_mark.index
        end = self.start + node.end_mark.index
        text = self.source.text[start:end]
        return start, max(start + 1, start + len(text.rstrip()))

    def _refuse_depth(self, span: Span) -> None:
        self._refuse(span, "the fields are nested too deep")

    def _refuse(self, span: Span, message: str, hint: str = "") -> None:
        spelt = "write the value out in full, in quotes if it has odd characters"
        place = self.source.place(*span)
        self.problems.append(Problem(place, "yaml-shape", message, hint or spelt))

    def _duplicate(self, key: str, start: int, end: int, path: Path) -> None:
        first = self.source.place(*self.keys[path]).line
        self.problems.append(
            Problem(
                self.source.place(start, end),
                "duplicate-field",
                f'the field "{key}" is given twice',
                f"it stands in line {first} already: keep one of the two",
            )
        )


def _syntax_hint(line: str) -> str:
    """A remedy judged from the line itself, not from the parser's sentence."""
    if re.match(r"\s*(- )?[\w-]+:\s+[^\"'|>\[{].*:(\s|$)", line):
        return "the value has a colon in it: put the whole value in quotes"
    if re.match(r"\s*(- )?[\w-]+:\s*[\[@`%*&!{]", line) or re.match(r"\s*- [@`]", line):
        return "the value starts with a special character: put it in quotes"
    if re.match(r"\s*(- )?[\w-]+:\s*[\"']", line):
        return "check that the quotes are closed, and that nothing follows them"
    if re.match(r"\s*[\w-]+:\S", line):
        return "put a space after the colon"
    if not re.search(r":(\s|$)", line):
        return "a field is written as `name: value`; longer texts go on, indented"
    return "check the indentation, and put values with odd characters in quotes"
