"""What a build does to the output folder, and what it leaves alone."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ibid import building
from ibid.site import digests, exchange, publishing, trees, workshop
from ibid.site.workshop import Workshop
from tests import namespaces
from tests.guides import ROOT, TODAY, Project, site, small_guide, tree

# A root without capabilities is held to the permissions of files, as anyone is.
UNPRIVILEGED = """
import ctypes, sys
if sys.platform == "linux":
    nobody = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert ctypes.CDLL(None).capset(*nobody) == 0
from ibid import cli
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small guide that was built once."""
    project = small_guide(tmp_path / "guide")
    assert project.build().published
    return project


def command(project: Project, output: Path | None = None) -> list[str]:
    options = [f"--{name}={project.folder / name}" for name in ("content", "templates")]
    assets = f"--assets={project.folder / 'assets'}"
    where = f"--output={output or project.output}"
    return ["build", *options, assets, where, f"--today={TODAY}"]


def stamps(folder: Path) -> dict[str, tuple[int, int, int]]:
    """What a change of a file or a folder can't help changing."""
    found = {path: path.lstat() for path in (folder, *folder.rglob("*"))}
    return {
        path.relative_to(folder.parent).as_posix(): (
            stat.st_ino,
            stat.st_mtime_ns,
            stat.st_ctime_ns,
        )
        for path, stat in found.items()
    }


def strays(project: Project) -> set[str]:
    inputs = {"content", "templates", "assets", "output", ".cache", ".output.ibid"}
    return {path.name for path in project.folder.iterdir()} - inputs


def test_a_second_build_writes_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files, folders and their times all stay as they were, the memory's too."""
    # What was written just now is trusted too, and so is known after one more build.
    monkeypatch.setattr(digests, "FINE_NS", 0)
    monkeypatch.setattr(digests, "COARSE_NS", 0)
    assert project.build().published
    before = stamps(project.output), stamps(project.folder / ".cache")
    assert project.build().published
    assert before == (stamps(project.output), stamps(project.folder / ".cache"))


def test_an_edit_rewrites_only_what_it_changes(project: Project) -> None:
    """A page that nothing changed keeps its very file, so that copying stays cheap."""
    before = stamps(project.output)
    project.replace("content/about.md", "The editors are", "We are")
    project.build()
    after = stamps(project.output)
    inodes = {name for name in before if before[name][0] == after[name][0]}
    files = {f"output/{name}" for name in tree(project.output)}
    # The feed has the whole text, too.
    assert {"output/about/index.html", "output/feed.xml"} == files - inodes


def test_the_tree_that_stood_before_is_kept_without_what_changed(
    project: Project,
) -> None:
    """It takes no room but that of its folders, and has no page that was withdrawn."""
    project.replace("content/about.md", "The editors are", "We are")
    project.build()
    spare = workshop.of(project.output).spare
    gone = tree(project.output).keys() - tree(spare).keys()
    assert gone == {"about/index.html", "feed.xml"}
    for name in tree(spare):
        assert (spare / name).samefile(project.output / name)


def test_a_tree_is_made_like_another_whatever_it_held(tmp_path: Path) -> None:
    """Other files of the same names, folders in place of files, and what is gone."""
    old, new = tmp_path / "old", tmp_path / "new"
    for path in ("page", "same", "deep/page", "left/out", "void/"):
        (old / path).parent.mkdir(parents=True, exist_ok=True)
        (old / path).mkdir() if path.endswith("/") else (old / path).write_text("old")
    for path in ("page", "deep", "gone/page", "left/out", "same-no-more"):
        (new / path).parent.mkdir(parents=True, exist_ok=True)
        (new / path).write_text("old")
    os.link(old / "same", new / "same")
    trees.mirror(old, new, {"left/out"})
    assert tree(new).keys() == {"page", "same", "deep/page", "void"}
    for path in ("page", "same", "deep/page"):
        assert (new / path).samefile(old / path)


