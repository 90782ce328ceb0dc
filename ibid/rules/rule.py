"""What a rule is: a generator of findings with a name, a severity and a statement."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import groupby
from typing import Literal

from ibid.content.kinds import CarePage, Graded, Page
from ibid.content.lexicon import Lexicon
from ibid.content.phrases import Phrases, Words, worded
from ibid.content.reference import Reference
from ibid.guide.guide import Entry, Guide
from ibid.ondemand import Noted
from ibid.problems import Place, Problem, Severity
from ibid.prose.citations import Citation, Marked
from ibid.prose.shown import FRONT, LEAD, Prose
from ibid.rules.passages import Passage, passages
from ibid.rules.running import Text

Found = tuple[Place, str, str]
"""Where, what is wrong, and what to do about it."""


Scope = Literal["file", "guide"]

Sought = Phrases | re.Pattern[str]
"""What is looked for in texts of small letters."""


@dataclass(frozen=True, eq=False)
class Section:
    """What a reader sees together: a heading with its text, or all of the fields."""

    entry: Entry
    number: int
    passages: tuple[Passage, ...]

    @cached_property
    def lower(self) -> str:
        """The plain text of all its passages in small letters, a line each."""
        return "\n".join(one.line for one in self.passages)

    @cached_property
    def words(self) -> Words:
        """Its words in small letters."""
        return worded(self.lower)

    def says(self, sought: Sought) -> bool:
        """Whether its text says one of the phrases, or what a pattern meets."""
        some = sought.among(self.words) if isinstance(sought, Phrases) else sought
        return some.search(self.lower) is not None


def unheard(what: str, name: str) -> None:
    """Nobody is told of a file that is looked up."""


@dataclass(frozen=True)
class Studied(Guide):
    """The files that are judged, with their texts cut into passages.

    `entries`, `pages`, `sources` and `citations` are those of the judged files alone;
    what is looked up by a name or a key is looked up in the `guide` they belong to.
    `note` is told what of a file is looked up, and its name: its `front` (fields), the
    `anchors` in its text, or the `whole` of it.
    """

    guide: Guide
    judged: tuple[Entry, ...]
    note: Callable[[str, str], object]

    @classmethod
    def of(
        cls,
        guide: Guide,
        judged: tuple[Entry, ...],
        note: Callable[[str, str], object] = unheard,
    ) -> "Studied":
        """These files of the guide, ready for the rules."""
        own = {one.name: getattr(guide, one.name) for one in fields(guide)}
        return cls(**own, guide=guide, judged=judged, note=note)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The judged files, sorted by name."""
        return self.judged

    @property
    def sources(self) -> Mapping[str, Entry]:
        """The references among the judged files, by key."""
        return {
            entry.key: entry
            for entry in self.judged
            if isinstance(entry.content, Reference)
        }

    def lexicon(self, entry: Entry | None = None) -> Lexicon:
        """What the rules look for in the texts of an entry, or of the guide."""
        return self.guide.lexicon(entry)

    @cached_property
    def pages(self) -> tuple[Entry, ...]:
        """The judged files that are pages of text: all but the references."""
        return tuple(e for e in self.judged if isinstance(e.content, Page))

    @cached_property
    def citations(self) -> Mapping[str, tuple[tuple[Entry, Citation], ...]]:
        """By key: every place in the judged files that cites the source."""
        places: dict[str, list[tuple[Entry, Citation]]] = {}
        for entry in self.pages:
            for citation in entry.marked.citations:
                places.setdefault(citation.key, []).append((entry, citation))
        return {key: tuple(found) for key, found in places.items()}

    @property
    def by_name(self) -> Mapping[str, Entry]:
        """Every entry by its path from `content/`, for what its fields say."""
        return Noted(self.guide.by_name, lambda name: self.note("front", name))

    @property
    def references(self) -> Mapping[str, Entry]:
        """The entries of all references of the guide by key."""
        return Noted(
            self.guide.references,
            lambda key: self.note("whole", f"references/{key}.md"),
        )

    def anchors(self, name: str) -> tuple[str, ...]:
        """The ids of the headings in a file's text; none where none is published."""
        self.note("anchors", name)
        return self.guide.anchors(name)

    @property
    def lost_titles(self) -> Mapping[str, re.Pattern[str]]:
        """What finds the title of each source that could not be found, by its key."""
        return self.guide.lost_titles

    @property
    def fronts(self) -> frozenset[str]:
        """The names of the files that other pages link to by themselves."""
        return self.guide.fronts

    @property
    def source_addresses(self) -> frozenset[str]:
        """The address of every source of the guide that has one."""
        return self.guide.source_addresses

    @cached_property
    def texts(self) -> Mapping[Entry, tuple[Passage, ...]]:
        """The passages of every entry, in the order of its file."""
        return {
            entry: tuple(passages(entry, self.lexicon(entry))) for entry in self.entries
        }

    @cached_property
    def by_field(self) -> Mapping[Entry, Mapping[str, tuple[Passage, ...]]]:
        """The passages of every entry's fields, by the name of the field."""
        return {entry: _by_field(self.texts[entry]) for entry in self.entries}

    @cached_property
    def running(self) -> Mapping[Entry, Text]:
        """The running text of every entry."""
        return {entry: Text.of(texts) for entry, texts in self.texts.items()}

    @cached_property
    def whole_files(self) -> Mapping[Entry, Section]:
        """Each judged file read as one section; site.yaml where there are none."""
        written = self.judged or tuple(_site(self))
        return {
            entry: Section(
                entry,
                FRONT,
                self.texts.get(entry) or tuple(passages(entry, self.lexicon(entry))),
            )
            for entry in written
        }

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage of the judged files; of site.yaml where there are none."""
        return tuple(one for file in self.whole_files.values() for one in file.passages)

    def saying(self, *sought: Callable[[Lexicon], Sought]) -> Iterator[Passage]:
        """Every passage of the files that say one of these words of a lexicon.

        Most files say none: to learn so of a file is quicker than of each passage. What
        is sought ends with its passage, or where a line ends.
        """
        for entry, file in self.whole_files.items():
            lexicon = self.lexicon(entry)
            if any(file.says(words(lexicon)) for words in sought):
                yield from file.passages

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Every section of the guide; the fields of an entry are its first."""
        return tuple(
            section
            for entry in self.entries
            for section in _sections(self.texts[entry])
        )


