"""Rules on slips of the hand: lines that stand there twice, sentences that are cut off.

A line is doubled or lost by one wrong key, and what is left reads as if it were meant.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise

from ibid.content.reference import Reference
from ibid.prose.citations import Citation
from ibid.reading.front_matter import Path, Value
from ibid.rules.passages import Passage, passages
from ibid.rules.rule import Example, Found, Rule, Studied

# Fields that hold whole sentences; others may hold names and parts of sentences.
SENTENCES = frozenset(
    (
        *("summary", "claim", "certainty_reason", "unknown", "steps", "get_help"),
        *("cautions", "benefit", "risk", "how_it_works", "without_it"),
        *("who_should_not", "other_options", "purpose", "position", "dose_source"),
        *("stop_rule", "easier", "harder", "decide", "because", "status-note"),
    )
)
# Fields whose items have no order in which one could come back.
SETS = frozenset(
    (name,)
    for name in ("also", "aliases", "forms", "menu", "not-confirmed", "not-seen")
)
FEWEST_WORDS = 4
ON_THE_WAY = (",", ";")


def repeated_item(guide: Studied) -> Iterator[Found]:
    """No item of a field stands there twice, one right after the other.

    Delete one of the two lines.
    """
    for entry in guide.whole_files:
        for path, items in _lists((), dict(entry.document.fields)):
            for number, item in enumerate(items):
                above = items[max(0, number - 1) : number]
                if item in (items[:number] if path in SETS else above):
                    yield (
                        entry.document.place((*path, number)),
                        "this item stands here twice",
                        "delete one of the two lines, or write what was meant",
                    )


def _lists(path: Path, value: Value) -> Iterator[tuple[Path, list[Value]]]:
    """Each list in the fields, and the way to it."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _lists((*path, name), part)
    elif isinstance(value, list):
        yield path, value
        for number, part in enumerate(value):
            yield from _lists((*path, number), part)


def repeated_sentence(guide: Studied) -> Iterator[Found]:
    """No paragraph says a sentence twice; no item or heading what the last one says.

    Delete one of the two.
    """
    for passage, before in zip(guide.passages, (None, *guide.passages), strict=False):
        if before and _is_heading_again(passage, before):
            yield (
                passage.place((0, len(passage.plain))),
                "this heading stands here twice",
                "delete one of the two, or write what was meant",
            )
        if passage.path or passage.kind not in ("paragraph", "item"):
            continue
        sentences = passage.sentences
        said: set[tuple[str, ...]] = set()
        twice = []
        for one in sentences:
            twice += [one] if one.words in said else []
            said.add(one.words)
        if before and passage.kind == before.kind == "item":
            twice += sentences[:1] if before.plain == passage.plain else ()
        for sentence in [one for one in twice if len(one.words) >= FEWEST_WORDS][:1]:
            yield (
                passage.place(sentence.span),
                "this sentence stands here twice",
                "delete one of the two, or write what was meant",
            )


def _is_heading_again(passage: Passage, before: Passage) -> bool:
    """Whether a heading comes right behind another one of the same words."""
    return passage.kind == before.kind == "heading" and passage.plain == before.plain


def repeated_row(guide: Studied) -> Iterator[Found]:
    """No row of a table stands there twice, one right after the other.

    Delete one of the two rows.
    """
    cells = (one for one in guide.passages if one.kind == "cell" and not one.path)
    rows = [tuple(row) for _, row in groupby(cells, _row)]
    for before, row in pairwise(rows):
        if [cell.plain for cell in row] == [cell.plain for cell in before]:
            yield (
                row[0].place((0, len(row[0].plain))),
                "this row stands here twice",
                "delete one of the two rows, or write what was meant",
            )


def _row(cell: Passage) -> tuple[str, int]:
    """The file and the line: a row of a table is one line."""
    start, _ = cell.block.span(0, 1)
    return cell.entry.name, cell.entry.document.source.line(start)


def unfinished_sentence(guide: Studied) -> Iterator[Found]:
    """A paragraph, a summary and a step end as sentences do, and so do all items.

    Write the rest of the sentence, or its full stop.
    """
    refused = {
        entry: sorted(fault.span[0] for fault in entry.prose.faults)
        for entry in guide.whole_files
    }
    for _, inside in groupby(guide.passages, _list):
        together = tuple(inside)
        cut = [one for one in together if _is_cut(one)]
        # A list of names, or of parts of sentences, has no full stops at all.
        if together[0].kind == "item" and not together[0].path:
            cut = cut if len(cut) == 1 < len(together) else []
        for passage in cut:
            if passage.kind != "item" and not _is_whole(passage):
                continue
            last = passage.sentences[-1]
            # What is refused there is written anew.
            first, end = passage.block.span(*last.span)
            faults = refused[passage.entry]
            if bisect_left(faults, first) == bisect_left(faults, end):
                yield (
                    passage.place((last.span[0], last.span[0] + len(last.text))),
                    "this sentence has no end",
                    "write the rest of it, or its full stop",
                )


