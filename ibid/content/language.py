"""The words of one language: those that pages print, and those that rules look for.

A catalogue is a YAML file of `languages/`, typed like content: a word that is missing
is a problem with its place. Days, lists and plural forms come from Unicode's tables.
"""

from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field

from ibid.content.interface import Interface
from ibid.content.policy import Phrase, StrongWord, UnsafeAdvice
from ibid.content.vocabulary import Model, Text, said


class About(Model):
    """The words by which the page about a guide says what it must."""

    sources: tuple[Phrase, ...]
    certainty: tuple[Phrase, ...]
    payment: tuple[Phrase, ...]
    mistakes: tuple[Phrase, ...]
    privacy: tuple[Phrase, ...]


class Vocabulary(Model):
    """What the rules look for in the author's texts."""

    abbreviations: tuple[Text, ...] = said("Whose full stop ends no sentence.")
    hedges: tuple[Phrase, ...] = said("What leaves a claim open.")
    unknown: tuple[Phrase, ...] = said("What says that something isn't known.")
    denials: tuple[Phrase, ...] = said("What denies a word of `knowing` behind it.")
    knowing: tuple[Phrase, ...] = said("What is denied where something isn't known.")
    negations: tuple[Phrase, ...] = said("What takes a strong word back.")
    affirmations: tuple[Phrase, ...] = said(
        "What sounds like such a word and takes nothing back.", default=()
    )
    negations_behind: tuple[Phrase, ...] = said(
        "What takes a strong word back behind it, before the next comma.", default=()
    )
    turns: tuple[Phrase, ...] = said("Where a sentence turns.")
    subjects: tuple[Phrase, ...] = said(
        "What begins a clause of its own behind a comma.", default=()
    )
    titles: tuple[Phrase, ...] = said(
        "What names words in quotation marks as somebody else's.", default=()
    )
    promises: tuple[StrongWord, ...] = said("Words too strong for low certainty.")
    outcomes: tuple[Phrase, ...] = said("What tells a study's result.")
    percent: tuple[Phrase, ...] = said("What follows the number of a percentage.")
    one: tuple[Phrase, ...] = said("The number one, which may be an article.")
    numerals: tuple[Phrase, ...] = said("Other numbers in words, a half too.")
    calls: tuple[Phrase, ...] = said("What asks to call the number behind it.")
    reaches: tuple[Phrase, ...] = said(
        "What leads to the number behind it, in more words.", default=()
    )
    dials: tuple[Phrase, ...] = said(
        "Behind which two digits are a telephone number.", default=()
    )
    calls_behind: tuple[Phrase, ...] = said(
        "What asks to call the number in front of it.", default=()
    )
    repeats: tuple[Phrase, ...] = said(
        "How a digit is said several times, such as double.", default=()
    )
    numbered: tuple[Phrase, ...] = said(
        "What is told from others by the number behind it.", default=()
    )
    captions: tuple[Phrase, ...] = said(
        "What has a number in print, such as a figure, and none on a page.", default=()
    )
    sources: tuple[Phrase, ...] = said(
        "What starts a line that names a source, before a colon.", default=()
    )
    no_authors: tuple[Text, ...] = said(
        "Words before a year in brackets that name no author.", default=()
    )
    left_over: tuple[Phrase, ...] = said(
        "What programs and editors say to authors alone.", default=()
    )
    doubled: tuple[Text, ...] = said(
        "Words that may stand twice, one behind the other.", default=()
    )
    out_of: tuple[Phrase, ...] = said("What stands between a part and its whole.")
    roughly: tuple[Phrase, ...] = said(
        "Before which a number counts, and is no telephone's.", default=()
    )
    people: tuple[Phrase, ...] = said("What studies count.")
    persons: tuple[Phrase, ...] = said("Those of them who are persons, or one.")
    fractions: tuple[Phrase, ...] = said("What says which part, of a whole behind it.")
    of_them: tuple[Phrase, ...] = said(
        "What more than `out_of` stands between a part and its persons.", default=()
    )
    effects: tuple[Phrase, ...] = said(
        "What tells how much something did; # stands for a number.", default=()
    )
    changes: tuple[Phrase, ...] = said(
        "What tells so a few words behind one of `fares`.", default=()
    )
    fares: tuple[Phrase, ...] = said("What tells how somebody fared.", default=())
    studies: tuple[Phrase, ...] = said("Who finds something out.", default=())
    finds: tuple[Phrase, ...] = said(
        "What tells, a few words behind one of these, that they did.", default=()
    )
    found_by: tuple[Phrase, ...] = said("The same in other words.", default=())
    finds_nothing: tuple[Phrase, ...] = said(
        "Longer phrases in which they find nothing.", default=()
    )
    wonders: tuple[Phrase, ...] = said(
        "In whose clause nobody says what they found.", default=()
    )
    counted: tuple[Phrase, ...] = said("What a number counts that is no telephone's.")
    empty_labels: tuple[Phrase, ...] = said("What says nothing as a link's words.")
    units: tuple[Phrase, ...] = said("The units of a dose.")
    weights: tuple[Phrase, ...] = said(
        "Those of them that ordinary things are weighed and filled by.", default=()
    )
    weighed: tuple[Phrase, ...] = said(
        "Before a weight that is a thing's, and no dose.", default=()
    )
    weighed_behind: tuple[Phrase, ...] = said("The same behind a weight.", default=())
    ranges: tuple[Phrase, ...] = said("What stands between two numbers of a range.")
    measures: tuple[Phrase, ...] = said(
        "Measures of a household, such as a spoonful.", default=()
    )
    vessels: tuple[Phrase, ...] = said(
        "Others, which hold doses of `substances` alone.", default=()
    )
    substances: tuple[Phrase, ...] = said(
        "What is taken by them as a remedy.", default=()
    )
    takes: tuple[Phrase, ...] = said("What asks to take something.", default=())
    single: tuple[Phrase, ...] = said("One, or one more, of something.", default=())
    schedules: tuple[Phrase, ...] = said("When a dose is taken.", default=())
    costs: tuple[Phrase, ...] = said("Before a price in words.", default=())
    apiece: tuple[Phrase, ...] = said("Behind a price in words.", default=())
    complaints: tuple[Phrase, ...] = said("What people suffer from.", default=())
    currencies: tuple[Phrase, ...] = said("The money of a price.")
    offers: tuple[Phrase, ...] = said("What sells.")
    shops: tuple[Phrase, ...] = said("Names of shops.")
    unsafe_advice: tuple[UnsafeAdvice, ...] = said("What does harm.", default=())
    alarms: tuple[Phrase, ...] = said("Signs of what can't wait.", default=())
    helpers: tuple[Phrase, ...] = said("Who helps, and where.", default=())
    medicines: tuple[Phrase, ...] = said("Names of medicines in general.", default=())
    advised: tuple[Phrase, ...] = said(
        "With which somebody else is asked or decides, or the reader is warned.",
        default=(),
    )
    conditions: tuple[Phrase, ...] = said(
        "In whose clause something is only thought of.", default=()
    )
    asks: tuple[Phrase, ...] = said(
        "Before what the reader is asked to do.", default=()
    )
    quality_marks: tuple[Phrase, ...] = said("Marks of quality.")
    introduces: tuple[Phrase, ...] = said("What stands before a word it explains.")
    explains: tuple[Phrase, ...] = said("What stands between a word and its meaning.")
    short_names: tuple[Text, ...] = said("Shortened names that everybody knows.")
    hard_words: Mapping[Phrase, Text] = said("Hard words and their meanings.")
    clinicians: tuple[Phrase, ...] = said("Who may review a guide.")
    review_claims: tuple[Phrase, ...] = said("What claims a clinician's review.")
    reviewed_by: tuple[Phrase, ...] = said("What claims one before a clinician.")
    reviews_it: tuple[Phrase, ...] = said("What claims one behind a clinician.")
    review_denials: tuple[Phrase, ...] = said("What takes such a claim back.")
    supports: tuple[Phrase, ...] = said("What says that a guide supports a clinician.")
    replaces: tuple[Phrase, ...] = said("What says that it replaces none.")
    no_contact: tuple[Phrase, ...] = said("What says that there is no address.")
    about: About