def test_what_was_taken_out_of_the_output_stays_out(project: Project) -> None:
    """Though the tree that stood before, of which the next is made, still has it."""
    for name in ("CNAME", "notes/one/two.txt", "about/notes.txt", "mine/a", "other"):
        (project.output / name).parent.mkdir(parents=True, exist_ok=True)
        (project.output / name).write_text(name)
    for before, after in (("The editors are", "We are"), ("We are", "They are")):
        project.replace("content/about.md", before, after)
        assert project.build().published
        spare = workshop.of(project.output).spare
        assert {"CNAME", "notes/one/two.txt", "mine/a", "other"} <= tree(spare).keys()
    for name in ("CNAME", "other", "about/notes.txt"):
        (project.output / name).unlink()
    (project.output / "about/notes.txt").write_text("new")
    for name in ("notes", "mine"):
        shutil.rmtree(project.output / name)
    # A file in the place of a folder, and the other way round.
    (project.output / "notes").write_text("new")
    (project.output / "other").mkdir()
    (project.output / "other/new.txt").write_text("new")
    (project.output / "empty").mkdir(mode=0o700)
    stands = tree(project.output)
    project.replace("content/about.md", "They are", "The editors are")
    assert project.build().published
    now = tree(project.output)
    assert now.keys() == stands.keys()
    changed = {name for name in now if now[name] != stands[name]}
    assert changed == {"about/index.html", "feed.xml"}
    assert (project.output / "empty").stat().st_mode & 0o777 == 0o700


def test_an_edit_during_a_build_is_seen_by_the_next(project: Project) -> None:
    """It isn't taken for what that build has read."""
    project.replace("content/about.md", "The editors are", "We are")

    def edit(at_work: str) -> None:
        if at_work == "about/index.html":
            project.replace("content/about.md", "We are", "They are")

    assert building.build(project.request(), on=edit).published
    assert "We are" in project.read("output/about/index.html")
    assert project.build().published
    assert "They are" in project.read("output/about/index.html")


def test_an_edit_with_an_older_time_is_seen(project: Project) -> None:
    """As where the clock went backwards, or a file came out of an archive."""
    project.replace("content/about.md", "The editors are", "We are")
    os.utime(project.content / "about.md", (0, 0))
    assert project.build().published
    assert "We are" in project.read("output/about/index.html")


def test_problems_leave_the_output_untouched(project: Project) -> None:
    before = stamps(project.output)
    project.replace("content/index.md", "[@hawke2021]", "[@hawk2021]")
    assert not project.build().published
    assert before == stamps(project.output)


def test_a_failing_template_leaves_the_output_untouched(project: Project) -> None:
    """No page is published while one of them can't be made."""
    before = stamps(project.output)
    project.replace(
        "templates/404.html", "{% block main %}", "{% block main %}{{ no }}"
    )
    project.replace("content/about.md", "The editors are", "We are")
    assert not project.build().published
    assert before == stamps(project.output)
    assert set() == strays(project)


@pytest.mark.parametrize("remembered", [False, True])
def test_a_failing_template_is_named_where_it_fails(
    project: Project, remembered: bool
) -> None:
    """Not the page's own template, but the one that it extends or imports."""
    name = "templates/components/footer.html"
    lines = project.read(name).split("\n")
    lines[2] += "{{ frame.site.titel }}"
    project.write(name, "\n".join(lines))
    if remembered:
        project.build()
    places = {problem.place for problem in project.build().problems}
    footer = (project.folder / name).as_posix()
    assert {(footer, 3)} == {(place.path, place.line) for place in places}


def test_problems_make_no_output_where_there_was_none(tmp_path: Path) -> None:
    project = small_guide(tmp_path / "guide")
    project.replace("content/about.md", "title:", "titel:")
    assert not project.build().published
    assert not project.output.exists()


def test_a_page_goes_with_its_source(project: Project) -> None:
    """The page of a deleted file is deleted, and its folder with it."""
    (project.content / "remedies/magnesium.md").unlink()
    project.replace("content/remedies/stretching.md", ", magnesium.md", "")
    outcome = project.build()
    assert outcome.published
    assert [one.path for one in outcome.decisions if one.action == "delete"] == [
        "remedies/magnesium/index.html"
    ]
    assert not (project.output / "remedies/magnesium").exists()


