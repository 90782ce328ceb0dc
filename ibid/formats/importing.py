"""Reference files made from what other programs and PubMed export.

Nothing is overwritten and nothing is believed: what comes in is unconfirmed until a
person has looked, unless ibid itself wrote that somebody has. What can't be read, or is
here already, is told as a problem.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

from ibid.content.reference import Reference
from ibid.formats import bibtex, csl_json, endnote_xml, keys, nbib, reference_file, ris
from ibid.formats.adopting import adopt
from ibid.formats.items import Entry
from ibid.formats.pasting import Number, taken_apart
from ibid.problems import Place, Problem, in_order
from ibid.reading.front_matter import Source

Reader = Callable[[Source], Iterator[Entry | Problem]]
READERS: Mapping[str, Reader] = {
    ".bib": bibtex.read,
    ".ris": ris.read,
    ".nbib": nbib.read,
    ".json": csl_json.read,
    ".xml": endnote_xml.read,
}
# What tells a format by its text, for files that another program named.
SIGNATURES = (
    (".ris", re.compile(r"^TY {1,2}- ", re.MULTILINE)),
    (".nbib", re.compile(r"^PMID- ", re.MULTILINE)),
    (".bib", re.compile(r"^\s*@\w+\s*[{(]", re.MULTILINE)),
    (".xml", re.compile(r"<records>\s*<record>")),
    (".json", re.compile(r"\s*[\[{]")),
)


@dataclass(frozen=True)
class Imported:
    """A reference file, ready to be written as `references/KEY.md`."""

    key: str
    text: str
    reference: Reference

    @property
    def name(self) -> str:
        """The file's path from `content/`."""
        return f"references/{self.key}.md"


Plan = tuple[tuple[Imported, ...], tuple[Problem, ...]]


def read(path: str, text: str | bytes, today: date) -> Plan:
    """The reference files that one file gives for a guide without any."""
    return plan([(path, text)], {}, "content", today)


def plan(
    files: Iterable[tuple[str, str | bytes]],
    existing: Mapping[str, Reference],
    content: str,
    today: date,
) -> Plan:
    """The reference files to write, and every problem of the files they come from.

    A source that `existing` has already, by key, DOI or PubMed number, is left alone;
    `content` is the folder of the guide, as its editor names it.
    """
    shelf = _Shelf(existing, content)
    problems: list[Problem] = []
    for path, text in files:
        for found in entries(path, text):
            if isinstance(found, Problem):
                problems.append(found)
                continue
            reference, told = adopt(found, today)
            problems += told
            here = shelf.add(found, reference) if reference else None
            problems += [here] if here else []
    return tuple(shelf.imported), in_order(problems)


def entries(path: str, text: str | bytes) -> Iterator[Entry | Problem]:
    """All entries of one file, whatever program wrote it and however it was named.

    A text that was pasted, or that no program named, may mix formats.
    """
    decoded, problems = _decoded(path, text)
    yield from problems
    source = Source(path, PurePath(path).name, decoded)
    reader = READERS.get(PurePath(path).suffix.lower())
    if "\0" in decoded or not decoded.strip():
        what = "holds no text" if decoded.strip() else "is empty"
        yield _refusal(source, "unreadable-file", f"the file {what}")
    elif reader:
        signs = (ending for ending, sign in SIGNATURES if sign.search(decoded))
        yield from _read(reader, source, next(signs, ""))
    else:
        yield from _pasted(source)


def numbers(path: str, text: str | bytes) -> tuple[Number, ...]:
    """The DOIs and PubMed numbers that stand between the entries of a pasted text."""
    if PurePath(path).suffix.lower() in READERS:
        return ()
    return taken_apart(_decoded(path, text)[0]).numbers


def _pasted(source: Source) -> Iterator[Entry | Problem]:
    pasted = taken_apart(source.text)
    if not pasted.texts and not pasted.numbers:
        message = "this is none of the formats that can be imported"
        yield _refusal(source, "unknown-format", message)
        return
    for ending, text in pasted.texts.items():
        yield from _read(READERS[ending], replace(source, text=text), ending)
    for line in pasted.rest:
        start = source.line_starts[line - 1]
        yield Problem(
            source.place(start, start + len(source.lines[line - 1])),
            "left-out",
            "this line is no entry, and names no DOI or PubMed number",
            "if it is a source, look its DOI up and paste that",
            "advice",
        )


def _read(reader: Reader, source: Source, seen: str) -> Iterator[Entry | Problem]:
    empty = True
    for found in reader(source):
        empty = False
        yield found
    if empty:
        hint = f"by its text, the file's name should end in {seen}" if seen else ""
        yield _refusal(source, "no-entries", "no entry was found in this file", hint)


def _refusal(source: Source, rule: str, message: str, hint: str = "") -> Problem:
    kinds = (
        "export it again as .bib, .ris, .nbib, CSL-JSON (.json) or EndNote XML (.xml)"
    )
    return Problem(Place(source.path), rule, message, hint or kinds)


ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _decoded(path: str, data: str | bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text with line ends as here; old encodings are read, and told."""
    problems: tuple[Problem, ...] = ()
    text = data if isinstance(data, str) else ""
    if isinstance(data, bytes):
        encoding = next((name for mark, name in ENCODINGS if data.startswith(mark)), "")
        try:
            text = data.decode(encoding or "utf-8")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
            advice = "read the names with accents, or export the file again as UTF-8"
            message = "this file isn't UTF-8; it was read as Windows-1252"
            problems = (Problem(Place(path), "not-utf-8", message, advice, "advice"),)
    return re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff")), problems


class _Shelf:
    """The sources there are, and those that are being added to them."""

    def __init__(self, existing: Mapping[str, Reference], content: str) -> None:
        self.imported: list[Imported] = []
        self.content = content
        self.keys = {key.casefold(): self._file(key) for key in existing}
        self.signs = {
            sign: self._file(key)
            for key, reference in existing.items()
            for sign in keys.signs(reference)
        }
        self.here = frozenset(self.keys)

    def _file(self, key: str) -> str:
        return f"{self.content}/references/{key}.md"

    def add(self, entry: Entry, reference: Reference) -> Problem | None:
        """Give the source a key and a file; if it is here already, say where."""
        signs = keys.signs(reference)
        known = next((self.signs[sign] for sign in signs if sign in self.signs), "")
        key = entry.key if keys.is_valid(entry.key) else ""
        if known or key.casefold() in self.here:
            return _already(entry, known, self.keys.get(key.casefold(), ""))
        key = keys.free(key or keys.made(reference), self.keys)
        self.imported.append(Imported(key, reference_file.write(reference), reference))
        self.keys[key.casefold()] = self._file(key)
        self.signs |= dict.fromkeys(signs, self.keys[key.casefold()])
        return None


def _already(entry: Entry, same: str, namesake: str) -> Problem:
    message = f"already here as {same or namesake}"
    hint = "nothing to do: the file that is there stays as it is"
    if not same:
        message += ", by its key"
        hint = "if this is another source, give it another key and import it again"
    return Problem(entry.place, "already-here", message, hint, "advice")
