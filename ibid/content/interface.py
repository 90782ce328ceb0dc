"""Every word that a page prints beside the author's own, for one language.

The English catalogue, `languages/en-GB.yaml`, says what each is.
"""

import re
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from ibid.content.terms import (
    BoxWords,
    CertaintyWords,
    EffortWords,
    FieldWords,
    NumberWords,
    SafetyWords,
    StatusWords,
    StudyWords,
    VerdictWords,
)
from ibid.content.vocabulary import Model, Text

HOLE = re.compile(r"\{(\w*)\}")


def _holes(*names: str) -> AfterValidator:
    """The text has exactly these names in braces, in any order."""

    def check(text: str) -> str:
        if sorted(set(HOLE.findall(text))) != sorted(names) or re.search(
            "[{}]", HOLE.sub("", text)
        ):
            asked = ", ".join(f"{{{name}}}" for name in names)
            raise PydanticCustomError("holes", "must hold {asked}", {"asked": asked})
        return text

    return AfterValidator(check)


OfDay = Annotated[Text, _holes("day")]
OfName = Annotated[Text, _holes("name")]
OfNames = Annotated[Text, _holes("names")]
OfNumber = Annotated[Text, _holes("number")]
OfHold = Annotated[Text, _holes("hold")]
OfSeconds = Annotated[Text, _holes("seconds")]
OfCard = Annotated[Text, _holes("card")]
OfLetter = Annotated[Text, _holes("letter")]
OfPage = Annotated[Text, _holes("page")]
OfGuide = Annotated[Text, _holes("guide")]


class Counted(Model):
    """A sentence for each plural form that the language has (Unicode's names)."""

    zero: str = ""
    one: str = ""
    two: str = ""
    few: str = ""
    many: str = ""
    other: Text

    def of(self, form: str) -> str:
        """The sentence of a form; that of `other` where the form has none."""
        return str(getattr(self, form)) or self.other


class Frame(Model):
    """What surrounds every page."""

    skip: Text
    menu: Text
    sections: Text
    close: Text
    home: Text
    breadcrumb: Text
    guide: Text
    more_help: Text
    feed: Text
    contents: Text
    read_next: Text
    title: Annotated[Text, _holes("page", "guide")]
    missing: Text
    missing_summary: Text
    a_to_z: Text
    a_to_z_summary: Text
    moved: Text
    offline: Text
    offline_summary: Text
    try_again: Text
    unfinished: Text


class SearchWords(Model):
    """The search on the page of all pages."""

    label: Text
    found: Annotated[Text, _holes("count")]
    none: Text


class StampWords(Model):
    """Who wrote a page, who checked it, and when."""

    page: Text
    clinicians: OfNames
    non_clinicians: OfNames
    reviewed_by: OfName
    not_reviewed: Text
    reviewed: OfDay
    due: OfDay
    overdue: OfDay
    published: OfDay


class HomeWords(Model):
    """The home page."""

    routes: Text


class CauseWords(Model):
    """What a page about a cause says beside it."""

    steps: Text


class RemedyWords(Model):
    """The headings of a remedy."""

    what_to_do: Text
    effort: Text
    safety: Text
    how_it_works: Text
    benefit: Text
    risk: Text
    without_it: Text
    who_should_not: Text
    other_options: Text
    cautions: Text


class ExerciseWords(Model):
    """The headings of an exercise."""

    how: Text
    stop: Text
    levels: Text
    easier: Text
    harder: Text
    dose_source: Text
    hold: Text
    repeat: Text
    sets: Text
    rest: Text
    days: Text
    build_up: Text


class PlayerWords(Model):
    """The guided player: its controls, and what it tells."""

    start: Text
    stop: Text
    back: Text
    next: Text
    pause: Text
    go_on: Text
    sound: Text
    vibration: Text
    step: Annotated[Text, _holes("number", "count")]
    nth: Annotated[Text, _holes("number", "count")]
    let_go: Text
    again: Text
    turn: Text
    done: Text


class ProgrammeWords(Model):
    """A programme of weeks, on the screen and as a sheet with boxes to tick."""

    week: OfNumber
    weeks: Annotated[Text, _holes("first", "last")]
    because: Text
    tick: Text
    decide: Text
    print: Text


