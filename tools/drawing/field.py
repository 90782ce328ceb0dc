"""Turns overlapping body parts into one smooth outline.

Every part is a row of circles and what lies between them. The parts are melted
together as a distance field, and the line where the field is zero is
the outline. So a knee, an armpit or a neck is soft without being drawn.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

STEP = 1.25  # grid width; crossings are interpolated, so finer gains nothing
BLOCK = 4  # cells a side that are skipped together when no outline can be near
BETWEEN = 4  # cones from one station of a part to the next

Station = tuple[complex, float]  # a circle that a body part passes through


@dataclass(frozen=True)
class Cone:
    """Two circles and the shape their common tangents close in."""

    start: complex
    radius: float
    way: complex  # unit vector to the end
    length: float
    end_radius: float

    def distance(self, point: complex) -> float:
        """Give how far a point is outside the cone, negative inside."""
        local = (point - self.start) * self.way.conjugate()
        slope = (self.radius - self.end_radius) / self.length if self.length else 1.0
        if abs(slope) >= 1:  # one circle holds the other
            return min(
                abs(local) - self.radius, abs(local - self.length) - self.end_radius
            )
        rise = math.sqrt(1 - slope * slope)
        aside = abs(local.imag)
        along = rise * local.real - slope * aside
        if along < 0:
            return abs(local) - self.radius
        if along > rise * self.length:
            return abs(local - self.length) - self.end_radius
        return rise * aside + slope * local.real - self.radius


@dataclass(frozen=True)
class Part:
    """A body part through its stations, melted this much into the others."""

    stations: tuple[Station, ...]
    cones: tuple[Cone, ...]
    melt: float
    middle: complex
    radius: float  # of a circle about the middle that holds the whole part


def part(melt: float, *stations: Station) -> Part:
    """Give a body part whose line and breadth pass smoothly through its stations."""
    row = [stations[0], *stations, stations[-1]]
    smooth = [
        _between(row[n : n + 4], step / BETWEEN)
        for n in range(len(stations) - 1)
        for step in range(BETWEEN)
    ]
    smooth.append(stations[-1])
    cones = tuple(
        Cone(a, ra, (b - a) / (abs(b - a) or 1), abs(b - a), rb)
        for (a, ra), (b, rb) in pairwise(smooth)
    )
    middle = sum(p for p, _ in smooth) / len(smooth)
    radius = max(abs(p - middle) + r for p, r in smooth)
    return Part(stations, cones, melt, middle, radius)


def _between(around: Sequence[Station], t: float) -> Station:
    """Give a station between the middle two of four (Catmull and Rom's spline)."""
    weights = (
        (-t + 2 * t**2 - t**3) / 2,
        (2 - 5 * t**2 + 3 * t**3) / 2,
        (t + 4 * t**2 - 3 * t**3) / 2,
        (t**3 - t**2) / 2,
    )
    pairs = list(zip(weights, around, strict=True))
    point = sum((w * p for w, (p, _) in pairs), 0j)
    return point, sum(w * r for w, (_, r) in pairs)


Cell = tuple[int, int]
Crossing = tuple[int, int, bool]  # a grid point and whether its edge runs across

# Which edges (0 top, 1 right, 2 bottom, 3 left) the outline joins in a cell, for
# the corners inside (1 top left, 2 top right, 4 bottom right, 8 bottom left),
# always with the inside on the same hand, so that edges link up into loops.
LINKS: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((3, 0),),
    2: ((0, 1),),
    3: ((3, 1),),
    4: ((1, 2),),
    5: ((3, 0), (1, 2)),
    6: ((0, 2),),
    7: ((3, 2),),
    8: ((2, 3),),
    9: ((2, 0),),
    10: ((0, 1), (2, 3)),
    11: ((2, 1),),
    12: ((1, 3),),
    13: ((1, 0),),
    14: ((0, 3),),
}


