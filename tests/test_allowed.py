"""What comes of a text is held to a list, whatever was read into it."""

import pytest

from ibid.prose.allowed import faults, scheme
from ibid.prose.reading import read
from ibid.prose.writing import WRITERS
from tests.texts import as_html

REFUSED = {
    "<script>alert(1)</script>": "<script>",
    '<p onclick="a()">x</p>': "a()",
    '<p style="position: fixed">x</p>': "position: fixed",
    '<td style="text-align: left; color: red">x</td>': "text-align: left; color: red",
    '<a href="javascript:a()">x</a>': "javascript:a()",
    '<a href=" java\tscript&#58;a()">x</a>': " java\tscript:a()",
    '<a href="data:text/html,x">x</a>': "data:text/html,x",
    '<a href="\\\\a.example">x</a>': "\\\\a.example",
    '<img alt="" src="data:x">': "data:x",
    '<img alt="" src="mailto:x">': "mailto:x",
    "<a href='x'>x</a>": "<a href='x'>",
    "<A>x</A>": "<A>",
    "<!-- x -->": "<!-- x -->",
    "<!DOCTYPE html>": "<!DOCTYPE html>",
    "a <": "<",
    "<svg></svg>": "<svg>",
    '<h2 id="a b">x</h2>': "a b",
    '<code class="nav">x</code>': "nav",
    '<p id="ref-a">x</p>': "ref-a",
    '<a href="https://nhs.uk@a.example/">x</a>': "https://nhs.uk@a.example/",
    '<a href="https://a:b@a.example">x</a>': "https://a:b@a.example",
    '<a href="https:javascript:a()">x</a>': "https:javascript:a()",
    '<a href="tel:javascript:a()">x</a>': "tel:javascript:a()",
    '<a href="blob:https://a.example/b">x</a>': "blob:https://a.example/b",
    '<a href="vbscript:a">x</a>': "vbscript:a",
}


@pytest.mark.parametrize("markup", REFUSED)
def test_what_is_not_listed_is_a_fault(markup: str) -> None:
    found = [fault.written for fault in faults(f"<p>before</p>{markup}")]
    assert found[0] == REFUSED[markup]


def test_what_comes_of_a_text_is_held_to_the_list(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever mistake the reading may have: here rules that act, in a box too."""
    monkeypatch.setitem(
        WRITERS, "hr", lambda writer, _: writer.out.append('<hr onclick="a()">')
    )
    for text in ("One.\n\n***", "!!! tip\n    ***", "One[^a].\n\n[^a]: Two\n\n    ***"):
        found = [(one.rule, one.message) for one in read(text).faults]
        assert found == [("raw-html", '<hr> can\'t have the attribute "onclick"')]


def test_all_that_authors_may_write_is_allowed() -> None:
    text = """## A *heading*
A [link](b.md#c "title"), <https://a.example/?b=c&d>, <us@a.example>, `code`,
<https://user.example:80?a@b>, [call](<tel:+44 (20) 123-4>), <https://münchen.example>,
**strong**, ![a foot](foot.png)  \nand a line.

> quoted

7. seven

- one
***

| a | b |
|:--|--:|
| c | d |

```c++
<script>
```
"""
    assert list(faults(as_html(read(text).html))) == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("a.md", ""),
        ("a.md?b=c:d", ""),
        ("#a:b", ""),
        ("a/b:c", ""),
        ("HTTPS://a.example", "https"),
        ("\x01java\nscript:x", "javascript"),
        ("//a", "//"),
        ("/\\a", "//"),
    ],
)
def test_a_scheme_is_read_as_browsers_do(address: str, expected: str) -> None:
    assert scheme(address) == expected
