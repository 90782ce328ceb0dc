"""Which runs of `*`, `_` and `~` pair, by the rules of the CommonMark specification."""

import unicodedata
from xml.etree.ElementTree import Element

from ibid.prose.tokens import Run

STRONG = 2
TAGS = {("*", 1): "em", ("*", 2): "strong", ("_", 1): "em", ("_", 2): "strong"}


def flanks(sign: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a run between two signs can open, and whether it can close."""
    space_before, space_after = _is_space(before), _is_space(after)
    point_before, point_after = _is_point(before), _is_point(after)
    left = not space_after and (not point_after or space_before or point_before)
    right = not space_before and (not point_before or space_after or point_after)
    if sign == "_":
        return left and (not right or point_before), right and (not left or point_after)
    return left, right


def _is_space(sign: str) -> bool:
    return not sign or sign.isspace()


def _is_point(sign: str) -> bool:
    if sign.isascii():
        return not sign.isalnum() and not _is_space(sign)
    return unicodedata.category(sign)[0] in "PS"


def pair(runs: list[Run], bottom: int) -> None:
    """Pair the runs from `bottom` on, innermost first; they are taken off the list."""
    found: list[Run] = []
    floors: dict[tuple[str, bool, int], int] = {}
    for closer in runs[bottom:]:
        while closer.can_close and closer.count:
            kind = closer.sign, closer.can_open, closer.length % 3
            number = _opener(found, closer, floors.get(kind, 0))
            if number is None:
                floors[kind] = len(found)
                break
            del found[number + 1 :]
            _join(found[number], closer)
            if not found[number].count:
                found.pop()
            floors = {one: min(floor, len(found)) for one, floor in floors.items()}
        if closer.can_open and closer.count:
            found.append(closer)
    del runs[bottom:]


def _opener(found: list[Run], closer: Run, floor: int) -> int | None:
    """The nearest run that the closer pairs with."""
    for number in range(len(found) - 1, floor - 1, -1):
        opener = found[number]
        if opener.sign == closer.sign and _fit(opener, closer):
            return number
    return None


def _fit(opener: Run, closer: Run) -> bool:
    if opener.sign == "~":
        return opener.length == closer.length
    both = opener.can_close or closer.can_open
    odd = (opener.length + closer.length) % 3 == 0
    return not (both and odd and (opener.length % 3 or closer.length % 3))


def _join(opener: Run, closer: Run) -> None:
    count = min(STRONG, opener.count, closer.count)
    opener.take(count, opening=True)
    closer.take(count, opening=False)
    opener.opens.insert(0, Element(TAGS.get((opener.sign, count), "del")))
    closer.closes += 1
