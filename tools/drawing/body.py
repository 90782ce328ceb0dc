"""The one body that every figure has, and how its joints follow from a pose.

Lengths and radii are parts of the body's height. Points are complex numbers in
the drawing's own units: x to the right, y down. Angles are in degrees, 0 to the
right and 90 up. Every figure faces right.
"""

import cmath
import math
from dataclasses import dataclass

from tools.drawing.field import Part, Station, part

SPINE = 0.285  # hip to shoulder
NECK = 0.074
UPPER_ARM, FOREARM, PALM, FINGERS, THUMB = 0.170, 0.150, 0.046, 0.042, 0.034
THIGH, SHANK = 0.245, 0.245
SOLE, HEEL, BALL, TOE = 0.036, 0.016, 0.084, 0.034  # down, back, on, beyond the ball


class OutOfReachError(ValueError):
    """A hand or foot is asked to be where its limb can't take it."""


@dataclass(frozen=True)
class Limb:
    """The joints of an arm or leg, from the trunk outwards, and its body parts."""

    joints: tuple[complex, ...]
    parts: tuple[Part, ...]


def direction(degrees: float) -> complex:
    """Give the unit vector of an angle, 0 to the right and 90 up."""
    return cmath.rect(1, -math.radians(degrees))


def bend(
    start: complex, end: complex, upper: float, lower: float, side: complex
) -> complex:
    """Give the middle joint of a limb of two bones; `side` 1j turns it left."""
    span = abs(end - start)
    if not abs(upper - lower) < span <= upper + lower:
        message = f"{span:.1f} from {start:.1f} to {end:.1f}, reach {upper + lower:.1f}"
        raise OutOfReachError(message)
    along = (span**2 + upper**2 - lower**2) / (2 * span)
    aside = math.sqrt(max(0.0, upper**2 - along**2))
    axis = (end - start) / span
    return start + axis * complex(along, 0) + axis * side * aside


def ankle_above(ball: complex, foot: float, height: float) -> complex:
    """Give where the ankle is when the ball's sole is at a point."""
    forward = direction(foot)
    return ball - (BALL * forward + SOLE * forward * 1j) * height


def leg(
    hip: complex, knee: complex, ankle: complex, foot: float, toe: float, height: float
) -> Limb:
    """Give a leg with its foot at an angle and its toes at theirs."""

    def at(point: complex, radius: float) -> Station:
        return point, radius * height

    thigh, shank = (knee - hip) / abs(knee - hip), (ankle - knee) / abs(ankle - knee)
    middle = hip + (thigh * 0.52 * THIGH - thigh * 1j * 0.004) * height
    calf = knee + (shank * 0.29 * SHANK + shank * 1j * 0.0105) * height
    taper = knee + (shank * 0.64 * SHANK + shank * 1j * 0.004) * height
    forward = direction(foot)
    down = forward * 1j
    toes = direction(toe)
    heel = ankle + (down * (SOLE - 0.0235) - forward * HEEL) * height
    ball = ankle + (forward * BALL + down * (SOLE - 0.0195)) * height
    instep = ankle + (forward * 0.030 + down * 0.002) * height
    knuckle = ball - down * 0.008 * height
    tip = ball + (toes * TOE + toes * 1j * 0.005) * height
    melt = 0.012 * height
    parts = (
        part(2 * melt, at(hip, 0.060), at(middle, 0.0500), at(knee, 0.0345)),
        part(
            melt,
            at(knee, 0.0345),
            at(calf, 0.0390),
            at(taper, 0.0280),
            at(ankle, 0.0220),
        ),
        part(melt, at(ankle, 0.0220), at(heel, 0.0190)),
        part(melt, at(heel, 0.0230), at(ball, 0.0190)),
        part(2 * melt, at(instep, 0.0190), at(knuckle, 0.0120)),
        part(0.2 * melt, at(ball, 0.0188), at(tip, 0.0145)),
    )
    return Limb((hip, knee, ankle, ball, tip), parts)


def arm(
    shoulder: complex,
    elbow: complex,
    wrist: complex,
    hand: tuple[float, float, float | None],
    height: float,
) -> Limb:
    """Give an arm whose hand has angles for palm, fingers and (if seen) thumb."""

    def at(point: complex, radius: float) -> Station:
        return point, radius * height

    palm, fingers, thumb = hand
    upper = (elbow - shoulder) / abs(elbow - shoulder)
    fore = (wrist - elbow) / abs(wrist - elbow)
    muscle = shoulder + upper * 0.45 * UPPER_ARM * height
    belly = elbow + (fore * 0.28 * FOREARM - fore * 1j * 0.002) * height
    knuckles = wrist + direction(palm) * PALM * height
    bent = knuckles + direction((palm + fingers) / 2) * FINGERS * 0.45 * height
    tips = bent + direction(fingers) * FINGERS * 0.55 * height
    melt = 0.010 * height
    parts = [
        part(melt, at(shoulder, 0.0370), at(muscle, 0.0320), at(elbow, 0.0255)),
        part(melt, at(elbow, 0.0255), at(belly, 0.0280), at(wrist, 0.0185)),
        part(
            melt,
            at(wrist, 0.0185),
            at(knuckles, 0.0220),
            at(bent, 0.0190),
            at(tips, 0.0150),
        ),
    ]
    if thumb is not None:
        root = wrist + direction(palm) * PALM * 0.45 * height
        end = root + direction(thumb) * THUMB * height
        parts.append(part(melt, at(root, 0.014), at(end, 0.0115)))
    return Limb((shoulder, elbow, wrist, knuckles, tips), tuple(parts))


def trunk(
    hip: complex, low: float, high: float, neck: float, head: float, height: float
) -> Limb:
    """Give the trunk, neck and head; the spine turns from `low` to `high`."""

    def at(point: complex, radius: float) -> Station:
        return point, radius * height

    lower, upper = direction(low), direction(high)
    middle = direction((low + high) / 2)
    waist = hip + lower * SPINE * 0.32 * height
    chest = waist + middle * SPINE * 0.38 * height
    shoulder = chest + upper * SPINE * 0.30 * height
    nape = shoulder + (direction((high + neck) / 2) * 0.02) * height
    skull = nape + direction(neck) * (NECK + 0.012) * height
    up = direction(head)
    front = up * 1j
    crown = skull + (up * 0.036 + front * 0.006) * height
    chin = skull + (front * 0.026 - up * 0.010) * height
    melt = 0.02 * height
    parts = (
        part(
            melt,
            at(hip - lower * 1j * 0.004 * height, 0.063),
            at(waist, 0.0545),
            at(chest + middle * 1j * 0.004 * height, 0.0600),
            at(shoulder, 0.0430),
            at(nape, 0.0330),
        ),
        part(melt, at(nape, 0.0305), at(skull, 0.0290)),
        part(melt, at(crown, 0.0555), at(chin, 0.0290)),
    )
    return Limb((hip, waist, chest, shoulder, nape, skull), parts)
