"""A text is read once: what is shown is what is judged, and each sign has its place."""

import html
import os
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibid.prose import filling, parts, typography, values
from ibid.prose.account import losses
from ibid.prose.allowed import faults
from ibid.prose.judged import MARK, folded
from ibid.prose.names import identifier
from ibid.prose.reading import read
from ibid.prose.sentences import sentences
from ibid.prose.shown import Box, Hole, Html, Prose
from tests.texts import as_html, odd_texts

# `make fuzz` asks for many more.
EXAMPLES = int(os.environ.get("IBID_EXAMPLES", "500"))
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words and numbers of a text."""
    return WORD.findall(text)


def shown_words(prose: Prose) -> list[str]:
    """The words of the page, its notes last; what holes stand for is left out."""
    texts = [*_texts(prose.html), *(t for one in prose.notes for t in _texts(one.html))]
    return words(html.unescape(TAG.sub("", " ".join(texts))))


def _texts(content: Html) -> Iterator[str]:
    text = ""
    for piece in content:
        if isinstance(piece, str):
            text += piece
        elif isinstance(piece, Box):
            text += "\n"
            for inside in (piece.title, piece.html, piece.reason):
                text += " ".join(_texts(inside)) + "\n"
        elif isinstance(piece, Hole) and piece.kind != "href":
            text += "\n"
    yield text


def judged_words(prose: Prose) -> list[str]:
    """The words that rules see, those of notes last; holes are left out."""
    blocks = [one for one in prose.blocks if one.kind != "label"]
    in_order = sorted(blocks, key=lambda one: one.note != "")
    return words(" ".join(one.shown.replace(MARK, "\n") for one in in_order))


@settings(max_examples=EXAMPLES, deadline=None)
@given(odd_texts)
def test_what_is_judged_is_what_is_shown(text: str) -> None:
    """Word for word, in the order of the page; code's language is not on the page."""
    prose = read(text)
    judged = judged_words(prose)
    if "```" not in text and "~~~" not in text:
        assert judged == shown_words(prose)


@settings(max_examples=EXAMPLES, deadline=None)
@given(odd_texts)
def test_every_word_of_the_source_is_accounted_for(text: str) -> None:
    """No text loses a word, but where the account says so itself."""
    prose = read(text)
    lost = [one for one in prose.faults if one.rule == "lost-text"]
    assert all("](" in text or "|" in text for _ in lost)


@settings(max_examples=EXAMPLES, deadline=None)
@given(odd_texts)
def test_nothing_comes_out_that_is_not_listed(text: str) -> None:
    prose = read(text)
    markup = as_html(prose.html) + "".join(as_html(one.html) for one in prose.notes)
    plain = re.sub(r"</?box>", "", markup)
    found = [one for one in faults(plain) if "can't start with" not in one.message]
    assert found == []


@settings(max_examples=EXAMPLES, deadline=None)
@given(odd_texts)
def test_a_word_that_is_judged_stands_where_it_is_said_to_stand(text: str) -> None:
    """Exactly, where it is written as it is: in plain letters, without escapes."""
    for block in read(text).blocks if text.isascii() and "&" not in text else ():
        for first, last, start, end in block.pieces:
            if last - first == end - start:
                assert block.text[first:last].split() == text[start:end].split()


def shifted(html: Html, by: int) -> Html:
    """The same HTML of a text that begins so many signs later."""
    return tuple(
        one._replace(
            html=shifted(one.html, by),
            span=(one.span[0] + by, one.span[1] + by),
        )
        if isinstance(one, Box)
        else one
        for one in html
    )


@given(odd_texts, st.integers(0, 50))
def test_an_offset_moves_every_place(text: str, by: int) -> None:
    """So a body's places are those of its file."""
    alone, moved = read(text), read("x" * by + text, by)
    assert shifted(moved.html, -by) == alone.html
    assert [one.span for one in moved.links] == [
        tuple(at + by for at in one.span) if one.span != (0, 0) else one.span
        for one in alone.links
    ]


