"""Each page carries the rules of the components it uses, and no others."""

import re
from pathlib import Path

from ibid.site.assets import sheets
from ibid.site.theme import Theme
from tests.breaches import expect_none
from tests.wordings import SPOKEN

ROOT = Path(__file__).parent.parent


def theme() -> Theme:
    """The real templates and style sheets."""
    texts = {
        path.relative_to(ROOT / "templates").as_posix(): path.read_text("utf-8")
        for path in (ROOT / "templates").rglob("*.*")
    }
    files = {
        path.relative_to(ROOT / "assets").as_posix(): path.read_bytes()
        for path in (ROOT / "assets").rglob("*.css")
    }
    return Theme(texts, tuple(sheets(files)), "templates", SPOKEN)


# A former address has no look of its own: readers are led on before they see it.
PLAIN = ("moved.html",)
PAGES = sorted(
    path.name for path in (ROOT / "templates").glob("*.html") if path.name not in PLAIN
)


def test_a_page_has_a_rule_for_every_class_it_uses() -> None:
    """A class without a rule would be a component used without its sheet."""
    look = theme()
    ruled = classes_ruled("".join(rules for _, rules in look.sheets))
    bare = []
    for page in PAGES:
        markup = "".join(look.templates[name] for name in look.closure(page))
        used = {
            name
            for value in re.findall(r'\bclass="([^"]*)"', markup)
            for name in re.sub(r"{%.*?%}|{{.*?}}", " ", value).split()
        }
        assert used & ruled, f"{page} uses no class at all"
        missing = (used & ruled) - classes_ruled(look.style(page))
        bare += [f"{page}: {name}" for name in sorted(missing)]
    expect_none(bare)


def classes_ruled(css: str) -> set[str]:
    """Every class that some rule names."""
    return set(re.findall(r"\.([a-z][\w-]*)", re.sub(r'"[^"]*"', "", css)))


def test_a_page_leaves_out_what_it_does_not_use() -> None:
    """The rules of the hold timer are not on the page of a source."""
    look = theme()
    assert ".timer__button{" in look.style("now.html")
    assert ".timer__button{" not in look.style("reference.html")


def test_a_sheet_counts_for_the_fingerprint_only_where_it_is_used() -> None:
    """Changing the care cards makes their page again, and no source's page."""
    look = theme()
    changed = tuple(
        (name, rules + ".x{}" if name.endswith("/care.css") else rules)
        for name, rules in look.sheets
    )
    other = Theme(look.templates, changed, look.folder, SPOKEN)
    assert other.fingerprints["care.html"] != look.fingerprints["care.html"]
    assert other.fingerprints["reference.html"] == look.fingerprints["reference.html"]
