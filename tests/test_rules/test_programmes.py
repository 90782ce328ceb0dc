"""Rules on programmes: a dose of their own has a reason, a source and a true count."""

import pytest

from tests.test_rules.guide import Bad, Edit, bad, check_bad, found

EVENINGS = "programmes/evenings.md"
DOSE = "        dose: {repeat: 5 times}\n"
SOURCE = "dose_source: The trial did it so.[@poe2019]"


def dosed(text: str) -> Edit:
    """The programme's one exercise with this dose of its own."""
    lines = "".join(f"        {line}\n" for line in text.split("\n"))
    return Edit(EVENINGS, DOSE, lines)


BAD = (
    bad("unreasoned-dose", "dose", dosed("dose: {repeat: 9 times}")),
    bad(
        "unreasoned-dose",
        "The trial did it so.",
        dosed("dose: {repeat: 9 times}\nbecause: The trial did it so."),
        Edit(EVENINGS, SOURCE, "dose_source: The trial did it so."),
    ),
    bad(
        "miscounted-dose",
        "7",
        dosed("dose: {repeat: 5 times}\ncounted: {repeat: 7}"),
    ),
    bad(
        "miscounted-dose",
        "7",
        dosed("dose: {repeat: 5 times}\ncounted: {repeat: 5, rest: 7}"),
    ),
    bad(
        "miscounted-dose",
        "{rest: 0}",
        dosed("dose: {repeat: 5 times}\ncounted: {rest: 0}"),
    ),
    bad("miscounted-dose", "counted", dosed("counted: {repeat: 5}")),
)


@pytest.mark.parametrize("case", BAD, ids=str)
def test_a_bad_programme_is_found(case: Bad) -> None:
    check_bad(case)


def test_a_dose_in_minutes_may_be_counted_in_seconds() -> None:
    minutes = "dose: {repeat: 5 times, hold: 2 minutes}\nbecause: The trial did it so."
    for hold, faults in ((120, 0), (2, 0), (121, 1)):
        counted = f"\ncounted: {{repeat: 5, hold: {hold}}}"
        assert len(found("miscounted-dose", dosed(minutes + counted))) == faults
