"""Rules on the signs that call for help: each there, clear and sent high enough.

Which signs there are, and which words mislead, is said by the guide's policy.
"""

import re
from collections.abc import Iterator
from operator import attrgetter

from ibid.content.kinds import Card, Care, CarePage
from ibid.content.lexicon import Lexicon
from ibid.content.phrases import Phrases, lowered
from ibid.content.policy import Level, RedFlag
from ibid.guide.guide import Entry
from ibid.problems import did_you_mean
from ibid.rules.passages import Passage
from ibid.rules.rule import Example, Found, Rule, Studied

LEVELS = tuple(level.value for level in Level)


def missing_red_flag(guide: Studied) -> Iterator[Found]:
    """The page on when to get help has every red flag, with its words, high enough.

    The guide's policy names the red flags, and the cards that must name them too.

    Add a sign with that id to the card that the hint names, or the words to its sign.
    """
    for entry in guide.pages:
        lexicon = guide.lexicon(entry)
        for flag in lexicon.policy.red_flags:
            if isinstance(entry.content, CarePage):
                yield from _flagged(entry, entry.content.care, flag, lexicon)
            elif isinstance(entry.content, Card) and entry.key in flag.cards:
                yield from _carded(entry, entry.content, flag, lexicon)


def _flagged(
    entry: Entry, care: Care, flag: RedFlag, lexicon: Lexicon
) -> Iterator[Found]:
    signs = {
        ("care", level, "signs", number): sign
        for level in LEVELS
        for number, sign in enumerate(getattr(care, level).signs)
    }
    own = {path: sign.text for path, sign in signs.items() if sign.id == flag.id}
    least = flag.level.value
    if not own:
        meant = did_you_mean(
            flag.id, {sign.id for sign in signs.values()} - lexicon.flags.keys()
        )
        yield (
            entry.document.key_place(("care",)),
            f'no card has the red flag "{flag.id}": {flag.about}',
            meant or f"add a sign to {least}: {{id: {flag.id}, text: …}}",
        )
        return
    high = LEVELS[: LEVELS.index(least) + 1]
    words = " ".join(text for path, text in own.items() if path[1] in high)
    place = entry.document.place((*next(iter(own)), "text"))
    if not words:
        message = f'the red flag "{flag.id}" stands on a card that is too low'
        yield place, message, f"move the sign to {least}"
        return
    for said in _unsaid(lexicon.flags[flag.id], words):
        message = f'the red flag "{flag.id}" doesn\'t say {said}'
        yield place, message, f"add the word: {flag.about}"


def _carded(
    entry: Entry, card: Card, flag: RedFlag, lexicon: Lexicon
) -> Iterator[Found]:
    unsaid = tuple(_unsaid(lexicon.flags[flag.id], " ".join(card.get_help)))
    if unsaid:
        yield (
            entry.document.key_place(("get_help",)),
            f'this card doesn\'t say {", ".join(unsaid)}, of the flag "{flag.id}"',
            f"the guide's policy asks for it here: {flag.about}",
        )


def _unsaid(demands: tuple[Phrases, ...], words: str) -> Iterator[str]:
    """What the words don't say, as it is quoted."""
    text = lowered(words)
    for demand in demands:
        if not demand.search(text):
            yield " or ".join(
                f'"{phrase.replace("*", "")}"' for phrase in demand.phrases
            )


def misleading_word(guide: Studied) -> Iterator[Found]:
    """No words stand that lead a reader wrong, such as a sign of every harmless case.

    The guide's policy names them.

    Say it as the hint does.
    """
    for passage in guide.saying(attrgetter("misleading_words")):
        for misled in passage.lexicon.misleading:
            if not misled.words.search(passage.lower):
                continue
            for start, found in _in_sentences(passage, misled.words):
                sentence = found.string
                if misled.together_with.phrases and not misled.together_with.search(
                    sentence
                ):
                    continue
                if misled.unless_said.search(sentence) or any(
                    right.start() < found.end() and found.start() < right.end()
                    for right in misled.but_not_in.finditer(sentence)
                ):
                    continue
                place = passage.place((start, start + len(found[0])))
                yield place, f'"{found[0]}" {misled.word.why}', misled.word.say


def _in_sentences(
    passage: Passage, phrases: Phrases
) -> Iterator[tuple[int, "re.Match[str]"]]:
    """Each place in the passage's sentences that has one of the phrases."""
    for sentence in passage.sentences:
        for found in phrases.finditer(lowered(sentence.text)):
            yield sentence.span[0] + found.start(), found


def lesser_help(guide: Studied) -> Iterator[Found]:
    """What can kill within the hour is never sent to help that comes too late.

    The guide's policy names those signs, and that help.

    Send it to {emergency-number}.
    """
    for entry in guide.pages:
        lexicon, whole = guide.lexicon(entry), guide.whole_files[entry]
        for passage in whole.passages if whole.says(lexicon.grave) else ():
            low = passage.path[:1] == ("care",) and passage.path[1] != "emergency"
            if not lexicon.grave.search(passage.lower):
                continue
            for sentence in passage.sentences:
                first = sentence.span[0]
                raw = lowered(passage.written(sentence.span))
                found = lexicon.grave.search(lowered(sentence.text))
                if not found or "{emergency-number}" in raw:
                    continue
                if lexicon.grave_no_more.search(raw):
                    continue
                if low or "{urgent-number}" in raw or lexicon.lesser.search(raw):
                    start = first + found.start()
                    yield (
                        passage.place((start, start + len(found[0]))),
                        f'"{found[0]}" is sent to help that comes too late',
                        "write {emergency-number}: this can't wait",
                    )


def unnumbered_card(guide: Studied) -> Iterator[Found]:
    """The cards for emergencies and urgent advice say which number to call.

    Write {emergency-number} or {urgent-number} into the action.
    """
    numbers = guide.site.numbers if guide.site else None
    for entry in guide.pages:
        if numbers is None or not isinstance(entry.content, CarePage):
            continue
        care = entry.content.care
        for name, level, number in (
            ("emergency", care.emergency, numbers.emergency),
            ("urgent", care.urgent, numbers.urgent),
        ):
            if number and number not in level.action:
                yield (
                    entry.document.place(("care", name, "action")),
                    f"the card of the level {name} doesn't say which number to call",
                    f"write it as in: Call {{{name}-number}} if",
                )


RULES = (
    Rule(
        missing_red_flag,
        Example(
            'get_help: ["Call {emergency-number} if a leg is swollen."]',
            (
                'get_help: ["Call {emergency-number} if a leg is swollen and you '
                'are short of breath."]'
            ),
            "card",
        ),
        standards=("R15",),
    ),
    Rule(
        misleading_word,
        Example(
            "Get help if a foot is newly sore.",
            "Get help if a foot is swollen and warm.",
        ),
        standards=("R15",),
    ),
    Rule(
        lesser_help,
        Example(
            "Call your doctor if you cannot breathe.",
            "Call {emergency-number} if you cannot breathe.",
        ),
        standards=("R15",),
    ),
    Rule(
        unnumbered_card,
        Example(
            "action: Get help now if", "action: Call {emergency-number} now if", "care"
        ),
        standards=("R14",),
    ),
)
