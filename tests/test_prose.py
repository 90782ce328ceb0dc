"""Markdown becomes HTML as a function of its text, and every mark comes through."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibid.prose import bodies, parts, scan, typography
from ibid.prose.converting import Converted
from tests.texts import odd_texts

CONVERTER = bodies.converter()
MARKS = re.compile("[\ue000-\ue005]")
unmarked = odd_texts.map(lambda text: MARKS.sub("", text).replace("\0", ""))


@settings(max_examples=100)
@given(st.lists(unmarked, min_size=1, max_size=4), st.randoms())
def test_the_html_of_a_text_does_not_depend_on_what_came_before(
    texts: list[str], random: st.DataObject
) -> None:
    """Otherwise what is remembered would differ from what is made anew."""
    alone = {text: bodies.converter()(text) for text in texts}
    shuffled = [*texts, *texts]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert {text: CONVERTER(text) for text in shuffled} == alone


@given(st.text())
def test_curling_twice_is_curling_once(text: str) -> None:
    once = typography.curl(text)
    assert typography.curl(once) == once
    assert not set("\"'") & set(once)


@given(unmarked)
def test_curled_html_is_curled_once_and_for_all(text: str) -> None:
    """So no quote of an attribute was taken for one of the text."""
    html = CONVERTER(text)
    assert typography.curled(html) == html


@given(unmarked)
def test_no_html_of_the_author_comes_through(text: str) -> None:
    """A rule refuses it; and if a rule had a hole, it would be text all the same."""
    for tag in re.findall(r"</?([a-zA-Z][\w-]*)", CONVERTER(text)):
        assert tag in {
            *(
                "a",
                "blockquote",
                "br",
                "code",
                "em",
                "h1",
                "h2",
                "h3",
                "h4",
                "h5",
                "h6",
            ),
            *("hr", "img", "li", "ol", "p", "pre", "strong", "table", "tbody", "td"),
            *("th", "thead", "tr", "ul"),
        }


@given(unmarked)
def test_each_heading_has_an_id_of_its_own(text: str) -> None:
    ids = re.findall(r'<h[2-6] id="([^"]*)"', CONVERTER(text))
    assert len(ids) == len(set(ids))
    assert len(ids) == len(re.findall(r"<h[2-6]", CONVERTER(text)))


@given(st.text())
def test_an_identifier_can_stand_in_an_address(text: str) -> None:
    name = bodies.identifier(text)
    assert re.fullmatch(r"[\w-]+", name)
    assert bodies.identifier(name) == name


def maker() -> bodies.Maker:
    return bodies.Maker(
        mark=lambda number: parts.Mark((), f"mark {number}"),
        call=lambda number: parts.NoteMark(f"call-{number}", "", ""),
        grade=lambda _: None,
        link=lambda href: f"to:{href}",
        spoken=str,
    )


def marks_in(prose_parts: parts.Prose) -> Iterator[str]:
    """The marks and calls of a body, those in its boxes included."""
    for part in prose_parts:
        if isinstance(part, parts.Mark):
            yield part.narrative
        elif isinstance(part, parts.NoteMark):
            yield part.id
        elif isinstance(part, parts.Box):
            yield from marks_in(part.parts)
            yield from marks_in(part.reason)


places = st.sampled_from(
    [
        *("It may.{0}\n\n", "- one.{0}\n", "## Two{0}\n\n", "*{0}* **x{0}**\n\n"),
        *(
            "| a{0} | b |\n|---|---|\n| c{0} | d{0} |\n\n",
            "> so{0}\n\n",
            "[x{0}](a.md)\n\n",
        ),
        *(
            "!!! tip\n    It may.{0}\n\n",
            '!!! insight "T"\n    So.{0}\n\n    Certainty: low. Why.{0}\n\n',
        ),
        *(
            "1. one{0}\n2. two\n\n",
            "line{0}\nline{0}\n\n",
            "“{0}”\n\n",
            "`code`{0}\n\n",
        ),
    ]
)


@given(st.lists(places, max_size=6))
def test_every_mark_comes_through_in_order(texts: list[str]) -> None:
    """A mark that got lost on the way would leave its source without a way back."""
    count = iter(range(1000))
    body = "".join(
        re.sub(r"\{0\}", lambda _: f"\ue000{next(count)}\ue001", text) for text in texts
    )
    draft = bodies.draft(body)
    html = {text: CONVERTER(text) for text in draft.texts}
    found = [*marks_in(bodies.body(draft, html, maker()))]
    assert found == [f"mark {number}" for number in range(next(count))]


@given(odd_texts)
def test_cutting_up_a_text_loses_none_of_it(text: str) -> None:
    """What stands in no box and no note stands in the main text."""
    draft = bodies.draft(text)
    uncoded = scan.without_code(text)
    cut = [one.span for one in scan.boxes(uncoded, text)]
    cut += [one.span for one in scan.notes(uncoded, text)]
    kept = [
        sign for at, sign in enumerate(text) if not any(s <= at < e for s, e in cut)
    ]
    shown = re.sub("\ue004\\d+\ue005", "", draft.main)
    assert re.sub(r"\s", "", shown) == re.sub(
        r"\s", "", re.sub("\ue004\\d+\ue005", "", "".join(kept))
    )


@pytest.mark.parametrize(
    ("text", "certainty", "reason", "rest"),
    [
        ("It may.\n\nCertainty: low. Few looked.", "low", "Few looked.", "It may."),
        ("It may.\nCertainty: Very low. Why.", "very-low", "Why.", "It may."),
        ("Certainty: high.", "high", "", ""),
        ("Certainty: low. One.\n\nTwo.", "", "", "Certainty: low. One.\n\nTwo."),
        ("A certainty: low. One.", "", "", "A certainty: low. One."),
    ],
)
def test_the_last_paragraph_of_a_box_may_say_how_sure_we_are(
    text: str, certainty: str, reason: str, rest: str
) -> None:
    box = bodies.draft_box(scan.BoxSource("insight", "T", text, (0, 0), (0, 0)))
    assert (box.certainty, box.reason, box.text) == (certainty, reason, rest)


def test_a_field_is_plain_text_with_marks() -> None:
    """Its signs mean nothing, and nothing in it can end the element it stands in."""
    made = bodies.field('1 < 2 & *not* "so"\ue0000\ue001.', maker())
    assert made == (
        parts.Html("1 &lt; 2 &amp; *not* “so”"),
        parts.Mark((), "mark 0"),
        parts.Html("."),
    )


def test_links_are_made_by_the_page_they_stand_on() -> None:
    text = '[a](b.md?x=1&y=2 "href=") and ![c](d.png)'
    (made,) = bodies.converted(text, {text: CONVERTER(text)}, maker())
    assert isinstance(made, parts.Html)
    assert 'href="to:b.md?x=1&amp;y=2"' in made.html
    assert 'src="to:d.png"' in made.html


def test_the_words_of_some_html_are_apart_where_blocks_end() -> None:
    html = "<h2>One</h2><p>Two\ue0003\ue001 &amp; <b>th</b>ree.</p><p>Four</p>"
    assert bodies.plain_text(html) == "One Two & three. Four"


@given(st.lists(unmarked, max_size=6))
@settings(max_examples=30)
def test_a_text_that_is_asked_for_twice_is_converted_once(texts: list[str]) -> None:
    html = Converted()
    for text in (*texts, *texts):
        assert html.get(text, "") == (bodies.converter()(text) if text.strip() else "")
    assert set(html) == {text for text in texts if text.strip()}


def test_what_follows_a_box_or_a_note_at_once_is_kept_whole() -> None:
    draft = bodies.draft("A.\n!!! tip\n    B.\nC.\n[^a]: D.\nE.\n")
    assert re.findall(r"\w\.", draft.main) == ["A.", "C.", "E."]
    assert [box.text for box in draft.boxes] == ["B."]
    assert draft.notes == (("a", "D."),)


@pytest.mark.parametrize(
    "text",
    [
        "**_ _take__ never more than two*3*",
        "*Stop**now*at once*",
        "**_one_ two*three*",
        "_*one*two_ three*four*",
        "***one* two**three*",
        "*one **two* three**",
        "__one *two__ three*",
        "**one *two** three*",
        "*one_two*three_",
        "**take** one **_not two_*three*",
        "a*b **c*d** e*f*",
    ],
)
def test_emphasis_loses_no_letter(text: str) -> None:
    """Where marks overlap, letters stay: a dose or a "never" is among them."""
    assert letters(bodies.plain_text(CONVERTER(text))) == letters(text)


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from(["*", "**", "***", "_", "__", " ", "one", "two", "3", ", "]),
        min_size=8,
        max_size=24,
    ).map("".join)
)
def test_no_mixture_of_marks_loses_a_letter(text: str) -> None:
    assert letters(bodies.plain_text(CONVERTER(text))) == letters(text)


def letters(text: str) -> str:
    """The letters and digits of a text."""
    return re.sub(r"[\W_]", "", text)
