"""Rules on figures and findings: each has its source, and none a withdrawn one."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from ibid.content.phrases import Few, lowered
from ibid.content.reference import Reference
from ibid.guide.guide import Entry
from ibid.prose.written import Span
from ibid.rules.evidence import references_in, was_replaced
from ibid.rules.passages import Passage, Sentence
from ibid.rules.promising import CLAUSE, Said
from ibid.rules.rule import Example, Found, Rule, Studied

# A page of the guide, or of the web.
PAGE = re.compile(r"\.md(?:#|$)|^https?://")
FIGURE = re.compile(r"(?<![\w.-])(?!(?:19|20)\d\d\b)\d[\d.,]*(?:\s?%)?(?![\w-])")


def uncited_figure(guide: Studied) -> Iterator[Found]:
    """How many people got better, or by how much, is said with its source.

    A passage, a box or a table that has such a figure cites; what a page says with its
    source once may be said again without it.

    Add [@key] behind the sentence that the source supports, or leave the figure out.
    """
    for entry in guide.pages:
        lexicon, whole = guide.lexicon(entry), guide.whole_files[entry]
        told = lexicon.findings.effective.may_be_among(whole.words)
        persons = lexicon.persons.among(whole.words)
        sourced, alone = _sourced(guide.texts[entry], _cites)
        found = [
            (one, span) for one in alone for span in _figures_in(one, persons, told)
        ]
        # Most pages have none, and what they say with a source needs no second look.
        said = " ".join(one.line for one in sourced if found)
        for passage, span in found:
            words = passage.plain[slice(*span)]
            if " ".join(lowered(words).split()) not in said:
                yield (
                    passage.place(span),
                    f'"{words}" stands here without its source',
                    "add [@key] behind the sentence, or leave the figure out",
                )


def uncited_study(guide: Studied) -> Iterator[Found]:
    """What studies or experts are said to have found is said with its source.

    A passage, a box or a table that says so cites, or leads to a page that does. To say
    that nobody has studied it needs no source.

    Add [@key] behind the sentence, or say who found what, and where.
    """
    for entry in guide.pages:
        whole = guide.whole_files[entry]
        studies = guide.lexicon(entry).findings.studies.among(whole.words)
        if studies.search(whole.lower):
            _, alone = _sourced(guide.texts[entry], _leading_on(entry))
            for passage in alone:
                for span in _found_out(passage, studies):
                    yield (
                        passage.place(span),
                        f'"{passage.plain[slice(*span)]}" names no source',
                        "add [@key] behind the sentence, or leave it out",
                    )


def _cites(passage: Passage) -> bool:
    return bool(passage.block.marks)


def _sourced(
    texts: Iterable[Passage], has_source: Callable[[Passage], bool]
) -> tuple[list[Passage], list[Passage]]:
    """The passages that have a source, themselves or their whole, and the others."""
    parts: tuple[list[Passage], list[Passage]] = ([], [])
    for group in map(list, _together(texts)):
        parts[not any(map(has_source, group))].extend(group)
    return parts


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


def _figures_in(passage: Passage, persons: Few, told: bool) -> Iterator[Span]:
    shares = [*_shares(passage, persons)]
    yield from shares
    # It takes a number, or words that most passages have not.
    if told:
        for start, end in passage.lexicon.findings.effects_in(passage.lower):
            if not any(first < end and start < last for first, last in shares):
                yield start, end


def _shares(passage: Passage, persons: Few) -> Iterator[Span]:
    lexicon = passage.lexicon
    if not persons.search(passage.lower):
        return
    yield from (one.span() for one in lexicon.shares.finditer(passage.lower))
    for sentence in passage.sentences if passage.has_digit else ():
        start, end = sentence.span
        if lexicon.outcomes.search(lowered(sentence.text)):
            for one in lexicon.counts.finditer(passage.lower, start, end):
                yield one.span()


def _found_out(passage: Passage, studies: Few) -> Iterator[Span]:
    findings = passage.lexicon.findings
    if not studies.search(passage.lower):
        return
    for sentence in passage.sentences:
        said = Said(lowered(sentence.text), passage.lexicon)
        for found in findings.told.finditer(said.text):
            if not (sentence.text.endswith("?") or _says_nothing(found.span(), said)):
                start = sentence.span[0]
                yield start + found.start(), start + found.end()


def _says_nothing(span: Span, said: Said) -> bool:
    """Whether nobody found it, or nobody says what they found."""
    findings = said.lexicon.findings
    clause = CLAUSE.split(said.text[: span[0]])[-1]
    return (
        said.takes_back(span)
        or said.denies((span[1], span[1]))
        or findings.wonders.search(clause) is not None
        or any(
            right.start() < span[1] and span[0] < right.end()
            for right in findings.nothing.finditer(said.text)
        )
    )


def _leading_on(entry: Entry) -> Callable[[Passage], bool]:
    """Whether a passage cites, or has a link to a page, which has its own sources."""
    starts = sorted(
        link.span[0]
        for link in entry.prose.links
        if not link.picture and PAGE.search(link.href)
    )

    def leads_on(passage: Passage) -> bool:
        if passage.path or passage.block.marks:
            return _cites(passage)
        start, end = passage.block.span(0, len(passage.plain))
        nearest = bisect_left(starts, start)
        return nearest < len(starts) and starts[nearest] < end

    return leads_on


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
        uncited_study,
        Example(
            "Studies show that a walk may help.",
            "Studies show that a walk may help.[@lee2020]",
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
