"""An owner's accent colour in place of the design's own, if it can be read."""

import re
from collections.abc import Iterator

from ibid.problems import Problem
from ibid.reading.front_matter import Document

ENOUGH = 7.0
"""The contrast that WCAG 2.2 asks of text at level AAA (1.4.6)."""

COLOUR = r"--{}: ?(#[0-9a-f]{{6}})"
NIGHT = "@media screen and (prefers-color-scheme:dark)"
STEPS = 20
GREYS_APART = 96
"""Of 255 greys: so far apart are two parts of a drawing that mean opposite things."""


Grounds = tuple[tuple[str, ...], tuple[str, ...]]
"""The colours text stands on, by day and by night."""


def grounds(style: str) -> Grounds:
    """The colours text stands on in the style sheet, where the day stands first."""
    found = [re.findall(COLOUR.format(name), style) for name in ("paper", "raised")]
    return tuple(one[0] for one in found if one), tuple(
        one[1] for one in found if one[1:]
    )


def problems(
    document: Document | None, colour: str | None, style: str
) -> Iterator[Problem]:
    """What keeps the colour from being used: too little contrast by day."""
    if document is None or colour is None:
        return
    least = min((contrast(colour, ground) for ground in grounds(style)[0]), default=21)
    if least < ENOUGH:
        yield Problem(
            document.place(("colour",)),
            "faint-colour",
            f"{colour} is too faint on the page: {least:.1f} to 1, where 7 is needed",
            f"a darker shade would do: {shade(colour, '#000000', grounds(style)[0])}",
        )


def rules(style: str, colour: str | None) -> str:
    """The rules that put the owner's colour in place of the design's."""
    if colour is None:
        return ""
    night = shade(colour, "#ffffff", grounds(style)[1])
    dark = f"{NIGHT}{{--eased:{night}}}"
    return f"@layer tokens{{:root{{--eased:{colour};{dark}}}}}"


def shade(colour: str, towards: str, on: tuple[str, ...]) -> str:
    """The colour, mixed with another just as far as it needs to be read on `on`."""
    for step in range(STEPS + 1):
        mixed = mix(colour, towards, step / STEPS)
        if all(contrast(mixed, ground) >= ENOUGH for ground in on):
            return mixed
    return towards


def pale(colour: str, beside: str) -> str:
    """The colour, mixed with white just as far as a copy in greys needs to tell it from
    a darker one beside it.
    """
    for step in range(STEPS + 1):
        mixed = mix(colour, "#ffffff", step / STEPS)
        if _grey(mixed) - _grey(beside) >= GREYS_APART:
            return mixed
    return "#ffffff"


def mix(one: str, other: str, share: float) -> str:
    """Two colours mixed; `share` from 0 to 1 is the other's."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance from 0 to 1 (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _grey(colour: str) -> float:
    """What a copier makes of a colour, from 0 to 255 (luma of ITU-R BT.601)."""
    red, green, blue = _channels(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))