def outlines(
    parts: Sequence[Part], beside: Sequence[Part] = (), cling: float = 0.0
) -> list[list[complex]]:
    """Give the closed outlines of parts melted together, as points.

    With parts beside them, it is one outline around both, which fills what gaps
    between the two are narrower than half of `cling`.
    """
    samples = _sample(parts, beside, cling)
    following: dict[Crossing, Crossing] = {}
    for column, row in samples:
        for start, end in _links(samples, column, row):
            following[start] = end
    return [
        [_place(samples, crossing) for crossing in loop] for loop in _loops(following)
    ]


def distance(parts: Sequence[Part], point: complex) -> float:
    """Give how far a point is outside the melted parts, negative inside."""
    total = math.inf
    for part_ in parts:
        # A part too far away to matter needn't be measured.
        if abs(point - part_.middle) - part_.radius > total + part_.melt:
            continue
        other = min(cone.distance(point) for cone in part_.cones)
        overlap = max(0.0, part_.melt - abs(total - other))
        total = min(total, other)
        if overlap:
            total -= overlap * overlap / (4 * part_.melt)
    return total


def _together(
    parts: Sequence[Part], beside: Sequence[Part], cling: float, point: complex
) -> float:
    total = distance(parts, point)
    if not beside:
        return total
    other = distance(beside, point)
    return min(total, other) - max(0.0, cling - abs(total - other)) ** 2 / (4 * cling)


def _sample(
    parts: Sequence[Part], beside: Sequence[Part], cling: float
) -> dict[Cell, float]:
    """Give the field at the grid's points, exact near the outline, else its sign."""
    circles = [station for part_ in (*parts, *beside) for station in part_.stations]
    margin, width = 4 * STEP, BLOCK * STEP
    left = int((min(p.real - r for p, r in circles) - margin) // width)
    right = int((max(p.real + r for p, r in circles) + margin) // width) + 1
    top = int((min(p.imag - r for p, r in circles) - margin) // width)
    bottom = int((max(p.imag + r for p, r in circles) + margin) // width) + 1
    samples: dict[Cell, float] = {}
    for column in range(left, right):
        for row in range(top, bottom):
            middle = complex(column + 0.5, row + 0.5) * width
            rough = _together(parts, beside, cling, middle)
            near = abs(rough) < width
            for cell in _cells(column, row):
                point = complex(*cell) * STEP
                samples[cell] = (
                    _together(parts, beside, cling, point) if near else rough
                )
    return samples


def _cells(column: int, row: int) -> Iterator[Cell]:
    for x in range(column * BLOCK, (column + 1) * BLOCK):
        for y in range(row * BLOCK, (row + 1) * BLOCK):
            yield x, y


def _links(
    samples: dict[Cell, float], column: int, row: int
) -> Iterator[tuple[Crossing, Crossing]]:
    corners = [
        (column, row),
        (column + 1, row),
        (column + 1, row + 1),
        (column, row + 1),
    ]
    if any(corner not in samples for corner in corners):
        return
    inside = sum(1 << n for n, c in enumerate(corners) if samples[c] < 0)
    edges: list[Crossing] = [
        (column, row, True),
        (column + 1, row, False),
        (column, row + 1, True),
        (column, row, False),
    ]
    for start, end in LINKS.get(inside, ()):
        yield edges[start], edges[end]


def _loops(following: dict[Crossing, Crossing]) -> Iterator[list[Crossing]]:
    waiting = dict(following)
    while waiting:
        start, crossing = next(iter(waiting.items()))
        loop = [start]
        del waiting[start]
        while crossing != start:
            loop.append(crossing)
            crossing = waiting.pop(crossing)
        yield loop


def _place(samples: dict[Cell, float], crossing: Crossing) -> complex:
    column, row, across = crossing
    here = samples[column, row]
    there = samples[(column + 1, row) if across else (column, row + 1)]
    part = here / (here - there)
    return STEP * (complex(column, row) + (part if across else part * 1j))
