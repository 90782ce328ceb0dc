"""The words and kinds of values that content files are written in."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError


class Form(StrEnum):
    """A form in which a card can be taken along as a PDF file."""

    A4 = "a4"
    LETTER = "letter"
    A5 = "a5"
    A6 = "a6"
    WALLET = "wallet"


class Certainty(StrEnum):
    """How sure we are, in GRADE's four words."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very-low"


class Verdict(StrEnum):
    """What a reader may conclude about a remedy, best first."""

    WORTH_TRYING = "worth-trying"
    MAY_HELP = "may-help"
    UNCLEAR = "unclear"
    NOT_ADVISED = "not-advised"


class Finding(StrEnum):
    """What is known of how much a remedy changes."""

    MEASURED = "measured"
    TRIALS_DISAGREE = "trials-disagree"
    NOT_TESTED = "not-tested"


class Effort(StrEnum):
    """What a remedy asks of the reader."""

    NONE = "none"
    LITTLE = "little"
    SOME = "some"
    MUCH = "much"


class Safety(StrEnum):
    """Who may try a remedy without asking first."""

    SAFE_FOR_MOST = "safe-for-most"
    ASK_FIRST = "ask-first"
    AVOID = "avoid"


class Status(StrEnum):
    """Whether a source still stands."""

    CURRENT = "current"
    CORRECTED = "corrected"
    EXPRESSION_OF_CONCERN = "expression-of-concern"
    SUPERSEDED = "superseded"
    RETRACTED = "retracted"
    RETRACTED_AND_REPLACED = "retracted-and-replaced"
    NOT_FOUND = "not-found"


# How messages and exported files say it, which are in English everywhere.
STANDING_WORDS: Mapping[str, str] = {
    Status.CURRENT: "Still stands",
    Status.CORRECTED: "Corrected",
    Status.EXPRESSION_OF_CONCERN: "Under a published concern",
    Status.SUPERSEDED: "Superseded",
    Status.RETRACTED: "Retracted",
    Status.RETRACTED_AND_REPLACED: "Retracted and replaced",
    Status.NOT_FOUND: "Could not be found",
}


class Study(StrEnum):
    """What kind of source it is, from the strongest design to the weakest."""

    SYSTEMATIC_REVIEW = "systematic-review"
    RANDOMISED_TRIAL = "randomised-trial"
    COHORT = "cohort"
    CROSS_SECTIONAL = "cross-sectional"
    LABORATORY = "laboratory"
    CASE_REPORT = "case-report"
    GUIDELINE = "guideline"
    NARRATIVE_REVIEW = "narrative-review"
    REGULATOR_WARNING = "regulator-warning"
    PATIENT_PAGE = "patient-page"
    PROTOCOL = "protocol"
    OTHER = "other"


class ReferenceType(StrEnum):
    """The CSL types that a reference may have."""

    ARTICLE_JOURNAL = "article-journal"
    REVIEW_ARTICLE = "review-article"
    WEBPAGE = "webpage"
    BOOK = "book"
    CHAPTER = "chapter"
    REPORT = "report"
    THESIS = "thesis"
    DATASET = "dataset"
    SOFTWARE = "software"
    PREPRINT = "preprint"


class Confirmable(StrEnum):
    """The fields of a source that may be left out because nobody has confirmed them."""

    AUTHOR = "author"
    EDITOR = "editor"
    CONTAINER_TITLE = "container-title"
    ISSUED = "issued"
    VOLUME = "volume"
    ISSUE = "issue"
    PAGE = "page"
    NUMBER = "number"
    EDITION = "edition"
    PUBLISHER = "publisher"
    PUBLISHER_PLACE = "publisher-place"
    DOI = "DOI"
    PMID = "PMID"
    PMCID = "PMCID"
    ISBN = "ISBN"
    URL = "URL"
    FUNDING = "funding"


# No guide, and no page that one cites, was on the web before it.
WEB_YEAR = 1990


def _iso_date(value: object) -> object:
    if isinstance(value, str):
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            raise ValueError("a date is written year-month-day, as in 2026-11-22")
        if int(value[:4]) < WEB_YEAR:
            raise ValueError(f"write a day from {WEB_YEAR} on, as in 2026-11-22")
    return value


