"""No word of a guide's subject or country stands in the program or its look."""

import re
from pathlib import Path

import pytest

from tests.breaches import expect_none

ROOT = Path(__file__).parents[1]
FOLDERS = ("ibid", "templates", "assets/css", "assets/js")
SUBJECT = re.compile(r"cramp|calf|quinine|magnesium|warfarin|statin\b", re.IGNORECASE)
COUNTRY = re.compile(r"(?<![\w.])(?:999|111|NHS|MHRA|FDA|GPs?|A&E)(?![\w.])")
# The table of all countries' numbers, of which a new guide takes its own.
NUMBERS = ROOT / "ibid" / "starter" / "numbers.yaml"
FILES = [
    path
    for folder in FOLDERS
    for path in sorted((ROOT / folder).rglob("*"))
    if path.is_file() and "__pycache__" not in path.parts and path != NUMBERS
]


def words(pattern: re.Pattern[str], text: str) -> list[str]:
    return [found[0] for found in pattern.finditer(text)]


@pytest.mark.parametrize("pattern", [SUBJECT, COUNTRY], ids=["subject", "country"])
def test_the_program_knows_no_guide(pattern: re.Pattern[str]) -> None:
    assert len(FILES) > 200
    expect_none(
        f"{path.relative_to(ROOT)}: {word}"
        for path in FILES
        for word in words(pattern, path.read_text("utf-8"))
    )


def test_a_word_is_found_in_any_dress() -> None:
    assert words(SUBJECT, "Calf-raise, cramps") == ["Calf", "cramp"]
    text = "call 999, a GP or A&E; not 9990, #111111, 1.111 or GPS"
    assert words(COUNTRY, text) == ["999", "GP", "A&E"]
