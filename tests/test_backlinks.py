"""A source's page quotes each sentence that relies on it, and leads to it."""

import html
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from ibid.guide import quotes as quoting
from ibid.guide.quotes import directive, separate
from ibid.prose import sentences
from tests.guides import Project, small_guide

BODY = """\
## Tea and "remedies"

First comes a sentence with no source. It's *said* that "[tea](../remedies/magnesium.md)
helps".[@garrison2020] Then @hawke2021 found that tea, e.g. green tea, did **not** help
anyone. Another[@garrison2020] sentence goes on here,[@hawke2021] and ends without
a mark. The price rose by 0.5 until 2020.[@hawke2021; @garrison2020] It did.

Water *helped* [@garrison2020]. It helps a few
[@garrison2020], or all [@hawke2021] [@garrison2020].

| Drink | What we found |
|-------|---------------|
| Milk  | No trial[@garrison2020] |
| Juice | No trial[@garrison2020]. One is planned.[@hawke2021] |

!!! insight "Boxes count"
    In a box, too, a claim may need its source.[@garrison2020] We do not know why.

    Certainty: low. The studies were small.[@hawke2021]

### A word

Tea[^tea] is a drink. Do you know?[@garrison2020]

[^tea]: A note, and its source.[@hawke2021]
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = small_guide(tmp_path_factory.mktemp("backlinks") / "guide")
    cause = project.read("content/causes/getting-older.md")
    head = re.match(r"---\n.*?\n---\n", cause, re.DOTALL)
    assert head
    project.write("content/causes/getting-older.md", f"{head[0]}\n{BODY}")
    outcome = project.build()
    assert outcome.published, [str(problem) for problem in outcome.problems]
    return project


def quotes(project: Project, key: str) -> list[tuple[str, str, str]]:
    """What the source's page quotes from the body: heading, sentence and address."""
    page = project.read(f"output/references/{key}/index.html")
    found = re.findall(
        r'<div class="quotes__quote">\s*(?:<p class="quotes__heading">(.*?)</p>\s*)?'
        r'<a class="quotes__link" href="([^"]*getting-older[^"]*)">(.*?)</a>',
        page,
        re.DOTALL,
    )
    return [
        (html.unescape(heading), html.unescape(text), html.unescape(href))
        for heading, href, text in found
        if heading
    ]


TEA = "Tea and “remedies”"
GARRISON = [
    (TEA, "It’s said that “tea helps”."),
    (TEA, "Another sentence goes on here, and ends without a mark."),
    (TEA, "The price rose by 0.5 until 2020."),
    (TEA, "Water helped."),
    (TEA, "It helps a few, or all."),
    (TEA, "Milk: No trial"),
    (TEA, "Juice: No trial."),
    (TEA, "In a box, too, a claim may need its source."),
    ("A word", "Do you know?"),
]
HAWKE = [
    (TEA, "Then {} found that tea, e.g. green tea, did not help anyone."),
    (TEA, "Another sentence goes on here, and ends without a mark."),
    (TEA, "The price rose by 0.5 until 2020."),
    (TEA, "It helps a few, or all."),
    (TEA, "Juice: One is planned."),
    (TEA, "The studies were small."),
    ("Notes", "A note, and its source."),
]


def test_every_sentence_is_quoted_whole_with_its_heading(project: Project) -> None:
    page = project.read("output/causes/getting-older/index.html")
    name = re.search(r"Then (.*?)<sup", page)
    assert name
    found = [(heading, text) for heading, text, _ in quotes(project, "garrison2020")]
    assert found == GARRISON
    found = [(heading, text) for heading, text, _ in quotes(project, "hawke2021")]
    assert found == [(heading, text.format(name[1])) for heading, text in HAWKE]


def test_a_mark_stands_at_its_word_however_it_was_typed(project: Project) -> None:
    """Other tools want a space in front of it; between two marks one stays."""
    page = project.read("output/causes/getting-older/index.html")
    assert "<em>helped</em><sup" in page
    assert re.search(r"a few<sup.*?</sup>, or all<sup.*?</sup> <sup", page)


