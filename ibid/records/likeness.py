"""Whether two spellings of a title, a name or a journal mean the same thing.

Records and references are typed by different hands: one writes in capitals, one leaves
out accents, one shortens the journal. None of that is a mistake, so none counts here.
"""

import html
import re
import unicodedata
from collections.abc import Iterator

# Letters that Unicode doesn't take apart into a plain letter and an accent.
UNDIVIDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
)
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
# How publishers mark the title of a paper they took back: "RETRACTED ARTICLE: …".
TAKEN_BACK = re.compile(
    r"^\W*(?:retracted|withdrawn|removed)(?:\s+(?:article|paper|publication))?"
    r"(?:\s*[:\]–—]|\s+-\s)\s*"
    r"|\s*[(\[](?:retracted|withdrawn)[^)\]]*[)\]]\W*$",
    re.IGNORECASE,
)
SUBTITLE = re.compile(r"[:.?!]\s+|\s+[-–]\s+|\s*—\s*")
# A main title shorter than this says too little to stand for the whole.
TELLING_WORDS = 3
# A word of one or two letters is too short to be the short form of a whole name.
SHORTEST = 3
# What families leave out or run together: Van Dyke and Dyke, El-Tawil and Eltawil.
PARTICLE = re.compile(
    "al|da|das|de|degli|del|della|den|der|di|do|dos|du|el|la|le|ten|ter|van|von"
    "|jr|sr|ii|iii|iv"
)
SMALL_WORD = re.compile(
    "a|an|and|das|de|der|des|die|du|et|for|fur|in|la|le|of|on|the|und"
)


def untagged(text: str) -> str:
    """The text without the markup that records carry, such as <i> and &amp;."""
    return TAG.sub("", html.unescape(text)).strip()


def same_title(one: str, other: str) -> bool:
    """Whether two titles are one, however set, with or without the subtitle."""
    one, other = (TAKEN_BACK.sub("", untagged(title)) for title in (one, other))
    return (
        _squeezed(one) == _squeezed(other)
        or _squeezed(one) == _main_title(other)
        or _squeezed(other) == _main_title(one)
    )


def is_taken_back(title: str) -> bool:
    """Whether the title itself says that the paper was retracted or withdrawn."""
    return bool(TAKEN_BACK.search(untagged(title)))


def same_family(one: str, other: str) -> bool:
    """Whether two family names are one, with or without `van`, `El` or `Jr`."""
    return _squeezed(one) == _squeezed(other) or _bare(one) == _bare(other)


def same_journal(one: str, other: str) -> bool:
    """Whether two names of a journal are one; either may be its usual short form."""
    whole, other_whole = _named(one), _named(other)
    pairs = [(whole, other_whole)]
    pairs += [(whole, _named(cut)) for cut in _without_subtitle(other)]
    pairs += [(_named(cut), other_whole) for cut in _without_subtitle(one)]
    return any(
        _shortens(short, long) or _shortens(long, short) for short, long in pairs
    )


def journal_initials(journal: str) -> str:
    """The first letter of each telling word; whole and short name have the same."""
    return "".join(word[0] for word in _telling(_named(journal)))


def spells_one_journal(one: str, other: str) -> bool:
    """Whether two names can only be one journal's: in another case, or in short.

    Stricter than `same_journal`, which has the year and the author on its side.
    """
    names = _named(one), _named(other)
    short, long = map(_telling, names)
    return names[0] == names[1] or (1 < len(short) == len(long) and _shortens(*names))


def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if not SMALL_WORD.fullmatch(word))


def _words(text: str) -> list[str]:
    """The words of a text without case, accents, markup and punctuation."""
    plain = unicodedata.normalize("NFKD", untagged(text)).casefold()
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return re.findall(r"[^\W_]+", plain.translate(UNDIVIDED).replace("&", " and "))


def _squeezed(text: str) -> str:
    return "".join(_words(text)) or text.strip()


def _main_title(title: str) -> str | None:
    """What stands before the subtitle, squeezed; None where there is no subtitle."""
    main, *subtitle = SUBTITLE.split(title.rstrip(". "), maxsplit=1)
    return _squeezed(main) if subtitle and len(_words(main)) >= TELLING_WORDS else None


def _bare(name: str) -> tuple[str, ...]:
    words = _words(name)
    rest = [word for word in words if not PARTICLE.fullmatch(word)]
    return tuple(rest or words)


def _named(journal: str) -> tuple[str, ...]:
    """A journal's words, without what stands in brackets and without a leading The."""
    words = _words(re.sub(r"\([^)]*\)|\[[^]]*\]", " ", journal)) or _words(journal)
    return tuple(words[1:] if words[0:1] == ["the"] and len(words) > 1 else words)


def _without_subtitle(journal: str) -> Iterator[str]:
    main, *subtitle = re.split(r"\s*[:=]\s+", journal, maxsplit=1)
    if subtitle and main:
        yield main


def _shortens(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether `short` is `long`, word for word or as an abbreviation or initials."""
    if short == long:
        return True
    telling = _telling(long)
    if len(short) == 1 and len(telling) > 1:
        initials = ("".join(word[0] for word in words) for words in (long, telling))
        return short[0] in initials
    kept = _telling(short)
    if len(kept) == len(telling) == 1:
        return len(kept[0]) >= SHORTEST and telling[0].startswith(kept[0])
    return len(kept) == len(telling) and all(
        _abbreviates(one, other) or _abbreviates(other, one)
        for one, other in zip(kept, telling, strict=True)
    )


def _abbreviates(short: str, long: str) -> bool:
    """`med` for `medicine`, and `natl` for `national`: its letters, in their order."""
    letters = iter(long)
    return short[0] == long[0] and all(letter in letters for letter in short)
