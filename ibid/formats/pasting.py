"""What somebody pasted: entries of any format, with DOIs and PubMed numbers between.

Only what stands between entries is read as a number: a DOI on a line of an abstract is
part of that abstract. Each stretch keeps its lines' numbers.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from ibid.records.answers import Service
from ibid.records.identifiers import mentioned


@dataclass(frozen=True)
class Number:
    """A work asked for by its number, and the line it stands in."""

    line: int
    service: Service
    number: str


@dataclass(frozen=True)
class Pasted:
    """A pasted text taken apart.

    `texts` has for each format, by its files' ending, the whole text with all other
    lines emptied; `rest` has the numbers of the lines that are nothing we know.
    """

    texts: dict[str, str]
    numbers: tuple[Number, ...]
    rest: tuple[int, ...]


BEGINS = {
    ".ris": re.compile(r"TY {1,2}- "),
    ".nbib": re.compile(r"PMID- "),
    ".bib": re.compile(r"\s*@\w+\s*[{(]"),
    ".xml": re.compile(r"\s*(?:<\?xml|<xml>|<records>)"),
    ".json": re.compile(r"\s*(?:\[\s*(?:\{|$)|\{\s*(?:\"|$))"),
}
ENDS = {
    ".ris": re.compile(r"ER {1,2}-"),
    ".nbib": re.compile(r"\s*$"),
    ".xml": re.compile(r".*</(?:xml|records)>"),
}


def taken_apart(text: str) -> Pasted:
    """The stretches of each format, and what stands between them."""
    lines = text.split("\n")
    texts: dict[str, list[str]] = {}
    numbers: list[Number] = []
    rest: list[int] = []
    at = 0
    while at < len(lines):
        form = next((one for one, sign in BEGINS.items() if sign.match(lines[at])), "")
        if form:
            end = at + _length(form, lines[at:])
            kept = texts.setdefault(form, [])
            kept += [""] * (at - len(kept)) + lines[at:end]
            at = end
            continue
        asked = mentioned(lines[at])
        numbers += [Number(at + 1, *one) for one in asked]
        if not asked and lines[at].strip():
            rest.append(at + 1)
        at += 1
    joined = {form: "\n".join(kept) for form, kept in texts.items()}
    return Pasted(joined, tuple(numbers), tuple(rest))


def _length(form: str, lines: list[str]) -> int:
    """How many lines the entry that begins here takes up."""
    if form == ".json":
        return _length_of_json("\n".join(lines))
    if form == ".bib":
        return _length_of_bibtex(lines)
    ends = (number for number, line in enumerate(lines, 1) if ENDS[form].match(line))
    return next(ends, len(lines))


def _length_of_json(text: str) -> int:
    start = len(text) - len(text.lstrip())
    try:
        _, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        end = len(text)
    return text[:end].count("\n") + 1


SIGN = re.compile(r"\\.|[{}]")


def _length_of_bibtex(lines: Iterable[str]) -> int:
    """Up to where its braces close, or the next entry begins."""
    depth, count = 0, 0
    for line in lines:
        if count and depth and BEGINS[".bib"].match(line) and line.startswith("@"):
            return count
        count += 1
        for sign in SIGN.findall(line):
            depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth <= 0:
            break
    return count