class Readability(Model):
    """A formula for how hard a text is: a sum of averages, each with its weight."""

    name: Text = said("What the score is called.")
    constant: float
    words_a_sentence: float = 0.0
    syllables_a_word: float = 0.0
    percent_long: float = said("Weight of words of three syllables.", default=0.0)
    percent_wide: float = said("Weight of words above six letters.", default=0.0)
    percent_short: float = said("Weight of words of one syllable.", default=0.0)
    page: float = said("The score that pages should have.")
    refused: float = said("The score that no page may pass.")
    paragraph: float = said("The score that paragraphs should have.")
    card: float = said("The score that no card may pass.")
    clipped: float = said("The score below which a page is clipped.")
    short_words: int = said("A sentence with fewer words is short.", default=6, ge=2)
    short_percent: int = said(
        "The percentage of short sentences above which a page is clipped.",
        default=15,
        ge=0,
        le=100,
    )
    ease: bool = said("true where a higher score is easier to read.", default=False)
    vowels: Text = said("The letters of which one group makes a syllable.")
    apart: str = said("Vowels in one group said apart, as a pattern.", default="")
    silent: str = said("Vowels that are not said, as a pattern.", default="")


class Catalogue(Model):
    """All words of one language."""

    kind: ClassVar[str] = "language"
    language: Text = said("Its tag, such as en-GB.")
    name: Text = said("Its name, in itself.")
    quotes: tuple[str, ...] = Field(
        description="Opening and closing marks, double and then single.",
        min_length=4,
        max_length=4,
    )
    interface: Interface
    vocabulary: Vocabulary
    readability: Readability
    spellings: tuple[tuple[str, ...], ...] = said(
        "Stems that are spelt in more than one way.", default=()
    )
