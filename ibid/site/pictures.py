"""Pictures taken in: read whole, turned upright, stripped, and made in a few widths.

What is published holds the pixels and nothing else that was in the file. The same bytes
in give the same bytes out, so what came of a picture is remembered by its content.
"""

import base64
import hashlib
import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ibid.fingerprint import code_fingerprint, fingerprint
from ibid.guide.pictures import Picture, Version
from ibid.ondemand import OnDemand
from ibid.problems import Place, Problem, as_plain, of_plain
from ibid.site import drawings
from ibid.units.memo import Memo

if TYPE_CHECKING:
    # Pillow is loaded for a guide that has such a picture, and for no other.
    from PIL.Image import Image

# A column of text is 350 to 600 pixels wide; screens show up to three for each.
WIDTHS = (480, 960, 1440)
# A narrower version that is hardly narrower than the next one spares nobody anything.
WORTH_IT = 0.8
MEGABYTE = 1_000_000
HEAVIEST = 8 * MEGABYTE
HEAVIEST_PUBLISHED = 1 * MEGABYTE
# No telephone's camera makes more; WebP has no longer sides.
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 16_000
DEEP = ("I", "I;16", "I;16B", "I;16L", "F")


@dataclass(frozen=True)
class Kind:
    """A kind of picture: what it is called, and how it is written again.

    `format` is Pillow's name for what is inside. A GIF is written as PNG, which has all
    of its colours in every width.
    """

    name: str
    format: str
    ending: str
    lossless: bool = False


JPEG = Kind("JPEG", "JPEG", "jpg")
PNG = Kind("PNG", "PNG", "png", lossless=True)
WEBP = Kind("WebP", "WEBP", "webp")
AVIF = Kind("AVIF", "AVIF", "avif")
GIF = Kind("GIF", "GIF", "png", lossless=True)
KINDS = {
    **{"jpg": JPEG, "jpeg": JPEG, "png": PNG, "webp": WEBP, "avif": AVIF, "gif": GIF}
}
ALL = (JPEG, PNG, WEBP, AVIF, GIF)
# How each kind is written: the same every time, on one core.
OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "jpg": {"format": "JPEG", "quality": 82, "optimize": True, "progressive": True},
    "png": {"format": "PNG", "optimize": True},
    "webp": {"format": "WEBP", "quality": 80, "method": 4},
    "avif": {"format": "AVIF", "quality": 60, "speed": 6, "max_threads": 1},
}


class RefusedError(Exception):
    """A picture that can't be published: why, what to do, and the rule it breaks."""

    def __init__(self, message: str, hint: str, rule: str) -> None:
        super().__init__(message)
        self.message, self.hint, self.rule = message, hint, rule


@dataclass(frozen=True)
class Taken:
    """The pictures of a guide by their content names, and the files they come out as.

    `files` maps a path in the site to its bytes, which are made when asked for.
    """

    pictures: Mapping[str, Picture]
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def take(pictures: Mapping[str, bytes], content: str, memo: Memo) -> Taken:
    """All the pictures in `content`; those that can't be published are problems."""
    found: dict[str, Picture] = {}
    sources: dict[str, str] = {}
    problems: list[Problem] = []
    for name, data in pictures.items():
        row = _known(f"{content}/{name}", name, data, memo)
        problems += map(of_plain, row["problems"])
        found[name] = _picture(row)
        sources |= dict.fromkeys(sorted(found[name].paths), name)
    for path in sources:
        memo.keep(_key(path))

    def made(path: str) -> bytes:
        kept: Any = memo.get(_key(path))
        if kept is not None:
            return base64.b64decode(kept["data"])
        return _files(sources[path], pictures[sources[path]])[path]

    return Taken(found, OnDemand(sources, made), tuple(problems))


def hashed(name: str, data: bytes) -> str:
    """The published path of a file: it changes whenever the bytes do."""
    stem, dot, ending = name.rpartition("/")[2].partition(".")
    return f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:10]}{dot}{ending}"


def _key(path: str) -> str:
    return fingerprint("picture file", code_fingerprint(), path)


