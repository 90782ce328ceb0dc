"""The sentence that a citation supports, in plain words."""

import re

from ibid import scan

SENTENCE_END = re.compile(
    r"(?<=[.!?:])[\])*_\"']*\s+|\n\s*\n|\n(?=\s*(?:[-*#|]|\d+\.))"
)


LONGEST_SENTENCE = 2000


def sentence_before(text: str, offset: int) -> str:
    """The plain sentence that ends at (or just before) `offset`."""
    start = max(text.rfind("\n\n", 0, offset) + 1, offset - LONGEST_SENTENCE, 0)
    piece = _bare(text[start:offset])
    sentences = [part for part in SENTENCE_END.split(piece) if part and part.strip()]
    return " ".join(sentences[-1].split()) if sentences else ""


def _bare(text: str) -> str:
    """The text without citations, boxes' heads, links' addresses and emphasis."""
    text = re.sub(r"\[(?=[^\[\]]*+\])[^\[\]]*@[^\[\]]*\]|\[\^[^\[\]]+\]", "", text)
    text = scan.TARGET.sub(lambda match: match[2], text)
    text = re.sub(r"^!!![^\n]*\n|^[ \t]*(?:[-*+]|\d+\.|#+)[ \t]+", "", text, flags=re.M)
    return re.sub(r"[*_`|]", "", text)
