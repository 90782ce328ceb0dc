"""What is true of a whole guide: `site.yaml`, typed."""

from collections.abc import Mapping
from typing import ClassVar

from ibid.content.vocabulary import Day, Model, Text, Url, said
from ibid.problems import Severity


class Author(Model):
    """Who wrote the guide."""

    name: Text = said("The name shown on every page.")
    role: Text = said("What the author does.")
    medically_qualified: bool = said("true only for a registered clinician.")
    about: str = said("A sentence about the author.", default="")


class Reviewer(Model):
    """The clinician who checked the guide."""

    name: Text = said("The clinician's name.")
    qualification: Text = said("The clinician's qualification.")
    registration: Text = said("The register and the number in it.")


class Numbers(Model):
    """The telephone numbers of one country."""

    emergency: Text = said("The number for an ambulance.")
    urgent: Text = said("The number for urgent advice.")


class Help(Model):
    """A public health service to read more from."""

    name: Text = said("The service's name.")
    url: Url = said("Its address, with https:// in front.")
    checked: Day = said("The day the address was last looked at.")


class Site(Model):
    """`site.yaml`: what is true of the whole guide."""

    kind: ClassVar[str] = "site"
    title: Text = said("The guide's name.")
    tagline: Text = said("One line below it.")
    base_url: Url = said("The address it is published at, with https:// in front.")
    language: str = said("The language tag.", default="en-GB")
    author: Author = said("Who wrote it.")
    reviewer: Reviewer | None = said("The clinician who checked it.", default=None)
    numbers: Numbers = said("Whom to call.")
    contact: str | None = said("Where to write to.", default=None)
    feedback: Text = said("How to tell us about a mistake.")
    disclosure: Text = said("Who pays, and what the author sells.")
    privacy: Text = said("What is recorded about readers.")
    support_statement: Text = said("That the guide does not replace a doctor.")
    quick_fix: Text = said("The card behind /now/.")
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
