"""A drawing on a page has the page's colours, its own names, and says what it shows."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibid.site import drawings, inlining
from tests.conftest import Build, GuideFolder
from tests.published import pages

ROOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"'


def inlined(inside: str, root: str = "", name: str = "calf") -> str:
    data = f"{ROOT}{root}>{inside}</svg>".encode()
    assert drawings.problems("calf.svg", data) == ()
    return inlining.inline(name, data)


BLACK = (
    *("black", "Black", "#000", "#000000", "#000F", "#000000ff", "rgb(0,0,0)"),
    *("rgb( 0 , 0 , 0 )", "rgb(0 0 0)", "rgb(0%,0%,0%)", "rgba(0,0,0,1)"),
    *("hsl(0,0%,0%)", "RGB(0,0,0)", "rgb(0 0 0 / 1)", "rgb(0 0 0 / 100%)"),
    *("rgba(0, 0, 0, 1.0)", " #000 "),
)
OTHER = ("#001", "#000001", "rgb(0,0,1)", "rgba(0,0,0,0)", "rgba(0,0,0,0.1)", "none")


@pytest.mark.parametrize("black", BLACK)
@pytest.mark.parametrize("paint", ["fill", "stroke", "stop-color"])
def test_black_is_the_colour_of_the_text(black: str, paint: str) -> None:
    """As an attribute and in a style; by night the text is light."""
    for way in (f'{paint}="{black}"', f'style="stroke-width:2;{paint}: {black} ;"'):
        made = inlined(f'<path {way} d="M0 0"/>')
        assert f'{paint}="currentColor"' in made
        assert black not in made
        assert "style" not in made


@pytest.mark.parametrize("colour", OTHER)
def test_other_colours_stay(colour: str) -> None:
    assert f'fill="{colour}"' in inlined(f'<path fill="{colour}" d="M0 0"/>')


@pytest.mark.parametrize(
    ("inside", "black"),
    [
        ('<path d="M0 0"/>', True),
        ('<g><text x="1">a</text></g>', True),
        ('<g fill="none"><path d="M0 0"/></g>', False),
        ('<path style="fill:none" d="M0 0"/>', False),
        ('<line x1="1" stroke="red"/>', False),
        ('<g fill="red"><g><rect x="1"/></g></g>', False),
    ],
)
def test_what_has_no_paint_is_black_so_it_is_the_text_too(
    inside: str, black: bool
) -> None:
    root = inlined(inside).partition(">")[0]
    assert ('fill="currentColor"' in root) == black


def test_a_gradient_without_a_colour_is_black_too() -> None:
    made = inlined(
        '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs>'
        '<path fill="url(#a)" d="M0 0"/>'
    )
    assert '<stop offset="0" stop-color="currentColor"/>' in made


SCENE = (
    '<defs id="defs1"><linearGradient id="a"><stop stop-color="red"/></linearGradient>'
    '<linearGradient id="b" {xlink}href="#a"/><clipPath id="c"><rect x="1"/></clipPath>'
    '</defs><g aria-labelledby="t u" clip-path="url(#c)"><title id="t">Foot</title>'
    '<desc id="u">A foot</desc><path id="path9" style="fill:url(#b)" d="M0 0"/></g>'
)


@pytest.mark.parametrize("way", ["", "xlink:"])
def test_names_are_the_drawings_own_and_references_follow(way: str) -> None:
    """Two drawings of the same program can stand on one page."""
    declared = ' xmlns:xlink="http://www.w3.org/1999/xlink"' if way else ""
    scene = SCENE.replace("{xlink}", way)
    both = inlined(scene, declared, "one") + inlined(scene, declared, "other")
    ids = re.findall(r' id="([^"]+)"', both)
    assert len(ids) == len(set(ids)) == 10
    wanted = re.findall(r'(?:url\(#|href="#)([^)"]+)', both)
    wanted += re.findall(r'labelledby="([^"]+)"', both)[0].split()
    assert {one.partition(".")[0] for one in wanted} == {"one", "other"}
    assert set(wanted) <= set(ids)
    assert "path9" not in both
    assert "defs1" not in both


ids = st.text("ab.-_1", min_size=1, max_size=4).filter(lambda one: one[0].isalpha())
names = st.text("ab-1", min_size=1, max_size=4)


@given(names, names, ids, ids)
def test_no_two_drawings_share_a_name(
    one: str, other: str, mine: str, its: str
) -> None:
    """Whatever they are called: a drawing's name has no dot, and its ids start so."""

    def made(name: str, id: str) -> str:
        inside = f'<clipPath id="{id}"/><g clip-path="url(#{id})"/>'
        return inlining.inline(name, f"{ROOT}>{inside}</svg>".encode())

    found = [
        re.findall(r' id="([^"]+)"', made(*pair))
        for pair in ((one, mine), (other, its))
    ]
    assert (found[0] == found[1]) == ((one, mine) == (other, its))


@given(st.sampled_from(BLACK), st.sampled_from(OTHER), names)
def test_inlining_twice_is_inlining_once(black: str, other: str, name: str) -> None:
    inside = f'<path fill="{black}" stroke="{other}" d="M0 0"/><desc>x</desc>'
    once = inlining.inline(name, f"{ROOT}>{inside}</svg>".encode())
    assert inlining.inline(name, once.encode()) == once


