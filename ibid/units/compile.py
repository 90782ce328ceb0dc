"""From the texts of content files to typed, cited, cut-up entries of a guide."""

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property, partial
from typing import Any, TypeVar

from ibid.content.folders import model_for
from ibid.content.kinds import Page, citing_fields, drawn_apart
from ibid.content.policy import Policy
from ibid.content.reference import Reference
from ibid.content.site import Site
from ibid.content.vocabulary import Model
from ibid.failures import at_work
from ibid.fingerprint import code_fingerprint, fingerprint
from ibid.guide.addresses import beside, drawing_file
from ibid.guide.faces import Face, listed, whole
from ibid.guide.guide import Drafted, Entry, named_names
from ibid.ondemand import Anew
from ibid.problems import Problem, as_plain, of_plain
from ibid.prose import citations, reading, unfinished
from ibid.prose.marks import CITATION
from ibid.prose.shown import Prose
from ibid.reading import front_matter, validation
from ibid.reading.files import TextFile
from ibid.reading.front_matter import Document, Path
from ibid.units import begun, places
from ibid.units.entries import Ground, Typed, Unit, entry_of, settled
from ibid.units.executors import HERE, Executors
from ibid.units.memo import Memo

NO_PROSE = Prose((), (), (), (), (), (), (), ())


def read(
    texts: Iterable[TextFile],
    folder: str,
    wanted: begun.Wanted,
    memo: Memo | None = None,
    executors: Executors = HERE,
) -> tuple[Drafted, list[Problem]]:
    """The guide in the texts of `folder`, and what is wrong with each of them.

    A file that `memo` knows is not read again before somebody asks for its entry.
    """
    files = {text.name: text for text in texts}
    house = House.of(files, memo or Memo())
    house.compile_settings(executors)
    site = house.settings(Site)
    ground = Ground(_known(house), site[0][1].numbers if site else None)
    seconds = house.second_keys(ground)
    house.compile_pages(ground, seconds, executors)
    entries = house.entries(ground, seconds)
    told, unknown = settled(*site[0]) if site else (None, [])
    problems = [*unknown] if "site.yaml" in files else [places.no_site(folder)]
    faces: dict[str, Face] = {}
    drafts, unwritten, is_whole = set(), [], "site.yaml" in files
    names = sorted(files)
    known: Iterable[Any] = house.memo.each(seconds[name] for name in names)
    for (name, first), kept in zip(house.first_rows(names), known, strict=True):
        row = begun.held(first, wanted.today)
        problems += map(of_plain, row["problems"])
        is_whole = is_whole and bool(row["kind"] or row["draft"])
        drafts |= {name} if row["draft"] else set()
        if row["face"] and (wanted.drafts or not row["face"]["draft"]):
            second = kept or house.second_row(name, entries, seconds[name])
            problems += map(of_plain, second["problems"])
            faces[name] = house.face(name, seconds[name], row, second)
            unwritten += [name] if second["unfinished"] else []
    waiting = begun.waiting(faces, unwritten)
    aside = {*waiting.values(), *drafts}
    shown = {name: faces[name] for name in faces if wanted.drafts or name not in aside}
    drafted = Drafted(
        told,
        site[0][0] if site else None,
        tuple(house.settings(Policy)),
        shown,
        Anew(shown, lambda name: entries[name][0]),
        frozenset(files),
        Anew(waiting, lambda key: entries[waiting[key]][0]),
        frozenset(files[name].path for name in aside),
        is_whole,
    )
    return drafted, [begun.milder(one, drafted.begun) for one in problems]


Entries = Mapping[str, tuple[Entry, Sequence[Problem]]]
Sections = Mapping[str, type[Model]]
Row = Mapping[str, Any]
Settings = TypeVar("Settings", Site, Policy)


