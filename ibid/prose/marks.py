"""What stands in a text as one: code, escapes, entities, addresses, citations.

Each is a pattern that is tried where its first sign stands.
"""

import html
import re
from collections.abc import Iterator
from html.entities import html5

from ibid.prose.written import Part, Written

ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});")
AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z\d+.-]{1,31}:[^\s<>\x00-\x1f]*)>")
MAIL = re.compile(
    r"<([\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z\d](?:[A-Za-z\d-]{0,61}[A-Za-z\d])?"
    r"(?:\.[A-Za-z\d](?:[A-Za-z\d-]{0,61}[A-Za-z\d])?)*)>",
)
MARKUP = re.compile(r"<(?:/?[A-Za-z]|!--|![A-Z]|!\[CDATA\[|\?)[^\s<>]*(?:[^<>]*>)?")
BARE = re.compile(r"(?i:https?|ftp)://[^\s<>\[\]\"]*[^\s<>\[\]\"!?.,:;*_~'’”)(]/?")
KEY = r"(?:\{([^{}\s]+)\}|(\w(?:\w|[:.#$%&+?~/-](?=[\w/]))*))"
CITATION = re.compile(r"\[(?=[^\[\]]*+\](?!\())([^\[\]]*?(?<![\w@\\])@[^\[\]]*+)\]")
NARRATIVE = re.compile(rf"(?<![\w@\[/.-])@{KEY}(?:[ \t]?\[(?!\^)([^\[\]@]*)\](?!\())?")
CALL = re.compile(r"\[\^([^\[\]\s]+)\]")
PLACEHOLDER = re.compile(r"\{([A-Za-z][\w-]*)\}")


def decoded(entity: str) -> str | None:
    """The character of an entity; None where there is no such entity."""
    if entity[1] != "#" and entity[1:] not in html5:
        return None
    return html.unescape(entity)


def unescaped(written: Written, start: int, end: int) -> Iterator[Part]:
    """The parts of a stretch of text without escapes and entities."""
    last = start
    for found in UNESCAPED.finditer(written, start, end):
        sign = found[1] or decoded(found[0])
        if sign:
            yield from written.parts(last, found.start())
            yield sign, *written.span(*found.span())
            last = found.end()
    yield from written.parts(last, end)


def beside_keys(mention: Written) -> Iterator[tuple[int, int]]:
    """The spans of what is said beside the keys of a citation: `see`, `p. 12`."""
    last = 0
    for found in KEYED.finditer(mention):
        yield last, found.start()
        last = found.end()
    yield last, len(mention)


KEYED = re.compile(rf"(?<![\w@\\])-?@{KEY}|[;\[\]]")
# What would be printed as it is typed beside a key.
UNPRINTABLE = re.compile(r"[*_`~<>{}\\|^$]|&#?\w+;|\w:/")
UNESCAPED = re.compile(f"{ESCAPE.pattern}|{ENTITY.pattern}")
