"""A site as a branch of a Git repository: each version a commit upon the last."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ibid.delivery.commands import Undelivered, attempt, run
from ibid.delivery.targets import Branch
from ibid.site.workshop import MARK

# What the owner of a branch put there for the host, which no build makes.
KEPT = ("CNAME",)
# GitHub's own generator leaves out what begins with an underscore.
PLAIN = ".nojekyll"
# Who commits where the owner never told Git a name.
NOBODY = {"user.name": "ibid", "user.email": "ibid@localhost"}


def send(
    site: Path, target: Branch, message: str, *, adopt: bool, dry_run: bool
) -> tuple[str, ...]:
    """Make the branch hold the site and nothing else, but for a host's own CNAME.

    What changes, a line a file. A branch that isn't there begins a history of its own;
    one that holds what no build made is left alone unless `adopt`. Raises Undelivered.
    """
    with tempfile.TemporaryDirectory() as folder:
        git = _Repository(Path(folder), _address(target.remote))
        parent = git.fetched(target.branch)
        there = git.names(parent)
        if there and MARK not in there and not adopt:
            raise Undelivered(
                f"the branch {target.branch} holds what no build made, such as "
                f"{there[0]}",
                "name another branch, or publish with --adopt, which replaces it all",
            )
        tree = git.tree_of(site, parent, [name for name in KEPT if name in there])
        return git.push(tree, parent, target.branch, message, dry_run=dry_run)


def back(target: Branch, message: str, *, dry_run: bool) -> tuple[str, ...]:
    """Make the branch hold what it held before its last commit, as a new commit.

    Raises Undelivered where there is no commit before.
    """
    with tempfile.TemporaryDirectory() as folder:
        git = _Repository(Path(folder), _address(target.remote))
        head = git.fetched(target.branch)
        before = git.say("rev-parse", "--verify", "--quiet", f"{head}^") if head else ""
        if not before or MARK not in git.names(before):
            raise Undelivered(
                f"the branch {target.branch} has no version before this one",
                "build from the guide's own history, and publish that",
            )
        tree = git.say("rev-parse", f"{before}^{{tree}}")
        return git.push(tree, head, target.branch, message, dry_run=dry_run)


def _address(remote: str) -> str:
    """The address of a remote of the repository we stand in, or the words as given."""
    known = attempt(["git", "remote", "get-url", "--", remote])
    if known.returncode == 0:
        return known.stdout.strip()
    path = Path(remote)
    return str(path.resolve()) if path.exists() else remote


def _identity() -> Iterator[str]:
    """Settings for Git: who commits, as the repository we stand in has it."""
    for name, otherwise in NOBODY.items():
        known = attempt(["git", "config", name]).stdout.strip()
        yield from ("-c", f"{name}={known or otherwise}")


class _Repository:
    """A bare repository of our own for one delivery: the owner's stays untouched."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.address = folder / "git", address
        self.index = {"GIT_INDEX_FILE": str(folder / "index")}
        run(["git", "init", "--quiet", "--bare", str(self.folder)])

    def say(
        self, *words: str, text: str = "", more: Mapping[str, str] | None = None
    ) -> str:
        """What git answers, without the end of the line; "" for a quiet no."""
        command = self._command(*words)
        if "--quiet" in words and words[0] == "rev-parse":
            return attempt(command).stdout.strip()
        return run(command, text=text, more=more).strip()

    def _command(self, *words: str) -> Sequence[str]:
        return ["git", f"--git-dir={self.folder}", *words]

    def fetched(self, branch: str) -> str:
        """The commit at the branch's end; "" where there is no such branch."""
        found = self.say("ls-remote", "--", self.address, f"refs/heads/{branch}")
        if not found:
            return ""
        depth = () if Path(self.address).is_dir() else ("--depth=2",)
        asked = f"+refs/heads/{branch}:refs/heads/{branch}"
        self.say("fetch", "--quiet", *depth, "--", self.address, asked)
        return found.split()[0]

    def names(self, commit: str) -> list[str]:
        """Every file of a commit; none where there is no commit."""
        listed = (
            self.say("ls-tree", "-r", "-z", "--name-only", commit) if commit else ""
        )
        return [name for name in listed.split("\0") if name]

    def tree_of(self, site: Path, parent: str, kept: Sequence[str]) -> str:
        """The tree of the site, with what is kept of the parent's."""
        quiet = ("-c", "core.autocrlf=false", "-c", "core.safecrlf=false")
        command = [*self._command(*quiet, f"--work-tree={site}"), "add", "--all", "-f"]
        run([*command, "."], folder=site, more=self.index)
        names = self.say("ls-files", "-z", more=self.index).split("\0")
        for name in kept:
            if name not in names:
                blob = self.say("rev-parse", f"{parent}:{name}")
                self._put(name, blob)
        self._put(PLAIN, self.say("hash-object", "-w", "--stdin"))
        return self.say("write-tree", more=self.index)

    def _put(self, name: str, blob: str) -> None:
        entry = f"100644,{blob},{name}"
        self.say("update-index", "--add", "--cacheinfo", entry, more=self.index)

    def push(
        self, tree: str, parent: str, branch: str, message: str, *, dry_run: bool
    ) -> tuple[str, ...]:
        """Commit the tree upon the parent and push it; what changes by it."""
        against = f"{parent}^{{tree}}" if parent else self.say("mktree")
        listed = self.say("diff-tree", "-r", "--name-status", "-z", against, tree)
        words = [word for word in listed.split("\0") if word]
        changed = tuple(
            f"{ACTIONS.get(word, 'make')} {name}"
            for word, name in zip(words[::2], words[1::2], strict=True)
        )
        if not changed or dry_run:
            return changed
        parents = ("-p", parent) if parent else ()
        commit = self.say(*_identity(), "commit-tree", tree, *parents, "-m", message)
        # Refused when somebody else has pushed since: theirs is not thrown away.
        self.say("push", "--quiet", "--", self.address, f"{commit}:refs/heads/{branch}")
        return changed


ACTIONS = {"A": "make", "M": "make", "D": "delete"}
