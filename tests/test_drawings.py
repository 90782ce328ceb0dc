"""The guide's drawings: what is on disk is what the tool draws, and it is sound."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tools.drawing import body
from tools.drawing.__main__ import ASSETS, HERE, files
from tools.drawing.pose import figure

SVG = "{http://www.w3.org/2000/svg}"
POSES = tomllib.loads((HERE / "poses.toml").read_text(encoding="utf-8"))
DRAWINGS = sorted((ASSETS / "drawings").glob("*.svg"))
# A colour of its own is allowed only as what stands in for the site's colour
# where its style sheet isn't at hand, so it needs the class that replaces it.
FALLBACKS = {
    ("drawing__paper", "fill"): "#fbf7f0",
    ("drawing__paper-line", "stroke"): "#fbf7f0",
    ("drawing__tense", "fill"): "#8a2f16",
    ("drawing__eased", "fill"): "#0a5357",
    ("drawing__arrow", "stroke"): "#0a5357",
}
drawing = pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
pose = pytest.mark.parametrize("name", POSES)


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    return files()


def test_the_folder_holds_exactly_what_the_tool_draws(drawn: dict[str, str]) -> None:
    """No drawing is missing, left over or edited by hand."""
    on_disk = {
        path.relative_to(ASSETS).as_posix(): path.read_text(encoding="utf-8")
        for path in (*DRAWINGS, ASSETS / "icons" / "icon.svg")
    }
    assert drawn.keys() == on_disk.keys()
    assert [name for name in drawn if drawn[name] != on_disk[name]] == []


@drawing
def test_a_drawing_says_what_is_seen(path: Path) -> None:
    """It begins with a short title and a description, for those who don't see it."""
    root = ElementTree.parse(path).getroot()
    title, description = list(root)[:2]
    assert [f"{SVG}title", f"{SVG}desc"] == [title.tag, description.tag]
    assert 5 < len(title.text or "") <= 70
    assert 20 < len(description.text or "") <= 200
    assert root.get("role") == "img"


@drawing
def test_a_drawing_has_the_common_frame(path: Path) -> None:
    """Every drawing has the same frame, the mark its own, and none is heavy."""
    root = ElementTree.parse(path).getroot()
    look = (root.get("class"), root.get("viewBox"))
    knot = path.stem == "knot"
    assert look == (("knot", "0 0 32 32") if knot else ("drawing", "0 0 240 180"))
    assert path.stat().st_size <= 6000


@drawing
def test_a_drawing_takes_its_colours_from_the_page(path: Path) -> None:
    """Every colour is the text's own, or one that a class lets the page replace."""
    for element in ElementTree.parse(path).iter():
        for attribute in ("fill", "stroke"):
            colour = element.get(attribute, "none")
            fallback = FALLBACKS.get((element.get("class", ""), attribute))
            assert colour in ("none", "currentColor", fallback)
        assert not {"id", "style", "href"} & element.attrib.keys()
        assert element.tag.removeprefix(SVG) not in ("style", "script", "image")


@drawing
def test_a_drawing_stays_within_its_frame(path: Path) -> None:
    """No outline starts or ends outside the frame."""
    width = 32 if path.stem == "knot" else 240
    for element in ElementTree.parse(path).iter(f"{SVG}path"):
        for x, y in re.findall(r"M(-?[\d.]+)[ ,]?(-?[\d.]+)", element.get("d", "")):
            assert 0 <= float(x) <= width
            assert 0 <= float(y) <= 180


@pose
def test_limbs_keep_their_lengths(name: str) -> None:
    """Whatever the pose, bones are as long as in every other drawing."""
    who = figure(POSES[name], 168)
    lengths = {
        "leg": (body.THIGH, body.SHANK),
        "arm": (body.UPPER_ARM, body.FOREARM, body.PALM),
    }
    for limb, parts in who.limbs.items():
        bones = zip(limb_bones(parts), lengths[limb.split("_")[1]], strict=False)
        for bone, length in bones:
            assert bone == pytest.approx(length * who.height)


@pose
def test_joints_bend_the_way_joints_do(name: str) -> None:
    """Knees bend forwards and elbows backwards."""
    for limb, parts in figure(POSES[name], 168).limbs.items():
        upper, middle, lower = parts.joints[:3]
        turn = ((middle - upper).conjugate() * (lower - middle)).imag
        assert turn > 0 if limb.endswith("leg") else turn < 0


@pose
def test_a_standing_foot_is_on_the_ground(name: str) -> None:
    """A foot that stands has its sole on the ground line."""
    who = figure(POSES[name], 168)
    for limb in ("near_leg", "far_leg"):
        if "stand" in POSES[name].get(limb, {}):
            ankle = who.limbs[limb].joints[2]
            assert ankle.imag + body.SOLE * who.height == pytest.approx(168)


def test_a_hand_out_of_reach_is_refused() -> None:
    """A pose that would stretch a limb is an error, not a longer arm."""
    with pytest.raises(body.OutOfReachError, match="reach 20"):
        body.bend(0j, 30 + 0j, 10, 10, 1j)


def limb_bones(limb: body.Limb) -> Iterator[float]:
    """Give the lengths between a limb's joints, from the trunk outwards."""
    for near, far in zip(limb.joints, limb.joints[1:], strict=False):
        yield abs(far - near)
