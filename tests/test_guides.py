"""Guides of other subjects, countries and languages, built by the program as it is.

The guide to heel pain is American: its own policy, folders, drawings and numbers, two
authors and no card behind a button. `init`'s guide speaks five languages, and a made-up
one runs from right to left.
"""

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import pytest
import yaml

from ibid import building
from ibid.cli import main
from ibid.content.interface import Interface
from ibid.pages.labels import Wording
from ibid.problems import Place, as_text
from ibid.reading import catalogues, files
from tests.conftest import made_once, request_for
from tests.published import Page, pages
from tests.wordings import wording

HERE = Path(__file__).parent
# When somebody looked the sources of `init`'s guide up: no guide is older.
TODAY = date(2026, 11, 26)
HEEL = HERE / "guides" / "heel"
STARTED = ("en-GB", "en-US", "de", "fr", "es")
GUIDES = ("heel", *STARTED, "ar")
# An Arabic letter for each Latin one: it is no Arabic, but it is no English either.
LETTERS = dict(
    zip("abcdefghijklmnopqrstuvwxyz", "ابتثجحخدذرزسشصضطظعغفقكلمنه", strict=True)
)
# What is called the same everywhere: registers, formats, and the parts of their tags.
NAMES = {"doi", "pubmed", "crossref", "bibtex", "ris", "csl", "json", "et", "al", "and"}
SPOKEN = ("aria-label", "alt", "title", "placeholder", "data-name", "content")
# Fields whose values are words of the program, printed in those of the catalogue.
CODES = {"verdict", "effort", "safety", "certainty", "status", "study", "type", "kind"}
CODES |= {"id", "card", "menu", "sections", "related", "colour", "language"}
UNSEEN = ("script", "style", "template")


def turned(value: Any) -> Any:
    """A catalogue's words in other letters; what stands in braces is kept."""
    if isinstance(value, dict):
        return {name: turned(inner) for name, inner in value.items()}
    pieces = re.split(r"({\w+})", str(value))
    return "".join(
        piece
        if number % 2
        else "".join(LETTERS.get(sign.lower(), sign) for sign in piece)
        for number, piece in enumerate(pieces)
    )


def made_up() -> str:
    """A catalogue of a language that runs from right to left."""
    interface = turned(wording("en-US").words.model_dump(exclude_none=True))
    catalogue = {"language": "ar", "extends": "en-US", "name": "Made up"}
    return yaml.safe_dump({**catalogue, "interface": interface}, allow_unicode=True)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The folder of each guide: its inputs, and its site in `output`."""
    return {name: built_once(name, tmp_path_factory) for name in GUIDES}


def built_once(name: str, factory: pytest.TempPathFactory) -> Path:
    """The folder of one guide, for all tests that only read there."""
    return made_once(factory, name, lambda folder: build(name, folder))


def build(name: str, folder: Path) -> Path:
    """A guide that is built with advice as errors; one problem ends the test."""
    if name in STARTED:
        words = ["init", str(folder), "--language", name, "--today", TODAY.isoformat()]
        assert main(words) == 0
    else:
        shutil.copytree(HEEL, folder / "content")
    if name == "ar":
        (folder / "content" / "languages").mkdir()
        (folder / "content" / "languages" / "ar.yaml").write_text(made_up(), "utf-8")
        site = folder / "content" / "site.yaml"
        text = site.read_text("utf-8")
        site.write_text(text.replace("language: en-US", "language: ar"), "utf-8")
    request = request_for(
        content=folder / "content", output=folder / "output", strict=True, today=TODAY
    )
    outcome = building.build(request)
    assert [as_text(one) for one in outcome.problems] == []
    assert outcome.published
    return folder


def words(text: str) -> set[str]:
    """The words of two letters and more, in small letters."""
    bare = re.sub(r"https?://\S+|\w+\.example\S*", " ", text)
    return {word.lower() for word in re.findall(r"[^\W\d_]{2,}", bare)}


def shown(page: Page) -> Iterator[str]:
    """Everything that a reader of the page sees, hears or finds in a search."""
    yield from _shown(page.root)


def _shown(element: Element) -> Iterator[str]:
    if element.tag in UNSEEN:
        return
    named = element.get("name") or element.get("property") or ""
    if element.tag != "meta" or named == "description":
        for name in SPOKEN:
            yield element.get(name) or ""
    yield element.text or ""
    for child in element:
        yield from _shown(child)
        yield child.tail or ""


def written(folder: Path) -> set[str]:
    """The words that the guide's author wrote: no names of fields, and no codes."""
    content = folder / "content"
    texts = []
    for path in sorted([*content.rglob("*.md"), content / "site.yaml"]):
        _, _, whole = ("---\n" + path.read_text("utf-8")).rpartition("---\n---\n")
        fields, _, body = whole.partition("\n---\n")
        texts += [*prose(yaml.load(fields, yaml.BaseLoader)), body]
    texts += [path.read_text("utf-8") for path in content.glob("drawings/*.svg")]
    return words("\n".join(texts))


def prose(value: Any, name: str = "") -> Iterator[str]:
    """Each text of the fields that an author words; of a given name, its initials."""
    if isinstance(value, dict):
        for inner, one in value.items():
            yield from prose(one, inner)
    elif isinstance(value, list):
        for one in value:
            yield from prose(one, name)
    elif name not in CODES:
        yield str(value)
        if name == "given":
            yield re.sub(r"[^A-Z]", "", value)


