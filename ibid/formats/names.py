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
            kept.append({"literal": literal.strip(", ")})
        elif family:
            short = _shortened(given)
            kept.append({"family": family} | ({"given": short} if short else {}))
    return kept


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


def is_others(name: Mapping[str, str]) -> bool:
    """Whether the name only says that more authors follow."""
    whole = name.get("literal") or " ".join(name.values())
    return whole.strip(" .").lower() in ("et al", "others", "and others")
