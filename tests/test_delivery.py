"""A site on its way out, to real folders, repositories and hosts of this machine."""

import getpass
import json
import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ibid import cli
from ibid.delivery import targets
from tests.guides import TODAY, Project, small_guide
from tools.servers import sshd

TITLE = "title: Stretching"


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The small guide, in the folder where the command is given."""
    project = small_guide(tmp_path / "guide")
    monkeypatch.chdir(project.folder)
    return project


@pytest.fixture(scope="module")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """The command that reaches a host, and the host's port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with sshd(tmp_path_factory.mktemp("sshd"), port) as command:
        yield command, port


def publish(*words: str) -> int:
    return cli.main(["publish", "--today", TODAY.isoformat(), *words])


def change(guide: Project, words: str) -> None:
    """Another version: a page says something else."""
    guide.replace("content/about.md", "title: ", f"title: {words} ")


def git(*words: str | Path) -> str:
    done = subprocess.run(
        ["git", *map(str, words)], check=True, capture_output=True, text=True
    )
    return done.stdout


class Place:
    """A target, and how to look at what stands there."""

    def __init__(
        self, words: tuple[str, ...], read: Callable[[str], bytes | None]
    ) -> None:
        self.words, self.read = words, read

    def publish(self, *more: str) -> int:
        return publish(*self.words, *more)


def in_folder(folder: Path) -> Callable[[str], bytes | None]:
    def read(name: str) -> bytes | None:
        path = folder / name
        return path.read_bytes() if path.is_file() else None

    return read


@pytest.fixture(params=["folder", "git", "ssh", "sftp"])
def place(
    request: pytest.FixtureRequest, tmp_path: Path, ssh: tuple[str, int]
) -> Place:
    """Each kind of target, with nothing in it yet."""
    kind = request.param
    if kind == "folder":
        return Place((str(tmp_path / "www"),), in_folder(tmp_path / "www"))
    if kind == "git":
        bare = tmp_path / "bare.git"
        git("init", "--quiet", "--bare", bare)

        def read(name: str) -> bytes | None:
            done = subprocess.run(
                ["git", f"--git-dir={bare}", "show", f"site:{name}"],
                check=False,
                capture_output=True,
            )
            return None if done.returncode else done.stdout

        return Place((f"git:{bare}#site",), read)
    command, port = ssh
    folder = tmp_path / "srv" / "my guide"
    folder.parent.mkdir()
    where = f"{kind}://{getpass.getuser()}@127.0.0.1:{port}{folder}"
    return Place((where, "--ssh", command), in_folder(folder))


def test_what_was_built_stands_there(guide: Project, place: Place) -> None:
    assert place.publish() == 0
    for path in sorted(guide.output.rglob("*")):
        if path.is_file():
            name = path.relative_to(guide.output).as_posix()
            assert place.read(name) == path.read_bytes(), name


def test_the_version_before_comes_back(guide: Project, place: Place) -> None:
    assert place.publish() == 0
    first = place.read("about/index.html")
    change(guide, "New")
    guide.write("content/later.md", guide.read("content/about.md"))
    assert place.publish() == 0
    second = place.read("about/index.html")
    assert first != second
    assert place.read("later/index.html")
    assert place.publish("--back") == 0
    assert place.read("about/index.html") == first
    assert place.read("later/index.html") is None
    # And what is published next stands upon that.
    assert place.publish() == 0
    assert place.read("about/index.html") == second


