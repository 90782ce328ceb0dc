"""Puts a drawing together, from the far limbs to the near, as one SVG file."""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from html import escape

from tools.drawing import body, curve, field, muscle, scene
from tools.drawing.body import Limb
from tools.drawing.curve import number
from tools.drawing.field import Part
from tools.drawing.pose import Data, Figure, figure

Visible = Callable[[Sequence[complex]], list[bool]]

WIDTH = 240.0
FLOOR = 168.0
SCALE = 1.55  # pixels a unit, in a picture: all people are of one size
PAPER_COLOUR, INK_COLOUR = "#fbf7f0", "#221c19"
PAPER = f'class="drawing__paper" fill="{PAPER_COLOUR}"'
INK = (
    'stroke="currentColor" stroke-width="2.4" '
    'stroke-linecap="round" stroke-linejoin="round"'
)
FAR = 'fill="currentColor" fill-opacity=".17" stroke="currentColor" stroke-width="1.6"'
LOOSE = 0.6  # how far a far limb's outline may be fitted off, its line being thinner
ROUGH = 0.6  # how far paper may stray from its outline: half the line's width
RESTING = 2.0  # a body part no higher than this above the floor rests on it
OPENING = 0.046  # how far around its joint the near arm is open
# The near arm's outline begins where it leaves the trunk's: a line within these depths
# of the trunk, beside the shoulder, is its edge and no fold.
SHALLOW, LEAVING = -3.4, -1.2
JOIN = 0.085  # how far around it arm and trunk may run together
SPECK = 6.0  # an outline around less than this is a slip between two limbs
COVERED = -0.5  # a line deeper than this within a layer above is hidden by it
SHORTEST = 4  # points of an outline that are a line and no scrap
TOUCHING = 2.4  # lines nearer than this have no paper between them
ABOVE, BELOW = 5.0, 4.0  # room between the frame and what is drawn
CROSSING = 9.0  # a line that keeps beside another for longer isn't crossing it


def top(data: Data) -> float:
    """Give the height of the highest thing in a drawing."""
    floor = _floor(data)
    people = [figure(data, floor)]
    if "helper" in data:
        people.append(figure(data["helper"], floor))
    parts = [part for who in people for part in who.trunk.parts]
    parts += [p for who in people for limb in who.limbs.values() for p in limb.parts]
    things = [*data.get("behind", ()), *data.get("between", ())]
    return min(
        *(at.imag - radius for part in parts for at, radius in part.stations),
        *(scene.top(item, floor) for item in things),
        *(float(y) for arrow in data.get("arrows", ()) for _, y in arrow),
    )


def _floor(data: Data) -> float:
    return float(data.get("floor", FLOOR))


def picture(data: Data, highest: float | None = None) -> str:
    """Give the SVG text of a drawing from its entry in the table of poses.

    Its frame ends at the ground and begins above the highest thing in it, or in all
    that stand beside it, so that one ground line serves them all.
    """
    floor = _floor(data)
    left, width = data.get("frame", (0, WIDTH))
    ground = float(data.get("ground", floor))
    start = math.floor((top(data) if highest is None else highest) - ABOVE)
    height = ground + BELOW - start
    frame = f'viewBox="{left:g} {start} {width:g} {height:g}"'
    if data.get("picture"):
        frame = f'{frame} width="{SCALE * width:g}" height="{SCALE * height:g}"'
    parts = [
        f'<svg class="drawing" {frame} role="img" xmlns="http://www.w3.org/2000/svg">',
        f"<title>{escape(data['title'])}</title>",
        f"<desc>{escape(data['desc'])}</desc>",
        *(() if "ground" in data else [_ground(data, floor, left, left + width)]),
        *(scene.furniture(item, floor) for item in data.get("behind", ())),
        *_layers(data, figure(data, floor), floor),
        *_helper(data, floor),
        *(scene.arrow(*(complex(*p) for p in a)) for a in data.get("arrows", ())),
        "</svg>",
    ]
    text = "\n".join(parts) + "\n"
    if data.get("picture"):
        # A file of its own takes no colour from the page, which lets white through.
        text = text.replace(PAPER_COLOUR, "#fff").replace("currentColor", INK_COLOUR)
    return text


def _ground(data: Data, floor: float, start: float, end: float) -> str:
    """Give the floor's dots, but for those that a body rests on."""
    resting = list(_resting(figure(data, floor), floor))
    if "helper" in data:
        turn = 2 * float(data["helper"]["about"])
        spans = _resting(figure(data["helper"], floor), floor)
        resting += [(turn - last, turn - first) for first, last in spans]
    return scene.ground(floor, start, end, resting)


def _resting(who: Figure, floor: float) -> Iterator[tuple[float, float]]:
    """Give from where to where each limb rests on the floor."""
    for limb in (who.trunk, *who.limbs.values()):
        low = [
            (at.real, radius)
            for part in limb.parts
            for at, radius in part.stations
            if at.imag + radius > floor - RESTING
        ]
        if low:
            yield min(x - r for x, r in low), max(x + r for x, r in low)


