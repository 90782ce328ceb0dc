"""Ranges of pages as styles print them: `321-328` as 321–28, `1-19` never as 1–9."""

import re

PART = re.compile(r"(\s*[,&]\s*)")
RANGE = re.compile(r"([^\d\s-]*)(\d+)\s*[-–]\s*(?:\1)?(\d+)")
FOUR_DIGITS, THREE_DIGITS, FIRST_TEN = 4, 3, 10
DIGITS_KEPT = {"minimal": 1, "minimal-two": 2}


def page_ranges(pages: str, form: str) -> str:
    """The pages with each range in one of CSL's forms, such as `minimal-two`.

    What is no range of two numbers in one spelling, as xii-xv, stays as it is.
    """
    return "".join(_one(part, form) for part in PART.split(pages))


def _one(part: str, form: str) -> str:
    found = RANGE.fullmatch(part)
    if not found:
        return part
    letters, first, last = found.groups()
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    if len(first) == len(last) and int(last) > int(first):
        kept = _digits_kept(first, last, form)
        if kept < len(last):
            return f"{letters}{first}-{last[-kept:]}"
    return f"{letters}{first}-{letters}{last}"


def _digits_kept(first: str, last: str, form: str) -> int:
    """How many digits of the last page are printed, where both have as many."""
    changed = len(last) - next(n for n, d in enumerate(first) if d != last[n])
    if form.startswith("chicago"):
        return _kept_in_chicago(first, changed, form)
    return max(changed, DIGITS_KEPT.get(form, len(last)))


def _kept_in_chicago(first: str, changed: int, form: str) -> int:
    """The Chicago Manual of Style's rule, 15th edition if `form` doesn't say 16."""
    hundreds, rest = divmod(int(first), 100)
    if not hundreds or not rest:
        return len(first)
    is_four_with_three = len(first) == FOUR_DIGITS and changed >= THREE_DIGITS
    if is_four_with_three and not form.endswith("16"):
        return len(first)
    return changed if rest < FIRST_TEN else max(changed, 2)
