"""A whole guide in memory: every content file, read, typed, marked and converted."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from ibid.content.folders import with_sections
from ibid.content.kinds import Card, Page, named_pages
from ibid.content.lexicon import Lexicon
from ibid.content.policy import Policy, joined
from ibid.content.reference import Reference
from ibid.content.site import Site
from ibid.content.vocabulary import Model, Status
from ibid.guide.addresses import alias_path, beside
from ibid.guide.faces import Face
from ibid.guide.pictures import Picture
from ibid.guide.quotes import Quotes, quotes
from ibid.guide.readings import reading
from ibid.ondemand import Anew
from ibid.pages import sources
from ibid.pages.labels import Wording
from ibid.problems import Place
from ibid.prose.citations import Marked
from ibid.prose.names import identifier
from ibid.prose.shown import Prose
from ibid.reading.front_matter import Document, Span
from ibid.records.answers import Record

# Every page leads to these.
ALWAYS_LINKED = ("about.md", "see-a-doctor.md")


@dataclass(frozen=True, eq=False)
class Entry:
    """One content file, whole. `content` is typed; `prose` is its body, read once.

    `shown` is the content with its telephone numbers marked, for pages to show.

    Two entries are the same only if they are one object, so that they can be keys.
    """

    document: Document
    content: Model
    shown: Model
    marked: Marked
    prose: Prose

    def place(self, span: Span) -> Place:
        """The place of a stretch of the file."""
        return self.document.source.place(*span)

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


@cache
def output_path(name: str) -> str:
    """Where the page of the content file `name` is published."""
    section, _, file = name.rpartition("/")
    stem = file.removesuffix(".md")
    *folders, _ = name.split("/")
    # A colon in the first step of a relative address would read as a scheme.
    key = stem.replace(":", "-")
    stem = key if section == "references" else identifier(stem)
    steps = [
        *map(identifier, folders),
        "" if stem == "index" else stem,
        "index.html",
    ]
    return "/".join(step for step in steps if step)


def fronts(name: str) -> tuple[str, ...]:
    """The front page of each folder that the content file lies in, outermost first."""
    folders = name.split("/")[:-1]
    return tuple(
        "/".join((*folders[: depth + 1], "index.md")) for depth in range(len(folders))
    )


def front_of(name: str) -> str:
    """The front page that lists the content file; "" where none does.

    A folder's own front page is listed by that of the folder around it.
    """
    around = [front for front in fronts(name) if front != name]
    return around[-1] if around else ""


def named_names(entry: Entry) -> tuple[str, ...]:
    """The content names of all pages that its fields name."""
    return tuple(beside(entry.name, way) for _, way in named_pages(entry.content))


def related_names(entry: Entry) -> tuple[str, ...]:
    """The content names of the pages to read next."""
    related = entry.content.related if isinstance(entry.content, Page) else ()
    return tuple(beside(entry.name, path) for path in related)


@dataclass(frozen=True)
class Drafted:
    """The content files as read: `names` has the broken ones too.

    `policies` holds each file of the policy with its document. `faces` are those of the
    files that can be read and are to be published, by name; `by_name` has their
    entries, each made when it is asked for. `waiting` are the sources, by key,
    whose text is still to be written and that no page cites: they have no page either.
    `begun` holds the paths of these and of all drafts: their mistakes stop nothing.
    """

    site: Site | None
    site_document: Document | None
    policies: tuple[tuple[Document, Policy], ...]
    faces: Mapping[str, Face]
    by_name: Mapping[str, Entry]
    names: frozenset[str]
    waiting: Mapping[str, Entry]
    begun: frozenset[str]
    whole: bool

    @cached_property
    def policy(self) -> Policy:
        """What the guide's subject and country ask of its pages."""
        return joined(policy for _, policy in self.policies)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, sorted by name."""
        return tuple(self.by_name.values())

    @property
    def references(self) -> Mapping[str, Reference]:
        """The references by key."""
        return {
            entry.key: entry.content
            for face in self.faces.values()
            if face.kind == Reference.kind
            for entry in (self.by_name[face.name],)
            if isinstance(entry.content, Reference)
        }


@dataclass(frozen=True)
class Guide:
    """Everything that could be read, and what the rules and the pages need of it all.

    `records` has what services answered, by key; `formatted` the references in the
    owner's CSL style, by key, if there is one; `drawings` the inline drawings by name;
    `pictures` the published pictures by content name; `copied` the path in the site of
    each file that is published as it is, by content name; `wordings` the words of each
    language a page is in, by tag, the guide's first, and `lexicons` what the rules look
    for in it. `whole` is False while a file is broken.
    """

    drafted: Drafted
    records: Mapping[str, Record]
    formatted: Mapping[str, str]
    drawings: Mapping[str, str]
    pictures: Mapping[str, Picture]
    copied: Mapping[str, str]
    wordings: Mapping[str, Wording]
    lexicons: Mapping[str, Lexicon]
    today: date
    whole: bool

    @property
    def site(self) -> Site | None:
        """What `site.yaml` says; None while it is broken."""
        return self.drafted.site

    def wording(self, entry: Entry | None = None) -> Wording:
        """The words of an entry's page, or of the guide itself."""
        own = getattr(entry.content, "language", None) if entry else None
        return self.spoken(own or "")

    def spoken(self, language: str) -> Wording:
        """The words of a language; of the guide's own where it is ""."""
        tag = language or (self.site.language if self.site else "")
        return self.wordings.get(tag) or next(iter(self.wordings.values()))

    def lexicon(self, entry: Entry | None = None) -> Lexicon:
        """What the rules look for in an entry's texts, or in the guide's own."""
        return self.lexicons[self.wording(entry).tag]

    @property
    def faces(self) -> Mapping[str, Face]:
        """The faces of the files that could be read, by name."""
        return self.drafted.faces

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that could be read, sorted by name."""
        return self.drafted.entries

    @property
    def names(self) -> frozenset[str]:
        """The path of every content file, from `content/`."""
        return self.drafted.names

    @property
    def by_name(self) -> Mapping[str, Entry]:
        """The entries by their path from `content/`."""
        return self.drafted.by_name

    def entry(self, name: str) -> Entry:
        """An entry for all that its file says."""
        return self.by_name[name]

    def face(self, name: str) -> Face | None:
        """What others may see of a file; None where none is published."""
        return self.faces.get(name)

    def anchors(self, name: str) -> tuple[str, ...]:
        """The ids of the headings in a file's text; none where none is published."""
        face = self.faces.get(name)
        return face.anchors if face else ()

    def times_cited(self, key: str) -> int:
        """How often the guide cites the source."""
        names = self.citing.get(key, ())
        return sum(self.faces[name].cites.count(key) for name in names)

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """The name of each page's file by the path that it is published at."""
        return {output_path(name): name for name in self.faces}

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """The name of a page's file by each path that it was published at before."""
        return {
            path: name
            for name, face in self.faces.items()
            for path in map(alias_path, face.aliases)
            if path and path not in self.paths
        }

    @cached_property
    def _reference_names(self) -> Mapping[str, str]:
        return {
            face.key: name
            for name, face in self.faces.items()
            if face.kind == Reference.kind
        }

    @cached_property
    def references(self) -> Mapping[str, Entry]:
        """The entries of the references by key."""
        names = self._reference_names
        return Anew(names, lambda key: self.by_name[names[key]])

    @cached_property
    def fronts(self) -> frozenset[str]:
        """The names of the files that other pages link to by themselves."""
        sections = {front for name in self.faces for front in fronts(name)}
        return frozenset(("index.md", *ALWAYS_LINKED, *sections))

    @property
    def pages(self) -> tuple[Entry, ...]:
        """The entries that are pages of text: all but the references."""
        return tuple(
            self.by_name[name]
            for name, face in self.faces.items()
            if face.kind != Reference.kind
        )

    @property
    def page_faces(self) -> tuple[Face, ...]:
        """The faces of the pages of text: all but the references."""
        return tuple(one for one in self.every_face if one.kind != Reference.kind)

    @property
    def every_face(self) -> tuple[Face, ...]:
        """The faces of the files that could be read, sorted by name."""
        return tuple(self.faces.values())

    @property
    def numbers(self) -> Mapping[str, str]:
        """The telephone numbers by the names of their placeholders."""
        return self.site.numbers.by_placeholder if self.site else {}

    @cached_property
    def lost_titles(self) -> Mapping[str, re.Pattern[str]]:
        """What finds the title of each source that could not be found, by its key."""
        return {
            face.key: re.compile(
                r"\s+".join(map(re.escape, face.title.split())), re.IGNORECASE
            )
            for face in self.faces.values()
            if face.status == Status.NOT_FOUND
        }

    @cached_property
    def source_addresses(self) -> frozenset[str]:
        """The address of every source that has one."""
        return frozenset(face.url for face in self.faces.values() if face.url)

    @cached_property
    def folders(self) -> Mapping[str, type[Model]]:
        """The model of the files in each folder."""
        return with_sections(self.site.sections if self.site else None)

    def holds(self, name: str, model: type[Model]) -> bool:
        """Whether the file lies in a section of such files."""
        return self.folders.get(name.partition("/")[0]) is model

    def card(self, key: str) -> str:
        """The name of the card with that key, in whichever folder; "" without one."""
        cards = (face for face in self.faces.values() if face.kind == Card.kind)
        return next((face.name for face in cards if face.key == key), "")

    @cached_property
    def unshown(self) -> frozenset[str]:
        """The content names of the pictures and drawings that no page shows as files.

        None are known while a file is broken.
        """
        shown = {name for face in self.faces.values() for name in face.shows}
        icon = {self.site.icon} if self.site else set()
        return frozenset(self.pictures.keys() - shown - icon if self.whole else ())

    @cached_property
    def citing(self) -> Mapping[str, tuple[str, ...]]:
        """By key: the name of every page that cites the source, in order."""
        names: dict[str, list[str]] = {}
        for name, face in self.faces.items():
            for key in dict.fromkeys(face.cites):
                names.setdefault(key, []).append(name)
        return {key: tuple(found) for key, found in names.items()}

    def quotes(self, name: str, key: str) -> Sequence[Sequence[str]]:
        """What the page of a file says upon a source: see `Quotes`."""
        return self.upon_sources(name).get(key, ())

    def upon_sources(self, name: str) -> Quotes:
        """What the page of a file says upon each source that it cites."""
        entry = self.entry(name)
        wording, words = self.wording(entry), self.wording(entry).words.citation
        return quotes(
            entry.marked,
            reading(
                entry.content, entry.marked, entry.prose, self.numbers, wording.headings
            ),
            self.lexicon(entry).abbreviations,
            lambda key: sources.narrative(self.reference(key), words),
        )

    def reference(self, key: str) -> Reference:
        """The reference of a key that is known to exist."""
        content = self.references[key].content
        if not isinstance(content, Reference):
            raise TypeError(f"{key} is not a reference")
        return content
