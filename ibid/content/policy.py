"""What a guide's subject asks of its pages: `policy/*.yaml`, typed.

Each file may hold any part of the policy; all of them together are the guide's. Nothing
in it can make a rule milder: it only names what the rules look for.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from ibid.content.phrases import fault
from ibid.content.vocabulary import Model, Text, said


def _phrase(text: str) -> str:
    wrong = fault(text)
    if wrong:
        raise PydanticCustomError("phrase", "is no phrase: {why}", {"why": wrong})
    return text


def _one_of(value: object) -> object:
    """One phrase alone is written without a list."""
    return [value] if isinstance(value, str) else value


Phrase = Annotated[Text, AfterValidator(_phrase)]
OneOf = Annotated[
    tuple[Phrase, ...],
    BeforeValidator(_one_of, json_schema_input_type=Phrase | tuple[Phrase, ...]),
]
"""Phrases of which one is enough: a text alone, or a list."""


class Level(StrEnum):
    """How soon a reader needs help, soonest first: the three cards of the help page."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    SOON = "soon"


class Subject(StrEnum):
    """What unsafe advice is about, as lists of a language and of a policy name it."""

    ANYTHING = "anything"
    ALARMS = "alarms"
    HELPERS = "helpers"
    MEDICINES = "medicines"


class Where(StrEnum):
    """Where a caution must stand."""

    PAGE = "page"
    SECTION = "section"


class Caution(Model):
    """What a page must say too, wherever it names something that can harm."""

    about: Text = said("What can harm, in a few words.")
    named_by: tuple[Phrase, ...] = said(
        "The words that call for the caution.", min_length=1
    )
    must_say: tuple[OneOf, ...] = said(
        "What must be said: every entry, and one phrase of an entry that is a list.",
        min_length=1,
    )
    say: Text = said("A line that says it, shown as hint.")
    where: Where = said(
        "page: once on the page is enough; section: under the same heading.",
        default=Where.PAGE,
    )
    at_most: int = said(
        "How often a page may say it, its fields and its body together.",
        default=2,
        ge=1,
    )
    sources_too: bool = said(
        "true also asks it of pages about a source, which tell what a study found.",
        default=False,
    )


class RedFlag(Model):
    """A sign that must not wait, and how the help page must name it."""

    id: Text = said("The red flag's name, as signs on the help page have it.")
    about: Text = said("What the sign points to, in a few words.")
    says: tuple[OneOf, ...] = said(
        "What its signs must say between them: every entry, and one phrase of an "
        "entry that is a list.",
        default=(),
    )
    level: Level = said("The least level: a higher one will do as well.")
    asked_as: tuple[Text, ...] = said(
        "Words in which readers search for it: all of an entry's words show its sign "
        "before all else.",
        default=(),
    )
    cards: tuple[Text, ...] = said("Cards that must name the sign too.", default=())


class MisleadingWord(Model):
    """Words that lead a reader wrong, such as a sign that every harmless case has."""

    words: tuple[Phrase, ...] = said("The words.", min_length=1)
    together_with: tuple[Phrase, ...] = said(
        "Only where the sentence has one of these too.", default=()
    )
    but_not_in: tuple[Phrase, ...] = said(
        "Longer phrases in which the words are right.", default=()
    )
    unless_said: tuple[Phrase, ...] = said(
        "What makes it right, said in the same sentence.", default=()
    )
    why: Text = said("What is wrong with them, to end the sentence: these words …")
    say: Text = said("What to say instead.")


class Complaint(StrEnum):
    """Where what people suffer from stands beside a strong word."""

    NOWHERE = "nowhere"
    BEFORE = "before"
    BEHIND = "behind"


