"""Words and phrases as a guide's policy and a language write them, found in a text.

A phrase is written as it is said. A `*` in a word stands for any letters; a `*` on its
own stands for a few words of the same sentence. A space also meets a hyphen or a line's
end, small letters meet capitals, and a word meets its other spellings.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, groupby, starmap
from itertools import product as each_with_each

Twins = Sequence[tuple[str, ...]]
"""Spellings of one stem, such as (`diarrhoea`, `diarrhea`)."""

# How far apart the words around a `*` may stand, in characters.
APART = 40
START = r"(?<!\w)"
GAP = rf"[^.!?\n]{{0,{APART}}}?"
# How many first letters of phrases are looked at one by one.
DEEP = 3
BETWEEN = r"[\s\-\u2010-\u2015]+"
APOSTROPHES = ("'", "\u2019", "\u02bc")

WORD = re.compile(r"\w+")
WHOLE = re.compile(r" \w+ ")
APART_FROM_WORDS = re.compile(r"[^\w*]+")


Ways = Sequence[Sequence[str]]
"""The words of a phrase, each in every spelling."""


@dataclass(frozen=True)
class Phrases:
    """Phrases to look for, and the other spellings that count as the same.

    It is searched as a compiled pattern is, in a text of small letters (`lowered`).
    """

    phrases: tuple[str, ...]
    twins: Twins = ()

    @cached_property
    def pattern(self) -> "re.Pattern[str]":
        """One pattern for all of them, the longest first; without any, never met."""
        every = self._ordered
        alone = len(every) == 1
        return re.compile(
            _letters_first(self._pattern(every[0])) if alone else self.written
        )

    @property
    def written(self) -> str:
        """The same pattern as text, which minds where words start in front of them."""
        patterns = groupby(
            map(self._pattern, self._ordered), lambda one: one.startswith(START)
        )
        return "|".join(starmap(_together, patterns)) or r"(?!)"

    @property
    def _ordered(self) -> Sequence[str]:
        """Them in small letters, the longest first."""
        return _longest_first(map(lowered, self.phrases))

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """Stretches of letters of which a text has one wherever it has a phrase.

        A text is searched for them much faster than for the phrases.
        """
        found = {stretch for one in self.phrases for stretch in self._telling(one)}
        return () if "" in found else tuple(sorted(found))

    @cached_property
    def _worded(self) -> "Mapping[str, Sequence[tuple[str, Ways]]]":
        """What stands among the words of a text that says a phrase; see `worded`.

        By the longest word of each phrase: the phrase, and its other words, of which
        the longest is the least to be expected.
        """
        found: dict[str, list[tuple[str, Ways]]] = {}
        for phrase in self._ordered:
            words = map(self._ways, _words(phrase))
            first, *others = sorted(words, key=lambda ways: -min(map(len, ways)))
            for way in first:
                found.setdefault(way, []).append((phrase, others))
        return found

    @cached_property
    def _whole(self) -> frozenset[str]:
        """Those of the longest words that are whole words."""
        return frozenset(one[1:-1] for one in self._worded if WHOLE.fullmatch(one))

    @cached_property
    def _parts(self) -> Sequence[str]:
        """The others, which may stand anywhere."""
        return [one for one in self._worded if not WHOLE.fullmatch(one)]

    def may_be_among(self, words: "Words") -> bool:
        """Whether a text of these words, in whatever order, may say one of them."""
        return any(True for _ in self._among(words))

    def among(self, words: "Words") -> "Few":
        """Those that a text of these words, in whatever order, may say."""
        return Few(tuple(map(self._each, _longest_first(self._among(words)))))

    def _among(self, words: "Words") -> Iterator[str]:
        line = words.line
        # Sets are met at once, however many words they have.
        whole = (f" {one} " for one in self._whole & words.each)
        parts = filter(line.__contains__, self._parts)
        for one in chain(whole, parts):
            for phrase, others in self._worded[one]:
                if all(any(map(line.__contains__, ways)) for ways in others):
                    yield phrase

    @cached_property
    def _each(self) -> "Callable[[str], Phrases]":
        """Gives a phrase alone."""
        return cache(lambda phrase: Phrases((phrase,), self.twins))

    def search(self, text: str) -> "re.Match[str] | None":
        """The first place where the text says one of them."""
        return self.pattern.search(text) if self.may_stand_in(text) else None

    def fullmatch(self, text: str) -> "re.Match[str] | None":
        """The whole text, where it says one of them and nothing else."""
        return self.pattern.fullmatch(text) if self.may_stand_in(text) else None

    def finditer(self, text: str) -> Iterator["re.Match[str]"]:
        """Every place where the text says one of them, in order."""
        return self.pattern.finditer(text) if self.may_stand_in(text) else iter(())

    def may_stand_in(self, text: str) -> bool:
        """Whether a text may say one of them; it says none of them if not."""
        return not self.telling or any(map(text.__contains__, self.telling))

    def _pattern(self, phrase: str) -> str:
        pieces: list[str] = []
        apart = ""
        for word in _words(phrase):
            pieces += [apart, self._word(word)] if word != "*" else [GAP]
            apart = BETWEEN if word != "*" else ""
        return "".join(pieces)

    def _word(self, word: str) -> str:
        stretches = (self._spellings(stretch) for stretch in word.split("*"))
        before = START if re.match(r"\w", word) else ""
        after = r"(?!\w)" if re.search(r"\w\Z", word) else ""
        # Letters before the first stretch need no search: whatever they are, they fit.
        return before + r"\w*".join(stretches).removeprefix(r"\w*") + after

    def _spellings(self, stretch: str) -> str:
        """The letters as a pattern, with every spelling of the stems in them."""
        return "".join(
            f"(?:{'|'.join(map(re.escape, ways))})" if ways[1:] else re.escape(ways[0])
            for ways in self._spelled(stretch)
        )

    def _spelled(self, stretch: str) -> Iterator[Sequence[str]]:
        """The letters piece by piece, each in all its spellings, the longest first."""
        for number, piece in enumerate(self._stems.split(stretch)):
            yield self._group(piece) if number % 2 else (piece,)

    def _group(self, stem: str) -> Sequence[str]:
        group = next(group for group in self._groups if stem in group)
        return sorted(group, key=len, reverse=True)

    @property
    def _groups(self) -> Twins:
        return (*self.twins, APOSTROPHES)

    @cached_property
    def _stems(self) -> "re.Pattern[str]":
        stems = {stem for group in self._groups for stem in group}
        longest = sorted(stems, key=lambda stem: (-len(stem), stem))
        return re.compile("(" + "|".join(map(re.escape, longest)) + ")")

    def _ways(self, word: str) -> Sequence[str]:
        """The longest letters of a word, in each spelling; see `worded`."""
        ways = ["".join(one) for one in each_with_each(*self._spelled(word))]
        return [max(_letters(way), key=len, default="") for way in ways]

    def _telling(self, phrase: str) -> Iterator[str]:
        """Its longest stretch, in every spelling."""
        words = _words(lowered(phrase))
        longest = max((one for word in words for one in word.split("*")), key=len)
        return map("".join, each_with_each(*self._spelled(longest)))


@dataclass(frozen=True)
class Few:
    """Phrases that one text may say, the longest first; each is looked for by itself.

    They are met where one pattern for all would meet them, which takes longer to make
    and, of many phrases, to look for.
    """

    each: "tuple[Phrases, ...]"

    def finditer(self, text: str) -> Iterator["re.Match[str]"]:
        """Every place where the text says one of them, in order."""
        found = self.search(text)
        while found:
            yield found
            found = self.search(text, found.end())

    def search(self, text: str, start: int = 0) -> "re.Match[str] | None":
        """The first place from `start` on where the text says one of them."""
        every = (one.pattern.search(text, start) for one in self.each)
        # Of those that start at one place, the first is the longest.
        return min(filter(None, every), key=re.Match.start, default=None)


def lowered(text: str) -> str:
    """The text in small letters, as long as it was: what phrases are looked for in."""
    small = text.lower()
    return small if len(small) == len(text) else _letter_by_letter(text)


def loose(words: Sequence[str]) -> str:
    """The phrases as part of a longer pattern, which minds where they start and end."""
    pattern = Phrases(tuple(words)).written
    return pattern.removeprefix(START).replace(f"|{START}", "|")


def unaccented(text: str) -> str:
    """The text with the bare letters of all that have signs above or below."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(one for one in parts if not unicodedata.combining(one))