def _site(guide: Guide) -> Iterator[Entry]:
    """The site's own file as an entry without a body: its texts stand on every page."""
    document, site = guide.drafted.site_document, guide.site
    if document and site:
        nothing = Prose((), (), (), (), (), (), (), ())
        yield Entry(document, site, site, Marked({}, {}, {}), nothing)


def _by_field(texts: tuple[Passage, ...]) -> Mapping[str, tuple[Passage, ...]]:
    found: dict[str, list[Passage]] = {}
    for passage in texts:
        if passage.path:
            found.setdefault(passage.field, []).append(passage)
    return {field: tuple(inside) for field, inside in found.items()}


def _sections(texts: tuple[Passage, ...]) -> Iterator[Section]:
    for number, inside in groupby(texts, _section):
        passages = tuple(inside)
        yield Section(passages[0].entry, number, passages)


def _section(passage: Passage) -> int:
    """The number of its section: a title stands right above a page's first words."""
    short = not isinstance(passage.entry.content, Graded | CarePage)
    return max(passage.section, LEAD) if short else passage.section


@dataclass(frozen=True)
class Example:
    """What breaks a rule, and the same in a form that keeps it.

    `where` is "text" for a passage of a page's body; "site" or a kind, such as
    "remedy", for fields of such a file; or the name of a file, whose body or whole text
    this is. Without a text there is no such file.
    `also` names what else the bad text breaks, where that can't be helped.
    """

    bad: str
    good: str
    where: str = "text"
    also: tuple[str, ...] = ()


PACKING = """\
---
title: Packing
summary: What to take along.
published: 2026-11-22
last_reviewed: 2026-11-22
next_review: 2027-11-22
---

Pack a towel."""
"""A whole file, for examples that are about a page's name or place."""


def repeated(text: str, times: int) -> str:
    """The same paragraph so many times, for an example that is about a whole page."""
    return "\n\n".join([text] * times)


@dataclass(frozen=True)
class Rule:
    """One rule. `standards` names the rules of the evidence policy it serves.

    `scope` is "file" where each file can be judged by itself, whatever others it looks
    up, and "guide" where only all files together can be.
    """

    finds: Callable[[Studied], Iterator[Found]]
    example: Example
    severity: Severity = "error"
    standards: tuple[str, ...] = ()
    scope: Scope = "file"

    @property
    def name(self) -> str:
        """The name shown in brackets behind each problem."""
        return self.finds.__name__.replace("_", "-")

    @property
    def statement(self) -> str:
        """The rule in words: all of the generator's text but its last paragraph."""
        return " ".join(self._words[:-1])

    @property
    def remedy(self) -> str:
        """What to do where it is broken: the last paragraph of the text."""
        return self._words[-1]

    @property
    def _words(self) -> list[str]:
        paragraphs = re.split(r"\n\s*\n", self.finds.__doc__ or "\n\n")
        return [" ".join(one.split()) for one in paragraphs]

    def problems(self, guide: Studied, severity: Severity) -> Iterator[Problem]:
        """What breaks the rule in the guide."""
        for place, message, hint in self.finds(guide):
            yield Problem(place, self.name, message, hint, severity)
