"""What Crossref and PubMed answer about a work, cut down to what is compared.

Both answers become the same fields, so that all that follows knows only one shape.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from pydantic import BaseModel, ConfigDict

from ibid.content.reference import Reference
from ibid.content.vocabulary import Day, Text, hyphened, said


class Kept(BaseModel):
    """A frozen part of a record, which refuses fields it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Notice(Kept):
    """A link between the work and a notice about it."""

    kind: Text = said("What the service calls the link.")
    DOI: str = said("The DOI at the other end.", default="")
    PMID: str = said("The PubMed number at the other end.", default="")
    source: str = said("Who says so, or where it was printed.", default="")
    date: str = said("The day of the notice.", default="")


def several(name: str, description: str) -> Any:
    """A list field whose name in the file has a hyphen."""
    return hyphened(description, name, default=())


class Fields(Kept):
    """The bibliographic fields of one answer."""

    title: tuple[Text, ...] = said("The title, in each form.", min_length=1)
    first_author: str = hyphened("Family name.", "first-author", default="")
    years: tuple[Text, ...] = said("The years, print first.", default=())
    container_title: tuple[Text, ...] = several("container-title", "Full and short.")
    type: tuple[Text, ...] = said("The kinds of publication.", default=())
    volume: str = said("The volume.", default="")
    issue: str = said("The issue.", default="")
    page: str = said("The pages, or the article's number.", default="")
    DOI: str = said("The DOI.", default="")
    PMID: str = said("The PubMed number.", default="")
    update_to: tuple[Notice, ...] = several("update-to", "What this is a notice of.")
    updated_by: tuple[Notice, ...] = several("updated-by", "Notices about this.")
    relation: tuple[Notice, ...] = said("Other links to notices.", default=())
    comments_corrections: tuple[Notice, ...] = several(
        "comments-corrections", "PubMed's links to notices."
    )


class Answer(Kept):
    """One service's answer; no fields where it does not know the work."""

    address: Text = said("What was asked, without the asker's address.")
    fields: Fields | None = said("What it said.")
    agency: str = said("Who registers the DOI instead.", default="")

    @property
    def asked(self) -> str:
        """The DOI or PubMed number that was asked about."""
        parts = urlsplit(self.address)
        numbers = parse_qs(parts.query).get("id")
        return numbers[0] if numbers else unquote(parts.path.split("/works/")[-1])


class Record(Kept):
    """The answers about one reference, and the day they were given."""

    fetched: Day = said("The day the services were asked.")
    crossref: Answer | None = said("Crossref's answer about the DOI.", default=None)
    pubmed: Answer | None = said("PubMed's answer about the number.", default=None)


@dataclass(frozen=True, slots=True)
class Service:
    """A service that answers about works, and the field it knows them by."""

    name: str
    key: str
    field: str


CROSSREF = Service("Crossref", "crossref", "DOI")
PUBMED = Service("PubMed", "pubmed", "PMID")
SERVICES = (CROSSREF, PUBMED)


def wanted(reference: Reference) -> dict[Service, str]:
    """The services that may know the reference, with what to ask them about."""
    numbers = {CROSSREF: reference.DOI, PUBMED: reference.PMID}
    return {service: number for service, number in numbers.items() if number}


def answer_for(record: Record, service: Service, number: str) -> Answer | None:
    """The service's answer, unless it was asked about another DOI or number."""
    answer: Answer | None = getattr(record, service.key)
    same = answer is not None and answer.asked.casefold() == number.casefold()
    return answer if same else None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why there is no answer."""

    reason: str


def unique(texts: Iterable[str]) -> list[str]:
    """Each text that says something, once, without runs of spaces."""
    tidy = (" ".join(text.split()) for text in texts)
    return [text for text in dict.fromkeys(tidy) if text]