def _helper(data: Data, floor: float) -> Iterator[str]:
    """Give whoever helps: another such body, which faces left."""
    if "helper" in data:
        helper = data["helper"]
        about = number(2 * float(helper["about"]))
        yield f'<g transform="translate({about} 0) scale(-1 1)">'
        yield from _layers(helper, figure(helper, floor), floor)
        yield "</g>"


def _layers(data: Data, who: Figure, floor: float) -> Iterator[str]:
    strap, limbs = data.get("strap"), who.limbs
    arm = limbs["near_arm"]
    near = [*who.trunk.parts, *limbs["near_leg"].parts]
    if strap and "far_arm" in limbs:
        yield _strap(strap, who, "far_arm")
    for limb in ("far_arm", "far_leg"):
        if limb in limbs:
            yield from _shade(limbs[limb].parts)
    yield from (scene.furniture(item, floor) for item in data.get("between", ()))
    yield from _skin(near, partial(_under_arm, arm, JOIN * who.height))
    if "muscle" in data:
        yield muscle.lens(data["muscle"], limbs["near_leg"], who.height)
    if strap:
        yield _strap(strap, who, "near_arm")
    yield from _skin(arm.parts, partial(_sleeve, arm, near, who.height))


def _shade(parts: Sequence[Part]) -> Iterator[str]:
    """Give a far limb's whole shape, shaded, in a thinner line."""
    data = "".join(curve.closed_path(ring, LOOSE) for ring in _rings(parts))
    yield f'<path {FAR} d="{data}"/>'


def _skin(parts: Sequence[Part], visible: Visible) -> Iterator[str]:
    """Give a layer's shape in paper, then as much of its outline as is to be seen."""
    rings = _rings(parts)
    sights = [visible(ring) for ring in rings]
    if all(all(seen) for seen in sights):
        data = "".join(curve.closed_path(ring) for ring in rings)
        yield f'<path {PAPER} {INK} d="{data}"/>'
    elif any(any(seen) for seen in sights):
        # The paper's edge lies under the line, so it needn't be as exact.
        shape = "".join(curve.closed_path(ring, ROUGH) for ring in rings)
        yield f'<path {PAPER} d="{shape}"/>'
        lines = (
            curve.open_path([ring[n] for n in row])
            for ring, seen in zip(rings, sights, strict=True)
            for row in _stretches(seen)
            if len(row) > SHORTEST
        )
        yield f'<path fill="none" {INK} d="{"".join(lines)}"/>'


def _rings(parts: Sequence[Part]) -> list[list[complex]]:
    """Give the smooth outlines of parts that are melted together."""
    loops = [loop for loop in field.outlines(parts) if _big(loop)]
    return [
        curve.soften(curve.spread([*loop, loop[0]])[:-1], curve.SMOOTHING)
        for loop in loops
    ]


def _under_arm(arm: Limb, join: float, ring: Sequence[complex]) -> list[bool]:
    """Leave out of the trunk's outline what keeps beside the near arm's."""
    seen = [True] * len(ring)
    close = [
        abs(at - arm.joints[0]) > join
        and COVERED < field.distance(arm.parts, at) < TOUCHING
        for at in ring
    ]
    _drop(seen, [row for row in _stretches(close) if _length(row) > CROSSING])
    _drop(seen, [row for row in _stretches(seen) if _length(row) < CROSSING])
    return seen


def _sleeve(
    arm: Limb, near: Sequence[Part], height: float, ring: Sequence[complex]
) -> list[bool]:
    """Leave the near arm's outline open where the arm flows from the shoulder.

    Where it would begin just within the trunk's outline it begins on it.
    """
    away = [abs(at - arm.joints[0]) / height for at in ring]
    seen = [far > OPENING for far in away]
    for row in _stretches(seen):
        for end in (row, row[::-1]):
            for n in end:
                depth = field.distance(near, ring[n])
                if away[n] > JOIN or not SHALLOW < depth < LEAVING:
                    break
                seen[n] = False
    return seen


def _drop(seen: list[bool], rows: Sequence[Sequence[int]]) -> None:
    for n in (n for row in rows for n in row):
        seen[n] = False


def _length(row: Sequence[int]) -> float:
    return len(row) * curve.SPACING


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
    return abs(sum((a.conjugate() * b).imag for a, b in turns)) / 2 > SPECK


def _strap(strap: Data, who: Figure, arm: str) -> str:
    """Give one end of the towel or band, from the hand round the ball of the foot."""
    foot = who.limbs["near_leg"]
    ankle, ball = foot.joints[2:4]
    forward = (ball - ankle) / abs(ball - ankle)
    if strap["kind"] == "loop":
        over = ball + forward * 1j * -0.024 * who.height + forward * 1
        return scene.strap([complex(*strap["from"]), over], "band")
    hand = who.limbs[arm].joints[3]
    reach = body.SOLE * who.height
    below = ball + forward * 1j * reach * 0.62
    points = [hand, below + forward * 3, below - forward * 1]
    if arm == "far_arm":
        # The hand is only shaded, so what it holds begins at its edge.
        points[0] += (points[1] - hand) / abs(points[1] - hand) * 4
        return scene.strap(points, strap["kind"], "butt")
    if strap["kind"] == "towel":
        points = [hand + complex(-3, 15), hand, *points[1:]]
    return scene.strap(points, strap["kind"])
