"""Rules on figures in the text: each has its source, and none a withdrawn one."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from ibid.content.phrases import lowered
from ibid.content.reference import Reference
from ibid.prose.written import Span
from ibid.rules.evidence import references_in, was_replaced
from ibid.rules.passages import Passage, Sentence
from ibid.rules.rule import Example, Found, Rule, Studied

FIGURE = re.compile(r"(?<![\w.-])(?!(?:19|20)\d\d\b)\d[\d.,]*(?:\s?%)?(?![\w-])")


def uncited_figure(guide: Studied) -> Iterator[Found]:
    """How many people got better, or had something, is said with its source.

    A passage, a box or a table that has such a figure cites; what a page says with its
    source once may be said again without it.

    Add [@key] behind the sentence that the source supports, or leave the figure out.
    """
    for entry in guide.pages:
        together = [
            (any(one.block.marks for one in group), group)
            for group in map(list, _together(guide.texts[entry]))
        ]
        alone = [one for sourced, group in together if not sourced for one in group]
        found = [(one, span) for one in alone for span in _shares(one)]
        # Most pages have none, and what they say with a source needs no second look.
        said = " ".join(
            one.line for sourced, group in together if sourced for one in group if found
        )
        for passage, span in found:
            words = passage.plain[slice(*span)]
            if " ".join(lowered(words).split()) not in said:
                yield (
                    passage.place(span),
                    f'"{words}" stands here without its source',
                    "add [@key] behind the sentence, or leave the figure out",
                )


def _together(texts: Iterable[Passage]) -> Iterator[Iterable[Passage]]:
    """The passages that a reader takes for one, whose sources are those of all."""
    for _, group in groupby(enumerate(texts), _whole):
        yield (passage for _, passage in group)


def _whole(numbered: tuple[int, Passage]) -> tuple[object, ...]:
    """What is alike of a box, of a table, and of the texts of one item of a field."""
    number, passage = numbered
    if passage.box_number >= 0:
        return "box", passage.box_number
    if passage.kind == "cell":
        return "table", passage.section
    return ("field", *passage.path[:2]) if len(passage.path) > 1 else ("text", number)


def _shares(passage: Passage) -> Iterator[Span]:
    lexicon = passage.lexicon
    if not lexicon.persons.search(passage.lower):
        return
    yield from (one.span() for one in lexicon.shares.finditer(passage.lower))
    for sentence in passage.sentences if passage.has_digit else ():
        start, end = sentence.span
        if lexicon.outcomes.search(lowered(sentence.text)):
            for one in lexicon.counts.finditer(passage.lower, start, end):
                yield one.span()


def replaced_figures(guide: Studied) -> Iterator[Found]:
    """No results are printed from a source that was retracted and replaced.

    Say it without figures until the corrected ones have been read.
    """
    for passage in guide.passages:
        cited = [
            citation
            for citation in passage.citations
            if any(map(was_replaced, references_in(guide, (citation,))))
        ]
        own = isinstance(passage.entry.content, Reference) and was_replaced(
            passage.entry.content
        )
        for sentence in passage.sentences if cited or own else ():
            outcomes = passage.lexicon.outcomes
            if own and not outcomes.search(lowered(sentence.text)):
                continue
            if own or any(one in cited for one in passage.cited(sentence)):
                yield from _figures(passage, sentence)


def _figures(passage: Passage, sentence: Sentence) -> Iterator[Found]:
    for found in FIGURE.finditer(sentence.text):
        start = sentence.span[0] + found.start()
        yield (
            passage.place((start, start + len(found[0]))),
            f'"{found[0]}" comes from a source that was retracted and replaced',
            "say it without figures until the corrected ones have been read",
        )


RULES = (
    Rule(
        uncited_figure,
        Example(
            "In a trial, 9 of 10 people slept better.",
            "In a trial, 9 of 10 people slept better.[@lee2020]",
        ),
        standards=("R5",),
    ),
    Rule(
        replaced_figures,
        Example(
            "It fell in 40 of 90 people.[@tan2024]",
            "A paper was withdrawn and replaced.[@tan2024]",
        ),
        standards=("R9",),
    ),
)
