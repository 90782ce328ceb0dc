"""References as a page prints them: names, dates, addresses and standing."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from textwrap import shorten

from ibid.content.interface import CitationWords
from ibid.content.reference import Name, Reference
from ibid.content.vocabulary import ReferenceType, Status
from ibid.formats.names import INITIALS, parted_given
from ibid.pages import views
from ibid.pages.labels import Wording
from ibid.prose.typography import curl

# AMA Manual of Style, 11th edition: six authors are named; of more, the first three.
NAMED_AUTHORS = 6
NAMED_OF_MANY = 3
SHORT_TITLE = 50


# A field's name in files, such as container-title, by its name here.
ALIASES = {name: field.alias or name for name, field in Reference.model_fields.items()}


def shown(reference: Reference, field: str) -> str:
    """The field's text, or "" where it is unknown or listed as not confirmed."""
    value = getattr(reference, field)
    hidden = not value or ALIASES[field] in reference.not_confirmed
    return "" if hidden else str(value)


def view(
    key: str,
    reference: Reference,
    link: Callable[[str], str],
    name_of: str,
    wording: Wording,
) -> views.Source:
    """The reference ready to print; `link` makes the way to a reference's page."""
    words = wording.words.citation
    doi, pmid = shown(reference, "DOI"), shown(reference, "PMID")
    issued = shown(reference, "issued")
    known_authors = "author" not in reference.not_confirmed
    authors = reference.author if known_authors else ()
    return views.Source(
        key=key,
        href=link(key),
        type=reference.type.value,
        authors=name_list(authors, reference.others, words)
        or _instead(reference, words),
        title=curl(reference.title).rstrip("."),
        container=curl(shown(reference, "container_title")).rstrip("."),
        editors=_editors(reference, words),
        year=issued[:4],
        issued=_written_date(issued, wording),
        volume=shown(reference, "volume"),
        issue=shown(reference, "issue"),
        page=re.sub(r"(?<=\d)-(?=\d)", "–", shown(reference, "page")),
        edition=_edition(shown(reference, "edition"), wording),
        number=shown(reference, "number"),
        publisher=curl(shown(reference, "publisher")),
        place=shown(reference, "publisher_place"),
        doi=doi,
        doi_href=f"https://doi.org/{doi}" if doi else "",
        pmid=pmid,
        pmid_href=f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid else "",
        url="" if doi else shown(reference, "URL"),
        accessed=wording.day(reference.accessed).text if reference.accessed else "",
        short=short_name(reference, words),
        study=wording.studies[reference.study],
        checked=wording.day(reference.checked),
        standing=_standing(reference, link, name_of, wording),
    )


def _editors(reference: Reference, words: CitationWords) -> str:
    """The editors, with what makes them editors: `Cole P, Morgan JL, eds`."""
    names = reference.editor if shown(reference, "editor") else ()
    role = words.editors if names[1:] else words.editor
    return f"{name_list(names, False, words)}, {role}" if names else ""


def _instead(reference: Reference, words: CitationWords) -> str:
    """Who stands where the authors would: a whole book without them has its editors."""
    whole = reference.type in (ReferenceType.BOOK, ReferenceType.REPORT)
    return _editors(reference, words) if whole and not reference.author else ""


def _edition(edition: str, wording: Wording) -> str:
    """`2` as `2nd ed` in English; an edition that has a name keeps it."""
    if not edition:
        return ""
    number = _ordinal(edition, wording.catalogue.language)
    return wording.words.citation.edition.format(number=number)


def _ordinal(edition: str, language: str) -> str:
    """`2` as `2nd` in English, and as `2.` elsewhere."""
    if not edition.isdecimal():
        return edition
    if not language.startswith("en"):
        return f"{edition}."
    last = "" if edition[-2:-1] == "1" else edition[-1]
    return edition + {"1": "st", "2": "nd", "3": "rd"}.get(last, "th")


def _written_date(issued: str, wording: Wording) -> str:
    whole = "-" in issued
    return wording.day(date.fromisoformat(issued)).text if whole else issued


def author_names(reference: Reference) -> tuple[str, ...]:
    """Every author that is confirmed, in AMA's form."""
    known = "author" not in reference.not_confirmed
    return tuple(inverted(name) for name in reference.author if known)


def name_list(names: Sequence[Name], others: bool, words: CitationWords) -> str:
    """The authors in AMA's form, such as `Tan J, Zhu R, Li Y, et al`."""
    many = len(names) > NAMED_AUTHORS
    named = [inverted(name) for name in names[: NAMED_OF_MANY if many else None]]
    return ", ".join([*named, words.et_al] if named and (many or others) else named)


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


def short_name(reference: Reference, words: CitationWords) -> str:
    """Who and when, in a few words: `Tan et al., 2024`."""
    names = [name.literal or name.family for name in reference.author]
    if "author" in reference.not_confirmed:
        names = []
    if not names:
        who = f"“{shorten(curl(reference.title), SHORT_TITLE, placeholder='…')}”"
    elif names[2:] or reference.others:
        who = words.and_others.format(name=names[0])
    elif names[1:]:
        who = words.two.format(first=names[0], second=names[1])
    else:
        who = names[0]
    year = shown(reference, "issued")[:4]
    return f"{curl(who)}, {year}" if year else curl(who)


def narrative(reference: Reference, words: CitationWords) -> str:
    """The reference as a sentence names it: `Tan et al. (2024)`."""
    year = shown(reference, "issued")[:4]
    who = short_name(reference, words).removesuffix(f", {year}")
    return f"{who} ({year})" if year else who


def _standing(
    reference: Reference,
    link: Callable[[str], str],
    name_of: str,
    wording: Wording,
) -> views.Standing | None:
    if reference.status is Status.CURRENT:
        return None
    notice = reference.notice
    instead = reference.replaced_by
    return views.Standing(
        status=reference.status.value,
        words=wording.statuses[reference.status],
        note=curl(reference.status_note),
        notice=views.Link(f"https://doi.org/{notice}", f"doi:{notice}")
        if notice
        else None,
        read_instead=views.Link(link(instead), name_of) if instead else None,
    )
