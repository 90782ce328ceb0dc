"""How a source is numbered: its year, its place in a journal, its numbers in records.

What is refused here can't be right for any source, and would be printed as it is typed.
"""

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from ibid.content.vocabulary import misfit

# Books were printed from about then on, and what is older has an edition that is newer.
FIRST_YEAR = 1000
# Words that journals print before these numbers, and that pages here print themselves.
LABELS = {
    field: re.compile(rf"(?:{words})\b[\s.:]*(?=\d)", re.IGNORECASE)
    for field, words in {
        "volume": "vol|volume|volumen|band|bd|tome|tomo",
        "issue": "no|nos|nr|num|number|issue|heft|numéro|número|núm",
        "page": "pp?|pgs?|pages?|seiten?|págs?|páginas?",
    }.items()
}
EDITION = re.compile(r"(?<=\d)(?:st|nd|rd|th)?\s+(?:ed|edn|edition)\.?$", re.IGNORECASE)
DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]+\s*")
RANGE = re.compile(r"(?P<letters>[^\d\s-]*)(?P<first>\d+)-(?P=letters)?(?P<last>\d+)")
ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)
ISBN_SIGNS = re.compile(r"[\s-]+")


def bare(value: str, field: str) -> str:
    """The number of a field without a word before it that says what it is."""
    if field == "edition":
        return EDITION.sub("", value)
    return LABELS[field].sub("", value) if field in LABELS else value


def _bare(value: str, field: str) -> None:
    """Refuse a number below nought, and a word that says what the number is."""
    if re.match(r"[-\u2010-\u2015\u2212]", value):
        raise misfit("starts with a minus sign", "write the number alone")
    number = bare(value, field)
    if number != value:
        raise misfit("says what it is", f"write the number alone: {number}")


def _is_number(value: str) -> bool:
    return any(map(str.isdigit, value)) or bool(ROMAN.fullmatch(value))


def _volume(value: str) -> str:
    _bare(value, "volume")
    if value and not _is_number(value):
        raise misfit("has no number", "write it in digits, as in 12")
    if re.fullmatch(r"\d+\s*\(\d+\)", value):
        raise misfit("has the issue in it too", "write that as `issue`, below it")
    return value


def _issue(value: str) -> str:
    """An issue may have a name: `Suppl`, `Spring`."""
    _bare(value, "issue")
    if value and not _is_number(value) and value == value.lower() != "suppl":
        raise misfit("has no number", "write it in digits, as in 4")
    return value


def _pages(value: str) -> str:
    _bare(value, "page")
    plain = DASHES.sub("-", value)
    ends = plain.split("-")
    if value and not all(_is_number(end) for end in re.split(r"[,&]", ends[0])):
        raise misfit("has no number", "write the pages as in 248-253")
    if ends[-1] == "" and value:
        raise misfit("ends without a last page", "write both, as in 248-253")
    for found in RANGE.finditer(plain):
        first, last = found["first"], found["last"]
        whole = first[: len(first) - len(last)] + last
        if int(whole) < int(first):
            raise misfit("runs backwards", "write the first page first, as in 248-253")
    return value


def _number(value: str) -> str:
    _bare(value, "number")
    return value


def _edition(value: str) -> str:
    _bare(value, "edition")
    return value


def _issued(value: str) -> str:
    is_year = re.fullmatch(r"\d{4}", value)
    if not is_year and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise ValueError("write a year, as in 2020, or a whole date, as in 2020-09-21")
    if not is_year:
        date.fromisoformat(value)
    if int(value[:4]) < FIRST_YEAR:
        raise ValueError("write the year in its four digits, as in 2021")
    return value


def is_isbn(value: str) -> bool:
    """Whether a text is an ISBN of ten or thirteen digits that check each other."""
    signs = ISBN_SIGNS.sub("", value)
    if re.fullmatch(r"97[89]\d{10}", signs):
        weighed = sum(int(sign) * (1, 3)[n % 2] for n, sign in enumerate(signs))
        return weighed % 10 == 0
    if re.fullmatch(r"\d{9}[\dXx]", signs):
        digits = [10 if sign in "Xx" else int(sign) for sign in signs]
        return sum(digit * (10 - n) for n, digit in enumerate(digits)) % 11 == 0
    return False


def _isbn(value: str) -> str:
    if value and not re.fullmatch(r"[\d\s-]+[\dXx]", value):
        raise misfit("isn't a number of 10 or 13 digits", "copy it from the book")
    if value and not is_isbn(value):
        raise misfit("has a wrong digit", "its last one doesn't fit the others")
    return value


Issued = Annotated[str, AfterValidator(_issued)]
Volume = Annotated[str, AfterValidator(_volume)]
Issue = Annotated[str, AfterValidator(_issue)]
Pages = Annotated[str, AfterValidator(_pages)]
Number = Annotated[str, AfterValidator(_number)]
Edition = Annotated[str, AfterValidator(_edition)]
Isbn = Annotated[str, AfterValidator(_isbn)]
# A registrant's number has four digits or more; no DOI ends with a sentence's own mark.
Doi = Annotated[str, Field(pattern=r"^10\.[1-9]\d{3,8}/\S*[^\s.,;:'\"]$")]
Pmid = Annotated[str, Field(pattern=r"^[1-9]\d{0,8}$")]
Pmcid = Annotated[str, Field(pattern=r"^(PMC[1-9]\d{0,8})?$")]
