"""References in any CSL style, by citeproc-py: for guides that want another look.

The processor is trusted with nothing that can be checked: pages reach it in the style's
own form, and a number that it prints but the reference doesn't hold is a problem.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

from ibid.content.reference import Reference
from ibid.formats import csl_json
from ibid.formats.items import item
from ibid.formats.page_ranges import page_ranges
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
RANGE_FORMAT = "page-range-format"
# CSL asks a processor to print one of two marks that meet; the first of these stays.
MEETING = re.compile(r"(?<!\.)([.?!])((?:</\w+>)*)\.(?![.\w])|([,;:])((?:</\w+>)*)\3")
NAMED_AT_ONCE = 3


class StyleError(ValueError):
    """The style can't format a bibliography, or not this reference."""


def formatter(
    style: str, language: str | None = None, styles: Mapping[str, str] | None = None
) -> Formatter:
    """A function that gives a reference, with its key, as HTML in the CSL style.

    The style's own numbers are left out, for the list of sources numbers itself.
    `language`, such as en-GB, takes the place of the one the style was written in. A
    style that depends on another follows it, if `styles` has it by its file's name.
    The function raises StyleError where the processor fails or prints what isn't there.
    """
    from citeproc import CitationStylesBibliography, CitationStylesStyle
    from citeproc.formatter import html
    from citeproc.source.json import CiteProcJSON

    root = _independent(_parsed(style), styles or {})
    ranges = root.attrib.pop(RANGE_FORMAT, "")
    _remove_numbers(root)
    literal = _numbers(" ".join(_literals(root)))
    try:
        plain = io.BytesIO(ElementTree.tostring(root))
        made = CitationStylesStyle(plain, language, validate=False)
    except Exception as fault:  # a processor of others may raise anything
        raise StyleError(f"its processor can't read it ({_named(fault)})") from fault

    def format_reference(key: str, reference: Reference) -> str:
        from citeproc import Citation, CitationItem

        data = _data(key, reference, ranges)
        try:
            source = CiteProcJSON([data])
            bibliography = CitationStylesBibliography(made, source, html)
            bibliography.register(Citation([CitationItem(key)]))
            text = "".join(map(str, bibliography.bibliography()))
        except Exception as fault:
            raise StyleError(f"its processor fails ({_named(fault)})") from fault
        if not data.get("author"):
            text = _once(text, str(data["title"]))
        text = _mended(text)
        invented = _numbers(_untagged(text)) - _numbers(_flat(data)) - literal
        if invented:
            number = min(invented)
            raise StyleError(f"it prints {number}, which the reference doesn't hold")
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
    """Each reference as HTML in the style `name`, and what keeps any from being made.

    `styles` are the style files of the guide by their names; `document` is site.yaml.
    """
    if not name:
        return {}, ()
    place = document.place(("csl",))
    if name not in styles:
        hint = did_you_mean(name, styles) or "put the file into the content folder"
        message = f'there is no style "{name}"'
        return {}, (Problem(place, "missing-style", message, hint),)
    try:
        style = formatter(styles[name], styles=styles)
    except StyleError as error:
        hint = "download it again, or take another one"
        message = f'the style "{name}" can\'t be used: {error}'
        return {}, (Problem(place, "unfit-style", message, hint),)
    except ImportError:
        message = "CSL styles need the package citeproc-py"
        hint = f"{INSTALL}, or take the line out"
        return {}, (Problem(place, "missing-extra", message, hint),)
    made: dict[str, str] = {}
    failed: dict[str, list[str]] = {}
    for key, one in references.items():
        try:
            made[key] = style(key, one)
        except StyleError as error:
            failed.setdefault(str(error), []).append(key)
    hint = "take another style, or mend what is unusual in the reference"
    return made, tuple(
        Problem(
            place,
            "unfit-style",
            f'the style "{name}" can\'t print {_listed(keys)}: {fault}',
            hint,
        )
        for fault, keys in failed.items()
    )


