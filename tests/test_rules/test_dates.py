"""Rules on dates."""

from datetime import date

import pytest

from ibid.rules.dates import months_after
from tests.test_rules.guide import Bad, Edit, Good, bad, check_bad, check_good, good

COLD = "remedies/cold.md"
LEE = "references/lee2020.md"
LAST, NEXT = "last_reviewed: 2026-11-22", "next_review: 2027-11-22"
BAD = (
    bad(
        "review-in-future", "2026-11-24", Edit(COLD, LAST, "last_reviewed: 2026-11-24")
    ),
    bad(
        "published-after-review",
        "2026-11-22",
        Edit(COLD, LAST, "last_reviewed: 2026-11-21"),
    ),
    bad("review-too-far", "2029-11-23", Edit(COLD, NEXT, "next_review: 2029-11-23")),
    bad("review-too-far", "2026-11-22", Edit(COLD, NEXT, "next_review: 2026-11-22")),
    # A review of tomorrow, where the day begins earlier, is held to what follows it.
    bad(
        "review-too-far",
        "2026-11-20",
        Edit(COLD, LAST, "last_reviewed: 2026-11-23"),
        Edit(COLD, NEXT, "next_review: 2026-11-20"),
    ),
    bad(
        "review-due",
        "2026-11-23",
        Edit(COLD, NEXT, "next_review: 2026-11-23"),
        today=date(2026, 11, 24),
    ),
    bad(
        "review-overdue",
        "2026-11-23",
        Edit(COLD, NEXT, "next_review: 2026-11-23"),
        today=date(2027, 2, 22),
    ),
    bad(
        "check-in-future",
        "2026-11-24",
        Edit(LEE, "checked: 2026-11-22", "checked: 2026-11-24"),
    ),
    bad(
        "issued-after-check",
        "2028",
        Edit(LEE, "issued: 2020", "issued: 2028"),
    ),
    bad(
        "check-due",
        "2026-05-25",
        Edit(LEE, "checked: 2026-11-22", "checked: 2026-05-25"),
    ),
)
GOOD = (
    good("review-in-future", Edit(COLD, LAST, "last_reviewed: 2026-11-23")),
    good("check-in-future", Edit(LEE, "checked: 2026-11-22", "checked: 2026-11-23")),
    good("issued-after-check", Edit(LEE, "issued: 2020", "issued: 2027-01-03")),
    good("review-too-far", Edit(COLD, NEXT, "next_review: 2029-11-22")),
    good(
        "review-due",
        Edit(COLD, NEXT, "next_review: 2026-11-23"),
        today=date(2026, 11, 23),
    ),
    good(
        "review-overdue",
        Edit(COLD, NEXT, "next_review: 2026-11-23"),
        today=date(2027, 2, 21),
    ),
    good("check-due", Edit(LEE, "checked: 2026-11-22", "checked: 2026-05-26")),
)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 11, 22), 36, date(2029, 11, 22)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_end_where_the_calendar_says(day: date, months: int, then: date) -> None:
    """A month that is shorter ends on its own last day."""
    assert months_after(day, months) == then


@pytest.mark.parametrize("case", BAD, ids=str)
def test_a_bad_page_is_found(case: Bad) -> None:
    check_bad(case)


@pytest.mark.parametrize("case", GOOD, ids=str)
def test_a_good_page_is_left_alone(case: Good) -> None:
    check_good(case)
