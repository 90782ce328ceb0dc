"""Pictures are what their names say, and come out upright, light, and bare of notes."""

import io
import json
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageOps, ImageStat, PngImagePlugin

from ibid.guide.pictures import Picture
from ibid.problems import Problem
from ibid.prose.allowed import faults
from ibid.site import pictures
from ibid.units.memo import Memo, among
from tests.conftest import HERE, Build, GuideFolder

ENDINGS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF", "gif": "GIF"}


def scene(width: int, height: int) -> Image.Image:
    """Something like a photograph: soft slopes, and a red corner at the top left."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    made = Image.merge("RGB", (down, across, ImageOps.invert(down)))
    made.paste((255, 0, 0), (0, 0, width // 3, height // 3))
    return made


def written(image: Image.Image, format: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, format=format, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def taken(name: str, data: bytes, memo: Memo | None = None) -> pictures.Taken:
    return pictures.take({name: data}, "content", memo or Memo())


def only(name: str, data: bytes) -> tuple[Picture, Mapping[str, bytes]]:
    """The picture and its files, where there is no problem."""
    made = taken(name, data)
    assert made.problems == ()
    return made.pictures[name], made.files


def chunk(kind: bytes, data: bytes) -> bytes:
    whole = kind + data
    return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))


def claiming(width: int, height: int) -> bytes:
    """A PNG file of a few bytes that says it is as large as this."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = chunk(b"IDAT", zlib.compress(b"\0" * 9000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + rows + chunk(b"IEND", b"")


