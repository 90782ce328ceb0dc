"""Content files become typed, cited entries; one broken file hides no other."""

from ibid.content.kinds import Card
from ibid.guide.guide import Drafted
from ibid.guide.readings import body_texts
from ibid.problems import Problem
from ibid.reading.files import TextFile
from ibid.units import begun, compile
from tests.conftest import HERE

SMALL = {
    path.relative_to(HERE / "golden" / "content").as_posix(): path.read_text("utf-8")
    for path in sorted((HERE / "golden" / "content").rglob("*.*"))
    if path.suffix in (".md", ".yaml")
}


def read(
    changed: dict[str, str | None], drafts: bool = False
) -> tuple[Drafted, list[Problem]]:
    """The small guide with some files changed, added or taken away."""
    texts = {name: text for name, text in (SMALL | changed).items() if text is not None}
    files = [TextFile(f"content/{name}", name, text) for name, text in texts.items()]
    return compile.read(files, "content", begun.Wanted(drafts))


def test_a_right_guide_is_read_whole() -> None:
    drafted, problems = read({})
    assert problems == []
    assert drafted.whole
    pages = {name for name in SMALL if name.endswith(".md")}
    assert {entry.name for entry in drafted.entries} == pages
    assert [e.name for e in drafted.entries] == sorted(e.name for e in drafted.entries)


def test_a_broken_file_hides_no_other() -> None:
    drafted, problems = read({"about.md": "Hello.\n"})
    assert [one.rule for one in problems] == ["no-front-matter"]
    assert not drafted.whole
    assert "about.md" in drafted.names
    assert "about.md" not in {entry.name for entry in drafted.entries}
    assert drafted.site is not None


def test_a_broken_reference_can_still_be_cited() -> None:
    """One mistake in a source is not one more for each place that cites it."""
    drafted, problems = read({"references/garrison2020.md": "---\ntitle: x\n---\n"})
    assert {one.place.path for one in problems} == {
        "content/references/garrison2020.md"
    }
    keys = {c.key for entry in drafted.entries for c in entry.marked.citations}
    assert "garrison2020" in keys


def test_a_source_may_be_cited_by_its_doi_or_pubmed_number() -> None:
    text = (
        SMALL["about.md"] + "\nSo.[@10.1002/14651858.CD009402.pub3; @pmid:32956536]\n"
    )
    drafted, problems = read({"about.md": text})
    about = next(entry for entry in drafted.entries if entry.name == "about.md")
    assert problems == []
    assert {one.key for one in about.marked.citations} == {"garrison2020"}


def test_without_a_site_file_the_pages_are_judged_all_the_same() -> None:
    drafted, problems = read({"site.yaml": None, "about.md": "Hello.\n"})
    assert {one.rule for one in problems} == {"no-site", "no-front-matter"}
    assert drafted.site is None
    assert not drafted.whole


def test_a_draft_is_left_out_unless_it_is_asked_for() -> None:
    draft = SMALL["remedies/stretching.md"].replace("order: 10", "draft: true")
    changed: dict[str, str | None] = {"remedies/second.md": draft}
    for drafts in (False, True):
        drafted, problems = read(changed, drafts)
        names = {entry.name for entry in drafted.entries}
        assert ("remedies/second.md" in names) == drafts
        assert "remedies/second.md" in drafted.names
        assert drafted.whole
        assert problems == []


def test_a_draft_is_judged_although_it_is_left_out() -> None:
    draft = SMALL["about.md"].replace("summary:", "draft: true\nsumary:")
    _, problems = read({"about.md": draft})
    assert [(one.rule, one.severity) for one in problems] == [
        ("unknown-field", "advice")
    ]


def test_telephone_numbers_are_put_into_fields_and_bodies() -> None:
    drafted, _ = read({})
    card = next(
        entry for entry in drafted.entries if entry.name == "cards/calf-cramp.md"
    )
    assert isinstance(card.content, Card)
    assert card.content.get_help[0].startswith("Call 999 if a leg")
    front = next(entry for entry in drafted.entries if entry.name == "index.md")
    numbers = {"urgent-number": "111"}
    said = [one.text for one in body_texts(front.prose, numbers)]
    assert any("Call 111." in text for text in said)


def test_a_number_that_stands_for_nothing_has_its_place_in_its_field() -> None:
    text = SMALL["cards/calf-cramp.md"].replace("{emergency-number}", "{emergency}", 1)
    _, (problem,) = read({"cards/calf-cramp.md": text})
    place = problem.place
    assert problem.rule == "unknown-placeholder"
    assert place.source[place.column - 1 :].startswith("{emergency} if a leg")


def test_a_citation_where_it_cannot_be_shown_is_a_problem() -> None:
    text = SMALL["about.md"].replace("how we judge", "how we [@hawke2021] judge")
    _, (problem,) = read({"about.md": text})
    assert problem.rule == "citation-misplaced"
    assert problem.place.source[problem.place.column - 1 :].startswith("[@hawke2021]")


def test_a_file_that_lies_too_deep_is_told_from_a_misspelt_folder() -> None:
    for name, hint in (
        ("causes/tales/a.md", "put it into one of causes/"),
        ("remedy/a.md", 'did you mean "remedies"?'),
        ("causes.yaml", "put it into one of causes/"),
    ):
        _, problems = read({name: SMALL["about.md"]})
        (problem,) = [one for one in problems if one.rule == "misplaced-file"]
        assert problem.place.path == f"content/{name}"
        assert problem.hint.startswith(hint)
