"""Packages that a guide may do without: which is there, and what to install."""

from ibid.fingerprint import installed
from ibid.problems import Place, Problem

__all__ = ["installed", "missing"]


def missing(place: Place, what: str, packages: str, extra: str) -> Problem:
    """Advice to install an extra for what is wanted at a place.

    `what` begins the message ("the search needs"), `packages` ends it.
    """
    return Problem(
        place,
        "missing-extra",
        f"{what} {packages}",
        f'run pip install "ibid-guides[{extra}]", or take the line out',
        "advice",
    )
