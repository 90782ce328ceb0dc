"""The rule on what a reader may conclude about a remedy."""

from collections.abc import Iterator

from ibid.content.kinds import Remedy
from ibid.content.vocabulary import Certainty, Safety, Verdict
from ibid.rules.evidence import UNSURE
from ibid.rules.rule import Example, Found, Rule, Studied


def unearned_verdict(guide: Studied) -> Iterator[Found]:
    """A remedy's verdict follows from its certainty and its safety, by one table.

    Take the verdict that docs/verdicts.md has for the two.
    """
    for entry in guide.pages:
        remedy = entry.content
        if isinstance(remedy, Remedy) and (why := _unearned(remedy)):
            yield (
                entry.document.place(("verdict",)),
                f'"{remedy.verdict}" doesn\'t follow: {why}',
                "read the table in docs/verdicts.md from the top",
            )


def _unearned(remedy: Remedy) -> str:
    """What speaks against the verdict; "" if nothing does."""
    verdict, sure = remedy.verdict, remedy.certainty not in UNSURE
    avoided = remedy.safety is Safety.AVOID
    if avoided and verdict is not Verdict.NOT_ADVISED:
        return "what everybody should avoid is not-advised"
    if verdict is Verdict.NOT_ADVISED and not (sure or avoided):
        return "the certainty is low, and nobody has to avoid it: it is unclear"
    if verdict is Verdict.UNCLEAR and sure:
        return f"the certainty is {remedy.certainty}"
    if verdict is Verdict.WORTH_TRYING and remedy.certainty is Certainty.VERY_LOW:
        return "the certainty is very low: it may help at best"
    return ""


RULES = (
    Rule(
        unearned_verdict,
        Example("verdict: not-advised", "verdict: worth-trying", "remedy"),
        standards=("R5",),
    ),
)
