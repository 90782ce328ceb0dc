"""Rules on single words: those that promise, dial, count or label."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from operator import attrgetter

from ibid.content.kinds import Graded
from ibid.content.lexicon import Lexicon
from ibid.content.phrases import Few, Phrases, lowered
from ibid.content.vocabulary import Certainty
from ibid.problems import Place
from ibid.prose import allowed
from ibid.prose.judged import MARK, plainest
from ibid.rules import promising
from ibid.rules.passages import Passage
from ibid.rules.rule import Example, Found, Rule, Studied
from ibid.site import inlining
from ibid.source import Span

SURE = (Certainty.HIGH, Certainty.MODERATE)

# A number as it is dialled in any country: with its code, in groups, or after a nought.
DIALLED = (
    r"(?<![\w.])00[1-9]\d{1,2}[ -]\d{2,5}[ -]?\d{3,8}(?!\w)|"
    r"(?<![\w.,/-])(?<!isbn )(?<!isbn: )0[1-9]\d{8,9}(?![\w-])|"
    r"(?<![\w.,])0[1-9]\d{2,3}(?:[ -]\d{1,4}){3,4}(?!\w)|"
    r"\+\d[\d\s().-]{7,}\d|"
    r"(?<![\w.,])0\d{2,4}[ /]\d{5}(?!\w)|"
    r"(?<![\w.,/-])9\d \d{3} \d\d \d\d(?!\w)|"
    r"(?<![\w.])(?:\(0\d{1,4}\)|0\d{1,4})[ /-]\d{3,4}[ -]?\d{3,4}(?!\w)|"
    r"(?<![\w.,])0[1-9](?:[ .]\d\d){4}(?!\w)|"
    r"(?<![\w.])(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[.-]\d{4}(?!\w)"
)
DIALLING = re.compile(DIALLED)
DIGIT = re.compile(r"\d")
# How far from a number a name that holds it, or the word before it, may reach.
NUMBERED = 40
# Addresses that call somebody, though they are a web page's.
CALLING = re.compile(r"https?://(?:wa\.me/|api\.whatsapp\.com/send\?phone=)\+?\d")


def strong_word(guide: Studied) -> Iterator[Found]:
    """Words that promise (prevents, cures, proven, guaranteed) need certainty.

    Say "may", "not proven", or by how much; or quote the title it stands in.
    """
    for entry, file in guide.whole_files.items():
        lexicon = guide.lexicon(entry)
        dressed = lexicon.disguises.may_be_in(file.lower, file.words)
        strong = lexicon.strong.among(file.words)
        if not (dressed or strong.search(file.lower)):
            continue
        for passage in file.passages:
            grade = _grade(passage)
            found = promising.in_text(passage.lower, strong, lexicon, dressed)
            if grade not in SURE and any(found):
                yield from _strong(passage, grade, strong, dressed)


def _strong(
    passage: Passage, grade: str, strong: Few, dressed: bool
) -> Iterator[Found]:
    why = f"the certainty is {grade.replace('-', ' ')}" if grade else "it has no grade"
    for sentence in passage.sentences:
        first = sentence.span[0]
        cited = MARK in passage.block.text[slice(*sentence.span)]
        said = promising.Said(lowered(sentence.text), passage.lexicon, cited, dressed)
        for one in said.promises(strong):
            start, end = one.span
            yield (
                passage.place((first + start, first + end)),
                f'"{sentence.text[start:end].lower()}" is too strong a word: {why}',
                one.say,
            )


def _grade(passage: Passage) -> str:
    """How sure the text around a passage is: its box, else its page, else nobody."""
    content = passage.entry.content
    if passage.box == "insight":
        return passage.entry.prose.boxes[passage.box_number].certainty
    return content.certainty.value if isinstance(content, Graded) else ""


def literal_number(guide: Studied) -> Iterator[Found]:
    """A telephone number comes from site.yaml, so that it is right in every country.

    A number inside a proper name that the policy knows is left alone.

    Write {emergency-number}, or the name of another number in site.yaml.
    """
    linked: dict[str, set[Span]] = {}
    for entry in guide.entries:
        for link in entry.prose.links:
            tel = allowed.scheme(link.href) == "tel" and DIGIT.search(link.href)
            if tel or CALLING.match(link.href):
                linked.setdefault(entry.name, set()).add(link.span)
                hint = "write {emergency-number}, which is a link by itself"
                yield entry.place(link.span), f'"{link.href}" is written out', hint
    numbers = guide.site.numbers.by_placeholder if guide.site else {}
    names = {number: name for name, number in numbers.items()}
    known = (*names, *guide.drafted.policy.telephone_numbers)
    # Digits first: the library skips fast to what a pattern must start with.
    own = "|".join(rf"{n}(?<![\w.,/–-]{n})" for n in map(re.escape, known)) or "(?!)"
    for passage in guide.saying(lambda _: DIGIT, attrgetter("calls")):
        lexicon = passage.lexicon
        called = [
            one.span(str(one.lastgroup))
            for one in lexicon.called.finditer(passage.lower)
        ]
        if not (called or passage.has_digit):
            continue
        pattern = re.compile(f"(?:{own}){lexicon.uncounted}|{DIALLED}", re.IGNORECASE)
        every = (one.span() for one in pattern.finditer(passage.plain))
        spans = [one for one in every if not _counts(passage, one)]
        for span in sorted((*spans, *_apart(called, spans))):
            if _is_dialled(passage, span) and not _meets(passage, span, linked):
                number = passage.plain[slice(*span)]
                name = names.get(number, "emergency-number")
                hint = f"write {{{name}}}: site.yaml says which number that is"
                yield passage.place(span), f'"{number}" is written out', hint


def _counts(passage: Passage, span: Span) -> bool:
    """Whether a number that nothing asks to call says how many."""
    start = span[0]
    counting = passage.lexicon.counting
    return counting.search(passage.lower, max(start - NUMBERED, 0), start) is not None


def _is_dialled(passage: Passage, span: Span) -> bool:
    """Whether a number belongs to no name, and isn't that of a room or a page."""
    start, lexicon = span[0], passage.lexicon
    if lexicon.numbered.search(passage.lower, max(start - NUMBERED, 0), start):
        return False
    near = passage.lower[max(start - NUMBERED, 0) : start + NUMBERED]
    at = start - max(start - NUMBERED, 0)
    named = lexicon.proper_names.finditer(near)
    return not any(one.start() <= at < one.end() for one in named)