def test_there_may_be_no_version_before(
    guide: Project, place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert place.publish("--back") == 1
    assert "no version before this one" in capsys.readouterr().err
    assert place.publish() == 0
    assert place.publish("--back") == 1
    assert place.read("index.html")


def test_a_dry_run_says_what_would_change_and_changes_nothing(
    guide: Project, place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert place.publish("--dry-run") == 0
    assert place.read("index.html") is None
    assert place.publish() == 0
    before = place.read("about/index.html")
    change(guide, "New")
    capsys.readouterr()
    assert place.publish("--dry-run") == 0
    assert "Would publish at " in capsys.readouterr().out
    assert place.read("about/index.html") == before


def test_a_guide_with_problems_goes_nowhere(guide: Project, place: Place) -> None:
    assert place.publish() == 0
    before = place.read("about/index.html")
    guide.write("content/about.md", guide.read("content/about.md") + "\n[x](no.md)\n")
    assert place.publish() == 1
    assert place.read("about/index.html") == before


def test_what_no_build_made_is_left_alone(
    guide: Project, tmp_path: Path, ssh: tuple[str, int]
) -> None:
    """Somebody's folder, branch or site is not taken over by a slip of the hand."""
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "index.html").write_text("theirs", "utf-8")
    assert publish(str(theirs)) == 1
    command, port = ssh
    login = f"{getpass.getuser()}@127.0.0.1:{port}"
    for kind in ("ssh", "sftp"):
        assert publish(f"{kind}://{login}{theirs}", "--ssh", command) == 1
    bare, work = tmp_path / "bare.git", tmp_path / "work"
    git("init", "--quiet", "--bare", bare)
    git("init", "--quiet", "-b", "site", work)
    (work / "index.html").write_text("theirs", "utf-8")
    git("-C", work, "add", ".")
    name = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    git("-C", work, *name, "commit", "--quiet", "-m", "Theirs")
    git("-C", work, "push", "--quiet", bare, "site")
    assert publish(f"git:{bare}#site") == 1
    assert git(f"--git-dir={bare}", "show", "site:index.html") == "theirs"
    assert (theirs / "index.html").read_text("utf-8") == "theirs"
    assert sorted(os.listdir(theirs)) == ["index.html"]


def test_a_branch_keeps_its_history_and_the_hosts_name(
    guide: Project, tmp_path: Path
) -> None:
    bare, work = tmp_path / "bare.git", tmp_path / "work"
    git("init", "--quiet", "--bare", bare)
    target = f"git:{bare}#pages"
    assert publish(target) == 0
    assert git(f"--git-dir={bare}", "rev-list", "--count", "pages").strip() == "1"
    git("clone", "--quiet", "-b", "pages", bare, work)
    (work / "CNAME").write_text("guide.example\n", "utf-8")
    (work / "stray.html").write_text("stray", "utf-8")
    git("-C", work, "add", ".")
    name = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    git("-C", work, *name, "commit", "--quiet", "-m", "Name the host")
    git("-C", work, "push", "--quiet")
    change(guide, "New")
    assert publish(target) == 0
    assert git(f"--git-dir={bare}", "rev-list", "--count", "pages").strip() == "3"
    names = git(f"--git-dir={bare}", "ls-tree", "-r", "--name-only", "pages").split()
    assert git(f"--git-dir={bare}", "show", "pages:CNAME") == "guide.example\n"
    assert "stray.html" not in names
    assert ".nojekyll" in names


def test_nothing_new_is_no_commit(guide: Project, tmp_path: Path) -> None:
    bare = tmp_path / "bare.git"
    git("init", "--quiet", "--bare", bare)
    assert publish(f"git:{bare}#pages") == 0
    head = git(f"--git-dir={bare}", "rev-parse", "pages")
    assert publish(f"git:{bare}#pages") == 0
    assert git(f"--git-dir={bare}", "rev-parse", "pages") == head


def test_a_remote_is_known_by_its_name(guide: Project, tmp_path: Path) -> None:
    """As in the repository of the guide; its own index and branches stay untouched."""
    bare = tmp_path / "bare.git"
    git("init", "--quiet", "--bare", bare)
    git("init", "--quiet", guide.folder)
    git("remote", "add", "origin", bare)
    assert publish("git:origin#pages") == 0
    assert git(f"--git-dir={bare}", "show", "pages:index.html")
    assert not git("branch", "--list").strip()
    assert not git("ls-files").strip()


@pytest.mark.parametrize("kind", ["ssh", "sftp"])
def test_a_host_keeps_three_versions(
    guide: Project, tmp_path: Path, ssh: tuple[str, int], kind: str
) -> None:
    """The link leads to one of them, and it changes in one step."""
    command, port = ssh
    folder = tmp_path / "www"
    where = f"{kind}://{getpass.getuser()}@127.0.0.1:{port}{folder}"
    for words in "ABCD":
        change(guide, words)
        assert publish(where, "--ssh", command) == 0
        assert folder.is_symlink()
    kept = sorted(os.listdir(tmp_path / ".www.versions"))
    assert len(kept) == 3
    assert os.readlink(folder) in {f".www.versions/{name}" for name in kept}
    assert (folder / "index.html").stat().st_mode & 0o777 == 0o644
    assert folder.stat().st_mode & 0o777 == 0o755


def test_a_folder_of_ours_keeps_what_others_put_there(
    guide: Project, tmp_path: Path
) -> None:
    www = tmp_path / "www"
    assert publish(str(www)) == 0
    (www / "CNAME").write_text("guide.example", "utf-8")
    change(guide, "New")
    assert publish(str(www)) == 0
    assert publish(str(www), "--back") == 0
    assert (www / "CNAME").read_text("utf-8") == "guide.example"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("git:origin", "the branch is missing"),
        ("git:#pages", "the branch is missing"),
        ("git:origin#--force", "no name of a branch"),
        ("git:--upload-pack=x#pages", "no name of a branch"),
        ("ssh://host.example", "the folder on the host is missing"),
        ("sftp://host.example/", "the folder on the host is missing"),
        ("ssh:///srv/www", "the host is missing"),
        ("ssh://-oProxyCommand=x/srv/www", "the host is missing"),
        ("ssh://host.example:port/srv/www", "the port is no number"),
        ("ssh://me:secret@host.example/srv/www", "a password has no place here"),
        ("sftp://host.example/srv/../etc", "the folder on the host is missing"),
        ("ftp://host.example/www", "nothing is published by ftp"),
        ("https://host.example/www", "nothing is published by https"),
        ("me@host.example:srv/www", "this is a host or a folder"),
        ("origin:gh-pages", "./origin:gh-pages for a folder of that name"),
    ],
)
def test_words_that_name_no_target(
    guide: Project, words: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(words) == 2
    assert reason in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        "git:/no/such/repository#pages",
        "ssh://127.0.0.1:1/srv/www",
        "sftp://127.0.0.1:1/srv/www",
    ],
)
def test_a_target_that_cannot_be_reached_is_one_problem(
    guide: Project, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(words, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert [row["rule"] for row in told] == ["undelivered"]
    assert told[0]["path"] == words
    assert told[0]["hint"]


def test_targets_are_read_as_they_are_meant() -> None:
    """With and without a login, a port and signs that an address writes in percent."""
    branch = targets.parse("git:git@host.example:me/guide.git#gh-pages")
    assert branch == targets.Branch("git@host.example:me/guide.git", "gh-pages")
    host = targets.parse("ssh://me@host.example:2222/srv/my%20guide")
    assert isinstance(host, targets.Host)
    assert (host.login, host.port, str(host.path)) == (
        "me@host.example",
        2222,
        "/srv/my guide",
    )
    for name in ("../www", "./a:b", "www/a:b", "C:/www"):
        assert targets.parse(name) == targets.Folder(name)