def misfit(message: str, hint: str = "") -> PydanticCustomError:
    """What is wrong with a value, to end a sentence, and what to write instead.

    Without a hint the field's own description is given.
    """
    return PydanticCustomError("misfit", "{said}", {"said": message, "hint": hint})


# What stands for a word that is still to be written; a rule tells of that.
STILL_TO_COME = re.compile(r"[.…?]+")


def _worded(value: str) -> str:
    is_word = any(map(str.isalpha, value)) or STILL_TO_COME.fullmatch(value)
    if value and not is_word:
        raise misfit("has no word in it")
    return value


def _amount(value: str) -> str:
    if re.match(r"[-\u2013\u2212]\s*\d|0+(?![\d.,:])", value):
        raise misfit("is less than anybody can do", "write how much, as in 5 times")
    return value


HOST = re.compile(
    r"https?://(?:[^\s/?#@]*@)?(?P<host>\[[\da-fA-F:.]+\]|[^\s/?#@:]*)(?::\d+)?(?=[/?#]|$)"
)
# The names between the dots, with letters of any script, or four numbers.
NAMES_OF_A_HOST = re.compile(
    r"(?!www\.[^.]*$)(?:(?!-)[\w-]{1,63}(?<!-)\.)+[^\W_][\w-]*\.?|localhost|[\d.]{7,15}"
)


def _address(value: str) -> str:
    """The address, if its host can be one: names with dots between them."""
    found = HOST.match(value)
    host = found["host"] if found else ""
    if not host.startswith("[") and not NAMES_OF_A_HOST.fullmatch(host):
        raise misfit(
            "names no host that can be reached",
            "copy the whole address from your browser, as in https://www.nhs.uk/",
        )
    return value


# As many digits as a number has: E.164 allows fifteen.
DIALLED = range(2, 16)


def _dialled(number: str) -> str:
    """The number, if it can be dialled: words stand beside its digits, none within."""
    runs = re.findall(r"\+?\d[\d ()-]*", number)
    whole = all(len(re.sub(r"\D", "", run)) in DIALLED for run in runs)
    if not whole or re.search(r"\w:\d|\d[ -]?[A-Z]{2}", number):
        raise misfit("isn't a number that can be dialled", "write its digits")
    return number


def _free(folder: str) -> str:
    if folder in KEPT_FOLDERS:
        raise misfit("is a folder of ibid's own", "give the folder another name")
    return folder


# Folders of the content or of the site that mean something already.
KEPT_FOLDERS = frozenset(
    ("assets", "drawings", "languages", "now", "policy", "references")
)
Text = Annotated[str, Field(min_length=1)]
Words = Annotated[str, AfterValidator(_worded)]
Wording = Annotated[str, Field(min_length=1), AfterValidator(_worded)]
Amount = Annotated[str, AfterValidator(_amount)]
# No trial of anything people count has changed it by as much.
Change = Annotated[float, Field(ge=-1_000_000, le=1_000_000, allow_inf_nan=False)]
Folder = Annotated[
    str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"), AfterValidator(_free)
]
Day = Annotated[date, BeforeValidator(_iso_date)]
Url = Annotated[str, Field(pattern=r"^https?://\S+$"), AfterValidator(_address)]
Telephone = Annotated[str, Field(pattern=r"\d[ ()-]*\d"), AfterValidator(_dialled)]
LANGUAGE_TAG = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
CITES: JsonDict = {"cites": True}
NAMES: JsonDict = {"names": True}


def citing(description: str, **options: Any) -> Any:
    """A field whose text may hold citations such as `[@tan2024]`."""
    return Field(description=description, json_schema_extra=CITES, **options)


def said(description: str, **options: Any) -> Any:
    """A field with the sentence that documents it."""
    return Field(description=description, **options)


def naming(description: str, **options: Any) -> Any:
    """A field that names pages: the way from its own file to the .md file of each."""
    return Field(description=description, json_schema_extra=NAMES, **options)


class Model(BaseModel):
    """A frozen record that refuses fields it does not know."""

    kind: ClassVar[str] = ""
    # Most builds ask for few of the models.
    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=False, defer_build=True
    )


def hyphened(description: str, name: str, **options: Any) -> Any:
    """A field whose name in the file is CSL's, with a hyphen."""
    return Field(description=description, alias=name, **options)
