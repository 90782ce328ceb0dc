"""A built site on its way out: to a folder, a branch of a repository, or a host."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ibid.delivery import branches, folders, hosts, targets
from ibid.problems import Problem
from ibid.site import publishing, workshop


@dataclass(frozen=True)
class Asked:
    """What a delivery is asked for; `site` is the folder that a build published in."""

    target: targets.Folder | targets.Branch | targets.Host
    site: Path
    day: date
    adopt: bool
    back: bool
    dry_run: bool
    ssh: tuple[str, ...]


def deliver(asked: Asked) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Bring the site to the target, or the version before; what changed, a line each.

    Or why nothing did. Raises Undelivered where another program refuses, and OSError
    where the disk does.
    """
    target, dry_run = asked.target, asked.dry_run
    if isinstance(target, targets.Folder):
        return _to_folder(asked, Path(target.path))
    if isinstance(target, targets.Branch):
        if asked.back:
            words = f"Bring back the version before that of {asked.day.isoformat()}"
            return branches.back(target, words, dry_run=dry_run), ()
        with tempfile.TemporaryDirectory() as folder:
            site = _laid_out(_files(asked.site), Path(folder))
            words = f"Publish the guide of {asked.day.isoformat()}"
            adopt = asked.adopt
            lines = branches.send(site, target, words, adopt=adopt, dry_run=dry_run)
            return lines, ()
    there = hosts.access(target, asked.ssh)
    if asked.back:
        return hosts.back(target, there, dry_run=dry_run), ()
    with tempfile.TemporaryDirectory() as folder:
        site = _laid_out(_files(asked.site), Path(folder))
        return hosts.send(site, target, there, dry_run=dry_run), ()


def _to_folder(
    asked: Asked, target: Path
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    problems: tuple[Problem, ...] = ()
    if asked.back:
        decisions = folders.back(target, dry_run=asked.dry_run)
    else:
        files = _files(asked.site)
        adopt, dry_run = asked.adopt, asked.dry_run
        decisions, problems = folders.send(files, target, adopt=adopt, dry_run=dry_run)
    changed = (one for one in decisions if one.action != "keep")
    return tuple(f"{one.action:<6} {one.path}" for one in changed), problems


def _files(site: Path) -> Mapping[str, bytes]:
    """Every file that the last build made in the folder, by its path there."""
    known = publishing.published(site).digests
    return {path: (site / path).read_bytes() for path in sorted(known)}


def _laid_out(files: Mapping[str, bytes], folder: Path) -> Path:
    """The files alone, and our mark with them: what others put in the site stays."""
    marked = {**files, workshop.MARK: workshop.MARK_TEXT.encode()}
    for path, data in marked.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder
