"""How a guide stands, for its editors: what is sure, what is old, what is due.

Like messages, it is in English: it is a paper of the guide's makers, and no part of
what is published.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ibid.content.kinds import Page
from ibid.content.vocabulary import Certainty, Status
from ibid.guide import claims
from ibid.guide.guide import Entry, Guide
from ibid.problems import Problem
from ibid.rules.dates import SOURCE_DAYS
from ibid.rules.plain import FEWEST_TO_REFUSE, Text, is_running
from ibid.rules.rule import Studied
from ibid.rules.safety import saying

AGES = (30, 90, SOURCE_DAYS, 365)
UNFINISHED = ("unfinished-text", "unused-reference", "forgotten-reference")

Counts = tuple[tuple[str, int], ...]
"""How many of each, in an order that means something."""


@dataclass(frozen=True)
class Due:
    """Something that is to be looked at by a day."""

    day: date
    what: str
    name: str


@dataclass(frozen=True)
class Reading:
    """How hard a page is to read: as a whole, and paragraph by paragraph.

    `limit` is the score above which a paragraph is hard; `short` of its `sentences`
    are short ones. `cautions` are those that it says more than once, with how often.
    """

    name: str
    score: float
    limit: float
    words_a_sentence: float
    sentences: int
    short: int
    cautions: Counts
    paragraphs: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Overview:
    """All that editors ask of a guide on one day."""

    title: str
    today: date
    certainties: Counts
    standings: Counts
    ages: Counts
    due: tuple[Due, ...]
    readings: tuple[Reading, ...]
    repeated: tuple[Problem, ...]
    unfinished: tuple[str, ...]
    problems: tuple[Problem, ...]


def of_guide(guide: Guide, problems: Iterable[Problem]) -> Overview:
    """How the guide stands, and the problems that were found in it."""
    found = tuple(problems)
    grades = Counter(one.certainty for one in claims.graded(guide))
    sources = [guide.reference(key) for key in guide.references]
    standings = Counter(source.status for source in sources)
    levels = [level.value.replace("-", " ") for level in Certainty]
    unfinished = {one.place.path for one in found if one.rule in UNFINISHED}
    return Overview(
        title=guide.site.title if guide.site else "",
        today=guide.today,
        certainties=tuple((level, grades[level]) for level in levels),
        standings=tuple(
            (status.value.replace("-", " "), standings[status]) for status in Status
        ),
        ages=_ages(guide.today, (source.checked for source in sources)),
        due=due(guide),
        readings=tuple(_readings(guide)),
        repeated=tuple(one for one in found if one.rule == "repeated-caution"),
        unfinished=tuple(sorted({*guide.drafted.begun, *unfinished})),
        problems=found,
    )


def _ages(today: date, days: Iterable[date]) -> Counts:
    """How many sources were last looked at how long ago."""
    counts = Counter(
        next((age for age in AGES if (today - day).days <= age), 0) for day in days
    )
    named = [(f"{age} days or less", counts[age]) for age in AGES]
    return (*named, ("longer ago", counts[0]))


def due(guide: Guide) -> tuple[Due, ...]:
    """Every day by which somebody is to look again, the next one first."""
    pages = (
        Due(entry.content.next_review, "review", entry.name)
        for entry in guide.pages
        if isinstance(entry.content, Page)
    )
    sources = (
        Due(
            guide.reference(key).checked + timedelta(days=SOURCE_DAYS),
            "look at the source",
            f"references/{key}.md",
        )
        for key in guide.references
    )
    return tuple(sorted((*pages, *sources), key=lambda one: (one.day, one.name)))


def _readings(guide: Guide) -> Iterator[Reading]:
    """The pages with text enough to be measured, the hardest first."""
    found = []
    for entry in guide.pages:
        studied = Studied.of(guide, (entry,))
        texts = [Text((one,)) for one in studied.passages if is_running(one)]
        if not texts:
            continue
        whole = Text(tuple(one for text in texts for one in text.passages))
        parts = tuple(
            (text.score, " ".join(text.passages[0].block.shown.split()))
            for text in texts
            if text.measure.words >= FEWEST_TO_REFUSE
        )
        found.append(
            Reading(
                name=entry.name,
                score=whole.score,
                limit=whole.formula.of.paragraph,
                words_a_sentence=whole.words_a_sentence,
                sentences=len(whole.sentences),
                short=whole.short,
                cautions=tuple(_repeated(studied, entry)),
                paragraphs=parts,
            )
        )
    yield from sorted(found, key=lambda one: (-one.score, one.name))


def _repeated(studied: Studied, entry: Entry) -> Iterator[tuple[str, int]]:
    for watched in studied.lexicon(entry).cautions:
        count = len(saying(studied.texts[entry], watched))
        if count > 1:
            yield watched.caution.about, count


def months(overview: Overview) -> Mapping[str, Counter[str]]:
    """By month: how many pages and sources are due; what is overdue under today's."""
    found: dict[str, Counter[str]] = {}
    for one in overview.due:
        late = one.day < overview.today
        month = "overdue" if late else f"{one.day:%Y-%m}"
        found.setdefault(month, Counter())[one.what] += 1
    return found


def lines(overview: Overview) -> Iterator[str]:
    """What is due, month by month, and day by day for the next of them."""
    for month, counts in months(overview).items():
        parts = (f"{counts[what]} × {what}" for what in sorted(counts))
        yield f"{month}: {', '.join(parts)}"
    soon = overview.today + timedelta(days=60)
    for one in overview.due:
        if one.day <= soon:
            yield f"  {one.day}  {one.what}: {one.name}"
    for name in overview.unfinished:
        yield f"unfinished: {name}"
    for page in overview.readings:
        yield f"{page.name}: {of_reading(page)}"


def of_reading(page: Reading) -> str:
    """How a page reads as a whole, and which cautions it says more than once."""
    again = "".join(f"; {count} × {about}" for about, count in page.cautions)
    return (
        f"score {page.score:.1f}, {page.words_a_sentence:.1f} words a sentence, "
        f"{page.short} of {page.sentences} sentences short{again}"
    )
