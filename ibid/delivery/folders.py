"""A site in a folder of this machine, and the version before it."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from ibid.delivery.commands import Undelivered
from ibid.problems import Problem
from ibid.site import freshness, obstacles, publishing, workshop
from ibid.site.digests import digest
from ibid.site.freshness import Decision, Wanted

BEFORE = "before.zip"


def send(
    files: Mapping[str, bytes], target: Path, *, adopt: bool, dry_run: bool
) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    """Put the files in the place of what the folder has of ours, as one site.

    What no build made stays. The version before is kept beside the folder for `back`.
    Raises OSError when the disk refuses.
    """
    with publishing.alone(target):
        return _replace(files, target, adopt, dry_run)


def back(target: Path, *, dry_run: bool) -> tuple[Decision, ...]:
    """Let the version before and the one that stands change places.

    Raises Undelivered where no version before is known.
    """
    with publishing.alone(target):
        kept = workshop.of(target).folder / BEFORE
        try:
            with zipfile.ZipFile(kept) as archive:
                files = {name: archive.read(name) for name in archive.namelist()}
        except (OSError, zipfile.BadZipFile):
            raise Undelivered(
                "no version before this one is known here",
                "build from the guide's own history, and publish that",
            ) from None
        decisions, _ = _replace(files, target, False, dry_run)
        return decisions


def _replace(
    files: Mapping[str, bytes], target: Path, adopt: bool, dry_run: bool
) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    before = publishing.published(target)
    wanted = [Wanted(path, digest(data), "", "") for path, data in files.items()]
    noted = {path: (held, "", "", held) for path, held in before.digests.items()}
    noted |= {path: ("", "", "", "") for path in before.manifest if path not in noted}
    decisions = freshness.decide(wanted, noted, before.digests)
    blocked = obstacles.in_output(target, files, before.manifest, adopt)
    made = {one.path: files[one.path] for one in decisions if one.action == "make"}
    gone = frozenset(one.path for one in decisions if one.action == "delete")
    if not blocked and not dry_run and (made or gone):
        old = {path: (target / path).read_bytes() for path in sorted(before.digests)}
        digests = {path: digest(data) for path, data in made.items()}
        rows = freshness.manifest(wanted, digests, noted)
        publishing.publish(target, made, gone, rows)
        if old:
            _keep(old, workshop.of(target).folder / BEFORE)
    return decisions, blocked


def _keep(files: Mapping[str, bytes], archive: Path) -> None:
    new = archive.with_suffix(".new")
    with zipfile.ZipFile(new, "w") as kept:
        for path, data in files.items():
            kept.writestr(path, data)
    new.replace(archive)
