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
SCALE = 1.3  # pixels a unit, in a picture: all people are of one size
PAPER_COLOUR, INK_COLOUR = "#fbf7f0", "#221c19"
PAPER = f'class="drawing__paper" fill="{PAPER_COLOUR}"'
INK = (
    'stroke="currentColor" stroke-width="2.4" '
    'stroke-linecap="round" stroke-linejoin="round"'
)
FAR = 'fill="currentColor" fill-opacity=".17" stroke="currentColor" stroke-width="1.6"'
TINT = 'fill="currentColor" fill-opacity=".1"'  # of whoever helps
LOOSE = 0.8  # how far a far limb's outline may be fitted off, its line being thinner
ROUGH = 0.6  # how far paper may stray from its outline: half the line's width
JOIN = 0.085  # how far around the shoulder arm and trunk may run together
SPECK = 16.0  # an outline around less than this is a slip between two limbs
STRAP = 1.4  # from the sole to the middle of what goes round it
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
    insets = [data["inset"]] if "inset" in data else []
    return min(
        *(at.imag - radius for part in parts for at, radius in part.stations),
        *(scene.top(item, floor) for item in things),
        *(float(inset["at"][1] - inset["radius"]) for inset in insets),
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
        *(() if "ground" in data else [scene.ground(floor, left, left + width)]),
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


def _helper(data: Data, floor: float) -> Iterator[str]:
    """Give whoever helps: another such body, which faces left."""
    if "helper" in data:
        helper = data["helper"]
        about = number(2 * float(helper["about"]))
        yield f'<g transform="translate({about} 0) scale(-1 1)">'
        yield from _layers(helper, figure(helper, floor), floor, TINT)
        yield "</g>"


def _layers(data: Data, who: Figure, floor: float, tint: str = "") -> Iterator[str]:
    strap, limbs = data.get("strap"), who.limbs
    arm = limbs["near_arm"]
    near = [*who.trunk.parts, *limbs["near_leg"].parts]
    if strap:
        yield _strap(strap, who, "far")
    for limb in ("far_arm", "far_leg"):
        if limb in limbs:
            yield from _shade(limbs[limb].parts, tint)
    yield from (scene.furniture(item, floor) for item in data.get("between", ()))
    yield from _skin(near, partial(_under_arm, arm, JOIN * who.height), tint)
    if "muscle" in data and "inset" not in data:
        yield muscle.lens(data["muscle"], limbs["near_leg"], who.height)
    if strap:
        yield _strap(strap, who, "near")
    yield from _skin(arm.parts, _all, tint)
    yield from (scene.furniture(item, floor) for item in data.get("over", ()))
    if "inset" in data:
        yield from _inset(data, who)


def _inset(data: Data, who: Figure) -> Iterator[str]:
    """Give the near foot again, larger, in a circle that a line joins to it."""
    inset, leg = data["inset"], who.limbs["near_leg"]
    centre, radius, times = complex(*inset["at"]), inset["radius"], inset["times"]
    height = who.height * times
    middle = leg.joints[2] * 0.45 + leg.joints[3] * 0.55
    joints = [centre + (at - middle) * times for at in leg.joints[:3]]
    way = (middle - centre) / abs(middle - centre)
    yield scene.lens(centre, radius)
    foot = float(data["near_leg"].get("foot", 0))
    toe = float(data["near_leg"].get("toe", foot))
    bare, toes = body.bare_foot((joints[0], joints[1], joints[2]), foot, toe, height)

    def inside(ring: Sequence[complex]) -> list[bool]:
        return [abs(at - centre) < radius for at in ring]

    def beyond(ring: Sequence[complex]) -> list[bool]:
        return [field.distance(bare.parts, at) > -1 for at in ring]

    yield from _skin(bare.parts, inside)
    for each in toes:
        yield from _skin(each, beyond)
    yield muscle.lens(data["muscle"], bare, height)
    yield scene.rim(centre, radius, middle - way * inset["off"])


def _shade(parts: Sequence[Part], tint: str) -> Iterator[str]:
    """Give a far limb's whole shape, shaded, in a thinner line."""
    data = "".join(curve.closed_path(ring, LOOSE) for ring in _rings(parts))
    if tint:
        yield f'<path {PAPER} d="{data}"/><path {tint} d="{data}"/>'
    yield f'<path {FAR} d="{data}"/>'


def _skin(parts: Sequence[Part], visible: Visible, tint: str = "") -> Iterator[str]:
    """Give a layer's shape in paper, then as much of its outline as is to be seen."""
    rings = _rings(parts)
    sights = [visible(ring) for ring in rings]
    if all(all(seen) for seen in sights):
        data = "".join(curve.closed_path(ring) for ring in rings)
        yield f'<path {PAPER} {INK} d="{data}"/>'
        if tint:
            yield f'<path {tint} d="{data}"/>'
    elif any(any(seen) for seen in sights):
        # The paper's edge lies under the line, so it needn't be as exact.
        shape = "".join(curve.closed_path(ring, ROUGH) for ring in rings)
        yield f'<path {PAPER} d="{shape}"/>'
        if tint:
            yield f'<path {tint} d="{shape}"/>'
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


def _all(ring: Sequence[complex]) -> list[bool]:
    return [True] * len(ring)


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


def _strap(strap: Data, who: Figure, side: str) -> str:
    """Give the strand of a towel or band on one side of the foot that it goes round.

    It lies along the sole or, where it is tied to a thing, along the instep.
    """
    foot = who.limbs["near_leg"]
    ankle, ball = foot.joints[2:4]
    forward = (ball - ankle) / abs(ball - ankle)
    away = forward * 1j * (0.0195 * who.height + STRAP)
    near = side == "near"
    if "tied" in strap:
        end, away = complex(*strap["tied"]) - (0 if near else 5j), -away * 1.12
    else:
        end = who.limbs[f"{side}_arm"].joints[3]
    low, high = ball + away - forward * 1.5, ball + away + forward * 2.5
    if not near and "tied" not in strap:
        # The hand is only shaded, so what it holds begins at its edge.
        end += (high - end) / abs(high - end) * 4
    points = [end, low, high] if near else [end, high]
    look = strap["kind"], strap.get("breadth", 5.6), strap.get("sag", 0.0)
    tail = scene.tail(end) if near and strap["kind"] == "towel" else ""
    return tail + scene.strap(points, *look)