def _named(fault: Exception) -> str:
    words = " ".join(str(fault).split())[:80]
    return f"{type(fault).__name__}: {words}" if words else type(fault).__name__


def _listed(keys: list[str]) -> str:
    named = ", ".join(f'"{key}"' for key in keys[:NAMED_AT_ONCE])
    more = len(keys) - NAMED_AT_ONCE
    return f"{named} and {more} more" if more > 0 else named


def _parsed(style: str) -> ElementTree.Element:
    try:
        root = ElementTree.fromstring(style.encode())
    except (ElementTree.ParseError, RecursionError) as error:
        raise StyleError(f"this isn't XML: {error}") from None
    if root.tag != f"{NAMESPACE}style":
        raise StyleError("this is no CSL style")
    return root


def _independent(
    root: ElementTree.Element, styles: Mapping[str, str]
) -> ElementTree.Element:
    """The style itself, or the one that it depends on."""
    if root.find(f"{NAMESPACE}bibliography") is not None:
        return root
    links = root.iterfind(f"{NAMESPACE}info/{NAMESPACE}link[@rel='independent-parent']")
    address = next((link.get("href", "") for link in links), "")
    if not address:
        raise StyleError("this style has no bibliography")
    parent = f"{address.rpartition('/')[2].removesuffix('.csl')}.csl"
    if parent not in styles:
        raise StyleError(
            f'this style has no bibliography of its own: it follows "{parent}", '
            "which must lie beside it"
        )
    found = _parsed(styles[parent])
    if found.find(f"{NAMESPACE}bibliography") is None:
        raise StyleError(f'"{parent}", which it follows, has no bibliography')
    return found


def _remove_numbers(root: ElementTree.Element) -> None:
    for parent in root.iter():
        for child in list(parent):
            if child.get("variable") == "citation-number":
                parent.remove(child)


def _literals(root: ElementTree.Element) -> Iterator[str]:
    """What the style itself may print around the reference's own fields."""
    for element in root.iter():
        yield from (element.get(name, "") for name in ("prefix", "suffix", "value"))
        yield from (element.get("delimiter", ""), element.text or "")


def _numbers(text: str) -> set[int]:
    return {int(number) for number in re.findall(r"[0-9]+", text)}


def _untagged(markup: str) -> str:
    return re.sub(r"<[^>]*>", "", markup)


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(_flat(each) for each in value.values())
    if isinstance(value, list):
        return " ".join(_flat(each) for each in value)
    return str(value)


def _once(text: str, title: str) -> str:
    """The text with its title once.

    citeproc-py forgets that a title which stands where the authors would is printed.
    """
    whole = rf"(?:<\w+[^<>]*>)*{re.escape(title)}(?:</\w+>)*"
    found = list(re.finditer(rf"(?:^|(?<=[\s>])){whole}[.,]?\s*", text, re.IGNORECASE))
    if len(found) < len(("first", "second")):
        return text
    second = found[1]
    opened = len(re.findall(r"<\w", second[0]))
    if opened != second[0].count("</"):
        return text
    return text[: second.start()] + text[second.end() :]


def _mended(text: str) -> str:
    """The text with one mark where a name's or a title's own meets the style's."""
    return MEETING.sub(lambda found: "".join(g or "" for g in found.groups()), text)


def data_of(key: str, reference: Reference) -> dict[str, Any]:
    """The reference as CSL's data, without what only ibid knows."""
    data = csl_json.data(key, item(reference))
    return {name: value for name, value in data.items() if name not in LEFT_OUT}


def _data(key: str, reference: Reference, ranges: str) -> dict[str, Any]:
    """The data as the processor needs them: no signs, pages in the style's form."""
    data = data_of(key, reference)
    if "page" in data:
        data["page"] = page_ranges(data["page"], ranges)
    return {name: _hidden(value) for name, value in data.items()}


def _hidden(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(HIDDEN)
    if isinstance(value, list):
        return [_hidden(each) for each in value]
    if isinstance(value, dict):
        return {name: _hidden(each) for name, each in value.items()}
    return value
