"""Rules on dates: when a page and a source were last looked at, and by when again."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta

from ibid.content.kinds import Page
from ibid.guide.guide import Entry
from ibid.rules.rule import Example, Found, Rule, Studied

REVIEW_MONTHS = 36
GRACE_DAYS = 90
SOURCE_DAYS = 180
# Where the sun rises first, today is already tomorrow for those who build elsewhere.
ZONES = timedelta(days=1)


def _dated(guide: Studied) -> Iterator[tuple[Entry, Page]]:
    for entry in guide.pages:
        if isinstance(entry.content, Page):
            yield entry, entry.content


def review_in_future(guide: Studied) -> Iterator[Found]:
    """A page can't have been reviewed on a day that is still to come.

    Write the day of the review.
    """
    for entry, page in _dated(guide):
        if page.last_reviewed > guide.today + ZONES:
            yield (
                entry.document.place(("last_reviewed",)),
                f"{page.last_reviewed} is still to come: today is {guide.today}",
                "write the day on which a person last checked the whole page",
            )


def published_after_review(guide: Studied) -> Iterator[Found]:
    """A page first appears on the day of a review or before it.

    Mend one of the two dates.
    """
    for entry, page in _dated(guide):
        if page.published > page.last_reviewed:
            yield (
                entry.document.place(("published",)),
                f"the page appeared after its last review on {page.last_reviewed}",
                "mend one of the two dates: a page is checked before it appears",
            )


def review_too_far(guide: Studied) -> Iterator[Found]:
    """The next review comes after the last one, and at most 36 months after it.

    Write a day up to 36 months after the review.
    """
    for entry, page in _dated(guide):
        place = entry.document.place(("next_review",))
        latest = months_after(page.last_reviewed, REVIEW_MONTHS)
        is_wrong = page.last_reviewed > guide.today + ZONES
        if is_wrong or page.published > page.last_reviewed:
            continue  # What is after a day that can't be says nothing.
        if page.next_review <= page.last_reviewed:
            yield (
                place,
                f"the next review isn't after the last, {page.last_reviewed}",
                f"write a day up to {latest}",
            )
        elif page.next_review > latest:
            yield (
                place,
                f"that is more than {REVIEW_MONTHS} months after the last review",
                f"write a day up to {latest}",
            )


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the month's last day where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = min(day.year + years, MAXYEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def review_due(guide: Studied) -> Iterator[Found]:
    """A page is reviewed again by the day it names.

    Check the page against its sources, then set both dates.
    """
    for entry, page in _dated(guide):
        if timedelta() < guide.today - page.next_review <= timedelta(days=GRACE_DAYS):
            yield (
                entry.document.place(("next_review",)),
                _overdue(guide, page),
                "check the page against its sources, then set `last_reviewed` and this",
            )


def review_overdue(guide: Studied) -> Iterator[Found]:
    """A page whose review is more than 90 days overdue is not published.

    Check the page, or set `draft: true` until then.
    """
    for entry, page in _dated(guide):
        late = guide.today - page.next_review > timedelta(days=GRACE_DAYS)
        if late and page.next_review > page.last_reviewed:
            yield (
                entry.document.place(("next_review",)),
                _overdue(guide, page),
                "check the page against its sources, or set `draft: true` until then",
            )


def _overdue(guide: Studied, page: Page) -> str:
    days = (guide.today - page.next_review).days
    return f"the review is {days} day{'s' if days > 1 else ''} overdue"


def check_in_future(guide: Studied) -> Iterator[Found]:
    """A source can't have been looked up on a day that is still to come.

    Write the day on which a person looked.
    """
    for key, entry in guide.sources.items():
        reference = guide.reference(key)
        for field, day in (
            ("checked", reference.checked),
            ("accessed", reference.accessed),
            ("archive-date", reference.archive_date),
            ("record-overruled", reference.record_overruled),
        ):
            if day and day > guide.today + ZONES:
                yield (
                    entry.document.place((field,)),
                    f"{day} is still to come: today is {guide.today}",
                    "write the day on which a person looked",
                )


def issued_after_check(guide: Studied) -> Iterator[Found]:
    """A source was there when a person looked, at most ahead of the issue it is in.

    Mend the year, or the day on which a person looked.
    """
    for key, entry in guide.sources.items():
        reference = guide.reference(key)
        year = int((reference.issued or "0")[:4])
        days = (reference.checked, reference.accessed, reference.archive_date)
        first = min(day for day in days if day)
        # What appears before it is printed bears the year of the print.
        if year > first.year + 1:
            yield (
                entry.document.place(("issued",)),
                f"{year} is after a person looked, on {first}",
                "mend the year, or the day on which a person looked",
            )


def check_due(guide: Studied) -> Iterator[Found]:
    """Somebody looks every 180 days whether a source still stands.

    Look for a notice of correction or retraction, then set `checked`.
    """
    for key, entry in guide.sources.items():
        days = (guide.today - guide.reference(key).checked).days
        if days > SOURCE_DAYS:
            yield (
                entry.document.place(("checked",)),
                f"nobody has looked at this source for {days} days",
                "look for a notice of correction or retraction, then set `checked`",
            )


RULES = (
    Rule(
        review_in_future,
        Example("last_reviewed: 2026-11-24", "last_reviewed: 2026-11-23", "remedy"),
        standards=("R3",),
    ),
    Rule(
        published_after_review,
        Example("last_reviewed: 2026-11-21", "last_reviewed: 2026-11-22", "remedy"),
        standards=("R3",),
    ),
    Rule(
        review_too_far,
        Example("next_review: 2029-11-23", "next_review: 2029-11-22", "remedy"),
        standards=("R3",),
    ),
    Rule(
        review_due,
        Example(
            (
                "published: 2025-11-21\n"
                "last_reviewed: 2025-11-21\n"
                "next_review: 2026-11-21"
            ),
            (
                "published: 2025-11-21\n"
                "last_reviewed: 2026-11-21\n"
                "next_review: 2027-11-21"
            ),
            "remedy",
        ),
        "advice",
        standards=("R4",),
    ),
    Rule(
        review_overdue,
        Example(
            (
                "published: 2025-08-01\n"
                "last_reviewed: 2025-08-01\n"
                "next_review: 2026-08-01"
            ),
            (
                "published: 2025-08-01\n"
                "last_reviewed: 2026-08-01\n"
                "next_review: 2027-08-01"
            ),
            "remedy",
        ),
        standards=("R4",),
    ),
    Rule(
        check_in_future,
        Example("checked: 2026-11-24", "checked: 2026-11-23", "reference"),
        standards=("R8",),
    ),
    Rule(
        issued_after_check,
        Example("issued: 2028", "issued: 2020", "reference"),
        standards=("R8",),
    ),
    Rule(
        check_due,
        Example("checked: 2026-05-25", "checked: 2026-05-26", "reference"),
        "advice",
        standards=("R8",),
    ),
)
