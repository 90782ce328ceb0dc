"""What became of the words of a text: each comes out exactly once.

Markdown drops what it has no place for, such as a cell beyond a table's columns, and
says nothing. Here the words that went in are held against those that came out.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ibid.source import Span

# A word, a number, or the mark of a citation or of a note's call.
WORD = re.compile("[\ue000\ue002]\\d+[\ue001\ue003]|[^\\W_]+")
ENTITY = re.compile(r"&(?:#\w+|\w+);")
# What comes out otherwise than it was written: the numbers of a list's items are the
# browser's, an address between < and > is both a text and a target, and a box's
# certainty is shown in words of our own.
APART = re.compile(
    r"^[ \t>*+-]*\d{1,9}[.)](?=\s)|^[ \t]*Certainty:[^.\n]*\.|"
    r"<(?:[a-z][\w+.-]*:|[\w.+-]+@)[^<>\s]*>",
    re.MULTILINE | re.IGNORECASE,
)
TAG = re.compile(r"</?[a-z][^<>]*>")
# What is ours: a box's place, a heading's id, and what stands before code's language.
OWN = re.compile('\ue004\\d+|(?<=<h\\d) id="[^"]*"|(?<= class=")language-')
VALUE = re.compile(r"=\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Difference:
    """A word of a text that came out `times` times too often, or less than none."""

    word: str
    span: Span
    times: int


def differences(text: str, outcome: Iterable[str]) -> Iterator[Difference]:
    """The words of a Markdown text that don't stand in the HTML just as often.

    Each such word is given once, where what stands beside it differs too.
    """
    written = list(WORD.finditer(_blanked(text)))
    came = [word for markup in outcome for word in words(markup)]
    before, after = Counter(one[0] for one in written), Counter(came)
    apart = Counter(
        word for found in APART.findall(text) for word in WORD.findall(found)
    )
    for word, count in before.items():
        times = after[word] - count
        if times < 0 or times > 2 * apart[word]:
            yield Difference(word, _where(word, written, came), times)


def _blanked(text: str) -> str:
    """The text without what comes out otherwise; offsets stay true."""
    for pattern in (APART, ENTITY):
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return text


def words(markup: str) -> Iterator[str]:
    """The words of some HTML, those in attributes' values included."""
    unnamed = OWN.sub("", markup)
    spaced = TAG.sub(lambda tag: f" {' '.join(VALUE.findall(tag[0]))} ", unnamed)
    yield from WORD.findall(html.unescape(spaced))


def _where(word: str, written: list["re.Match[str]"], came: list[str]) -> Span:
    """Where the word stands beside others than it does in what came out."""
    known = set(pairwise(came))
    places = [number for number, one in enumerate(written) if one[0] == word]
    for number in places:
        pairs = pairwise(one[0] for one in written[max(0, number - 1) : number + 2])
        if not known.issuperset(pairs):
            return written[number].span()
    return written[places[-1]].span()