@settings(max_examples=EXAMPLES, deadline=None)
@given(odd_texts)
def test_each_mention_stands_once_in_order(text: str) -> None:
    prose = read(text)
    starts = [mention.span()[0] for mention in prose.mentions]
    assert starts == sorted(set(starts))
    for mention in prose.mentions:
        assert mention.text.split() == text[slice(*mention.span())].split()


@given(odd_texts)
def test_each_heading_has_an_id_of_its_own(text: str) -> None:
    ids = [one.id for one in read(text).headings]
    assert len(ids) == len(set(ids))


@given(st.text())
def test_an_identifier_can_stand_in_an_address(text: str) -> None:
    name = identifier(text)
    assert re.fullmatch(r"[\w-]+", name)
    assert identifier(name) == name


@given(st.text())
def test_curling_twice_is_curling_once(text: str) -> None:
    once = typography.curl(text)
    assert typography.curl(once) == once
    assert not set("\"'") & set(once)


def test_the_account_names_what_is_lost_twice_or_changed() -> None:
    source = "one two three"
    whole = [("one", 0, 3), ("two", 4, 7), ("three", 8, 13)]
    assert list(losses(source, 0, whole)) == []
    assert list(losses(source, 0, [whole[0], whole[2]])) == [(4, 8)]
    assert list(losses(source, 0, [*whole, whole[1]])) == [(4, 7)]
    assert list(losses(source, 0, [whole[0], ("too", 4, 7), whole[2]])) == [(4, 7)]


@pytest.mark.parametrize(
    ("written", "judged"),
    [
        ("cu&#114;es", "cures"),
        ("cu\u00adr\u200bes", "cures"),
        ("c\ufb01ne ½ ™ …", "cfine 1\u20442 ™ …"),
        ("It can’t “help”.", 'It can\'t "help".'),
        ("`cures` **now**", "cures now"),
        ("one\ntwo  \nthree\\\nfour", "one two three four"),
    ],
)
def test_rules_judge_the_plainest_form_of_what_is_shown(
    written: str, judged: str
) -> None:
    (block,) = read(written).blocks
    assert block.text == judged


def test_what_is_struck_through_is_judged_by_itself() -> None:
    """It takes nothing back; a citation in it stays where it stands."""
    blocks = read("It does ~~not[@lee2020]~~ cure.").blocks
    texts = [one.text.replace("\ufffc", "*") for one in blocks]
    assert texts == ["It does * cure.", "not"]


def test_titles_alternatives_and_code_are_judged_too() -> None:
    prose = read('[a](b.md "It cures") ![It helps](c.png)\n\n~~~ now\nTake 5.\n~~~')
    assert [(one.kind, one.text) for one in prose.blocks] == [
        ("paragraph", "a "),
        ("label", "It cures"),
        ("label", "It helps"),
        ("code", "now"),
        ("code", "Take 5."),
    ]


def maker() -> filling.Maker:
    return filling.Maker(
        mark=lambda number: parts.Mark((), f"mark {number}"),
        call=lambda number: parts.NoteMark(f"call-{number}", "", ""),
        number=lambda name: parts.Number(name, "", ""),
        grade=lambda _: None,
        link=lambda href: f"to:{href}",
        picture=lambda one: parts.Picture(
            f"to:{one.address}", one.alt, one.title, 3, 2, "", "", one.leads
        ),
        spoken=str,
    )


def test_a_page_fills_the_holes() -> None:
    prose = read("[a](b.md?x=1&y=2) ![c](d.png)[@tan2024]{urgent-number}[^n].")
    first, picture, mark, number, call, last = filling.filled(prose.html, maker())
    assert isinstance(first, parts.Html)
    assert 'href="to:b.md?x=1&amp;y=2"' in first.html
    assert picture == parts.Picture("to:d.png", "c", "", 3, 2, "", "", True)
    assert mark == parts.Mark((), "mark 0")
    assert number == parts.Number("urgent-number", "", "")
    assert call == parts.NoteMark("call-2", "", "")
    assert last == parts.Html(".</p>")


