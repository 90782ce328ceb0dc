"""The guide's drawings: what is on disk is what the tool draws, and it is sound."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ibid.site import drawings, inlining
from tests.breaches import expect_none
from tests.test_styles import drawn as classes
from tools.drawing import body, field, scene
from tools.drawing.__main__ import CONTENT, HERE, files, row
from tools.drawing.picture import SCALE, WIDTH, picture
from tools.drawing.pose import Data, figure

SVG = "{http://www.w3.org/2000/svg}"
POSES = tomllib.loads((HERE / "poses.toml").read_text(encoding="utf-8"))
OUTLINE = 2.4  # how wide the line around a body is
PICTURES = sorted((CONTENT / "pictures").glob("*.svg"))
DRAWINGS = sorted((CONTENT / "drawings").glob("*.svg"))
# A colour of its own is allowed only as what stands in for the site's colour
# where its style sheet isn't at hand, so it needs the class that replaces it.
FALLBACKS = {
    ("drawing__paper", "fill"): "#fbf7f0",
    ("drawing__paper-line", "stroke"): "#fbf7f0",
    ("drawing__tense", "fill"): "#8a2f16",
    ("drawing__eased", "fill"): "#0a5357",
    ("drawing__eased-line", "stroke"): "#0a5357",
}


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    return files()


def test_the_folder_holds_exactly_what_the_tool_draws(drawn: dict[str, str]) -> None:
    """No drawing is missing, left over or edited by hand."""
    on_disk = {
        path.relative_to(CONTENT).as_posix(): path.read_text(encoding="utf-8")
        for path in (*DRAWINGS, *PICTURES, CONTENT / "icon.svg")
    }
    assert drawn.keys() == on_disk.keys()
    assert [name for name in drawn if drawn[name] != on_disk[name]] == []


def test_a_drawing_has_no_class_that_the_styles_are_not_held_to() -> None:
    written = {
        name
        for path in (*DRAWINGS, *PICTURES)
        for value in re.findall(r'\bclass="([^"]*)"', path.read_text("utf-8"))
        for name in value.split()
    }
    assert written == classes()


def roots() -> Iterator[tuple[Path, ElementTree.Element]]:
    """Every drawing with its outermost element."""
    for path in DRAWINGS:
        yield path, ElementTree.parse(path).getroot()


def test_a_drawing_says_what_is_seen() -> None:
    """It begins with a short title and a description, for those who don't see it."""
    pictures = ((path, ElementTree.parse(path).getroot()) for path in PICTURES)
    every = (*roots(), *pictures)
    expect_none(path.stem for path, root in every if not says_what_is_seen(root))