class StrongWord(Model):
    """Words that promise too much where certainty is low."""

    words: tuple[Phrase, ...] = said("The words.", min_length=1)
    but_not_in: tuple[Phrase, ...] = said(
        "Longer phrases in which the words promise nothing.", default=()
    )
    complaint: Complaint = said(
        "Only where something that people suffer from stands a few words before or "
        "behind.",
        default=Complaint.NOWHERE,
    )
    asked_first: bool = said(
        "true where the words, at the start of a sentence, ask the reader to do it.",
        default=False,
    )
    say: Text = said("What may be said instead.")


class UnsafeAdvice(Model):
    """Words that tell a reader to do what harms."""

    words: tuple[Phrase, ...] = said("The words.", min_length=1)
    about: Subject = said(
        "Only where one of these stands with it: anywhere in the sentence, or in a "
        "question before it, for `alarms`; within a few words behind for the others.",
        default=Subject.ANYTHING,
    )
    together_with: tuple[Phrase, ...] = said(
        "Only where the sentence has one of these too.", default=()
    )
    but_not_in: tuple[Phrase, ...] = said(
        "Longer phrases in which the words do no harm.", default=()
    )
    unless_said: tuple[Phrase, ...] = said(
        "What makes it safe, said in the same sentence.", default=()
    )
    asked: bool = said(
        "true where the words do harm only as what the reader is asked to do.",
        default=False,
    )
    say: Text = said("What to say instead.")


class Policy(Model):
    """What the guide's subject and country ask of every page."""

    kind: ClassVar[str] = "policy"
    cautions: tuple[Caution, ...] = said("What is never named alone.", default=())
    red_flags: tuple[RedFlag, ...] = said(
        "The signs that the help page must have.", default=()
    )
    grave_signs: tuple[Phrase, ...] = said(
        "Signs of what can kill within the hour: the emergency number's alone.",
        default=(),
    )
    lesser_help: tuple[Phrase, ...] = said(
        "Help that comes too late for a grave sign.", default=()
    )
    grave_no_more: tuple[Phrase, ...] = said(
        "What makes a grave sign less grave, said in the same sentence.", default=()
    )
    misleading_words: tuple[MisleadingWord, ...] = said(
        "Words that lead a reader wrong.", default=()
    )
    strong_words: tuple[StrongWord, ...] = said(
        "Words that promise too much, beyond those of the language.", default=()
    )
    hard_words: Mapping[Phrase, Text] = said(
        "Words that need explaining, each with its plain meaning.", default={}
    )
    plain_names: tuple[Phrase, ...] = said(
        "Names that have no plainer word, which reading grades leave out.", default=()
    )
    short_names: tuple[Text, ...] = said(
        "Shortened names that every reader knows.", default=()
    )
    clinicians: tuple[Phrase, ...] = said(
        "Names of those who could review a guide, beyond those of the language.",
        default=(),
    )
    medicines: tuple[Phrase, ...] = said(
        "Names of medicines, which no page tells readers to give up.", default=()
    )
    complaints: tuple[Phrase, ...] = said(
        "What the guide's readers suffer from, beyond those of the language.",
        default=(),
    )
    brands: tuple[Phrase, ...] = said("Names of products.", default=())
    shops: tuple[Phrase, ...] = said(
        "Names of shops, in texts and in addresses.", default=()
    )
    quality_marks: tuple[Phrase, ...] = said(
        "Marks of quality that the guide doesn't hold.", default=()
    )
    telephone_numbers: tuple[Text, ...] = said(
        "Short numbers of other countries or lines, never to be written out.",
        default=(),
    )
    proper_names: tuple[Phrase, ...] = said(
        "Proper names that hold a number, such as a helpline's.", default=()
    )


def joined(policies: Iterable[Policy]) -> Policy:
    """One policy that holds all that each of them holds, in their order."""
    parts = tuple(policies)
    lists = {
        name: [item for part in parts for item in getattr(part, name)]
        for name in Policy.model_fields
    }
    hard = {w: plain for part in parts for w, plain in part.hard_words.items()}
    return Policy.model_validate({**lists, "hard_words": hard})
