"""The rule on advice that does harm: what is asked of readers, and of whom else."""

import re
from collections.abc import Iterator

from ibid.content.harms import Harmful
from ibid.content.lexicon import Lexicon
from ibid.content.phrases import APART, Phrases, lowered, worded
from ibid.content.policy import Subject
from ibid.rules.passages import Passage
from ibid.rules.promising import CLAUSE, Said
from ibid.rules.rule import Example, Found, Rule, Studied
from ibid.source import Span

BREAKS = ".,;:!?\n"


def unsafe_advice(guide: Studied) -> Iterator[Found]:
    """No page tells readers to do what harms.

    It tells nobody to give up a medicine or to take more of it, to do without help, to
    make light of a sign that can't wait, or to force what hurts. Neither a question nor
    a warning tells anybody to.

    Say whom to ask first, or what is safe: the hint says which.
    """
    for entry, file in guide.whole_files.items():
        words = guide.lexicon(entry).harms.words.among(file.words)
        if not words.search(file.lower):
            continue
        for passage in file.passages:
            # Most passages of a file that has such words have none of them.
            if words.search(passage.lower):
                for span, say in _in_passage(passage):
                    said = passage.plain[slice(*span)]
                    place = passage.place(span)
                    yield place, f'"{said}" can do harm, whoever reads it', say


def _in_passage(passage: Passage) -> Iterator[tuple[Span, str]]:
    asked = 0
    for sentence in passage.sentences:
        start, end = sentence.span
        # What a question names is what the answer is about: "Chest pain? Ignore it."
        if sentence.text.endswith("?"):
            continue
        if not passage.plain[asked:start].rstrip().endswith("?"):
            asked = start
        text = lowered(passage.plain[asked:end])
        for span, say in unsafe(text, passage.lexicon, start - asked):
            yield (asked + span[0], asked + span[1]), say
        asked = end


def unsafe(text: str, lexicon: Lexicon, start: int = 0) -> Iterator[tuple[Span, str]]:
    """The first unsafe advice in a sentence of small letters, and what to say instead.

    The sentence begins at `start`, behind the question that it answers.
    """
    said = Said(text, lexicon)
    for harmful in lexicon.harms.every:
        for found in _wherever(text, harmful.words, start):
            span = _with_subject(found.span(), harmful, said)
            if span and _is_meant(span, found.span(), harmful, said):
                yield span, harmful.advice.say
                return


def _wherever(text: str, words: Phrases, at: int) -> Iterator[re.Match[str]]:
    """Wherever one of the phrases starts, within another one too."""
    # Patterns take longer to make than a sentence to be looked through.
    if words.may_stand_in(text):
        some = words.among(worded(text))
        while found := some.search(text, at):
            yield found
            at = found.start() + 1


def _with_subject(span: Span, harmful: Harmful, said: Said) -> Span | None:
    """The words with what they are about behind them; None where that is missing."""
    start, end = span
    if harmful.advice.about is Subject.ANYTHING:
        return span
    if harmful.advice.about is Subject.ALARMS:
        every = (one.span() for one in harmful.subjects.finditer(said.text))
        return span if any(not said.denies(one, span) for one in every) else None
    near = said.text[end : end + APART]
    whole = min((at for at in map(near.find, BREAKS) if at >= 0), default=len(near))
    found = harmful.subjects.pattern.search(said.text, end)
    return (start, found.end()) if found and found.start() < end + whole else None


def _is_meant(span: Span, words: Span, harmful: Harmful, said: Said) -> bool:
    """Whether the reader is asked to do it, and nobody else, and isn't warned of it."""
    text, lexicon = said.text, said.lexicon
    if harmful.advice.asked and not lexicon.harms.asks.search(text, 0, span[0]):
        return False
    together = harmful.together_with
    if together.phrases and not _says(together, said):
        return False
    if harmful.unless_said.search(text) or any(
        right.start() < span[1] and span[0] < right.end()
        for right in harmful.but_not_in.finditer(text)
    ):
        return False
    if said.takes_back(words) or _is_thought_of(span[0], said):
        return False
    return not _says(lexicon.harms.advised, said, span)


def _says(phrases: Phrases, said: Said, apart: Span = (0, 0)) -> bool:
    """Whether the sentence says one of these, and not in a "not" or `apart`."""
    first, last = apart
    return any(
        not said.takes_back(one.span()) and (one.end() <= first or last <= one.start())
        for one in phrases.finditer(said.text)
    )


def _is_thought_of(at: int, said: Said) -> bool:
    """Whether it stands in the clause of an "if"."""
    stops = [one.end() for one in CLAUSE.finditer(said.text, 0, at)]
    clause = said.text[stops[-1] if stops else 0 : at]
    return said.lexicon.harms.conditions.search(clause) is not None


RULES = (
    Rule(
        unsafe_advice,
        Example("Stop taking your tablets.", "Ask before you stop your tablets."),
        standards=("R13",),
    ),
)
