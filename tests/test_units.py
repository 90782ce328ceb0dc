"""What one build knows, the next one needn't work out; and nothing stale stands."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from ibid import pipeline
from ibid.ondemand import Anew, Noted, OnDemand
from ibid.site.publishing import Published, ignore
from ibid.units import memo
from ibid.units.memo import Held, Memo, Plain, among
from tests.guides import Project, small_guide

# What is remembered of a page's text in the feed.
TOLD = {"text", "language"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small guide that was built once."""
    project = small_guide(tmp_path / "guide")
    assert project.build().published
    return project


def made(project: Project) -> set[str]:
    """The paths that a build makes anew."""
    return {one.path for one in project.build().decisions if one.action == "make"}


def test_a_value_is_made_when_it_is_first_asked_for_and_once() -> None:
    asked: list[str] = []

    def make(key: str) -> str:
        asked.append(key)
        return key.upper()

    values = OnDemand(["b", "a"], make)
    assert ("a" in values, "c" in values, len(values), list(values)) == (
        *(True, False, 2),
        ["b", "a"],
    )
    assert asked == []
    assert [values["a"], values["a"], values.get("c", "-")] == ["A", "A", "-"]
    assert asked == ["a"]


def test_what_is_looked_up_is_noted_even_if_it_is_not_there() -> None:
    notes: list[str] = []
    values = Noted({"a": 1}, notes.append)
    assert [values.get("a"), values.get("b"), "a" in values] == [1, None, True]
    assert notes == ["a", "b"]
    assert [*values.items()] == [("a", 1)]
    assert notes == ["a", "b", "a"]


def test_what_is_held_is_made_again_only_of_something_else() -> None:
    held = Held()
    made: list[str] = []

    def values(key: str) -> Anew[str]:
        def make(_: str) -> str:
            made.append(key)
            return key

        return held.each("unit", {"a": key}, make)

    assert [values(key)["a"] for key in ("1", "1", "2", "2", "1")] == [*"11221"]
    assert made == [*"121"]


def test_a_row_is_held_for_as_long_as_builds_ask_for_it() -> None:
    """What was edited away is let go of, however many saves there are."""
    asked: list[str] = []
    held = Held()

    def recall(keys: Sequence[str]) -> Mapping[str, Plain]:
        asked.extend(keys)
        return {key: {"is": key} for key in keys}

    def build(*keys: str) -> None:
        memo = Memo(recall, held=held)
        assert [memo.get(key) for key in keys] == [{"is": key} for key in keys]
        memo.hand_on()

    build("a", "b")
    build("b")
    build("b", "a")
    assert asked == ["a", "b", "a"]