def _meets(passage: Passage, span: Span, linked: Mapping[str, set[Span]]) -> bool:
    """Whether a number stands where a link that calls one was found."""
    start, end = passage.block.span(*span)
    spans = linked.get(passage.entry.name, ())
    return any(first <= start and end <= last for first, last in spans)


def _apart(some: list[Span], others: list[Span]) -> Iterator[Span]:
    """Those that overlap none of the others, which stand in order and apart."""
    starts = [start for start, _ in others]
    for start, end in some:
        before = bisect_left(starts, end)
        if not before or others[before - 1][1] <= start:
            yield start, end


def drawn_words(guide: Studied) -> Iterator[Found]:
    """A drawing shows and tells no promise, dose or telephone number.

    It has no grade and no sources: nobody could tell what such words rest on.

    Say it in the text of the page.
    """
    numbers = guide.site.numbers.by_placeholder if guide.site else {}
    own = Phrases(tuple(numbers.values()))
    for name, place, lexicon in _drawings(guide):
        told = set()
        for words in inlining.words(guide.drawings.get(name, "")):
            text = lowered(plainest(words))
            for pattern in (
                lexicon.strong,
                lexicon.dose,
                lexicon.called,
                own,
                DIALLING,
            ):
                found = pattern.search(text)
                if found and not promising.Said(text, lexicon).takes_back(found.span()):
                    if found[0] in told:
                        break
                    told.add(found[0])
                    yield (
                        place,
                        f'the drawing "{name}" says "{found[0]}"',
                        "take it out of the drawing, and say it in the text",
                    )
                    break


def _drawings(guide: Studied) -> Iterator[tuple[str, Place, Lexicon]]:
    """The drawings that the judged files name; the mark where there are none."""
    for entry in guide.pages:
        for number, figure in enumerate(getattr(entry.content, "drawings", ())):
            place = entry.document.place(("drawings", number))
            yield figure.name, place, guide.lexicon(entry)
    settings = guide.drafted.site_document
    if not guide.judged and guide.site and guide.site.mark and settings:
        yield guide.site.mark, settings.place(("mark",)), guide.lexicon()


def bare_percentage(guide: Studied) -> Iterator[Found]:
    """A percentage comes with the plain numbers behind it: how many of how many.

    Say how many of how many, and in what time.
    """
    for passage in guide.passages:
        lexicon = passage.lexicon
        found = tuple(passage.finds(lexicon.percentage)) if passage.has_digit else ()
        # One look is enough for a whole passage, however many percentages it has.
        if found and not lexicon.plain_numbers.search(passage.lower):
            for place, words in found:
                hint = "give plain numbers and the time: 20 of 88 people in six weeks"
                yield place, f'"{words}" of how many?', hint


def empty_label(guide: Studied) -> Iterator[Found]:
    """A link's words say where it leads, even when they are read alone.

    Make the page's name the link.
    """
    for entry in guide.entries:
        for target in entry.prose.links:
            text = re.sub(r"^\W+|\W+$", "", lowered(target.text))
            empty = not text or guide.lexicon(entry).empty_labels.fullmatch(text)
            if empty and not target.picture:
                yield (
                    entry.place(target.span),
                    f'"{target.text}" doesn\'t say where the link leads',
                    "make the page's name the link, such as [the page](page.md)",
                )


RULES = (
    Rule(strong_word, Example("It is guaranteed.", "It may help."), standards=("R10",)),
    Rule(
        drawn_words,
        Example("drawings: [pill]", "drawings: [rest]", "card"),
        standards=("R10", "R16", "R17"),
    ),
    Rule(
        literal_number,
        Example("Call 112.", "Call {emergency-number}."),
        standards=("R16",),
    ),
    Rule(
        bare_percentage,
        Example("It rose to 30%.", "It rose to 3 of 10 people, or 30%.[@lee2020]"),
        "advice",
        standards=("R24",),
    ),
    Rule(
        empty_label,
        Example("Click [here](../about.md).", "See [who we are](../about.md)."),
        standards=("R29",),
    ),
)
