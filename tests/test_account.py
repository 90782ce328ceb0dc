"""Every word that goes into Markdown comes out once, or it is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibid.prose import bodies
from ibid.prose.account import differences

KEPT = (
    "3. one\n4. two, 5 and 6.\n",
    "In\n1998. Then 1998.\n",
    "[https://c.example](https://c.example) <https://a.example/b> and <us@a.example>\n",
    "A < b &amp; c &lt; d.\n",
    "## A heading\n\n## A heading\n",
    '![a foot](foot.png "one title") [a](b-c.md#d)\n',
    "```python\na = 1\n```\n",
    "| a | b |\n|---|---|\n| c | d |\n",
    "Don't *stop*s \\*now\\* \ue0000\ue001.\n",
)
LOST = {
    "| a | b |\n|---|---|\n| c | d | more than two |\n": {"more", "than", "two"},
    "| c | b |\n|---|---|\n| d | b | c |\n": {"c"},
    "| a | b |\n|---|---|\n| c | d | \ue0000\ue001 |\n": {"\ue0000\ue001"},
}


@pytest.mark.parametrize("text", KEPT)
def test_what_comes_out_is_not_named(text: str) -> None:
    assert list(differences(text, [bodies.converter()(text)])) == []


@pytest.mark.parametrize("text", LOST)
def test_what_markdown_drops_is_named_where_it_stands(text: str) -> None:
    found = list(differences(text, [bodies.converter()(text)]))
    assert {one.word for one in found} == LOST[text]
    assert all(text[slice(*one.span)] == one.word for one in found)
    assert all(one.span[0] > text.index("c") or "|" not in text for one in found)


def test_the_place_is_that_of_the_word_that_was_lost() -> None:
    (found,) = differences("one a, two a, three a.", ["one a, two, three a."])
    assert (found.span, found.times) == ((11, 12), -1)


def test_a_word_that_comes_twice_or_changed_is_named() -> None:
    twice = differences("take it", ["<p>take take it</p>"])
    assert [(one.word, one.times) for one in twice] == [("take", 1)]
    assert [one.word for one in differences("never", ["<p>ever</p>"])] == ["never"]


@given(st.lists(st.text("abc", min_size=1, max_size=2), min_size=1), st.data())
def test_a_word_taken_out_is_always_named(
    words: list[str], data: st.DataObject
) -> None:
    gone = data.draw(st.integers(0, len(words) - 1))
    came = " ".join(words[:gone] + words[gone + 1 :])
    found = [(one.word, one.times) for one in differences(" ".join(words), [came])]
    assert found == [(words[gone], -1)]
