"""Phrases as policies and languages write them, looked for in texts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibid.content.phrases import Phrases, fault, lowered, worded

TWINS = (("diarrhoea", "diarrhea"), ("programme", "program"))


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("statin", "On a statin?", "statin"),
        ("statin", "statins", ""),
        ("statin*", "Statins help", "statins"),
        ("*statin", "a bigstatin", "statin"),
        ("blood thin*", "a blood-thinning pill", "blood-thinning"),
        ("blood thin*", "blood\nthinner", "blood\nthinner"),
        ("one-to-one", "one to one", "one to one"),
        ("don't", "I don’t", "don’t"),
        ("not * know*", "It is not really known.", "not really known"),
        ("not * know*", "It is not. We know.", ""),
        ("diarrhoea*", "diarrheal", "diarrheal"),
        ("my programme", "my program", "my program"),
        ("%", "5 %", "%"),
        ("K2", "vitamin k2.", "k2"),
        ("kann", "bekannt", ""),
        ("Ärzte", "drei ärzte", "ärzte"),
    ],
)
def test_a_phrase_is_met(phrase: str, text: str, found: str) -> None:
    met = Phrases((phrase,), TWINS).search(lowered(text))
    assert (met[0] if met else "") == found


@given(
    st.lists(
        st.sampled_from(("don't", "blood thin*", "*statin", "my programme"))
        | st.text("ab *-'%é", max_size=9),
        min_size=1,
        max_size=4,
    ),
    st.text("abdé stinthogrmblue-’'%.", max_size=20),
)
def test_a_phrase_is_sought_wherever_its_words_are(
    phrases: list[str], around: str
) -> None:
    sought = Phrases(tuple(one for one in phrases if not fault(one)), TWINS)
    for phrase in sought.phrases:
        said = lowered(f"{around} {phrase.replace('*', 's')}{around}")
        assert not sought.search(said) or sought.may_be_among(worded(said))


@given(
    st.lists(
        st.sampled_from(("ant", "an ant", "ant*", "*ant", "a", "a * ant", "my program"))
        | st.text("an t*-'%é", max_size=6),
        max_size=5,
    ),
    st.lists(
        st.sampled_from(("a ", "an ", "ant", "ants ", "my programme. ", "an-ant", "é"))
        | st.text("an té-’'%.", max_size=5),
        max_size=9,
    ),
)
def test_the_few_that_a_text_may_say_are_met_where_all_are(
    phrases: list[str], parts: list[str]
) -> None:
    every = Phrases(tuple(one for one in phrases if not fault(one)), TWINS)
    text = lowered("".join(parts))
    few = every.among(worded(text))
    assert [one.span() for one in few.finditer(text)] == [
        one.span() for one in every.finditer(text)
    ]
    met = every.search(text)
    assert (few.search(text) is None) == (met is None)


def test_a_phrase_is_not_sought_where_a_word_of_it_is_missing() -> None:
    thin = Phrases(("blood thin*", "at once"))
    assert thin.may_be_among(worded("thinner blood"))
    assert not thin.may_be_among(worded("blood within"))
    assert not thin.may_be_among(worded("that was once so"))


def test_the_longest_phrase_is_met() -> None:
    assert [m[0] for m in Phrases(("salt", "salt pill")).finditer("a salt pill")] == [
        "salt pill"
    ]


def test_no_phrase_meets_nothing() -> None:
    assert Phrases(()).search("anything") is None


@pytest.mark.parametrize("phrase", ["", "*", "* *", "…", "* leg", "leg *", "e\u0301"])
def test_what_cannot_be_looked_for_is_told(phrase: str) -> None:
    assert fault(phrase)


@given(st.text(st.sampled_from("abAB é-'*İß"), min_size=1, max_size=20))
def test_a_phrase_without_a_star_meets_itself(text: str) -> None:
    phrase = text.replace("*", "")
    if not fault(phrase):
        assert Phrases((phrase,), TWINS).search(lowered(f"x {phrase.strip()} y"))


@given(st.text(max_size=40))
def test_small_letters_keep_every_place(text: str) -> None:
    assert len(lowered(text)) == len(text)


@given(
    st.lists(
        st.sampled_from(["sea", "seas*", "*shore", "sea * shore", "sea's", "*ea", "%"]),
        min_size=1,
    ),
    st.text(st.sampled_from("seahor s'’%"), max_size=60),
)
def test_no_way_to_look_faster_loses_anything(phrases: list[str], text: str) -> None:
    """What they meet together is what each of them meets, the longest first."""
    twins = (("ea", "e"), ("shore", "shor"))
    met = {
        (found.start(), -len(lowered(phrase)), found.end())
        for phrase in phrases
        for found in re.finditer(Phrases((phrase,), twins).pattern, text)
    }
    first = {start: end for start, _, end in sorted(met, reverse=True)}
    together = [one.span() for one in Phrases(tuple(phrases), twins).finditer(text)]
    assert all(first.get(start) == end for start, end in together)
    assert bool(together) == bool(met)