def _list(passage: Passage) -> tuple[str, int, bool]:
    """The file, the section, and whether it is an item of a list there."""
    is_item = passage.kind == "item" and not passage.path
    return passage.entry.name, passage.section, is_item


def _is_whole(passage: Passage) -> bool:
    """Whether whole sentences are asked for."""
    if not passage.path:
        return passage.kind == "paragraph"
    names = [step for step in passage.path if isinstance(step, str)]
    return not SENTENCES.isdisjoint((names[0], names[-1]))


def _is_cut(passage: Passage) -> bool:
    """Whether a passage ends in an open brace, a word, or a mark that asks for more."""
    last = next(reversed(passage.sentences), None)
    if last is not None and last.text.rfind("{") > last.text.rfind("}"):
        return True
    if last is None or (not passage.path and len(last.words) < FEWEST_WORDS):
        return False
    sign = last.text[-1:]
    return sign in ON_THE_WAY or unicodedata.category(sign or ".")[0] in "LN"


def miscopied_figure(guide: Studied) -> Iterator[Found]:
    """A figure is the one that its source's page has, not one digit beside it.

    Write the figure as the source has it, here or there.
    """
    for passage in guide.passages:
        on_source = isinstance(passage.entry.content, Reference)
        if on_source or not (passage.has_digit and passage.citations):
            continue
        for sentence in passage.sentences:
            figures = [*FIGURE.finditer(sentence.text)]
            known = _known(guide, passage.cited(sentence)) if figures else {}
            for found in figures:
                told = known.get(found["of"].casefold(), {})
                digits = _digits(found["figure"])
                if digits in told:
                    continue
                meant = [one for one in told if _is_a_digit_off(digits, one)]
                start = sentence.span[0] + found.start()
                for one in meant[:1]:
                    yield (
                        passage.place((start, start + len(found[0]))),
                        f'the page of its source says "{told[one]}"',
                        "look into the source, and write its figure here and there",
                    )


# At least three digits and what is counted; years and codes are no such figures.
FIGURE = re.compile(
    r"(?<![\w.,–-])(?!(?:19|20)\d\d\s)(?P<figure>\d[\d.,\u202f]*\d)\s(?P<of>%|[^\W\d_]{3,})"
)
FEWEST_DIGITS = 3


def _known(
    guide: Studied, citations: Iterable[Citation]
) -> Mapping[str, Mapping[str, str]]:
    """What the pages of the sources count, and the figures by their digits."""
    known: dict[str, dict[str, str]] = {}
    for key in {citation.key for citation in citations} & guide.references.keys():
        entry = guide.references[key]
        for passage in passages(entry, guide.lexicon(entry)):
            for found in FIGURE.finditer(passage.plain) if not passage.path else ():
                figures = known.setdefault(found["of"].casefold(), {})
                figures[_digits(found["figure"])] = found[0]
    return known


def _digits(figure: str) -> str:
    return "".join(sign for sign in figure if sign.isdecimal())


def _is_a_digit_off(one: str, other: str) -> bool:
    """Whether two long figures differ in one digit, or in two that changed places."""
    if len(one) != len(other) or len(one) < FEWEST_DIGITS:
        return False
    places = [n for n in range(len(one)) if one[n] != other[n]]
    first, last = places[0], places[-1]
    return first == last or (
        places == [first, first + 1]
        and one[first : last + 1] == other[last] + other[first]
    )


RULES = (
    Rule(
        miscopied_figure,
        Example("It asked 126 people.[@lee2020]", "It asked 120 people.[@lee2020]"),
        "advice",
    ),
    Rule(
        repeated_item,
        Example('steps: ["Stand up.", "Stand up."]', 'steps: ["Stand up."]', "card"),
        "advice",
    ),
    Rule(
        repeated_sentence,
        Example("Most pains pass soon. Most pains pass soon.", "Most pains pass soon."),
        "advice",
    ),
    Rule(
        repeated_row,
        Example(
            "| Pain | Do |\n|---|---|\n| Foot | Rest |\n| Foot | Rest |",
            "| Pain | Do |\n|---|---|\n| Foot | Rest |\n| Leg | Rest |",
        ),
        "advice",
    ),
    Rule(
        unfinished_sentence,
        Example("Most pains pass within", "Most pains pass within minutes."),
        "advice",
    ),
)
