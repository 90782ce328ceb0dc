"""How a guide stands, for its editors: what is sure, what is old, what is due."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ibid.content.kinds import Page
from ibid.content.vocabulary import Certainty, Status
from ibid.guide import claims
from ibid.guide.guide import Entry, Guide
from ibid.problems import Problem
from ibid.rules.dates import SOURCE_DAYS
from ibid.rules.plain import FEWEST_TO_REFUSE
from ibid.rules.rule import Studied
from ibid.rules.running import Text, is_running
from ibid.rules.safety import saying

Task = Literal["review", "look"]
AGES = (30, 90, SOURCE_DAYS, 365)
TASKS: Mapping[Task, str] = {"look": "look at the source", "review": "review"}
UNFINISHED = ("unfinished-text", "unused-reference", "forgotten-reference")


@dataclass(frozen=True)
class Due:
    """Something that is to be looked at by a day."""

    day: date
    task: Task
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
    cautions: tuple[tuple[str, int], ...]
    paragraphs: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Overview:
    """All that editors ask of a guide on one day.

    `ages` counts the sources that were looked at within so many days; under 0, those
    that were before.
    """

    today: date
    certainties: Mapping[Certainty, int]
    standings: Mapping[Status, int]
    ages: Mapping[int, int]
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
    unfinished = {one.place.path for one in found if one.rule in UNFINISHED}
    return Overview(
        today=guide.today,
        certainties={
            level: grades[level.value.replace("-", " ")] for level in Certainty
        },
        standings={status: standings[status] for status in Status},
        ages=_ages(guide.today, (source.checked for source in sources)),
        due=due(guide),
        readings=tuple(_readings(guide)),
        repeated=tuple(one for one in found if one.rule == "repeated-caution"),
        unfinished=tuple(sorted({*guide.drafted.begun, *unfinished})),
        problems=found,
    )


def _ages(today: date, days: Iterable[date]) -> Mapping[int, int]:
    """How many sources were last looked at how long ago."""
    counts = Counter(
        next((age for age in AGES if (today - day).days <= age), 0) for day in days
    )
    return {age: counts[age] for age in (*AGES, 0)}


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
            "look",
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


def months(overview: Overview) -> Mapping[date | None, Counter[Task]]:
    """By the first day of a month: how many pages and sources are due in it; under
    None, how many are overdue.
    """
    found: dict[date | None, Counter[Task]] = {}
    for one in overview.due:
        month = None if one.day < overview.today else one.day.replace(day=1)
        found.setdefault(month, Counter())[one.task] += 1
    return found


def lines(overview: Overview) -> Iterator[str]:
    """What is due, month by month, and day by day for the next of them, in English."""
    for month, counts in months(overview).items():
        parts = (f"{counts[task]} × {TASKS[task]}" for task in TASKS if counts[task])
        yield f"{f'{month:%Y-%m}' if month else 'overdue'}: {', '.join(parts)}"
    soon = overview.today + timedelta(days=60)
    for one in overview.due:
        if one.day <= soon:
            yield f"  {one.day}  {TASKS[one.task]}: {one.name}"
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
