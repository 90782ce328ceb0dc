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
UPPER_ARM, FOREARM, PALM, FINGERS, THUMB = 0.170, 0.150, 0.046, 0.042, 0.046
THIGH, SHANK = 0.245, 0.245
SOLE, HEEL, BALL, TOE = 0.036, 0.024, 0.078, 0.036  # down, back, on, beyond the ball
BALL_RADIUS, HEEL_RADIUS = 0.0195, 0.0235
SPREAD = 0.062  # how long the middle one of fingers is that are spread


class OutOfReachError(ValueError):
    """A hand or foot is asked to be where its limb can't take it."""


@dataclass(frozen=True)
class Limb:
    """The joints of an arm or leg, from the trunk outwards, and its body parts."""

    joints: tuple[complex, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Hand:
    """The angles of a hand: of its palm, its fingers and, where it is seen, its thumb.

    Fingers that are spread open as wide as `spread`.
    """

    palm: float
    fingers: float
    thumb: float | None
    spread: float


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
    """Give where the ankle is when the ball of the foot rests on a point."""
    forward = direction(foot)
    middle = ball - 1j * BALL_RADIUS * height
    return middle - forward * (BALL + (SOLE - BALL_RADIUS) * 1j) * height


def heel(ankle: complex, ball: complex, height: float) -> complex:
    """Give the middle of the heel of a foot from its ankle and its ball."""
    forward = (ball - ankle) / complex(BALL, SOLE - BALL_RADIUS) / height
    return ankle + forward * complex(-HEEL, SOLE - HEEL_RADIUS) * height


def leg(
    joints: tuple[complex, complex, complex], foot: float, toe: float, height: float
) -> Limb:
    """Give a leg from hip, knee and ankle, its foot and toes at their angles."""
    hip, knee, ankle = joints
    thigh, shank = (knee - hip) / abs(knee - hip), (ankle - knee) / abs(ankle - knee)
    middle = hip + (thigh * 0.52 * THIGH - thigh * 1j * 0.004) * height
    calf = knee + (shank * 0.29 * SHANK + shank * 1j * 0.0105) * height
    taper = knee + (shank * 0.64 * SHANK + shank * 1j * 0.004) * height
    tendon = ankle - shank * 0.030 * height
    upper = (hip, 0.0580), (middle, 0.0500), (knee, 0.0345)
    lower = (
        (knee, 0.0345),
        (calf, 0.0390),
        (taper, 0.0270),
        (tendon, 0.0200),
        (ankle, 0.0200),
    )
    sole = _foot(ankle, foot, toe, height)
    return Limb(
        (hip, knee, ankle, *sole.joints),
        (_part(height, 0.045, *upper), _part(height, 0.012, *lower), *sole.parts),
    )


def _foot(ankle: complex, foot: float, toe: float, height: float) -> Limb:
    forward, toes = direction(foot), direction(toe)
    down = forward * 1j
    ball = ankle + (forward * BALL + down * (SOLE - BALL_RADIUS)) * height
    back = heel(ankle, ball, height)
    instep = ankle + (forward * 0.030 + down * 0.002) * height
    knuckle = ball - down * 0.008 * height
    tip = ball + (toes * TOE + toes * 1j * 0.005) * height
    parts = (
        _part(height, 0.012, (ankle, 0.0200), (back, 0.0200)),
        _part(height, 0.012, (back, 0.0235), (ball, 0.0190)),
        _part(height, 0.024, (instep, 0.0190), (knuckle, 0.0120)),
        _part(height, 0.0024, (ball, 0.0188), (tip, 0.0145)),
    )
    return Limb((ball, tip), parts)


def arm(joints: tuple[complex, complex, complex], hand: Hand, height: float) -> Limb:
    """Give an arm from shoulder, elbow and wrist, with its hand."""
    shoulder, elbow, wrist = joints
    upper = (elbow - shoulder) / abs(elbow - shoulder)
    fore = (wrist - elbow) / abs(wrist - elbow)
    muscle = shoulder + upper * 0.45 * UPPER_ARM * height
    belly = elbow + (fore * 0.28 * FOREARM - fore * 1j * 0.002) * height
    above = (shoulder, 0.0410), (muscle, 0.0325), (elbow, 0.0255)
    below = (elbow, 0.0250), (belly, 0.0280), (wrist, 0.0185)
    grip = _hand(wrist, hand, height)
    return Limb(
        (shoulder, elbow, wrist, *grip.joints),
        (_part(height, 0.010, *above), _part(height, 0.020, *below), *grip.parts),
    )


def _hand(wrist: complex, hand: Hand, height: float) -> Limb:
    knuckles = wrist + direction(hand.palm) * PALM * height
    bent = direction((hand.palm + hand.fingers) / 2) * FINGERS * 0.45 * height
    tips = knuckles + bent + direction(hand.fingers) * FINGERS * 0.55 * height
    if hand.spread:
        parts = [_part(height, 0.010, (wrist, 0.0185), (knuckles, 0.0205))]
        for turn in (-0.5, 0.0, 0.5):
            way = direction(hand.fingers + turn * hand.spread)
            tip = knuckles + way * (SPREAD - 0.016 * abs(turn)) * height
            parts.append(_part(height, 0.004, (knuckles, 0.0150), (tip, 0.0098)))
    else:
        ends = (knuckles + bent, 0.0200), (tips, 0.0160)
        parts = [_part(height, 0.010, (wrist, 0.0185), (knuckles, 0.0225), *ends)]
    if hand.thumb is not None:
        root = wrist + direction(hand.palm) * PALM * 0.45 * height
        end = root + direction(hand.thumb) * THUMB * height
        parts.append(_part(height, 0.006, (root, 0.014), (end, 0.0105)))
    return Limb((knuckles, tips), tuple(parts))


def trunk(
    hip: complex, spine: tuple[float, float], head: tuple[float, float], height: float
) -> Limb:
    """Give the trunk, neck and head from the angles of back, chest, neck, head."""
    (low, high), (neck, face) = spine, head
    lower, upper = direction(low), direction(high)
    middle = direction((low + high) / 2)
    waist = hip + lower * SPINE * 0.32 * height
    chest = waist + middle * SPINE * 0.38 * height
    shoulder = chest + upper * SPINE * 0.30 * height
    nape = shoulder + (direction((high + neck) / 2) * 0.02) * height
    skull = nape + direction(neck) * (NECK + 0.012) * height
    seat = hip - lower * 1j * 0.004 * height
    breast = chest + middle * 1j * 0.004 * height
    below = (seat, 0.0610), (waist, 0.0545), (breast, 0.0600)
    above = (shoulder, 0.0430), (nape, 0.0330)
    parts = (
        _part(height, 0.020, *below, *above),
        _part(height, 0.020, (nape, 0.0305), (skull, 0.0290)),
        _head(skull, direction(face), height),
    )
    return Limb((hip, waist, chest, shoulder, nape, skull), parts)


def _head(skull: complex, up: complex, height: float) -> Part:
    front = up * 1j
    crown = skull + (up * 0.036 + front * 0.006) * height
    brow = skull + (up * 0.010 + front * 0.0185) * height
    chin = skull + (front * 0.0255 - up * 0.011) * height
    return _part(height, 0.028, (crown, 0.0550), (brow, 0.0470), (chin, 0.0330))


def _part(height: float, melt: float, *stations: Station) -> Part:
    """Give a body part whose radii and melting are parts of the body's height."""
    circles = ((point, radius * height) for point, radius in stations)
    return part(melt * height, *circles)
