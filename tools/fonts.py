"""Make the guide's font files of the whole families, which PyPI carries.

`pip install fonttools brotli fontpkg-literata fontpkg-source-sans-3`, then
`python -m tools.fonts`. Both families are under the SIL Open Font License, see
docs/fonts-licence.txt; a subset may not have a reserved name, so each has one of ours.
"""

from importlib.resources import files
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FOLDER = Path("assets/fonts")
# Latin with the accents of Europe's names, and the signs that texts and sources need.
SIGNS = (0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026, 0x202F)
MORE = (0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2122, 0x2190, 0x2192, 0x2212)
MATHS = (0x2248, 0x2264, 0x2265)
LATIN = {*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2015)}
POSTSCRIPT = 6
# No PDF can hold a WOFF2, and no browser needs the larger one.
FLAVOURS = {"woff2": "woff2", None: "ttf"}
NAMES = {1, 3, 4, 6, 16}


def main() -> None:
    """Write both families: for browsers, and for the cards' PDF files."""
    serif = files("fontpkg_literata") / "files/Literata[opsz,wght].ttf"
    sans = files("fontpkg_source_sans_3") / "files/SourceSans3[wght].ttf"
    make(str(serif), {"wght": 600, "opsz": 28}, "Ibid Serif", "serif")
    make(str(sans), {"wght": (400, 400, 700)}, "Ibid Sans", "sans")


def make(source: str, limits: dict[str, object], family: str, name: str) -> None:
    """Write the Latin part of a font, narrowed to `limits`, under another name."""
    options = subset.Options()
    options.layout_features = ["kern", "liga", "lnum", "tnum"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    maker = subset.Subsetter(options)
    font = TTFont(source, recalcTimestamp=False)
    maker.populate(unicodes={*LATIN, *SIGNS, *MORE, *MATHS})
    maker.subset(font)
    font = instantiateVariableFont(font, limits)
    for record in font["name"].names:
        if record.nameID in NAMES:
            record.string = (
                family.replace(" ", "") if record.nameID == POSTSCRIPT else family
            )
    for flavour, ending in FLAVOURS.items():
        path = FOLDER / f"{name}.{ending}"
        font.flavor = flavour
        font.save(path)
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
