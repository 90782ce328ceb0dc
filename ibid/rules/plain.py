"""Rules on plain English: short sentences, common words, and hard ones explained.

What is measured is the running text: paragraphs, list items and fields, without
headings, tables, sources and the names of medicines, which have no plainer word.
"""

from collections.abc import Iterable, Iterator

from ibid.content.kinds import Card, CarePage
from ibid.guide.guide import Entry
from ibid.prose.readability import LONG
from ibid.rules.rule import Example, Found, Rule, Studied, repeated
from ibid.rules.running import Text, is_running

ASKED_WORDS, MOST_WORDS = 25, 35
ASKED_AVERAGE, MOST_AVERAGE = 16, 20
MOST_SENTENCES = 4
# The formula was made on samples of 100 words; below 30 it measures single words.
FEWEST_TO_ASK, FEWEST_TO_REFUSE = 100, 30
# One short sentence in twenty is chance, so a page's rhythm takes more of a sample.
FEWEST_TO_HEAR = 250

JOINED = "join it to the next one with a word such as because, so or but"


def long_sentence(guide: Studied) -> Iterator[Found]:
    """A sentence has at most 25 words.

    Make two of it.
    """
    yield from _sentences(guide, ASKED_WORDS, MOST_WORDS)


def overlong_sentence(guide: Studied) -> Iterator[Found]:
    """A sentence of more than 35 words is not published.

    Make two or three of it.
    """
    yield from _sentences(guide, MOST_WORDS, 10_000)


def _sentences(guide: Studied, above: int, most: int) -> Iterator[Found]:
    for passage in guide.passages:
        for sentence in passage.sentences if passage.kind != "cell" else ():
            if above < len(sentence.words) <= most:
                yield (
                    passage.place(sentence.span),
                    f"the sentence has {len(sentence.words)} words",
                    f"make two of it: {ASKED_WORDS} words are enough for one",
                )


def long_average(guide: Studied) -> Iterator[Found]:
    """The sentences of a page have 16 words on average.

    Start with the longest sentence, which the problem points at.
    """
    yield from _averages(guide, ASKED_AVERAGE, MOST_AVERAGE, FEWEST_TO_ASK)


def overlong_average(guide: Studied) -> Iterator[Found]:
    """A page whose sentences have more than 20 words on average is not published.

    Start with the longest sentence, which the problem points at.
    """
    yield from _averages(guide, MOST_AVERAGE, 10_000, FEWEST_TO_ASK)


def _averages(guide: Studied, above: int, most: int, fewest: int) -> Iterator[Found]:
    for text in guide.running.values():
        average = text.measure.words_a_sentence
        if text.measure.words >= fewest and above < average <= most:
            passage, sentence = text.longest
            yield (
                passage.place(sentence.span),
                f"the sentences of this page have {average:.0f} words on average",
                "start with this one, the longest: make two of it",
            )


def long_paragraph(guide: Studied) -> Iterator[Found]:
    """A paragraph has at most 4 sentences.

    Start a new paragraph.
    """
    for passage in guide.passages:
        # What stands there twice is one sentence too many for another reason.
        said = {one.text: one for one in reversed(passage.sentences)}
        count = len(said) if is_running(passage) else 0
        if count > MOST_SENTENCES:
            start = sorted(one.span for one in said.values())[MOST_SENTENCES]
            yield (
                passage.place(start),
                f"the paragraph has {count} sentences",
                "start a new paragraph here, or say it in fewer sentences",
            )


def hard_page(guide: Studied) -> Iterator[Found]:
    """A page is for a reader of twelve: its reading grade is at most 7.

    Each language has a formula and limits of its own.

    Start with the hardest sentence and its long words, which the hint names.
    """
    for text in _long(guide.running.values(), FEWEST_TO_ASK):
        limits = text.formula.of
        if text.harder_than(limits.page) and not text.harder_than(limits.refused):
            yield _hard(text, "the page", limits.page)


def unreadable_page(guide: Studied) -> Iterator[Found]:
    """A page with a reading grade above 8 is not published.

    Each language has a formula and limits of its own.

    Start with the hardest sentence and its long words, which the hint names.
    """
    for text in _long(guide.running.values(), FEWEST_TO_REFUSE):
        if text.harder_than(text.formula.of.refused):
            yield _hard(text, "the page", text.formula.of.refused)


def clipped_page(guide: Studied) -> Iterator[Found]:
    """A page is written for adults: its reading grade is at least 4, and no more than
    15 % of its sentences have fewer than 6 words.

    Each language has a formula and limits of its own. What ends without a full stop,
    such as a caption, is no sentence here.

    Join short sentences with a word that says how they hang together: because, so, but.
    """
    for text in guide.running.values():
        clipped = _clipped(text) if text.spoken.words >= FEWEST_TO_HEAR else ""
        if clipped:
            passage, sentence = min(text.sentences, key=lambda one: len(one[1].words))
            yield (
                passage.place(sentence.span),
                f"the page is clipped: {clipped}",
                JOINED,
            )


