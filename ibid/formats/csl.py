"""References in any CSL style, by citeproc-py: for guides that want another look."""

import io
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree import ElementTree

from ibid.content.reference import Reference
from ibid.formats import csl_json
from ibid.formats.items import item
from ibid.problems import Problem, did_you_mean
from ibid.reading.front_matter import Document

Formatter = Callable[[str, Reference], str]

# citeproc-py prints titles as markup, so signs travel as characters that mean nothing
# to it, and that a style which sets capitals can't change.
SIGNS = {"\ue0a0": "&amp;", "\ue0a1": "&lt;", "\ue0a2": "&gt;", "\ue0a3": "&quot;"}
HIDDEN = str.maketrans(dict(zip('&<>"', SIGNS, strict=True)))
# What CSL's processors don't know, and what ibid tells beside a source, not in it.
LEFT_OUT = ("custom", "note")
# Not by an extra of ibid's own: this works in a checkout and where ibid is installed.
INSTALL = (
    "run `python -m pip install citeproc-py` with the Python that runs ibid "
    "(in a checkout, `.venv/bin/python`)"
)
NAMESPACE = "{http://purl.org/net/xbiblio/csl}"


class StyleError(ValueError):
    """The text isn't a CSL style that can format a bibliography."""


def formatter(style: str, language: str | None = None) -> Formatter:
    """A function that gives a reference, with its key, as HTML in the CSL style.

    The style's own numbers are left out, for the list of sources numbers itself.
    `language`, such as en-GB, takes the place of the one the style was written in.
    """
    from citeproc import CitationStylesBibliography, CitationStylesStyle
    from citeproc.formatter import html
    from citeproc.source.json import CiteProcJSON

    made = CitationStylesStyle(_without_numbers(style), language, validate=False)

    def format_reference(key: str, reference: Reference) -> str:
        from citeproc import Citation, CitationItem

        source = CiteProcJSON([_data(key, reference)])
        bibliography = CitationStylesBibliography(made, source, html)
        bibliography.register(Citation([CitationItem(key)]))
        text = "".join(map(str, bibliography.bibliography()))
        for character, entity in SIGNS.items():
            text = text.replace(character, entity)
        return text.strip()

    return format_reference


def formatted(
    document: Document,
    name: str,
    styles: Mapping[str, str],
    references: Mapping[str, Reference],
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Each reference as HTML in the style `name`, or what keeps that from being done.

    `styles` are the style files of the guide by their names; `document` is site.yaml.
    """
    try:
        if not name:
            return {}, ()
        style = formatter(styles[name])
        return {key: style(key, one) for key, one in references.items()}, ()
    except KeyError:
        hint = did_you_mean(name, styles) or "put the file into the content folder"
        problem = ("missing-style", f'there is no style "{name}"', hint)
    except StyleError as error:
        problem = ("unfit-style", str(error), "download it again, or take another one")
    except ImportError:
        hint = f"{INSTALL}, or take the line out"
        problem = ("missing-extra", "CSL styles need the package citeproc-py", hint)
    return {}, (Problem(document.place(("csl",)), *problem),)


def _without_numbers(style: str) -> io.BytesIO:
    try:
        root = ElementTree.fromstring(style.encode())
    except ElementTree.ParseError as error:
        raise StyleError(f"this isn't XML: {error}") from None
    if root.tag != f"{NAMESPACE}style":
        raise StyleError("this is no CSL style")
    if root.find(f"{NAMESPACE}bibliography") is None:
        raise StyleError("this style has no bibliography; use the style it depends on")
    for parent in root.iter():
        for child in list(parent):
            if child.get("variable") == "citation-number":
                parent.remove(child)
    return io.BytesIO(ElementTree.tostring(root))


def _data(key: str, reference: Reference) -> dict[str, Any]:
    """The reference as CSL's data, without what only ibid knows."""
    data = csl_json.data(key, item(reference))
    return {
        name: _hidden(value) for name, value in data.items() if name not in LEFT_OUT
    }


def _hidden(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(HIDDEN)
    if isinstance(value, list):
        return [_hidden(each) for each in value]
    if isinstance(value, dict):
        return {name: _hidden(each) for name, each in value.items()}
    return value
