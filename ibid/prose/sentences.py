"""Sentences: one way to part them, for rules and for what is quoted."""

import re
from collections.abc import Iterator, Set

from ibid.prose.judged import MARK
from ibid.prose.written import Span

# A citation behind a full stop belongs to the sentence that the full stop ends.
END = re.compile(rf"[.!?…]+[\"'”’)\]]*(?: ?{MARK})*(?=\s|\Z)")
ABBREVIATIONS = frozenset(("e.g.", "i.e.", "dr.", "no.", "vs.", "al."))
OPENING = "\"'“‘(["


def spans(text: str, abbreviations: Set[str] = ABBREVIATIONS) -> Iterator[Span]:
    """The spans of the sentences of a text, without blanks at their ends."""
    start = 0
    for found in END.finditer(text):
        if _ends(text, found, abbreviations):
            yield from _trimmed(text, start, found.end())
            start = found.end()
    yield from _trimmed(text, start, len(text))


def _ends(text: str, found: "re.Match[str]", abbreviations: Set[str]) -> bool:
    """Whether a full stop ends a sentence: not behind a shortened word, nor midway."""
    if text[found.end() :].lstrip()[:1].islower():
        return False
    if found[0] != ".":
        return True
    first = text.rfind(" ", 0, found.start()) + 1
    word = text[first : found.end()].lstrip(OPENING).lower()
    return word not in abbreviations


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    if words.strip():
        first = end - len(words.lstrip())
        yield first, start + len(words.rstrip())


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, each with the marks that stand in it and behind it."""
    for start, end in spans(text):
        yield text[start:end]


def plain(text: str) -> str:
    """The text without its marks."""
    return " ".join(text.replace(MARK, "").split())


def runs(sentence: str) -> tuple[str, ...]:
    """The stretches of a sentence that have no mark inside."""
    pieces = (piece.strip() for piece in sentence.split(MARK))
    return tuple(piece for piece in pieces if re.search(r"\w", piece))
