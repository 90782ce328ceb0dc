"""Neighbours of one layer name it once, and every rule means what it meant."""

import pytest

from ibid.site.layers import joined, taken_apart


@pytest.mark.parametrize(
    ("sheets", "made"),
    [
        (["@layer a{p{x:y}}", "@layer a{q{x:y}}"], "@layer a{p{x:y}q{x:y}}"),
        (["@layer a{p{}}", "@layer b{q{}}"], "@layer a{p{}}@layer b{q{}}"),
        (["@layer a,b;", "@layer a{p{}}"], "@layer a,b;@layer a{p{}}"),
        (["@layer a{p{}}", "hr{}", "@layer a{q{}}"], "@layer a{p{}}hr{}@layer a{q{}}"),
        (
            ["@layer a{p{}}@layer b{q{}}", "@layer a{r{}}"],
            "@layer a{p{}}@layer b{q{}}@layer a{r{}}",
        ),
        (
            ['@layer a{p{content:"}"}}', "@layer a{q{}}"],
            '@layer a{p{content:"}"}q{}}',
        ),
        ([], ""),
    ],
)
def test_each_rule_stays_in_its_layer(sheets: list[str], made: str) -> None:
    assert joined(map(taken_apart, sheets)) == made