def test_a_value_has_no_markdown_but_may_cite() -> None:
    """Its signs mean nothing, and nothing in it can end the element it stands in."""
    raw = "'It doesn''t *not* < 2.[@tan2024]'"
    written = values.spelled(raw, (0, len(raw)), "It doesn't *not* < 2.[@tan2024]")
    value = values.read(written)
    assert as_html(value.html) == "It doesn’t *not* &lt; 2.[@tan2024]"
    assert value.block.text == f"It doesn't *not* < 2.{MARK}"
    (mention,) = value.mentions
    assert raw[slice(*mention.span())] == "[@tan2024]"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ('"a \\"b\\" c\\u00e9 d"', 'a "b" cé d'),
        ("'it''s d'", "it's d"),
        ("plain words\n  go on d", "plain words go on d"),
        (">-\n  folded\n  words d\n", "folded words d"),
        ("|\n  one\n  two d\n", "one\ntwo d"),
    ],
)
def test_a_value_knows_its_places_however_it_is_spelt(raw: str, value: str) -> None:
    written = values.spelled(raw, (0, len(raw)), value)
    assert written == value
    at = value.rindex("d")
    assert raw[slice(*written.span(at, at + 1))] == "d"
    first = re.search(r"\w+", value)
    assert first
    assert raw[slice(*written.span(*first.span()))] == first[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        (
            "See e.g. Tan et al. 2024. Then vs. now.",
            ["See e.g. Tan et al. 2024.", "Then vs. now."],
        ),
        (
            f"It may.{MARK} It did {MARK}. So.",
            [f"It may.{MARK}", f"It did {MARK}.", "So."],
        ),
        ("He said “stop.” Then went on.", ["He said “stop.”", "Then went on."]),
        ("At 3 p.m. we rest. ok", ["At 3 p.m. we rest. ok"]),
        ("", []),
        ("He said (stop.) Then went.", ["He said (stop.)", "Then went."]),
        ("Il dit « Stop. » Puis il part.", ["Il dit « Stop. »", "Puis il part."]),
        ("Er kam. »Halt!« Dann ging er.", ["Er kam.", "»Halt!«", "Dann ging er."]),
        ("Er rief: „Halt.“ Dann ging er.", ["Er rief: „Halt.“", "Dann ging er."]),
        ("休む。次に伸ばす。", ["休む。", "次に伸ばす。"]),
    ],
)
def test_sentences_end_where_readers_think(text: str, expected: list[str]) -> None:
    assert list(sentences(text)) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Toma algo, p. ej. Agua. Luego descansa.", 2),
        ("Toma algo (p. ej. Agua). Luego descansa.", 2),
        ("Toma algo, p.\u00a0ej. Agua. Luego descansa.", 2),
        ("Habla con la Dra. Lee. Luego descansa.", 2),
    ],
)
def test_a_shortened_form_may_have_several_words(text: str, count: int) -> None:
    shortened = frozenset(("p. ej.", "dra."))
    assert len(list(sentences(text, shortened))) == count


@pytest.mark.parametrize(
    "text",
    [
        "**_ _take__ never more than two*3*",
        "*Stop**now*at once*",
        "**_one_ two*three*",
        "_*one*two_ three*four*",
        "***one* two**three*",
        "*one **two* three**",
        "**one *two** three*",
        "a*b **c*d** e*f*",
    ],
)
def test_emphasis_loses_no_letter(text: str) -> None:
    """Where marks overlap, letters stay: a dose or a "never" is among them."""
    (block,) = read(text).blocks
    assert re.sub(r"[\W_]", "", block.text) == re.sub(r"[\W_]", "", text)


@given(st.lists(st.tuples(st.text(max_size=3), st.integers(0, 9)), max_size=5))
def test_folding_keeps_the_order_of_places(made: list[tuple[str, int]]) -> None:
    at, found = 0, []
    for text, gap in made:
        found.append((text, at + gap, at + gap + len(text)))
        at += gap + len(text)
    text, pieces = folded(found)
    assert all(first[1] <= second[0] for first, second in pairwise(pieces))
    assert "".join(text[a:b] for a, b, _, _ in pieces) == text
