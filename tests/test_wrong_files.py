"""A wrong file never ends in a traceback, and never touches the published site.

Each kind of wrong file is put into a small guide that was published before. The
command then says what is wrong and where, and `output/` stays as it was.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from ibid.cli import main
from tests.conftest import HERE, put

ROOT = HERE.parent
COMMAND = ["build", "--today", "2026-11-22", "--jobs", "1"]
FIELDS = b"""---
title: A page
summary: About it.
published: 2026-01-10
last_reviewed: 2026-02-20
next_review: 2027-02-20
---
"""
PAGE = Path("content/wrong.md")
BOMB = b"".join(
    b"%c: &%c [%s]\n" % (97 + n, 97 + n, b",".join([b"*%c" % (96 + n)] * 9))
    for n in range(1, 20)
)

Texts = dict[str, bytes]


def tree(folder: Path) -> Texts:
    """Every file below the folder, byte for byte."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small guide and its site."""
    folder = tmp_path_factory.mktemp("published")
    shutil.copytree(HERE / "golden" / "content", folder / "content")
    for name in ("templates", "assets"):
        shutil.copytree(ROOT / name, folder / name)
    with contextlib.chdir(folder):
        assert main(COMMAND) == 0
    return folder


@pytest.fixture
def output(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Texts:
    """What is published of the guide before a file in it goes wrong."""
    shutil.copytree(published, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tree(Path("output"))


REFUSED: dict[str, tuple[bytes, str, str]] = {
    "not UTF-8": (FIELDS + b"Zo\xeb\n", "8:3", "not-utf-8"),
    "UTF-16": ("\ufeff---\ntitle: A\n---\n".encode("utf-16-le"), "1:1", "not-utf-8"),
    "UTF-16 without a mark": ("---\n".encode("utf-16-le"), "1:2", "control-character"),
    "nothing": (b"", "1:1", "empty-file"),
    "a byte-order mark alone": (b"\xef\xbb\xbf", "1:1", "empty-file"),
    "white space": (b" \n\t\n", "1:1", "empty-file"),
    "NUL bytes": (FIELDS + b"a\0b\n", "8:2", "control-character"),
    "nothing but NUL bytes": (b"\0" * 100_000, "1:1", "control-character"),
    "an escape sequence": (FIELDS + b"\x1b[2Jaway\n", "8:1", "control-character"),
    "our own private marks": (
        FIELDS + "It may.\ue0000\ue001\n".encode(),
        "8:8",
        "control-character",
    ),
    "no fields": (b"Hello.\n", "1:1", "no-front-matter"),
    "a word processor's": (b"{\\rtf1\\ansi Rest.}", "1:1", "no-front-matter"),
    "three hyphens alone": (b"---", "1:1", "no-front-matter"),
    "a line of hyphens alone": (b"---\n", "1:1", "front-matter-not-closed"),
    "fields that are not closed": (
        FIELDS[:-4] + b"\nText.\n",
        "6:1",
        "front-matter-not-closed",
    ),
    "a tab in the fields": (b"---\ncare:\n\tsoon: x\n---\n", "3:1", "yaml-tab"),
    "a tab behind a name": (b"---\ntitle:\t\tx: y\n---\n", "2:10", "yaml-syntax"),
    "deep brackets": (
        b"---\ntitle: " + b"[" * 100_000 + b"\n---\n",
        "2:27",
        "yaml-shape",
    ),
    "deep brackets that close": (
        b"---\ntitle: " + b"[" * 100_000 + b"]" * 100_000 + b"\n---\n",
        "2:27",
        "yaml-shape",
    ),
    "deep braces": (
        b"---\ntitle: " + b"{a: " * 50_000 + b"\n---\n",
        "2:84",
        "yaml-shape",
    ),
    "deep indentation": (
        b"---\n" + b"".join(b" " * n + b"a:\n" for n in range(700)) + b"---\n",
        "22:21",
        "yaml-shape",
    ),
    "deep question marks": (
        b"---\n" + b"? " * 50_000 + b"\n---\n",
        "2:41",
        "yaml-shape",
    ),
    "a bomb of aliases": (b"---\na: &a [x]\n" + BOMB + b"---\n", "", "yaml-shape"),
    "an alias of itself": (b"---\na: &a [*a]\n---\n", "2:4", "yaml-shape"),
    "a tag that makes objects": (
        b'---\ntitle: !!python/object/apply:os.system ["true"]\n---\n',
        "2:8",
        "wrong-value",
    ),
    "a list for every field": (
        FIELDS.replace(b": ", b": [a, {b: c}], x").replace(b", x", b" #"),
        "2:8",
        "wrong-value",
    ),
    "a long unknown field": (
        b"---\n" + b"a" * 100_000 + b": 1\n---\n",
        "",
        "yaml-syntax",
    ),
    "a long unknown citation": (
        FIELDS + b"[@" + b"a" * 1_000_000 + b"]",
        "8:100001",
        "too-much",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_wrong_text_is_a_problem_with_its_place(
    kind: str, output: Texts, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command ends with 1, names the place, and leaves the site as it was."""
    text, place, rule = REFUSED[kind]
    PAGE.write_bytes(text)
    assert main(COMMAND) == 1
    said = capsys.readouterr().err
    assert f"{PAGE}:{place}" in said
    assert f"[{rule}]" in said
    assert "Traceback" not in said
    assert tree(Path("output")) == output


@pytest.mark.parametrize("kind", REFUSED)
def test_a_wrong_site_file_is_a_problem_with_its_place(
    kind: str, output: Texts, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same texts as `site.yaml`, which has no lines of hyphens."""
    Path("content/site.yaml").write_bytes(REFUSED[kind][0])
    assert main(COMMAND) == 1
    said = capsys.readouterr().err
    assert "content/site.yaml:" in said
    assert "Traceback" not in said
    assert tree(Path("output")) == output


ADVISED = {
    "byte-order-mark": b"\xef\xbb\xbf" + FIELDS + b"\nText.\n",
    "windows-line-ends": (FIELDS + b"\nText.\n").replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("rule", ADVISED)
def test_what_windows_adds_is_advice_and_is_read_all_the_same(
    rule: str, output: Texts, capsys: pytest.CaptureFixture[str]
) -> None:
    PAGE.write_bytes(FIELDS + b"\nText.\n")
    assert main(COMMAND) == 0
    clean = tree(Path("output"))
    PAGE.write_bytes(ADVISED[rule])
    assert main(COMMAND) == 0
    said = capsys.readouterr().err
    assert "advice: " in said
    assert f"[{rule}]" in said
    assert tree(Path("output")).keys() == clean.keys()
    page = "wrong/index.html"
    assert tree(Path("output"))[page] == clean[page]
    assert output.keys() < clean.keys()


def test_strictness_makes_that_advice_stop_the_build(
    output: Texts, capsys: pytest.CaptureFixture[str]
) -> None:
    PAGE.write_bytes(ADVISED["byte-order-mark"])
    assert main([*COMMAND, "--strict"]) == 1
    assert "[byte-order-mark]" in capsys.readouterr().err
    assert tree(Path("output")) == output


def test_a_line_of_a_megabyte_is_more_than_a_page_holds(
    output: Texts, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its excerpt in a report is as short as any other."""
    PAGE.write_bytes(FIELDS + b"word " * 300_000 + b"{nobody}\n")
    assert main(COMMAND) == 1
    said = capsys.readouterr().err
    assert f"{PAGE}:8:100001: error: the text goes on for 1500009 signs" in said
    assert max(map(len, said.splitlines())) < 300
    assert tree(Path("output")) == output


def make_folder(path: Path) -> None:
    path.mkdir()


def link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def link_to_nothing(path: Path) -> None:
    path.symlink_to("nothing.md")


def link_to_its_own_folder(path: Path) -> None:
    path.symlink_to(".")


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


ODD: dict[str, Callable[[Path], None]] = {
    "a folder": make_folder,
    "a link to itself": link_to_itself,
    "a link to nothing": link_to_nothing,
    "a link to its own folder": link_to_its_own_folder,
    "a pipe": make_pipe,
}


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("place", ["content/wrong.md", "content/wrong.png"])
def test_what_is_no_file_is_a_problem(
    kind: str, place: str, output: Texts, capsys: pytest.CaptureFixture[str]
) -> None:
    if kind == "a folder" and place.endswith(".png"):
        place = "content/wrong.yaml"
    ODD[kind](Path(place))
    assert main(COMMAND) == 1
    said = capsys.readouterr().err
    assert f"{place}:1:1: error: this can't be read: " in said
    assert "Traceback" not in said
    assert tree(Path("output")) == output


NAMES = {
    "a\u202eb.md": "a\\u202eb.md:1:1: error: its name holds an invisible character",
    "a\nb.md": "a\\nb.md:1:1: error: its name holds the end of a line",
    "what?.md": "what?.md:1:1: error: its name holds ?, which Windows",
    "a:b.png": "a:b.png:1:1: error: its name holds :, which Windows",
    "Con.md": "Con.md:1:1: error: Windows keeps the name Con for a device",
    "lpt1.more.md": "lpt1.more.md:1:1: error: Windows keeps the name lpt1",
    " a.md": " a.md:1:1: error: its name begins or ends with a space",
    "a..md": "a..md:1:1: error: its name begins or ends with a space, or ends with",
    "😀.md": "😀.md:1:1: error: its name has neither a letter nor a digit",
    "static/aux": "static/aux:1:1: error: Windows keeps the name aux",
    "About.md": "about.md:1:1: error: another file has this name too, in capital",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_not_every_machine_can_have_is_a_problem(
    name: str, output: Texts, capsys: pytest.CaptureFixture[str]
) -> None:
    """The site could not be copied to a memory stick, nor the guide to Windows."""
    path = Path("content", name)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(FIELDS + b"\nText.\n")
    assert main(COMMAND) == 1
    said = capsys.readouterr().err
    assert f"{Path('content', NAMES[name])}" in said
    assert said.count(": error: ") == said.count("[file-name]") == 1
    assert "Traceback" not in said
    assert tree(Path("output")) == output


@pytest.mark.parametrize("name", ["-x.md", "x y.md", "%41x.md", "50%x.md", "😀x.md"])
def test_a_name_that_every_machine_can_have_is_a_page(name: str, output: Texts) -> None:
    Path("content", name).write_bytes(FIELDS + b"\nText.\n")
    assert main(COMMAND) == 0
    (page,) = tree(Path("output")).keys() - output.keys()
    assert page.endswith(("x/index.html", "x-y/index.html"))


@pytest.mark.parametrize(
    "place", ["content/leak.svg", "content/leak.md", "content/causes/leak.yaml"]
)
@pytest.mark.parametrize("way", ["absolute", "relative", "through a link"])
def test_nothing_outside_the_folder_is_read(
    place: str, way: str, output: Texts, capsys: pytest.CaptureFixture[str]
) -> None:
    """A link that leads out is a problem; not a byte of what it leads to is shown."""
    Path("secret").write_bytes(b"secret \xff")
    target = {"absolute": Path("secret").absolute(), "relative": Path("../secret")}
    deep = "../../secret" if place.count("/") > 1 else "../secret"
    if way == "through a link":
        Path("content/.way").symlink_to(target["absolute"])
        target[way] = Path("content/.way").absolute()
    Path(place).symlink_to(deep if way == "relative" else target[way])
    assert main(COMMAND) == 1
    said = capsys.readouterr().err
    assert f"{place}:1:1: error: this is a link that leads out of content/" in said
    assert said.count(": error: ") == 1
    assert tree(Path("output")) == output


@pytest.mark.parametrize("folder", ["templates", "assets"])
def test_links_that_lead_out_of_the_look_are_problems(
    folder: str, output: Texts, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / folder, folder, dirs_exist_ok=True)
    Path("secret").write_text("secret")
    Path(folder, "leak.html").symlink_to(Path("secret").absolute())
    assert main([*COMMAND, f"--{folder}={folder}"]) == 1
    assert f"{folder}/leak.html:1:1: error: this is a link" in capsys.readouterr().err


def test_a_link_within_the_folder_is_followed(output: Texts) -> None:
    PAGE.write_bytes(FIELDS + b"\n![A leg](leg.png)\n")
    Path("content/pictures").mkdir()
    leg = Image.new("L", (8, 8), 99)
    leg.save("content/pictures/leg.png")
    Path("content/leg.png").symlink_to("pictures/leg.png")
    assert main(COMMAND) == 0
    (shown,) = Path("output/assets").glob("leg*.png")
    assert Image.open(shown).tobytes() == leg.tobytes()


def test_only_pictures_that_a_page_shows_are_published(
    output: Texts, capsys: pytest.CaptureFixture[str]
) -> None:
    """One that is linked counts as shown; others are named, and stay at home."""
    PAGE.write_bytes(FIELDS + b"\n![A leg](leg.png)\n\n[Plan](sub/plan.svg#top)\n")
    Path("content/sub").mkdir()
    for number, name in enumerate(("leg.png", "private.jpg", "sub/leg.png")):
        Image.new("L", (8, 8), number).save(Path("content", name))
    root = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    Path("content/sub/plan.svg").write_text(f"{root}<title>Plan</title></svg>")
    assert main(COMMAND) == 0
    said = capsys.readouterr().err
    told = [line for line in said.splitlines() if "[unused-file]" in line]
    assert [line.partition(":")[0] for line in told] == [
        "content/private.jpg",
        "content/sub/leg.png",
    ]
    published = {re.split(r"[-.]", Path(name).name)[0] for name in tree(Path("output"))}
    assert {"leg", "plan"} <= published
    assert "private" not in published


# Everything is loaded before the rights are given up: Python itself may lie where
# nobody else can read it.
UNPRIVILEGED = """
import os, sys
from ibid.cli import main
main(["check", *sys.argv[2:]])
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
print("now", file=sys.stderr)
sys.exit(main(sys.argv[1:]))
"""


def test_a_file_that_may_not_be_read_is_a_problem(output: Texts) -> None:
    """The build runs as nobody, because an administrator may read everything."""
    put(PAGE, FIELDS)
    PAGE.chmod(0)
    closed = Path("content/closed")
    closed.mkdir(0)
    open_up(Path.cwd())
    done = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, *COMMAND],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    closed.chmod(0o700)
    said = done.stderr.partition("now\n")[2]
    assert "content/wrong.md:1:1: error: this can't be read: permission" in said
    assert "content/closed:1:1: error: this can't be read: permission" in said
    assert "Traceback" not in said
    assert done.returncode == 1
    assert tree(Path("output")) == output


def open_up(folder: Path) -> None:
    """Let everybody walk to the folder."""
    for parent in (folder, *folder.parents):
        if parent.stat().st_uid == os.geteuid() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o055)