def test_a_draft_leaves_the_site(project: Project) -> None:
    """Neither its page nor a word of it is published."""
    project.replace(
        "content/remedies/magnesium.md", "verdict:", "draft: true\nverdict:"
    )
    project.replace("content/remedies/stretching.md", ", magnesium.md", "")
    assert project.build().published
    published = b"".join(data or b"" for data in tree(project.output).values())
    assert b"remedies/magnesium" not in published
    assert b"other medicines" not in published


def test_what_others_put_into_the_output_stays(project: Project) -> None:
    """Files, folders, empty folders and links that no build made survive any build."""
    output = project.output
    (output / "CNAME").write_text("small.example\n")
    (output / "remedies/magnesium/notes.txt").write_text("Mine.")
    (output / ".git/refs/heads").mkdir(parents=True)
    (output / ".git/HEAD").write_text("ref: refs/heads/main\n")
    (output / "latest").symlink_to("remedies")
    (output / "home.html").symlink_to("index.html")
    (project.content / "remedies/magnesium.md").unlink()
    project.replace("content/remedies/stretching.md", ", magnesium.md", "")
    assert project.build().published
    assert (output / "CNAME").read_text() == "small.example\n"
    assert (output / "remedies/magnesium/notes.txt").read_text() == "Mine."
    assert (output / ".git/refs/heads").is_dir()
    assert (output / "latest").readlink().as_posix() == "remedies"
    assert (output / "home.html").readlink().as_posix() == "index.html"
    assert not (output / "remedies/magnesium/index.html").exists()


def test_the_output_keeps_its_permissions(project: Project) -> None:
    """A folder that was opened to a group, or closed to others, stays so."""
    project.output.chmod(0o770)
    project.replace("content/about.md", "The editors are", "We are")
    assert project.build().published
    assert project.output.stat().st_mode & 0o777 == 0o770


def test_the_output_may_be_a_link_to_a_folder(project: Project) -> None:
    """The site appears in the folder that the link leads to; the link stays."""
    (project.folder / "elsewhere").mkdir()
    link = project.folder / "linked"
    link.symlink_to("elsewhere")
    assert project.build(link).published
    project.replace("content/about.md", "The editors are", "We are")
    assert project.build(link).published
    assert link.readlink().as_posix() == "elsewhere"
    project.build()
    assert tree(project.output) == tree(project.folder / "elsewhere")
    assert {"elsewhere", ".elsewhere.ibid", "linked"} == strays(project)


def test_the_folders_above_the_output_are_made(project: Project) -> None:
    output = project.folder / "here" / "and" / "there"
    assert project.build(output).published
    assert tree(project.output) == tree(output)


def test_a_folder_that_may_not_be_written_is_named(project: Project) -> None:
    """The message says which folder refuses, without a traceback; nothing changes."""
    closed = project.folder / "closed"
    project.build(closed / "output")
    project.replace("content/about.md", "The editors are", "We are")
    closed.chmod(0o555)
    (closed / "output").chmod(0o555)
    before = stamps(closed / "output")
    done = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, *command(project, closed / "output")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    closed.chmod(0o755)
    assert (done.returncode, done.stdout) == (1, "")
    assert "error: permission denied [refused]" in done.stderr
    assert "hint: give yourself leave" in done.stderr
    assert str(closed) in done.stderr
    assert "Traceback" not in done.stderr
    assert before == stamps(closed / "output")
    assert {".output.ibid", "output"} == {path.name for path in closed.iterdir()}


def test_where_only_the_output_may_be_written_its_files_are_replaced(
    project: Project,
) -> None:
    """It was exchanged till now: what is gone goes all the same."""
    closed = project.folder / "closed"
    project.build(closed / "output")
    (project.content / "remedies/magnesium.md").unlink()
    project.replace("content/remedies/stretching.md", ", magnesium.md", "")
    closed.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, *command(project, closed / "output")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    closed.chmod(0o755)
    assert (done.returncode, done.stderr) == (0, "")
    assert project.build().published
    assert site(closed / "output") == site(project.output)


