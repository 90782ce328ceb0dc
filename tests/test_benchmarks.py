"""The corpus of the comparison stays a guide that ibid publishes, and says its size."""

import shutil
from pathlib import Path

import pytest

from benchmarks.peers import changes, guide
from benchmarks.peers.chart import documents
from benchmarks.peers.corpus import corpus
from benchmarks.peers.generators import GENERATORS, THEMES
from ibid.content.kinds import Cause
from tests.breaches import expect_none
from tests.conftest import Build
from tests.guides import ROOT

SIZE = 12
CORPUS = corpus(SIZE, (guide.SECTION,))


def test_the_corpus_is_published_without_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, build: Build
) -> None:
    """Else the comparison would measure how fast problems are found."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    for name, text in guide.files(CORPUS).items():
        (tmp_path / "content" / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    outcome = build()
    expect_none(each for each in outcome.problems if each.rule != "record-missing")
    published = list((tmp_path / "output" / guide.SECTION).glob("article-*/index.html"))
    assert len(published) == SIZE


def test_a_model_that_asks_for_more_stops_the_comparison() -> None:
    with pytest.raises(guide.OutdatedError, match="must now say certainty"):
        guide.document(Cause, {"title": "One"}, "")
    fields = dict.fromkeys(Cause.model_fields, "") | {"colour": "red"}
    with pytest.raises(guide.OutdatedError, match="says no colour now"):
        guide.document(Cause, fields, "")


def test_every_generator_gets_the_same_words() -> None:
    """Only links and citations are spelled as each of them wants."""
    text = CORPUS.articles[3].text.split("⟦")[0]
    for generator in GENERATORS:
        files = generator.files(CORPUS)
        article = files[generator.file(CORPUS.articles[3])]
        assert text in article, generator.name
        assert "⟦" not in article


def test_every_change_finds_its_place() -> None:
    """A change that is not made would make a fast build of nothing."""
    for generator in GENERATORS:
        look = ROOT if generator.look == ROOT else THEMES / generator.name.lower()
        files = generator.files(CORPUS)
        for work in changes.WORKS:
            change = changes.change(work, generator, CORPUS, "Xyz")
            for name in change.files if change else ():
                text = files.get(name) or (look / name).read_text("utf-8")
                assert change is not None
                assert change.old in text, f"{generator.name}: {work}"


def test_a_source_is_renamed_wherever_a_generator_says_its_name() -> None:
    """ibid keeps it in one file, the others in every article that cites it."""
    title = CORPUS.sources[2].title
    for generator in GENERATORS:
        naming = {n for n, text in generator.files(CORPUS).items() if title in text}
        assert naming == set(generator.source_files(CORPUS, 2)), generator.name


def test_the_page_on_speed_shows_the_figures_that_were_kept() -> None:
    expect_none(path for path, text in documents() if path.read_text("utf-8") != text)