SMALL = scene(60, 40)
PHOTO = written(SMALL, "JPEG")
MOVING = written(SMALL, "GIF", save_all=True, append_images=[ImageOps.flip(SMALL)])
NOISE = Image.effect_noise((1500, 1100), 90).convert("RGB")
SVG = '<svg xmlns="http://www.w3.org/2000/svg"'
LONG = written(Image.new("1", (1, 16_001)), "PNG")
REFUSED: Mapping[str, tuple[str, bytes, str]] = {
    "a text": ("a.png", b"not a picture\n", "named PNG, and holds no picture"),
    "nothing": ("a.jpg", b"", "the file is empty"),
    "a page": ("a.jpg", b"<!DOCTYPE html><p>404</p>", "holds no picture"),
    "WebP as PNG": ("a.png", written(SMALL, "WEBP"), "holds a WebP picture"),
    "PNG as JPEG": ("a.jpeg", written(SMALL, "PNG"), "holds a PNG picture"),
    "JPEG as AVIF": ("a.avif", PHOTO, "holds a JPEG picture"),
    "HEIC as JPEG": ("a.jpg", b"\0\0\0\x18ftypheic" + b"\0" * 40, "of another kind"),
    "BMP as PNG": ("a.png", written(SMALL, "BMP"), "of another kind"),
    "TIFF as JPEG": ("a.JPG", written(SMALL, "TIFF"), "of another kind"),
    "a JPEG cut off": ("a.jpg", PHOTO[: len(PHOTO) // 2], "cut off or damaged"),
    "a head alone": ("a.jpg", PHOTO[:200], "cut off or damaged"),
    "a PNG cut off": ("a.png", written(SMALL, "PNG")[:90], "cut off or damaged"),
    "a wrong sum": (
        "a.png",
        written(SMALL, "PNG").replace(b"IDAT", b"IDAT\1", 1),
        "cut off or damaged",
    ),
    "a WebP cut off": ("a.webp", written(SMALL, "WEBP")[:-90], "cut off or damaged"),
    "a bomb": ("a.png", claiming(60_000, 60_000), "more pixels"),
    "a smaller bomb": ("a.png", claiming(10_000, 9_000), "more pixels"),
    "a long strip": ("a.png", LONG, "more pixels"),
    "a moving GIF": ("a.gif", MOVING, "the picture moves"),
    "a moving WebP": (
        "a.webp",
        written(SMALL, "WEBP", save_all=True, append_images=[ImageOps.flip(SMALL)]),
        "the picture moves",
    ),
    "ten megabytes": ("a.jpg", PHOTO + b"\0" * 10_000_000, "the file weighs 10.0 MB"),
    "a photograph as PNG": (
        "a.png",
        written(NOISE.crop((0, 0, 900, 600)), "PNG"),
        "900 pixels wide it weighs",
    ),
    "a drawing without a size": ("a.svg", f"{SVG}/>".encode(), "how large it is"),
    "a drawing of no height": (
        "a.svg",
        f'{SVG} viewBox="0 0 9 0"/>'.encode(),
        "how large it is",
    ),
    "a heavy drawing": (
        "a.svg",
        f'{SVG} viewBox="0 0 9 9"><path d="{"M0 0" * 300_000}"/></svg>'.encode(),
        "the drawing weighs 1.2 MB",
    ),
    "no drawing": ("a.svg", b"hello", "this is no sound SVG"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_picture_for_a_page_is_one_problem_with_a_remedy(kind: str) -> None:
    name, data, said = REFUSED[kind]
    made = taken(name, data)
    (problem,) = made.problems
    assert said in problem.message
    assert problem.hint
    assert problem.severity == "error"
    assert problem.place.path == f"content/{name}"
    assert made.pictures[name].path == ""
    assert dict(made.files) == {}


def test_a_wrong_picture_stops_the_build_and_names_it(
    guide_folder: GuideFolder, build: Build
) -> None:
    guide_folder({"leg.png": b"text", "about.md": None})
    about = (HERE / "golden" / "content" / "about.md").read_text("utf-8")
    Path("content/about.md").write_text(f"{about}\n![A leg](leg.png)\n", "utf-8")
    outcome = build()
    assert not outcome.published
    assert [(one.place.path, one.rule) for one in outcome.problems] == [
        ("content/leg.png", "unsound-picture")
    ]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_picture_comes_out_in_the_widths_that_are_worth_it(ending: str) -> None:
    """Three of them for a wide one; none is wider than the picture is."""
    data = written(scene(2000, 1500), ENDINGS[ending])
    picture, files = only(f"a.{ending}", data)
    assert [one.width for one in picture.versions] == [480, 960, 1440]
    assert (picture.width, picture.height) == (1440, 1080)
    assert files.keys() == picture.paths
    for version in (*picture.versions, *picture.webp):
        image = opened(files[version.path])
        assert image.size == (version.width, round(version.width * 3 / 4))
        kind = "png" if ending == "gif" else ending
        assert version.path.endswith(
            "." + ("webp" if version in picture.webp else kind)
        )


@given(st.integers(1, 1700))
@settings(max_examples=25)
def test_widths_grow_up_to_the_picture_and_never_beyond(width: int) -> None:
    picture, _ = only("a.png", written(Image.new("L", (width, 3)), "PNG"))
    widths = [one.width for one in picture.versions]
    assert widths == sorted(set(widths))
    assert widths[-1] == min(width, 1440) == picture.width
    assert len(widths) <= 3
    assert picture.height >= 1


@pytest.mark.parametrize("ending", ["jpg", "png", "avif"])
def test_the_lighter_kind_lies_beside_the_original_only_if_it_is_lighter(
    ending: str,
) -> None:
    picture, files = only(f"a.{ending}", written(scene(700, 500), ENDINGS[ending]))
    weights = [
        sum(len(files[one.path]) for one in some)
        for some in (picture.versions, picture.webp)
    ]
    assert not picture.webp or weights[1] < weights[0]
    assert bool(picture.webp) or ending == "avif"


PLACE = {1: 0, 2: 1, 3: 2, 4: 3, 5: 0, 6: 1, 7: 2, 8: 3}


@pytest.mark.parametrize("orientation", PLACE)
def test_a_picture_stands_upright_and_says_nothing_of_where_it_was_taken(
    orientation: int,
) -> None:
    """What a camera notes beside the pixels is gone from every file."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Camera of somebody"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
    lying = scene(600, 400)
    data = written(lying, "JPEG", exif=exif, comment=b"At home", quality=95)
    data = data[:2] + xmp(b"<x>secret place</x>") + data[2:]
    assert b"Camera of somebody" in data
    picture, files = only("a.jpg", data)
    upright = ImageOps.exif_transpose(opened(data))
    assert (picture.width, picture.height) == upright.size
    for path, made in files.items():
        image = opened(made)
        assert dict(image.getexif()) == {}
        assert image.info.keys() <= {*("jfif", "jfif_version", "jfif_unit"), *KEPT}
        for secret in (b"Exif", b"Camera", b"At home", b"secret place", b"http"):
            assert secret not in made, path
        assert red_corner(image) == red_corner(upright) == PLACE[orientation]


KEPT = (
    *("jfif_density", "progressive", "progression", "loop", "background"),
    *("timestamp", "duration"),
)


def xmp(text: bytes) -> bytes:
    body = b"http://ns.adobe.com/xap/1.0/\0" + text
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def red_corner(image: Image.Image) -> int:
    """Which corner is red, from the top left on with the clock."""
    small = image.convert("RGB")
    right, low = small.width - 9, small.height - 9
    corners = [(9, 9), (right, 9), (right, low), (9, low)]
    reds = []
    for corner in corners:
        red, green, blue = small.getpixel(corner)  # type: ignore[misc]
        reds.append(red - green - blue)
    return reds.index(max(reds))


def test_the_notes_of_a_png_are_gone_too() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "somebody")
    notes.add_itxt("XML:com.adobe.xmp", "<x>secret</x>")
    data = written(SMALL, "PNG", pnginfo=notes, dpi=(72, 72))
    _, files = only("a.png", data)
    for made in files.values():
        assert b"somebody" not in made
        assert b"secret" not in made
        assert opened(made).info.keys() <= set(KEPT)


def test_a_picture_whose_notes_are_broken_is_shown_as_it_lies() -> None:
    broken = (
        b"\xff\xe1"
        + struct.pack(">H", 22)
        + b"Exif\0\0MM\0*\xff\xff\xff\xff\0\0\0\0\0\0"
    )
    picture, _ = only("a.jpg", PHOTO[:2] + broken + PHOTO[2:])
    assert (picture.width, picture.height) == (60, 40)


def test_two_pictures_in_one_file_of_a_telephone_are_the_first() -> None:
    data = written(SMALL, "MPO", save_all=True, append_images=[ImageOps.flip(SMALL)])
    picture, files = only("a.jpg", data)
    assert red_corner(opened(files[picture.path])) == 0


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_mode_of_colour_is_shown(mode: str) -> None:
    """Grey stays grey, what can be seen through can still be, and none is inverted."""
    grey = Image.linear_gradient("L").resize((60, 40))
    source = grey.convert("RGB").convert(mode) if mode != "I;16" else deep(grey)
    kind = "jpg" if mode == "CMYK" else "png"
    picture, files = only(f"a.{kind}", written(source, ENDINGS[kind]))
    image = opened(files[picture.path])
    assert image.has_transparency_data == (mode in ("LA", "RGBA"))
    shown = image.convert("L")
    assert ImageStat.Stat(shown.crop((0, 0, 60, 3))).mean[0] < 30
    assert ImageStat.Stat(shown.crop((0, 37, 60, 40))).mean[0] > 200


def deep(grey: Image.Image) -> Image.Image:
    return grey.convert("I").point(lambda value: value * 257.0).convert("I;16")


def test_a_colour_of_another_profile_is_shown_as_it_is_meant() -> None:
    """The profile goes, so what it means has to be in the pixels."""
    swapped = Image.new("RGB", (8, 8), (200, 30, 30))
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    data = written(swapped, "PNG", icc_profile=b"no profile")
    _, files = only("a.png", data)
    assert {opened(made).getpixel((4, 4)) for made in files.values()} == {(200, 30, 30)}
    same = written(swapped, "PNG", icc_profile=lab.tobytes())
    picture, files = only("a.png", same)
    assert b"iCCP" not in files[picture.path]


def test_the_same_bytes_give_the_same_bytes() -> None:
    data = written(scene(1000, 700), "JPEG")
    first, second = (dict(only("a.jpg", data)[1]) for _ in range(2))
    assert first == second
    other = dict(only("a.jpg", written(scene(1000, 701), "JPEG"))[1])
    assert not first.keys() & other.keys()


def test_what_came_of_a_picture_is_remembered() -> None:
    """A second build decodes nothing; one that lost the bytes makes the same again."""
    data = written(scene(1000, 700), "JPEG")
    first = Memo()
    before = taken("a.jpg", data, first)
    kept = Memo(among(first.fresh))
    after = taken("a.jpg", data, kept)
    assert after.pictures == before.pictures
    assert dict(after.files) == dict(before.files)
    assert kept.fresh == {}
    unread = Memo(among(first.fresh))
    taken("a.jpg", data, unread)
    assert unread.used == kept.used == first.used
    facts = {key: row for key, row in first.fresh.items() if "versions" in row}
    assert 0 < len(facts) < len(first.fresh)
    assert dict(taken("a.jpg", data, Memo(among(facts))).files) == dict(before.files)


def test_a_problem_is_remembered_too() -> None:
    first = Memo()
    told = taken("a.png", b"text", first).problems
    kept = Memo(among(first.fresh))
    assert taken("a.png", b"text", kept).problems == told
    assert kept.fresh == {}


@given(
    st.integers(0, len(PHOTO)), st.binary(max_size=4), st.sampled_from(sorted(ENDINGS))
)
@settings(max_examples=150)
def test_whatever_the_bytes_there_is_a_picture_or_one_problem(
    at: int, put: bytes, ending: str
) -> None:
    """Nothing is raised, and what is published can be opened."""
    made = taken(f"a.{ending}", PHOTO[:at] + put + PHOTO[at + len(put) :])
    assert bool(made.files) != bool(made.problems)
    assert len(made.problems) <= 1
    for data in made.files.values():
        assert opened(data).size == SMALL.size


@given(st.integers(1, len(PHOTO) - 1))
@settings(max_examples=100)
def test_a_picture_that_is_cut_off_is_whole_or_refused(length: int) -> None:
    made = taken("a.jpg", PHOTO[:length])
    if made.problems:
        assert isinstance(made.problems[0], Problem)
    else:
        assert dict(made.files) == dict(only("a.jpg", PHOTO)[1])


SIZES = {
    'width="240" height="180"': (240, 180),
    'width="24px" height="1in" viewBox="0 0 9 9"': (24, 96),
    'width="50.8mm" height="2.54cm"': (192, 96),
    'width="100%" height="100%" viewBox="0 0 240 180"': (240, 180),
    'viewBox="-5,-5 24.6,0.2"': (25, 1),
    'width="9" viewBox="0 0 30 20"': (30, 20),
    'width="9em" height="9em"': None,
    'viewBox="0 0 9"': None,
    'viewBox="0 0 -9 9"': None,
    'width="0" height="9"': None,
    'width="1e9" height="9"': None,
}


@pytest.mark.parametrize("attributes", SIZES)
def test_a_drawing_says_its_size(attributes: str) -> None:
    made = taken("a.svg", f"{SVG} {attributes}/>".encode())
    sizes = [(one.width, one.height) for one in made.pictures.values() if one.path]
    size = SIZES[attributes]
    assert sizes == ([] if size is None else [size])


PAGE = """---
title: A page
summary: About it.
published: 2026-01-10
last_reviewed: 2026-02-20
next_review: 2027-02-20
---

![A foot & a leg](foot.jpg "From 'outside'") Words.

![A plan](plan.svg)

## More

![Tiny](tiny.png)
"""


def test_a_page_shows_its_pictures_without_a_jump(
    guide_folder: GuideFolder, build: Build
) -> None:
    """Size, widths and the lighter kind stand in the page; all wait but the first, and
    drawings, which would be missing on paper.
    """
    guide_folder(
        {
            "feet.md": PAGE,
            "foot.jpg": written(scene(1200, 900), "JPEG"),
            "plan.svg": f'{SVG} viewBox="0 0 24 18"/>'.encode(),
            "tiny.png": written(Image.new("L", (8, 6)), "PNG"),
        }
    )
    assert build().published
    html = Path("output/feet/index.html").read_text("utf-8")
    found = re.findall(r"(?:<picture>.*?</picture>|<img[^>]*>)", html, re.DOTALL)
    photo, plan, tiny = found
    assert list(faults("".join(found))) == []
    assert 'alt="A foot &amp; a leg" title="From ‘outside’"' in photo
    assert 'width="1200" height="900" decoding="async"' in photo
    assert re.search(
        r'<source type="image/webp" srcset="\S+-480\.\w+\.webp 480w', photo
    )
    assert re.search(
        r'<img class="picture" src="\S+-1200\.\w+\.jpg" srcset="[^"]* 1200w"', photo
    )
    assert plan.startswith("<img ")
    assert 'width="24" height="18" decoding="async"' in plan
    assert "srcset" not in plan + tiny.partition("<img")[2]
    assert 'width="8" height="6" loading="lazy"' in tiny
    for address in re.findall(r"\.\./(assets/[^\s\"]+)", html):
        assert Path("output", address).is_file(), address


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.png", written(scene(64, 64), "PNG"), ("64x64", "image/png")),
        ("a.jpg", written(scene(64, 64), "JPEG"), ("64x64", "image/jpeg")),
        ("a.svg", f'{SVG} viewBox="0 0 9 9"/>'.encode(), ("any", "image/svg+xml")),
    ],
)
def test_a_manifest_names_the_icon_as_what_it_is(
    name: str,
    data: bytes,
    kind: tuple[str, str],
    guide_folder: GuideFolder,
    build: Build,
) -> None:
    guide_folder({name: data})
    with Path("content/site.yaml").open("a", encoding="utf-8") as site:
        site.write(f"icon: {name}\n")
    assert build().published
    manifest = json.loads(Path("output/manifest.webmanifest").read_text("utf-8"))
    (icon,) = manifest["icons"]
    assert (icon["sizes"], icon["type"]) == kind
    assert Path("output", icon["src"]).is_file()


def test_pillow_is_loaded_for_a_guide_with_pictures_alone(
    guide_folder: GuideFolder,
) -> None:
    guide_folder()
    code = (
        "import sys; from ibid.cli import main; code = main(sys.argv[1:]);"
        "sys.exit(code or 'PIL' in sys.modules)"
    )
    root = HERE.parent
    done = subprocess.run(
        [sys.executable, "-c", code, "build", "--today", "2026-11-22", "--jobs", "1"],
        env={"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr.count("error")) == (0, 0)
