"""The cards of help: each level with its signs, the words that decide marked."""

from collections.abc import Iterable, Iterator

from ibid import telephone
from ibid.content.kinds import Care, CareLevel
from ibid.content.lexicon import Lexicon
from ibid.content.phrases import Phrases, lowered
from ibid.pages.labels import LEVELS, Wording
from ibid.pages.screens import CareLevelView
from ibid.prose.parts import Prose
from ibid.prose.written import Span


def levels(care: Care, wording: Wording, lexicon: Lexicon) -> tuple[CareLevelView, ...]:
    """The cards in their order, the most urgent first."""
    cards = ((name, getattr(care, name)) for name in LEVELS)
    return tuple(
        CareLevelView(
            name,
            str(getattr(wording.words.care, name)),
            telephone.text(card.action),
            tuple(_signs(card, lexicon)),
        )
        for name, card in cards
    )


def _signs(card: CareLevel, lexicon: Lexicon) -> Iterator[Prose]:
    for sign in card.signs:
        spans = deciding(sign.text, lexicon.flags.get(sign.id, ()))
        yield telephone.text(sign.text, spans)


def deciding(text: str, says: Iterable[Phrases]) -> tuple[Span, ...]:
    """Where a sign says what the policy asks of its red flag; none lies in another."""
    small = lowered(text)
    found = sorted(one.span() for phrases in says for one in phrases.finditer(small))
    spans: list[Span] = []
    for start, end in found:
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    return tuple(spans)
