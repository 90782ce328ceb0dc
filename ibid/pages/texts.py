"""The sentences that a page shows of its own: what a search looks through."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from html import escape, unescape
from typing import Any

from ibid.pages import screens, views
from ibid.prose import parts
from ibid.prose.sentences import sentences
from ibid.prose.typography import curl

BLOCK = re.compile(
    r"</?(?:blockquote|br|caption|dd|div|dl|dt|figcaption|figure|h[1-6]|hr|li|ol|p|pre"
    r"|table|tbody|td|th|thead|tr|ul)\b[^>]*>"
)
WORD = re.compile(r"[^\W_]+")
TAG = re.compile(r"<[^>]*>")
# A mark that is left out leaves its blank behind.
LOOSE = re.compile(r" +(?=[.,;])")
# What is around a page's own words, leads elsewhere, or says them a second time.
BESIDE = (views.Frame, views.Endnote, views.Item, views.Drawing, screens.Phase)


def said(view: Any, abbreviations: frozenset[str]) -> tuple[str, ...]:
    """Every sentence of a page of text, the summary first, each once, in order."""
    texts = (view.frame.lead, *_texts(view))
    pieces = (piece for text in texts for piece in BLOCK.split(_markup(text)))
    shown = (LOOSE.sub("", _plain(piece)) for piece in pieces)
    found = (one for text in shown for one in sentences(text, abbreviations))
    return tuple(dict.fromkeys(one for one in found if re.search(r"\w", one)))


def words(texts: Iterable[str]) -> list[str]:
    """Every word of the texts in small letters, each once, sorted."""
    # Most words of a text stand in it many times: each part between blanks once.
    parts = set(" ".join(texts).lower().split())
    return sorted(set(WORD.findall("\n".join(parts))))


def encoded(value: object) -> str:
    """Plain data as a script has it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Within a line of script two signs would end it.
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _texts(value: Any) -> Iterator[parts.Prose]:
    """Every converted text in a view, in the order of its fields."""
    if isinstance(value, BESIDE):
        return
    if isinstance(value, tuple):
        if value and all(isinstance(one, parts.Part) for one in value):
            yield value
        else:
            for one in value:
                yield from _texts(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _texts(getattr(value, one.name))


def _markup(prose: parts.Prose) -> str:
    """A text as markup, its boxes apart, without marks of citations and notes."""
    found = []
    for part in prose:
        match part:
            case parts.Html():
                found.append(part.html)
            case parts.Mark():
                found.append(escape(curl(part.narrative)))
            case parts.Number():
                found.append(escape(part.text))
            case parts.Box():
                inside = (_markup(part.title), _markup(part.parts))
                found.append("<p>{}</p>{}<p>".format(*inside))
            case _:
                pass
    return "".join(found)


def _plain(markup: str) -> str:
    return " ".join(unescape(TAG.sub("", markup)).split())
