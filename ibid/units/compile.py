"""From the texts of content files to typed, cited, cut-up entries of a guide."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any, TypeVar

from ibid.content.folders import model_for, with_sections
from ibid.content.kinds import Page, citing_fields, drawn_apart
from ibid.content.policy import Policy
from ibid.content.reference import Reference
from ibid.content.site import Site
from ibid.content.vocabulary import Model
from ibid.failures import at_work
from ibid.fingerprint import code_fingerprint, fingerprint
from ibid.guide.addresses import beside, drawing_file
from ibid.guide.guide import Drafted, Entry, Face, named_names
from ibid.ondemand import OnDemand
from ibid.problems import Problem, as_plain, of_plain
from ibid.prose import citations, reading, unfinished
from ibid.prose.marks import CITATION
from ibid.prose.shown import Prose
from ibid.reading import front_matter, validation
from ibid.reading.files import TextFile
from ibid.reading.front_matter import Document, Path
from ibid.units import begun, places
from ibid.units.entries import Ground, Typed, Unit, entry_of
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
    memo = memo if memo is not None else Memo()
    sections = _sections(files.get("site.yaml"))
    keys = {name: _first_key(text, sections) for name, text in files.items()}
    units = _units(files, keys, sections, memo, executors)
    rows = {
        name: begun.held(
            _first_row(text, keys[name], units, sections, memo), wanted.today
        )
        for name, text in files.items()
    }
    problems = [of_plain(row) for name in files for row in rows[name]["problems"]]
    site = _content(units, rows, Site)
    problems += [] if "site.yaml" in files else [places.no_site(folder)]
    ground = Ground(_known(rows), site[0][1].numbers if site else None)
    entries = _entries(files, keys, units, ground, memo)
    second = {
        name: _second_row(files[name], entries, ground, memo)
        for name in sorted(files)
        if (face := rows[name]["face"]) and (wanted.drafts or not face["draft"])
    }
    problems += [of_plain(one) for row in second.values() for one in row["problems"]]
    faces = {name: _whole(rows[name]["face"], row) for name, row in second.items()}
    waiting = begun.waiting(faces, [n for n in second if second[n]["unfinished"]])
    names = {*waiting.values(), *(name for name in files if rows[name]["draft"])}
    shown = {name: faces[name] for name in faces if wanted.drafts or name not in names}
    drafted = Drafted(
        site[0][1] if site else None,
        site[0][0] if site else None,
        tuple(_content(units, rows, Policy)),
        shown,
        OnDemand(shown, lambda name: entries[name][0]),
        frozenset(files),
        OnDemand(waiting, lambda key: entries[waiting[key]][0]),
        frozenset(files[name].path for name in names),
        whole="site.yaml" in files
        and all(row["kind"] or row["draft"] for row in rows.values()),
    )
    return drafted, [begun.milder(one, drafted.begun) for one in problems]


def unit(text: TextFile, sections: "Sections") -> Unit:
    """What the text comes to: a pure function of it and of the models of folders."""
    with at_work(text.path):
        typed, problems = _typed(text, sections)
        prose = NO_PROSE
        if typed is not None and not isinstance(typed.content, Site | Policy):
            prose = reading.read(typed.document.source.text, typed.document.body_start)
        return Unit(typed, prose, tuple(problems))


def _units(
    files: Mapping[str, TextFile],
    keys: Mapping[str, str],
    sections: "Sections",
    memo: Memo,
    executors: Executors,
) -> "Units":
    """The unit of each file, by name: those never read before elsewhere, if that pays,
    others when somebody asks for them.
    """
    new = [files[name] for name in keys if memo.get(keys[name]) is None]
    if executors.pays(len(new)):
        made = executors.map(partial(compiled, dict(sections)), new)
        for text, one in zip(new, made, strict=True):
            memo.held.put(f"unit {text.name}", keys[text.name], one)
    return memo.held.each("unit", keys, lambda name: unit(files[name], sections))


def compiled(sections: "Sections", texts: Sequence[TextFile]) -> tuple[Unit, ...]:
    """The unit of each text."""
    return tuple(unit(text, sections) for text in texts)


Units = Mapping[str, Unit]
Entries = Mapping[str, tuple[Entry, Sequence[Problem]]]
Sections = Mapping[str, type[Model]]
Row = Mapping[str, Any]


def _sections(site: TextFile | None) -> Sections:
    """The model of each folder, even if something else in `site.yaml` is wrong."""
    parse = at_work(site.path if site else ".")(front_matter.parse)
    parsed = parse(site.path, site.name, site.text)[0] if site else None
    return with_sections(parsed.fields.get("sections") if parsed else None)


def _first_key(text: TextFile, sections: Sections) -> str:
    model = model_for(text.name, sections)
    kind = model.kind if model else repr(sorted(sections))
    return fingerprint(
        "typed", code_fingerprint(), kind, text.path, text.name, text.text
    )


def _first_row(
    text: TextFile, key: str, units: Units, sections: Sections, memo: Memo
) -> Row:
    """What a file's text alone tells: its kind, what is wrong, its face.

    The kind is "" where it can't be read; settings have no face.
    """
    row: Row | None = memo.get(key)
    if row is None:
        one = units[text.name].typed
        face = None
        if one is not None and not isinstance(one.content, Site | Policy):
            face = asdict(_face(text, one))
        row = {
            "kind": one.content.kind if one is not None else "",
            "draft": begun.is_draft(text, model_for(text.name, sections)),
            "publish_on": str(getattr(one and one.content, "publish_on", None) or ""),
            "problems": [as_plain(each) for each in units[text.name].problems],
            "face": face,
        }
        memo.put(key, row)
    return row


def _whole(face: Mapping[str, Any], row: Row) -> Face:
    """The face of a file, with its name and the ways out of it."""
    own = {name: tuple(face[name]) for name in ("aliases", "forms")}
    tuples = own | {name: tuple(row[name]) for name in ("cites", "shows")}
    return Face(**{**face, "label": row["label"], **tuples})


def _face(text: TextFile, typed: Typed) -> Face:
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
    )


def _second_row(text: TextFile, entries: Entries, ground: Ground, memo: Memo) -> Row:
    """What a file comes to upon the ground: its name, its ways out, what is wrong."""
    code = code_fingerprint()
    parts = ("entry", code, ground.fingerprint, text.path, text.name, text.text)
    key = fingerprint(*parts)
    row: Row | None = memo.get(key)
    if row is None:
        entry, problems = entries[text.name]
        targets = (target.href.partition("#")[0] for target in entry.prose.links)
        row = {
            "problems": [as_plain(problem) for problem in problems],
            "label": getattr(entry.content, "name", entry.key),
            "unfinished": any(unfinished.spans(entry.document, entry.prose)),
            "cites": [citation.key for citation in entry.marked.citations],
            "shows": sorted(
                {beside(text.name, target) for target in targets}
                | {*named_names(entry)}
                | {drawing_file(one.name) for one in drawn_apart(entry.content)}
            ),
        }
        memo.put(key, row)
    return row


def _entries(
    files: Mapping[str, TextFile],
    keys: Mapping[str, str],
    units: Units,
    ground: Ground,
    memo: Memo,
) -> Entries:
    """The entry of each file, and what is wrong with it, for whoever asks for it."""
    return memo.held.each(
        "entry",
        {name: fingerprint(keys[name], ground.fingerprint) for name in keys},
        lambda name: at_work(files[name].path)(entry_of)(units[name], ground),
    )


Settings = TypeVar("Settings", Site, Policy)


def _content(
    units: Units, rows: Mapping[str, Row], model: type[Settings]
) -> list[tuple[Document, Settings]]:
    """The settings of one kind that can be read, each with its document."""
    found = []
    for name, row in rows.items():
        one = units[name].typed if row["kind"] == model.kind else None
        if one is not None and isinstance(one.content, model):
            found.append((one.document, one.content))
    return found


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
    """The document; citations in fields that can't show them are problems."""
    citing = set(citing_fields(model))
    for path, value in _texts((), parsed.fields):
        found = CITATION.search(value)
        if found and path[0] not in citing:
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


def _known(rows: Mapping[str, Row]) -> dict[str, str]:
    """Every way to write a reference's key, those of broken files included."""
    keys: dict[str, tuple[str | None, str | None]] = {}
    for name, row in rows.items():
        if name.startswith("references/") and not name.endswith("/index.md"):
            face = row["face"] or {}
            key = name.removeprefix("references/").removesuffix(".md")
            keys[key] = (face.get("doi") or None, face.get("pmid") or None)
    return citations.known_keys(keys)
