"""Fits few, smooth Bezier curves to many points and writes them as path data."""

from collections.abc import Sequence
from itertools import pairwise

Bezier = tuple[complex, complex, complex, complex]

TOLERANCE = 0.5  # in viewBox units: not half a pixel at 300 px, seen by nobody
TINY = 1e-9  # what division has to keep away from
SMOOTHING = 12  # rounds of softening
SPACING = 0.9  # points are spread this far apart before smoothing


def closed_path(ring: Sequence[complex], tolerance: float = TOLERANCE) -> str:
    """Give the path data of a closed smooth outline through a ring of points."""
    # Four separate stretches, each starting along the outline's own direction,
    # keep the fit even all the way round.
    size = len(ring)
    marks = [size * n // 4 for n in range(5)]
    curves: list[Bezier] = []
    for first, last in pairwise(marks):
        part = [ring[n % size] for n in range(first, last + 1)]
        start = _unit(ring[(first + 3) % size] - ring[first - 3])
        end = _unit(ring[last - 3] - ring[(last + 3) % size])
        curves += fit(part, start, end, tolerance)
    return write(curves) + "z"


def open_path(points: Sequence[complex], tolerance: float = TOLERANCE) -> str:
    """Give the path data of an open smooth line through points."""
    line = spread(points)
    start, end = _unit(line[1] - line[0]), _unit(line[-2] - line[-1])
    return write(fit(line, start, end, tolerance))


def lens_path(one: Sequence[complex], other: Sequence[complex]) -> str:
    """Give the path data of a shape between two lines that share their ends."""
    there, back = spread(one), spread(other[::-1])
    curves = []
    for line in (there, back):
        curves += fit(line, _unit(line[1] - line[0]), _unit(line[-2] - line[-1]))
    return write(curves) + "z"


def spread(points: Sequence[complex], spacing: float = SPACING) -> list[complex]:
    """Give points at even distances along a line of points."""
    lengths = [0.0]
    for here, there in pairwise(points):
        lengths.append(lengths[-1] + abs(there - here))
    count = max(4, round(lengths[-1] / spacing))
    even, segment = [points[0]], 0
    for number in range(1, count):
        target = lengths[-1] * number / count
        while lengths[segment + 1] < target:
            segment += 1
        stretch = lengths[segment + 1] - lengths[segment]
        part = (target - lengths[segment]) / stretch
        even.append(points[segment] * (1 - part) + points[segment + 1] * part)
    return [*even, points[-1]]


def soften(ring: Sequence[complex], rounds: int) -> list[complex]:
    """Give a ring of points with its small waves gone and its size kept."""
    points = list(ring)
    # A step inwards, then one a little longer outwards: what is broad comes back
    # to where it was, what is narrow doesn't (Taubin's low-pass filter).
    for step in (0.5, -0.518) * rounds:
        points = [
            point + step * ((points[n - 1] + points[(n + 1) % len(points)]) / 2 - point)
            for n, point in enumerate(points)
        ]
    return points


def fit(
    points: Sequence[complex],
    start: complex,
    end: complex,
    tolerance: float = TOLERANCE,
) -> list[Bezier]:
    """Give curves that follow points, leaving along `start`, arriving against `end`."""
    if not points[1:-1]:
        reach = abs(points[1] - points[0]) / 3
        return [
            (points[0], points[0] + start * reach, points[1] + end * reach, points[1])
        ]
    places = _places(points)
    for _ in range(5):
        curve = _best(points, places, start, end)
        error, worst = _worst(points, places, curve)
        if error < tolerance:
            return [curve]
        places = [_nearer(curve, p, t) for p, t in zip(points, places, strict=True)]
    reach = min(3, worst, len(points) - 1 - worst)
    through = _unit(points[worst + reach] - points[worst - reach])
    return [
        *fit(points[: worst + 1], start, -through, tolerance),
        *fit(points[worst:], through, end, tolerance),
    ]


def write(curves: Sequence[Bezier]) -> str:
    """Give path data for joined curves, relative and to one decimal."""
    at = _round(curves[0][0])
    data = f"M{pair(at)}c"
    first = True
    for curve in curves:
        for point in curve[1:]:
            step = pair(_round(point) - at)
            data += step if first or step.startswith("-") else f" {step}"
            first = False
        at = _round(curve[3])
    return data


def number(value: float) -> str:
    """Give a number to one decimal, as short as it goes."""
    text = f"{value:.1f}".removesuffix(".0")
    if text in ("-0", "0"):
        return "0"
    return text.removeprefix("0").replace("-0.", "-.")


def pair(point: complex) -> str:
    """Give a point's two numbers, as short as they go."""
    x, y = number(point.real), number(point.imag)
    return x + (y if y.startswith("-") else f" {y}")


def _unit(vector: complex) -> complex:
    return vector / abs(vector) if vector else 1 + 0j


def _places(points: Sequence[complex]) -> list[float]:
    lengths = [0.0]
    for here, there in pairwise(points):
        lengths.append(lengths[-1] + abs(there - here))
    return [length / lengths[-1] for length in lengths]


def _best(
    points: Sequence[complex], places: Sequence[float], start: complex, end: complex
) -> Bezier:
    first, last = points[0], points[-1]
    aa = ab = bb = ax = bx = 0.0
    for point, t in zip(points, places, strict=True):
        s = 1 - t
        a, b = start * (3 * s * s * t), end * (3 * s * t * t)
        rest = point - first * (s**3 + 3 * s * s * t) - last * (t**3 + 3 * s * t * t)
        aa, ab, bb = aa + _dot(a, a), ab + _dot(a, b), bb + _dot(b, b)
        ax, bx = ax + _dot(a, rest), bx + _dot(b, rest)
    chord = abs(last - first)
    bottom = aa * bb - ab * ab
    left = right = chord / 3
    if abs(bottom) > TINY:
        left, right = (ax * bb - bx * ab) / bottom, (aa * bx - ab * ax) / bottom
    if min(left, right) < chord * 0.05 or max(left, right) > chord * 2:
        left = right = chord / 3
    return first, first + start * left, last + end * right, last


def _worst(
    points: Sequence[complex], places: Sequence[float], curve: Bezier
) -> tuple[float, int]:
    errors = [abs(at(curve, t) - p) for p, t in zip(points, places, strict=True)]
    worst = max(range(1, len(points) - 1), key=errors.__getitem__)
    return errors[worst], worst


def at(curve: Bezier, t: float) -> complex:
    """Give the point of a curve at a place from 0 to 1."""
    a, b, c, d = curve
    s = 1 - t
    return a * s**3 + b * (3 * s * s * t) + c * (3 * s * t * t) + d * t**3


def _nearer(curve: Bezier, point: complex, t: float) -> float:
    a, b, c, d = curve
    s = 1 - t
    slope = 3 * ((b - a) * s * s + (c - b) * (2 * s * t) + (d - c) * t * t)
    bend = 6 * ((c - 2 * b + a) * s + (d - 2 * c + b) * t)
    gap = at(curve, t) - point
    bottom = _dot(slope, slope) + _dot(gap, bend)
    if abs(bottom) < TINY:
        return t
    return min(1.0, max(0.0, t - _dot(gap, slope) / bottom))


def _dot(a: complex, b: complex) -> float:
    return a.real * b.real + a.imag * b.imag


def _round(point: complex) -> complex:
    return complex(round(point.real, 1), round(point.imag, 1))
