"""A source between formats: plain values under the names of ibid's own fields.

`tidy` is applied on the way out and on the way in. That is what makes export, import
and export again give the same text.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import unquote

from ibid.content.numbering import DASHES, bare, is_isbn
from ibid.content.reference import Reference
from ibid.content.vocabulary import STANDING_WORDS, Status
from ibid.formats.accounts import Judged
from ibid.formats.names import tidy_names, without_others
from ibid.pages.sources import shown
from ibid.problems import Place, Problem
from ibid.reading import characters
from ibid.records.identifiers import bare_doi
from ibid.source import INVISIBLE

Item = Mapping[str, Any]

FIELDS = tuple(field.alias or name for name, field in Reference.model_fields.items())
ALWAYS = ("type", "title", "status", "confirmed", "not-confirmed", "checked")

# What ibid knows about a source beyond what the formats have fields for.
OWN = (
    *("others", "study", "status", "status-note", "notice", "replaced-by"),
    *("confirmed", "not-confirmed", "checked", "checked-at", "funding"),
    *(
        "not-seen",
        "record-overruled",
        "record-overruled-because",
        "archive",
        "archive-date",
        "for-later",
    ),
)


@dataclass(frozen=True)
class Entry:
    """One source as a file gives it: `key` is the file's own name for it."""

    key: str
    item: Item
    place: Place
    account: tuple[Judged, ...] = ()
    told: tuple[Problem, ...] = ()


def item(reference: Reference) -> Item:
    """The reference's fields by name, without those that nobody has confirmed."""
    values = reference.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    names = dict(zip(FIELDS, Reference.model_fields, strict=True))
    return tidy(
        {
            name: value
            for name, value in values.items()
            if name in ALWAYS or shown(reference, names[name])
        }
    )


def standing(values: Item) -> str:
    """What a reader in another program must know: that a source fell, or lacks names.

    Every format prints it as the entry's note.
    """
    status = Status(values.get("status", "current"))
    told = [] if status is Status.CURRENT else [f"{STANDING_WORDS[status]}."]
    told.append(str(values.get("status-note", "")))
    if notice := values.get("notice"):
        told.append(f"Notice: doi:{notice}.")
    if instead := values.get("replaced-by"):
        told.append(f"See the source {instead} instead.")
    if values.get("others"):
        told.append("More authors follow, whose names are not confirmed.")
    return " ".join(filter(None, told))


def tidy(values: Item) -> Item:
    """The same item in ibid's order and spelling; what holds nothing is left out."""
    clean = {name: _plain_value(value) for name, value in values.items()}
    for name in ("author", "editor"):
        if name in clean:
            names, others = without_others(clean[name])
            clean[name] = tidy_names(names)
            if name == "author" and others:
                clean["others"] = True
    clean = {n: value for n, value in clean.items() if not says_nothing(n, value)}
    for name, spell in SPELLINGS.items():
        if isinstance(clean.get(name), str):
            clean[name] = spell(clean[name])
    if doi := re.fullmatch(DOI_ADDRESS, str(clean.get("URL", "")), re.IGNORECASE):
        clean["DOI"] = clean.get("DOI") or unquote(doi[1])
        del clean["URL"]
    if not clean.get("author"):
        clean.pop("others", None)
    return {
        name: clean[name] for name in FIELDS if clean.get(name) not in (None, "", [])
    }


