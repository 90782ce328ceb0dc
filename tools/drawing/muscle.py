"""Draws the working muscle, the only coloured shape of a figure."""

import cmath
import math
from collections.abc import Sequence

from tools.drawing import body, curve, field
from tools.drawing.body import Limb
from tools.drawing.curve import number
from tools.drawing.field import Part
from tools.drawing.pose import Data

COLOURS = {"tense": "#8a2f16", "eased": "#0a5357"}
GAP = 2.6  # paper between the muscle and the outline
# A cramped muscle is short and thick, one let go long and slim: so the two differ in
# grey as well. How much of each end is drawn in, and how thick it grows.
BUNCHED, SLIM = (0.10, 1.2), (0.0, 1.1)
STEPS = 24  # along the muscle
HATCH = 0.025  # between two strokes of a muscle that is stretched
# The three short strokes beside a muscle that cramps: how far from the limb, how long
# and half how wide, how far they fan out (degrees), and beside which part of a muscle,
# if not its middle, so that they stand clear of the rest of the body.
PANG_AWAY, PANG_LENGTH, PANG_WIDTH, FAN, SPREAD = 5.0, 5.4, 1.0, 26, 10.0
PANGS = {"calf": 0.62, "hamstring": 0.5, "sole": 0.2}
# Which bone from the hip on a muscle lies along, if it isn't the shank; where it begins
# and ends along its bone, and how thick its belly is. A sole's lies from heel to ball.
BONES = {"hamstring": 0, "thigh": 0, "sole": 2}
PARTS = {
    "calf": (0.05, 0.68, 0.040),
    "lower calf": (0.22, 0.88, 0.034),
    "sole": (0.0, 0.96, 0.026),
    "shin": (0.10, 0.76, 0.027),
    "hamstring": (0.30, 0.94, 0.036),
    "thigh": (0.20, 0.88, 0.038),
}


def lens(muscle: Data, leg: Limb, height: float) -> str:
    """Give the muscle as a lens that follows the limb's own outline."""
    bone = BONES.get(muscle["part"], 1)
    start, end = leg.joints[bone : bone + 2]
    if muscle["part"] == "sole":
        start = body.heel(start, end, height)
    first, last, belly = PARTS[muscle["part"]]
    drawn_in, thickness = BUNCHED if muscle["colour"] == "tense" else SLIM
    first, last = first + drawn_in * (last - first), last - drawn_in * (last - first)
    axis = end - start
    side = axis / abs(axis) * (-1j if muscle["part"] in ("shin", "thigh") else 1j)
    spots = [start + axis * (first + (last - first) * n / STEPS) for n in _steps()]
    edges = _evened([_edge(leg.parts, spot, side, height) for spot in spots])
    outer = [spot + side * edge for spot, edge in zip(spots, edges, strict=True)]
    # The belly is nearer the joint above, as a muscle's is.
    swells = [math.sin(math.pi * (n / STEPS) ** 0.8) for n in _steps()]
    inner = [
        edge - side * belly * thickness * height * swell
        for edge, swell in zip(outer, swells, strict=True)
    ]
    path, colour = curve.lens_path(outer, inner), muscle["colour"]
    if colour == "eased" and not muscle.get("works"):
        return (
            f'<path class="drawing__eased-line" fill="none" stroke="{COLOURS[colour]}" '
            f'stroke-width="1.5" d="{path}{_hatched(outer, inner, HATCH * height)}"/>'
        )
    if colour == "tense":
        belly_at = outer[round(STEPS * PANGS.get(muscle["part"], 0.5))]
        path += _pangs(belly_at + side * (GAP + PANG_AWAY), side)
    return f'<path class="drawing__{colour}" fill="{COLOURS[colour]}" d="{path}"/>'


def _hatched(outer: Sequence[complex], inner: Sequence[complex], apart: float) -> str:
    """Give the slanting strokes of a muscle that is stretched, but doesn't work."""
    step = max(1, round(apart * STEPS / abs(outer[-1] - outer[0])))
    strokes = (
        (outer[n], inner[n + step])
        for n in range(step, STEPS - step, step)
        if abs(outer[n] - inner[n + step]) > apart / 2
    )
    return "".join(f"M{curve.pair(a)}l{curve.pair(b - a)}" for a, b in strokes)


def _pangs(at: complex, out: complex) -> str:
    """Give the three strokes that say a muscle hurts, whatever its colour."""
    strokes = []
    for turn in (-FAN, 0, FAN):
        way = out * cmath.rect(1, math.radians(turn))
        near = at + (way - out) * SPREAD
        wide, along = way * 1j * PANG_WIDTH, way * PANG_LENGTH
        corners = near + wide, near + along + wide, near + along - wide, near - wide
        points = (f"{number(p.real)} {number(p.imag)}" for p in corners)
        strokes.append(f"M{'L'.join(points)}z")
    return "".join(strokes)


def _steps() -> range:
    return range(STEPS + 1)


def _edge(parts: Sequence[Part], at: complex, side: complex, height: float) -> float:
    """Give how far from the bone a muscle may reach and stay within the outline."""
    low, high = 0.0, 0.07 * height
    for _ in range(24):
        middle = (low + high) / 2
        if field.distance(parts, at + side * middle) < -GAP:
            low = middle
        else:
            high = middle
    return low


def _evened(edges: list[float]) -> list[float]:
    """Give the edges without the outline's small turns, which are not the muscle's."""
    for _ in range(30):
        middles = [
            (edges[n - 1] + 2 * edges[n] + edges[n + 1]) / 4 for n in range(1, STEPS)
        ]
        edges = [edges[0], *middles, edges[-1]]
    return edges
