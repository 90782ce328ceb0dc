"""A template's mistake is a problem with its line, and never a traceback."""

from dataclasses import dataclass

import pytest

from ibid.problems import Problem
from ibid.site.theme import Rendered, Theme, render
from ibid.units.spool import Spool
from tests.wordings import SPOKEN


@dataclass(frozen=True)
class View:
    title: str = "A <b>"
    number: int = 0


@dataclass(frozen=True)
class Page:
    path: str = "a/index.html"
    template: str = "page.html"
    view: object = View()
    source: str = "content/a.md"
    language: str = ""


def theme(**templates: str) -> Theme:
    named = {f"{name}.html": text for name, text in templates.items()}
    return Theme(named, (), "templates", SPOKEN)


def problem(**templates: str) -> Problem:
    made = theme(**templates).render(Page())
    assert isinstance(made, Problem), made
    return made


def test_text_is_escaped_and_markup_is_the_templates() -> None:
    made = theme(page="<h1>{{ view.title }}</h1>\n").render(Page())
    assert made == "<h1>A &lt;b&gt;</h1>\n"


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("<p>\n  {{ view.titel }}\n", 2, 3, "has no attribute 'titel'"),
        ("<p>\n\n{{ nothing }}", 3, 1, "'nothing' is undefined"),
        ("{{ view.title }\n", 1, 1, "unexpected '}'"),
        ("\n{% if view.title %}\n<p>\n", 3, 1, "Unexpected end of template"),
        ("\n\n{% endfor %}", 3, 1, "unknown tag 'endfor'"),
        ("\n{{ view.title | nothing }}", 2, 1, "No filter named 'nothing'"),
        ("\n {{ 1 / view.number }}", 2, 2, "division by zero"),
        ("\n{{ view.title() }}", 2, 1, "not callable"),
        ('<p>\n{% include "nothing.html" %}', 2, 1, 'no template "nothing.html"'),
        ('{% extends "bass.html" %}', 1, 1, 'no template "bass.html"'),
    ],
)
def test_a_mistake_has_its_line(
    text: str, line: int, column: int, message: str
) -> None:
    made = problem(page=text, base="<p>")
    assert message in made.message
    assert (made.place.path, made.place.line) == ("templates/page.html", line)
    assert made.place.column == column
    assert made.rule == "template"
    assert made.hint


def test_a_mistake_in_an_included_template_is_named_there() -> None:
    made = problem(page='{% include "part.html" %}', part="<p>\n{{ view.nothing }}")
    assert (made.place.path, made.place.line) == ("templates/part.html", 2)
    assert made.place.source == "{{ view.nothing }}"
    assert "content/a.md" in made.hint


def test_a_mistake_in_a_macro_is_named_there() -> None:
    made = problem(
        page='{% from "part.html" import show %}\n{{ show(view) }}',
        part="{% macro show(it) %}\n\n{{ it.nothing }}\n{% endmacro %}",
    )
    assert (made.place.path, made.place.line) == ("templates/part.html", 3)


def test_a_misspelt_template_is_guessed() -> None:
    made = problem(page='{% include "prat.html" %}', part="<p>")
    assert made.hint == 'did you mean "part.html"?'


def test_a_template_that_includes_itself_is_a_problem() -> None:
    assert "recursion" in problem(page='{% include "page.html" %}').message


def test_every_page_that_can_be_made_is_made() -> None:
    look = theme(page="<p>", other="{{ nothing }}")
    pages = [Page("a"), Page("b", "other.html"), Page("c"), Page("d")]
    rendered = Rendered(Spool())
    rendered.note("d", b"ahead")
    (failed,) = render(look, pages, rendered)
    assert dict(rendered.files) == {"a": b"<p>", "c": b"<p>", "d": b"ahead"}
    assert render(look, pages, rendered) == [failed]


def test_a_fingerprint_covers_all_that_a_template_is_made_of() -> None:
    parts = {
        "page": '{% extends "base.html" %}{% include "part.html" %}',
        "base": "{% block a %}{% endblock %}",
        "part": '{%- from "macro.html" import m -%}',
        "macro": "{% macro m() %}{% endmacro %}",
        "other": "<p>",
    }
    look = theme(**parts)
    assert look.closure("page.html") == (
        "base.html",
        "macro.html",
        "page.html",
        "part.html",
    )
    before = look.fingerprints["page.html"]
    for name, text in parts.items():
        after = theme(**parts | {name: text + " "}).fingerprints["page.html"]
        assert (after != before) == (name != "other")
