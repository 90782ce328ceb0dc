"""What rules judge: a text as a reader takes it in, whatever signs it is made of."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from ibid.prose.written import Part, Piece

MARK = "\ufffc"
"""The sign that stands for a citation or the call of a note."""

# What takes no room on a page, and could hide a word from a rule.
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# Numbers in a disc, which Unicode itself takes for no other way to write a number.
BALLS = re.compile("[\u2776-\u2793\u24eb-\u24ff]")
QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u02bc": "'"})


def folded(parts: Iterable[Part]) -> tuple[str, tuple[Piece, ...]]:
    """A text in its plainest signs, on one line, and where its pieces stand."""
    texts, pieces, length = [], [], 0
    for text, start, end in _folded(parts):
        texts.append(text)
        pieces.append((length, length + len(text), start, end))
        length += len(text)
    return "".join(texts), tuple(pieces)


def _folded(parts: Iterable[Part]) -> Iterator[Part]:
    for written, start, end in parts:
        text = written.replace("\n", " ") if "\n" in written else written
        plain = text if text.isascii() else plainest(text)
        if plain is text or len(plain) == len(text) or end - start != len(text):
            yield plain, start, end
            continue
        for number, sign in enumerate(text, start):
            yield plainest(sign), number, number + 1


def plainest(text: str) -> str:
    """Without signs that can't be seen, and each sign in its plainest form."""
    seen = UNSEEN.sub("", text).translate(QUOTES)
    return "".join(map(_plain_sign, seen)) if not _is_plain(seen) else seen


def _is_plain(text: str) -> bool:
    return unicodedata.is_normalized("NFKC", text) and not BALLS.search(text)


def _plain_sign(sign: str) -> str:
    """A trade mark's sign stays: it is judged itself."""
    if BALLS.match(sign):
        return str(int(unicodedata.numeric(sign)))
    return sign if sign in "™…" else unicodedata.normalize("NFKC", sign)