def test_a_drawing_may_stand_twice_on_a_page() -> None:
    """Each has ids of its own and refers to those; words that look alike stay."""
    inside = '<clipPath id="a"/><g clip-path="url(#a)"/><text>"#d.a"</text>'
    one = inlining.inline("d", f"{ROOT}>{inside}</svg>".encode())
    plain = inlining.inline("e", f"{ROOT}><path/></svg>".encode())
    page = "<p>url(#d.a)</p>".join([one, plain, one, one])
    made = inlining.told_apart(page)
    ids = re.findall(r' id="([^"]+)"', made)
    assert len(set(ids)) == len(ids) == 3
    assert re.findall(r'clip-path="url\(#([^)]+)\)"', made) == ids
    assert made.replace(".2", "").replace(".3", "") == page
    assert made.count('#d.a"</text>') == 3


def test_no_page_has_an_id_twice(guide_folder: GuideFolder, build: Build) -> None:
    """Where a drawing is shown as two steps of an exercise, and again in its list."""
    inside = "<title>A shade</title>" + '<clipPath id="a"/><g clip-path="url(#a)"/>'
    folder = guide_folder({"drawings/shade.svg": f"{ROOT}>{inside}</svg>"})
    path = folder / "content" / "exercises" / "calf-stretch.md"
    text, count = re.subn(
        r"(?<=^drawings:\n)(?:  .*\n)+",
        "  - {name: shade, caption: First}\n  - {name: shade, caption: Then}\n",
        path.read_text("utf-8"),
        flags=re.MULTILINE,
    )
    assert count == 1
    path.write_text(text, "utf-8")
    assert build().published
    page = pages(folder / "output")["exercises/calf-stretch/index.html"]
    assert len(page.ids) == len(set(page.ids))
    assert {"shade.a", "shade.a.2"} <= set(page.ids)


INKSCAPE = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="50mm" height="40mm" viewBox="0 0 50 40" version="1.1" id="svg1"
   inkscape:version="1.3" sodipodi:docname="foot.svg"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg">
  <sodipodi:namedview id="namedview1" pagecolor="#ffffff" />
  <defs id="defs1" />
  <g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1">
    <title id="t1">Layer</title>
    <path style="fill:none;stroke:#000000;stroke-width:1.5;stroke-linecap:round;
      stroke-dasharray:none;stroke-opacity:1;-inkscape-stroke:none;paint-order:normal"
      d="M 1,2 C 3,4" id="path1" sodipodi:nodetypes="cc" />
  </g>
  <g style="display:none" id="layer2"><image href="photo.jpg"/></g>
  <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>
  <title id="title1">A foot &amp; a leg</title>
</svg>
"""


def test_a_drawing_of_inkscape_comes_without_its_notes() -> None:
    """As it is saved: no layer that is switched off, no note, its title first."""
    data = INKSCAPE.encode()
    assert drawings.problems("foot.svg", data) == ()
    made = inlining.inline("foot", data)
    root, _, rest = made.partition(">")
    assert rest.startswith("<title>A foot &amp; a leg</title>")
    assert 'viewBox="0 0 50 40"' in root
    assert 'class="drawing" role="img"' in root
    assert not re.search(r"inkscape|sodipodi|rdf|photo|\bid=|width=\"50|<!--|<\?", made)
    assert (
        '<path d="M 1,2 C 3,4" fill="none" stroke="currentColor" stroke-width="1.5" '
        'stroke-linecap="round" stroke-opacity="1"/>'
    ) in made


REFUSED = {
    "a filter": ('<g style="filter:url(#a)"/>', "", 'the attribute "filter"'),
    "blending": ('<g style="mix-blend-mode:multiply"/>', "", '"mix-blend-mode"'),
    "a copy": ('<g id="a"/><use href="#a"/>', "", "<use>"),
    "a pattern": ('<pattern id="a"/>', "", "<pattern>"),
    "a reference to nothing": ('<path fill="url(#no)" d=""/>', "", 'has the id "no"'),
    "a label of nothing": ('<g aria-labelledby="no"/>', "", 'has the id "no"'),
    "a style from elsewhere": ('<g style="fill:url(//a)"/>', "", '"url(//a)" as fill'),
    "an address elsewhere": ('<linearGradient href="//a"/>', "", '"//a" as href'),
    "a hidden root": ("", ' style="display:none"', 'the attribute "display"'),
    "an escape": ('<g style="fill:\\75rl(//a)"/>', "", "as fill"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_would_look_otherwise_is_refused_once(kind: str) -> None:
    inside, root, said = REFUSED[kind]
    found = drawings.problems("a.svg", f"{ROOT}{root}>{inside}</svg>".encode())
    assert [said in one.message for one in found] == [True]
    assert found[0].hint


def test_a_drawing_without_a_size_is_refused() -> None:
    data = ROOT.replace(' viewBox="0 0 9 9"', "").encode() + b"/>"
    (problem,) = drawings.problems("a.svg", data)
    assert "how large" in problem.message
    sized = data.replace(b"/>", b' width="24px" height="18"/>')
    assert drawings.problems("a.svg", sized) == ()
    assert 'viewBox="0 0 24 18"' in inlining.inline("a", sized)


@pytest.mark.parametrize(
    "svg",
    [
        inlining.inline("a", f"{ROOT}>{words}<path/></svg>".encode())
        for words in ("", "<title>Own</title>", "<desc>d</desc>\n<title>Own</title>")
    ],
)
def test_a_page_says_what_a_drawing_shows_in_its_own_words(svg: str) -> None:
    """Its words take the place of the file's, whose stay where it has none."""
    told = inlining.described(svg, "A <foot>", "")
    assert inlining.title(told) == "A &lt;foot&gt;"
    assert told.count("<title>") == 1
    assert ("<desc>d</desc>" in told) == ("<desc>d</desc>" in svg)
    both = inlining.described(told, "", "More.")
    places = [both.index(one) for one in ("A &lt;", "More.", "<path")]
    assert places == sorted(places)
    assert inlining.described(svg, "", "").count("<title>") == svg.count("<title>")
