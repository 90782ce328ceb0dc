"""Style sheets are joined in order, drawings made ready, files named by their bytes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibid.problems import as_text
from ibid.site import assets, drawings, paper, pictures
from ibid.site.pictures import Taken, hashed
from ibid.units.memo import Memo

NONE = Taken({}, {}, ())

CSS = {
    "css/main.css": b'@import "one.css";\n@import "./blocks/two.css";\n.main {}',
    "css/one.css": b".one { left: 0; }",
    "css/blocks/two.css": b'@import "three.css"; .two { right: 0 }',
    "css/blocks/three.css": b".three { bottom: 0 }",
}


def prepared(files: dict[str, bytes]) -> assets.Assets:
    drawn = {name: data for name, data in files.items() if name.endswith(".svg")}
    rest = {name: data for name, data in files.items() if name not in drawn}
    made, problems = assets.prepare(rest, NONE, drawn, assets.Given(), Memo())
    assert problems == ()
    return made


def test_a_drawing_of_its_own_has_the_owners_colour() -> None:
    """What eases and the arrow; whatever is tense stays as it is."""
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 120">'
        b'<path class="drawing__eased" fill="#0a5357" d="M1 1"/>'
        b'<path class="drawing__tense" fill="#8a2f16" d="M2 2"/>'
        b'<path class="drawing__eased-line" stroke="#0a5357" d="M3 3"/></svg>'
    )
    made, problems = assets.prepare(
        {}, NONE, {"drawings/calf.svg": svg}, assets.Given(eased="#3a2a6b"), Memo()
    )
    assert problems == ()
    drawn = made.published[made.pictures["drawings/calf.svg"].path].decode()
    paths = re.findall(r'<path (?:fill|stroke)="(.*?)"', drawn)
    assert paths == ["#3a2a6b", "#8a2f16", "#3a2a6b"]


def test_a_drawing_is_published_as_a_file_of_its_own() -> None:
    """White where the page is to show through, and in colours of its own."""
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 120">'
        b'<path class="drawing__paper" fill="#fbf7f0" stroke="currentColor" d="M0 0"/>'
        b'<path class="drawing__eased" fill="#000" d="M1 1"/></svg>'
    )
    made = prepared({"drawings/calf.svg": svg})
    picture = made.pictures["drawings/calf.svg"]
    assert (picture.width, picture.height) == (240, 120)
    file = made.published[picture.path].decode()
    assert 'fill="#ffffff"' in file
    assert 'fill="#0a5357"' in file
    assert "currentColor" not in file
    assert picture.path not in made.without({"drawings/calf.svg"}).published


def test_sheets_stand_in_the_order_of_their_imports() -> None:
    names = [name for name, _ in prepared(CSS).sheets]
    assert names == [
        *("css/main.css", "css/one.css", "css/blocks/two.css", "css/blocks/three.css")
    ]


def test_a_missing_sheet_is_named_where_it_is_imported() -> None:
    files = {"css/main.css": b'/* Why */\n@import "tokns.css";', "css/tokens.css": b""}
    _, (problem,) = assets.prepare(files, NONE, {}, assets.Given(), Memo())
    assert as_text(problem).split("\n") == [
        'assets/css/main.css:2:1: error: there is no style sheet "tokns.css" '
        "[missing-style]",
        '    2 | @import "tokns.css";',
        "      | ^^^^^^^^^^^^^^^^^^^^",
        '      hint: did you mean "css/tokens.css"?',
    ]


def test_sheets_that_import_each_other_are_read_once() -> None:
    files = {
        "css/main.css": b'@import "a.css";',
        "css/a.css": b'@import "main.css"; a{}',
    }
    assert [name for name, _ in prepared(files).sheets] == ["css/main.css", "css/a.css"]


def test_without_any_assets_there_is_no_style() -> None:
    assert prepared({}).style == ""


def test_rules_for_paper_are_a_file_of_their_own() -> None:
    css = b".one{left:0}@media print{.one{right:0}}"
    made = prepared({"css/main.css": css, "js/a.js": b"a"})
    assert made.sheets == (("css/main.css", ".one{left:0}"),)
    path = made.addresses[assets.PAPER]
    assert made.published[path] == b".one{right:0}"
    assert path == hashed(assets.PAPER, b".one{right:0}")


def test_without_rules_for_paper_there_is_no_file_of_them() -> None:
    assert assets.PAPER not in prepared(CSS).addresses


def test_minifying_keeps_what_parts_something() -> None:
    css = """
    /* A comment; with { signs } */
    .a > .b , .c:not( .d ) { margin: 0 auto; content: "a  ;  b { }";
        width: calc( 1px + 2px ) ; }
    @media (min-width: 40em) { .e { color: red; } }
    """
    assert assets.minified(css) == (
        '.a>.b,.c:not( .d ){margin:0 auto;content:"a  ;  b { }";'
        "width:calc( 1px + 2px )}@media (min-width:40em){.e{color:red}}"
    )


@given(st.text("ab{};: ,\n\"'/*()", max_size=60))
def test_minifying_twice_is_minifying_once_but_for_comments(css: str) -> None:
    once = assets.minified(css)
    assert len(once) <= len(css)
    assert re.sub(r"\s", "", once).count("{") <= css.count("{")


def test_a_drawing_is_ready_to_stand_in_a_page() -> None:
    start = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    shapes = f"{start}<title>A calf</title></svg>"
    svg = f'<?xml version="1.0"?>\n<!-- Why -->\n{shapes}\n'.encode()
    made = prepared({"drawings/calf.svg": svg})
    shown = shapes.replace('9">', '9" class="drawing" role="img">')
    assert made.drawings == {"calf": shown}


def test_a_published_name_changes_with_the_bytes() -> None:
    one, other = hashed("js/site.js", b"1"), hashed("js/site.js", b"2")
    assert one != other
    assert re.fullmatch(r"assets/site\.[0-9a-f]{10}\.js", one)


def test_a_name_without_an_ending_is_no_hidden_file() -> None:
    assert re.fullmatch(r"assets/LICENCE\.[0-9a-f]{10}", hashed("LICENCE", b"1"))


def test_pictures_of_the_content_are_published_beside_the_assets() -> None:
    leg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
    taken = pictures.take({"causes/leg.svg": leg}, "content", Memo())
    made, _ = assets.prepare(
        {"icons/icon.txt": b"i"}, taken, {}, assets.Given(), Memo()
    )
    assert set(made.published.values()) == {b"i", leg}
    assert made.published[made.addresses["causes/leg.svg"]] == leg
    assert made.published[made.addresses["icons/icon.txt"]] == b"i"


def test_a_font_for_paper_is_loaded_by_no_browser() -> None:
    made = prepared({"fonts/a.woff2": b"w", "fonts/a.ttf": b"t", "fonts/b.otf": b"o"})
    assert set(made.published.values()) == {b"w"}
    assert made.fonts == {"fonts/a.ttf": b"t", "fonts/b.otf": b"o"}


def test_what_is_known_of_sheets_and_drawings_is_not_read_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'
    files = {"css/main.css": b"a { color: red } @media print { b { c: d } }"}
    memo, folders = Memo(), assets.Given()
    drawn = {"drawings/calf.svg": svg}
    first, unsafe = assets.prepare(files | {"a.svg": svg}, NONE, drawn, folders, memo)
    assert [one.place.path for one in unsafe] == [
        "content/drawings/calf.svg",
        "assets/a.svg",
    ]

    def never(*_: object) -> None:
        raise AssertionError("it was read again")

    with monkeypatch.context() as patch:
        patch.setattr(drawings, "problems", never)
        patch.setattr(paper, "parted", never)
        again = assets.prepare(files | {"a.svg": svg}, NONE, drawn, folders, memo)
    assert (again[0].sheets, again[1]) == (first.sheets, unsafe)
    assert dict(again[0].published) == dict(first.published)
    changed = {"css/main.css": b"a { color: blue }", "a.svg": b"<svg/>"}
    other, sound = assets.prepare(changed, NONE, {}, folders, memo)
    assert other.sheets != first.sheets
    assert [one.place.path for one in sound] != [one.place.path for one in unsafe]
