"""What came of a command, in one line."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from ibid.problems import Problem
from ibid.request import Outcome
from ibid.site.freshness import Decision


def of_problems(problems: Iterable[Problem]) -> str:
    """`3 errors and 1 piece of advice`, or an empty text."""
    counts = Counter(problem.severity for problem in problems)
    errors, advice = counts["error"], counts["advice"]
    parts = [
        f"{errors} error{'s' * (errors != 1)}" if errors else "",
        f"{advice} piece{'s' * (advice != 1)} of advice" if advice else "",
    ]
    return " and ".join(part for part in parts if part)


def of_build(decisions: Iterable[Decision]) -> str:
    """How many files were made, kept and deleted."""
    counts = Counter(decision.action for decision in decisions)
    return (
        f"{counts['make']} made, {counts['keep']} unchanged, {counts['delete']} deleted"
    )


def of_preview(outcome: Outcome) -> str:
    """What a preview says of each save: what it made anew, or what keeps it from it."""
    found = of_problems(outcome.problems)
    if not outcome.published:
        return f"{found}: the preview shows the last good state."
    return f"Shown: {of_build(outcome.decisions)}."


# Names that the rules of the net keep for examples (RFC 2606).
EXAMPLES = (".example", ".invalid", ".test", ".example.com", ".example.org")


def of_address(address: str, content: Path) -> str:
    """What to do about a site's address that nobody can have; "" for any other."""
    if not f".{urlsplit(address).hostname or ''}".endswith(EXAMPLES):
        return ""
    settings = (content / "site.yaml").as_posix()
    return f" Its address, {address}, is only an example: set `base_url` in {settings}."
