"""Rules on single words: those that promise, dial, count or label."""

import re
from collections.abc import Iterator

from ibid.content.kinds import Graded
from ibid.content.vocabulary import Certainty
from ibid.prose.bodies import draft_box
from ibid.reading.front_matter import Span
from ibid.rules.passages import Passage, Sentence
from ibid.rules.rule import Found, Rule, Studied

# What may be said instead of a strong word, by how the word starts.
WEAKER = (
    ("prevent", 'say "may make cramps rarer", or that nobody knows'),
    ("cur", 'say "may ease"'),
    ("pro", 'say "studies suggest", or "not proven"'),
    ("guarantee", 'say "may"'),
    ("safe", 'say "safe for most people", and name who should ask first'),
    ("significant", "say by how much, and whether it may be chance"),
    ("clinical", "say in which trial, and how many people took part"),
    ("", 'say "may", or leave the word out'),
)
STRONG = re.compile(
    r"\b(?:prevent(?:s|ed|ing|ion)?|cur(?:e[sd]?|ing)|prove[nsd]?|proving|"
    r"guarantee[sd]?|guaranteeing|safe for (?:everyone|everybody|all)|"
    r"significant(?:ly)?|always (?:helps?|works?)|eliminat(?:e[sd]?|ing)|"
    r"clinically (?:tested|shown)|miracle)\b",
)
NEGATION = re.compile(
    r"\b(?:not?|never|nor|neither|nothing|nobody|no one|none|cannot|without|hardly|few|"
    r"unlikely|unclear|whether|(?:know|clear|see|tell|ask|sure|say|show|tested) if)\b|"
    r"n't\b",
)
# Where a sentence turns, a "not" before it has no more say.
TURN = re.compile(r"[;:]|,? but\b|\bhowever\b|\bthough\b|, and (?:it|this|they)\b")
QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”")
SURE = (Certainty.HIGH, Certainty.MODERATE)

NUMBERS = ("999", "112", "111", "911", "101", "000")
COUNTED = (
    r"people|adults|men|women|patients|volunteers|runners|athletes|records|trials|studies|"
    r"cramps|metres|kilometres|km|m\b|days|hours"
)
PERCENT = re.compile(r"\d[\d.,]*\s?(?:%|per ?cent\b)")
BASE = re.compile(
    r"\b(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten) "
    r"(?:\w+ )?(?:in|of|out of) (?:every |the )?\d|\b\d[\d,]* "
    r"(?:people|adults|men|women|patients|volunteers|runners|athletes|records|trials)\b",
)
EMPTY_LABEL = re.compile(
    r"\W*(?:click|tap|press)?\W*(?:here|this|link|more|read more|this (?:link|page)|"
    r"learn more|find out more|website|page)\W*",
)


def strong_word(guide: Studied) -> Iterator[Found]:
    """Words that promise (prevents, cures, proven, guaranteed) need certainty.

    Say "may", "not proven", or by how much; or quote the title it stands in.
    """
    for passage in guide.passages:
        grade = _grade(passage)
        if grade in SURE:
            continue
        for sentence in passage.sentences if STRONG.search(passage.lower) else ():
            text = sentence.text.lower()
            for found in STRONG.finditer(text):
                if not _denied(text, found.start()):
                    yield _strong(passage, sentence, found, grade)


def _strong(
    passage: Passage, sentence: Sentence, found: "re.Match[str]", grade: str
) -> Found:
    start = sentence.span[0] + found.start()
    why = f"the certainty is {grade.replace('-', ' ')}" if grade else "it has no grade"
    return (
        passage.place((start, start + len(found[0]))),
        f'"{found[0]}" is too strong a word: {why}',
        next(hint for stem, hint in WEAKER if found[0].startswith(stem)),
    )


def _grade(passage: Passage) -> str:
    """How sure the text around a passage is: its box, else its page, else nobody."""
    content = passage.entry.content
    if passage.box == "insight":
        return draft_box(passage.entry.outline.boxes[passage.box_number]).certainty
    return content.certainty.value if isinstance(content, Graded) else ""


def _denied(sentence: str, offset: int) -> bool:
    """Whether the word at `offset` is quoted, or a "not" before it takes it back."""
    if any(q.start() < offset < q.end() for q in QUOTED.finditer(sentence)):
        return True
    clause = TURN.split(sentence[:offset])[-1]
    return bool(NEGATION.search(clause))


def literal_number(guide: Studied) -> Iterator[Found]:
    """A telephone number comes from site.yaml, so that it is right in every country.

    A number inside a service's proper name, such as NHS 111 Wales, is left alone.

    Write {emergency-number} or {urgent-number}.
    """
    numbers = guide.site.numbers if guide.site else None
    names = {
        **dict.fromkeys(NUMBERS, "emergency-number"),
        **{n: name for name, n in (numbers.by_placeholder if numbers else {}).items()},
    }
    # Digits first: the library skips fast to what a pattern must start with.
    own = "|".join(rf"{n}(?<![\w.,/–-]{n})" for n in map(re.escape, names))
    pattern = re.compile(
        rf"(?:{own})(?![\w/–-]|[.,]\d|\s+(?:{COUNTED}))|"
        r"\+44[\d\s()]{8,}|0(?<![\w.]0)\d{2,4}[ -]\d{3}[ -]?\d{3,4}\b"
    )
    for passage in guide.passages:
        for found in pattern.finditer(passage.plain):
            if not _part_of_name(passage.plain, found.span()):
                name = names.get(found[0], "urgent-number")
                hint = f"write {{{name}}}: site.yaml says which number that is"
                yield passage.place(found.span()), f'"{found[0]}" is written out', hint


def _part_of_name(text: str, span: Span) -> bool:
    before, after = text[: span[0]], text[span[1] :]
    return bool(re.search(r"\bNHS\s+\Z", before) and re.match(r"\s+[A-Z]", after))


def bare_percentage(guide: Studied) -> Iterator[Found]:
    """A percentage comes with the plain numbers behind it: how many of how many.

    Say how many of how many, and in what time.
    """
    for passage in guide.passages:
        for place, words in passage.finds(PERCENT):
            if not BASE.search(passage.lower):
                hint = "give plain numbers and the time: 20 of 88 people in six weeks"
                yield place, f'"{words}" of how many?', hint


def empty_label(guide: Studied) -> Iterator[Found]:
    """A link's words say where it leads, even when they are read alone.

    Make the page's name the link.
    """
    for entry in guide.entries:
        for target in entry.outline.targets:
            if not target.picture and EMPTY_LABEL.fullmatch(target.text.lower()):
                yield (
                    entry.body_place(target.span),
                    f'"{target.text}" doesn\'t say where the link leads',
                    "make the page's name the link, such as [magnesium](magnesium.md)",
                )


RULES = (
    Rule(strong_word, standards=("R10",)),
    Rule(literal_number, standards=("R16",)),
    Rule(bare_percentage, "advice", standards=("R24",)),
    Rule(empty_label, standards=("R29",)),
)