def says_what_is_seen(root: ElementTree.Element) -> bool:
    """Whether title, description and role are there, and of a fitting length."""
    title, description = [*root, root, root][:2]
    return (
        (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
        and 5 < len(title.text or "") <= 70
        and 20 < len(description.text or "") <= 200
        and root.get("role") == "img"
    )


def test_drawings_side_by_side_share_their_frame() -> None:
    """So one ground line serves them all; the mark has its own, and none is heavy."""
    frames = {path.stem: (r.get("class"), r.get("viewBox")) for path, r in roots()}
    assert frames.pop("knot") == ("knot", "0 0 32 32")
    expect_none(each for each in frames.items() if each[1][0] != "drawing")
    rows: dict[str, set[object]] = {}
    for name, frame in frames.items():
        rows.setdefault(row(name), set()).add(frame)
    expect_none(one for one in rows if len(rows[one]) > 1)
    expect_none(path.stem for path in DRAWINGS if path.stat().st_size > 6000)


def test_exercises_are_drawn_at_one_scale() -> None:
    """In their list they stand side by side on one ground."""
    pages = [*(CONTENT / "exercises").glob("[!i]*.md")]
    named = [re.findall(r"- {name: ([\w-]+)", one.read_text("utf-8")) for one in pages]
    shown = [names[1] for names in named]
    assert len({POSES[name]["frame"][1] for name in shown}) == 1
    expect_none(name for name in shown if "height" in POSES[name])


def test_the_dots_of_the_ground_go_on_in_the_next_drawing() -> None:
    """A frame is a whole number of them wide."""
    frames = {name: pose.get("frame", (0, 240))[1] for name, pose in POSES.items()}
    expect_none(name for name, width in frames.items() if width % scene.DOTS)


def test_all_people_in_pictures_are_of_one_size() -> None:
    """They stand side by side: as many pixels a unit in each, and all as tall."""
    scales = {
        path.stem: [float(root.get(side, 0)) / length for side, length in sides]
        for path in PICTURES
        for root in [ElementTree.parse(path).getroot()]
        for _, _, *lengths in [map(float, (root.get("viewBox") or "").split())]
        for sides in [zip(("width", "height"), lengths, strict=True)]
    }
    assert scales
    expect_none(
        each for each in scales.items() if each[1] != pytest.approx([SCALE] * 2)
    )
    heights = {name: POSES[name].get("height") for name in scales}
    expect_none(each for each in heights.items() if each[1])


def test_a_drawing_takes_its_colours_from_the_page() -> None:
    """Every colour is the text's own, or one that a class lets the page replace."""
    expect_none(
        f"{path.stem}: {breach}"
        for path, root in roots()
        for element in root.iter()
        for breach in colours_of_its_own(element)
    )


def colours_of_its_own(element: ElementTree.Element) -> Iterator[str]:
    """What of an element the page could not replace."""
    for attribute in ("fill", "stroke"):
        colour = element.get(attribute, "none")
        fallback = FALLBACKS.get((element.get("class", ""), attribute))
        if colour not in ("none", "currentColor", fallback):
            yield f"{attribute} {colour}"
    yield from {"id", "style", "href"} & element.attrib.keys()
    yield from {"style", "script", "image"} & {element.tag.removeprefix(SVG)}


def test_a_drawing_stays_within_its_frame() -> None:
    """No outline starts or ends outside the frame."""
    expect_none(
        f"{path.stem}: {x},{y}"
        for path, root in roots()
        for element in root.iter(f"{SVG}path")
        for x, y in re.findall(r"M(-?[\d.]+)[ ,]?(-?[\d.]+)", element.get("d", ""))
        for left, top, width, height in [
            map(float, (root.get("viewBox") or "").split())
        ]
        if not left <= float(x) <= max(left + width, 240)
        or not top <= float(y) <= top + height
    )


def test_a_muscle_is_tense_only_where_it_cramps() -> None:
    """Red at the start of an exercise would say that it hurts."""
    tense = {name for name, pose in POSES.items() if is_tense(pose)}
    assert "cramp-calf" in tense
    expect_none(name for name in tense if not name.startswith("cramp-"))


def is_tense(pose: dict[str, dict[str, object]]) -> bool:
    return pose.get("muscle", {}).get("colour") == "tense"


def test_what_cramps_is_told_without_its_colour() -> None:
    """Three strokes beside it say so in grey too; what is eased has none."""
    shapes = [
        (path.stem, colour, data.count("M"))
        for path in (*PICTURES, *DRAWINGS)
        for colour, data in re.findall(
            r'class="drawing__(tense|eased)"[^>]* d="([^"]+)"', path.read_text("utf-8")
        )
    ]
    assert {colour for _, colour, _ in shapes} == {"tense", "eased"}
    expect_none(one for one in shapes if one[2] != {"tense": 4, "eased": 1}[one[1]])


def test_whoever_stands_at_a_chair_holds_it() -> None:
    """The knuckles lie over the end of its back, the fingers beyond it."""
    holds = {
        f"{name}, {arm}": (x - chair["x"], chair["back"] - y)
        for name, pose in POSES.items()
        for chair in pose.get("between", ())
        if chair["kind"] == "chair"
        for arm in ("near_arm", "far_arm")
        for x, y in [pose.get(arm, {}).get("hand", (0, 0))]
        if x > pose["hip"][0]
    }
    assert len(holds) > 8
    expect_none(
        each for each in holds.items() if not (-4 < each[1][0] < 3 <= each[1][1] < 10)
    )


def test_the_ground_goes_on_under_the_body() -> None:
    """Its dots are one row from edge to edge, and lie clear of what rests on them."""
    dots = re.compile(r'stroke-dasharray="0 6" d="M(-?[\d.]+) ([\d.]+)H([\d.]+)"/>')
    rows = {
        name: [tuple(map(float, row)) for row in dots.findall(picture(POSES[name]))]
        for name in ("warm-up-1", "towel-stretch-2", "relief-helper")
    }
    for name, found in rows.items():
        left, width = POSES[name]["frame"]
        assert found == [(left + 3, 168 + scene.LOWER, left + width)]
    assert scene.LOWER >= OUTLINE / 2 + 0.9


def test_an_arrow_stands_clear_of_the_body_beside_what_moves() -> None:
    """One that touches it is taken for a tail or a cord, one far off for nothing."""
    gaps = {
        name: min(from_skin(who, complex(*point)) for point in line_of(arrow))
        for name, pose in POSES.items()
        for arrow in pose.get("arrows", ())
        for who in [body_of(pose)]
    }
    assert len(gaps) > 20
    expect_none(each for each in gaps.items() if not 6 < each[1] < 16)


def test_an_arrow_is_whole_within_the_frame() -> None:
    """Its head is wider than its line, and neither is cut off at an edge."""
    for name, pose in POSES.items():
        left, width = pose.get("frame", (0, WIDTH))
        for arrow in pose.get("arrows", ()):
            drawn = scene.arrow(*(complex(*point) for point in arrow))
            line = drawn.partition(' d="')[2]
            across = [float(x) for x in re.findall(r"(-?[\d.]+) -?[\d.]+", line)]
            assert len(across) == 6, name
            assert left + 1.5 <= min(across), name
            assert max(across) <= left + width - 1.5, name


def line_of(arrow: list[list[float]]) -> Iterator[tuple[float, float]]:
    """Points along an arrow."""
    for n in range(21):
        t = n / 20
        shares = ((1 - t) ** 2, 2 * t * (1 - t), t**2)
        x, y = (
            sum(s * point[axis] for s, point in zip(shares, arrow, strict=True))
            for axis in (0, 1)
        )
        yield x, y


def body_of(pose: Data) -> list[field.Part]:
    """All parts of a pose's own figure."""
    who = figure(pose, float(pose.get("floor", 168)))
    return [*who.trunk.parts, *(p for limb in who.limbs.values() for p in limb.parts)]


def from_skin(parts: Sequence[field.Part], point: complex) -> float:
    """How far a point is from some parts' outline."""
    return abs(field.distance(parts, point))


def test_the_line_from_a_circle_ends_at_the_foot_it_shows() -> None:
    """It doesn't point at nothing, or at the shin."""
    lines = re.compile(r'<circle[^>]*fill="none"[^>]*/><path[^>]* d="M[^L]*L([^"]*)"/>')
    found = {
        name: from_skin(figure(pose, 168).limbs["near_leg"].parts[2:], point)
        for name, pose in POSES.items()
        if "inset" in pose
        for end in lines.findall(picture(pose))
        for point in [complex(*map(float, re.findall(r"-?[\d.]+", end)))]
    }
    assert found.keys() == {name for name, pose in POSES.items() if "inset" in pose}
    expect_none(each for each in found.items() if each[1] > OUTLINE / 2)


def test_a_hand_that_props_on_the_ground_spreads_its_fingers() -> None:
    """With its fingers closed it would be a foot."""
    props = {
        name: pose["near_arm"].get("spread", 0)
        for name, pose in POSES.items()
        for x, y in [pose["near_arm"].get("hand", (240, 0))]
        if x < pose["hip"][0] and y > float(pose.get("floor", 168)) - 8
    }
    assert len(props) > 4
    expect_none(each for each in props.items() if not each[1])


def test_a_far_limb_leaves_no_slip_of_paper_beside_the_near() -> None:
    """Two lines close together make a black sliver of what is between them."""
    near = [field.part(0, (0j, 5.0), (40 + 0j, 5.0))]
    far = [field.part(0, (11j, 5.0), (40 + 11j, 5.0))]
    assert len(field.outlines([*near, *far])) == 2
    (together,) = field.outlines(far, near, 4.0)
    assert field.distance([*near, *far], 20 + 5.5j) == pytest.approx(0.5)
    expect_none(at for at in together if 2 < at.real < 38 and 1 < at.imag < 10)


def test_a_muscle_that_works_is_filled_and_one_that_is_stretched_hatched() -> None:
    """So the two differ in grey, and an arrow is neither: it is ink."""
    eased = {
        name: bool(pose["muscle"].get("works"))
        for name, pose in POSES.items()
        if pose.get("muscle", {}).get("colour") == "eased"
    }
    assert set(eased.values()) == {True, False}
    folder = {
        name: "pictures" if POSES[name].get("picture") else "drawings" for name in eased
    }
    expect_none(
        name
        for name, works in eased.items()
        for text in [(CONTENT / folder[name] / f"{name}.svg").read_text("utf-8")]
        if ('class="drawing__eased"' in text, 'class="drawing__eased-line"' in text)
        != (works, not works)
    )


def test_both_legs_are_there() -> None:
    """But for someone who lies under a blanket."""
    expect_none(
        name
        for name, pose in POSES.items()
        if "far_leg" not in pose and name != "bedtime-3"
    )


def limbs() -> Iterator[tuple[str, str, body.Limb, float]]:
    """Every limb of every pose, after their names, with the figure's height."""
    for name, pose in POSES.items():
        who = figure(pose, 168)
        for limb, parts in who.limbs.items():
            yield name, limb, parts, who.height


def test_limbs_keep_their_lengths() -> None:
    """Whatever the pose, bones are as long as in every other drawing."""
    lengths = {
        "leg": (body.THIGH, body.SHANK),
        "arm": (body.UPPER_ARM, body.FOREARM, body.PALM),
    }
    expect_none(
        f"{name}, {limb}: {bone}, not {length * height}"
        for name, limb, parts, height in limbs()
        for bone, length in zip(
            limb_bones(parts), lengths[limb.split("_")[1]], strict=False
        )
        if bone != pytest.approx(length * height)
    )


def test_joints_bend_the_way_joints_do() -> None:
    """Knees bend forwards and elbows backwards."""
    expect_none(
        f"{name}, {limb}: {turn}"
        for name, limb, parts, _ in limbs()
        for turn in [turning(*parts.joints[:3])]
        if not (turn > 0 if limb.endswith("leg") else turn < 0)
    )


def turning(upper: complex, middle: complex, lower: complex) -> float:
    """To which side a limb bends: positive or negative."""
    return ((middle - upper).conjugate() * (lower - middle)).imag


def test_a_standing_foot_is_on_the_ground() -> None:
    """A foot that stands has its sole on the ground line."""
    soles = {
        f"{name}, {limb}": parts.joints[2].imag + body.SOLE * height
        for name, limb, parts, height in limbs()
        if limb.endswith("leg") and "stand" in POSES[name].get(limb, {})
    }
    assert soles
    expect_none(each for each in soles.items() if each[1] != pytest.approx(168))


def test_a_hand_out_of_reach_is_refused() -> None:
    """A pose that would stretch a limb is an error, not a longer arm."""
    with pytest.raises(body.OutOfReachError, match="reach 20"):
        body.bend(0j, 30 + 0j, 10, 10, 1j)


def limb_bones(limb: body.Limb) -> Iterator[float]:
    """Give the lengths between a limb's joints, from the trunk outwards."""
    for near, far in zip(limb.joints, limb.joints[1:], strict=False):
        yield abs(far - near)


def test_the_pose_in_the_documents_can_be_drawn() -> None:
    """Its table stands in docs/drawings.md as it would in the tool's own."""
    text = (CONTENT.parent / "docs" / "drawings.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"```\n(\[.*?)```", text, re.DOTALL)
    (pose,) = tomllib.loads(table).values()
    svg = picture(pose)
    assert drawings.problems("heel-raise-1.svg", svg.encode()) == ()
    assert inlining.inline("heel-raise-1", svg.encode()) == svg.strip()