def _plain_value(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [kept for kept in map(_plain_value, value) if kept]
    if isinstance(value, dict):
        return {name: _plain_value(item) for name, item in value.items()}
    return value


# Crossref and Zotero set titles with these; jats is the journals' own vocabulary.
RICH_TEXT = re.compile(
    r"</?(?:jats:[a-z-]+|[ibup]|em|strong|su[bp]|span|scp|sc|br)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
# Without its semicolon, `&copy` in a web address is no sign but the name of a value.
ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
LOST = "\N{REPLACEMENT CHARACTER}"
ENTITY_OR_TAG = re.compile(r"[&<]")


def plain(text: str) -> str:
    """The text on one line, without markup, entities and what hides a letter."""
    if text.isascii() and text.isprintable() and not ENTITY_OR_TAG.search(text):
        return " ".join(text.split())
    while True:
        last = text
        text = ENTITY.sub(lambda found: html.unescape(found[0]), text)
        # A title that is nothing but a tag is about the tag.
        text = RICH_TEXT.sub("", text).strip() or text
        text = characters.undressed(unicodedata.normalize("NFC", text))
        text = INVISIBLE.sub(_kept, " ".join(text.splitlines()))
        text = " ".join(text.split())
        if text == last:
            return text


def _kept(found: re.Match[str]) -> str:
    """What is refused in a guide's files goes, but for the sign that something is lost.

    Without that sign nobody would look for what stood there.
    """
    return found[0] if found[0] == LOST else ""


def _pages(text: str) -> str:
    text = bare(text, "page")
    text = DASHES.sub("-", text).strip("-")
    ends = re.fullmatch(r"([^\d-]*)(\d+)-\1?(\d+)", text)
    if not ends:
        return text
    letters, start, end = ends.groups()
    if len(end) < len(start):
        end = start[: len(start) - len(end)] + end
    return f"{letters}{start}" + ("" if start == end else f"-{letters}{end}")


# What programs print where they know nothing, and the day of a record that EndNote
# keeps in the field for editions.
NOTHING = re.compile(r"n/?\.?a\.?|none|null|nil|[-–—]+", re.IGNORECASE)
A_DAY = re.compile(r"\d{4}[/-]\d{2}[/-]\d{2}")


def says_nothing(name: str, value: object) -> bool:
    """Whether a field is filled in without a word about the source."""
    if not isinstance(value, str):
        return False
    if name == "edition" and A_DAY.fullmatch(value.strip()):
        return True
    return name in ("volume", "issue", "page", "number", "edition") and bool(
        NOTHING.fullmatch(value.strip())
    )


ARCHIVES = re.compile(
    r"\b(arxiv|biorxiv|medrxiv|psyarxiv|ssrn|preprint)", re.IGNORECASE
)
IN_NOTE = {
    "PMID": re.compile(r"^PMID:\s*(\d+)\s*$", re.MULTILINE),
    "PMCID": re.compile(r"^PMCID:\s*(PMC\d+)\s*$", re.MULTILINE),
    "DOI": re.compile(r"^DOI:\s*(10\.\S+)\s*$", re.MULTILINE),
}


def noted(note: str) -> dict[str, str]:
    """The numbers that Zotero keeps in its Extra field, a line each, and exports so."""
    found = {name: sign.search(note) for name, sign in IN_NOTE.items()}
    return {name: match[1] for name, match in found.items() if match}


DOI_ADDRESS = r"https?://(?:dx\.|www\.)?doi\.org/(10\.\d{4,9}(?:/|%2[Ff])\S+)"


def _pmid(text: str) -> str:
    return re.sub(r"^PMID:?\s*", "", text, flags=re.IGNORECASE)


def _pmcid(text: str) -> str:
    number = re.fullmatch(
        r"(?:PMCID:?\s*)?(?:PMC)?(\d+)(?:\.\d+)?", text, re.IGNORECASE
    )
    return f"PMC{number[1]}" if number else text


ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
    *("ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
    *("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"),
)


def _edition(text: str) -> str:
    """`14` for `14th ed.` and for `Fourteenth`, which BibTeX's own styles ask for."""
    text = re.sub(r"\s+(?:edition|edn?\.?)$", "", text, flags=re.IGNORECASE)
    if text.casefold() in ORDINALS:
        return str(ORDINALS.index(text.casefold()) + 1)
    number = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", text)
    return number[1] if number else text


def _isbn(text: str) -> str:
    """The first of them: books have one for each binding, some with words behind it.

    Crossref writes an address of its own around it.
    """
    text = re.sub(r"^https?://id\.crossref\.org/isbn/", "", text)
    found = re.findall(r"[\d-]{9,16}[\dXx]", text)
    return next(filter(is_isbn, found), text)


SPELLINGS: Mapping[str, Callable[[str], str]] = {
    "volume": partial(bare, field="volume"),
    "issue": partial(bare, field="issue"),
    "page": _pages,
    "DOI": bare_doi,
    "notice": bare_doi,
    "PMID": _pmid,
    "PMCID": _pmcid,
    "edition": _edition,
    "ISBN": _isbn,
}


def years_and_days(year: str, month: str = "", day: str = "") -> str:
    """A date as ibid writes it: the whole of it, or the year alone."""
    if year and month and day:
        return f"{int(year):04}-{int(month):02}-{int(day):02}"
    return year


def joined(items: list[str]) -> str:
    """A list as one text, for formats that know texts only."""
    return "; ".join(item.replace(";", ",") for item in items)


def parted(text: str) -> list[str]:
    """The list that `joined` made one text of."""
    return [item.strip() for item in text.split(";") if item.strip()]


# The fields of ibid's own that are lists of texts.
LISTS = ("not-confirmed", "not-seen")
