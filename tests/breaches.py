"""For tests of a house rule: one test holds it everywhere and lists all breaches."""

from collections.abc import Iterable


def expect_none(breaches: Iterable[object]) -> None:
    """Fail if there is any breach, and say every one, however many there are."""
    found = [str(each) for each in breaches]
    assert not found, f"{len(found)} breaches:\n" + "\n".join(found)
