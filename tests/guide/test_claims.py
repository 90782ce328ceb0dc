"""The guide's published table of claims says what its pages say today."""

from pathlib import Path

from ibid.cli import main

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "content" / "static" / "claims.csv"


def test_the_published_table_is_current(tmp_path: Path) -> None:
    """`make claims` writes it anew."""
    made = tmp_path / "claims.csv"
    guide = ["--content", str(ROOT / "content"), "--today", "2026-11-22"]
    main(["check", "--claims", str(made), *guide])
    assert made.read_bytes() == TABLE.read_bytes()
