"""A file under another name: nothing leads nowhere, and its readers find it."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ibid import cli
from tests.guides import Project, small_guide


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    project = small_guide(tmp_path / "guide")
    monkeypatch.chdir(project.folder)
    return project


def names(guide: Project) -> list[str]:
    found = (path.relative_to(guide.content) for path in guide.content.rglob("*.md"))
    fixed = ("index.md", "about.md", "see-a-doctor.md")
    return sorted(path.as_posix() for path in found if path.name not in fixed)


def rename(old: str, new: str, *more: str) -> int:
    return cli.main(["rename", old, new, *more])


def problems(guide: Project) -> list[str]:
    return [one.message for one in guide.build().problems]


def test_every_file_can_have_another_name(guide: Project) -> None:
    """One by one, and all at once in the end: the guide stays without a new problem."""
    before = problems(guide)
    for name in names(guide):
        new = name.replace(".md", "-2.md")
        assert rename(name, new) == 0, name
        assert not (guide.content / name).exists()
        assert problems(guide) == before, name
    assert all(name.endswith("-2.md") for name in names(guide))


def test_there_and_back_only_the_old_address_is_left(guide: Project) -> None:
    was = {
        path: path.read_text("utf-8")
        for path in sorted(guide.content.rglob("*"))
        if path.suffix in (".md", ".yaml")
    }
    name = next(name for name in names(guide) if name.startswith("remedies/"))
    assert rename(name, "remedies/other.md") == 0
    assert rename("remedies/other.md", name) == 0
    for path, text in was.items():
        now = re.sub(r"aliases: \[.*\]\n", "", path.read_text("utf-8"))
        assert now == text, path


def test_readers_who_come_by_the_old_address_are_led_on(guide: Project) -> None:
    name = next(name for name in names(guide) if name.startswith("remedies/"))
    stem = Path(name).stem
    assert rename(name, "remedies/first.md") == 0
    assert rename("remedies/first.md", "remedies/second.md") == 0
    assert guide.build().published
    for old in (stem, "first"):
        page = (guide.output / "remedies" / old / "index.html").read_text("utf-8")
        assert 'content="0; url=../second/index.html"' in page
        assert 'rel="canonical" href="' in page
        assert "/remedies/second/" in page
    sitemap = (guide.output / "sitemap.xml").read_text("utf-8")
    assert "remedies/second/" in sitemap
    assert "remedies/first/" not in sitemap


def test_a_source_keeps_what_cites_it(guide: Project) -> None:
    """Its key changes in bodies and fields, its record's file with it; not in words."""
    key = next(Path(name).stem for name in names(guide) if name[:4] == "refe")
    guide.write(f"content/references/{key}.record.json", "{}")
    about = guide.read("content/about.md")
    guide.write("content/about.md", f"{about}\nWrite \\@{key} and `{key}`.[@{key}]\n")
    assert rename(f"references/{key}.md", "references/renamed2020.md") == 0
    assert "@" + key not in guide.read("content/about.md").replace(f"\\@{key}", "")
    assert f"Write \\@{key} and `{key}`.[@renamed2020]" in guide.read(
        "content/about.md"
    )
    assert (guide.content / "references/renamed2020.record.json").is_file()
    assert not (guide.content / f"references/{key}.record.json").exists()


