"""What the guided player shows, one after the other: made of an exercise's fields."""

from collections.abc import Iterator
from dataclasses import dataclass

from ibid import telephone
from ibid.content.kinds import Count, Dose, Exercise
from ibid.pages.labels import DOSES, Wording
from ibid.pages.screens import Dosed, Phase


@dataclass(frozen=True)
class Turn:
    """An exercise as it is done in a session. `name` is "" where the page has it."""

    exercise: Exercise
    dose: Dose
    counted: Count | None
    name: str = ""


def dosed(dose: Dose, wording: Wording) -> Dosed:
    """The parts of a dose that are there, each under its name, in the fixed order."""
    words = wording.words.exercise
    return tuple(
        (str(getattr(words, name)), telephone.text(getattr(dose, name)))
        for name in DOSES
        if getattr(dose, name)
    )


def session(
    stop_rule: str, turns: tuple[Turn, ...], wording: Wording
) -> tuple[Phase, ...]:
    """The phases of exercises in sequence; none if there are none or one isn't counted.

    When to stop comes first.
    """
    if not turns or not all(turn.counted for turn in turns):
        return ()
    stop = Phase(wording.words.exercise.stop, telephone.text(stop_rule))
    middle = (one for turn in turns for one in _phases(turn, wording))
    done = _released(turns[-1].counted, wording.words.player.done, wording)
    return (stop, *middle, done)


def _phases(turn: Turn, wording: Wording) -> Iterator[Phase]:
    """One exercise: its steps, what is counted, and the same on the other side."""
    words, counted = wording.words.player, turn.counted or Count()
    steps = (turn.exercise.position, *turn.exercise.steps)
    for number, step in enumerate(steps, 1):
        nth = words.step.format(number=number, count=len(steps))
        heading = f"{turn.name} · {nth}" if turn.name else nth
        yield Phase(heading, telephone.text(step))
    for side in range(counted.sides):
        if side:
            yield _released(counted, words.turn, wording)
        yield from _side(turn, counted, wording)


def _side(turn: Turn, counted: Count, wording: Wording) -> Iterator[Phase]:
    """What is counted on one side, with a rest between one time and the next."""
    words, labels = wording.words.player, wording.words.exercise
    times = counted.sets * (counted.repeat if counted.hold else 1)
    for number in range(1, times + 1):
        nth = words.nth.format(number=number, count=times) if times > 1 else ""
        if number > 1 and counted.rest:
            yield Phase("", telephone.text(labels.rest), counted.rest)
        elif number > 1:
            yield _released(counted, words.again, wording)
        if counted.hold:
            yield Phase(nth, telephone.text(labels.hold), counted.hold)
        else:
            yield Phase(nth, telephone.text(turn.dose.repeat))


def _released(counted: Count | None, text: str, wording: Wording) -> Phase:
    """What is told after the last time; first to let go, if something was held."""
    held = counted is not None and counted.hold
    words = f"{wording.words.player.let_go} {text}" if held else text
    return Phase("", telephone.text(words))
