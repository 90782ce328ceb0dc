"""Where a site is to go, read from the words of the command line."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

SCHEMES = ("ssh", "sftp")
BRANCH = re.compile(r"git:(?P<remote>.+)#(?P<branch>[^#]+)")
# A colon in the first name, as scp and rsync write it; one letter is a Windows drive.
LIKE_A_HOST = re.compile(r"[^/\\:]{2,}:")


@dataclass(frozen=True)
class Folder:
    """A folder of this machine."""

    path: str


@dataclass(frozen=True)
class Branch:
    """A branch of a Git repository: a remote's name, a path or an address."""

    remote: str
    branch: str


@dataclass(frozen=True)
class Host:
    """A folder of another machine, reached over SSH by rsync or by SFTP alone."""

    by: str
    login: str
    port: int
    path: PurePosixPath


@dataclass(frozen=True)
class Unknown:
    """Words that name no target, and why."""

    reason: str


Target = Folder | Branch | Host | Unknown


def parse(text: str) -> Target:
    """What the words name: a path, `git:REMOTE#BRANCH`, `ssh://…` or `sftp://…`."""
    if text.startswith("git:"):
        return _branch(text)
    scheme = text.partition("://")[0] if "://" in text else ""
    if scheme in SCHEMES:
        return _host(scheme, text)
    if scheme:
        return Unknown(f"nothing is published by {scheme}: {' and '.join(SCHEMES)} are")
    if LIKE_A_HOST.match(text):
        return Unknown(
            "this is a host or a folder: write ssh://me@host.example/srv/guide, "
            f"or ./{text} for a folder of that name"
        )
    return Folder(text)


def _branch(text: str) -> Branch | Unknown:
    found = BRANCH.fullmatch(text)
    if not found:
        return Unknown("the branch is missing: write git:origin#gh-pages")
    remote, name = found["remote"], found["branch"]
    if remote.startswith("-") or name.startswith("-") or " " in name:
        return Unknown("this is no name of a branch")
    return Branch(remote, name)


def _host(by: str, text: str) -> Host | Unknown:
    example = f"write {by}://me@host.example/srv/guide"
    try:
        parts = urlsplit(text)
        port = parts.port or 0
    except ValueError:
        return Unknown(f"the port is no number: {example}")
    login = parts.netloc.rpartition(":")[0] if port else parts.netloc
    path = PurePosixPath(unquote(parts.path))
    if not parts.hostname or login.startswith("-"):
        return Unknown(f"the host is missing: {example}")
    if len(path.parts) < 2 or ".." in path.parts or "\n" in str(path):  # noqa: PLR2004
        return Unknown(f"the folder on the host is missing: {example}")
    if parts.password:
        return Unknown("a password has no place here: SSH asks for it, or takes a key")
    return Host(by, login, port, path)
