"""What a guide is made of: one frozen, typed model for each kind of content file.

These models are the only list of fields there is. Validation and its messages, the
JSON Schema that editors use and the authors' documentation are all made from them.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, model_validator

from ibid.content.reference import Reference
from ibid.content.vocabulary import (
    CITES,
    LANGUAGE_TAG,
    NAMES,
    Amount,
    Certainty,
    Change,
    Day,
    Effort,
    Finding,
    Form,
    Model,
    Safety,
    Text,
    Verdict,
    Wording,
    Words,
    citing,
    misfit,
    naming,
    said,
)


class Figure(Model):
    """A drawing from `content/drawings/`, with a caption. Its name alone will do."""

    name: Wording = said("The drawing's file name, without .svg.")
    title: Words = said("What it shows in a few words, if not as the file.", default="")
    description: Words = said(
        "What is to be seen in it, for those who can't, if not as the file.", default=""
    )
    caption: str = said("A few words below the drawing.", default="")


def _named_figure(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


Drawing = Annotated[
    Figure, BeforeValidator(_named_figure, json_schema_input_type=str | Figure)
]


class Page(Model):
    """A page of text: the home page, a section's front, about, privacy."""

    kind: ClassVar[str] = "page"
    title: Words = said("The page's heading.", min_length=1, max_length=70)
    short_title: Words = said("A shorter title for lists and paths.", default="")
    also: tuple[Wording, ...] = said(
        "Other names under which readers look for it; `a_to_z` lists them.", default=()
    )
    summary: Words = said(
        "One or two plain sentences, shown in lists and to search engines.",
        min_length=1,
        max_length=200,
    )
    published: Day = said("The day the page first appeared.")
    last_reviewed: Day = said("The day a person last checked the whole page.")
    next_review: Day = said("The day by which the page must be checked again.")
    language: str | None = said(
        "The page's own language tag, where it isn't the guide's.",
        default=None,
        pattern=LANGUAGE_TAG,
    )
    order: int = said(
        "Where the page stands in its list, smallest first.", default=100, ge=0, le=9999
    )
    draft: bool = said("true keeps the page out of the published site.", default=False)
    publish_on: Day | None = said(
        "The day from which builds publish it; until then it is a draft.", default=None
    )
    related: tuple[Wording, ...] = naming(
        "Paths of the .md files to read next.", default=()
    )
    aliases: tuple[Text, ...] = said(
        "Addresses it had before, such as remedies/old-name/: they lead here.",
        default=(),
    )

    @property
    def name(self) -> str:
        """The title for lists and paths: the short one where there is one."""
        return self.short_title or self.title


class Sign(Model):
    """One red flag."""

    id: Wording = said("The red flag's name, such as dvt.")
    text: Wording = said("The sign in plain words.")


class CareLevel(Model):
    """What to do, and the signs that call for it."""

    action: Wording = said("What to do, ending in `if`.")
    signs: tuple[Sign, ...] = said("The signs, worst first.", min_length=1)


class Care(Model):
    """The three levels of help, in order."""

    emergency: CareLevel = said(
        "Signs that need an ambulance, or an emergency department."
    )
    urgent: CareLevel = said("Signs that need help the same day.")
    soon: CareLevel = said("Signs that need an appointment.")


class CarePage(Page):
    """The page that says when to get help."""

    kind: ClassVar[str] = "care"
    care: Care = said("The three levels of help.")


class Cautioned(Page):
    """A page whose warnings stand next to what to do, before how sure we are of it."""

    cautions: tuple[Wording, ...] = citing("Warnings, a sentence each.", min_length=1)


class Graded(Page):
    """A page that makes one claim and says how sure we are of it."""

    claim: Wording = said("The one statement the certainty is about.")
    certainty: Certainty = said("How sure we are of the claim.")
    certainty_reason: Wording = citing("Why we are that sure, with sources.")


class Cause(Graded):
    """Why the trouble comes."""

    kind: ClassVar[str] = "cause"
    unknown: Wording = said("One plain sentence on what is not known.")
    steps: tuple[Wording, ...] = said("What to do first, one action each.", default=())
    get_help: tuple[Wording, ...] = said("When this needs a doctor.", default=())