class EffectWords(Model):
    """How much a remedy changes."""

    heading: Text
    who: Text
    change: Text
    key: Text
    less: OfNumber
    more: OfNumber
    guess: Annotated[Text, _holes("guess", "near", "far", "unit")]
    unclear: Annotated[Text, _holes("guess", "least", "most", "unit")]
    guess_alone: Annotated[Text, _holes("guess", "unit")]
    trials_disagree: Text
    not_tested: Text


class GlanceWords(Model):
    """The table of all remedies."""

    heading: Text
    remedy: Text
    verdict: Text
    key: Text


class CareWords(Model):
    """When to get help."""

    heading: Text
    get_help: Text
    all_signs: Text
    call: OfNumber
    question: Text
    emergency: Text
    urgent: Text
    soon: Text


class CardWords(Model):
    """The card to print, and its steps on the screen."""

    now: Text
    print: Text
    share: Text
    to_print: OfCard
    start: OfHold
    for_seconds: OfSeconds
    hold: Text
    done: Text
    take_along: Text
    file: Annotated[Text, _holes("form", "size")]
    plain: Text
    a4: Text
    letter: Text
    a5: Text
    a6: Text
    wallet: Text
    code: OfPage
    name: Text
    notes: Text
    diary: Text
    week: Text
    at_the_end: Text


class NoteWords(Model):
    """The notes of a page."""

    heading: Text
    note: OfLetter
    back: Text
    back_from_note: Annotated[Text, _holes("back", "number")]


class SourceWords(Model):
    """Sources: below a page, in the list of all, and on their own pages."""

    heading: Text
    about: Text
    back_from_source: Annotated[Text, _holes("back", "number")]
    source: Annotated[Text, _holes("number", "name")]
    uncited: Text
    cited: Counted
    found: Text
    became: Text
    cite: Text
    was_cited: Text
    all_authors: OfNames
    relies: Text
    nobody: Text
    checked: Text
    looked_up: OfDay
    looked_up_at: Annotated[Text, _holes("day", "where")]
    fetched: OfDay
    not_fetched: Text
    not_confirmed: Annotated[Text, _holes("fields")]
    not_seen: Annotated[Text, _holes("things")]
    archived: OfDay
    overruled: Annotated[Text, _holes("day", "why")]
    funding: OfName
    summary: OfName
    notice: Text
    read_instead: Text


class CitationWords(Model):
    """The words inside a reference."""

    et_al: Text
    and_others: OfName
    two: Annotated[Text, _holes("first", "second")]
    editor: Text
    editors: Text
    inside: Text
    volume: OfNumber
    edition: OfNumber
    accessed: OfDay


class ReviewWords(Model):
    """The calendar of reviews."""

    calendar: OfGuide
    event: OfPage
    reminder: OfPage


class OverviewWords(Model):
    """How the guide stands, for its editors."""

    heading: Text
    day: OfDay
    claims: Text
    standings: Text
    looks: Text
    total: OfNumber
    within: OfNumber
    longer: Text
    due: Text
    overdue: Text
    every_day: Text
    by: Text
    what: Text
    where: Text
    review: Text
    look: Text
    readings: Text
    hard: Annotated[
        Text,
        _holes("number", "words", "short", "sentences", "hard", "every", "limit"),
    ]
    score: Text
    paragraph: Text
    repeated: Text
    unfinished: Text
    problems: Text
    nothing: Text


class Interface(Model):
    """Every word that a page prints beside the author's own."""

    frame: Frame
    search: SearchWords
    stamp: StampWords
    certainty: CertaintyWords
    verdicts: VerdictWords
    efforts: EffortWords
    safeties: SafetyWords
    home: HomeWords
    cause: CauseWords
    remedy: RemedyWords
    exercise: ExerciseWords
    player: PlayerWords
    programme: ProgrammeWords
    effects: EffectWords
    glance: GlanceWords
    care: CareWords
    card: CardWords
    boxes: BoxWords
    numbers: NumberWords
    notes: NoteWords
    sources: SourceWords
    citation: CitationWords
    statuses: StatusWords
    fields: FieldWords
    studies: StudyWords
    reviews: ReviewWords
    overview: OverviewWords
