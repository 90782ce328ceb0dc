"""Puts a drawing together, from the far limbs to the near, as one SVG file."""

import math
from collections.abc import Iterator, Sequence
from html import escape

from tools.drawing import body, curve, field, scene
from tools.drawing.field import Part
from tools.drawing.pose import Data, Figure, figure

WIDTH, HEIGHT = 240, 180
FLOOR = 168.0
PAPER = 'class="drawing__paper" fill="#fbf7f0"'
INK = (
    'stroke="currentColor" stroke-width="2.4" '
    'stroke-linecap="round" stroke-linejoin="round"'
)
BESIDE = 3.5  # lines nearer than this run together
CROSSING = 9.0  # a line that keeps beside another for longer isn't crossing it
SCRAP = 11.0  # a piece of outline shorter than this says nothing
GAP = 2.6  # paper between a muscle and the outline
COLOURS = {"tense": "#8a2f16", "eased": "#0a5357"}


def picture(data: Data) -> str:
    """Give the SVG text of a drawing from its entry in the table of poses."""
    floor = float(data.get("floor", FLOOR))
    who = figure(data, floor)
    parts = [
        f'<svg class="drawing" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'xmlns="http://www.w3.org/2000/svg">',
        f"<title>{escape(data['title'])}</title>",
        f"<desc>{escape(data['desc'])}</desc>",
        scene.ground(float(data.get("ground", floor))),
        *(scene.furniture(item, floor) for item in data.get("behind", ())),
        *_layers(data, who, floor),
        *(scene.furniture(item, floor) for item in data.get("before", ())),
        *(scene.arrow(*(complex(*p) for p in a)) for a in data.get("arrows", ())),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _layers(data: Data, who: Figure, floor: float) -> Iterator[str]:
    strap, limbs = data.get("strap"), who.limbs
    arm = limbs["near_arm"]
    near = [*who.trunk.parts, *limbs["near_leg"].parts]
    if "far_arm" in limbs:
        if strap:
            yield _strap(strap, who, "far_arm")
        yield from _skin(limbs["far_arm"].parts, (near, arm.parts))
    if "far_leg" in limbs:
        yield from _skin(limbs["far_leg"].parts, (near, arm.parts))
    yield from (scene.furniture(item, floor) for item in data.get("between", ()))
    yield from _skin(near, ())
    if "muscle" in data:
        yield _muscle(data["muscle"], who)
    if strap:
        yield _strap(strap, who, "near_arm")
    shoulder = (arm.joints[0], 0.046 * who.height)
    yield from _skin(arm.parts, (), shoulder)


def _skin(
    parts: Sequence[Part],
    above: Sequence[Sequence[Part]],
    opening: tuple[complex, float] | None = None,
) -> Iterator[str]:
    """Give a layer's shape in paper, then as much of its outline as is to be seen."""
    shapes, lines, whole = "", "", True
    for loop in field.outlines(parts):
        if not _big(loop):
            continue
        ring = curve.soften(curve.spread([*loop, loop[0]])[:-1], curve.SMOOTHING)
        seen = _seen(ring, above)
        if opening:
            seen = [abs(point - opening[0]) > opening[1] for point in ring]
        shapes += curve.closed_path(ring)
        whole = whole and all(seen)
        if not all(seen):
            lines += "".join(curve.open_path(run) for run in _runs(ring, seen))
    if whole:
        yield f'<path {PAPER} {INK} d="{shapes}"/>'
    elif lines:
        yield f'<path {PAPER} d="{shapes}"/>'
        yield f'<path fill="none" {INK} d="{lines}"/>'


def _seen(ring: Sequence[complex], above: Sequence[Sequence[Part]]) -> list[bool]:
    """Tell for each point of an outline whether its line is to be drawn.

    What other layers cover is left out. So is a line that keeps close beside
    one of theirs, because the two would run into one thick line; a line that
    only crosses stays.
    """
    depths = [min((field.distance(p, at) for p in above), default=9.0) for at in ring]
    seen = [depth > -0.5 for depth in depths]
    close = [-0.5 < depth < BESIDE for depth in depths]
    for stretch in _stretches(close):
        if len(stretch) * curve.SPACING > CROSSING:
            for n in stretch:
                seen[n] = False
    for stretch in _stretches(seen):
        if len(stretch) * curve.SPACING < SCRAP:
            for n in stretch:
                seen[n] = False
    return seen


def _runs(ring: Sequence[complex], seen: Sequence[bool]) -> list[list[complex]]:
    return [[ring[n] for n in stretch] for stretch in _stretches(seen)]


def _stretches(flags: Sequence[bool]) -> list[list[int]]:
    """Give the places of each unbroken row of true flags on a ring."""
    if all(flags):
        return [list(range(len(flags)))]
    start = flags.index(False)
    rows: list[list[int]] = [[]]
    for n in (*range(start, len(flags)), *range(start)):
        if flags[n]:
            rows[-1].append(n)
        elif rows[-1]:
            rows.append([])
    return [row for row in rows if row]


def _big(loop: Sequence[complex]) -> bool:
    """Tell a real outline or opening from a speck between two limbs."""
    turns = zip(loop, [*loop[1:], loop[0]], strict=True)
    return abs(sum((a.conjugate() * b).imag for a, b in turns)) / 2 > 6


def _muscle(muscle: Data, who: Figure) -> str:
    """Give the working muscle as a lens that follows the limb's own outline."""
    leg = who.limbs["near_leg"]
    above = muscle["part"] in ("hamstring", "thigh")
    start, end = leg.joints[0:2] if above else leg.joints[1:3]
    back = 1j if muscle["part"] not in ("shin", "thigh") else -1j
    first, last, thick = PARTS[muscle["part"]]
    axis = end - start
    side = axis / abs(axis) * back
    places = [first + (last - first) * n / 24 for n in range(25)]
    edges = [_edge(leg.parts, start + axis * t, side, who.height) for t in places]
    for _ in range(30):
        middles = [
            (edges[n - 1] + 2 * edges[n] + edges[n + 1]) / 4 for n in range(1, 24)
        ]
        edges = [edges[0], *middles, edges[-1]]
    outer, inner = [], []
    for n, (t, edge) in enumerate(zip(places, edges, strict=True)):
        belly = thick * who.height * math.sin(math.pi * (n / 24) ** 0.8)
        outer.append(start + axis * t + side * edge)
        inner.append(start + axis * t + side * (edge - belly))
    path = curve.lens_path(outer, inner)
    colour = muscle["colour"]
    return f'<path class="drawing__{colour}" fill="{COLOURS[colour]}" d="{path}"/>'


# Where each muscle begins and ends along its bone, and how thick its belly is.
PARTS = {
    "calf": (0.05, 0.68, 0.040),
    "lower calf": (0.22, 0.88, 0.034),
    "shin": (0.10, 0.76, 0.027),
    "hamstring": (0.22, 0.92, 0.036),
    "thigh": (0.20, 0.88, 0.038),
}


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


def _strap(strap: Data, who: Figure, arm: str) -> str:
    """Give one end of the towel or band, from the hand round the ball of the foot."""
    foot = who.limbs[strap.get("limb", "near_leg")]
    ankle, ball = foot.joints[2:4]
    forward = (ball - ankle) / abs(ball - ankle)
    if strap["kind"] == "loop":
        over = ball + forward * 1j * -0.024 * who.height + forward * 1
        return scene.strap([complex(*strap["from"]), over], "band")
    hand = who.limbs[arm].joints[3]
    reach = body.SOLE * who.height
    below = ball + forward * 1j * reach * 0.62
    points = [hand, below + forward * 3, below - forward * 1]
    if strap["kind"] == "towel" and arm == "near_arm":
        points = [hand + complex(-3, 15), hand, *points[1:]]
    return scene.strap(points, strap["kind"])