class Effect(Model):
    """How much a remedy changes for some people; less is below nought."""

    who: Wording = said("Whom it was looked at in.")
    finding: Finding = said("What is known.", default=Finding.MEASURED)
    unit: str = said("What is counted, as in `bad nights a week`.", default="")
    estimate: Change | None = said("The best guess of the change.", default=None)
    least: Change | None = said(
        "The lower end of its range, if the source gives one.", default=None
    )
    most: Change | None = said("The upper end of its range.", default=None)
    source: str = said("The source, as in `[@tan2024]`.", default="")

    @property
    def is_counted(self) -> bool:
        """Whether it has its unit and estimate, and both ends of its range or none."""
        ends = (self.least, self.most).count(None)
        return bool(self.unit) and self.estimate is not None and ends != 1

    @property
    def has_range(self) -> bool:
        """Whether it was measured, and its source says between which ends it lies."""
        measured = self.finding is Finding.MEASURED
        return measured and None not in (self.least, self.most)


class Remedy(Graded, Cautioned):
    """What people do about it, and whether it helps."""

    kind: ClassVar[str] = "remedy"
    verdict: Verdict = said("What a reader may conclude.")
    verdict_for: Words = said(
        "For whom the verdict is meant, if not for all, as in `for older adults`.",
        default="",
    )
    effort: Effort = said("What it asks of the reader.")
    safety: Safety = said("Who may try it without asking first.")
    unknown: Wording = said("One plain sentence on what is not known.")
    steps: tuple[Wording, ...] = said("What to do, one action each.", default=())
    effects: tuple[Effect, ...] = citing(
        "How much it changes, drawn as a chart: a row for each kind of people.",
        default=(),
    )
    how_it_works: Wording = citing("How it is thought to work.")
    benefit: Wording = citing("What good it may do.")
    risk: Wording = citing("What harm it may do.")
    without_it: Wording = citing("What happens if you do nothing.")
    who_should_not: Wording = citing("Who should not do it, or should ask first.")
    other_options: Wording = citing("What else there is.")
    drawings: tuple[Drawing, ...] = said("Drawings of the steps.", default=())


class Dose(Model):
    """How much, how long and how often, in the order in which pages show it."""

    sets: Amount = said("How many rounds.", default="")
    repeat: Amount = said("How many times, and on which side.", default="")
    hold: Amount = said("How long to hold.", default="")
    rest: Amount = said("How long to rest between.", default="")
    days: Amount = said("On which days.", default="")
    build_up: Amount = said("How to do more over time.", default="")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not any(getattr(self, name) for name in type(self).model_fields):
            raise misfit("says nothing", "write how long, how often and how much")
        return self


class Count(Model):
    """A dose in numbers, for the guided player to count. Only what the dose says."""

    sets: int = said("How many rounds.", default=1, ge=1, le=20)
    repeat: int = said("How many times.", default=1, ge=1, le=100)
    hold: int = said("How many seconds to hold.", default=0, ge=0, le=600)
    rest: int = said("How many seconds to rest between.", default=0, ge=0, le=600)
    sides: int = said("2 where one side follows the other.", default=1, ge=1, le=2)


class Variant(Model):
    """An easier or a harder way, with the page that shows it."""

    text: Wording = said("What to do instead, in a sentence.")
    page: str = naming("The path of the .md file that shows it.", default="")


def _told_variant(value: object) -> object:
    if isinstance(value, str):
        return {"text": value} if value else None
    return value


Way = Annotated[
    Variant | None,
    BeforeValidator(_told_variant, json_schema_input_type=str | Variant | None),
]


class Exercise(Graded, Cautioned):
    """Something to do with the body, step by step."""

    kind: ClassVar[str] = "exercise"
    purpose: Wording = said("What it is for.")
    unknown: Wording = said("One plain sentence on what is not known.")
    position: Wording = said("How to start.")
    steps: tuple[Wording, ...] = said("What to do, one action each.", min_length=1)
    dose: Dose = said("How long, how often and how much.")
    dose_source: Wording = citing("Where the dose comes from.")
    stop_rule: Wording = said("When to stop, and what to do then.")
    counted: Count | None = said("The dose in numbers.", default=None)
    easier: Way = said("An easier way: a sentence, or `text` and `page`.", default=None)
    harder: Way = said("A harder way: a sentence, or `text` and `page`.", default=None)
    drawings: tuple[Drawing, ...] = said("The start and the hold.", min_length=1)

    @property
    def hold(self) -> tuple[Figure, ...]:
        """The drawing that stands for it in a list: the second, or the only one.

        The first shows the start, which many exercises have in common.
        """
        return self.drawings[:2][-1:]


