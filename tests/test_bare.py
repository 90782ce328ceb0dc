"""What a reader of feeds gets is well-formed, whole and harmless."""

from xml.etree import ElementTree

import pytest

from ibid.site.bare import bare

PAGE = "https://a.example/guide/remedies/rest/"


@pytest.mark.parametrize(
    ("markup", "made"),
    [
        (
            '<p class="x" id="y">One<br>two &amp; three</p>',
            "<p>One<br/>two &amp; three</p>",
        ),
        (
            '<a href="../sleep/index.html#why" role="x">s</a>',
            '<a href="https://a.example/guide/remedies/sleep/#why">s</a>',
        ),
        ('<a href="#ref-tan">1</a>', f'<a href="{PAGE}#ref-tan">1</a>'),
        ('<a href="tel:111" aria-label="x">111</a>', '<a href="tel:111">111</a>'),
        ("<section><div><p>Text</p></div></section>", "<p>Text</p>"),
        ('<p>a<svg viewBox="0"><path d="M0"/><text>no</text></svg>b</p>', "<p>ab</p>"),
        ('<p>a<span aria-hidden="true">x<b>y<br>z</b></span>b</p>', "<p>ab</p>"),
        ("<p>a<script>alert('<p>')</script>b</p>", "<p>ab</p>"),
        ('<p onclick="alert(1)" style="x">a</p>', "<p>a</p>"),
        ("<p>a</p>\n\n\n  <p>b</p>", "<p>a</p>\n<p>b</p>"),
        ('<td colspan="2">a &lt; b</td>', '<td colspan="2">a &lt; b</td>'),
    ],
)
def test_markup_without_our_style_sheets(markup: str, made: str) -> None:
    whole = bare(markup, PAGE)
    assert whole == made
    ElementTree.fromstring(f"<div>{whole}</div>")


def test_a_picture_is_named_by_its_whole_address() -> None:
    made = bare(
        '<img class="p" src="../../a.png" alt="A &quot;b&quot;" srcset="c 2x">', PAGE
    )
    assert made == '<img src="https://a.example/guide/a.png" alt="A &quot;b&quot;"/>'
