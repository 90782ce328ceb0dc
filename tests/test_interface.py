"""No visible word stands in a template or a script: all come from the catalogue."""

import re
from pathlib import Path

import pytest

from ibid.reading import files
from tests.breaches import expect_none
from tests.wordings import wording

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"
# What a reader's eyes or ears get of an element beside its text.
SPOKEN = re.compile(r'\b(?:aria-label|alt|title|placeholder|data-name)="([^"]*)"')
QUOTED = re.compile(r"\"[^\"]+\"|'[^']+'")
# Names that are the same in every language.
NAMES = {"doi", "PubMed", "et al"}


def visible(template: str) -> list[str]:
    """The words that a template itself would print."""
    classless = re.sub(r"{% block width %}.*?{% endblock %}", " ", template)
    bare = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", " ", classless, flags=re.DOTALL)
    bare = re.sub(r"<(script|style)\b.*?</\1>", " ", bare, flags=re.DOTALL)
    text = [*SPOKEN.findall(bare), re.sub(r"<[^>]*>", " ", bare), *quoted(classless)]
    return [word for piece in text for word in re.findall(r"[^\W\d_]{2,}", piece)]


def quoted(template: str) -> list[str]:
    """What a template prints of its own out of quotes, or hands on to be printed.

    In statements, names of files, kinds and classes start small.
    """
    printed = re.findall(r"{{.*?}}", template, re.DOTALL)
    handed = re.findall(r"{%.*?%}", template, re.DOTALL)
    texts = [text for one in printed for text in QUOTED.findall(one)]
    texts += [
        text for one in handed for text in QUOTED.findall(one) if text[1].isupper()
    ]
    return texts


def test_no_template_prints_a_word_of_its_own() -> None:
    expect_none(
        f"{path.relative_to(TEMPLATES)}: {word}"
        for path in sorted(TEMPLATES.rglob("*.html"))
        for word in visible(path.read_text("utf-8"))
        if word not in NAMES
    )


def test_a_word_in_a_template_is_seen() -> None:
    assert visible('<p aria-label="Close it">{{ words.x }}{# no #}<b>Menu</b>') == [
        "Close",
        "it",
        "Menu",
    ]
    hidden = (
        '{{ "Close it"|upper }}{% set way = "Away" %}{% if a == "small" %}{% endif %}'
    )
    assert visible(hidden) == ["Close", "it", "Away"]


def test_no_script_says_a_word_of_its_own() -> None:
    """A text in quotes with a space and a capital at its start would be said."""
    for path in sorted((ROOT / "assets" / "js").glob("*.js")):
        text = re.sub(r"//.*", "", path.read_text("utf-8"))
        said = re.findall(r"[\"'`]([A-Z][a-z]+ [^\"'`]*)[\"'`]", text)
        assert said == [], path


@pytest.mark.parametrize("tag", sorted(files.languages([])))
def test_a_language_has_words_of_its_own(tag: str) -> None:
    """Whole sentences of the interface are never those of English."""
    if tag.startswith("en"):
        return
    english = texts(wording("en-GB").words.model_dump())
    same = english & texts(wording(tag).words.model_dump())
    assert {text for text in same if " " in text and "{" not in text} <= NAMES


def texts(value: object) -> set[str]:
    """Every text in a value."""
    if isinstance(value, dict):
        return {text for one in value.values() for text in texts(one)}
    return {value} if isinstance(value, str) and value else set()
