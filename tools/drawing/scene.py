"""Draws what stands about the figure: furniture, ground, straps and the arrow."""

import cmath
import math
from collections.abc import Mapping, Sequence
from typing import Any

from tools.drawing.curve import number, pair

INK = 'fill="none" stroke="currentColor"'
FURNITURE = f'{INK} stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"'
SHADED = FURNITURE.replace('fill="none"', 'fill="currentColor" fill-opacity=".17"')
SOLID = FURNITURE.replace('fill="none"', 'class="drawing__paper" fill="#fbf7f0"')

DOTS = 6.0  # between two dots of the ground, so frames are as many times as wide
LOWER = 2.2  # how far the dots lie below the floor on which an outline ends
HEADBOARD, BED, TABLE = 46.0, 17.0, 66.0  # above the floor, below it, above it
WALL = 6.0  # how thick
TOWEL, BAND = 5.6, 3.4  # how broad
HEAD = 5.5  # of an arrow: its own line fills it

Item = Mapping[str, Any]


def ground(floor: float, start: float, end: float) -> str:
    """Give the dotted line of the floor, which goes on in a drawing beside it.

    It lies below the outline of what stands on it, so it goes on under that, too.
    """
    dots = f"M{number(start + DOTS / 2)} {number(floor + LOWER)}H{number(end)}"
    return (
        f'<path {INK} stroke-width="1.8" stroke-linecap="round" '
        f'stroke-dasharray="0 {DOTS:g}" d="{dots}"/>'
    )


def furniture(item: Item, floor: float) -> str:
    """Give one piece of furniture by its kind."""
    kind = item["kind"]
    if kind == "wall":
        return _wall(item["x"], item["top"], floor)
    if kind == "path":
        return _lines(item["d"], filled=item.get("filled", False))
    if kind == "roll":
        return _roll(complex(*item["at"]), item["radius"])
    if kind == "chair":
        return _chair(item["x"], item["seat"], item["depth"], item["back"], floor)
    if kind == "bed":
        return _bed(floor)
    if kind == "table":
        return _table(item["left"], item["right"], floor)
    raise ValueError(f"no furniture of kind {kind!r}")


def top(item: Item, floor: float) -> float:
    """Give the height at which a piece of furniture ends."""
    if item["kind"] == "bed":
        return floor - HEADBOARD
    if item["kind"] == "table":
        return floor - TABLE
    if item["kind"] == "roll":
        return float(item["at"][1] - item["radius"])
    return float(item["top"] if "top" in item else item["back"])


def _lines(data: str, filled: bool = False) -> str:
    return f'<path {SOLID if filled else FURNITURE} d="{data}"/>'


def _wall(x: float, top: float, floor: float) -> str:
    """Give a wall from the side, as thick as its shade."""
    left, right, high = number(x), number(x + WALL), number(top)
    return (
        f'<path {SHADED} d="M{left} {number(floor)}V{high}H{right}V{number(floor)}"/>'
    )


def _chair(x: float, seat: float, depth: float, back: float, floor: float) -> str:
    """Give a chair from the side; a negative depth turns its back to the right."""
    turn = math.copysign(1, depth)
    front, rear = number(x + depth), number(x)
    legs = (
        f"M{number(x + 5 * turn)} {number(seat)}L{number(x)} {number(back - 4)}"
        f"L{number(x - 5 * turn)} {number(back)}L{rear} {number(seat)}"
        f"L{number(x - 3 * turn)} {number(floor)}"
        f"M{number(x + depth - 3 * turn)} {number(seat + 4)}"
        f"L{number(x + depth - turn)} {number(floor)}"
    )
    top, low = number(seat), number(seat + 4.4)
    cushion = f"M{rear} {top}H{front}V{low}H{rear}z"
    return _lines(legs) + _lines(cushion, filled=True)


def _bed(height: float) -> str:
    """Give the head of a bed from the side, which goes on beyond the drawing."""
    y = number(height)
    post = f"M10 {number(height + BED)}V{number(height - HEADBOARD)}h6V{y}"
    pillow = f"M18 {y}c-3-4-2-12 4-12h14c6 0 7 8 4 12z"
    return _lines(f"{post}H240M16 {number(height + BED)}H240") + _lines(
        pillow, filled=True
    )


def _table(left: float, right: float, floor: float) -> str:
    """Give a table from the side."""
    edge = number(floor - TABLE)
    legs = "".join(
        f"M{number(x)} {number(floor - TABLE + 6)}V{number(floor)}h6"
        f"V{number(floor - TABLE + 6)}"
        for x in (left + 5, right - 11)
    )
    board = f"M{number(left)} {edge}H{number(right)}v6H{number(left)}z"
    return _lines(legs, filled=True) + _lines(board, filled=True)


def _roll(centre: complex, radius: float) -> str:
    """Give a rolled-up towel seen from its end, which lies on the floor beside it."""
    turns = 1.9 * math.tau
    points = [
        centre + cmath.rect(radius * (1 - 0.8 * n / 24), math.pi / 2 - turns * n / 24)
        for n in range(25)
    ]
    coil = "".join(f"{'L' if n else 'M'}{pair(p)}" for n, p in enumerate(points))
    x, y, r = number(centre.real), number(centre.imag), number(radius)
    return f'<circle {SOLID} cx="{x}" cy="{y}" r="{r}"/>{_lines(coil)}'


def strap(points: Sequence[complex], kind: str) -> str:
    """Give a towel (white between two edges) or a flat band (grey) through points."""
    data = f"M{'L'.join(pair(point) for point in points)}"
    line = f'stroke-linecap="round" stroke-linejoin="round" d="{data}"/>'
    paper = 'class="drawing__paper-line" fill="none" stroke="#fbf7f0"'
    if kind == "towel":
        return (
            f'<path {INK} stroke-width="{number(TOWEL)}" {line}'
            f'<path {paper} stroke-width="{number(TOWEL - 2.4)}" {line}'
        )
    return (
        f'<path {paper} stroke-width="{number(BAND)}" {line}'
        f'<path {INK} stroke-opacity=".6" stroke-width="{number(BAND)}" {line}'
    )


def lens(centre: complex, radius: float) -> str:
    """Give the paper of the circle in which a part is shown larger."""
    x, y, r = number(centre.real), number(centre.imag), number(radius)
    return f'<circle class="drawing__paper" fill="#fbf7f0" cx="{x}" cy="{y}" r="{r}"/>'


def rim(centre: complex, radius: float, part: complex) -> str:
    """Give the line around such a circle, and the one from it to the part."""
    x, y, r = number(centre.real), number(centre.imag), number(radius)
    edge = centre + (part - centre) / abs(part - centre) * radius
    return (
        f'<circle {FURNITURE} cx="{x}" cy="{y}" r="{r}"/>'
        f"{_lines(f'M{pair(edge)}L{pair(part)}')}"
    )


def arrow(start: complex, through: complex, end: complex) -> str:
    """Give the arrow of the one movement that matters, with a solid head."""
    way = (end - through) / abs(end - through)
    barbs = [end + way * cmath.rect(HEAD, math.pi + turn) for turn in (0.5, -0.5)]
    data = (
        f"M{pair(start)}Q{pair(through)} {pair(end - way * HEAD / 2)}"
        f"M{pair(barbs[0])}L{pair(end)}L{pair(barbs[1])}z"
    )
    return (
        f'<path {INK} stroke-width="3" stroke-linecap="round" '
        f'stroke-linejoin="round" d="{data}"/>'
    )
