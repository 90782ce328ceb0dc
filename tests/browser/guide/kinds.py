"""One page of each kind of the guide to leg cramps."""

import pytest

# One of each kind of page: where every page would only say the same again.
KINDS = (
    *("", "now/", "see-a-doctor/", "about/", "remedies/", "remedies/quinine/"),
    *("causes/medicines/", "exercises/calf-stretch-standing/", "cards/calf-cramp/"),
    *("references/", "references/tan2024/"),
)
each_kind = pytest.mark.parametrize("path", KINDS, ids=lambda path: path or "home")