@dataclass(frozen=True)
class Words:
    """The words of a text, each once: as a set, and in a line, between spaces."""

    each: frozenset[str]

    @cached_property
    def line(self) -> str:
        """All of them between spaces."""
        return f" {' '.join(self.each)} "


def worded(text: str) -> Words:
    """The words of a text of small letters."""
    # Each word that blanks part is looked at once, however often it stands there.
    once = " ".join({*text.split()})
    return Words(frozenset(WORD.findall(once)))


def _letters(word: str) -> Iterator[str]:
    """The stretches of letters in a phrase's word, with a space where one ends."""
    for one in APART_FROM_WORDS.sub(" ", word).split():
        yield from f" {one} ".split("*")


def fault(phrase: str) -> str:
    """What is wrong with a phrase, in words; "" where nothing is."""
    words = phrase.split()
    letters = [word for word in words if re.search(r"\w|%", word)]
    if not letters:
        return "it has no word"
    if words[0] == "*" or words[-1] == "*":
        return "a * on its own stands between two words"
    if phrase != unicodedata.normalize("NFC", phrase):
        return "its accents are written as separate signs: type the phrase again"
    return ""


def product(firsts: Iterable[str], seconds: Sequence[str]) -> tuple[str, ...]:
    """Each of the first followed, within a few words, by each of the second."""
    return tuple(f"{first} * {second}" for first in firsts for second in seconds)


