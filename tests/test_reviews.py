"""The calendar of review dates, as a calendar reads it."""

from hypothesis import given
from hypothesis import strategies as st

from ibid.pages.reviews import escaped, folded


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=400))
def test_folding_loses_nothing(line: str) -> None:
    """Every piece has at most 75 bytes, and unfolding gives the line back."""
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == line
    assert all(piece.startswith(" ") for piece in pieces[1:])


def test_signs_with_a_meaning_are_escaped() -> None:
    """Commas, semicolons and backslashes part values in a calendar."""
    assert escaped("a, b; c\\d") == "a\\, b\\; c\\\\d"
