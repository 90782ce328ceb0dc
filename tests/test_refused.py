"""What the system refuses ends in one message: which file, why, and what to do."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests import namespaces
from tests.guides import ROOT, TODAY, Project, site, small_guide, tree

CAN_MOUNT = bool(namespaces.unshare())


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small guide that was never built."""
    return small_guide(tmp_path / "guide")


def words(project: Project, output: Path | None = None) -> list[str]:
    """The command that builds it."""
    names = ("content", "templates", "assets")
    options = [f"--{name}={project.folder / name}" for name in names]
    where = output or project.output
    return ["build", *options, f"--output={where}", f"--today={TODAY}", "--jobs=1"]


def build(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "build.py", *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def only_error(said: str) -> str:
    """The one line of an error, which has a hint below it."""
    errors = [line for line in said.splitlines() if ": error: " in line]
    assert len(errors) == 1, said
    assert said.count("hint: ") == 1
    assert "Traceback" not in said
    return errors[0]


def test_a_wrong_content_folder_is_one_error(project: Project) -> None:
    missing = project.folder / "contents"
    done = build([*words(project), f"--content={missing}"])
    assert done.returncode == 1
    assert only_error(done.stderr).startswith(f"{missing}:1:1: error: this folder")


def test_an_output_that_is_a_link_to_itself_is_one_error(project: Project) -> None:
    project.output.symlink_to("output")
    done = build(words(project))
    assert done.returncode == 1
    assert str(project.output) in only_error(done.stderr)


@pytest.mark.parametrize("name", [b"caf\xe9.md", b"\xff\xfe.png"])
def test_a_name_that_is_no_text_is_one_error(project: Project, name: bytes) -> None:
    path = os.fsencode(project.content) + b"/" + name
    with open(path, "wb"):
        pass
    done = build(words(project))
    assert done.returncode == 1
    assert "\\x" in only_error(done.stderr)
    assert "its name isn't UTF-8" in done.stderr


@pytest.mark.parametrize(
    ("built", "inside"), [(False, False), (True, False), (True, True)]
)
def test_a_full_disk_is_named(project: Project, built: bool, inside: bool) -> None:
    """The site that stood there stands as it was; so does what others put there."""
    disk = project.folder / "disk"
    disk.mkdir()
    output = disk if inside else disk / "output"
    before = f"mount -t tmpfs -o size=6M,mode=777 none {disk}"
    if built:
        command = shlex.join([sys.executable, "build.py", *words(project, output)])
        before += f"; {command} >&2; cp -r {output} {project.folder}/first"
    before += f"; rm -f {output}/about/index.html" * built
    before += f"; dd if=/dev/zero of={disk}/filler bs=4k status=none || true"
    after = f"cp -r {output} {project.folder}/second" * built
    if not CAN_MOUNT:
        return
    done = namespaces.run(before, words(project, output), after)
    assert done.returncode == 1, done.stderr
    assert "no space left on device [refused]" in only_error(done.stderr)
    assert str(output) in only_error(done.stderr)
    assert "free some room" in done.stderr
    if built:
        first, second = (site(project.folder / name) for name in ("first", "second"))
        del first["about/index.html"]
        second.pop("filler", None)
        assert {name for name in second if second[name] is not None} == set(first)


def test_a_disk_that_can_only_be_read_is_named(project: Project) -> None:
    disk = project.folder / "disk"
    disk.mkdir()
    if not CAN_MOUNT:
        return
    before = f"mount -t tmpfs -o ro none {disk}"
    done = namespaces.run(before, words(project, disk / "output"))
    assert done.returncode == 1
    assert "read-only file system [refused]" in only_error(done.stderr)
    assert str(disk) in done.stderr


def test_a_mount_point_can_be_published(project: Project, tmp_path: Path) -> None:
    """Such as a container's volume: the second build changes it, and keeps the rest."""
    volume = tmp_path / "volume"
    volume.mkdir()
    project.output.mkdir()
    if not CAN_MOUNT:
        return
    mount = f"mount --bind {volume} {project.output}"
    done = namespaces.run(mount, words(project))
    assert (done.returncode, done.stderr) == (0, "")
    (volume / "CNAME").write_text("small.example\n")
    (project.content / "remedies/magnesium.md").unlink()
    project.replace("content/remedies/stretching.md", ", magnesium.md", "")
    done = namespaces.run(mount, words(project))
    assert (done.returncode, done.stderr) == (0, "")
    elsewhere = tmp_path / "elsewhere/output"
    assert project.build(elsewhere).published
    assert site(volume) == {**site(elsewhere), "CNAME": b"small.example\n"}
    assert not (volume / "remedies/magnesium").exists()
    assert tree(project.output) == {}


@pytest.mark.parametrize("umask", ["077", "0777"])
def test_a_strict_umask_leaves_a_site_that_a_server_can_read(
    project: Project, umask: str
) -> None:
    if not CAN_MOUNT:
        return
    done = namespaces.run(f"umask {umask}", words(project))
    assert (done.returncode, done.stderr) == (0, "")
    modes = {
        (path.is_dir(), path.stat().st_mode & 0o777)
        for path in (project.output, *project.output.rglob("*"))
    }
    assert modes == {(True, 0o755), (False, 0o644)}


def test_a_build_that_waits_says_for_whom(project: Project) -> None:
    """And goes on by itself when the other one is done."""
    holder = """
import sys
from pathlib import Path
from ibid.site import publishing
with publishing.alone(Path(sys.argv[1])):
    print(flush=True)
    sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", holder, project.output],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as first:
        assert first.stdin
        assert first.stdout
        first.stdout.readline()
        with subprocess.Popen(
            [sys.executable, "build.py", *words(project)],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
        ) as second:
            assert second.stderr
            said = second.stderr.readline()
            first.stdin.close()
        assert second.returncode == 0
    assert f"another build is publishing (process {first.pid}); waiting" in said
    assert site(project.output)
