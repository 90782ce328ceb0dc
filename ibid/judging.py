"""What the rules find in a guide, worked out or remembered from an earlier build."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import Any

from ibid import rules
from ibid.content.reference import Reference
from ibid.failures import at_work
from ibid.fingerprint import code_fingerprint, fingerprint
from ibid.guide.faces import Face
from ibid.guide.guide import Guide
from ibid.pages.reader import state
from ibid.problems import Place, Problem, as_plain, of_plain
from ibid.reading import files
from ibid.units.ahead import worked_out
from ibid.units.executors import Executors
from ibid.units.memo import Memo, Plain

# The largest guide that was measured; a guide that people read has a hundredth.
MOST_REFERENCES = 20_000
MOST_CITATIONS = 100_000


def ground(guide: Guide, inputs: files.Inputs) -> str:
    """The fingerprint of all that every file is judged upon beside itself."""
    settings = [text for text in inputs.content if text.name not in guide.faces]
    settings += [text for _, text in sorted(inputs.languages.items())]
    return fingerprint(
        code_fingerprint(),
        repr(guide.today),
        repr(guide.whole),
        repr(sorted(guide.names)),
        repr([(face.name, face.draft) for face in guide.faces.values()]),
        repr([(key, one.pattern) for key, one in guide.lost_titles.items()]),
        repr(sorted(guide.source_addresses)),
        repr([sorted(guide.drawings.items()), sorted(guide.pictures)]),
        repr(sorted(guide.copied)),
        *(part for text in settings for part in (text.path, text.text)),
    )


def judged(
    guide: Guide, files: "Files", memo: Memo, on: Callable[[str], None]
) -> Iterable[Problem]:
    """What breaks a rule in each file by itself, worked out or remembered.

    A result stands while the file, the ground all files are judged upon, and every
    other file that was looked at for it are what they were.
    """
    with at_work(files[ALL].path):
        yield from crowded(guide, {name: one.path for name, one in files.items()})
    keys = {name: one.key for name, one in files.items()}

    def stands(row: Any) -> bool:
        return all(state(guide, what, other) == was for what, other, was in row["read"])

    def judge(name: str) -> Plain:
        on(files[name].path)
        return _row(guide, files[name])

    for _, row in memo.rows(keys, judge, stands):
        yield from map(of_plain, row["problems"])


def ahead(guide: Guide, files: "Files", memo: Memo, executors: Executors) -> None:
    """Judge the files that are new to the memo on every core, if that pays."""
    new = [name for name, one in files.items() if not memo.knows(one.key)]
    branch = memo.branch()

    def judge(name: str) -> None:
        branch.put(files[name].key, _row(guide, files[name]))

    # What is not worth copies is judged as it is asked for.
    if executors.can_copy(len(new)):
        deque(worked_out(judge, new, branch, memo, executors), maxlen=0)


@dataclass(frozen=True)
class File:
    """A file to be judged, and the key under which what is found in it is kept."""

    name: str
    path: str
    key: str


Files = Mapping[str, File]

# Stands among the files for what no file alone can tell.
ALL = ""


def files_of(guide: Guide, inputs: files.Inputs, ground: str) -> Files:
    """Every file that can be judged, by its name, and `ALL` of them."""
    paths = {text.name: text.path for text in inputs.content}
    wholes = {"site.yaml": "", **{n: face.whole for n, face in guide.faces.items()}}
    every = fingerprint("rules of all", ground, *_seen(guide.faces.values()))
    return {
        ALL: File(ALL, paths.get("site.yaml", "."), every),
        **{
            name: File(
                name,
                path := paths.get(name, "."),
                fingerprint("rules", ground, path, name, whole),
            )
            for name, whole in wholes.items()
        },
    }


def _seen(faces: Iterable[Face]) -> Iterator[str]:
    """What rules of the whole guide see of each file, as parts of a fingerprint."""
    for face in faces:
        yield from (face.name, face.front)
        yield "\n".join((*face.cites, "", *face.shows, "", *face.anchors))


def _row(guide: Guide, one: File) -> Plain:
    """What rules find in the file, and what of each other they looked at for it."""
    read: dict[tuple[str, str], None] = {}

    def note(what: str, name: str) -> None:
        read[what, name] = None

    with at_work(one.path):
        if one.name == ALL:
            found = [*rules.in_all(guide, note)]
        else:
            found = [*rules.in_file(guide, guide.by_name.get(one.name), note)]
    return {
        "problems": [as_plain(problem) for problem in found],
        "read": [(*seen, state(guide, *seen)) for seen in read],
    }


def crowded(guide: Guide, paths: Mapping[str, str]) -> Iterator[Problem]:
    """The first file of a source, and of a page, beyond what a guide may hold."""
    faces = [guide.faces[name] for name in sorted(guide.faces)]
    sources = [face for face in faces if face.kind == Reference.kind]
    for face in sources[MOST_REFERENCES : MOST_REFERENCES + 1]:
        yield _too_many(paths[face.name], f"{MOST_REFERENCES:,} references")
    counted = accumulate(len(face.cites) for face in faces)
    beyond = (
        face
        for face, cited in zip(faces, counted, strict=True)
        if cited > MOST_CITATIONS
    )
    for face in islice(beyond, 1):
        yield _too_many(paths[face.name], f"{MOST_CITATIONS:,} citations")


def _too_many(path: str, what: str) -> Problem:
    return Problem(
        Place(path),
        "too-much",
        f"with this file the guide has more than {what}",
        "make several guides of it",
    )
