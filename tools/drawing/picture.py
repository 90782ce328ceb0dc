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
ROUND = 'stroke-linecap="round" stroke-linejoin="round"'
INK = f'stroke="currentColor" stroke-width="2.4" {ROUND}'
SHADE = 'fill="currentColor" fill-opacity=".17"'
THIN = f'stroke="currentColor" stroke-width="1.6" {ROUND}'
TINT = 'fill="currentColor" fill-opacity=".1"'  # of whoever helps
LOOSE = 0.8  # how far a far limb's outline may be fitted off, its line being thinner
ROUGH = 0.6  # how far paper may stray from its outline: half the line's width
JOIN = 0.085  # how far around the shoulder arm and trunk may run together
SPECK = 24.0  # an outline around less than this is a slip between two limbs
HALF = 2.6  # from the middle to the edges of where a strap goes round a thing
STRAP = 1.4  # from the sole to the middle of what goes round it
CLING = 0.016  # how far from what is nearer a far limb runs together with it
UNDER = 0.6  # a far line as near as this to a nearer outline lies under it
CUT = 6  # points of an outline that a short cut leaves out at the least
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
            yield from _shade(limbs[limb].parts, near, CLING * who.height, tint)
    yield from (scene.furniture(item, floor) for item in data.get("between", ()))
    yield from _skin(near, partial(_under_arm, arm, JOIN * who.height), tint)
    if "muscle" in data and "inset" not in data:
        yield muscle.lens(data["muscle"], limbs["near_leg"], who.height)
    if strap:
        yield _strap(strap, who, "near")
    yield from _skin(arm.parts, _all, tint)
    yield from (scene.furniture(item, floor) for item in data.get("over", ()))
    if "inset" in data:
        yield from _inset(data, who, floor)


def _inset(data: Data, who: Figure, floor: float) -> Iterator[str]:
    """Give the near foot again, larger, in a circle that a line joins to it."""
    inset, whole = data["inset"], who.limbs["near_leg"]
    centre, radius, times = complex(*inset["at"]), inset["radius"], inset["times"]
    middle = whole.joints[2] * 0.5 + whole.joints[3] * 0.5
    ground = centre.imag + (floor - middle.imag) * times
    hip, knee, ankle = (centre + (at - middle) * times for at in whole.joints[:3])
    foot = float(data["near_leg"].get("foot", 0))
    toe = float(data["near_leg"].get("toe", foot))
    leg = body.leg((hip, knee, ankle), foot, toe, who.height * times)

    def inside(ring: Sequence[complex]) -> list[bool]:
        return [abs(at - centre) < radius for at in ring]

    yield scene.lens(centre, radius)
    if abs(ground - centre.imag) < radius - scene.LOWER:
        half = math.sqrt(radius**2 - (ground + scene.LOWER - centre.imag) ** 2)
        yield scene.ground(ground, centre.real - half, centre.real + half)
    yield from _skin(leg.parts[1:], inside)
    yield muscle.lens(data["muscle"], leg, who.height * times)
    yield from (scene.arrow(*(complex(*p) for p in a)) for a in inset.get("arrows", ()))
    yield scene.rim(centre, radius, _outline(whole.parts[2:], centre, middle))


def _outline(parts: Sequence[Part], start: complex, end: complex) -> complex:
    """Give where a way into some parts comes upon their outline."""
    way = (end - start) / abs(end - start)
    while field.distance(parts, start) > ROUGH:
        start += way * ROUGH
    return start


def _shade(
    parts: Sequence[Part], near: Sequence[Part], cling: float, tint: str
) -> Iterator[str]:
    """Give a far limb, shaded, in a thinner line, as far as what is nearer shows it.

    It clings to what is nearer, so no slip of paper remains between their lines.
    """
    rings = _rings(parts, near, cling)
    data = "".join(_shown(ring, near) for ring in rings)
    if tint:
        yield f'<path {PAPER} d="{data}"/><path {tint} d="{data}"/>'
    yield f'<path {SHADE} {THIN} d="{data}"/>'


def _shown(ring: Sequence[complex], near: Sequence[Part]) -> str:
    """Give the path data of an outline, short where it lies under what is nearer."""
    seen = [field.distance(near, at) > UNDER for at in ring]
    _drop(seen, [row for row in _stretches(seen) if _length(row) < CROSSING])
    if all(seen) or not any(seen):
        return curve.closed_path(ring, LOOSE) if any(seen) else ""
    data = ""
    rows = _stretches(seen)
    for row, following in zip(rows, [*rows[1:], rows[0]], strict=True):
        visible = curve.open_path([ring[n] for n in row], LOOSE)
        data += visible.replace("M", "L", 1) if data else visible
        gap = (following[0] - row[-1]) % len(ring) + 1
        hidden = [ring[(row[-1] + n) % len(ring)] for n in range(gap)]
        data += "".join(f"L{curve.pair(at)}" for at in _short_cut(hidden, near))
    return data + "z"


def _short_cut(way: Sequence[complex], near: Sequence[Part]) -> Iterator[complex]:
    """Give few points of a way along an outline, joined by lines that it hides."""
    at = 0
    while True:
        ahead = range(len(way) - 1, at + CUT, -CUT)
        at = next((n for n in ahead if _hidden(way[at], way[n], near)), at + CUT)
        if at >= len(way) - 1:
            return
        yield way[at]


def _hidden(start: complex, end: complex, near: Sequence[Part]) -> bool:
    steps = max(1, round(abs(end - start)))
    between = (start + (end - start) * n / steps for n in range(1, steps))
    return all(field.distance(near, at) < UNDER for at in between)


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
        yield f'<path fill="none" {INK} d="{_lines(rings, sights)}"/>'


def _lines(rings: Sequence[Sequence[complex]], sights: Sequence[list[bool]]) -> str:
    """Give the path data of as much of some outlines as is to be seen."""
    return "".join(
        curve.open_path([ring[n] for n in row])
        for ring, seen in zip(rings, sights, strict=True)
        for row in _stretches(seen)
        if len(row) > SHORTEST
    )


def _rings(
    parts: Sequence[Part], beside: Sequence[Part] = (), cling: float = 0.0
) -> list[list[complex]]:
    """Give the smooth outlines of parts that are melted together."""
    loops = [loop for loop in field.outlines(parts, beside, cling) if _big(loop)]
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

    It lies along the sole or, where it is tied to a thing, along the instep; it goes
    round that thing, too.
    """
    foot = who.limbs["near_leg"]
    ankle, ball = foot.joints[2:4]
    forward = (ball - ankle) / abs(ball - ankle)
    away = forward * 1j * (0.0195 * who.height + STRAP)
    near = side == "near"
    low, high = ball + away - forward * HALF, ball + away + forward * HALF
    if "tied" in strap:
        post = complex(*strap["tied"]) + strap["around"] / 2 + STRAP
        ends = [post - 1j * HALF, post + 1j * HALF]
        low, high = (at - 2 * away for at in (low, high))
    else:
        ends = [who.limbs[f"{side}_arm"].joints[3]]
        if not near:
            # The hand is only shaded, so what it holds begins at its edge.
            ends = [ends[0] + (high - ends[0]) / abs(high - ends[0]) * 4]
    points = [*ends, low, high] if near else [ends[0], high]
    return scene.strap(points, strap["kind"])
