"""Characters that hide what is written: invisible, of another script, or as an entity.

Rules judge a text letter by letter. What a reader would see as one word must be that
word in the source, or it is refused where it stands.
"""

import html
import re
import unicodedata
from collections.abc import Iterator

from ibid.problems import Problem
from ibid.source import INVISIBLE, Source, invisible

ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
# YAML's way to write a character by its number.
ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})")
# What Markdown needs: these signs can't always be written as they are.
NEEDED = ("&amp;", "&lt;", "&gt;")
WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
LATIN = re.compile(r"[A-Za-z]")
# Scripts with letters that look like Latin ones, by how Unicode names their letters.
LOOKALIKE_SCRIPTS = ("CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "DESERET")
# Greek and phonetic letters that look like Latin ones; at the end of a word such as
# TNF-alpha's short form, an alpha is an alpha.
LOOKALIKE_LETTERS = re.compile(
    "[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧικνορτυχϲϳ\u0251\u0261\u0269\u1d00-\u1dbf]|\u03b1(?=[A-Za-z])"
)
# Letters of ordinal numbers, as in 1.º, are no other way to write an a or an o.
ORDINALS = "ªº"


def problems(source: Source, body_start: int) -> Iterator[Problem]:
    """What hides a word or a number: the first on each line of each kind."""
    for match in re.finditer(f"({INVISIBLE.pattern})[^\n]*", source.text):
        yield invisible(match[1], source.place(match.start()))
    yield from _entities(source, body_start)
    if not source.text.isascii():
        yield from _disguised(source)


def _entities(source: Source, body_start: int) -> Iterator[Problem]:
    for match in ESCAPE.finditer(source.text, 0, body_start):
        yield Problem(
            source.place(*match.span()),
            "hidden-character",
            f'"{match[0]}" hides a character from those who check this text',
            "type the character itself",
        )
    for match in ENTITY.finditer(source.text):
        sign = html.unescape(match[0])
        needed = match[0] in NEEDED and match.start() >= body_start
        if sign != match[0] and not needed:
            seen = sign if sign.isprintable() and not sign.isspace() else ""
            yield Problem(
                source.place(*match.span()),
                "hidden-character",
                f'"{match[0]}" hides a character from those who check this text',
                f"type {seen or 'the character'} itself, or leave it out",
            )


def _disguised(source: Source) -> Iterator[Problem]:
    for match in re.finditer(r"[^\x00-\x7f]", source.text):
        plain = unicodedata.normalize("NFKC", match[0])
        if _is_styled(match[0], plain):
            yield Problem(
                source.place(*match.span()),
                "hidden-character",
                f'"{match[0]}" (U+{ord(match[0]):04X}) only looks like "{plain}"',
                f"type {plain} as it is on a keyboard",
            )
    for match in WORD.finditer(source.text):
        found = _lookalike(match[0])
        if found:
            at = match.start() + found.start()
            name = unicodedata.name(found[0], "another letter").lower()
            yield Problem(
                source.place(at, at + 1),
                "hidden-character",
                f'this letter of "{match[0]}" is a {name}',
                "type the word again on one keyboard",
            )


def _is_styled(sign: str, plain: str) -> bool:
    """Whether the sign is a letter, digit or @ of ASCII in another dress."""
    if plain == sign or len(plain) != 1 or not plain.isascii() or sign in ORDINALS:
        return False
    if plain == "@":
        return True
    return plain.isalnum() and unicodedata.category(sign) != "No"


def _lookalike(word: str) -> "re.Match[str] | None":
    """The first letter in a Latin word that is of another script and looks Latin."""
    if not LATIN.search(word):
        return None
    for match in re.finditer(r"[^\x00-\x7f]", word):
        other = unicodedata.name(match[0], "").startswith(LOOKALIKE_SCRIPTS)
        if other or LOOKALIKE_LETTERS.match(word, match.start()):
            return match
    return None
