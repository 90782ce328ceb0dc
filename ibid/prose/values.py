"""The texts of the front matter: as values, whatever way YAML spells them."""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from ibid.prose import forms, judged, marks, refused
from ibid.prose.faults import BRACKETED, Faults
from ibid.prose.shown import FRONT, Block, Out, Value
from ibid.prose.stretch import Stretch, Things
from ibid.prose.tokens import Token, build
from ibid.prose.written import Part, Span, Written

# What YAML writes in front of a value, between its words, and for a single sign.
OPENING = re.compile(r"[|>][+-]?\d?[+-]?[^\S\n]*(?:#[^\n]*)?\n|[\"']?")
BLANK = re.compile(r"(?:\s|\\\n|\\[ntr ])*")
SPELT = re.compile(r"\\x.{2}|\\u.{4}|\\U.{8}|\\.|''|.", re.DOTALL)
WORD = re.compile(r"\S+")
SIGNS = {"cite": forms.MENTION, "name": forms.MENTION, "call": forms.MENTION}
# What a field can't show: a name only if it is the key of a source.
UNSHOWN = {"call": "malformed-citation", "name": BRACKETED}
MARK = re.compile(
    rf"(?P<escape>\\@)|(?P<call>{marks.CALL.pattern})|(?P<cite>{marks.CITATION.pattern})|"
    rf"(?P<name>{marks.NARRATIVE.pattern})|(?P<number>{marks.PLACEHOLDER.pattern})|"
    r"(?P<address>(?:https?|mailto):[^\s<>\[\]]+|[\w.+-]++@[\w-]+(?:\.[\w-]+)+)"
)


def spelled(source: str, span: Span, value: str) -> Written:
    """A value with the places of its signs in the source that YAML took it from."""
    return Written.of(_parts(source[slice(*span)], span[0], value))


def _parts(raw: str, start: int, value: str) -> Iterator[Part]:
    """The value's words and what parts them, as the source has them."""
    opening = OPENING.match(raw)
    at = opening.end() if opening else 0
    last = 0
    for word in WORD.finditer(value):
        blank = BLANK.match(raw, at)
        stop = blank.end() if blank else at
        if word.start() > last:
            yield value[last : word.start()], start + at, start + stop
        end = stop + len(word[0])
        if raw.startswith(word[0], stop):
            yield word[0], start + stop, start + end
        else:
            end = stop
            for sign in word[0]:
                found = SPELT.match(raw, end)
                first, end = end, found.end() if found else end
                yield sign, start + first, start + end
        at, last = end, word.end()


def read(text: Written, cites: bool = True) -> Value:
    """What a value says, with the mentions in it, and what would be printed as typed.

    A field that `cites` shows its mentions, and a `\\@` in it is the sign itself.
    """
    out: Out = []
    faults = Faults()
    taken: list[refused.Taken] = []
    stretch = Stretch(out, Things([], []), leads=False)
    element = Element("p")
    build(element, list(_tokens(text, cites, taken, faults)))
    stretch.fill(element)
    refused.find(text, taken, faults, forms.OF_MARKDOWN)
    block = _block(stretch)
    return Value(
        tuple(out),
        block,
        tuple(_beside(stretch.beside)),
        tuple(stretch.things.mentions),
        tuple(faults),
    )


def _block(stretch: Stretch) -> Block:
    plain, pieces = judged.folded(stretch.parts)
    here = (tuple(stretch.marks), FRONT, -1, "", "", "")
    return Block("field", plain, pieces, stretch.shown, *here)


def _beside(texts: Iterable[Written]) -> Iterator[Block]:
    """What is said beside keys, each as a text of its own."""
    for text in texts:
        stretch = Stretch([], Things([], []), leads=False)
        stretch.add(text, as_it_is=True)
        if text.strip():
            yield _block(stretch)


def _tokens(
    text: Written, cites: bool, taken: list[refused.Taken], faults: Faults
) -> Iterator[Token]:
    last = 0
    for found in MARK.finditer(text):
        kind, (start, end) = str(found.lastgroup), found.span()
        if kind == "escape" and not cites:
            continue
        taken.append((start, end, SIGNS.get(kind, forms.OTHER)))
        if kind == "address":
            continue
        yield Token(list(text.parts(last, start)))
        last = end
        if kind == "escape":
            yield Token([("@", *text.span(start, end))])
            continue
        element = Element("mark", {"kind": kind})
        element.text = Written.of(text.parts(start, end))
        yield Token([], element)
        if kind in ("cite", "name"):
            refused.beside(Written.of(text.parts(start, end)), faults)
        if not cites and kind in UNSHOWN:
            rule, key = UNSHOWN[kind], found.start() + (kind == "name")
            faults.add(rule, text.span(key, end), *forms.NOT_CITING)
    yield Token(list(text.parts(last, len(text))))
