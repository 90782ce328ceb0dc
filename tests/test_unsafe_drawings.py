"""A drawing stands on the page as it is, so one that could act is refused."""

import pytest

from ibid.site import assets, pictures
from ibid.site.pictures import Taken
from ibid.units.memo import Memo

NONE = Taken({}, {}, ())

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A calf</title>'
UNSAFE = {
    "script": f"{HEAD}<script>alert(1)</script></svg>",
    "event": f'{HEAD}<path d="M0 0" onclick="alert(1)"/></svg>',
    "event at the root": HEAD.replace("viewBox", 'onload="a()" viewBox') + "</svg>",
    "HTML inside": f"{HEAD}<foreignObject><p>x</p></foreignObject></svg>",
    "picture": f'{HEAD}<image href="https://a.example/b.png"/></svg>',
    "link": f'{HEAD}<a href="javascript:alert(1)"><path d="M0 0"/></a></svg>',
    "use": f'{HEAD}<use href="https://a.example/b.svg#c"/></svg>',
    "style": f"{HEAD}<style>body {{display: none}}</style></svg>",
    "style of its own": f'{HEAD}<path style="position: fixed" d="M0 0"/></svg>',
    "outside paint": f'{HEAD}<path fill="url(https://a.example/#b)" d="M0 0"/></svg>',
    "outside paint by entity": f'{HEAD}<path fill="u&#114;l(//a)" d="M0 0"/></svg>',
    "animation": f'{HEAD}<set attributeName="href" to="javascript:a()"/></svg>',
    "prefix": HEAD.replace("xmlns=", 'xmlns:h="http://www.w3.org/1999/xhtml" xmlns=')
    + "<h:script>alert(1)</h:script></svg>",
    "CDATA": f"{HEAD}<desc><![CDATA[<x><script>alert(1)</script>]]></desc></svg>",
    "instruction": f"{HEAD}<?x ><script>alert(1)</script>?></svg>",
    "document type": f'<!DOCTYPE svg [<!ENTITY a "b">]>{HEAD}<desc>&a;</desc></svg>',
    "no end": HEAD,
    "no end of a tag": f"{HEAD}<path d='M0 0'",
    "two roots": f"{HEAD}</svg><svg/>",
    "no SVG": "<html><body/></html>",
    "no namespace": "<svg><title>A calf</title></svg>",
    "nothing": "",
    "a drawing in a drawing": f"{HEAD}{HEAD}</svg></svg>",
    "outside paint by another name": f'{HEAD}<path fill="src(//a)" d="M0 0"/></svg>',
    "a set of pictures": f"""{HEAD}<path fill="image-set('//a')" d="M0 0"/></svg>""",
    "animated address": f'{HEAD}<animate attributeName="href" to="#"/></svg>',
    "event in capitals": f'{HEAD}<g ONLOAD="a()"/></svg>',
    "base": f'{HEAD}<g xml:base="javascript:a()"/></svg>',
    "another namespace": f'{HEAD}<g xmlns="http://www.w3.org/1999/xhtml"/></svg>',
    "end of a comment": f"{HEAD}<!-- x --!><script>a()</script> --></svg>",
}


def told(markup: bytes) -> list[tuple[str, str, int]]:
    """Path, rule and line of what is wrong with a drawing among the assets."""
    _, problems = assets.prepare(
        {}, NONE, {"drawings/calf.svg": markup}, assets.Given(), Memo()
    )
    assert all(one.hint and one.message for one in problems)
    return [(one.place.path, one.rule, one.place.line) for one in problems]


@pytest.mark.parametrize("markup", UNSAFE.values(), ids=UNSAFE)
def test_a_drawing_that_could_act_is_refused_where_it_does(markup: str) -> None:
    found = told(f"<!-- ours -->\n\n{markup}".encode())
    assert set(found) == {("content/drawings/calf.svg", "unsafe-drawing", 3)}


# As UTF-16, a line of signs; as UTF-8, which is how a page is read, a script.
TWICE_READ = b"<script>alert(1)</script >".decode("utf-16-le")


@pytest.mark.parametrize(
    "markup",
    [
        f"{HEAD}<desc>Zoë</desc></svg>".encode("latin-1"),
        f"{HEAD}</svg>".encode("utf-16"),
        f"{HEAD}<desc>{TWICE_READ}</desc></svg>".encode("utf-16"),
        f'<?xml version="1.0" encoding="UTF-7"?>{HEAD}</svg>'.encode(),
        f'<?xml version="1.0" encoding="ISO-2022-JP"?>{HEAD}</svg>'.encode(),
    ],
    ids=["latin-1", "utf-16", "read twice", "said utf-7", "said iso-2022-jp"],
)
def test_a_drawing_in_another_encoding_is_refused(markup: bytes) -> None:
    assert told(markup) == [("content/drawings/calf.svg", "unsafe-drawing", 1)]


def test_shapes_and_words_are_let_in_without_declaration_and_comments() -> None:
    shapes = f'{HEAD}<g class="a" fill="none"><path d="M0 0"/></g><desc>a</desc></svg>'
    markup = f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- <b> -->{shapes}\n'.encode()
    dressed, problems = assets.prepare(
        {}, NONE, {"drawings/calf.svg": markup}, assets.Given(), Memo()
    )
    assert problems == ()
    root = shapes.replace('9 9"', '9 9" class="drawing" role="img"', 1)
    path, description = '<path d="M0 0"/></g>', "<desc>a</desc>"
    in_order = root.replace("</title><g class", f"</title>{description}<g class")
    assert dressed.drawings == {"calf": in_order.replace(path + description, path)}


ACTING = {
    "a script": "<script>alert(1)</script>",
    "an event": '<path d="M0 0" onload="alert(1)"/>',
    "a foreign object": "<foreignObject/>",
    "an address elsewhere": '<use href="https://a.example/b.svg#c"/>',
    "a live address": '<use href="javascript:alert(1)"/>',
    "a picture": '<image href="data:image/png;base64,AA=="/>',
    "a style sheet": "<style>*{}</style>",
    "a paint from elsewhere": '<path d="M0 0" style="fill:url(https://a.example/b)"/>',
    "an end that is missing": "<g>",
    "a mask from elsewhere": """<g style="mask:image-set('//a.example/b' 1x)"/>""",
    "a mask by another name": """<g style="mask-image:src('https://a.example/b')"/>""",
    "an import": """<g style="@import 'x'"/>""",
    "an escaped address": r'<g style="fill:u\72l(https://a.example/b)"/>',
}


@pytest.mark.parametrize("markup", ACTING.values(), ids=ACTING)
@pytest.mark.parametrize("place", ["content", "assets"])
def test_a_picture_or_an_icon_that_could_act_is_refused(
    place: str, markup: str
) -> None:
    data = f"{HEAD}{markup}</svg>".encode()
    files = {"icons/icon.svg": data} if place == "assets" else {}
    inside = {"a.svg": data} if place == "content" else {}
    taken = pictures.take(inside, "content", Memo())
    _, problems = assets.prepare(files, taken, {}, assets.Given(), Memo())
    assert {one.rule for one in problems} == {"unsafe-drawing"}
    assert {one.place.path.partition("/")[0] for one in problems} == {place}


def test_a_picture_may_have_paints_of_its_own() -> None:
    paint = '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs>'
    picture = f'{HEAD}{paint}<path id="b" fill="url(#a)" d="M0 0"/></svg>'.encode()
    assert pictures.take({"a.svg": picture}, "content", Memo()).problems == ()
    assert told(picture.replace(b"<path", b'<path style="position: fixed"'))
