"""Draws what stands about the figure: furniture, ground, straps and the arrow."""

import cmath
import math
from collections.abc import Mapping, Sequence
from typing import Any

from tools.drawing.curve import number

INK = 'fill="none" stroke="currentColor"'
FURNITURE = f'{INK} stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"'
SOLID = FURNITURE.replace('fill="none"', 'class="drawing__paper" fill="#fbf7f0"')

DOTS = 6.0  # between two dots of the ground, so frames are as many times as wide
HEADBOARD, BED, TABLE = 46.0, 17.0, 66.0  # above the floor, below it, above it

Item = Mapping[str, Any]


def ground(
    y: float, start: float, end: float, resting: Sequence[tuple[float, float]] = ()
) -> str:
    """Give the dotted line of the floor, which goes on in a drawing beside it.

    It is left out where a body rests on it, from here to there.
    """
    count = round((end - start) / DOTS)
    dots = [start + DOTS * (n + 0.5) for n in range(count)]
    rows: list[list[float]] = [[]]
    for dot in dots:
        if not any(low < dot < high for low, high in resting):
            rows[-1].append(dot)
        elif rows[-1]:
            rows.append([])
    data = "".join(
        f"M{number(row[0])} {number(y)}H{number(row[-1] + 1)}" for row in rows if row
    )
    return (
        f'<path {INK} stroke-width="1.8" stroke-linecap="round" '
        f'stroke-dasharray="0 {DOTS:g}" d="{data}"/>'
    )


def furniture(item: Item, floor: float) -> str:
    """Give one piece of furniture by its kind."""
    kind = item["kind"]
    if kind == "wall":
        return _lines(f"M{number(item['x'])} {number(item['top'])}V{number(floor)}")
    if kind == "path":
        return _lines(item["d"], filled=item.get("filled", False))
    if kind == "roll":
        return _roll(complex(*item["at"]), item["radius"])
    if kind == "chair":
        return _chair(item["x"], item["seat"], item["depth"], item["back"], floor)
    if kind == "bed":
        return _bed(floor)
    if kind == "table":
        return _table(floor)
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
    y, low = number(height), number(height + BED)
    return (
        _lines(f"M14 {number(height - HEADBOARD)}V{low}")
        + _lines(f"M20 {y}c-5-8 -4-28 5-34c5-3 11-1 12 4c2 10 3 22 3 30z", filled=True)
        + _lines(f"M240 {y}H18q-4 0-4 4V{low}H240")
    )


def _table(floor: float) -> str:
    """Give the near end of a table from the side."""
    edge = floor - TABLE
    foot, under = number(floor), number(edge + 6)
    return _lines(f"M204 {under}V{foot}H209V{under}") + _lines(
        f"M236 {number(edge)}H192V{under}H236"
    )


def _roll(centre: complex, radius: float) -> str:
    """Give a rolled-up towel seen from its end."""
    points = [
        centre + cmath.rect(radius * (1 - n / 16), math.pi * (0.5 + n / 5))
        for n in range(14)
    ]
    spiral = " ".join(f"{number(p.real)} {number(p.imag)}" for p in points)
    x, y, r = number(centre.real), number(centre.imag), number(radius)
    circle = f'<circle {SOLID} cx="{x}" cy="{y}" r="{r}"/>'
    return circle + f'<path {FURNITURE} d="M{spiral}"/>'


def strap(points: Sequence[complex], kind: str, cap: str = "round") -> str:
    """Give a towel (broad, two edges) or a band (one firm line) through points."""
    data = _polyline(points)
    line = f'stroke-linecap="{cap}" stroke-linejoin="round" d="{data}"/>'
    if kind == "band":
        return f'<path {INK} stroke-width="2.6" {line}'
    return (
        f'<path {INK} stroke-width="5.4" {line}'
        f'<path class="drawing__paper-line" fill="none" stroke="#fbf7f0" '
        f'stroke-width="2.6" {line}'
    )


def arrow(start: complex, through: complex, end: complex) -> str:
    """Give the arrow of the one movement that matters."""
    way = (end - through) / abs(end - through)
    barbs = [end + way * cmath.rect(7, math.pi + turn) for turn in (0.6, -0.6)]
    data = (
        f"M{_pair(start)}Q{_pair(through)} {_pair(end)}"
        f"M{_pair(barbs[0])}L{_pair(end)}L{_pair(barbs[1])}"
    )
    return (
        f'<path class="drawing__arrow" fill="none" stroke="#0a5357" stroke-width="2.6" '
        f'stroke-linecap="round" stroke-linejoin="round" d="{data}"/>'
    )


def _polyline(points: Sequence[complex]) -> str:
    return "M" + "L".join(_pair(point) for point in points)


def _pair(point: complex) -> str:
    return f"{number(point.real)} {number(point.imag)}"
