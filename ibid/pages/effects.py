"""How much a remedy changes: for each kind of people a row of words and a drawing."""

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal

from ibid.content.kinds import Effect
from ibid.content.vocabulary import Finding
from ibid.pages import screens
from ibid.pages.labels import Wording
from ibid.prose import parts

MIDDLE = 100.0  # Where no change stands, in a drawing 200 wide and 24 high.
REACH = 92.0
TURN = 14.0
HEIGHT = 7.0


def rows(
    effects: Iterable[Effect],
    text: Callable[[str, int, str], parts.Prose],
    wording: Wording,
) -> tuple[screens.EffectView, ...]:
    """Each effect; `text` gives a field of one by its path, with its marks.

    All that are counted in the same unit are drawn on one scale.
    """
    effects = tuple(effects)
    largest: dict[str, float] = {}
    for effect in effects:
        ends = (abs(end or 0) for end in (effect.estimate, effect.least, effect.most))
        largest[effect.unit] = max(largest.get(effect.unit, 0), *ends)
    return tuple(
        screens.EffectView(
            who=text("effects", number, "who"),
            source=text("effects", number, "source") if effect.source else (),
            finding=effect.finding.value,
            words=_words(effect, wording),
            ring=_across(effect.estimate or 0, largest[effect.unit]),
            rope=_rope(effect, largest[effect.unit]),
            ends=_ends(largest[effect.unit], wording)
            if effect.finding is Finding.MEASURED
            else (),
        )
        for number, effect in enumerate(effects)
    )


def _said(number: float | None, wording: Wording) -> str:
    """How much less or more, to a tenth: no reader needs more, unless it is less."""
    words = wording.words.effects
    form = words.less if (number or 0) < 0 else words.more
    size = Decimal(str(abs(number or 0)))
    tenths = size.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return form.replace("{number}", wording.decimal(float(tenths or size)))


def _ends(largest: float, wording: Wording) -> tuple[str, ...]:
    """What the left and the right end of the drawing stand for."""
    return tuple(_said(sign * largest, wording) for sign in (-1, 1))


def _words(effect: Effect, wording: Wording) -> str:
    """The row for ears, and for whoever wants the numbers."""
    words = wording.words.effects
    if effect.finding is Finding.TRIALS_DISAGREE:
        return words.trials_disagree
    if effect.finding is Finding.NOT_TESTED:
        return words.not_tested
    ends = (effect.least or 0, effect.most or 0)
    near, far = sorted(ends, key=abs)
    told = {"guess": effect.estimate, "least": ends[0], "most": ends[1]}
    told |= {"near": near, "far": far}
    form = words.unclear if ends[0] <= 0 <= ends[1] else words.guess
    if not effect.has_range:
        form = words.guess_alone
    sentence = form.replace("{unit}", effect.unit)
    for name, number in told.items():
        sentence = sentence.replace(f"{{{name}}}", _said(number, wording))
    return sentence


def _across(number: float, largest: float) -> float:
    """How far to the right a number stands."""
    return round(MIDDLE + REACH * number / (largest or 1), 1)


def _rope(effect: Effect, largest: float) -> tuple[str, ...]:
    """The two strands of the rope from the least to the most, as paths."""
    if not effect.has_range:
        return ()
    start = _across(effect.least or 0, largest)
    length = _across(effect.most or 0, largest) - start
    turns = max(1, round(length / TURN))
    quarter = round(length / turns / 4, 2)
    half = round(2 * quarter, 2)
    return tuple(
        f"M{start:g} 12" + f"q{quarter:g} {slack:g} {half:g} 0t{half:g} 0" * turns
        for slack in (-HEIGHT, HEIGHT)
    )