def spoken(folder: Path) -> Wording:
    """The words of the guide's own language."""
    text = (folder / "content" / "site.yaml").read_text("utf-8")
    tag = re.search(r"(?m)^language: (\S+)", text)
    assert tag
    own = [
        files.TextFile(path.name, path.name, path.read_text("utf-8"))
        for path in (folder / "content").glob("languages/*.yaml")
    ]
    found, problems = catalogues.read(files.languages(own), tag[1], Place("site.yaml"))
    assert found is not None, problems
    return Wording(tag[1], found)


def catalogued(interface: Interface) -> set[str]:
    """The words of a catalogue's interface."""

    def inside(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            for one in value.values():
                yield from inside(one)
        elif value:
            yield re.sub(r"{\w+}", " ", str(value))

    return words("\n".join(inside(interface.model_dump())))


@pytest.mark.parametrize("name", GUIDES)
def test_every_word_of_the_interface_is_the_catalogues(
    name: str, built: Mapping[str, Path]
) -> None:
    """A word that is not there, nor the author's, nor of a day, is the program's."""
    folder = built[name]
    speech = spoken(folder)
    days = {speech.day(TODAY.replace(month=one)).text for one in range(1, 13)}
    known = catalogued(speech.words) | written(folder) | NAMES | words(" ".join(days))
    known |= words(speech.listed(["1", "2", "3"]))
    strangers = {
        (page.path, word)
        for page in pages(folder / "output").values()
        for text in shown(page)
        for word in words(text) - known
    }
    assert strangers == set()


def test_a_word_of_the_program_would_be_seen(built: Mapping[str, Path]) -> None:
    """The words of the English interface are mostly unknown to the German guide."""
    folder = built["de"]
    known = catalogued(spoken(folder).words) | written(folder) | NAMES
    assert len(catalogued(wording("en-GB").words) - known) > 150


@pytest.mark.parametrize("name", GUIDES)
def test_a_page_says_its_language_and_direction(
    name: str, built: Mapping[str, Path]
) -> None:
    language = {"heel": "en-US"}.get(name, name)
    way = "rtl" if name == "ar" else None
    for page in pages(built[name] / "output").values():
        assert page.root.get("lang") == language, page.path
        assert page.root.get("dir") == way, page.path


def heel(built: Mapping[str, Path], path: str) -> Page:
    return pages(built["heel"] / "output")[path]


def test_days_are_written_as_americans_write_them(built: Mapping[str, Path]) -> None:
    assert "Last checked November 22, 2026" in heel(built, "about/index.html").words


def test_a_toll_free_number_is_called_by_a_tap(built: Mapping[str, Path]) -> None:
    links = heel(built, "see-a-doctor/index.html").links
    assert links.count("tel:18005550199") == 1
    assert links.count("tel:911") == 1


def test_each_author_is_a_person_with_a_qualification(
    built: Mapping[str, Path],
) -> None:
    page = heel(built, "about/index.html")
    assert "Pat Example (runner and editor), Sam Sample (athletic coach)" in page.words
    (script,) = page.having(type="application/ld+json")
    assert json.loads(script.text or "")["author"] == [
        {
            "@type": "Person",
            "name": "Pat Example",
            "jobTitle": "runner and editor",
        },
        {"@type": "Person", "name": "Sam Sample", "jobTitle": "athletic coach"},
    ]


def test_without_a_card_behind_a_button_there_is_no_hole(
    built: Mapping[str, Path],
) -> None:
    """No page for now, none on the device; the bar leads to help, not back to it."""
    output = built["heel"] / "output"
    assert not (output / "now").exists()
    assert "now/index.html" not in (output / "sw.js").read_text("utf-8").split("NOW")[0]
    for page in pages(output).values():
        assert not any(link.endswith("now/") for link in page.links), page.path
        bars = page.having(**{"class": "bar__now"})
        if page.path == "see-a-doctor/index.html":
            assert bars == []
            continue
        (bar,) = bars
        way = urljoin(f"/guide/{page.path}", bar.get("href"))
        assert way.removesuffix("index.html") == "/guide/see-a-doctor/", page.path


def test_the_menu_has_the_owners_order(built: Mapping[str, Path]) -> None:
    links = heel(built, "index.html").having(**{"class": "menu__link"})
    assert [link.text for link in links][:4] == [
        "Remedies",
        "Stretches",
        "Shoes and other things",
        "Causes",
    ]


def test_the_guides_own_policy_speaks(tmp_path: Path) -> None:
    """Its shops, its flags and its cautions are judged, and only those."""
    shutil.copytree(HEEL, tmp_path / "content")
    home = tmp_path / "content" / "index.md"
    more = "Superfeet inserts cost 40 dollars.\n\nTry cortisone. A heel spur hurts.\n"
    home.write_text(f"{home.read_text('utf-8')}\n{more}", "utf-8")
    care = tmp_path / "content" / "see-a-doctor.md"
    text = care.read_text("utf-8").replace("you felt a pop", "your shoe is worn out")
    care.write_text(text, "utf-8")
    outcome = building.build(
        request_for(content=tmp_path / "content", output=tmp_path / "output")
    )
    assert {one.rule for one in outcome.problems} == {
        "brand",
        "price",
        "missing-caution",
        "misleading-word",
        "missing-red-flag",
    }
