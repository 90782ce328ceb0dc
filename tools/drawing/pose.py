"""Reads a pose, which is plain data, and works out where the body's parts are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tools.drawing import body
from tools.drawing.body import Limb, direction

ASIDE = 1 - 0.4j  # the far shoulder and hip, seen a little from the front

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Figure:
    """A body in its pose; a limb that isn't seen is left out."""

    height: float
    trunk: Limb
    limbs: Mapping[str, Limb]


def figure(pose: Data, ground: float) -> Figure:
    """Give the figure of a pose standing or sitting above the ground."""
    height = float(pose.get("height", 148))
    hip = complex(*pose["hip"])
    low, high = pose["spine"]
    neck, face = pose["head"]
    trunk = body.trunk(hip, (low, high), (neck, face), height)
    shoulder = trunk.joints[3] - direction(high) * (0.020 - 0.001j) * height
    limbs: dict[str, Limb] = {}
    for side, offset in (("near", 0j), ("far", ASIDE)):
        if f"{side}_leg" in pose:
            limbs[f"{side}_leg"] = _leg(
                pose[f"{side}_leg"], hip + offset, ground, height
            )
        if f"{side}_arm" in pose:
            limbs[f"{side}_arm"] = _arm(pose[f"{side}_arm"], shoulder + offset, height)
    return Figure(height, trunk, limbs)


def _leg(data: Data, hip: complex, ground: float, height: float) -> Limb:
    foot = float(data.get("foot", 0))
    toe = float(data.get("toe", foot))
    thigh, shank = body.THIGH * height, body.SHANK * height
    if "thigh" in data:
        knee = hip + direction(data["thigh"]) * thigh
        ankle = knee + direction(data["shank"]) * shank
    else:
        ankle = _ankle(data, foot, ground, height)
        knee = body.bend(hip, ankle, thigh, shank, -1j)
    return body.leg((hip, knee, ankle), foot, toe, height)


def _ankle(data: Data, foot: float, ground: float, height: float) -> complex:
    if "stand" in data:
        return complex(data["stand"], ground - body.SOLE * height)
    if "ball" in data:
        return body.ankle_above(complex(data["ball"], ground), foot, height)
    if "heel" in data:
        forward = direction(foot)
        back = forward * complex(-body.HEEL, body.SOLE - body.HEEL_RADIUS)
        heel = complex(data["heel"], ground - body.HEEL_RADIUS * height)
        return heel - back * height
    return complex(*data["ankle"])


def _arm(data: Data, shoulder: complex, height: float) -> Limb:
    upper, fore = body.UPPER_ARM * height, body.FOREARM * height
    palm = float(data.get("palm", 0))
    if "upper" in data:
        elbow = shoulder + direction(data["upper"]) * upper
        wrist = elbow + direction(data["fore"]) * fore
        palm = float(data.get("palm", data["fore"]))
    else:
        wrist = complex(*data["hand"]) - direction(palm) * body.PALM * height
        elbow = body.bend(shoulder, wrist, upper, fore, 1j)
    fingers, spread = float(data.get("fingers", palm)), float(data.get("spread", 0))
    hand = body.Hand(palm, fingers, data.get("thumb"), spread)
    return body.arm((shoulder, elbow, wrist), hand, height)