def _words(phrase: str) -> list[str]:
    return re.sub(r"[\s\-\u2010-\u2015]+", " ", phrase).split()


def _longest_first(phrases: Iterable[str]) -> Sequence[str]:
    return sorted({*phrases}, key=lambda one: (-len(one), one))


def _together(starts: bool, patterns: Iterable[str]) -> str:
    """One pattern for several, which all start at a word's start, or all needn't.

    To look for a word's start once costs a twentieth of looking for it with each.
    """
    bare = [pattern.removeprefix(START) for pattern in patterns]
    return f"{START}(?:{_by_letter(bare)})" if starts else "|".join(bare)


def _letters_first(pattern: str) -> str:
    """The same pattern, with a word's start looked for behind its first letters.

    The library passes over all that doesn't begin with these at once.
    """
    first = WORD.match(pattern.removeprefix(START))
    if not first or not pattern.startswith(START):
        return pattern
    rest = pattern.removeprefix(START)[first.end() :]
    return rf"{first[0]}(?<!\w{first[0]}){rest}"


def _by_letter(patterns: Sequence[str], depth: int = DEEP) -> str:
    """One pattern for several, those of one beginning together, in their order.

    At a word's start, all but those of its own letters are passed over at once.
    """
    if depth == 0 or len(patterns) == 1:
        return "|".join(patterns)
    runs = groupby(patterns, lambda one: one[:1].isalnum())
    return "|".join(
        one
        for lettered, run in runs
        for one in (_lettered(run, depth - 1) if lettered else run)
    )


def _lettered(patterns: Iterable[str], depth: int) -> Iterator[str]:
    """A pattern for each first letter."""
    letters: dict[str, list[str]] = {}
    for one in patterns:
        letters.setdefault(one[0], []).append(one[1:])
    for first, rest in letters.items():
        yield f"{first}(?:{_by_letter(rest, depth)})" if rest[1:] else first + rest[0]


def _letter_by_letter(text: str) -> str:
    """Where a capital has two small letters (İ), it stays, so that offsets hold."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