def _known(path: str, name: str, data: bytes, memo: Memo) -> Mapping[str, Any]:
    """What came of a picture, worked out or remembered."""
    digest = hashlib.sha256(data).hexdigest()
    key = fingerprint("picture", code_fingerprint(), path, digest)
    row: Any = memo.get(key)
    if row is None:
        row = {"problems": [], "width": 0, "height": 0, "versions": [], "webp": []}
        try:
            row |= _worked_out(name, data, memo)
        except RefusedError as why:
            problem = Problem(Place(path), why.rule, why.message, why.hint)
            row["problems"] = [as_plain(problem)]
        if name.lower().endswith(".svg"):
            unsafe = drawings.problems(path, data, picture=True)
            row["problems"] = [as_plain(one) for one in unsafe] or row["problems"]
        memo.put(key, row)
    return dict(row)


def _worked_out(name: str, data: bytes, memo: Memo) -> dict[str, Any]:
    """Size and versions as plain data; the files themselves are remembered apart."""
    made = _versions(name, data)
    for version in made.all:
        text = base64.b64encode(version.data).decode("ascii")
        memo.put(_key(version.path), {"data": text})
    return {
        "width": made.width,
        "height": made.height,
        "versions": [[one.path, one.width] for one in made.versions],
        "webp": [[one.path, one.width] for one in made.webp],
    }


def _picture(row: Mapping[str, Any]) -> Picture:
    versions, webp = (
        tuple(Version(path, width) for path, width in row[name])
        for name in ("versions", "webp")
    )
    return Picture(row["width"], row["height"], versions, webp)


@dataclass(frozen=True)
class _File:
    path: str
    width: int
    data: bytes


@dataclass(frozen=True)
class _Made:
    width: int
    height: int
    versions: tuple[_File, ...]
    webp: tuple[_File, ...] = ()

    @property
    def all(self) -> tuple[_File, ...]:
        return (*self.versions, *self.webp)


def _files(name: str, data: bytes) -> Mapping[str, bytes]:
    return {one.path: one.data for one in _versions(name, data).all}


def _versions(name: str, data: bytes) -> _Made:
    """What a picture is published as. Raises RefusedError."""
    stem, _, ending = name.rpartition(".")
    if len(data) > HEAVIEST:
        raise _heavy(f"the file weighs {_weight(data)}", HEAVIEST)
    if ending.lower() == "svg":
        return _drawing(name, data)
    kind = KINDS[ending.lower()]
    image = _read(data, kind)
    versions = tuple(_written(image, stem, kind.ending))
    webp: tuple[_File, ...] = ()
    if kind is not WEBP:
        webp = tuple(_written(image, stem, "webp", lossless=kind.lossless))
    if _heaviness(webp) >= _heaviness(versions):
        webp = ()
    for one in versions:
        if len(one.data) > HEAVIEST_PUBLISHED:
            raise _heavy(
                f"{one.width} pixels wide it weighs {_weight(one.data)}",
                HEAVIEST_PUBLISHED,
                kind,
            )
    return _Made(versions[-1].width, _height(image, versions[-1].width), versions, webp)


def _drawing(name: str, data: bytes) -> _Made:
    """An SVG file stays as it is, and needs a size only."""
    if len(data) > HEAVIEST_PUBLISHED:
        message = f"the drawing weighs {_weight(data)}"
        raise _heavy(message, HEAVIEST_PUBLISHED)
    size = drawings.size(data)
    if size is None:
        raise _unsound(
            "the drawing doesn't say how large it is",
            'give its <svg> a viewBox, as in viewBox="0 0 240 180"',
        )
    return _Made(*size, (_File(hashed(name, data), size[0], data),))


def _unsound(message: str, hint: str) -> RefusedError:
    return RefusedError(message, hint, rule="unsound-picture")


def _heavy(what: str, most: int, kind: Kind | None = None) -> RefusedError:
    hint = "make it smaller, 1600 pixels wide or less, and save it as JPEG"
    if kind is not None and not kind.lossless:
        hint = "cut away what readers don't need, or save it with less detail"
    message = f"the picture is too heavy: {what}, and {most // MEGABYTE} MB is the most"
    return RefusedError(message, hint, rule="heavy-picture")


def _weight(data: bytes) -> str:
    return f"{len(data) / MEGABYTE:.1f} MB"


def _heaviness(files: tuple[_File, ...]) -> int:
    return sum(len(one.data) for one in files)


def _height(image: "Image", width: int) -> int:
    """The height of a version of this width."""
    return max(1, round(image.height * width / image.width))