def test_a_file_in_the_way_of_a_folder_is_named(project: Project) -> None:
    """The disk's refusal is a message; the old site stays, and no stray folder."""
    project.write("output/blocked", "A file of somebody else's.")
    before = tree(project.output)
    made = {"blocked/index.html": b"A page."}
    with pytest.raises(OSError, match="blocked"):
        publishing.publish(project.output, made, frozenset(), {})
    assert before == tree(project.output)
    assert set() == strays(project)


def test_two_builds_at_once_both_end_well(project: Project) -> None:
    """Many builders of two versions: each ends well, and one whole version stands."""
    other = small_guide(project.folder.parent / "other")
    other.replace("content/about.md", "The editors are", "We are")
    page = other.read("content/remedies/magnesium.md")
    page = page.replace("title: Magnesium", "title: Second")
    other.write("content/remedies/second.md", page)
    other.build()
    versions = (site(project.output), site(other.output))
    builders = [
        subprocess.Popen(
            [sys.executable, "build.py", *command(version, project.output)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for version in (other, project) * 3
    ]
    errors = [builder.communicate()[1] for builder in builders]
    waiting = re.compile(
        rb"(\S+: another build is publishing( \(process \d+\))?; "
        rb"waiting for it\n)*"
    )
    assert all(waiting.fullmatch(text) for text in errors), errors
    assert [builder.returncode for builder in builders] == [0] * 6
    assert site(project.output) in versions
    assert set() == strays(project)
    assert project.build().published
    assert versions[0] == site(project.output)


def test_folders_change_places_without_an_exchange(tmp_path: Path) -> None:
    """Where the system can't swap two folders, renaming them does it."""
    shop = Workshop(tmp_path / "output", tmp_path / ".output.ibid")
    for folder in (shop.stage, shop.output):
        folder.mkdir(parents=True)
        (folder / "name").write_text(folder.name)
    exchange.rename_twice(shop)
    assert (shop.output / "name").read_text() == "new"
    assert (shop.aside / "name").read_text() == "output"
    assert not shop.stage.exists()


def test_a_failed_second_rename_is_taken_back(tmp_path: Path) -> None:
    shop = Workshop(tmp_path / "output", tmp_path / ".output.ibid")
    shop.output.mkdir()
    shop.folder.mkdir()
    with pytest.raises(FileNotFoundError):
        exchange.rename_twice(shop)
    assert shop.output.is_dir()
    assert list(shop.folder.iterdir()) == []


def test_a_build_that_was_killed_between_two_renames_is_healed(
    project: Project,
) -> None:
    """The old tree, set aside, is put back with all that others had put into it."""
    (project.output / "CNAME").write_text("small.example\n")
    before = tree(project.output)
    shop = workshop.of(project.output)
    shop.stage.mkdir()
    shop.coming.write_text(workshop.text({}, shop.stage.stat().st_ino))
    project.output.rename(shop.aside)
    assert project.build().published
    assert before == tree(project.output)
    assert set() == strays(project)


def rules(project: Project, adopt: bool = False) -> dict[str, str]:
    """What keeps the site from being published: the rule by the name of the place."""
    outcome = project.build(adopt=adopt)
    assert outcome.published != bool(outcome.problems)
    assert all(problem.hint for problem in outcome.problems)
    return {
        Path(problem.place.path).relative_to(project.folder).as_posix(): problem.rule
        for problem in outcome.problems
    }


def test_a_first_build_keeps_out_of_a_folder_of_others(tmp_path: Path) -> None:
    """Only with --adopt it publishes there; then only files of its names give way."""
    project = small_guide(tmp_path / "guide")
    project.write("output/index.html", "My own page.")
    project.write("output/notes.txt", "Mine.")
    before = stamps(project.output)
    outcome = project.build()
    assert not outcome.published
    assert "index.html, notes.txt" in outcome.problems[0].message
    assert before == stamps(project.output)
    assert rules(project, adopt=True) == {}
    assert "My own page." not in project.read("output/index.html")
    assert project.read("output/notes.txt") == "Mine."
    assert rules(project) == {}


def test_a_new_page_takes_no_strangers_place(project: Project) -> None:
    """Neither a file's, nor a folder's, nor a link's; the outside isn't written."""
    away = project.folder / "content" / "remedies"
    outside = project.folder.parent / "outside"
    outside.mkdir()
    page = (away / "magnesium.md").read_text("utf-8")
    for name in ("one", "two", "three", "four"):
        (away / f"{name}.md").write_text(
            page.replace("title: Magnesium", f"title: {name}")
        )
    project.write("output/remedies/one/index.html", "Mine.")
    (project.output / "remedies/two").symlink_to(outside)
    project.write("output/remedies/three", "Mine.")
    (project.output / "remedies/four/index.html").mkdir(parents=True)
    before = stamps(project.output)
    found = rules(project)
    assert found == {
        "output/remedies/one/index.html": "foreign-output",
        "output/remedies/two": "blocked-output",
        "output/remedies/three": "blocked-output",
        "output/remedies/four/index.html": "blocked-output",
    }
    said = [one.message for one in project.build().problems]
    for kind in ("link", "file", "folder"):
        assert sum(one.startswith(f"a {kind} stands") for one in said) == 1
    del found["output/remedies/one/index.html"]
    assert rules(project, adopt=True) == found
    assert before == stamps(project.output)
    assert list(outside.iterdir()) == []


def test_a_link_in_the_place_of_a_page_is_not_written_through(
    project: Project,
) -> None:
    page = project.output / "about/index.html"
    kept = project.folder.parent / "kept.html"
    page.rename(kept)
    page.symlink_to(kept)
    before = kept.read_bytes()
    project.replace("content/about.md", "The editors are", "We are")
    assert rules(project) == {"output/about/index.html": "blocked-output"}
    assert kept.read_bytes() == before


@pytest.mark.parametrize("built", [False, True])
@pytest.mark.parametrize("name", [".output.old-backup", ".output.new-backup"])
def test_folders_beside_the_output_are_left_alone(
    tmp_path: Path, built: bool, name: str
) -> None:
    """Whatever they are called, they are neither published nor deleted."""
    project = small_guide(tmp_path / "guide")
    if built:
        project.build()
    project.write(f"{name}/index.html", "Mine.")
    assert project.build().published
    assert project.read(f"{name}/index.html") == "Mine."
    assert "Mine." not in project.read("output/index.html")


def test_a_folder_where_the_new_tree_would_be_laid_out_is_left_alone(
    project: Project,
) -> None:
    shutil.rmtree(project.folder / ".output.ibid")
    project.write(".output.ibid/new/notes.txt", "Mine.")
    project.replace("content/about.md", "The editors are", "We are")
    with pytest.raises(FileExistsError, match="isn't its folder"):
        project.build()
    assert project.read(".output.ibid/new/notes.txt") == "Mine."


@pytest.mark.parametrize("name", ["new", "old"])
def test_a_link_where_the_new_tree_would_be_laid_out_is_not_followed(
    project: Project, name: str
) -> None:
    project.write("kept/notes.txt", "Mine.")
    (project.folder / ".output.ibid" / name).symlink_to(project.folder / "kept")
    project.replace("content/about.md", "The editors are", "We are")
    with pytest.raises(FileExistsError, match="isn't its folder"):
        project.build()
    assert project.read("kept/notes.txt") == "Mine."


def test_a_manifest_that_leads_outside_is_not_trusted(project: Project) -> None:
    project.write("victim.txt", "Mine.")
    text = workshop.text({"../victim.txt": ("", "", "", "")}, 0)
    workshop.of(project.output).manifest.write_text(text)
    assert rules(project) == {"output": "foreign-output"}
    assert rules(project, adopt=True) == {}
    assert project.read("victim.txt") == "Mine."


@pytest.mark.parametrize("name", ["manifest.json", "manifest.new"])
def test_a_note_that_cannot_be_read_is_not_taken_for_lost(
    project: Project, name: str
) -> None:
    """It is named, and left alone: once it can be read, all goes on from there."""
    shop = workshop.of(project.output)
    project.replace("content/site.yaml", "tagline: ", "tagline: New!  # ")
    if name == "manifest.new":
        # As a build leaves it that was killed right after the exchange.
        elsewhere = project.folder.with_name("elsewhere") / "output"
        assert project.build(elsewhere).published
        project.output.rename(shop.stage)
        elsewhere.rename(project.output)
        rows = workshop.read(workshop.of(elsewhere).manifest)
        shop.coming.write_text(workshop.text(rows, project.output.stat().st_ino))
    stood = site(project.output)
    note = shop.folder / name
    note.chmod(0)
    done = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, *command(project), "--jobs=1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count(": error: ") == 1
    assert f"{note}:1:1: error: permission denied [refused]" in done.stderr
    assert site(project.output) == stood
    note.chmod(0o644)
    again = project.build()
    assert again.published, again.problems
    kept = {"sign", "manifest.json", workshop.SPARE}
    assert {path.name for path in shop.folder.iterdir()} == kept


def test_folders_keep_what_they_were(project: Project) -> None:
    """Mode, owner, group and times of a folder that no build made."""
    folder = project.output / "uploads"
    folder.mkdir()
    (folder / "one.txt").write_text("Mine.")
    folder.chmod(0o2751)
    os.utime(folder, (1, 1))
    project.replace("content/about.md", "The editors are", "We are")
    before = folder.stat()
    assert project.build().published
    after = folder.stat()
    for what in ("st_mode", "st_uid", "st_gid", "st_mtime_ns"):
        assert getattr(before, what) == getattr(after, what)


def test_a_folder_of_others_that_may_not_be_read_stays(project: Project) -> None:
    """The message names it; the site stays as it was, and so does the folder."""
    folder = project.output / "private"
    folder.mkdir()
    (folder / "diary.txt").write_text("Mine.")
    project.replace("content/about.md", "The editors are", "We are")
    stood = site(project.output)
    if not namespaces.unshare():
        return
    shut, opened = (f"chmod {mode} {folder}" for mode in ("0", "755"))
    done = namespaces.run(shut, command(project), opened)
    assert done.returncode == 1
    assert f"{folder}/:1:1: error: permission denied [refused]" in done.stderr
    assert done.stderr.count(": error: ") == 1
    assert (folder / "diary.txt").read_text() == "Mine."
    assert site(project.output) == stood


MOUNTED = """
import subprocess, sys
from ibid import cli
target = sys.argv[1]
subprocess.run(["mount", "--bind", *target.split("|")], check=True)
sys.exit(cli.main(sys.argv[2:]))
"""


@pytest.mark.parametrize("place", ["output/data", "output/remedies"])
def test_what_is_mounted_in_the_output_is_left_alone(
    project: Project, place: str
) -> None:
    """Not a byte of it is linked, moved or deleted; the message names it."""
    for prefix in (["unshare", "-m"], ["unshare", "-rm"]):
        if subprocess.run(
            [*prefix, "true"], check=False, capture_output=True
        ).returncode:
            continue
        project.write("data/precious.txt", "Mine.")
        (project.folder / place).mkdir(exist_ok=True)
        project.replace("content/about.md", "editors", "writers")
        pair = f"{project.folder / 'data'}|{project.folder / place}"
        done = subprocess.run(
            [*prefix, sys.executable, "-c", MOUNTED, pair, *command(project)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1, done.stderr
        assert f"{project.folder / place}:1:1: error: another disk" in done.stderr
        assert project.read("data/precious.txt") == "Mine."
        project.replace("content/about.md", "writers", "editors")


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("29 1 0:25 / /dev/shm rw shared:3 - tmpfs tmpfs rw", "/dev/shm"),
        (r"31 1 0:27 / /a\040b\134c rw - tmpfs tmpfs rw", "/a b\\c"),
        ("31 1 0:27 / /é rw - tmpfs tmpfs rw", "/é"),
    ],
)
def test_the_table_of_mounts_is_read(line: str, path: str) -> None:
    assert trees.mount_point(line) == path
