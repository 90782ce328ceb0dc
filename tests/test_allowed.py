"""What comes of a text is held to a list, whatever was read into it."""

import pytest

from ibid.prose.allowed import faults, scheme
from ibid.prose.reading import read
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
}


@pytest.mark.parametrize("markup", REFUSED)
def test_what_is_not_listed_is_a_fault(markup: str) -> None:
    found = [fault.written for fault in faults(f"<p>before</p>{markup}")]
    assert found[0] == REFUSED[markup]


def test_all_that_authors_may_write_is_allowed() -> None:
    text = """## A *heading*
A [link](b.md#c "title"), <https://a.example/?b=c&d>, <us@a.example>, `code`,
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
