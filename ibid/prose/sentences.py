"""Sentences: one way to part them, for rules and for what is quoted."""

import re
from collections.abc import Iterator

from ibid.prose.judged import MARK
from ibid.prose.written import Span

# A citation behind a full stop belongs to the sentence that the full stop ends.
# What closes a quotation differs by language: an angle that points to the right closes
# a French one, behind a space, and opens a German one, in front of a letter.
CLOSING = "\"'\u201c-\u201e\u2018-\u201a\u00ab\u00bb\u2039\u203a\u300d\u300f)\\]"
END = re.compile(
    rf"[.!?…]+(?:[{CLOSING}]| [\u00bb\u203a](?!\w))*(?: ?{MARK})*(?=\s|\Z)|"
    rf"[\u3002\uff01\uff1f][{CLOSING}]*"
)
STOPS = tuple(".!?…")
ABBREVIATIONS = frozenset(("e.g.", "i.e.", "dr.", "no.", "vs.", "al."))
LONGEST, MOST_WORDS = 24, 3
OPENING = "\"'\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb\u2039\u203a(["


def spans(text: str, abbreviations: frozenset[str] = ABBREVIATIONS) -> Iterator[Span]:
    """The spans of the sentences of a text, without blanks at their ends."""
    start = 0
    found = END.finditer(text)
    for end in (*(one.end() for one in found if _ends(text, one, abbreviations)), None):
        words = text[start:end]
        kept = words.lstrip()
        if kept:
            last = start + len(words)
            yield last - len(kept), last - len(words) + len(words.rstrip())
        start += len(words)


def _ends(text: str, found: "re.Match[str]", abbreviations: frozenset[str]) -> bool:
    """Whether a full stop ends a sentence: not behind a shortened word, nor midway."""
    end = found.end()
    # One blank follows nearly always: to look farther would copy the rest of the text.
    if (text[end : end + 2].lstrip() or text[end:].lstrip())[:1].islower():
        return False
    if found[0] != ".":
        return True
    words = text[max(0, found.start() - LONGEST) : end].lower().split()
    shortened = words[-1]
    # A shortened form may have several words, as in "p. ej.".
    for before in (*words[-2 : -MOST_WORDS - 1 : -1], ""):
        if shortened.lstrip(OPENING) in abbreviations:
            return False
        shortened = f"{before} {shortened}"
    return True


def is_whole(sentence: str) -> bool:
    """Whether a sentence ends with a mark of its own, as no caption or dose does."""
    if sentence.endswith(STOPS):
        return True
    *_, last = (0, *(found.end() for found in END.finditer(sentence)))
    return bool(last) and last == len(sentence)


def sentences(
    text: str, abbreviations: frozenset[str] = ABBREVIATIONS
) -> Iterator[str]:
    """The sentences of a text, each with the marks that stand in it and behind it."""
    for start, end in spans(text, abbreviations):
        yield text[start:end]


def plain(text: str) -> str:
    """The text without its marks."""
    return " ".join(re.sub(f"{MARK}(?: {MARK})*", "", text).split())


def runs(sentence: str) -> tuple[str, ...]:
    """The stretches of a sentence that have no mark inside."""
    pieces = (piece.strip() for piece in sentence.split(MARK))
    return tuple(piece for piece in pieces if re.search(r"\w", piece))