def _written(
    image: "Image", stem: str, ending: str, lossless: bool = False
) -> Iterator[_File]:
    """The picture in each width that is worth it, none wider than it is."""
    from PIL import Image as images

    widest = min(image.width, WIDTHS[-1])
    options = dict(OPTIONS[ending])
    if lossless:
        options |= {"lossless": True}
    for width in (*(one for one in WIDTHS if one <= WORTH_IT * widest), widest):
        size = width, _height(image, width)
        made = image
        if size != image.size:
            made = image.resize(size, images.Resampling.LANCZOS)
        if ending in ("webp", "avif") and made.mode == "L":
            made = made.convert("RGB")
        out = io.BytesIO()
        made.save(out, **options)
        data = out.getvalue()
        yield _File(hashed(f"{stem}-{width}.{ending}", data), width, data)


def _read(data: bytes, kind: Kind) -> "Image":
    """The whole picture, upright, in the colours of screens, with nothing besides."""
    from PIL import Image as images
    from PIL import UnidentifiedImageError
    from PIL.Image import open as decoded

    with warnings.catch_warnings():
        # Pillow warns of what it mends or passes over; what it can't, it raises.
        warnings.simplefilter("ignore")
        try:
            with decoded(io.BytesIO(data), formats=(kind.format,)) as image:
                _require_still_and_small(image)
                image.load()
                return _plain(image)
        except RefusedError:
            raise
        except UnidentifiedImageError as why:
            raise _misnamed(data, kind) from why
        except images.DecompressionBombError as why:
            raise _large() from why
        except Exception as why:
            # A damaged file may fail in any way that a decoder can.
            raise _unsound(
                f"the picture is cut off or damaged: {str(why) or type(why).__name__}",
                "copy it again from where it came from, or export it again",
            ) from why


def _require_still_and_small(image: "Image") -> None:
    width, height = image.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise _large(f": {width} by {height}")
    if getattr(image, "is_animated", False) and image.format != "MPO":
        raise _unsound(
            "the picture moves, and readers have no way to stop it",
            "publish one of its frames, or two side by side",
        )


def _large(size: str = "") -> RefusedError:
    return RefusedError(
        f"the picture has more pixels than any page shows{size}",
        "make it smaller: 1600 pixels wide are enough",
        rule="heavy-picture",
    )


def _misnamed(data: bytes, kind: Kind) -> RefusedError:
    """What the bytes are, if they aren't of the kind that the name says."""
    from PIL.Image import open as decoded

    if not data:
        return _unsound("the file is empty", "copy it again, or delete it")
    for other in ALL:
        if other is not kind:
            try:
                with decoded(io.BytesIO(data), formats=(other.format,)):
                    pass
            except Exception:
                continue
            ending = next(name for name in KINDS if KINDS[name] is other)
            return _unsound(
                f"the file is named {kind.name}, and holds a {other.name} picture",
                f"rename it to end in .{ending}, here and where pages show it",
            )
    if data[4:8] == b"ftyp" or data.startswith((b"II*\0", b"MM\0*", b"BM")):
        return _unsound(
            f"the file is named {kind.name}, and holds a picture of another kind",
            "export it as JPEG or PNG from the program that shows it",
        )
    return _unsound(
        f"the file is named {kind.name}, and holds no picture",
        f"put a {kind.name} picture in its place, or delete it",
    )


def _plain(image: "Image") -> "Image":
    """Pixels alone: as they are to be seen, in sRGB, without a note of anything."""
    upright = _upright(image)
    profile = upright.info.get("icc_profile")
    mode = "RGB"
    if upright.has_transparency_data:
        mode = "RGBA"
    elif upright.mode in ("1", "L", *DEEP):
        mode = "L"
    if upright.mode in DEEP:
        # Sixteen bits a sample, of which screens show the upper half.
        upright = upright.convert("I").point(lambda value: value * (1 / 256))
    if upright.mode != "CMYK" or not profile:
        upright = upright.convert(mode)
    made = upright
    if profile and mode != "L":
        made = _in_srgb(upright, profile, mode)
    made.info.clear()
    return made


def _upright(image: "Image") -> "Image":
    from PIL import ImageOps

    try:
        return ImageOps.exif_transpose(image)
    except Exception:
        # What says which way is up can't be read: then it stands as it lies.
        return image


def _in_srgb(image: "Image", profile: bytes, mode: str) -> "Image":
    """The colours that the profile means, as screens show them without one."""
    from PIL import ImageCms

    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        screen = ImageCms.createProfile("sRGB")
        made = ImageCms.profileToProfile(image, own, screen, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        made = None
    return made or image.convert(mode)
