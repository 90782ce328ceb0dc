"""Characters that hide what is written: invisible, of another script, or as an entity.

Rules judge a text letter by letter. What a reader would see as one word must be that
word in the source, or it is refused where it stands.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from itertools import groupby

from ibid.problems import Problem
from ibid.reading import encodings
from ibid.source import INVISIBLE, Source, Span, invisible

ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
# What Markdown needs: these signs can't always be written as they are.
NEEDED = "&<>\"'"
# Spaces that don't break, or are narrower or wider: nobody can see them being typed.
SPACES = "\u00a0\u2002\u2003\u2009\u202f"
WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
LATIN = re.compile(r"[A-Za-z]")
# Scripts with letters that look like Latin ones, by how Unicode names their letters.
LOOKALIKE_SCRIPTS = ("CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "DESERET")
# Greek and phonetic letters that look like Latin ones; at the end of a word such as
# TNF-alpha's short form, an alpha is an alpha.
LOOKALIKE_LETTERS = re.compile(
    "[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧικνορτυχϲϳ\u0251\u0261\u0262\u0269\u026a\u0274\u0280\u028b\u028f"
    "\u0299\u029c\u029f\u1d00-\u1dbf\ua730\ua731]|\u03b1(?=[A-Za-z])"
)
# Lines through, under or over a letter of ASCII, and rings around it.
STRUCK = re.compile(
    "(?<=[A-Za-z0-9])[\u0305\u0332\u0333\u0334-\u0338\u0488\u0489\u20d0-\u20f0]"
)
# Capital letters in a disc or a square; no other way to write a letter, says Unicode.
BALL = re.compile("[\U0001f150-\U0001f169\U0001f170-\U0001f189]")
# Letters of ordinal numbers, as in 1.º, are no other way to write an a or an o.
ORDINALS = "ªº"


def problems(source: Source, body_start: int) -> Iterator[Problem]:
    """What hides a word or a number: the first on each line of each kind.

    A body is judged as it is shown: with the characters that its entities stand for.
    """
    garbled = tuple(encodings.problems(source))
    yield from garbled
    lines = {one.place.line for one in garbled}
    # Most files have none, as their signs tell, each looked at once.
    if INVISIBLE.search("\n".join({*source.text})):
        for match in re.finditer(f"({INVISIBLE.pattern})[^\n]*", source.text):
            place = source.place(match.start())
            if place.line not in lines:
                yield invisible(match[1], place)
    yield from _entities(source, body_start)
    shown = _Shown.of(source.text, body_start)
    if not shown.text.isascii():
        yield from _disguised(source, shown)


def _entities(source: Source, body_start: int) -> Iterator[Problem]:
    """Those of fields, which would be printed, and those that hide signs of ASCII."""
    for match in ENTITY.finditer(source.text):
        sign = html.unescape(match[0])
        shown = match.start() >= body_start and shown_by(match[0])
        if sign != match[0] and not shown:
            seen = sign if sign.isprintable() and not sign.isspace() else ""
            yield Problem(
                source.place(*match.span()),
                "hidden-character",
                f'"{match[0]}" hides a character from those who check this text',
                f"type {seen or 'the character'} itself, or leave it out",
            )


def shown_by(entity: str) -> str:
    """The characters that an entity stands for; "" if a body can't have it.

    It may stand for what is hard to type, for a space that doesn't break, or for what
    Markdown would read otherwise: never for a letter or a digit of ASCII.
    """
    if entity[1] != "#" and entity[1:] not in html5:
        return ""
    signs = html.unescape(entity)
    return signs if all(map(_may_be_an_entity, signs)) else ""


def _may_be_an_entity(sign: str) -> bool:
    if sign in SPACES or sign in NEEDED:
        return True
    visible = sign.isprintable() and not INVISIBLE.match(sign)
    return visible and not sign.isascii()


@dataclass(frozen=True)
class _Shown:
    """A text with its body's entities decoded.

    `shifts` tell of each where its signs are, how many, and where it is written.
    """

    text: str
    shifts: tuple[tuple[int, int, Span], ...]

    @classmethod
    def of(cls, text: str, body_start: int) -> "_Shown":
        pieces, shifts, last, length = [], [], 0, 0
        for match in ENTITY.finditer(text, body_start):
            signs = shown_by(match[0])
            if signs:
                pieces += [text[last : match.start()], signs]
                length += match.start() - last
                shifts.append((length, len(signs), match.span()))
                length += len(signs)
                last = match.end()
        return cls("".join([*pieces, text[last:]]), tuple(shifts))

    def span(self, offset: int) -> Span:
        """Where the sign at an offset is written."""
        number = bisect_right(self.shifts, offset, key=lambda shift: shift[0]) - 1
        if number < 0:
            return offset, offset + 1
        at, count, (start, end) = self.shifts[number]
        behind = offset - at - count
        return (start, end) if behind < 0 else (end + behind, end + behind + 1)


def _disguised(source: Source, shown: _Shown) -> Iterator[Problem]:
    styled = [*_styled(shown.text)]
    for start, end, plain in styled:
        first, last = shown.span(start)[0], shown.span(end - 1)[1]
        signs = shown.text[start:end]
        yield Problem(
            source.place(first, last),
            "hidden-character",
            f'"{signs}" (U+{ord(signs[0]):04X}) only looks like "{plain}"',
            f"type {plain} as it is on a keyboard",
        )
    told = {at for start, end, _ in styled for at in range(start, end)}
    for match in STRUCK.finditer(shown.text):
        yield Problem(
            source.place(*shown.span(match.start())),
            "hidden-character",
            f"U+{ord(match[0]):04X} hides the letter before it from those who check",
            "leave it out; ~~ before and behind words strikes them through",
        )
    for match in WORD.finditer(shown.text):
        found = _lookalike(match[0])
        if found and match.start() + found.start() not in told:
            name = unicodedata.name(found[0], "another letter").lower()
            yield Problem(
                source.place(*shown.span(match.start() + found.start())),
                "hidden-character",
                f'this letter of "{match[0]}" is a {name}',
                "type the word again on one keyboard",
            )


def undressed(text: str) -> str:
    """The text with each letter, digit or @ as on a keyboard, struck by nothing."""
    bare = STRUCK.sub("", text)
    styled = [*_styled(bare)]
    for start, end, plain in reversed(styled):
        bare = bare[:start] + plain + bare[end:]
    return bare


def _styled(text: str) -> Iterator[tuple[int, int, str]]:
    """Where signs side by side are those of ASCII in another dress, and the signs."""
    for run in re.finditer(r"[^\x00-\x7f]+", text):
        plains = [(sign, _plain(sign)) for sign in run[0]]
        at = run.start()
        for is_styled, some in groupby(plains, lambda one: _is_styled(*one)):
            alike = [plain for _, plain in some]
            if is_styled:
                yield at, at + len(alike), "".join(alike)
            at += len(alike)


def _plain(sign: str) -> str:
    """The letter that a sign shows in another dress, or the sign."""
    if BALL.match(sign):
        return unicodedata.name(sign)[-1]
    return unicodedata.normalize("NFKC", sign)


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
