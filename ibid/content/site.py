"""What is true of a whole guide: `site.yaml`, typed."""

import re
from collections.abc import Mapping
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from ibid.content.kinds import KINDS
from ibid.content.vocabulary import (
    LANGUAGE_TAG,
    Day,
    Folder,
    Model,
    Telephone,
    Url,
    Wording,
    Words,
    misfit,
    said,
)
from ibid.problems import Severity


def _bare(address: str) -> str:
    if re.search(r"[?#@]", address):
        raise misfit("has a sign in it that no guide's address has", "end it with /")
    return address


BaseUrl = Annotated[Url, AfterValidator(_bare)]


class Author(Model):
    """One of those who wrote the guide."""

    name: Wording = said("The name shown on every page.")
    qualification: Words = said(
        "What the author is, shown behind the name; a clinician's must be given.",
        default="",
    )
    medically_qualified: bool = said("true only for a registered clinician.")
    about: Words = said("A sentence about the author.", default="")
    organisation: bool = said("true for a group or a firm.", default=False)

    @model_validator(mode="after")
    def _says_what_it_is(self) -> Self:
        if self.medically_qualified and not self.qualification:
            raise misfit(
                "has no qualification, and is a clinician",
                "add `qualification: …`, or set `medically_qualified: false`",
            )
        return self


class Reviewer(Model):
    """The clinician who checked the guide."""

    name: Wording = said("The clinician's name.")
    qualification: Wording = said("The clinician's qualification.")
    registration: Wording = said("The register and the number in it.")


