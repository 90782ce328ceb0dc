"""What a reference is: one source, in CSL's variables, with its standing."""

import re
from typing import ClassVar, Self

from pydantic import model_validator

from ibid.content.numbering import (
    Doi,
    Edition,
    Isbn,
    Issue,
    Issued,
    Number,
    Pages,
    Pmcid,
    Pmid,
    Volume,
)
from ibid.content.vocabulary import (
    Confirmable,
    Day,
    Model,
    ReferenceType,
    Status,
    Study,
    Text,
    Url,
    Wording,
    Words,
    hyphened,
    misfit,
    said,
)


class Name(Model):
    """A person (family, given) or an organisation (literal), as CSL names them."""

    family: Words = said("Family name.", default="")
    given: Words = said("Initials or given names.", default="")
    literal: Words = said("The whole name of an organisation.", default="")

    @model_validator(mode="after")
    def _is_one_name(self) -> Self:
        if not (self.family or self.literal):
            raise misfit(
                "has no name", "write {family: …, given: …}, or {literal: …} for a body"
            )
        if self.literal and (self.family or self.given):
            raise misfit(
                "names a person and a body in one",
                "write {family: …, given: …} for a person, {literal: …} for a body",
            )
        return self


class Reference(Model):
    """One source, in CSL's variables, with its standing and when we last looked."""

    kind: ClassVar[str] = "reference"
    type: ReferenceType = said("The CSL type of the source.")
    title: Text = said("The title as published.")
    author: tuple[Name, ...] = said("The authors, in order.", default=())
    others: bool = said("true where more authors follow.", default=False)
    editor: tuple[Name, ...] = said("The editors, in order.", default=())
    container_title: Words = hyphened(
        "The journal, book or site.", "container-title", default=""
    )
    issued: Issued | None = said("The year, or the whole date.", default=None)
    volume: Volume = said("The volume.", default="")
    issue: Issue = said("The issue.", default="")
    page: Pages = said("The pages, or the article's number.", default="")
    number: Number = said("The number of a report.", default="")
    edition: Edition = said("The edition of a book.", default="")
    publisher: Words = said("Who published it.", default="")
    publisher_place: Words = hyphened(
        "Where it was published.", "publisher-place", default=""
    )
    DOI: Doi | None = said(
        "The DOI from 10. on, as in 10.1001/jama.2017.2332.", default=None
    )
    PMID: Pmid | None = said("The PubMed number, digits only.", default=None)
    PMCID: Pmcid = said("The PubMed Central number.", default="")
    ISBN: Isbn = said("The ISBN of a book.", default="")
    URL: Url | None = said("The web address, with https:// in front.", default=None)
    accessed: Day | None = said("The day the web page was read.", default=None)
    study: Study = said("What kind of source it is.", default=Study.OTHER)
    status: Status = said("Whether the source still stands.")
    status_note: Words = hyphened("What happened, plainly.", "status-note", default="")
    notice: Doi | None = said("The DOI of the notice.", default=None)
    replaced_by: Words = hyphened(
        "The key of the source to read instead.", "replaced-by", default=""
    )
    confirmed: bool = said("true if the citation was seen in a record.")
    not_confirmed: tuple[Confirmable, ...] = hyphened(
        "The fields that are left out because nobody has confirmed them.",
        "not-confirmed",
        default=(),
    )
    not_seen: tuple[Wording, ...] = hyphened(
        "What else nobody has seen, in readers' words: today's version.",
        "not-seen",
        default=(),
    )
    checked: Day = said("The day a person last looked.")
    checked_at: Words = hyphened("Where that person looked.", "checked-at", default="")
    record_overruled: Day | None = hyphened(
        "The day a person found that its record is wrong.",
        "record-overruled",
        default=None,
    )
    record_overruled_because: Words = hyphened(
        "What that person found.", "record-overruled-because", default=""
    )
    archive: Url | None = said(
        "The address of a copy that an archive keeps.", default=None
    )
    archive_date: Day | None = hyphened(
        "The day of that copy.", "archive-date", default=None
    )
    funding: Words = said("Who paid for it.", default="")
    for_later: bool = hyphened(
        "true keeps it for later: no page need cite it yet.",
        "for-later",
        default=False,
    )
    draft: ClassVar[bool] = False

    @property
    def reachable(self) -> bool:
        """Whether a reader can get to it, live or as an archive keeps it."""
        return bool(self.URL or self.DOI or self.PMID or self.archive)

    @property
    def work(self) -> str:
        """Text, year and first author as one: the same for two files of one source.

        Health services give their pages the same titles, so who wrote it counts too.
        """
        year = (self.issued or "")[:4]
        who = next((name.literal or name.family for name in self.author), "")
        parts = (self.title, year, who)
        return "/".join(re.sub(r"[\W_]", "", part.casefold()) for part in parts)
