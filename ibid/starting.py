"""A small whole guide to start from, in a language and for a country."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

COUNTRY = re.compile("[A-Z]{2}")
YEAR = timedelta(days=365)
IGNORED = "output/\n.cache/\n.*.ibid/\n"
TITLES = {
    "de": "Der steife Nacken",
    "en": "The stiff neck",
    "es": "El cuello rígido",
    "fr": "La nuque raide",
}


def language_of(tag: str, known: Mapping[str, object]) -> str:
    """The language that a starting guide is written in; "" where there is none."""
    return next((one for one in (tag, tag.partition("-")[0]) if one in known), "")


def country_of(tag: str) -> str:
    """The country that a language tag names; "" where it names none."""
    return next((one for one in tag.split("-")[1:] if COUNTRY.fullmatch(one)), "")


@dataclass(frozen=True)
class Facts:
    """What is true of the new guide: `emergency` is the number for an ambulance."""

    title: str
    language: str
    emergency: str
    today: date


def files(texts: Mapping[str, str], facts: Facts) -> dict[str, str]:
    """Each file of the new guide by its path; `texts` are the guide to start from."""
    filled = {
        "{title}": facts.title.replace("\\", "\\\\").replace('"', '\\"'),
        "{language}": facts.language,
        "{emergency}": facts.emergency,
        "{today}": facts.today.isoformat(),
        "{next}": (facts.today + YEAR).isoformat(),
    }
    written = {".gitignore": IGNORED}
    for name, text in sorted(texts.items()):
        written[f"content/{name}"] = _filled(text, filled)
    return written


def _filled(text: str, values: Mapping[str, str]) -> str:
    for hole, value in values.items():
        text = text.replace(hole, value)
    return text
