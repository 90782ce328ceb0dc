"""What the rules find in a guide, worked out or remembered from an earlier build."""

from collections.abc import Callable, Iterable
from typing import Any

from ibid import rules
from ibid.failures import at_work
from ibid.fingerprint import code_fingerprint, fingerprint
from ibid.guide.guide import Guide
from ibid.pages.reader import state
from ibid.problems import Problem, as_plain, of_plain
from ibid.reading import files
from ibid.units.memo import Memo


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
    guide: Guide,
    inputs: files.Inputs,
    ground: str,
    memo: Memo,
    on: Callable[[str], None],
) -> Iterable[Problem]:
    """What breaks a rule in each file by itself, worked out or remembered.

    A result stands while the file, the ground all files are judged upon, and every
    other file that was looked at for it are what they were.
    """
    paths = {text.name: text.path for text in inputs.content}
    with at_work(paths.get("site.yaml", ".")):
        yield from [*rules.in_all(guide)]
    wholes = {
        "site.yaml": "",
        **{name: guide.faces[name].whole for name in guide.faces},
    }
    for name, whole in wholes.items():
        path = paths.get(name, ".")
        on(path)
        key = fingerprint("rules", ground, path, name, whole)
        row: Any = memo.get(key)
        if row is None or any(
            state(guide, "whole", other) != was for other, was in row["read"]
        ):
            read: dict[str, None] = {}
            with at_work(path):
                entry = guide.by_name.get(name)
                found = [*rules.in_file(guide, entry, read.setdefault)]
            row = {
                "problems": [as_plain(problem) for problem in found],
                "read": [(other, state(guide, "whole", other)) for other in read],
            }
            memo.put(key, row)
        yield from map(of_plain, row["problems"])