class Diary(Model):
    """Days to tick for some weeks, and what to decide when they are over."""

    weeks: int = said("For how many weeks.", ge=1, le=12)
    marks: tuple[Wording, ...] = said(
        "What to note each day, in a few words each.", min_length=1, max_length=4
    )
    decide: Wording = said("What to decide when the weeks are over.")


class Card(Graded):
    """One sheet to print."""

    kind: ClassVar[str] = "card"
    steps: tuple[Wording, ...] = said("What to do, one action each.", min_length=1)
    hold_seconds: int = said("How long to hold, in seconds.", ge=5, le=300, default=30)
    hold: Words = said(
        "How long to hold where no seconds say it, as in `hold until it lets go`: "
        "the timer then counts on until it is stopped.",
        default="",
    )
    get_help: tuple[Wording, ...] = said("When to get help at once.", min_length=1)
    cautions: tuple[Wording, ...] = said("Warnings, a sentence each.", default=())
    drawings: tuple[Drawing, ...] = said("The start and the hold.", min_length=1)
    diary: Diary | None = said("Days to tick, if the card is a diary.", default=None)
    forms: tuple[Form, ...] = said(
        "The forms in which it can be taken along as a PDF file, if any.", default=()
    )


class Part(Model):
    """An exercise in a programme."""

    page: Wording = naming("The path of the exercise's .md file.")
    dose: Dose | None = said(
        "The dose in the programme, where it isn't the exercise's.", default=None
    )
    counted: Count | None = said("That dose in numbers.", default=None)
    because: Words = said("Why the dose is another one.", default="")


class Stage(Model):
    """Weeks of a programme that are alike."""

    weeks: int = said("How many weeks.", ge=1, le=52)
    sessions: int = said("How many times a week: as many boxes to tick.", ge=1, le=14)
    days: Wording = said("When, as in `every night just before sleep`.")
    parts: tuple[Part, ...] = said("The exercises, in their order.", min_length=1)


class Programme(Graded, Cautioned):
    """Weeks of exercises, and what to decide at their end."""

    kind: ClassVar[str] = "programme"
    unknown: Wording = said("One plain sentence on what is not known.")
    stop_rule: Wording = said("When to stop, and what to do then.")
    drawings: tuple[Drawing, ...] = said(
        "One session from start to end, in place of the exercises' own.", default=()
    )
    stages: tuple[Stage, ...] = said("The weeks, in their order.", min_length=1)
    dose_source: Wording = citing("Where the doses come from.")
    decide: tuple[Wording, ...] = said(
        "What to decide at the end, a case each.", min_length=1
    )


# A kind of file is a row here, with its folder in every guide, and a row of
# `pages/kinds.py`, which says how it is shown. What lists kinds is made from these.
def drawn_apart(content: object) -> tuple[Figure, ...]:
    """The drawings that pages show as files of their own: in a list or in a row."""
    match content:
        case Exercise():
            return content.hold
        case Programme():
            return content.drawings
        case _:
            return ()


SECTIONS: Mapping[str, type[Model]] = {
    "causes": Cause,
    "remedies": Remedy,
    "exercises": Exercise,
    "programmes": Programme,
    "cards": Card,
    "references": Reference,
}
# What a folder of the owner's own may hold.
KINDS: Mapping[str, type[Model]] = {
    "page": Page,
    **{model.kind: model for model in SECTIONS.values() if issubclass(model, Page)},
}


@cache
def citing_fields(model: type[Model]) -> tuple[str, ...]:
    """The names of the fields that may cite, in the order a page shows them."""
    return tuple(
        name
        for name, field in model.model_fields.items()
        if field.json_schema_extra == CITES
    )


def named_pages(
    content: Model, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where each field that names a page stands, and the way that is written there."""
    for name, field in type(content).model_fields.items():
        value = getattr(content, name)
        many = value if isinstance(value, tuple) else (value,)
        for number, one in enumerate(many):
            here = (*path, name, number) if value is many else (*path, name)
            if isinstance(one, Model):
                yield from named_pages(one, here)
            elif field.json_schema_extra == NAMES and one:
                yield here, one
