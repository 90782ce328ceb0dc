"""What a file that was only begun says in place of its text.

`new` and `import` write these words; authors leave such signs for themselves.
"""

import re
from collections.abc import Iterator

from ibid.prose.shown import Prose
from ibid.reading.front_matter import Document, Path, Span, Value

STILL = "…"
BODY = "Write the text here. Cite with `[@key]` behind a sentence."
FOUND = "Say in plain words what this source found."
# Alone in a field or a paragraph, they say that something is still to be written.
SIGNS = re.compile(
    r"(?:…|\.{3}|\?{2,}|x{3,}|todo|tb[acd]|tk|fixme)[.:!]?", re.IGNORECASE
)
INITIALS = re.compile(r"[A-Z]+\.?")
OPENINGS = re.compile(
    "(?:TODO|TB[ACD]|FIXME|XXX+):|"
    + "|".join(
        re.escape(text).replace("`", "`?")
        for text in (BODY.partition(". ")[0], FOUND.rstrip("."), "Lorem ipsum")
    )
)


def spans(document: Document, prose: Prose) -> Iterator[Span]:
    """Where the file still says what its author was to replace, in its order."""
    for path, value in document.fields.items():
        yield from _fields(document, (path,), value)
    for block in prose.blocks:
        text = block.text.strip()
        if text and is_sign(text):
            yield block.span(0, len(block.text))


def is_sign(text: str) -> bool:
    """Whether a text stands only in the place of one."""
    bare = text.strip()
    return bool(SIGNS.fullmatch(bare) or OPENINGS.match(bare))


def _fields(document: Document, path: Path, value: Value) -> Iterator[Span]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _fields(document, (*path, name), inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _fields(document, (*path, number), inner)
    elif (
        value and is_sign(value) and path in document.spans and not _named(path, value)
    ):
        yield document.spans[path]


def _named(path: Path, value: str) -> bool:
    """Whether the text is a person's initials."""
    return path[-1] == "given" and bool(INITIALS.fullmatch(value))
