"""What is only begun is a state of its own: never published, and in nobody's way."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from ibid import building, scaffold
from ibid.cli import main
from ibid.prose import unfinished
from ibid.reading import files
from ibid.request import Outcome
from tests.conftest import TODAY, GuideFolder, request_for
from tests.guides import small_guide
from tests.published import pages

KINDS = sorted(scaffold.KINDS)
MARK = "unfinished__words"
BIB = "@article{%s, title={On %s}, author={Lee, J}, year={2020}, doi={10.1000/%s}}\n"


def start(folder: Path, kind: str) -> Path:
    """A file as `new` writes it, untouched."""
    name, text = scaffold.ready(kind, "A new one", TODAY)
    path = folder / "content" / name
    path.write_text(text, "utf-8")
    return path


def build(today: date = TODAY, **options: bool) -> Outcome:
    return building.build(request_for(today=today, **options))


@pytest.mark.parametrize("kind", KINDS)
def test_an_untouched_new_file_stops_no_build(
    kind: str, guide_folder: GuideFolder
) -> None:
    """Not with drafts, not without them, however strict; and no page of it appears."""
    path = start(guide_folder(), kind)
    for strict in (False, True):
        outcome = build(strict=strict)
        assert outcome.published
        assert not (Path("output") / path.stem / "index.html").exists()
        assert not any("a-new-one" in name for name in pages(Path("output")))
        outcome = build(strict=strict, drafts=True)
        assert outcome.published
        assert {one.severity for one in outcome.problems} == {"advice"}


@pytest.mark.parametrize("kind", KINDS)
def test_with_drafts_its_page_is_marked(kind: str, guide_folder: GuideFolder) -> None:
    """And no page that is finished is."""
    start(guide_folder(), kind)
    assert build(drafts=True).published
    marked = {name for name, page in pages(Path("output")).items() if MARK in page.html}
    (name,) = {one for one in marked if "<p class" in pages(Path("output"))[one].html}
    assert name.endswith("a-new-one/index.html")


@pytest.mark.parametrize("kind", [one for one in KINDS if one != "reference"])
def test_published_each_placeholder_is_an_error(
    kind: str, guide_folder: GuideFolder
) -> None:
    path = start(guide_folder(), kind)
    text = path.read_text("utf-8").replace("draft: true", "draft: false")
    path.write_text(text, "utf-8")
    outcome = build()
    assert not outcome.published
    told = [one for one in outcome.problems if one.rule == "unfinished-text"]
    assert {one.severity for one in told} == {"error"}
    lines = {one.place.line for one in told}
    written = [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if line.rstrip().endswith("…") or line.startswith("Write the text here")
    ]
    assert lines == set(written)


@pytest.mark.parametrize("language", sorted(files.starters()))
def test_placeholders_are_known_in_every_language(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that `init` or `import` leaves is published by mistake."""
    later = TODAY + timedelta(days=4)  # its sources were looked up by then
    today = ["--today", later.isoformat()]
    main(["init", str(tmp_path), "--language", language, *today])
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--strict", *today]) == 0
    Path("library.bib").write_text(BIB % ("lee2020", "feet", "lee"), "utf-8")
    assert main(["import", "library.bib", *today]) == 0
    home = Path("content/index.md")
    home.write_text(home.read_text("utf-8") + "\nA.[@lee2020]\n", "utf-8")
    outcome = build(later)
    found = [one for one in outcome.problems if one.rule == "unfinished-text"]
    assert [one.place.source for one in found] == [unfinished.FOUND]


def test_imported_sources_may_wait(
    guide_folder: GuideFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    """Advice names each; they have no page; past the limit they are errors."""
    guide_folder()
    bib = "".join(BIB % (name, name, name) for name in ("one", "two", "three"))
    Path("library.bib").write_text(bib, "utf-8")
    assert main(["import", "library.bib", "--today", TODAY.isoformat()]) == 0
    outcome = build()
    assert outcome.published
    assert [one.rule for one in outcome.problems] == ["unused-reference"] * 3
    assert not any("references/two/" in name for name in pages(Path("output")))
    assert "On two" not in Path("output/references.bib").read_text("utf-8")
    outcome = build(TODAY + timedelta(days=91))
    late = [one for one in outcome.problems if one.rule == "forgotten-reference"]
    assert [one.severity for one in late] == ["error"] * 3
    for path in Path("content/references").glob("*.md"):
        text = path.read_text("utf-8")
        if unfinished.FOUND in text:
            kept = text.replace("status:", "for-later: true\nstatus:")
            path.write_text(kept, "utf-8")
    assert build(strict=True).problems == ()


@pytest.mark.parametrize(
    "body",
    [
        "!!! hint\n\n## \n\n#### Deep\n\n[x](nowhere.md) ![y](no.png)",
        "[@nobody] {z-number} @nobody",
        "<div>x</div>\n\n- [ ] task\n\n| a |\n|---|\n| b | c |\n\n[^none]",
        "```\nnever closed",
        "This cures everyone, guaranteed, for 40 dollars. Call 999.",
    ],
)
def test_a_draft_full_of_mistakes_stops_nothing(
    body: str, guide_folder: GuideFolder
) -> None:
    folder = guide_folder()
    path = start(folder, "page")
    path.write_text(f"{path.read_text('utf-8')}\n{body}\n", "utf-8")
    assert build(drafts=True).published
    assert "Unfinished" in Path("output/a-new-one/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Only a title\ndraft: true\n---\n",
        "---\ntitle: A: colon\ndraft: true\n---\n\nText.\n",
        "---\ndraft: true\nnonsense: yes\n---\n",
        "---\ntitle: x\ndraft: true\n",
    ],
)
@pytest.mark.parametrize("drafts", [False, True])
def test_a_draft_that_can_not_be_read_stops_nothing(
    text: str, drafts: bool, guide_folder: GuideFolder
) -> None:
    guide_folder({"begun.md": text})
    outcome = build(drafts=drafts)
    assert outcome.published
    assert {one.severity for one in outcome.problems} == {"advice"}


def test_what_could_act_on_a_page_is_an_error_in_a_draft_too(
    guide_folder: GuideFolder,
) -> None:
    path = start(guide_folder(), "page")
    bad = "[x](javascript:alert(1))"
    path.write_text(f"{path.read_text('utf-8')}\n{bad}\n", "utf-8")
    assert build().published
    assert not build(drafts=True).published


@pytest.mark.parametrize(
    ("day", "stands"),
    [("2026-11-22", True), ("2026-11-23", False), ("2999-01-01", False)],
)
def test_a_page_is_published_from_its_day_on(
    tmp_path: Path, day: str, stands: bool
) -> None:
    """Before it, it is a draft like others: nothing leads to it."""
    project = small_guide(tmp_path / "guide")
    text = project.read("content/remedies/magnesium.md")
    later = text.replace("---\n", f"---\npublish_on: {day}\n", 1)
    project.write("content/remedies/later.md", later)
    page = project.output / "remedies/later/index.html"
    assert project.build().published
    assert page.is_file() == stands
    front = project.read("output/remedies/index.html")
    assert ("later/" in front) == stands
    request = project.request()
    assert building.build(replace(request, drafts=True)).published
    assert page.is_file()
    assert ("unfinished" in page.read_text("utf-8")) == (not stands)
    on_the_day = replace(request, today=max(date.fromisoformat(day), TODAY))
    if day < "2027":
        assert building.build(on_the_day).published
        assert page.is_file()
