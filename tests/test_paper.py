"""Rules for paper are parted from those that a page needs at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibid.site.paper import parted

CASES = {
    "a sheet without them": ("a{b:c}@layer x,y;", "a{b:c}@layer x,y;", ""),
    "between others": ("a{b:c}@media print{d{e:f}}g{h:i}", "a{b:c}g{h:i}", "d{e:f}"),
    "in a layer": (
        "@layer x{a{b:c}@media print{d{e:f}}}",
        "@layer x{a{b:c}}",
        "@layer x{d{e:f}}",
    ),
    "in a rule": (
        "a{b:c;@media print{d:e;f:g}h:i}",
        "a{b:c;h:i}",
        "a{d:e;f:g}",
    ),
    "twice in a rule": (
        "a{@media print{b:c}&:d{e:f}@media print{g:h}}",
        "a{&:d{e:f}}",
        "a{b:c;g:h}",
    ),
    "alone in a layer": ("@layer x{@media print{a{b:c}}}", "", "@layer x{a{b:c}}"),
    "of the sheet of paper": ("@page :first{margin:0}", "", "@page :first{margin:0}"),
    "in another condition": (
        "@supports (b:c){@media print{a{b:c}}}",
        "",
        "@supports (b:c){a{b:c}}",
    ),
    "for narrow paper": (
        "@media print and (width<1in){a{b:c}}",
        "@media print and (width<1in){a{b:c}}",
        "",
    ),
    "with signs in strings": (
        '@media print{a{b:"}"}}c{d:"{"}e{f:url(x;y)}',
        'c{d:"{"}e{f:url(x;y)}',
        'a{b:"}"}',
    ),
    "without an end": ("a{b:c}@media print{d{e:f", "a{b:c}", "d{e:f}"),
    "with an end too many": ("a{b:c}}d{e:f}", "a{b:c}}d{e:f}", ""),
}


@pytest.mark.parametrize(("css", "screen", "paper"), CASES.values(), ids=CASES)
def test_rules_for_paper(css: str, screen: str, paper: str) -> None:
    assert parted(css) == (screen, paper)


RULES = st.recursive(
    st.sampled_from(["a:b", "c:d"]).map("{};".format),
    lambda inner: st.builds(
        "{}{{{}}}".format,
        st.sampled_from([".e", "@layer f", "@media (g)", "&:h"]),
        st.lists(inner, max_size=3).map(lambda parts: "".join(parts).rstrip(";")),
    ),
    max_leaves=8,
)


@given(RULES)
def test_what_is_not_for_paper_stays_as_it_is(css: str) -> None:
    assert parted(css) == (css, "")


@given(RULES)
def test_all_that_is_for_paper_is_in_its_own_sheet(css: str) -> None:
    assert parted(f"@media print{{{css}}}") == ("", css.rstrip(";"))
