"""An owner's colour: readable by day and by night, or refused."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibid.reading.front_matter import parse
from ibid.site.accent import contrast, grounds, problems, rules, shade
from ibid.site.assets import sheets

STYLE = "--paper:#fbf7f0;--raised:#f3ebdf;--paper:#16120f;--raised:#211b16"
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_the_standard() -> None:
    """Black on white is 21 to 1; a colour on itself 1 to 1; #767676 just passes AA."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#8a2f16", "#8a2f16") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_the_grounds_are_those_of_the_style() -> None:
    """Day and night come from the tokens, and from nowhere else."""
    folder = Path(__file__).parent.parent / "assets"
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.css")
    }
    expected = (("#fbf7f0", "#f3ebdf"), ("#16120f", "#211b16"))
    style = "".join(rules for _, rules in sheets(files))
    assert grounds(STYLE) == grounds(style) == expected


@given(COLOURS, st.sampled_from([0, 1]))
def test_a_shade_can_be_read(colour: str, side: int) -> None:
    """Whatever the colour, its shade stands out from both grounds."""
    on = grounds(STYLE)[side]
    shaded = shade(colour, ("#000000", "#ffffff")[side], on)
    assert min(contrast(shaded, ground) for ground in on) >= 7


def test_a_faint_colour_is_refused_with_a_better_one() -> None:
    """The problem stands at the value and offers a shade that passes."""
    document, _ = parse("site.yaml", "site.yaml", 'title: A\ncolour: "#2aa198"\n')
    (problem,) = problems(document, "#2aa198", STYLE)
    assert (problem.place.line, problem.place.column) == (2, 9)
    assert problem.rule == "faint-colour"
    offered = problem.hint.rpartition(" ")[2]
    assert not list(problems(document, offered, STYLE))


def test_an_accent_takes_the_place_of_the_design_s_own() -> None:
    """The rule comes last in its layer; without an accent nothing is added."""
    assert rules(STYLE, None) == ""
    assert rules(STYLE, "#123456").startswith("@layer tokens{:root{--eased:#123456;")
    assert "(prefers-color-scheme:dark){--eased:#" in rules(STYLE, "#123456")
