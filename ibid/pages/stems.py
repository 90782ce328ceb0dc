"""The stem of each word: what `walks` and `walking` have in common.

Snowball's rules for the language cut the ends off; they are loaded only for a guide
that can be searched.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ibid import extras
from ibid.fingerprint import fingerprint
from ibid.problems import Place, Problem
from ibid.units.memo import Memo

# It knows the rules.
PACKAGE = "snowballstemmer"


def problems(wanted: bool, place: Place) -> Iterator[Problem]:
    """What to install for the search that is wanted, if anything has to be."""
    if wanted and not extras.installed(PACKAGE):
        needed = f"the package {PACKAGE}"
        yield extras.missing(place, "the search needs", needed, "search")


def stems(words: Iterable[str], locale: str, memo: Memo) -> Mapping[str, str]:
    """By word, folded: its stem, where that is another word.

    A language without rules has none. What was worked out before is remembered.
    """
    key = fingerprint("stems", locale, extras.installed(PACKAGE))
    known: Any = memo.get(key) or {}
    wanted = sorted(set(words))
    new = [word for word in wanted if word not in known]
    if new:
        known = {one: known[one] for one in wanted if one in known}
        known |= dict(zip(new, _stemmed(new, locale), strict=True))
        memo.put(key, known)
    pairs = ((folded(word), folded(known[word])) for word in wanted)
    return {word: stem for word, stem in pairs if word != stem}


def _stemmed(words: list[str], locale: str) -> list[str]:
    """The stem of each word, as Snowball cuts it."""
    import snowballstemmer
    from babel import Locale

    name = (Locale.parse(locale).get_language_name("en") or "").lower()
    if name not in snowballstemmer.algorithms():
        return words
    found: list[str] = snowballstemmer.stemmer(name).stemWords(words)
    return found


def folded(text: str) -> str:
    """A text in small letters without accents, as the search itself folds it."""
    if text.isascii():
        return text.lower()
    parted = unicodedata.normalize("NFKD", text)
    bare = (sign for sign in parted if not unicodedata.category(sign).startswith("M"))
    return "".join(bare).lower().replace("ß", "ss")
