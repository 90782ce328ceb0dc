"""The look serves lines that run from right to left: it names no left and no right."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.breaches import expect_none

CSS = Path(__file__).parents[1] / "assets" / "css"
# A property, or a value, that means one side of the screen.
SIDE = re.compile(
    r"\b(?:left|right)\b|(?:margin|padding|border|inset)-(?:left|right)|translateX"
)
# Of these, a fourth value that differs from the second sets one side apart.
AROUND = re.compile(
    r"(?:^|[;{\s])(inset|margin|padding|border-(?:width|style|color|radius))\s*:([^;}]*)"
)


def sided(css: str) -> Iterator[str]:
    """Every declaration that means left or right."""
    bare = re.sub(r"/\*.*?\*/", " ", css, flags=re.DOTALL)
    for found in re.finditer(r"([\w-]+)\s*:([^;{}]*)[;}]", bare):
        name, value = found[1], found[2].strip()
        if SIDE.search(name) or SIDE.search(value):
            yield f"{name}: {value}"
            continue
        parts = values(value)
        if AROUND.match(f"{name}:") and len(parts) == 4 and parts[1] != parts[3]:
            yield f"{name}: {value}"


def values(value: str) -> list[str]:
    """The parts of a value; what stands in brackets is one part."""
    parts, depth = [""], 0
    for sign in value:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign.isspace() and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return [part for part in parts if part]


def test_no_style_sheet_knows_left_from_right() -> None:
    expect_none(
        f"{path.relative_to(CSS)}: {line}"
        for path in sorted(CSS.rglob("*.css"))
        for line in sided(path.read_text("utf-8"))
    )


@pytest.mark.parametrize(
    "rule",
    [
        "margin-left: 1px",
        "left: 0",
        "text-align: right",
        "float: left",
        "inset: 0 auto auto calc(1px + 2px)",
        "padding: 0 1px 0 2px",
        "border-width: 0 0 0 3px",
        "border-right: 1px solid",
        "background: url(x) left top",
        "transform: translateX(2px)",
        "border-top-left-radius: 1px",
    ],
)
def test_a_side_is_seen(rule: str) -> None:
    assert len([*sided(f".x {{ {rule}; }}")]) == 1


@pytest.mark.parametrize(
    "rule",
    [
        "margin-inline-start: 1px",
        "inset: auto 0 0",
        "padding: 0 1px 0 1px",
        "text-align: start",
        "border-end-start-radius: 1px",
        "padding: 1px max(1px, 50% - 2px) 0",
        "content: 'x' /* on the left */",
    ],
)
def test_both_sides_are_left_alone(rule: str) -> None:
    assert [*sided(f".x {{ {rule}; }}")] == []
