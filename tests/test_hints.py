"""What people stumble on: one problem where it stands, and the remedy in its hint."""

import unicodedata
from pathlib import Path

import pytest
from PIL import Image

from ibid import pipeline
from ibid.problems import Problem
from ibid.units.memo import Memo
from tests.guides import Project, small_guide

ABOUT, MAGNESIUM = "content/about.md", "content/remedies/magnesium.md"
INSIGHT = """!!! insight "A small trial"
    Twenty people cooled their feet.[@garrison2020] Some may have slept better.
    We do not know why.

    """


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return small_guide(tmp_path_factory.mktemp("hints") / "guide")


@pytest.fixture(scope="module")
def memo() -> Memo:
    return Memo()


def found(project: Project, memo: Memo, name: str, more: str) -> list[Problem]:
    """What is told of a file of the guide with more text in it."""
    before = project.read(name)
    front = more.startswith("---")
    project.write(name, more + before[3:] if front else f"{before}\n\n{more}\n")
    try:
        problems = pipeline.examine(project.request(), memo).problems
    finally:
        project.write(name, before)
    return [one for one in problems if one.severity == "error"]


WAYS = (
    *("stretching", "stretching/", "stretching.html", "stretching.MD", "Stretching.md"),
    *("stretching.htm", "stretching/index.html", "remedies/stretching", "STRETCHING"),
    *("/remedies/stretching/", "remedies\\\\stretching.md", "./Stretching/"),
)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", [ABOUT, MAGNESIUM])
def test_a_page_may_be_meant_by_its_address(
    whole: Project, memo: Memo, name: str, way: str
) -> None:
    (problem,) = found(whole, memo, name, f"See [how](<{way}>).")
    meant = "remedies/stretching.md" if name == ABOUT else "stretching.md"
    assert problem.rule == "dead-link"
    assert problem.hint == f'did you mean "{meant}"?'


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("www.a.example", "https://www.a.example"),
        ("a.example/x?y=1", "https://a.example/x?y=1"),
        ("https//a.example", "https://a.example"),
        ("WWW.A.EXAMPLE", "https://WWW.A.EXAMPLE"),
    ],
)
def test_a_web_page_may_be_meant(
    whole: Project, memo: Memo, written: str, address: str
) -> None:
    (problem,) = found(whole, memo, ABOUT, f"See [their page]({written}).")
    assert f"write {address} if a web page is meant" in problem.hint


@pytest.mark.parametrize("indent", ["    ", "\t", "      "])
def test_a_note_that_is_indented_is_told_once(
    whole: Project, memo: Memo, indent: str
) -> None:
    before = pipeline.examine(whole.request(), memo).problems
    more = f"Words.[^a]\n\n{indent}[^a]: A note."
    (problem,) = found(whole, memo, ABOUT, more)
    assert (problem.rule, problem.place.column) == ("undefined-note", 7)
    line = problem.place.line + 2
    assert (
        problem.hint == f"it stands in line {line}, indented: start it at the left edge"
    )
    assert not [one for one in before if one.severity == "error"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Certainty: Low, because few.", "a level, a full stop, then why"),
        ("certainty: low. Because few.", "a level, a full stop, then why"),
        ("Certainty low. Because few.", "a level, a full stop, then why"),
        ("**Certainty: low.** Few.", "a level, a full stop, then why"),
        ("Certainty: low.", "say why"),
        ("Certainty: so so. Few.", "high, moderate, low, very low"),
    ],
)
def test_a_certainty_is_told_at_its_line(
    whole: Project, memo: Memo, written: str, said: str
) -> None:
    (problem,) = found(whole, memo, MAGNESIUM, INSIGHT + written)
    assert problem.place.source.strip() == written
    assert (problem.place.column, problem.place.length) == (5, len(written))
    assert said in problem.hint


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD", "escaped"])
def test_letters_may_be_put_together_in_either_way(
    tmp_path: Path, form: str, typed: str
) -> None:
    """Some disks and keyboards part é into e and an accent."""
    project = small_guide(tmp_path / "guide")
    name = unicodedata.normalize(form, "ét")  # type: ignore[arg-type]
    Image.new("L", (8, 8)).save(project.content / f"{name}.png")
    project.write(f"content/{name}.md", project.read(ABOUT).replace("About", "Été"))
    way = "%C3%A9t"
    if typed != "escaped":
        way = unicodedata.normalize(typed, "ét")  # type: ignore[arg-type]
    text = f"![A leg]({way}.png)\n\n[A page]({way}.md)"
    assert found(project, Memo(), ABOUT, text) == []


