"""Rules on openness."""

import pytest

from tests.test_rules.guide import (
    Bad,
    Edit,
    Good,
    bad,
    check_bad,
    check_good,
    good,
    says,
)

SITE = "site.yaml"
ABOUT = "about.md"
HELPER = '  - {name: NHS, url: "https://www.nhs.uk/", checked: 2026-11-22}\n'
BAD = (
    bad(
        "claimed-review",
        "medically reviewed",
        says("This guide is medically reviewed."),
    ),
    bad("claimed-review", "reviewed by a doctor", says("It was reviewed by a doctor.")),
    bad(
        "claimed-review", "has checked this page", says("Our GP has checked this page.")
    ),
    bad(
        "unclear-support",
        "Ask your doctor.",
        Edit(
            SITE,
            "This guide supports, and does not replace, advice from your doctor.",
            "Ask your doctor.",
        ),
    ),
    bad(
        "unanswered-feedback",
        "Write to us.",
        Edit(SITE, "We have no contact address to offer yet.", "Write to us."),
    ),
    bad(
        "thin-about",
        "About this guide",
        Edit(ABOUT, " Nobody pays for this guide.", ""),
    ),
    bad("thin-about", "About this guide", Edit(ABOUT, " We do not track you.", "")),
    bad(
        "few-helpers",
        '- {name: NHS inform, url: "https://www.nhsinform.scot/", checked: 2026-11-22}',
        Edit(SITE, HELPER, ""),
    ),
    bad(
        "helper-due",
        "2026-05-25",
        Edit(SITE, HELPER, HELPER.replace("2026-11-22", "2026-05-25")),
    ),
    bad(
        "helper-due",
        "2026-11-23",
        Edit(SITE, HELPER, HELPER.replace("2026-11-22", "2026-11-23")),
    ),
    bad(
        "undated-link",
        "https://cramps.example/a",
        says("See [this study](https://cramps.example/a)."),
    ),
)
GOOD = (
    good("claimed-review", says("No clinician has checked this page.")),
    good(
        "claimed-review",
        Edit(
            SITE,
            "reviewer: null",
            "reviewer: {name: Dr A, qualification: GP, registration: GMC 1}",
        ),
        says("It was reviewed by a doctor."),
    ),
    good(
        "unanswered-feedback",
        Edit(SITE, "contact: null", "contact: us@small.example"),
        Edit(SITE, "We have no contact address to offer yet.", "Write to us."),
    ),
    good("helper-due", Edit(SITE, HELPER, HELPER.replace("11-22", "05-26"))),
    good("undated-link", says("See [the NHS](http://nhs.uk).")),
)


@pytest.mark.parametrize("case", BAD, ids=str)
def test_a_bad_page_is_found(case: Bad) -> None:
    check_bad(case)


@pytest.mark.parametrize("case", GOOD, ids=str)
def test_a_good_page_is_left_alone(case: Good) -> None:
    check_good(case)
