"""What stands on a printed document, for tests of paper."""

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from pypdf import PdfReader
from pypdfium2 import PdfDocument

MILLIMETRES = {"A4": (210, 297), "Letter": (216, 279)}
POINT = 25.4 / 72


def bare(text: str) -> str:
    """A text without what a line's end may do to it.

    A hyphen there is U+0002 or U+FFFE to the reader of documents.
    """
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\x02\ufffe\u00ad\u200b\u2010-]+", "", text)


def printed(document: bytes) -> str:
    """All that stands on the document, bare."""
    return bare("".join(sheets(document)))


def sheets(document: bytes) -> list[str]:
    """The text of each sheet."""
    with PdfDocument(document) as pages:
        return [page.get_textpage().get_text_range() for page in pages]


def reader(document: bytes) -> PdfReader:
    """The document, to ask for anything."""
    return PdfReader(io.BytesIO(document))


def sizes(document: bytes) -> list[tuple[str, float]]:
    """Each stretch of text with the points of its letters, in order."""
    found: list[tuple[str, float]] = []

    def visit(text: str, cm: Any, tm: Any, _: Any, size: float) -> None:
        if text.strip():
            found.append((bare(text), abs(size * tm[3] * cm[3])))

    for page in reader(document).pages:
        page.extract_text(visitor_text=visit)
    return found


def least(document: bytes, words: str) -> float:
    """The smallest letters, in points, of the stretches of text that have the words."""
    return min(size for text, size in sizes(document) if bare(words) in text)


def smallest(document: bytes, words: str, but: str) -> float:
    """The smallest letters, in points, of the longer stretches within bare words; `but`
    are others that may say the same.
    """
    return min(
        size
        for text, size in sizes(document)
        if len(text) > 14 and text in words and text not in but
    )


def fonts(document: bytes) -> Mapping[str, bool]:
    """The fonts of the document, and whether it holds each."""
    found: dict[str, bool] = {}
    for page in reader(document).pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            (inner,) = font.get_object()["/DescendantFonts"]
            described = inner.get_object()["/FontDescriptor"].get_object()
            name = str(described["/FontName"]).partition("+")[2]
            found[name] = "/FontFile2" in described
    return found


def tags(document: bytes) -> Iterator[tuple[str, str]]:
    """Each tag of the document with its alternative text, as it is read aloud."""
    root: Any = reader(document).trailer["/Root"]
    yield from _tags(root["/StructTreeRoot"].get_object())


def _tags(element: Any) -> Iterator[tuple[str, str]]:
    if isinstance(element, list):
        for child in element:
            yield from _tags(child.get_object())
    elif isinstance(element, dict):
        if "/S" in element:
            yield str(element["/S"]).removeprefix("/"), str(element.get("/Alt", ""))
        yield from _tags(element["/K"].get_object() if "/K" in element else None)
