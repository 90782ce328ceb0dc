"""References as a page prints them: names, dates, addresses and standing."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from textwrap import shorten

from ibid.content.reference import Name, Reference
from ibid.content.vocabulary import ReferenceType, Status
from ibid.formats.names import INITIALS, parted_given
from ibid.pages import views
from ibid.pages.labels import MONTHS, STATUSES, STUDIES
from ibid.prose.typography import curl

# AMA Manual of Style, 11th edition: six authors are named; of more, the first three.
NAMED_AUTHORS = 6
NAMED_OF_MANY = 3
SHORT_TITLE = 50


def day(value: date) -> views.Day:
    """A date for machines and for people."""
    text = f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return views.Day(value.isoformat(), text)


# A field's name in files, such as container-title, by its name here.
ALIASES = {name: field.alias or name for name, field in Reference.model_fields.items()}


def shown(reference: Reference, field: str) -> str:
    """The field's text, or "" where it is unknown or listed as not confirmed."""
    value = getattr(reference, field)
    hidden = not value or ALIASES[field] in reference.not_confirmed
    return "" if hidden else str(value)


def view(
    key: str, reference: Reference, link: Callable[[str], str], name_of: str
) -> views.Source:
    """The reference ready to print; `link` makes the way to a reference's page."""
    doi, pmid = shown(reference, "DOI"), shown(reference, "PMID")
    issued = shown(reference, "issued")
    known_authors = "author" not in reference.not_confirmed
    authors = reference.author if known_authors else ()
    return views.Source(
        key=key,
        href=link(key),
        type=reference.type.value,
        authors=name_list(authors, reference.others) or _instead(reference),
        title=curl(reference.title).rstrip("."),
        container=curl(shown(reference, "container_title")),
        editors=_editors(reference),
        year=issued[:4],
        issued=_written_date(issued),
        volume=shown(reference, "volume"),
        issue=shown(reference, "issue"),
        page=re.sub(r"(?<=\d)-(?=\d)", "–", shown(reference, "page")),
        edition=_ordinal(shown(reference, "edition")),
        number=shown(reference, "number"),
        publisher=curl(shown(reference, "publisher")),
        place=shown(reference, "publisher_place"),
        doi=doi,
        doi_href=f"https://doi.org/{doi}" if doi else "",
        pmid=pmid,
        pmid_href=f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid else "",
        url="" if doi else shown(reference, "URL"),
        accessed=day(reference.accessed).text if reference.accessed else "",
        short=short_name(reference),
        study=STUDIES[reference.study],
        checked=day(reference.checked),
        standing=_standing(reference, link, name_of),
    )


def _editors(reference: Reference) -> str:
    """The editors, with what makes them editors: `Cole P, Morgan JL, eds`."""
    names = reference.editor if shown(reference, "editor") else ()
    return f"{name_list(names, False)}, {'eds' if names[1:] else 'ed'}" if names else ""


def _instead(reference: Reference) -> str:
    """Who stands where the authors would: a whole book without them has its editors."""
    whole = reference.type in (ReferenceType.BOOK, ReferenceType.REPORT)
    return _editors(reference) if whole and not reference.author else ""


def _ordinal(edition: str) -> str:
    """`2` as `2nd`; an edition that has a name keeps it."""
    if not edition.isdecimal():
        return edition
    last = "" if edition[-2:-1] == "1" else edition[-1]
    return edition + {"1": "st", "2": "nd", "3": "rd"}.get(last, "th")


def _written_date(issued: str) -> str:
    return day(date.fromisoformat(issued)).text if "-" in issued else issued


def author_names(reference: Reference) -> tuple[str, ...]:
    """Every author that is confirmed, in AMA's form."""
    known = "author" not in reference.not_confirmed
    return tuple(inverted(name) for name in reference.author if known)


def name_list(names: Sequence[Name], others: bool) -> str:
    """The authors in AMA's form, such as `Tan J, Zhu R, Li Y, et al`."""
    many = len(names) > NAMED_AUTHORS
    named = [inverted(name) for name in names[: NAMED_OF_MANY if many else None]]
    return ", ".join([*named, "et al"] if named and (many or others) else named)


def inverted(name: Name) -> str:
    """A person as family name and initials; an organisation as it is."""
    if name.literal:
        return curl(name.literal)
    return f"{curl(name.family)} {initials(name.given)}".strip()


def initials(given: str) -> str:
    """`Shaun R.` and `SR` alike as `SR`; a hyphened name keeps both its letters."""
    names, suffix = parted_given(given)
    if not INITIALS.fullmatch(names):
        names = "".join(part[0].upper() for part in re.findall(r"\w+", names))
    return f"{names} {suffix}".strip()


def short_name(reference: Reference) -> str:
    """Who and when, in a few words: `Tan et al., 2024`."""
    names = [name.literal or name.family for name in reference.author]
    if "author" in reference.not_confirmed:
        names = []
    if not names:
        who = f"“{shorten(curl(reference.title), SHORT_TITLE, placeholder='…')}”"
    elif names[2:] or reference.others:
        who = f"{names[0]} et al."
    else:
        who = " and ".join(names)
    year = shown(reference, "issued")[:4]
    return f"{curl(who)}, {year}" if year else curl(who)


def _standing(
    reference: Reference, link: Callable[[str], str], name_of: str
) -> views.Standing | None:
    if reference.status is Status.CURRENT:
        return None
    notice = reference.notice
    instead = reference.replaced_by
    return views.Standing(
        status=reference.status.value,
        words=STATUSES[reference.status],
        note=curl(reference.status_note),
        notice=views.Link(f"https://doi.org/{notice}", f"doi:{notice}")
        if notice
        else None,
        read_instead=views.Link(link(instead), name_of) if instead else None,
    )
