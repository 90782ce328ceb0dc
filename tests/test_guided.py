"""What the guided player shows is made of an exercise's fields, and of nothing else."""

import pytest

from ibid.content.kinds import Count, Dose, Exercise
from ibid.pages import guided
from ibid.pages.screens import Phase
from ibid.prose import parts
from tests.test_rules.guide import Edit, found
from tests.wordings import ENGLISH

MOVE = Exercise.model_construct(position="Stand.", steps=("Lean.",), stop_rule="Hurts.")


def told(phases: tuple[Phase, ...]) -> list[tuple[str, str, int]]:
    return [
        (phase.heading, "".join(map(text, phase.text)), phase.seconds)
        for phase in phases
    ]


def text(part: parts.Part) -> str:
    return part.html if isinstance(part, parts.Html) else ""


def session(counted: Count | None, name: str = "") -> list[tuple[str, str, int]]:
    turn = guided.Turn(MOVE, Dose(repeat="5 times"), counted, name)
    return told(guided.session("Hurts.", (turn,), ENGLISH))


BEFORE = [
    ("When to stop", "Hurts.", 0),
    ("Step 1 of 2", "Stand.", 0),
    ("Step 2 of 2", "Lean.", 0),
]
DONE = ("", "That is all for this time.", 0)
RELEASED = ("", "Let go slowly. That is all for this time.", 0)


def test_holds_have_their_rests_between_them() -> None:
    assert session(Count(repeat=2, hold=10, rest=5)) == [
        *BEFORE,
        ("1 of 2", "Hold", 10),
        ("", "Rest", 5),
        ("2 of 2", "Hold", 10),
        RELEASED,
    ]


def test_without_a_rest_the_reader_says_when_to_go_on() -> None:
    phases = session(Count(repeat=2, hold=10))
    assert phases[4] == ("", "Let go slowly. Begin again when you are ready.", 0)


def test_the_other_side_comes_after_all_of_the_first() -> None:
    assert session(Count(hold=20, sides=2))[3:] == [
        ("", "Hold", 20),
        ("", "Let go slowly. Now the other side.", 0),
        ("", "Hold", 20),
        RELEASED,
    ]


def test_what_is_not_held_is_said_in_the_words_of_the_dose() -> None:
    assert session(Count(sets=2, repeat=5, rest=30))[3:] == [
        ("1 of 2", "5 times", 0),
        ("", "Rest", 30),
        ("2 of 2", "5 times", 0),
        DONE,
    ]


def test_nothing_is_let_go_that_was_not_held() -> None:
    assert session(Count(sets=2, repeat=5, sides=2))[3:] == [
        ("1 of 2", "5 times", 0),
        ("", "Begin again when you are ready.", 0),
        ("2 of 2", "5 times", 0),
        ("", "Now the other side.", 0),
        ("1 of 2", "5 times", 0),
        ("", "Begin again when you are ready.", 0),
        ("2 of 2", "5 times", 0),
        DONE,
    ]


def test_several_exercises_say_which_one_it_is() -> None:
    assert session(Count(), "Roll")[1] == ("Roll · Step 1 of 2", "Stand.", 0)


def test_what_nobody_counted_is_not_guided() -> None:
    assert session(None) == []


@pytest.mark.parametrize(
    ("dose", "counted", "faults"),
    [
        ("{repeat: 5 times}", "{repeat: 5}", 0),
        ("{repeat: once through}", "{repeat: 1}", 0),
        ("{repeat: 5 times}", "{repeat: 6}", 1),
        ("{repeat: 5 times}", "{sides: 2}", 1),
        ("{hold: 1 minute}", "{hold: 60}", 0),
        ("{hold: 20 to 30 seconds}", "{hold: 25}", 1),
        ("{repeat: 5 times}", "{repeat: 5, rest: 10}", 1),
    ],
)
def test_a_count_must_agree_with_the_words(
    dose: str, counted: str, faults: int
) -> None:
    edit = Edit(
        "exercises/roll.md",
        "dose: {repeat: 5 times}",
        f"dose: {dose}\ncounted: {counted}",
    )
    assert len(found("miscounted-dose", edit)) == faults


def test_a_programme_that_counts_without_a_dose_is_told() -> None:
    edit = Edit(
        "programmes/evenings.md", "dose: {repeat: 5 times}", "counted: {repeat: 5}"
    )
    (problem,) = found("miscounted-dose", edit)
    assert "a dose that isn't there" in problem.message


def test_another_dose_needs_a_reason_and_a_source() -> None:
    other = Edit(
        "programmes/evenings.md", "dose: {repeat: 5 times}", "dose: {repeat: 9 times}"
    )
    why = Edit("programmes/evenings.md", "9 times}", "9 times}\n        because: So.")
    source = Edit("programmes/evenings.md", "did it so.[@poe2019]", "did it so.")
    assert "nothing says why" in found("unreasoned-dose", other)[0].message
    assert found("unreasoned-dose", other, why) == ()
    assert "no source" in found("unreasoned-dose", other, why, source)[0].message


def test_an_exercise_that_is_not_there_is_a_dead_link() -> None:
    edit = Edit("programmes/evenings.md", "exercises/roll.md", "exercises/rol.md")
    (problem,) = found("dead-link", edit)
    assert "roll.md" in problem.hint


def test_a_programme_of_which_one_exercise_is_not_counted_has_no_session() -> None:
    """It would leave that one out, or go on before the reader is done."""
    counted, not_counted = (
        guided.Turn(MOVE, Dose(repeat="5 times"), count, "Lean")
        for count in (Count(repeat=5), None)
    )
    assert guided.session("Hurts.", (counted, not_counted), ENGLISH) == ()
    assert guided.session("Hurts.", (not_counted, counted), ENGLISH) == ()
    assert guided.session("Hurts.", (counted, counted), ENGLISH) != ()


def test_a_dose_is_told_in_one_order_without_what_it_lacks() -> None:
    dose = Dose(days="Daily", hold="20 seconds", repeat="5 times")
    told = [
        (name, "".join(map(text, words))) for name, words in guided.dosed(dose, ENGLISH)
    ]
    assert told == [
        ("Repeat", "5 times"),
        ("Hold", "20 seconds"),
        ("How often", "Daily"),
    ]
