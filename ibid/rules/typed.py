"""Rules on slips within a line: words that come twice, signs without their other half.

A reader stumbles over each, and no generator says a word of them.
"""

import re
from collections.abc import Iterator

from ibid.content.reference import Reference
from ibid.guide.guide import Entry
from ibid.problems import Place
from ibid.reading.front_matter import Path
from ibid.rules.passages import Passage
from ibid.rules.rule import Example, Found, Rule, Studied

TWICE = re.compile(r"(?<![\w'-])([^\W\d_]{2,}) \1(?![\w'-])(?! \1(?!\w))")
LETTERS = r"[^\W\d_]"
SMALL = "[a-zß-öø-ÿ]"
LARGE = "[A-ZÀ-ÖØ-Þ]"
# A space that stands in front of its mark, a mark that stands there twice, and a mark
# without the space behind it.
LOOSE = re.compile(
    rf"(?<={LETTERS}) +[,.](?=\s|\Z)|(?<=\w)(?:\.\.|,,|;;)(?![.,;])|"
    rf"(?<={SMALL}{SMALL})[.!?;,](?={LARGE}{SMALL}+(?:[ ,.]|\Z))|"
    rf"(?<={SMALL}{SMALL}{SMALL}),(?={SMALL}{{3,}}[ ,.])"
)
BRACKETS = re.compile(r"(?<![:;])[()]")
# What counts the parts of a sentence: "a) to rest, b) to walk", ":)".
COUNTS = re.compile(r"(?:(?<!\w)\w{1,3}|[:;]-?)\Z")
QUOTES = re.compile(r'(?<!\d)"')
# A capital that stands second, where it was typed first: "tHe". Names such as iPhone
# are written so.
SWAPPED = re.compile(
    rf"(?<![\w/.])(?![ei]\w{{3,7}}(?!\w)){SMALL}{LARGE}{SMALL}{{2,}}(?![\w/])"
)
NAMES = ("title", "container-title", "publisher", "collection-title", "event-title")


def doubled_word(guide: Studied) -> Iterator[Found]:
    """No word stands there twice, one right behind the other.

    Delete one of the two.
    """
    for passage in guide.saying(lambda _: TWICE):
        for found in TWICE.finditer(passage.lower):
            word, before = found[1], passage.lower[: found.start()]
            # What stands there three times was meant.
            thrice = before.endswith(f"{word} ")
            if not thrice and word not in passage.lexicon.words.doubled:
                yield (
                    passage.place(found.span()),
                    f'"{word}" stands here twice',
                    "delete one of the two",
                )


def loose_mark(guide: Studied) -> Iterator[Found]:
    """A full stop and a comma stand right behind a word, once, and before a space.

    Mend the space, or delete one of the two marks.
    """
    for passage in _worded(guide):
        for found in LOOSE.finditer(passage.block.text):
            sign = found[0].strip()
            yield (
                passage.place(found.span()),
                f'a "{sign[0]}" stands here as no sentence has it',
                "write it once, right behind its word and with a space behind it",
            )


def open_bracket(guide: Studied) -> Iterator[Found]:
    """What a bracket or a quotation mark opens in a paragraph is closed there.

    Write the other half, or delete this one.
    """
    for passage in _worded(guide):
        if (at := _unpaired(passage.plain)) is not None:
            sign = passage.plain[at]
            yield (
                passage.place((at, at + 1)),
                f"this {sign} has no other half",
                "write the other half, or delete this one",
            )


def _unpaired(text: str) -> int | None:
    """Where the first bracket or quotation mark stands that lacks its other half."""
    open_: list[int] = []
    for found in BRACKETS.finditer(text):
        if found[0] == "(":
            open_.append(found.start())
        elif open_:
            open_.pop()
        elif not COUNTS.search(text, 0, found.start()):
            return found.start()
    if open_:
        return open_[0]
    quotes = [one.start() for one in QUOTES.finditer(text)]
    return quotes[-1] if len(quotes) % 2 else None


def swapped_capital(guide: Studied) -> Iterator[Found]:
    """A word's capital is its first letter, and not its second.

    Write the capital first.
    """
    for place, word in _with_names(guide):
        right = word[1] + word[0] + word[2:]
        yield place, f'"{word}" has its capital second', f'did you mean "{right}"?'


def _with_names(guide: Studied) -> Iterator[tuple[Place, str]]:
    """Each such word of the texts, and of what sources and journals are called."""
    for passage in _worded(guide):
        for found in SWAPPED.finditer(passage.plain):
            yield passage.place(found.span()), found[0]
    for entry in guide.entries:
        if isinstance(entry.content, Reference):
            for path, value in _names(entry):
                for found in SWAPPED.finditer(value):
                    yield entry.document.place(path), found[0]


def _names(entry: Entry) -> Iterator[tuple[Path, str]]:
    """The names in the fields of a source."""
    for name in NAMES:
        value = entry.document.fields.get(name)
        if isinstance(value, str):
            yield (name,), value
    authors = entry.document.fields.get("author")
    for number, author in enumerate(authors if isinstance(authors, list) else ()):
        for part, value in author.items() if isinstance(author, dict) else ():
            if part in ("family", "literal") and isinstance(value, str):
                yield ("author", number, part), value


def _worded(guide: Studied) -> Iterator[Passage]:
    """The passages that are text, and no code."""
    return (one for one in guide.passages if one.kind != "code")


RULES = (
    Rule(doubled_word, Example("Rest the the leg.", "Rest the leg."), "advice"),
    Rule(loose_mark, Example("Rest the leg .", "Rest the leg."), "advice"),
    Rule(open_bracket, Example("Rest (now.", "Rest (now)."), "advice"),
    Rule(swapped_capital, Example("rEst the leg.", "Rest the leg."), "advice"),
)
