"""Rules on words that need explaining: hard ones, and names cut short to capitals."""

import re
from collections.abc import Iterator

from ibid.rules.rule import Found, Rule, Studied

HARD_WORDS = re.compile(
    r"\b(?:idiopathic|nocturnal|anticoagula\w+|hyponatraemia|cirrhosis|claudication|"
    r"ischaemia|rhabdomyolysis|thrombosis|prophyla\w+|aetiology)\b",
)
ABBREVIATION = re.compile(r"\b[A-Z]{2,}s?\b(?![-'’]?[a-z]{2})")
COMMON = frozenset(("NHS", "GP", "GPs", "UK", "US", "OK", "TV", "AM", "PM", "DNA"))
INTRODUCED = re.compile(
    r"(?:\b(?:called|known as|or|short for|means?)\s+\"?|\()[^()]{0,24}\Z"
)
EXPLAINED = re.compile(
    r"[\"”]?(?:\s+\w+)?,?\s*(?:\(|,? (?:which|that) (?:is|are|means)|means?\b|,? or )"
)


def unexplained_word(guide: Studied) -> Iterator[Found]:
    """A hard word is explained in plain ones where a page first uses it.

    Explain it in brackets behind the word.
    """
    yield from _unexplained(guide, HARD_WORDS, "is a hard word", "{} (the plain words)")


def unexplained_abbreviation(guide: Studied) -> Iterator[Found]:
    """A shortened name is written out where a page first uses it.

    Write the whole name, and the short one in brackets behind it.
    """
    yield from _unexplained(
        guide, ABBREVIATION, "is short for something", "the whole name ({})"
    )


def _unexplained(
    guide: Studied, pattern: "re.Pattern[str]", what: str, model: str
) -> Iterator[Found]:
    for entry in guide.entries:
        seen: set[str] = set()
        for passage in guide.texts[entry]:
            text = passage.plain if pattern is ABBREVIATION else passage.lower
            for found in pattern.finditer(text):
                word = found[0]
                if word in COMMON or word.lower() in seen:
                    continue
                seen.add(word.lower())
                before, after = (
                    passage.plain[: found.start()],
                    passage.plain[found.end() :],
                )
                if not INTRODUCED.search(before) and not EXPLAINED.match(after):
                    hint = f"explain it at its first use, as in: {model.format(word)}"
                    yield passage.place(found.span()), f'"{word}" {what}', hint


RULES = (
    Rule(unexplained_word, standards=("R23",)),
    Rule(unexplained_abbreviation, standards=("R23",)),
)