@dataclass(frozen=True)
class House:
    """The files of a guide by name, and what the memo knows of each."""

    files: Mapping[str, TextFile]
    sections: Sections
    memo: Memo

    @classmethod
    def of(cls, files: Mapping[str, TextFile], memo: Memo) -> "House":
        """With the model of each folder, as `site.yaml` has it."""
        return cls(files, places.sections(files.get("site.yaml"), memo.held), memo)

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """What a unit is known by: the fingerprint of all that it is made of."""
        return {
            name: self.memo.held.value(
                f"key {name}",
                (text, self.models[name] or sorted(self.sections)),
                partial(_first_key, text, self.sections),
            )
            for name, text in self.files.items()
        }

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """The unit of each file."""
        return self.memo.held.each(
            "unit", self.keys, lambda name: unit(self.files[name], self.sections)
        )

    @cached_property
    def models(self) -> Mapping[str, type[Model] | None]:
        """The model of each file; None where it can have none."""
        return {name: model_for(name, self.sections) for name in self.files}

    @property
    def settings_names(self) -> Iterator[str]:
        """The files that must be known before a page is: settings and sources."""
        for name, model in self.models.items():
            if model is None or not issubclass(model, Page):
                yield name

    def compile_settings(self, executors: Executors) -> None:
        """Compile those that are new elsewhere, if that pays."""
        memo, keys = self.memo, self.keys
        new = [name for name in self.settings_names if not memo.knows(keys[name])]
        if executors.pays(len(new)):
            work = partial(compiled, dict(self.sections))
            made = executors.map(work, [self.files[name] for name in new])
            for name, (row, laid) in zip(new, made, strict=True):
                memo.put(keys[name], row)
                memo.held.shelf.lay(f"unit {name}", keys[name], laid)

    def compile_pages(
        self, ground: Ground, seconds: Mapping[str, str], executors: Executors
    ) -> None:
        """Compile all else that is new, upon the ground."""
        memo, keys = self.memo, self.keys
        new = [
            name
            for name in self.files
            if not memo.knows(keys[name])
            or not (
                memo.knows(seconds[name])
                # Settings and what can't be read come to nothing more.
                or next(self.first_rows((name,)))[1]["face"] is None
            )
        ]
        if executors.pays(len(new)):
            work = partial(compiled_upon, dict(self.sections), ground)
            shelf = memo.held.shelf
            items = [
                (self.files[name], shelf.laid(f"unit {name}", keys[name]))
                for name in new
            ]
            made = executors.map(work, items)
            for name, (row, second, laid) in zip(new, made, strict=True):
                memo.put(keys[name], row)
                if second:
                    memo.put(seconds[name], second)
                    shelf.lay(f"entry {name}", seconds[name], laid)

    def entries(self, ground: Ground, seconds: Mapping[str, str]) -> Entries:
        """The entry of each file, and what is wrong with it, for whoever asks."""
        return self.memo.held.each(
            "entry",
            seconds,
            lambda name: at_work(self.files[name].path)(entry_of)(
                self.units[name], ground
            ),
        )

    def first_rows(self, names: Sequence[str]) -> Iterator[tuple[str, Row]]:
        """Each file, and what its text alone tells."""
        keys = {name: self.keys[name] for name in names}
        return self.memo.rows(
            keys,
            lambda name: _first_row(self.files[name], self.units[name], self.sections),
        )

    def second_row(self, name: str, entries: Entries, key: str) -> Row:
        """What a file comes to upon the ground, of which nothing is known yet."""
        row = _second_row(name, *entries[name])
        self.memo.put(key, row)
        return row

    def face(self, name: str, key: str, first: Row, second: Row) -> Face:
        """The face of a file, with its name and the ways out of it."""
        made_of, make = (key, first["draft"]), partial(whole, first["face"], second)
        return self.memo.held.value(f"face {name}", made_of, make)

    def second_keys(self, ground: Ground) -> Mapping[str, str]:
        """What each entry is known by."""
        return {
            name: fingerprint("entry", ground.fingerprint, key)
            for name, key in self.keys.items()
        }

    def settings(self, model: type[Settings]) -> list[tuple[Document, Settings]]:
        """The settings of one kind that can be read, each with its document."""
        found = []
        names = [name for name in self.files if self.models[name] is model]
        for name, row in self.first_rows(names):
            one = self.units[name].typed if row["kind"] == model.kind else None
            if one is not None and isinstance(one.content, model):
                found.append((one.document, one.content))
        return found


def compiled(
    sections: Sections, texts: Sequence[TextFile]
) -> Sequence[tuple[Row, bytes]]:
    """Of each text: what it alone tells, and its unit, pickled."""
    return [
        (_first_row(text, one, sections), pickle.dumps(one))
        for text in texts
        for one in [unit(text, sections)]
    ]


def compiled_upon(
    sections: Sections, ground: Ground, items: Sequence[tuple[TextFile, bytes]]
) -> Sequence[tuple[Row, Row, bytes]]:
    """Of each text: what it alone tells, what it comes to, and its entry, pickled.

    A unit that is there is not compiled again; what can't be read has no entry.
    """
    made: list[tuple[Row, Row, bytes]] = []
    for text, laid in items:
        one: Unit = pickle.loads(laid) if laid else unit(text, sections)
        first = _first_row(text, one, sections)
        if first["face"]:
            entry = at_work(text.path)(entry_of)(one, ground)
            made.append((first, _second_row(text.name, *entry), pickle.dumps(entry)))
        else:
            made.append((first, {}, b""))
    return made


def unit(text: TextFile, sections: Sections) -> Unit:
    """What the text comes to: a pure function of it and of the models of folders."""
    with at_work(text.path):
        typed, problems = _typed(text, sections)
        prose = NO_PROSE
        if typed is not None and not isinstance(typed.content, Site | Policy):
            prose = reading.read(typed.document.source.text, typed.document.body_start)
        return Unit(typed, prose, tuple(problems))


