"""How much a remedy changes is drawn true to its numbers, and said in words."""

from ibid.content.kinds import Effect
from ibid.content.vocabulary import Finding
from ibid.pages import effects
from ibid.prose import parts
from tests.wordings import ENGLISH, wording

NIGHT = Effect(who="Old", unit="cramps", estimate=-0.5, least=-1, most=0.25, source="x")
FEWER = NIGHT.model_copy(update={"estimate": -1.2, "least": -1.75, "most": -0.6})
SPORT = Effect(who="Runners", finding=Finding.NOT_TESTED)
PREGNANT = Effect(who="Pregnant", finding=Finding.TRIALS_DISAGREE, source="x")


def text(*path: str | int) -> parts.Prose:
    """The path itself, where the page has a text with its marks."""
    return (parts.Html(" ".join(map(str, path))),)


def test_a_rope_spans_the_range_and_the_ring_is_the_best_guess() -> None:
    """On one scale: no change in the middle, the farthest end at the edge."""
    (row,) = effects.rows([NIGHT], text, ENGLISH)
    assert row.ring == 100 - 92 / 2
    for strand in row.rope:
        assert strand.startswith("M8 12q")
        half = float(strand.split()[3])
        turns = strand.count("q")
        assert abs(8 + 2 * half * turns - (100 + 92 / 4)) < 1


def test_what_is_counted_alike_is_drawn_on_one_scale() -> None:
    half = NIGHT.model_copy(update={"least": -0.5, "estimate": -0.25, "most": 0})
    other = half.model_copy(update={"unit": "hours"})
    rings = [row.ring for row in effects.rows([NIGHT, half, other], text, ENGLISH)]
    assert rings == [54, 77, 54]


def test_ears_get_the_numbers() -> None:
    """With words for their signs, and as the language writes them."""
    (english,) = effects.rows([FEWER], text, ENGLISH)
    assert english.words == (
        "Best guess: 1.2 less (cramps). "
        "It may be as little as 0.6 less, or as much as 1.8 less."
    )
    (german,) = effects.rows([FEWER], text, wording("de"))
    assert "1,2 weniger" in german.words
    assert "0,6 weniger" in german.words


def test_a_range_on_both_sides_is_no_clear_change() -> None:
    """Which is said first; so is one that ends at no change."""
    ended = FEWER.model_copy(update={"most": 0})
    both, end = effects.rows([NIGHT, ended], text, ENGLISH)
    assert both.words == (
        "No clear change (cramps). "
        "It may be anything from 1 less to 0.3 more, and the best guess is 0.5 less."
    )
    assert end.words.startswith("No clear change")


def test_a_number_has_one_decimal_unless_nothing_would_be_left() -> None:
    """Nobody counts cramps in hundredths; the drawing stays true to the source."""
    small = NIGHT.model_copy(update={"least": -3.01, "estimate": 0.04, "most": 1.95})
    (row,) = effects.rows([small], text, ENGLISH)
    assert "from 3 less to 2 more, and the best guess is 0.04 more" in row.words
    assert row.ends == ("3 less", "3 more")


def test_a_guess_without_a_range_has_a_ring_and_no_rope() -> None:
    """What is not known is said, and no end is made up."""
    alone = NIGHT.model_copy(update={"least": None, "most": None})
    (row,) = effects.rows([alone], text, ENGLISH)
    assert (row.ring, row.rope) == (100 - 92, ())
    assert row.words == (
        "Best guess: 0.5 less (cramps). How far off that may be, we do not know."
    )


def test_what_nobody_measured_has_no_rope() -> None:
    sport, pregnant = effects.rows([SPORT, PREGNANT], text, ENGLISH)
    assert sport.rope == pregnant.rope == ()
    assert sport.words == "No trial was found"
    assert pregnant.words == "The studies disagree"
    assert sport.source == ()
    assert pregnant.source == text("effects", 1, "source")


def test_a_range_that_ends_at_no_change_ends_in_the_middle() -> None:
    """On either side: a rope that stopped short would promise an effect."""
    up = NIGHT.model_copy(update={"least": 0, "estimate": 0.5, "most": 1})
    down = NIGHT.model_copy(update={"least": -1, "estimate": -0.5, "most": 0})
    above, below = effects.rows([up, down], text, ENGLISH)
    assert above.rope[0].startswith("M100 12q")
    half, turns = float(below.rope[0].split()[3]), below.rope[0].count("q")
    assert abs(8 + 2 * half * turns - 100) < 1


def test_the_ends_of_a_drawing_have_their_numbers_where_something_is_drawn() -> None:
    night, sport, pregnant = effects.rows([NIGHT, SPORT, PREGNANT], text, ENGLISH)
    assert night.ends == ("1 less", "1 more")
    assert sport.ends == pregnant.ends == ()
