"""Templates, script and style sheets keep to each other, and to the house's rules."""

import re
from pathlib import Path

from ibid.site import assets
from ibid.site.paper import parted
from ibid.site.pictures import Taken
from ibid.units.memo import Memo
from tests.breaches import expect_none
from tests.guides import ROOT
from tools.drawing import muscle

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
DRAWING = sorted((ROOT / "tools/drawing").glob("*.py"))
SCRIPTS = sorted((ROOT / "assets/js").glob("*.js"))
SHEETS = sorted((ROOT / "assets/css").rglob("*.css"))
LAYERS = "@layer reset, tokens, base, compositions, blocks, utilities, print;"


def read(path: Path) -> str:
    """A file without its comments."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/|\{#.*?#\}|<!--.*?-->", "", text, flags=re.DOTALL)


def used() -> set[str]:
    """Every class in templates, drawings and script; a view's own end is a star."""
    found: set[str] = set()
    for value in re.findall(r'\bclass="([^"]*)"', "".join(map(read, TEMPLATES))):
        static = re.sub(r"\{%.*?%\}", "", value)
        found |= set(re.sub(r"\{\{.*?\}\}", "*", static).split())
    for block in re.findall(
        r"\{% block width %\}(.*?)\{% endblock", "".join(map(read, TEMPLATES))
    ):
        found |= set(block.split())
    script = "".join(map(read, SCRIPTS))
    return found | drawn() | set(re.findall(r"classList\.\w+\(\"([^\"]+)\"", script))


def drawn() -> set[str]:
    """Every class that the drawing tool writes: each in full, but for a colour's."""
    text = "".join(map(read, DRAWING))
    named = set(re.findall(r'\bclass="([\w-]+)"', text))
    return named | {f"drawing__{colour}" for colour in muscle.COLOURS}


def ruled() -> set[str]:
    """Every class that a style sheet has a rule for."""
    text = re.sub(r'"[^"]*"', "", "".join(map(read, SHEETS)))
    return set(re.findall(r"(?<![\w.])\.([a-z][a-z-]*(?:__?[a-z-]+)*)(?![\w(])", text))


def matches(name: str, names: set[str]) -> bool:
    """Whether a class is among the names, of which some end in a star."""
    return any(
        name == other
        or (other.endswith("*") and name.startswith(other[:-1]))
        or (name.endswith("*") and other.startswith(name[:-1]))
        for other in names
    )


def hooks() -> set[str]:
    """The classes that the script looks elements up by."""
    script = "".join(map(read, SCRIPTS))
    found = re.findall(r"[\"`]\.([a-z][\w-]*)(\$?)", script)
    return {name + ("*" if more else "") for name, more in found}


def test_every_class_has_a_rule() -> None:
    """A misspelt class fails in silence, so nobody would see it but here."""
    rules = ruled() | hooks()
    expect_none(name for name in sorted(used()) if not matches(name, rules))


def test_every_rule_has_a_use() -> None:
    uses = used()
    expect_none(name for name in sorted(ruled()) if not matches(name, uses))


def test_a_sheet_stands_in_one_layer() -> None:
    """All its rules are in the layer of its place; order decides, nothing shouts."""
    expect_none(path.name for path in SHEETS if not stands_in_its_layer(path))


def stands_in_its_layer(path: Path) -> bool:
    """Whether nothing of a sheet is outside the layer that its place names."""
    text = read(path).strip()
    folder = path.parent.name
    layer = path.stem if folder == "css" else folder
    if path.name == "main.css":
        rest = text.removeprefix(LAYERS)
        loads = r'@import "[\w/.-]+\.css";'
        return text.startswith(LAYERS) and not re.sub(loads, "", rest).strip()
    return text.startswith(f"@layer {layer} {{") and ends(text) == len(text)


def ends(text: str) -> int:
    """Where the first block of a sheet ends."""
    depth = 0
    for at, sign in enumerate(text, 1):
        depth += (sign == "{") - (sign == "}")
        if sign == "}" and depth == 0:
            return at
    return 0


def test_rules_for_paper_are_of_their_block_alone() -> None:
    """Paper has one file for all pages: a block's rules must not dress others."""
    found = []
    for path in sorted((ROOT / "assets/css/blocks").glob("*.css")):
        rules = parted(assets.minified(read(path)))[1]
        inside = rules.removeprefix("@layer blocks{")
        while re.search(r"\{[^{}]*\{", inside):
            inside = re.sub(r"(\{[^{}]*)\{[^{}]*\}", r"\1", inside)
        heads = re.findall(r"([^{}]+)\{", inside)
        found += [head for head in heads if f".{path.stem}" not in head]
    expect_none(found)


def test_a_sheet_neither_shouts_nor_loads() -> None:
    """Nothing is important, nothing comes from elsewhere, and no id is styled."""
    refused = r"!important|url\(|(?:^|[{},;>+~\s])#[a-z][\w-]*\s*\{"
    expect_none(
        f"{path.name}: {fault.strip()}"
        for path in SHEETS
        for fault in re.findall(refused, read(path))
    )


def test_every_sheet_is_imported_once() -> None:
    text = (ROOT / "assets/css/main.css").read_text(encoding="utf-8")
    imported = re.findall(r'@import "([^"]+)"', text)
    folder = ROOT / "assets/css"
    names = {path.relative_to(folder).as_posix() for path in SHEETS} - {"main.css"}
    assert sorted(imported) == sorted(names)


def test_the_published_style_begins_with_the_layers() -> None:
    """Joined and made small, the sheets still say their order first."""
    folder = ROOT / "assets"
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    made, _ = assets.prepare(files, Taken({}, {}, ()), {}, assets.Given(), Memo())
    style = made.style
    assert style.startswith(LAYERS.replace(", ", ","))
    assert style.count("{") == style.count("}")
    assert "/*" not in style
    assert "print{" not in style


def test_colours_are_named_in_the_tokens_alone() -> None:
    """Elsewhere a colour would miss dark mode, or a reader's own contrast."""
    found = {
        path.name: re.findall(r"#[0-9a-f]{3,8}\b|\b(?:hsl|oklch)a?\(", read(path))
        for path in SHEETS
        if path.name not in ("tokens.css", "print.css")
    }
    assert {name: colours for name, colours in found.items() if colours} == {}


def test_markup_is_printed_in_one_place() -> None:
    """Only there is text trusted to be markup."""
    places = {
        path.relative_to(ROOT).as_posix(): count
        for path in sorted((ROOT / "templates").rglob("*"))
        if path.is_file()
        for count in [len(re.findall(r"\|\s*safe\b|autoescape", read(path)))]
        if count
    }
    assert places == {"templates/components/prose.html": 1}


def test_templates_hold_no_handler() -> None:
    """A script in an attribute would fail under a strict policy."""
    expect_none(
        f"{path.name}: {handler}"
        for path in TEMPLATES
        for handler in re.findall(r"<[^>]*\son\w+=", read(path))
    )
