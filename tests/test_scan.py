"""What stands in a Markdown text is found where it stands, as the page will show it."""

import re
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibid.guide import guide
from ibid.prose import bodies, citations, scan, sentences
from tests.texts import ENDING, OPENINGS, REPEATED, odd_texts

LONGEST_SECONDS = 2.0
TIMES = 20_000


def spent(text: str) -> float:
    """The processor's seconds that it takes to look at the text in every way."""
    started = time.process_time()
    found = guide.outline(text)
    for pattern in (
        *(scan.MARKUP, scan.REFERENCE_LINK, scan.NOTE_CALL, citations.GROUP),
        *(citations.NARRATIVE, citations.PLACEHOLDER),
    ):
        for _ in pattern.finditer(found.plain):
            pass
    citations.split_locator(text)
    for _ in sentences.sentences(text):
        pass
    bodies.draft(text)
    bodies.draft_box(scan.BoxSource("tip", "", text, (0, 0), (0, 0)))
    return time.process_time() - started


@pytest.mark.parametrize("unit", REPEATED)
def test_no_text_takes_long_to_scan(unit: str) -> None:
    """One sign over and over is what makes a careless pattern try every split."""
    slow = {
        (opening, ending): seconds
        for opening, ending in [*((one, "") for one in OPENINGS), ("", ENDING)]
        if (seconds := spent(opening + unit * TIMES + ending)) > LONGEST_SECONDS
    }
    assert slow == {}


@given(odd_texts)
def test_blanking_keeps_every_offset(text: str) -> None:
    """What is left stands where it stood, and lines end where they ended."""
    for blanked in (scan.without_code(text), scan.without_addresses(text)):
        assert len(blanked) == len(text)
        pairs = zip(blanked, text, strict=True)
        assert all(new in (old, " ") for new, old in pairs)
        assert blanked.count("\n") == text.count("\n")


@given(odd_texts)
def test_whatever_is_found_lies_within_the_text(text: str) -> None:
    found = guide.outline(text)
    spans: list[tuple[int, int]] = [
        *(one.span for one in found.headings),
        *(one.span for one in found.targets),
        *(span for one in found.boxes for span in (one.span, one.kind_span)),
        *(span for one in found.notes for span in (one.span, one.name_span)),
    ]
    assert all(0 <= start <= end <= len(text) for start, end in spans)


words = st.text("abc é手", min_size=1, max_size=12).map(str.strip).filter(bool)
ways = st.sampled_from(
    [
        *("[{0}](b.md)", "[{0}](b c.md)", "[{0}](<b c.md>)", "[{0}](b(c).md)"),
        *('[{0}](b.md "{0}")', "[{0}](b.md '{0}')", "![{0}](b.png)", "[*{0}*](b.md)"),
        *("[![{0}](b.png)](b.md)", "[{0}]( b.md )", "[{0} [{0}]](b.md)", "[{0}]()"),
        *("`[{0}](b.md)`", "\\[{0}](b.md)", "[{0}] (b.md)", "{0}", "[{0}](b\n.md)"),
    ]
)
shapes = st.sampled_from(
    ["{}\n\n", "- {}\n", "## {}\n\n", "| {} |\n|---|\n\n", "**{}** "]
)
passages = st.lists(st.tuples(shapes, ways, words), max_size=8)


@given(passages)
def test_the_links_found_are_the_links_shown(parts: list[tuple[str, str, str]]) -> None:
    """A link that is shown but not found would be published unchecked."""
    body = "".join(shape.format(way.format(word)) for shape, way, word in parts)
    html = bodies.converter()(body)
    shown = Counter(re.findall(r"<(?:a|img)[^>]* (?:href|src)=\"([^\"]*)\"", html))
    found = scan.targets(scan.without_code(body), body)
    assert shown - Counter(target.href for target in found) == {}


heads = st.sampled_from(
    ["# {}", "## {}", "###{}", "#### {} ##", "text\n## {}\n", "\\# {}"]
)


@given(st.lists(st.tuples(heads, words), max_size=6))
def test_the_headings_found_are_the_headings_shown(
    parts: list[tuple[str, str]],
) -> None:
    body = "\n".join(head.format(word) for head, word in parts)
    shown = re.findall(r"<h(\d)", bodies.converter()(body))
    found = scan.headings(scan.without_code(body), body)
    assert [str(heading.level) for heading in found] == shown


def test_a_box_ends_where_its_indentation_ends() -> None:
    body = '!!! tip "Why"\n    One.\n\n    Two.\n\nThree.\n'
    (box,) = scan.boxes(body, body)
    assert (box.box, box.title, box.text) == ("tip", "Why", "One.\n\nTwo.")
    assert body[slice(*box.span)] == body.removesuffix("\nThree.\n")
    assert body[slice(*box.kind_span)] == "tip"


@pytest.mark.parametrize(
    "head", ["!!!tip", "!!! tip “Why”", "!!! tip 'Why'", "!!! a tip", "!!! tip: why"]
)
def test_a_box_with_an_odd_head_is_seen_all_the_same(head: str) -> None:
    """Otherwise its exclamation marks would be published."""
    body = f"{head}\n    One.\n"
    (box,) = scan.boxes(body, body)
    assert box.box == head.removeprefix("!!!").strip()
    assert box.text == "One."


def test_a_note_may_go_on_below_a_blank_line() -> None:
    body = "[^a]: One\n    two.\n\n    Three.\nFour.\n"
    (note,) = scan.notes(body, body)
    assert (note.name, note.text) == ("a", "One\ntwo.\n\nThree.")