def _clipped(text: Text) -> str:
    """What makes its sentences sound clipped; "" if nothing does."""
    formula, limits = text.formula, text.formula.of
    score, count = formula.score(text.spoken), len(text.sentences)
    if formula.harder(limits.clipped, score):
        what = f"the {limits.name} of its sentences is {score:.1f}"
        return f"{what}, below {limits.clipped:g}"
    if 100 * text.short > limits.short_percent * count:
        few = f"have fewer than {limits.short_words} words"
        return f"{text.short} of its {count} sentences {few}"
    return ""


def hard_paragraph(guide: Studied) -> Iterator[Found]:
    """A paragraph of 30 words or more has a reading grade of at most 9.

    Each language has a formula and limits of its own.

    Start with the hardest sentence and its long words, which the hint names.
    """
    paragraphs = (
        Text((passage,))
        for passage in filter(is_running, guide.passages)
        if sum(len(one.words) for one in passage.sentences) >= FEWEST_TO_REFUSE
    )
    for text in _long(paragraphs, FEWEST_TO_REFUSE):
        if text.harder_than(text.formula.of.paragraph):
            yield _hard(text, "the paragraph", text.formula.of.paragraph)


def hard_card(guide: Studied) -> Iterator[Found]:
    """A card of help or a card to print has a reading grade of at most 6.

    Each language has a formula and limits of its own.

    Start with the hardest sentence and its long words, which the hint names.
    """
    for entry in guide.pages:
        for text, what in _cards(guide, entry):
            if any(_long((text,), FEWEST_TO_REFUSE)) and text.harder_than(
                text.formula.of.card
            ):
                yield _hard(text, what, text.formula.of.card)


def _long(texts: Iterable[Text], fewest: int) -> Iterator[Text]:
    """Those of the texts that have words enough to be measured."""
    return (text for text in texts if text.measure.words >= fewest)


def _hard(text: Text, what: str, limit: float) -> Found:
    passage, sentence = text.hardest
    formula = passage.formula
    counted = formula.counted(sentence.words)
    long = (word for word in counted if formula.syllables(word) >= LONG)
    words = ", ".join(dict.fromkeys(long))
    return (
        passage.place(sentence.span),
        f"{what} has the {formula.of.name} {text.score:.1f}; the limit is {limit:g}",
        "start with this sentence, the hardest: "
        + (f"find shorter words for {words}" if words else "make two of it"),
    )


def _cards(guide: Studied, entry: Entry) -> Iterator[tuple[Text, str]]:
    if isinstance(entry.content, Card):
        yield guide.running[entry], "the card"
    if isinstance(entry.content, CarePage):
        for level in ("emergency", "urgent", "soon"):
            inside = (p for p in guide.texts[entry] if p.path[:2] == ("care", level))
            yield Text.of(inside), f'the card "{level}"'


HARD_SENTENCE = (
    "Physiological deterioration necessitates individualised rehabilitation."
)
CALM = "Sit down and rest until the leg feels well, because the pain is soon over."
HARD_AND_LONG = f"{HARD_SENTENCE[:-1]}, and that takes many months."
RULES = (
    Rule(
        long_sentence,
        Example("We " + "can " * 24 + "rest.", "We " + "can " * 23 + "rest."),
        "advice",
        standards=("R22",),
    ),
    Rule(
        overlong_sentence,
        Example(
            "We " + "can " * 34 + "rest.",
            "We " + "can " * 23 + "rest.",
            also=("hard-paragraph",),
        ),
        standards=("R22",),
    ),
    Rule(
        long_average,
        Example(repeated("We " + "can " * 19 + "rest.", 5), "We rest.", "index.md"),
        "advice",
        standards=("R22",),
    ),
    Rule(
        overlong_average,
        Example(
            repeated("We " + "can " * 22 + "rest.", 5),
            "We rest.",
            "index.md",
        ),
        standards=("R22",),
    ),
    Rule(
        long_paragraph,
        Example("Sit. Lie. Wait. Stand. Rest.", "Sit. Lie. Wait.\n\nStand. Rest."),
        "advice",
        standards=("R22",),
    ),
    Rule(
        hard_page,
        Example(
            repeated("We rest and sit and wait. " * 3, 8)
            + "\n\n"
            + repeated("A particular individual certainly considers anything.", 16),
            "Anyone may try.",
            "index.md",
            also=("repeated-sentence",),
        ),
        "advice",
        standards=("R21",),
    ),
    Rule(
        unreadable_page,
        Example(
            repeated(
                HARD_SENTENCE,
                25,
            ),
            "A worn leg needs care.",
            "index.md",
        ),
        standards=("R21",),
    ),
    Rule(
        clipped_page,
        Example(
            repeated("Sit down. Then rest a while. It will soon pass.", 26),
            repeated(CALM, 26),
            "index.md",
        ),
        "advice",
        standards=("R22",),
    ),
    Rule(
        hard_paragraph,
        Example(
            " ".join([HARD_AND_LONG] * 4),
            "A worn leg needs care.",
            also=("hard-page", "repeated-sentence"),
        ),
        "advice",
        standards=("R21",),
    ),
    Rule(
        hard_card,
        Example(
            repeated(HARD_SENTENCE, 3),
            "A worn leg needs care.",
            "cards/rest.md",
            also=("unreadable-page",),
        ),
        standards=("R21",),
    ),
)
