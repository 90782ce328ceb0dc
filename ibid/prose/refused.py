"""What belongs to another dialect of Markdown, or only looks like a mark of ours.

It would be printed as it is written. So it is refused where it stands, with the name
of our own form.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from ibid.prose.faults import BRACKETED, Faults
from ibid.prose.forms import FORMS, OF_MARKDOWN, OTHER, Form
from ibid.prose.marks import UNPRINTABLE, beside_keys
from ibid.prose.pasted import LEFT_BEHIND, PASTED
from ibid.prose.written import Written

Taken = tuple[int, int, str]
"""A span that is read already, and the sign that stands for it."""


LINE = "\n"
EVERY = (*LEFT_BEHIND, *FORMS, *PASTED)
EVERY_SIGN = sorted({sign for form in (*EVERY, *OF_MARKDOWN) for sign in form.signs})
SIGNS = {first: tuple(some) for first, some in groupby(EVERY_SIGN, itemgetter(0))}
# Most texts have no sign at all, and need no closer look.
ANY_SIGN = re.compile("|".join(re.escape(one) for one in EVERY_SIGN if one != LINE))


def find(
    text: Written, taken: Sequence[Taken], faults: Faults, more: Sequence[Form] = ()
) -> None:
    """Refuse what looks like a form and is none, but for what is taken.

    A place is refused once, for the first of the forms that it has, and so are lines
    below each other that start with the same form; `more` forms come before the others.
    """
    bare = _without(text, taken)
    framed = LINE + bare
    if LINE not in bare and not ANY_SIGN.search(framed):
        return
    first = SIGNS.keys() & set(framed)
    there = {sign for one in first for sign in SIGNS[one] if sign in framed}
    there -= {LINE} - {*bare}
    for form in (*more, *EVERY):
        if there.isdisjoint(form.signs):
            continue
        found = [one.span(one.lastindex or 0) for one in form.pattern.finditer(bare)]
        for start, end in _firsts(bare, found):
            faults.add(form.rule, text.span(start, end), form.what, form.hint)
        if found and form.rule != BRACKETED:
            bare = _without(bare, [(start, end, OTHER) for start, end in found])


def _firsts(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those in front of which the line above starts with none of them."""
    above = -1
    for start, end in spans:
        line = text.rfind(LINE, 0, start) + 1
        if line != start or line != above:
            yield start, end
        below = text.find(LINE, max(end - 1, start))
        above = below + 1 if line == start and below >= 0 else -1


def beside(mention: Written, faults: Faults) -> None:
    """Refuse what is said beside a key and would be printed as it is typed."""
    for start, end in beside_keys(mention):
        for found in UNPRINTABLE.finditer(mention, start, end):
            faults.add(
                "malformed-citation",
                mention.span(*found.span()),
                "only plain words can stand beside a key",
                "leave the sign out, or say it behind the citation",
            )


def _without(text: str, taken: Sequence[Taken]) -> str:
    """The text with signs that are nothing else in place of what is taken."""
    return "".join(_pieces(text, taken)) if taken else text


def _pieces(text: str, taken: Iterable[Taken]) -> Iterator[str]:
    last = 0
    for start, end, sign in sorted(taken):
        yield text[last:start]
        yield sign * (end - start)
        last = end
    yield text[last:]