@pytest.mark.parametrize("key", ["garrison2020", "hawke2021"])
def test_each_leads_to_a_place_that_is_there(project: Project, key: str) -> None:
    """The mark's name, and words that the page says between its marks."""
    page = project.read("output/causes/getting-older/index.html")
    text = re.sub(r"<sup.*?</sup>|</?(?!em|strong|a\b)[^>]*>", " ", page)
    flat = " ".join(html.unescape(re.sub("<[^>]*>", "", text)).split())
    for _, _, href in quotes(project, key):
        place, _, words = href.partition("#")[2].partition(":~:text=")
        assert f'id="{place}"' in page
        for part in words.split(",") if words else ():
            assert unquote(part.removesuffix("-")) in flat


def test_a_field_stands_under_the_question_it_answers(project: Project) -> None:
    page = project.read("output/references/garrison2020/index.html")
    assert '<p class="quotes__heading">What good may it do?</p>' in page


PAGE = "one two three four five.\none two three four six.\nno trial no trial\n"


@pytest.mark.parametrize(
    ("sentence", "before", "expected"),
    [
        ("Some words.", "", "Some%20words"),
        ("A-b & c, d.", "", "A%2Db%20%26%20c%2C%20d"),
        ("A b c d e f g h i j.", "", "A%20b%20c%20d,g%20h%20i%20j"),
        ("One two three four five.", "", "One%20two%20three%20four%20five"),
        ("No trial.", "", ""),
        ("No trial.", "Milk", ""),
        ("Xa b\ufffc c d.", "", "Xa,c%20d"),
        ("A b,\ufffc c d.\ufffc", "", "A%20b,c%20d"),
        ("It rose until 2020.\ufffc", "", "It%20rose%20until"),
        ("\ufffc", "", ""),
        ("2020.\ufffc", "", ""),
    ],
)
def test_words_name_the_sentence_and_no_other(
    sentence: str, before: str, expected: str
) -> None:
    expected = expected and f":~:text={expected}"
    assert directive(sentence, before, PAGE) == expected


def test_the_words_in_front_tell_two_alike_apart() -> None:
    page = "milk no trial.\njuice no trial.\n"
    assert directive("No trial.", "Juice", page) == ":~:text=Juice-,No%20trial"
    assert directive("No trial.", "Juice\ufffc", page) == ""


def test_no_word_is_taken_that_grows_together_with_a_number() -> None:
    assert separate("a 161-km race") == ["a", "161-km"]
    assert separate("until 2020.") == ["until"]
    assert separate("until noon.") == ["until", "noon."]
    assert separate("until (2020)") == ["until", "(2020)"]


@pytest.mark.parametrize(
    "text",
    [
        "One. Two.|Three? “Four!” Five",
        "See e.g. this one.|Tan et al. (2024) found it.",
        "It is 0.18 a week.|Next.",
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str) -> None:
    expected = re.split(r"\||(?<=Two\.) |(?<=One\.) |(?<=\?) |(?<=!”) ", text)
    assert list(sentences.sentences(text.replace("|", " "))) == expected


def test_marks_go_with_the_sentence_they_stand_behind() -> None:
    text = "A.\ufffc \ufffc B \ufffcc. D."
    assert list(sentences.sentences(text)) == [
        "A.\ufffc \ufffc",
        "B \ufffcc.",
        "D.",
    ]


def test_no_text_takes_long(tmp_path: Path) -> None:
    for unit in (". ", ".”", "\ufffc ", ".\ufffc", "al. ", "<p>"):
        assert list(sentences.sentences(unit * 20_000))
    assert quoting.separate("1. " * 20_000)


def test_an_effect_is_quoted_by_whom_it_is_about(tmp_path: Path) -> None:
    """Its source stands in a field of its own, beside no word of a sentence."""
    project = small_guide(tmp_path / "guide")
    path = "content/remedies/magnesium.md"
    known = 'who: Old people, finding: trials-disagree, source: "[@garrison2020]"'
    effect = f"effects:\n  - {{{known}}}\n"
    project.write(
        path, project.read(path).replace("certainty:", f"{effect}certainty:", 1)
    )
    outcome = project.build()
    assert outcome.published, [str(problem) for problem in outcome.problems]
    page = project.read("output/references/garrison2020/index.html")
    links = re.findall(
        r'<a class="quotes__link" href="[^"]*#cite[^"]*">(.*?)</a>', page
    )
    assert "Old people" in links
    assert all(links)
