"""A content file taken apart: front matter with the place of every value, and a body.

`parse` never raises: whatever the text, the result is a document, problems, or both.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from ibid.problems import Place, Problem
from ibid.reading import characters, ends
from ibid.reading.fields import Path, Reader, Value
from ibid.source import Source, Span

__all__ = ["Document", "Parsed", "Path", "Source", "Span", "Value", "parse"]


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

    def is_quoted(self, path: Path) -> bool:
        """Whether the value at `path` stands in quotes."""
        return self.source.text.startswith(("'", '"'), self.spans[path][0])

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
    problems = [*_byte_problems(source, text)]
    head = _conflict(source) or _front_matter(source)
    if not isinstance(head, Problem) and head[1] - head[0] > MOST_OF_FIELDS:
        head = _too_many(source, head[0])
    if isinstance(head, Problem):
        hidden = characters.problems(source, 0)
        return None, (*problems, *hidden, head)
    start, end, body_start = head
    problems += characters.problems(source, body_start)
    problems += _tab_problems(source, start, end)
    if any(problem.severity == "error" for problem in problems):
        return None, tuple(problems)
    reader = Reader(source, start, end)
    fields = reader.read()
    problems += reader.problems
    if fields is None or any(one.severity == "error" for one in reader.problems):
        return None, tuple(problems)
    document = Document(source, fields, reader.spans, reader.keys, body_start)
    return document, tuple(problems)


# The largest catalogue of a language has a tenth of this.
MOST_OF_FIELDS = 300_000


def _too_many(source: Source, start: int) -> Problem:
    return Problem(
        source.place(start + MOST_OF_FIELDS),
        "too-much",
        f"the fields go on for more than {MOST_OF_FIELDS} signs",
        "make several files of it, or move what is text below the fields",
    )


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


def _conflict(source: Source) -> Problem | None:
    """What a merge of two versions left for a person to decide."""
    text = source.text
    if "\n=======\n" not in text or "\n>>>>>>>" not in text:
        return None
    found = CONFLICT.search(text)
    if found is None:
        return None
    return Problem(
        source.place(*found.span()),
        "merge-conflict",
        "two versions of the text stand here, down to the line of >>>>>>>",
        "keep what is right of both, and delete the lines of <<<<<<<, ======= and >>>",
    )


CONFLICT = re.compile(r"^<{7}(?: .*)?$", re.MULTILINE)


NO_FIELDS = (
    "the file must start with its fields",
    "make --- the first line, then write the fields, then --- again",
)
RICH = (
    "this is a word processor's file, and no text",
    "save it there as plain text in UTF-8, and give it this name again",
)


def _last_field(text: str) -> Span:
    """The last line before the first blank one: there the fields should end."""
    fields = list(takewhile(str.strip, text.split("\n")))
    end = len("\n".join(fields))
    return end - len(fields[-1]), end


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
            *(RICH if text.startswith("{\\rtf") else NO_FIELDS),
        )
    closing = re.compile(r"^---[ \t]*$\n?", re.MULTILINE).search(text, opening.end())
    if not closing:
        return Problem(
            source.place(*_last_field(text)),
            "front-matter-not-closed",
            "the fields end here, and are never closed",
            "write --- on a line of its own below the last field",
        )
    early = ends.closed_early(text, closing.span())
    if early:
        place = source.place(*early.span)
        return Problem(place, "front-matter-closed-early", early.message, early.hint)
    return opening.end(), closing.start(), closing.end()


def _tab_problems(source: Source, start: int, end: int) -> Iterator[Problem]:
    for match in re.finditer(r"^ *\t+", source.text[start:end], re.MULTILINE):
        yield Problem(
            source.place(start + match.start(), start + match.end()),
            "yaml-tab",
            "a tab stands at the start of this line",
            "use spaces: two for each level",
        )