def test_a_dry_run_changes_nothing(
    guide: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in guide.content.rglob("*.md")}
    name = names(guide)[0]
    assert rename(name, name.replace(".md", "-2.md"), "--dry-run") == 0
    assert "Would rename" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in guide.content.rglob("*.md")} == before


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("remedies/none.md", "remedies/a.md", "there is no page"),
        ("about.md", "we.md", "its name stays"),
        ("index.md", "home.md", "its name stays"),
        ("{remedy}", "causes/a.md", "keep it in its section"),
        ("{remedy}", "remedies/a.txt", "keep it in its section"),
        ("{remedy}", "remedies/deep/a.md", "keep it in its section"),
        ("{remedy}", "remedies/index.md", "there already"),
        ("{remedy}", "../a.md", "no path within the guide"),
        ("{remedy}", "remedies/../a.md", "no path within the guide"),
        ("{remedy}", "/remedies/a.md", "no path within the guide"),
        ("{remedy}", "{remedy}", "there already"),
        ("{remedy}", "remedies/Index.md", "there already"),
        ("{remedy}", "remedies/.a.md", "a hidden file"),
        ("{remedy}", "remedies/.md", "a hidden file"),
        ("{remedy}", "remedies/a\nb.md", "the end of a line"),
        ("{remedy}", "remedies/a\u202eb.md", "invisible character"),
        ("{remedy}", "remedies/\udcff.md", "invisible character"),
        ("{remedy}", "remedies/what?.md", "its name holds ?"),
        ("{remedy}", "remedies/a\\b.md", "its name holds \\"),
        ("{remedy}", "remedies/Con.md", "the name Con for a device"),
        ("{remedy}", "remedies/a .md", "with a space"),
        ("{remedy}", "remedies/a..md", "with a dot"),
        ("{source}", "references/Chen 2018.md", "Chen 2018 can't be cited"),
        ("{source}", "references/chen-.md", "chen- can't be cited"),
    ],
)
def test_what_cannot_be_is_refused(
    guide: Project,
    old: str,
    new: str,
    reason: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    remedy = next(name for name in names(guide) if name.startswith("remedies/"))
    before = {path: path.read_bytes() for path in guide.folder.rglob("*.md")}
    source = next(name for name in names(guide) if name.startswith("references/"))
    holes = {"{remedy}": remedy, "{source}": source}
    words = [holes.get(one, one) for one in (old, new)]
    assert rename(*words) == 1
    assert reason in capsys.readouterr().err
    assert {path: path.read_bytes() for path in guide.folder.rglob("*.md")} == before


def test_small_letters_may_become_capital_ones(guide: Project) -> None:
    """Of both names only one is ever there, as on a disk that takes them for one."""
    remedy = next(name for name in names(guide) if name.startswith("remedies/"))
    folder = guide.content / "remedies"
    assert rename(remedy, remedy.replace("remedies/", "remedies/X")) == 0
    (moved,) = [path for path in folder.iterdir() if path.name.startswith("X")]
    text = moved.read_text("utf-8")
    assert rename(f"remedies/{moved.name}", f"remedies/{moved.name.lower()}") == 0
    assert (folder / moved.name.lower()).read_text("utf-8").startswith(text[:40])
    assert not [path for path in folder.iterdir() if path.name.startswith((".", "X"))]


def test_what_cannot_be_written_changes_nothing(
    guide: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """A source's mends stand in several files: one of them alone would be wrong."""
    source = next(name for name in names(guide) if name.startswith("references/"))
    blocked = guide.content / "references/.other2020.md.new"
    blocked.mkdir()
    before = {path: path.read_bytes() for path in guide.folder.rglob("*.md")}
    assert rename(source, "references/other2020.md") == 1
    assert "[refused]" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in guide.folder.rglob("*.md")} == before
    assert list(guide.content.rglob(".*.new")) == [blocked]


def test_a_file_that_no_build_reads_is_not_written_over(
    guide: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    remedy = next(name for name in names(guide) if name.startswith("remedies/"))
    (guide.content / "remedies/taken.record.json").write_text("mine", "utf-8")
    (guide.content / remedy).with_suffix(".record.json").write_text("its", "utf-8")
    assert rename(remedy, "remedies/taken.md") == 1
    assert "taken.record.json is there already" in capsys.readouterr().err
    assert (guide.content / remedy).exists()


def test_a_guide_that_cannot_be_read_is_mended_first(
    guide: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    guide.write("content/about.md", "no fields")
    name = names(guide)[0]
    assert rename(name, name.replace(".md", "-2.md")) == 1
    assert "mend what `check` finds first" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("https://old.example/page/", "bad-alias"),
        ("../up/", "bad-alias"),
        ("old page/", "bad-alias"),
        ("old//page", "bad-alias"),
        ("?page=1", "bad-alias"),
        ("/", "bad-alias"),
        ("now/", "repeated-slug"),
        ("404.html", "repeated-slug"),
        ("see-a-doctor/", "repeated-slug"),
        ("ABOUT", "repeated-slug"),
        ("about/index.html", "repeated-slug"),
        ("index.html", "repeated-slug"),
    ],
)
def test_an_alias_that_cannot_be(guide: Project, written: str, rule: str) -> None:
    name = f"content/{next(one for one in names(guide) if one.startswith('cau'))}"
    guide.replace(name, "title: ", f'aliases: ["{written}"]\ntitle: ')
    told = guide.build().problems
    assert [(one.rule, one.place.line) for one in told if one.rule == rule] == [
        (rule, 2)
    ]


def test_one_old_address_leads_to_one_page(guide: Project) -> None:
    first, second = names(guide)[:2]
    for name in (first, second):
        guide.replace(f"content/{name}", "title: ", "aliases: [old/]\ntitle: ")
    assert [one.rule for one in guide.build().problems] == ["repeated-slug"]


STEP = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(stem=STEP, html=st.booleans())
def test_an_old_address_is_found_as_it_was_asked_for(
    guide: Project, stem: str, html: bool
) -> None:
    written = f"old/{stem}.html" if html else f"/old/{stem}/"
    name = f"content/{names(guide)[0]}"
    before = guide.read(name)
    guide.replace(name, "title: ", f"aliases: [{written}]\ntitle: ")
    assert guide.build().published
    path = written.strip("/") if html else f"old/{stem}/index.html"
    assert (guide.output / path).is_file()
    guide.write(name, before)
