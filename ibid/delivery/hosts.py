"""A site on another machine: each version in a folder of its own, one link to them.

The address that the web server has for its root is a link. A new version is sent beside
the one that stands, and the link changes in one step: readers never see half a site.
"""

import json
import secrets
import shlex
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import Protocol

from ibid.delivery.commands import Undelivered, attempt, run
from ibid.delivery.targets import Host

# Names the version that a folder holds, and the one before it.
NOTE = ".ibid-version"
KEPT = 3


class Access(Protocol):
    """What a way to a host has to offer."""

    def read(self, path: PurePosixPath) -> str | None:
        """The text of a file there; None where it isn't."""

    def names(self, path: PurePosixPath) -> list[str]:
        """What a folder there holds; nothing where it isn't."""

    def send(self, site: Path, path: PurePosixPath, like: PurePosixPath | None) -> None:
        """Make the folder there hold the site; `like` may hold much of it already."""

    def point(self, link: PurePosixPath, folder: PurePosixPath) -> None:
        """Let the link lead to the folder, in one step."""

    def remove(self, folder: PurePosixPath) -> None:
        """Delete a version that nothing leads to."""


def access(target: Host, ssh: Sequence[str]) -> Access:
    """The way to the host that the target names; `ssh` is the command to use for it."""
    return _BySsh(target, ssh) if target.by == "ssh" else _BySftp(target, ssh)


def send(site: Path, target: Host, there: Access, *, dry_run: bool) -> tuple[str, ...]:
    """Send the site and let the link lead to it; what was done, a line each.

    `site` is a copy of ours, which gets a note of the version. Raises Undelivered, also
    where something else stands at the target's path.
    """
    standing = _version(there, target.path)
    if not standing and target.path.name in there.names(target.path.parent):
        raise Undelivered(
            f"{target.path} is there already, and no build published it",
            "move it away on the host, or name another folder: the path becomes a link",
        )
    new = _next(there.names(_versions(target)))
    lines = (f"send  {_versions(target) / new}", f"point {target.path} to it")
    if dry_run:
        return lines
    like = _versions(target) / standing if standing else None
    note = json.dumps({"version": new, "before": standing}) + "\n"
    (site / NOTE).write_text(note, "utf-8")
    there.send(site, _versions(target) / new, like)
    there.point(target.path, _versions(target) / new)
    return (*lines, *_tidied(target, there, new, standing))


def back(target: Host, there: Access, *, dry_run: bool) -> tuple[str, ...]:
    """Let the link lead to the version before. Raises Undelivered if there is none."""
    standing = _version(there, target.path)
    before = _note(there, target.path).get("before", "") if standing else ""
    if not before or before not in there.names(_versions(target)):
        raise Undelivered(
            "no version before this one is on the host",
            "build from the guide's own history, and publish that",
        )
    if not dry_run:
        there.point(target.path, _versions(target) / before)
    return (f"point {target.path} to {_versions(target) / before}",)


def _next(names: Iterable[str]) -> str:
    """A name for a new version that sorts after these and that nobody else chose."""
    numbers = [int(first) for name in names if (first := name.split("-")[0]).isdigit()]
    return f"{max(numbers, default=0) + 1:06}-{secrets.token_hex(4)}"


def _versions(target: Host) -> PurePosixPath:
    """The folder of all versions, beside the link."""
    return target.path.with_name(f".{target.path.name}.versions")


def _version(there: Access, link: PurePosixPath) -> str:
    return _note(there, link).get("version", "")


def _note(there: Access, folder: PurePosixPath) -> dict[str, str]:
    """What the note of a version says; nothing that could name a file elsewhere."""
    try:
        noted = json.loads(there.read(folder / NOTE) or "{}")
    except ValueError:
        return {}
    rows = noted.items() if isinstance(noted, dict) else ()
    return {str(name): value for name, value in rows if _is_version(value)}


def _is_version(value: object) -> bool:
    return isinstance(value, str) and value.replace("-", "").isalnum()


def _tidied(target: Host, there: Access, new: str, standing: str) -> tuple[str, ...]:
    """Delete the oldest versions; the new one and the one before it always stay."""
    names = sorted(name for name in there.names(_versions(target)) if _is_version(name))
    spare = [name for name in names if name not in (new, standing)]
    old = spare[: max(0, len(names) - KEPT)]
    for name in old:
        there.remove(_versions(target) / name)
    return tuple(f"delete {_versions(target) / name}" for name in old)


