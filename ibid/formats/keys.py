"""The keys of imported sources, and how to tell that a source is here already."""

import re
import unicodedata
from collections.abc import Container, Iterator
from itertools import count
from string import ascii_lowercase

from ibid.content.reference import Reference
from ibid.reading import file_names
from ibid.records.likeness import UNDIVIDED

# A key is a file's name and is typed by hand: plain letters, and at least one of them.
VALID = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9](?:\w|[.+-](?=\w)){0,59}", re.ASCII)
# references/index.md is the list's own page.
OWN = "index"
LONGEST_NAME = 24


def is_valid(key: str) -> bool:
    """Whether the key can be cited and can be a file's name on any machine."""
    if not VALID.fullmatch(key) or key.lower() == OWN:
        return False
    return not file_names.fault(f"{key}.md")


def made(reference: Reference) -> str:
    """The first author's family name and the year: `garrison2020`."""
    name = next((n.family or n.literal for n in reference.author), "")
    year = (reference.issued or "")[:4]
    who = _letters(name)[:LONGEST_NAME]
    words = map(_letters, reference.title.split())
    who = who or next((word for word in words if len(word) > len("the")), "source")
    return f"{who[:LONGEST_NAME]}{year}"


def free(key: str, used: Container[str]) -> str:
    """The key, or the key with the first of a, b, c … that makes it new.

    `used` holds small letters: on many machines two names can't differ in case only.
    """
    return next(k for k in _tries(key) if k.casefold() not in used and is_valid(k))


def _tries(key: str) -> Iterator[str]:
    yield key
    yield from (f"{key}{letter}" for letter in ascii_lowercase)
    yield from (f"{key}-{number}" for number in count(2))


def signs(reference: Reference) -> tuple[str, ...]:
    """What tells this source from every other, the surest sign first."""
    numbers = (reference.DOI, reference.PMID, reference.PMCID)
    signs = [str(number).casefold() for number in numbers if number]
    author = next((n.family or n.literal for n in reference.author), "")
    year = (reference.issued or "")[:4]
    whole = (reference.title, reference.container_title, author)
    signs.append("/".join([*map(_squeezed, whole), year]))
    return tuple(signs)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text).casefold())


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(UNDIVIDED)
    return re.sub(r"[^a-z]", "", plain)
