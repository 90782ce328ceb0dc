"""Readers can search the text of every page on their own device, where a guide asks."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from ibid import extras, judging
from ibid.pages import stems
from ibid.pages.stems import folded
from ibid.units.memo import Held, Memo
from tests.guides import Project, small_guide

TEXTS, LIST = "output/a-z/texts.js", "output/a-z/index.html"
CAUSE = "content/causes/getting-older.md"
OLDER = "../causes/getting-older/index.html"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = small_guide(tmp_path)
    site = made.read("content/site.yaml")
    made.write("content/site.yaml", f"{site}search: true\n")
    return made


def found(project: Project) -> dict[str, Any]:
    text = project.read(TEXTS)
    assert text.startswith("window.guide=")
    made: dict[str, Any] = json.loads(text.removeprefix("window.guide=").rstrip(";\n"))
    return made


def by_way(project: Project) -> dict[str, list[Any]]:
    return {row[0]: row[1:] for row in found(project)["pages"]}


def test_every_page_is_there_with_its_kind_its_names_and_its_sentences(
    project: Project,
) -> None:
    old = "title: Cramps at night as we get older\n"
    project.replace(CAUSE, old, f'{old}also: ["Old age"]\n')
    assert project.build().published
    rows = by_way(project)
    kind, names, sentences = rows[OLDER]
    assert kind == "Causes"
    assert names == ["Cramps at night as we get older", "Old age"]
    page = project.read("output/causes/getting-older/index.html")
    assert all(sentence.split()[0] in page for sentence in sentences)
    assert len(sentences) == len(set(sentences)) > 3
    assert not any("<" in one or "{" in one or "\ufffc" in one for one in sentences)
    assert "../index.html" not in rows
    assert not any("references/garrison" in way or "now/" in way for way in rows)


def test_each_word_has_its_stem_by_the_rules_of_the_language(project: Project) -> None:
    assert project.build().published
    roots = found(project)["stems"]
    assert roots["cramps"] == "cramp"
    assert "cramp" not in roots
    memo = Memo(held=Held())
    german = ["Krämpfe".lower(), "krampf", "größe"]
    assert stems.stems(german, "de", memo) == {"krampfe": "krampf", "grosse": "gross"}
    assert stems.stems(["crampes", "crampe"], "fr", memo) == {
        "crampes": "cramp",
        "crampe": "cramp",
    }
    assert stems.stems(["calambres"], "es", memo) == {"calambres": "calambr"}
    assert stems.stems(["cramps"], "zh", Memo(held=Held())) == {}


def test_words_are_folded_as_the_script_folds_them() -> None:
    assert folded("Éclampsie GRÖẞE ﬁn") == "eclampsie grosse fin"


def test_the_texts_of_a_clean_build_and_of_an_incremental_one_are_the_same_bytes(
    project: Project,
) -> None:
    assert project.build().published
    first = project.read(TEXTS)
    worker = project.read("output/sw.js")
    assert '"a-z/texts.js"' in worker
    project.replace(CAUSE, "title: Cramps at night", "title: Nightly cramps")
    (project.content / "programmes/two-weeks.md").unlink()
    assert "two-weeks/" in first
    assert project.build().published
    later = project.read(TEXTS)
    assert "Nightly cramps" in later
    assert "two-weeks/" not in later
    assert project.read("output/sw.js") != worker
    assert first != later
    for name in (".cache", "output"):
        shutil.rmtree(project.folder / name)
    assert project.build().published
    assert project.read(TEXTS) == later


def test_the_same_texts_are_kept_under_the_same_version(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither another day nor another version of the program makes another site, as
    long as every page shows what it did.
    """
    assert project.build().published
    before = {name: project.read(f"output/{name}") for name in ("sw.js", "index.html")}
    monkeypatch.setattr(judging, "code_fingerprint", lambda: "of the next version")
    assert project.build().published
    assert {name: project.read(f"output/{name}") for name in before} == before


def test_a_red_flag_is_there_in_the_words_that_readers_have_for_it(
    project: Project,
) -> None:
    policy = (
        "red_flags:\n"
        "  - {id: breathless, about: the heart, level: soon, asked_as: [chest pains]}\n"
    )
    project.write("content/policy/search.yaml", policy)
    assert project.build().published
    ((asked, level, action, text, way, title),) = found(project)["flags"]
    assert asked == ["chest pains"]
    assert way == "../see-a-doctor/index.html#part--emergency"
    assert (level, title) == ("Immediate action required", "When to get help")
    assert action.startswith("Call 999")
    assert text == "you have chest pain, or you are too breathless to speak"
    assert found(project)["stems"]["pains"] == "pain"


def test_without_the_extra_the_list_is_whole_and_one_line_says_what_to_install(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project.build().published
    assert 'role="search"' in project.read(LIST)
    monkeypatch.setattr(extras, "installed", lambda _: "")
    project.replace(CAUSE, "title: Cramps at night", "title: Nightly cramps")
    outcome = project.build()
    assert outcome.published
    (problem,) = [one for one in outcome.problems if one.rule == "missing-extra"]
    assert problem.severity == "advice"
    assert problem.place.path.endswith("content/site.yaml")
    assert "ibid-guides[search]" in problem.hint
    page = project.read(LIST)
    assert "search" not in page.split("<main")[1].split("</main")[0]
    assert OLDER in page
    assert not (project.output / "a-z/texts.js").exists()
    assert "search" not in project.read("output/sw.js")
