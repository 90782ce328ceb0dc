"""Words that are written so that nobody finds them, and what they are read as.

Parted by blanks or signs, as in "cu res" and "c_u_r_e_s"; with letters that look like
others, as in "cvres"; with digits, signs or one letter many times.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache, cached_property
from string import ascii_lowercase

from ibid.content.phrases import WORD, Words
from ibid.source import Span

# What may part the letters of a word that is read as one.
PARTING = r"(?:\s|[._*·•|/~+()\[\]:-]{1,2}|\s[.·•|/-]\s|-\s)?"
STRETCHED = r"\b\w*?([^\W\d_])\1\1\w*"
MIXED = r"\b[^\W\d_]+[013457][^\W_]*[^\W\d_]\b"
ACCENTED = r"\b[a-z]*(?:[a-z][\u0300-\u036f]|[^\W\d_a-z])[\w\u0300-\u036f]*"
SIGNED = r"(?<!\w)[^\W\d_]*[$¢€£][^\W\d_][\w$¢€£]*"
DRESSED = re.compile("|".join((STRETCHED, MIXED, ACCENTED, SIGNED)))
COMBINING = re.compile("[\u0300-\u036f]")
THRICE = tuple(letter * 3 for letter in ascii_lowercase)
WITH_DIGIT = re.compile(r"[a-z][013457]\w")
WITH_SIGN = re.compile(r"[$¢€£][^\W\d_]")
OTHERS = str.maketrans("013457$¢€£", "oieastscel")
ONE_AFTER_THE_OTHER = re.compile(r"([^\W\d_])\1+")
WITH_SIGNS = re.compile("LATIN (?:SMALL|CAPITAL) LETTER ([A-Z]) WITH ")
NO_LETTER = re.compile(r"[\W_]+")
# Letters, and what looks like them in many faces; an i was a capital before.
ALIKE = (("u", "v"), ("w", "vv"), ("m", "rn"), ("l", "i"), ("d", "cl"))


@dataclass(frozen=True)
class Disguises:
    """The disguises of some words of small letters."""

    words: frozenset[str]

    def may_be_in(self, text: str, words: Words) -> bool:
        """Whether a text of these words may say one of them in a disguise.

        The words, each of which stands there once, are looked through faster than it.
        """
        if not self._alike.keys().isdisjoint(words.each):
            return True
        if any(self._parted(one).search(text) for one in self._may_be_parted(words)):
            return True
        line = words.line
        odd = not line.isascii() or any(map(line.__contains__, THRICE))
        if (odd or WITH_DIGIT.search(line)) and any(self._dressed(line)):
            return True
        if WITH_SIGN.search(text) and any(self._dressed(text)):
            return True
        return not text.isascii() and COMBINING.search(text) is not None

    def in_text(self, text: str, words: Words) -> Iterator[tuple[Span, str]]:
        """Where the text, which is made of these words, says them, and what it says."""
        told: set[int] = set()
        for span, word in self._each(text, words):
            if told.isdisjoint(range(*span)):
                told.update(range(*span))
                yield span, word

    def _each(self, text: str, words: Words) -> Iterator[tuple[Span, str]]:
        """The same, and what stands within what was found before."""
        yield from self._dressed(text)
        for found in WORD.finditer(text):
            if found[0] in self._alike:
                yield found.span(), self._alike[found[0]]
        for one in self._may_be_parted(words):
            for found in self._parted(one).finditer(text):
                if found[0] != one:
                    yield found.span(), one

    def _dressed(self, text: str) -> Iterator[tuple[Span, str]]:
        for found in DRESSED.finditer(text):
            word = found[0]
            if word in self.words:
                continue
            for plain in self._undressed(word):
                if plain in self.words:
                    yield found.span(), plain
                    break

    def _undressed(self, word: str) -> Iterator[str]:
        """The words that it may be read as."""
        letters = NO_LETTER.sub("", "".join(map(_bare, word)).translate(OTHERS))
        yield letters
        yield self._alike.get(letters, "")
        yield ONE_AFTER_THE_OTHER.sub(r"\1\1", letters)
        yield ONE_AFTER_THE_OTHER.sub(r"\1", letters)

    @cached_property
    def _alike(self) -> Mapping[str, str]:
        """The words by what looks like them, and is none of them."""
        written = {
            one.replace(letter, other): one
            for letter, other in ALIKE
            for one in self.words
        }
        return {other: one for other, one in written.items() if other not in self.words}

    @cached_property
    def _by_beginning(self) -> Mapping[str, tuple[str, ...]]:
        """The words by each of the letters that they may begin with."""
        found: dict[str, tuple[str, ...]] = {}
        for one in sorted(self.words):
            for end in range(1, len(one)):
                found[one[:end]] = (*found.get(one[:end], ()), one)
        return found

    def _may_be_parted(self, words: Words) -> Iterator[str]:
        """Those that can be put together of two or more words, the longest first."""
        pieces: Set[str] = words.each
        if "_" in words.line:
            pieces = {piece for one in pieces for piece in one.split("_")}
        begun = self._by_beginning.keys() & pieces
        tried = {one for beginning in begun for one in self._by_beginning[beginning]}
        longest = sorted(tried, key=lambda one: (-len(one), one))
        return (one for one in longest if _is_made_of(one, pieces))

    @cached_property
    def _parted(self) -> Callable[[str], "re.Pattern[str]"]:
        """What finds a word whose letters may be parted."""
        return cache(_parted)


def _parted(word: str) -> "re.Pattern[str]":
    return re.compile(rf"(?<![^\W_]){PARTING.join(word)}(?![^\W_])")


def _is_made_of(word: str, pieces: Set[str]) -> bool:
    """Whether a word can be put together of two or more of the pieces."""
    size = len(word)
    reached = {0}
    for start in range(size):
        if start in reached:
            ends = range(start + 1, size + (start > 0))
            reached.update(end for end in ends if word[start:end] in pieces)
    return size in reached


def _bare(sign: str) -> str:
    """A letter without the signs at it, as Unicode's names tell it."""
    if sign.isascii():
        return sign
    named = WITH_SIGNS.match(unicodedata.name(sign, ""))
    return named[1].lower() if named else sign
