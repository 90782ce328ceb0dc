"""A whole guide in memory: every content file, read, typed, marked and converted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from ibid.citations import Citation, Marked
from ibid.document import Document
from ibid.model import Model, Page, Reference, Site, citing_fields
from ibid.prose import Draft, identifier

Kind = TypeVar("Kind", bound=Model)


@dataclass(frozen=True)
class Entry:
    """One content file, whole. `content` is typed; `draft` is its body, cut up."""

    document: Document
    content: Model
    marked: Marked
    draft: Draft

    @property
    def name(self) -> str:
        """The file's path from `content/`."""
        return self.document.name

    @property
    def section(self) -> str:
        """The folder it lies in; "" for a file at the top."""
        return self.name.rpartition("/")[0]

    @property
    def key(self) -> str:
        """A reference's key: the file's name."""
        return self.name.rpartition("/")[2].removesuffix(".md")

    @property
    def path(self) -> str:
        """Where its page is published."""
        return output_path(self.name)


def output_path(name: str) -> str:
    """Where the page of the content file `name` is published."""
    section, _, file = name.rpartition("/")
    stem = file.removesuffix(".md")
    if section == "references":
        # A colon in the first step of a relative address would read as a scheme.
        stem = stem.replace(":", "-")
    else:
        stem = identifier(stem)
    steps = [section, "" if stem == "index" else stem, "index.html"]
    return "/".join(step for step in steps if step)


@dataclass(frozen=True)
class Guide:
    """Every entry that could be read, and what the rules and the pages need of it all.

    `names` has every content file, the broken ones too; `html` the conversion of every
    Markdown text; `drawings` the inline drawings by name; `pictures` the addresses of
    published pictures by content name. `whole` is False while a file is broken.
    """

    site: Site | None
    site_document: Document | None
    entries: tuple[Entry, ...]
    names: frozenset[str]
    html: Mapping[str, str]
    drawings: Mapping[str, str]
    pictures: Mapping[str, str]
    today: date
    drafts: bool
    whole: bool

    @cached_property
    def by_name(self) -> Mapping[str, Entry]:
        """The entries by their path from `content/`."""
        return {entry.name: entry for entry in self.entries}

    @cached_property
    def references(self) -> Mapping[str, Entry]:
        """The entries of the references by key."""
        return {
            entry.key: entry
            for entry in self.entries
            if isinstance(entry.content, Reference)
        }

    @cached_property
    def pages(self) -> tuple[Entry, ...]:
        """The entries that are pages of text: all but the references."""
        return tuple(e for e in self.entries if isinstance(e.content, Page))

    @cached_property
    def citations(self) -> Mapping[str, tuple[tuple[Entry, Citation], ...]]:
        """By key: every place that cites the source, in the order of the files."""
        places: dict[str, list[tuple[Entry, Citation]]] = {}
        for entry in self.pages:
            for citation in entry.marked.citations:
                places.setdefault(citation.key, []).append((entry, citation))
        return {key: tuple(found) for key, found in places.items()}

    def reference(self, key: str) -> Reference:
        """The reference of a key that is known to exist."""
        content = self.references[key].content
        if not isinstance(content, Reference):
            raise TypeError(f"{key} is not a reference")
        return content


def marked_text(entry: Entry, *path: str | int) -> str:
    """The text of a citing field with its citations marked."""
    if path[0] not in citing_fields(type(entry.content)):
        raise KeyError(f"{path[0]} cannot cite")
    return entry.marked.fields[path]
