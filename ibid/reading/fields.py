"""The fields at the head of a file: YAML as plain texts, each with its place."""

import re
from typing import Any

import yaml

from ibid.problems import Problem, Severity
from ibid.reading import slips
from ibid.source import INVISIBLE, Source, Span, invisible

Path = tuple[str | int, ...]
Value = str | None | list["Value"] | dict[str, "Value"]

# libyaml reads ten times faster and gives the same nodes; not every platform has it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# A guide's fields are four levels deep. A level takes a bracket, or half a column of
# those before a line's first word: only a text with room for more than is safe to
# compose is worth a closer look.
DEEPEST = 20
SAFE_TO_COMPOSE = 200
# A way to write a character by its number; a backslash may itself stand behind one.
ESCAPE = re.compile(r"\\(?:(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})|.)", re.S)
INDENTATION = re.compile(r"^[ ?:-]*", re.MULTILINE)


def _too_deep(text: str) -> int | None:
    """The offset at which the nesting gets deeper than any field can be."""
    indented = max(len(found) for found in INDENTATION.findall(text))
    if text.count("[") + text.count("{") + 2 * indented < SAFE_TO_COMPOSE:
        return None
    # Newer versions of libyaml have a limit of their own, and meet it a thousand
    # brackets ahead of the event: what it can't tell is read by the slower reader.
    try:
        if _first_deep(text, LOADER) is None:
            return None
    except yaml.YAMLError:
        pass
    return _first_deep(text, yaml.SafeLoader)


def _first_deep(text: str, loader: Any) -> int | None:
    """The offset of the first event too deep; raises where one can't be read."""
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            return int(event.start_mark.index) if event.start_mark else 0
    return None


class Reader:
    """Turns the YAML between two offsets into plain values and their spans.

    Only a null that is written is None: where nothing stands, the text is empty. No
    character in the YAML itself is invisible: a file that has one isn't read so far.
    """

    def __init__(self, source: Source, start: int, end: int) -> None:
        self.source, self.start = source, start
        self.text = source.text[start:end]
        self.spans: dict[Path, Span] = {}
        self.keys: dict[Path, Span] = {}
        self.problems: list[Problem] = []
        self.seen: set[int] = set()
        self.escapes = "\\" in self.text

    def read(self) -> dict[str, Value] | None:
        """The fields as a mapping; None where they can't be read at all."""
        text = self.text
        try:
            deep = _too_deep(text)
            node = yaml.compose(text, Loader=LOADER) if deep is None else None
        except yaml.YAMLError as error:
            self.problems.append(self._syntax_problem(text, error))
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

    def _syntax_problem(self, text: str, error: yaml.YAMLError) -> Problem:
        slip = slips.of_error(text, error)
        if slip:
            return self._slip(slip, "yaml-syntax")
        mark = getattr(error, "problem_mark", None)
        return Problem(
            self.source.place(self.start + (mark.index if mark else 0)),
            "yaml-syntax",
            "this can't be read as a field",
            "check the indentation, and put values with odd characters in quotes",
        )

    def _slip(
        self, slip: slips.Slip, rule: str, severity: Severity = "error"
    ) -> Problem:
        start, end = slip.span
        place = self.source.place(self.start + start, self.start + end)
        return Problem(place, rule, slip.message, slip.hint, severity)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Value]:
        self.spans[path] = self._span(node)
        values: dict[str, Value] = {}
        for key_node, value_node in node.value:
            start, end = self._span(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                hint = "write one word, a colon, a space and then the value"
                self._refuse((start, end), "a field's name must be a plain word", hint)
                continue
            self.problems += (
                self._slip(slip, "yaml-slip")
                for slip in slips.in_key(self.text, key_node)
            )
            key = self._visible(str(key_node.value), key_node)
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
            self.problems += (
                self._slip(slip, "comma-in-brackets", "advice")
                for slip in slips.in_list(self.text, node)
            )
            return [
                self._value(item, (*path, number))
                for number, item in enumerate(node.value)
            ]
        if isinstance(node, yaml.ScalarNode):
            self._find_slips(node)
        if node.value and str(node.tag).endswith(":null"):
            return None
        return self._visible(str(node.value).strip(), node)

    def _find_slips(self, node: yaml.ScalarNode) -> None:
        """Tell what was read otherwise than meant; what is hidden is told elsewhere."""
        if not self._hidden(str(node.value).strip()):
            for slip in slips.in_value(self.text, node):
                self.problems.append(self._slip(slip, "yaml-slip"))
        for slip in slips.in_print_quotes(self.text, node):
            self.problems.append(self._slip(slip, "curly-quotes", "advice"))

    def _visible(self, text: str, node: yaml.Node) -> str:
        """The text, with a problem of what it or the way it is written hides."""
        start, end = self._span(node)
        escaped = self._escapes(node)
        found = None if escaped else self._hidden(text)
        if found:
            self.problems.append(invisible(found[0], self.source.place(start, end)))
        self.problems += (
            Problem(
                self.source.place(start + one.start(), start + one.end()),
                "hidden-character",
                f'"{one[0]}" hides a character from those who check this text',
                "type the character itself",
            )
            for one in escaped
        )
        return text

    def _escapes(self, node: yaml.Node) -> list["re.Match[str]"]:
        """The characters that a value in double quotes gives by their numbers.

        Anywhere else a backslash is a backslash: YAML 1.2, chapter 5.7.
        """
        quoted = isinstance(node, yaml.ScalarNode) and node.style == '"'
        if not (self.escapes and quoted):
            return []
        written = self.text[node.start_mark.index : node.end_mark.index]
        return [one for one in ESCAPE.finditer(written) if one[1]]

    def _hidden(self, text: str) -> "re.Match[str] | None":
        """An invisible character, which an escape such as `\\0` put into the text."""
        return INVISIBLE.search(text) if self.escapes else None

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
        told = {(one.place.line, one.place.column) for one in self.problems}
        if (place.line, place.column) not in told:
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