class _BySsh:
    """A shell on the host, and rsync: only what differs is sent."""

    def __init__(self, target: Host, ssh: Sequence[str]) -> None:
        port = ("-p", str(target.port)) if target.port else ()
        self.login, self.ssh = target.login, (*ssh, *port)

    def _shell(self, words: str) -> str:
        return run([*self.ssh, "--", self.login, words])

    def read(self, path: PurePosixPath) -> str | None:
        place = shlex.quote(str(path))
        return self._shell(f"test ! -f {place} || cat {place}") or None

    def names(self, path: PurePosixPath) -> list[str]:
        place = shlex.quote(str(path))
        return self._shell(f"test ! -d {place} || ls -A {place}").splitlines()

    def send(self, site: Path, path: PurePosixPath, like: PurePosixPath | None) -> None:
        self._shell(f"mkdir -p {shlex.quote(str(path.parent))}")
        same = [f"--link-dest={like}"] if like else []
        over = ["-e", shlex.join(self.ssh)]
        place = f"{self.login}:{path}/"
        how = ["--recursive", "--checksum", "--perms", "--chmod=D755,F644", "-s"]
        run(["rsync", *how, *same, *over, f"{site}/", place])

    def point(self, link: PurePosixPath, folder: PurePosixPath) -> None:
        new = shlex.quote(f"{link}.new")
        leads = shlex.quote(str(folder.relative_to(link.parent)))
        place = shlex.quote(str(link))
        # GNU's mv and BSD's have other words for "even if a folder is there".
        self._shell(
            f"ln -sfn {leads} {new} && "
            f"{{ mv -fT {new} {place} 2>/dev/null || mv -fh {new} {place}; }}"
        )

    def remove(self, folder: PurePosixPath) -> None:
        self._shell(f"rm -rf {shlex.quote(str(folder))}")


class _BySftp:
    """Files alone: for hosts that give no shell."""

    def __init__(self, target: Host, ssh: Sequence[str]) -> None:
        program = str(Path(ssh[0]).with_name("sftp")) if "/" in ssh[0] else "sftp"
        port = ("-P", str(target.port)) if target.port else ()
        batch = ("-q", "-b", "-")
        self.command = (program, *ssh[1:], *port, *batch, "--", target.login)

    def read(self, path: PurePosixPath) -> str | None:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "copy"
            done = attempt(self.command, text=f"get {_quoted(path)} {copy}\n")
            return copy.read_text("utf-8", "replace") if not done.returncode else None

    def names(self, path: PurePosixPath) -> list[str]:
        done = attempt(self.command, text=f"ls -1a {_quoted(path)}\n")
        rows = done.stdout.splitlines() if not done.returncode else []
        names = [row.rpartition("/")[2] for row in rows if not row.startswith("sftp>")]
        return [name for name in names if name not in (".", "..")]

    def send(self, site: Path, path: PurePosixPath, like: PurePosixPath | None) -> None:
        # A dash before a command: it may fail, as where the folder is there already.
        lines = [f"-mkdir {_quoted(path.parent)}", f"mkdir {_quoted(path)}"]
        for place in sorted(site.rglob("*")):
            name = _quoted(path / place.relative_to(site).as_posix())
            if place.is_dir():
                lines += [f"mkdir {name}", f"chmod 755 {name}"]
            else:
                lines += [f"put {_quoted(place)} {name}", f"chmod 644 {name}"]
        self._do([*lines, f"chmod 755 {_quoted(path)}"])

    def point(self, link: PurePosixPath, folder: PurePosixPath) -> None:
        new = _quoted(f"{link}.new")
        leads = _quoted(folder.relative_to(link.parent))
        self._do(
            [f"-rm {new}", f"ln -s {leads} {new}", f"rename {new} {_quoted(link)}"]
        )

    def remove(self, folder: PurePosixPath) -> None:
        files, folders = self._below(folder)
        lines = [f"rm {_quoted(path)}" for path in files]
        lines += [f"rmdir {_quoted(path)}" for path in reversed(folders)]
        self._do(lines)

    def _below(
        self, folder: PurePosixPath
    ) -> tuple[list[PurePosixPath], list[PurePosixPath]]:
        """Every file below the folder, and every folder, itself first."""
        files: list[PurePosixPath] = []
        folders = [folder]
        for place in folders:
            done = run(self.command, text=f"ls -la {_quoted(place)}\n")
            for row in done.splitlines():
                words = row.split(maxsplit=8)
                name = words[-1].rpartition("/")[2] if words else ""
                if row.startswith("d") and name not in (".", ".."):
                    folders.append(place / name)
                elif row.startswith("-"):
                    files.append(place / name)
        return files, folders

    def _do(self, lines: Sequence[str]) -> None:
        run(self.command, text="\n".join(lines) + "\n")


def _quoted(path: object) -> str:
    """A path as a batch of sftp reads it, its patterns too."""
    text = str(path)
    for sign in '\\"*?[':
        text = text.replace(sign, f"\\{sign}")
    return f'"{text}"'
