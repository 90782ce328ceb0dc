"""Rules on words that need explaining: hard ones, and names cut short to capitals."""

import re
from collections.abc import Iterator

from ibid.content.phrases import Phrases
from ibid.guide.guide import Entry
from ibid.problems import Place
from ibid.prose.unfinished import is_sign
from ibid.rules.rule import Example, Found, Rule, Studied

ABBREVIATION = re.compile(r"\b[A-Z]{2,}s?\b(?![-'’]?[a-z]{2})")


def unexplained_word(guide: Studied) -> Iterator[Found]:
    """A hard word is explained in plain ones where a page first uses it.

    Explain it in brackets behind the word.
    """
    for entry in guide.entries:
        lexicon = guide.lexicon(entry)
        if not guide.whole_files[entry].says(lexicon.hard_words):
            continue
        for place, word in _unexplained(guide, entry, lexicon.hard_words):
            hint = (
                f"explain it at its first use, as in: {word} ({lexicon.meaning(word)})"
            )
            yield place, f'"{word}" is a hard word', hint


def unexplained_abbreviation(guide: Studied) -> Iterator[Found]:
    """A shortened name is written out where a page first uses it.

    Write the whole name, and the short one in brackets behind it.
    """
    for entry in guide.entries:
        for place, word in _unexplained(guide, entry, ABBREVIATION):
            hint = f"explain it at its first use, as in: the whole name ({word})"
            yield place, f'"{word}" is short for something', hint


def _unexplained(
    guide: Studied, entry: Entry, sought: "re.Pattern[str] | Phrases"
) -> Iterator[tuple[Place, str]]:
    """Where the entry first uses a word without saying what it means."""
    lexicon = guide.lexicon(entry)
    seen: set[str] = set()
    for passage in guide.texts[entry]:
        text = passage.plain if sought is ABBREVIATION else passage.lower
        for found in sought.finditer(text):
            word = found[0]
            if word in lexicon.short_names or word.lower() in seen or is_sign(word):
                continue
            seen.add(word.lower())
            before, after = passage.lower[: found.start()], passage.lower[found.end() :]
            if not lexicon.introduces.search(before) and not lexicon.explains.match(
                after
            ):
                yield passage.place(found.span()), word


RULES = (
    Rule(
        unexplained_word,
        Example("Thrombosis is rare.", "A blood clot (thrombosis) is rare."),
        standards=("R23",),
    ),
    Rule(
        unexplained_abbreviation,
        Example("Use TENS.", "Use TENS (mild current)."),
        standards=("R23",),
    ),
)
