"""Every graded claim in one list, for somebody who knows to sign."""

import csv
import io
import re

import html5lib
import pytest

from ibid.cli import main
from ibid.guide.claims import GradedClaim, as_csv, as_form
from tests.guides import SMALL

GUIDE = ["--content", str(SMALL), "--today", "2026-11-22"]
MADE = GradedClaim("=SUM(1) & <b>", "very low", "Why.", "a: T (2020)", "Page", "p.md")


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """The small guide's list, as a spreadsheet reads it."""
    path = tmp_path_factory.mktemp("claims") / "claims.csv"
    main(["check", "--claims", str(path), *GUIDE])
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


def test_the_list_has_every_claim_that_a_check_counts(
    table: list[dict[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", *GUIDE])
    counted = re.search(r"(\d+) graded claims", capsys.readouterr().out)
    assert counted
    assert len(table) == int(counted[1])


def test_each_claim_has_its_certainty_sources_and_page(
    table: list[dict[str, str]],
) -> None:
    for row in table:
        assert row["certainty"] in ("high", "moderate", "low", "very low"), row
        assert all(row[name] for name in ("claim", "sources", "page")), row
        text = (SMALL / row["file"]).read_text("utf-8")
        for source in row["sources"].split("; "):
            key = source.partition(":")[0]
            if re.fullmatch(r"[a-z]+\d{4}[a-z]*", key):
                assert f"@{key}" in text


def test_a_claim_is_whole_and_without_marks(table: list[dict[str, str]]) -> None:
    (row,) = [
        one for one in table if one["file"] == "remedies/magnesium.md" and one["reason"]
    ]
    text = (SMALL / "remedies/magnesium.md").read_text("utf-8")
    assert row["claim"] in " ".join(text.split())
    assert not re.search(r"[\[\]\ufffc@]", row["claim"] + row["reason"])


def test_no_cell_is_a_formula_to_a_spreadsheet() -> None:
    assert as_csv([MADE]).splitlines()[1].startswith("'=SUM(1) & <b>,")


def test_the_form_is_sound_and_has_room_to_sign() -> None:
    form = as_form("A & B", [MADE, MADE])
    parser = html5lib.HTMLParser(namespaceHTMLElements=False, strict=False)
    root = parser.parse(form)
    assert [code for _, code, _ in parser.errors] == []
    assert len(root.findall(".//tbody/tr")) == 2
    assert root.findtext(".//td/b") == "=SUM(1) & <b>"
    words = "".join(root.itertext())
    assert "2 claims" in words
    assert "Signature" in words


def test_a_list_must_be_a_table_or_a_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--claims", "claims.txt", *GUIDE]) == 2
    assert "must end in .csv or .html" in capsys.readouterr().err