def _first_key(text: TextFile, sections: Sections) -> str:
    model = model_for(text.name, sections)
    kind = model.kind if model else repr(sorted(sections))
    return fingerprint(
        "typed", code_fingerprint(), kind, text.path, text.name, text.text
    )


def _first_row(text: TextFile, one: Unit, sections: Sections) -> Row:
    """What a file's text alone tells: its kind, what is wrong, its face.

    The kind is "" where it can't be read; settings have no face.
    """
    typed = one.typed
    face = None
    if typed is not None and not isinstance(typed.content, Site | Policy):
        face = asdict(_face(text, typed, one.prose))
    return {
        "kind": typed.content.kind if typed is not None else "",
        "draft": begun.is_draft(text, model_for(text.name, sections)),
        "publish_on": str(getattr(typed and typed.content, "publish_on", None) or ""),
        "problems": [as_plain(each) for each in one.problems],
        "face": face,
    }


def _face(text: TextFile, typed: Typed, prose: Prose) -> Face:
    content = typed.content
    start = typed.document.body_start
    reference = content if isinstance(content, Reference) else None
    return Face(
        text.name,
        content.kind,
        fingerprint(text.text[:start]),
        fingerprint(text.text),
        draft=isinstance(content, Page) and content.draft,
        title=str(getattr(content, "title", "")),
        doi=(reference.DOI or "") if reference else "",
        pmid=(reference.PMID or "") if reference else "",
        url=(reference.URL or "") if reference else "",
        status=reference.status.value if reference else "",
        language=str(getattr(content, "language", None) or ""),
        work=reference.work if reference else "",
        reachable=reference is not None and reference.reachable,
        journal=reference.container_title if reference else "",
        aliases=content.aliases if isinstance(content, Page) else (),
        forms=tuple(dict.fromkeys(map(str, getattr(content, "forms", ())))),
        anchors=tuple(one.id for one in prose.headings if one.level > 1),
    )


def _second_row(name: str, entry: Entry, problems: Sequence[Problem]) -> Row:
    """What a file comes to upon the ground: its name, its ways out, what is wrong."""
    targets = (target.href.partition("#")[0] for target in entry.prose.links)
    return {
        "problems": [as_plain(problem) for problem in problems],
        "label": getattr(entry.content, "name", entry.key),
        "listed": asdict(listed(entry.content, entry.shown)),
        "unfinished": any(unfinished.spans(entry.document, entry.prose)),
        "cites": [citation.key for citation in entry.marked.citations],
        "shows": sorted(
            {beside(name, target) for target in targets}
            | {*named_names(entry)}
            | {drawing_file(one.name) for one in drawn_apart(entry.content)}
        ),
    }


def _typed(text: TextFile, sections: Sections) -> tuple[Typed | None, list[Problem]]:
    problems: list[Problem] = []
    parsed, found = front_matter.parse(text.path, text.name, text.text)
    problems += found
    model = model_for(text.name, sections)
    if model is None:
        problems.append(places.misplaced(text, sections))
    if parsed is None or model is None:
        return None, problems
    if model not in (Site, Policy):
        parsed = _with_marks_allowed(parsed, model, problems)
    content, found = validation.read(parsed, model)
    problems += found
    return (Typed(parsed, content) if content is not None else None), problems


def _with_marks_allowed(
    parsed: Document, model: type[Model], problems: list[Problem]
) -> Document:
    """The document; citations in fields that can't show them are problems.

    A field that isn't there at all is told as such.
    """
    citing = set(citing_fields(model))
    fields = {one.alias or name for name, one in model.model_fields.items()}
    for path, value in _texts((), parsed.fields):
        found = CITATION.search(value)
        if found and path[0] in fields - citing:
            problems.append(
                Problem(
                    parsed.place(path, found[0]),
                    "citation-misplaced",
                    f'the field "{path[0]}" can\'t hold a citation',
                    "cite in the text, or in: "
                    + (", ".join(sorted(citing)) or "a page"),
                )
            )
    return parsed


def _texts(path: Path, value: object) -> Iterable[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts((*path, key), item)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts((*path, number), item)


def _known(house: House) -> dict[str, str]:
    """Every way to write a reference's key, those of broken files included."""
    keys: dict[str, tuple[str | None, str | None]] = {}
    names = [
        name
        for name in house.files
        if name.startswith("references/") and not name.endswith("/index.md")
    ]
    for name, row in house.first_rows(names):
        face = row["face"] or {}
        key = name.removeprefix("references/").removesuffix(".md")
        keys[key] = (face.get("doi") or None, face.get("pmid") or None)
    return citations.known_keys(keys)
