"""A build, or the knowledge that there is nothing to build.

Where every input is what it was at the last build, and every published file is what it
made of them, the pipeline would decide to keep everything: so it isn't even loaded.
"""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ibid.fingerprint import code_fingerprint, fingerprint
from ibid.problems import as_plain, of_plain
from ibid.reading.files import most_bytes, shipped
from ibid.request import Outcome, Request
from ibid.site import digests
from ibid.site.digests import Digests
from ibid.site.freshness import Decision
from ibid.site.publishing import alone, ignore, manifest_digest, published
from ibid.units import store

LAST = "last.json"


def build(
    request: Request,
    notify: Callable[[str], None] = ignore,
    on: Callable[[str], None] = ignore,
) -> Outcome:
    """Publish the guide, or say what keeps it from being published.

    What makes it wait is said by `notify`; `on` is told each thing that is worked on.
    """
    memory = store.of_project(request.content)
    read = digests.recalled(memory)
    try:
        before = inputs(request, read)
        known = _known(request, before, notify, read)
        if known is not None:
            return known
        # What makes pages takes longer to load than to learn that there is nothing to
        # do.
        from ibid import pipeline

        outcome = pipeline.build(request, notify, on, read)
        if outcome.published and before and inputs(request, read) == before:
            _remember(request, before, outcome)
        return outcome
    finally:
        read.keep(memory)


def inputs(request: Request, read: Digests) -> str:
    """The fingerprint of all that a build depends on; "" where it can't be told."""
    look = [shipped(folder.name) for folder in (request.templates, request.assets)]
    # In the program's own checkout the guide's look is that of the program.
    own = [one for one in (request.templates, request.assets) if one.is_dir()]
    looks = {folder.resolve(): folder for folder in (*look, *own) if folder.is_dir()}
    folders = (request.content, *looks.values())
    told = (request.strict, request.program)
    asked = (request.today, request.base_url, request.drafts, *told)
    try:
        files = [part for folder in folders for part in _contents(folder, read)]
    except OSError:
        return ""
    paths = (folder.as_posix() for folder in folders)
    return fingerprint(code_fingerprint(), repr(asked), *paths, *files)


def _contents(folder: Path, read: Digests) -> Iterator[str]:
    """Name, kind and digest of everything in a folder, in one order."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        yield entry.path
        if entry.is_symlink():
            # What it leads to is read by the build, if it may be, or is a problem.
            raise OSError(entry.path)
        if entry.is_dir():
            yield from _contents(Path(entry.path), read)
        elif entry.is_file():
            told = entry.stat()
            if told.st_size > most_bytes(entry.name):
                # It is a problem, and is never read.
                raise OSError(entry.path)
            yield read.of(entry.path, told)
        else:
            yield "neither a file nor a folder"


def _known(
    request: Request, before: str, notify: Callable[[str], None], read: Digests
) -> Outcome | None:
    """The outcome, if nothing changed since a build of the same inputs."""
    last: Any = store.of_project(request.content).read(LAST)
    try:
        if not before or last["inputs"] != before:
            return None
        with alone(request.output, notify):
            manifest = manifest_digest(request.output)
            stands = published(request.output, read)
        noted = {path: row[-1] for path, row in stands.manifest.items()}
        if last["manifest"] != manifest or stands.digests != noted:
            return None
        problems = tuple(of_plain(row) for row in last["problems"])
        address = str(last["address"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    kept = (Decision(path, "keep", "nothing changed") for path in sorted(noted))
    return Outcome(problems, tuple(kept), published=True, address=address)


def _remember(request: Request, before: str, outcome: Outcome) -> None:
    """Note what was built."""
    with contextlib.suppress(OSError):
        row = {
            "inputs": before,
            "manifest": manifest_digest(request.output),
            "problems": [as_plain(problem) for problem in outcome.problems],
            "address": outcome.address,
        }
        store.of_project(request.content).write(LAST, row)
