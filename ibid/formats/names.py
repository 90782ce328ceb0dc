"""People and bodies between formats: initials in one spelling, `Jr` apart from them."""

import re
from collections.abc import Mapping
from typing import Any

Names = list[dict[str, str]]

INITIALS = re.compile(r"[^\W\d_a-zß-ÿ]{1,4}")
SUFFIXED = re.compile(r"(.*\S)\s+(Jr|Sr|II|III|IV)\.?")


def tidy_names(names: Any) -> Names:
    """Persons with family and given names, bodies as they are, nothing empty."""
    kept: Names = []
    for name in names if isinstance(names, list) else []:
        # Commas part names in BibTeX and RIS, so no part of a name has one.
        family, given = (
            " ".join(name.get(part, "").replace(",", " ").split())
            for part in ("family", "given")
        )
        literal = name.get("literal") or (given if not family else "")
        if literal.strip(", "):
            kept.append(_body_or_person(literal.strip(", ")))
        elif family:
            short = _shortened(given)
            kept.append({"family": family} | ({"given": short} if short else {}))
    return kept


# `Doe, J.` and `Doe, J. R.`: no body is called that.
INVERTED = re.compile(r"([^\W\d][\w'’ -]+), ((?:[^\W\d_a-z]\.[ -]?)+)")


def _body_or_person(literal: str) -> dict[str, str]:
    person = INVERTED.fullmatch(literal)
    if not person:
        return {"literal": literal}
    return {"family": person[1], "given": _shortened(person[2].strip())}


def _shortened(given: str) -> str:
    """`S. R.` as `SR`, the way ibid and PubMed write initials."""
    main, suffix = parted_given(given)
    letters = re.split(r"[.\s]+", main.removesuffix("."))
    if all(map(INITIALS.fullmatch, letters)) and max(map(len, letters)) == 1:
        main = "".join(letters)
    return f"{main} {suffix}".strip()


def parted_given(given: str) -> tuple[str, str]:
    """Given names, and what follows the whole name: `WH` and `Jr`."""
    found = SUFFIXED.fullmatch(given)
    return (found[1], found[2]) if found else (given, "")


def spelled(given: str) -> tuple[str, str]:
    """Given names as other programs need them, `S. R.` for `SR`, and the suffix.

    To them, `SR` is one short name with the initial S.
    """
    main, suffix = parted_given(given)
    if INITIALS.fullmatch(main):
        main = " ".join(f"{letter}." for letter in main)
    return main, suffix


AND_OTHERS = re.compile(r"(?:^|[\s,;]+)et\.?\s+al\.?$", re.IGNORECASE)


def without_others(names: Any) -> tuple[Any, bool]:
    """The names without `et al.` at the end of any, and whether any had it."""
    if not isinstance(names, list):
        return names, False
    kept, found = [], False
    for name in names:
        cut = _without_others(name) if isinstance(name, dict) else name
        found = found or cut != name
        if not isinstance(cut, dict) or any(cut.values()):
            kept.append(cut)
    return kept, found


def _without_others(name: Mapping[str, str]) -> Mapping[str, str]:
    whole = " ".join(str(name.get(part, "")) for part in ("given", "family")).strip()
    if re.fullmatch(r"(?:et\.?\s+al\.?|others|and\s+others)", whole, re.I):
        return {}
    return {
        part: AND_OTHERS.sub("", text)
        for part, text in name.items()
        if text != "others" or part != "literal"
    }