class Numbers(Model):
    """The telephone numbers of one country: these, and others under their own names."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Telephone]

    emergency: Telephone = said("The number for an ambulance.")
    urgent: Telephone | None = said(
        "The number for urgent advice, where there is one.", default=None
    )

    @property
    def by_placeholder(self) -> dict[str, str]:
        """Each number by the words that stand for it, such as `emergency-number`."""
        return {
            f"{name.replace('_', '-')}-number": str(number)
            for name, number in self
            if number
        }


class QuickFix(Model):
    """The card that every page leads to with one tap."""

    card: Wording = said("The name of the card's file, without .md.")
    label: Words = said("What the button says.", default="")


def _named_card(value: object) -> object:
    return {"card": value} if isinstance(value, str) else value


NamedCard = Annotated[
    QuickFix, BeforeValidator(_named_card, json_schema_input_type=str | QuickFix)
]


class Route(Model):
    """A way from the home page, by what the reader feels."""

    label: Wording = said("What the reader would say, in a few words.")
    page: Wording = said("Where it leads: the path of the .md file.")
    text: Words = said("One line below it.", default="")


class Offer(Model):
    """What an author offers, in a box marked as an advertisement."""

    title: Wording = said("The box's title, such as Work with Ann.")
    text: Wording = said("What is offered, in a sentence or two.")
    pages: tuple[Wording, ...] = said(
        "The pages that end with it: the paths of their .md files.",
        default=("about.md",),
    )


class Help(Model):
    """A public health service to read more from."""

    name: Wording = said("The service's name.")
    url: Url = said("Its address, with https:// in front.")
    checked: Day = said("The day the address was last looked at.")


class Elsewhere(Model):
    """Whom those call whom the number for urgent advice does not serve."""

    text: Wording = said("The remark, in a sentence or two.")
    page: Words = said(
        "The page that says more, as see-a-doctor.md or see-a-doctor.md#a-heading: the "
        "remark leads there.",
        default="",
    )
    label: Words = said("What the link says; else the page's short title.", default="")


def _remark(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


Remark = Annotated[
    Elsewhere, BeforeValidator(_remark, json_schema_input_type=str | Elsewhere)
]


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise PydanticCustomError("enum", "unknown", {"expected": ", ".join(KINDS)})
    return kind


SectionKind = Annotated[
    str, AfterValidator(_known), Field(json_schema_extra={"enum": [*KINDS]})
]


class Site(Model):
    """`site.yaml`: what is true of the whole guide."""

    kind: ClassVar[str] = "site"
    title: Wording = said("The guide's name.")
    tagline: Wording = said("One line below it.")
    base_url: BaseUrl = said("The address it is published at, with https:// in front.")
    language: str = said(
        "The language tag, such as en-GB.", default="en-GB", pattern=LANGUAGE_TAG
    )
    authors: tuple[Author, ...] = said("Those who wrote it.", min_length=1)
    reviewer: Reviewer | None = said("The clinician who checked it.", default=None)
    numbers: Numbers = said("Whom to call.")
    elsewhere: Remark | None = said(
        "What to do where the urgent number serves nobody; a page that shows the "
        "number says it once, in small letters, beside the first.",
        default=None,
    )
    contact: str | None = said(
        "Where to write to: an e-mail, web or postal address, or a telephone number.",
        default=None,
        pattern=r"^https?://\S+$|^[^\s@]+@[^\s@]+\.[^\s@]+$|^([^@:]|: )*\d([^@:]|: )*$",
    )
    feedback: Wording = said("How to tell us about a mistake.")
    disclosure: Wording = said("Who pays, and what the author sells.")
    privacy: Wording = said("What is recorded about readers.")
    support_statement: Wording = said("That the guide does not replace a doctor.")
    quick_fix: NamedCard | None = said(
        "The card behind /now/, if there is one.", default=None
    )
    help_question: Words = said(
        "The question that leads to the help page, in the words of the subject.",
        default="",
    )
    mark: str = said("The drawing beside the guide's name, without .svg.", default="")
    a_to_z: bool = said(
        "true makes a page of all pages by their titles and other names, at `a-z/`.",
        default=False,
    )
    search: bool = said(
        "true lets readers search all pages, at `a-z/`; needs the extra `search`.",
        default=False,
    )
    share_pictures: bool = said(
        "true makes a picture of each page with a drawing, and one for all others, "
        "for those who share them, and icons for telephones; needs the extra `pdf`.",
        default=False,
    )
    icon: str = said("A square picture for tabs and home screens.", default="")
    licence: Words = said("Under what terms others may use the guide.", default="")
    offer: Offer | None = said(
        "What an author offers; shown once there is a `contact` to take it up.",
        default=None,
    )
    routes: tuple[Route, ...] = said(
        "The ways from the home page, most urgent first.", default=()
    )
    sections: Mapping[Folder, SectionKind] = said(
        "Folders beyond those that every guide may have, each with the kind of its "
        "files; pages may lie in folders within folders.",
        default={},
    )
    menu: tuple[Wording, ...] = said(
        "The folders and pages of the menu, in order.",
        default=(
            "causes",
            "remedies",
            "exercises",
            "see-a-doctor",
            "cards",
            "references",
            "about",
        ),
    )
    uncited_days: int = said(
        "How many days after it was checked a source may wait to be cited.",
        ge=0,
        le=3650,
        default=90,
    )
    fonts: bool = said(
        "false shows the reader's own fonts, and loads none.", default=True
    )
    colour: str | None = said(
        "An accent colour: # and six digits, as in #0a5357.",
        default=None,
        pattern=r"^#[0-9a-fA-F]{6}$",
    )
    more_help: tuple[Help, ...] = said("Public health services.", min_length=1)
    csl: str = said(
        "A CSL style file in the content folder, for another look of references.",
        default="",
    )
    rules: Mapping[str, Severity] = said(
        "How strict a rule is: advice can be raised to error, no error can be lowered.",
        default={},
    )

    @model_validator(mode="after")
    def _has_the_number(self) -> Self:
        if self.elsewhere and not self.numbers.urgent:
            raise misfit(
                "has `elsewhere`, but no number that it could stand beside",
                "add `urgent` to `numbers`, or leave `elsewhere` out",
            )
        return self