def test_what_was_worked_out_is_kept_on_the_way_and_recalled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Only a process that builds again and again holds all of it."""
    monkeypatch.setattr(memo, "MANY", 2)
    disk: dict[str, Plain] = {}

    def keep_now(rows: Mapping[str, Plain]) -> bool:
        disk.update(rows)
        return True

    for lasts in (False, True):
        disk.clear()
        one = Memo(among(disk), held=Held(lasts=lasts), keep_now=keep_now)
        for key in "abc":
            one.put(key, {"is": key})
        assert [*disk] == ([] if lasts else ["a", "b"])
        assert [one.get(key) for key in "abcd"] == [*({"is": n} for n in "abc"), None]
        assert [one.is_fresh(key) for key in "ad"] == [True, False]
        assert {*one.fresh} == ({*"abc"} if lasts else {"c"})


def test_what_could_not_be_kept_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "MANY", 1)
    one = Memo(held=Held(lasts=False), keep_now=lambda _: False)
    one.put("a", {"is": 1})
    assert one.get("a") == {"is": 1}


def test_a_source_is_shown_as_the_page_that_cites_it_has_it_now(
    project: Project,
) -> None:
    """A sentence is quoted with the names of other sources that it prints."""
    name = "content/remedies/magnesium.md"
    text = project.read(name)
    said = "\n\nA word of @garrison2020 stands there too.[@hawke2021]\n"
    project.write(name, text.rstrip() + said)
    assert made(project) >= {"references/hawke2021/index.html"}
    assert "Garrison" in project.read("output/references/hawke2021/index.html")
    reference = "content/references/garrison2020.md"
    project.replace(reference, "family: Garrison", "family: Harrison")
    assert "references/hawke2021/index.html" in made(project)
    page = project.read("output/references/hawke2021/index.html")
    assert "A word of Harrison" in page


def test_a_build_of_what_is_known_works_nothing_out(project: Project) -> None:
    first = Memo()
    pipeline.examine(project.request(), first)
    assert first.fresh
    again = Memo(among(first.fresh))
    assert pipeline.examine(project.request(), again).problems == ()
    assert again.fresh == {}
    assert again.used == first.used


def test_a_change_in_a_text_makes_that_page_and_no_other(project: Project) -> None:
    """The feed holds the text too."""
    project.replace("content/about.md", "The editors are", "We are")
    assert made(project) == {"about/index.html", "feed.xml"}
    assert "We are" in project.read("output/about/index.html")


def test_the_feed_writes_the_text_that_changed_and_no_other(project: Project) -> None:
    def written(memo: Memo) -> list[str]:
        """The whole texts that a build from nothing works out."""
        request = project.request()
        examined = pipeline.examine(request, memo)
        ready = pipeline.prepare(request, examined, memo, ignore)
        assert isinstance(ready, pipeline.Ready)
        making = pipeline.make(request, ready, Published({}, {}), ignore, memo)
        assert "feed.xml" in making.files
        assert making.files["feed.xml"]
        rows = (row for row in memo.fresh.values() if row.keys() == TOLD)
        return [str(row["text"]) for row in rows]

    first = Memo()
    assert len(written(first)) > 1
    project.replace("content/about.md", "The editors are", "We are")
    (text,) = written(Memo(among(first.fresh)))
    assert "We are" in text


def test_a_change_of_a_title_makes_each_page_that_shows_it(project: Project) -> None:
    project.replace("content/remedies/magnesium.md", "title: Magnesium", "title: Salts")
    paths = made(project)
    assert {"remedies/magnesium/index.html", "remedies/index.html"} <= paths
    assert {"index.html", "sitemap.xml", "feed.xml", "reviews.ics"} <= paths
    assert "about/index.html" not in paths


def test_a_change_of_a_source_makes_each_page_that_cites_it(project: Project) -> None:
    name = "content/references/garrison2020.md"
    project.replace(name, "status: current", "status: corrected\nstatus-note: A table.")
    paths = made(project)
    assert "references/garrison2020/index.html" in paths
    assert "remedies/magnesium/index.html" in paths
    assert "references/khan2023/index.html" not in paths


def test_a_change_of_the_day_a_source_was_looked_up_makes_the_list_of_pages(
    project: Project,
) -> None:
    name = "content/references/garrison2020.md"
    (line,) = [one for one in project.read(name).splitlines() if "checked: " in one]
    project.replace(name, line, "checked: 2026-11-03")
    assert "sitemap.xml" in made(project)
    assert "2026-11-03" in project.read("output/sitemap.xml")


def test_a_finding_goes_when_what_it_was_found_in_another_file_goes(
    project: Project,
) -> None:
    """A link to a heading is dead or not by what the other file says."""
    project.replace(
        "content/about.md", "The editors are", "[Salts](remedies/magnesium.md#new). We"
    )
    (problem,) = project.build().problems
    assert problem.rule == "dead-anchor"
    text = project.read("content/remedies/magnesium.md")
    project.write("content/remedies/magnesium.md", f"{text}\n## New\n\nIt is new.\n")
    assert project.build().problems == ()
    project.write("content/remedies/magnesium.md", text)
    assert [one.rule for one in project.build().problems] == ["dead-anchor"]


@pytest.mark.parametrize(
    "change",
    [
        lambda p: p.replace("content/site.yaml", "tagline: ", "tagline: New. "),
        lambda p: p.replace("templates/base.html", "<body", "<body data-new"),
    ],
    ids=["settings", "template"],
)
def test_a_change_that_every_page_shows_makes_every_page(
    project: Project, change: Callable[[Project], None]
) -> None:
    pages = {one.path for one in project.build().decisions if "html" in one.path}
    change(project)
    assert pages <= made(project)


def test_another_version_of_the_program_trusts_nothing_of_the_last(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or a rule that was mended would go on passing what it passed before."""
    first, second = Memo(), Memo()
    pipeline.examine(project.request(), first)
    for module in [*sys.modules.values()]:
        if module.__name__.startswith("ibid.") and hasattr(module, "code_fingerprint"):
            monkeypatch.setattr(module, "code_fingerprint", lambda: "another version")
    pipeline.examine(project.request(), second)
    assert first.used
    assert not {*first.used} & {*second.used}
