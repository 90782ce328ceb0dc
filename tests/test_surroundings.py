"""Where a command is run: streams that are closed or full, a folder that is gone."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from ibid.cli import main
from ibid.units.executors import FEWEST
from tests import namespaces
from tests.guides import ROOT, TODAY, Project, small_guide, tree

BUILD = shlex.join([sys.executable, str(ROOT / "build.py")])
COMMANDS = {
    "build": f"build --today={TODAY} --jobs=1",
    "check": f"check --today={TODAY}",
    "stats": f"stats --today={TODAY}",
    "new": f"new page Shoes --today={TODAY}",
    "rename": "rename remedies/magnesium.md remedies/salt.md",
    "import": f"import - --today={TODAY}",
    "publish": f"publish ../www --today={TODAY} --jobs=1",
    "editor": "editor",
    "headers": "headers nginx",
    "help": "build --help",
    "version": "--version",
}
CLOSED = ["<&-", ">&-", "<&- >&- 2>&-"]
# What a command ends with where nobody types anything for it to read.
EMPTY = {"import": 1}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_guide(tmp_path / "guide")


def run(project: Project, line: str) -> subprocess.CompletedProcess[str]:
    """What comes of a line of the shell in the guide's folder."""
    return subprocess.run(
        ["sh", "-c", line],
        cwd=project.folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def only_error(said: str) -> str:
    """The one line that isn't about what a hint says."""
    errors = [line for line in said.splitlines() if ": error: " in line]
    assert len(errors) == 1, said
    assert "Traceback" not in said
    assert "[internal]" not in said
    return errors[0]


@pytest.mark.parametrize(
    ("command", "closed"),
    [
        *((command, "2>&-") for command in COMMANDS),
        *((command, closed) for command in ("build", "import") for closed in CLOSED),
    ],
)
def test_a_stream_may_be_closed(project: Project, command: str, closed: str) -> None:
    """All else is as ever: what is done, and the exit code."""
    done = run(project, f"{BUILD} {COMMANDS[command]} {closed}")
    assert done.returncode == EMPTY.get(command, 0), done.stderr
    if command == "import" and "2>&-" not in closed:
        assert "the file is empty" in only_error(done.stderr)
    elif "2>&-" not in closed:
        assert ": error: " not in done.stderr
    assert "<!doctype" not in done.stdout
    if command == "build":
        assert (project.output / "index.html").is_file()


@pytest.mark.parametrize(
    ("command", "unbuffered"),
    [("stats", ""), *((command, "1") for command in sorted(COMMANDS.keys() - EMPTY))],
)
def test_what_cannot_be_printed_is_no_success(
    project: Project, command: str, unbuffered: str
) -> None:
    start = f"PYTHONUNBUFFERED={unbuffered} {BUILD}"
    done = run(project, f"{start} {COMMANDS[command]} >/dev/full")
    assert done.returncode == 1
    assert only_error(done.stderr).startswith("standard output:1:1: error: no space")


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (f"check --today={TODAY} --claims claims.csv", "claims.csv"),
        (f"check --today={TODAY} --report stand.html", "stand.html"),
        (f"new page Shoes --today={TODAY}", "content/shoes.md"),
        (COMMANDS["rename"], "content/remedies/salt.md"),
    ],
)
def test_a_file_that_can_hold_nothing_is_named(
    project: Project, command: str, name: str
) -> None:
    before = tree(project.content)
    done = run(project, f"ulimit -f 0; {BUILD} {command}")
    assert done.returncode == 1
    assert only_error(done.stderr).startswith(f"{name}:1:1: error: file too large")
    assert "ulimit -f" in done.stderr
    assert tree(project.content) == before


@pytest.mark.parametrize("command", ["build", "check", "publish"])
def test_a_folder_that_is_gone_is_one_message(project: Project, command: str) -> None:
    there = project.folder / "gone"
    line = f"mkdir {there}; cd {there}; rmdir {there}; {BUILD} {COMMANDS[command]}"
    done = run(project, line)
    assert done.returncode == 1
    assert only_error(done.stderr)
    assert done.stderr.count("hint: ") == 1


def test_a_guide_that_is_not_there_has_no_figures(project: Project) -> None:
    done = run(project, f"{BUILD} stats --content=nowhere")
    assert (done.returncode, done.stdout) == (1, "")
    assert only_error(done.stderr).startswith("nowhere:1:1: error: this folder isn't")


def test_a_guide_that_may_not_be_read_is_one_message(project: Project) -> None:
    if not namespaces.unshare():
        return
    shut = f"chmod 0 {project.content}"
    for command in ("build", "check", "stats"):
        words = [*COMMANDS[command].split(), f"--content={project.content}"]
        done = namespaces.run(shut, words, f"chmod 755 {project.content}")
        assert done.returncode == 1
        assert "permission denied [no-folder]" in only_error(done.stderr)


NAMES = [
    "my guide 'of' \"quotes\"",
    "two\nlines",
    "leg 🦵 é",
    os.fsdecode(b"gu\xefde"),
    "100% {path} %s $HOME #x ?y",
    "-rf",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_may_have_any_name(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
) -> None:
    project = small_guide(tmp_path / name)
    monkeypatch.chdir(project.folder)
    assert main(COMMANDS["publish"].split()) == 0
    assert capsys.readouterr().err == ""
    project.write("content/about.md", project.read("content/about.md") + "[@nobody]\n")
    assert main(COMMANDS["check"].split()) == 1
    assert only_error(capsys.readouterr().err).startswith("content/about.md:")


@pytest.mark.parametrize("name", [NAMES[0], os.fsdecode(b"gu\xefde"), "-rf"])
def test_a_command_starts_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    project = small_guide(tmp_path / name)
    project.write("content/about.md", project.read("content/about.md") + "[@nobody]\n")
    done = run(project, f"{BUILD} {COMMANDS['check']}")
    assert done.returncode == 1
    assert only_error(done.stderr).startswith("content/about.md:")


@pytest.mark.parametrize("isolated", ["-I", "-P"])
def test_an_isolated_python_finds_the_program_beside_its_command(
    project: Project, isolated: str
) -> None:
    done = run(
        project, shlex.join([sys.executable, isolated, str(ROOT / "build.py"), "check"])
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


@pytest.mark.parametrize(
    ("command", "files"), [("check --jobs=2", FEWEST), ("serve --port=0", 0)]
)
def test_a_system_that_starts_no_more_threads_is_named(
    project: Project, command: str, files: int
) -> None:
    """A stack that no machine has room for keeps it from starting any."""
    code = "\n".join(
        [
            "import sys, threading",
            f"sys.path.insert(0, {str(ROOT)!r})",
            "threading.stack_size(1 << 46)",
            "from ibid.cli import main",
            f"sys.exit(main({shlex.split(command)!r}))",
        ]
    )
    text = project.read("content/remedies/magnesium.md")
    for number in range(files):
        project.write(f"content/remedies/copy{number}.md", text)
    done = run(project, shlex.join([sys.executable, "-c", code]))
    assert done.returncode == 1
    assert "can't start new thread [refused]" in only_error(done.stderr)


def test_a_python_without_the_packages_is_told_so(project: Project) -> None:
    """Such as the system's own, where the one that was set up was meant."""
    bare = f"{shlex.quote(sys.executable)} -S {shlex.quote(str(ROOT / 'build.py'))}"
    done = run(project, f"{bare} check")
    assert done.returncode == 1
    assert "isn't installed for" in only_error(done.stderr)
    assert "make site" in done.stderr