def test_two_files_of_one_name_are_told(tmp_path: Path) -> None:
    project = small_guide(tmp_path / "guide")
    for form in ("é", "e\u0301"):
        Image.new("L", (8, 8)).save(project.content / f"{form}.png")
    (problem,) = found(project, Memo(), ABOUT, "![A leg](é.png)")
    assert (problem.rule, problem.place.line) == ("file-name", 1)
    assert "another name" in problem.hint


@pytest.mark.parametrize(
    ("field", "hint"),
    [
        ("lang: de", 'did you mean "language"?'),
        ("date: 2026-01-01", 'did you mean "published"?'),
        ("lastmod: 2026-01-01", 'did you mean "last_reviewed"?'),
        ("Last-Modified: 2026-01-01", 'did you mean "last_reviewed"?'),
        ("description: Words", 'did you mean "summary"?'),
        ("weight: 1", 'did you mean "order"?'),
        ("redirect_from: old/", 'did you mean "aliases"?'),
        ("author: Me", "under `authors`"),
        ("slug: me", "`rename`"),
        ("sources: a", "[@key]"),
        ("tags: a", "leave it out"),
    ],
)
def test_a_field_of_another_generator_is_known(
    whole: Project, memo: Memo, field: str, hint: str
) -> None:
    (problem,) = found(whole, memo, ABOUT, f"---\n{field}")
    assert problem.rule == "unknown-field"
    assert hint in problem.hint


MERGED = "<<<<<<< HEAD\nWe sat.\n=======\nWe stood.\n>>>>>>> theirs"


@pytest.mark.parametrize(
    ("written", "rule", "remedy"),
    [
        ("[Ask](ann@small.example).", "dead-link", "mailto:ann@small.example"),
        ("Get [the plan](plan.docx).", "dead-link", "static/"),
        ("Get [the plan](C:\\plans\\plan.docx).", "unsafe-link", "static/"),
        ('<img src="leg.png">', "raw-html", "![what it shows]"),
        ("<center>Rest.</center>", "raw-html", "leave it out"),
        ("[Ask](mailto:).", "unsafe-link", "https://"),
        ("Read [it](https://small.example/a b).", "reference-link", "between < and >"),
        ("![A calf](my calf.png)", "reference-link", "rename the file"),
        ("![A calf](calf.heic)", "missing-picture", "save it as .jpg"),
        ("We read it.[^hawke2021]", "undefined-note", "[@hawke2021]"),
        ("| a | b |\n| 1 | 2 |\n| 3 | 4 |", "broken-table", "a row of headings"),
        (MERGED, "merge-conflict", "keep what is right of both"),
    ],
)
def test_a_slip_has_one_message_with_its_remedy(
    whole: Project, memo: Memo, written: str, rule: str, remedy: str
) -> None:
    (problem,) = found(whole, memo, MAGNESIUM, written)
    assert problem.rule == rule
    assert remedy in problem.hint
    assert problem.place.line == len(whole.read(MAGNESIUM).splitlines()) + 3


@pytest.mark.parametrize(
    ("field", "slip", "place"),
    [
        ("title", 'title: "A calf', "the quote that opens here is never closed"),
        ("last_reviewed", "last_reviewed: 2099-01-01", "still to come"),
        ("next_review", "next_review: 2020-01-01", "isn't after the last"),
    ],
)
def test_a_slip_in_the_fields_has_one_message_at_its_line(
    whole: Project, memo: Memo, field: str, slip: str, place: str
) -> None:
    before = whole.read(MAGNESIUM)
    row = next(n for n, one in enumerate(before.split("\n")) if one.startswith(field))
    lines = before.split("\n")
    following = lines[row + 1].partition(": ")
    lines[row : row + 2] = [slip, f'{following[0]}: "{following[2].strip(chr(34))}"']
    whole.write(MAGNESIUM, "\n".join(lines))
    problems = pipeline.examine(whole.request(), memo).problems
    whole.write(MAGNESIUM, before)
    (problem,) = [one for one in problems if one.severity == "error"]
    assert place in problem.message
    assert problem.place.line == row + 1


def test_a_missing_front_is_told_of_and_not_what_it_would_list(
    whole: Project, memo: Memo
) -> None:
    front = "content/remedies/index.md"
    before = whole.read(front)
    (whole.folder / front).unlink()
    problems = pipeline.examine(whole.request(), memo).problems
    whole.write(front, before)
    assert "missing-front" in [one.rule for one in problems]
    assert "unlinked-page" not in [one.rule for one in problems]
