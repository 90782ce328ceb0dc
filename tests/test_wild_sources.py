"""Sources as people have them: every kind that was once lost or misread."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ibid.content.reference import Reference
from ibid.content.vocabulary import ReferenceType, Status
from ibid.formats import importing
from ibid.formats.items import Entry
from ibid.problems import Problem
from ibid.source import Source
from tools.try_library import account

TODAY = date(2026, 11, 22)
FORMATS = Path(__file__).parent / "formats"
SAVED = sorted(path for path in FORMATS.iterdir() if path.is_file())
EXPORTS = Path(__file__).parent / "exports"


def read(name: str, text: str) -> tuple[list[Reference], list[Problem]]:
    imported, problems = importing.read(name, text, TODAY)
    return [each.reference for each in imported], list(problems)


def one(name: str, text: str) -> tuple[Reference, set[str]]:
    """The one reference of a text, and the rules of what was told of it."""
    (reference,), problems = read(name, text)
    assert [p for p in problems if p.severity == "error"] == []
    return reference, {problem.rule for problem in problems}


def bib(fields: str, kind: str = "article") -> tuple[Reference, set[str]]:
    return one("a.bib", f"@{kind}{{key,\n title = {{Cramp}},\n {fields}\n}}")


def ris(*lines: str) -> tuple[Reference, set[str]]:
    return one("a.ris", "\n".join(["TY  - JOUR", "TI  - Cramp", *lines, "ER  - "]))


def nbib(*lines: str) -> tuple[Reference, set[str]]:
    return one("a.nbib", "\n".join(["PMID- 1", "TI  - Cramp.", *lines]))


def authors(reference: Reference) -> list[str]:
    return [n.literal or f"{n.family}, {n.given}" for n in reference.author]


SECOND = '@string{{jp = "J Physiol"}}\n@article{{a, title={{One}}}}\n{}'


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ('@article{a, title={Two {B}}, author="Doe, Ann", journal=jp}',
         ("Two B", ["Doe, Ann"], "J Physiol")),
        ('@article{A, title="Two", author={Doe, A. and Roe, B.}, journal=jp # " (L)"}',
         ("Two", ["Doe, A", "Roe, B"], "J Physiol (L)")),
        ('@article{a, title={Two}, author={{A Body and Co}}, journal="Cramp"}',
         ("Two", ["A Body and Co"], "Cramp")),
        ('@article{a, title={Tw\\"o}, author={D{\\\'e}n, A}, journal={{Cramp}}}',
         ("Twö", ["Dén, A"], "Cramp")),
    ],
)  # fmt: skip
def test_a_second_entry_with_a_key_is_read_like_the_first(
    second: str, expected: tuple[str, list[str], str]
) -> None:
    references, problems = read("a.bib", SECOND.format(second))
    found = references[1]
    assert (found.title, authors(found), found.container_title) == expected
    told = [p for p in problems if p.rule == "key-twice"]
    assert len(told) == (1 if "{a," in second or "{A," in second else 0)
    assert told[0].place.line == 3


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Doe, J. and et al.", ["Doe, J"]),
        ("{Doe, J. et al.}", ["Doe, J"]),
        ("Doe, J. et al.", ["Doe, J"]),
        ("Doe, J and Roe, R and et al", ["Doe, J", "Roe, R"]),
        ("Doe, J and others", ["Doe, J"]),
        ("{A Study Group et al.}", ["A Study Group"]),
    ],
)
def test_et_al_is_nobody(field: str, names: list[str]) -> None:
    reference, _ = bib(f"author = {{{field}}}")
    assert (authors(reference), reference.others) == (names, True)


def test_a_name_that_only_resembles_et_al_is_somebody() -> None:
    reference, _ = bib("author = {Al, Etta and Etal, Ann}")
    assert (authors(reference), reference.others) == (["Al, Etta", "Etal, Ann"], False)


WHOLE = "@book{p, title={Whole}, subtitle={Sub}, editor={Roe, R}, publisher={P}, "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"@inbook{{c, title={{Part}}, crossref={{p}}}}\n{WHOLE}year=1999}}",
         ("Part", "Whole: Sub", "1999", "Roe", "P")),
        (f"@incollection{{c, title={{Part}}, year=2001, crossref=p}}\n{WHOLE}year=1}}",
         ("Part", "Whole: Sub", "2001", "Roe", "P")),
        (f"{WHOLE}date={{2003-04-05}}}}\n"
         "@inproceedings{c, title={Part}, crossref=P}",
         ("Part", "Whole: Sub", "2003-04-05", "Roe", "P")),
        ("@xdata{x, publisher={P}, booktitle={Whole: Sub}, editor={Roe, R}}\n"
         "@incollection{c, title={Part}, year=2004, xdata={x}}",
         ("Part", "Whole: Sub", "2004", "Roe", "P")),
    ],
)  # fmt: skip
def test_a_part_inherits_from_its_whole(text: str, expected: tuple[str, ...]) -> None:
    references, problems = read("a.bib", text)
    part = next(each for each in references if each.title == "Part")
    assert part.type is ReferenceType.CHAPTER
    found = (part.title, part.container_title, part.issued)
    assert (*found, part.editor[0].family, part.publisher) == expected
    assert [p for p in problems if p.severity == "error"] == []


def test_a_circle_of_parents_ends_and_a_missing_one_is_told() -> None:
    circle = "@book{a, title={A}, crossref=b}\n@book{b, title={B}, crossref=a}"
    assert [each.title for each in read("a.bib", circle)[0]] == ["A", "B"]
    _, rules = bib("crossref = {nobody}", "incollection")
    assert rules == {"missing-parent"}


@pytest.mark.parametrize(
    ("fields", "kind", "expected", "told"),
    [
        ("subtitle = {A sub}", "article", {"title": "Cramp: A sub"}, set()),
        ("subtitle = {Why?}", "book", {"title": "Cramp: Why?"}, set()),
        ("issue = {12}", "article", {"issue": "12"}, set()),
        ("number = 3, issue = {Spring}", "article", {"issue": "3"}, {"left-out"}),
        ("eprint = {2101.1}, archivePrefix = {arXiv}", "misc",
         {"URL": "https://arxiv.org/abs/2101.1", "type": "preprint"}, set()),
        ("eprint = {123}, eprinttype = {pubmed}", "article", {"PMID": "123"}, set()),
        ("eprint = {77}, eprinttype = {jstor}", "article",
         {"URL": "https://www.jstor.org/stable/77"}, set()),
        ("eprint = {77}, eprinttype = {odd}", "article", {}, {"left-out"}),
        ("series = {Lecture Notes}, volume = 4", "incollection", {"volume": "4"},
         {"left-out"}),
        ("series = {Oxford Texts}", "book", {"container_title": "Oxford Texts"}, set()),
        ("series = {J1}, journal = {J Cramp}", "article",
         {"container_title": "J Cramp"}, {"left-out"}),
        ("translator = {Roe, R}", "book", {}, {"left-out"}),
        ("translator = {Roe, R and Doe, D}", "incollection", {}, {"left-out"}),
        ("translator = {{A Body}}, author = {Doe, J}", "article", {}, {"left-out"}),
        ("issue = {1/2}", "article", {"issue": "1/2"}, set()),
        ("year = {in press}", "article", {"issued": None}, {"left-out"}),
        ("year = {forthcoming 3rd}", "article", {"issued": None}, {"left-out"}),
        ("year = {n.d.}", "article", {"issued": None}, {"left-out"}),
        ("date = {-0044}", "book", {"issued": None}, {"left-out"}),
        ("date = {-0044-03-15}", "book", {"issued": None}, {"left-out"}),
        ("year = {-44}", "book", {"issued": None}, {"left-out"}),
        ("date = {2020-05/2020-06}", "book", {"issued": "2020"}, set()),
        ("year = {c2005}", "book", {"issued": "2005"}, set()),
        ("abstract = {Long}, keywords = {a}, file = {x.pdf}", "book", {}, set()),
    ],
)  # fmt: skip
def test_a_field_of_bibtex_is_taken_left_or_told(
    fields: str, kind: str, expected: Mapping[str, object], told: set[str]
) -> None:
    reference, rules = bib(fields, kind)
    assert {n: getattr(reference, n) for n in expected} == expected
    assert rules == told


def test_what_is_told_stands_at_its_line() -> None:
    _, problems = read("a.bib", "@book{a,\n title={x},\n translator={Roe, R},\n}")
    assert [(p.place.line, p.place.column) for p in problems] == [(3, 2)]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("thesis", "thesis"), ("phdthesis", "thesis"), ("mastersthesis", "thesis"),
        ("dataset", "dataset"), ("software", "software"),
    ],
)  # fmt: skip
def test_theses_data_and_programs_have_types(kind: str, expected: str) -> None:
    reference, rules = bib("year = 2020, school = {A University}", kind)
    assert (reference.type, rules) == (expected, set())
    assert reference.publisher == "A University"


def test_one_unknown_type_spares_the_rest() -> None:
    references, problems = read("a.bib", "@movie{a, title={x}}\n@book{b, title={y}}")
    assert [each.title for each in references] == ["y"]
    assert [p.rule for p in problems] == ["unknown-type"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["C7  - 100311"], {"page": "100311"}),
        (["AR  - e12"], {"page": "e12"}),
        (["SP  - 5", "C7  - 100311"], {"page": "5"}),
        (["M3  - doi:10.1000/182"], {"DOI": "10.1000/182"}),
        (["M3  - 10.1000/182"], {"DOI": "10.1000/182"}),
        (["M3  - https://doi.org/10.1000/182"], {"DOI": "10.1000/182"}),
        (["M3  - Article"], {"DOI": None}),
        (["C7  - e1", "EP  - 9"], {"page": "e1"}),
        (["JF  - Whole J", "T2  - Part B"], {"container_title": "Whole J"}),
        (["T2  - Sub", "JF  - Whole J", "JO  - W J"], {"container_title": "Whole J"}),
        (["T2  - A subtitle", "JF  - Whole J"], {"container_title": "Whole J"}),
        (["T2  - J Cramp"], {"container_title": "J Cramp"}),
    ],
)  # fmt: skip
def test_ris_of_scopus_and_others(
    lines: list[str], expected: Mapping[str, object]
) -> None:
    reference, rules = ris(*lines)
    assert {n: getattr(reference, n) for n in expected} == expected
    assert rules <= {"left-out"}


NOTICE = "J Cramp. 2025;1:2. doi: 10.1000/notice. PMID: 9"


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("UIN - ", Status.SUPERSEDED),
        ("CRI - ", Status.SUPERSEDED),
        ("ECI - ", Status.EXPRESSION_OF_CONCERN),
        ("EIN - ", Status.CORRECTED),
        ("PRIN- ", Status.CORRECTED),
        ("RIN - ", Status.RETRACTED),
        ("RRI - ", Status.RETRACTED_AND_REPLACED),
        ("CIN - ", Status.CURRENT),
        ("RPF - ", Status.CURRENT),
        ("UOF - ", Status.CURRENT),
    ],
)
def test_pubmed_says_how_a_source_stands(line: str, status: Status) -> None:
    reference, rules = nbib(f"{line}{NOTICE}")
    assert (reference.status, rules) == (status, set())
    fell = status is not Status.CURRENT
    assert reference.notice == ("10.1000/notice" if fell else None)
    assert bool(reference.status_note) == fell


def test_the_gravest_notice_counts_in_whatever_order() -> None:
    for lines in (("EIN - ", "RIN - ", "ECI - "), ("RIN - ", "ECI - ", "EIN - ")):
        reference, _ = nbib(*(f"{line}{NOTICE}" for line in lines))
        assert reference.status is Status.RETRACTED
        note = reference.status_note or ""
        said = [note.index(word) for word in ("retracted", "concern", "correction")]
        assert said == sorted(said)


@pytest.mark.parametrize(
    "line",
    [
        f"ROF - {NOTICE}",
        f"EFR - {NOTICE}",
        f"ECF - {NOTICE}",
        "PT  - Retraction of Publication",
        "PT  - Published Erratum",
        "PT  - Expression of Concern",
    ],
)
def test_a_notice_is_told_to_be_one(line: str) -> None:
    reference, rules = nbib(line)
    assert (reference.status, rules) == (Status.CURRENT, {"is-notice"})


def test_a_tag_that_nobody_knows_is_told() -> None:
    _, problems = read("a.nbib", "PMID- 1\nTI  - Cramp.\nXYZ - Removed in. 2026.")
    assert [(p.rule, p.place.line) for p in problems] == [("left-out", 3)]


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("Smith JA Jr", "Smith", "JA Jr"),
        ("Smith JA", "Smith", "JA"),
        ("van der Berg A 3rd", "van der Berg", "A 3rd"),
        ("Smith, John A Jr", "Smith", "John A Jr"),
        ("O'Brien-Lee Q Sr", "O'Brien-Lee", "Q Sr"),
    ],
)
def test_a_short_name_of_pubmed(name: str, family: str, given: str) -> None:
    reference, _ = nbib(f"AU  - {name}")
    assert (reference.author[0].family, reference.author[0].given) == (family, given)


@pytest.mark.parametrize(
    ("lines", "families"),
    [
        (["FED - Roe, Rita", "ED  - Roe R", "FED - Doe, D", "ED  - Doe D"],
         ["Roe", "Doe"]),
        (["FED - Roe, Rita", "FED - Doe, D", "ED  - Roe R", "ED  - Doe D"],
         ["Roe", "Doe"]),
        (["ED  - Roe R", "FED - Roe, Rita"], ["Roe"]),
        (["ED  - Roe R", "ED  - Doe D Jr"], ["Roe", "Doe"]),
    ],
)  # fmt: skip
def test_the_editors_of_a_book_stand_once(
    lines: list[str], families: list[str]
) -> None:
    reference, rules = nbib("BTI - Whole", *lines)
    assert [each.family for each in reference.editor] == families
    assert rules == set()


@pytest.mark.parametrize(
    ("written", "doi", "told"),
    [
        ("10.1000/xyz123.", "10.1000/xyz123", True),
        ("10.1002%2Fx", "10.1002/x", True),
        ("https://doi.org/10.1000%2Fx", "10.1000/x", True),
        ("DOI: https://doi.org/10.1000/x", "10.1000/x", True),
        ("10.1000/a;", "10.1000/a", True),
        ("10.1000/(a)b)", "10.1000/(a)b", True),
        ("https://doi.org/10.1000/x", "10.1000/x", False),
        ("10.1016/S0140-6736(05)1", "10.1016/S0140-6736(05)1", False),
    ],
)
def test_a_doi_is_mended_and_told(written: str, doi: str, told: bool) -> None:
    for reference, rules in (bib(f"doi = {{{written}}}"), ris(f"DO  - {written}")):
        assert doi == reference.DOI
        assert rules == ({"doi-mended"} if told else set())


def test_a_doi_in_latex_is_read() -> None:
    reference, _ = bib(r"doi = {10.1002/(SICI)1\textless113::AID-A\textgreater3.0}")
    assert reference.DOI == "10.1002/(SICI)1<113::AID-A>3.0"


@pytest.mark.parametrize(
    "fields",
    [
        "author = {Smith; Jones, A}", "author = {Smith & Jones, A}",
        "author = {Smith2, A}", "author = {Smith Jr., A}", "author = {{Smith JA}}",
        "author = {{Smith, John}}", "subtitle = {a = b}",
    ],
)  # fmt: skip
def test_what_looks_odd_is_told_at_its_line(fields: str) -> None:
    _, problems = read("a.bib", f"@article{{k,\n title={{Cramp}},\n {fields}}}")
    assert [(p.rule, p.severity) for p in problems] == [("odd-value", "advice")]
    assert problems[0].place.line == (1 if "subtitle" in fields else 3)


@pytest.mark.parametrize(
    "fields",
    ["author = {de la Cruz, A}", "author = {{World Health Organization}}",
     "author = {O'Neill-Smith, A. B.}", "author = {{JAMA Editors}}"],
)  # fmt: skip
def test_what_is_usual_is_not_told(fields: str) -> None:
    assert bib(fields)[1] == set()


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("journal-article", "article-journal"), ("book-chapter", "chapter"),
        ("posted-content", "preprint"), ("monograph", "book"),
        ("dissertation", "thesis"), ("proceedings-article", "chapter"),
        ("dataset", "dataset"), ("report", "report"),
    ],
)  # fmt: skip
def test_the_types_of_crossref_are_read(kind: str, expected: str) -> None:
    body = f'{{"type": "{kind}", "title": ["Cramp"], "author": [{{"name": "A Body"}}]}}'
    for text in (body, f'{{"status": "ok", "message": {body}}}'):
        reference, _ = one("a.json", text)
        assert (reference.type, authors(reference)) == (expected, ["A Body"])


def test_an_answer_of_crossref_with_several_works() -> None:
    works = ", ".join(
        f'{{"type": "journal-article", "title": ["{name}"], "subtitle": ["Sub"], '
        f'"published-print": {{"date-parts": [[2020, 1]]}}, "article-number": "e1"}}'
        for name in ("One", "Two")
    )
    references, problems = read("a.json", f'{{"message": {{"items": [{works}]}}}}')
    assert [each.title for each in references] == ["One: Sub", "Two: Sub"]
    assert [(each.issued, each.page) for each in references] == [("2020", "e1")] * 2
    assert problems == []


@pytest.mark.parametrize(
    ("update", "status"),
    [
        ('"type": "retraction", "DOI": "10.1000/n"', Status.RETRACTED),
        ('"type": "withdrawal", "DOI": "10.1000/n"', Status.RETRACTED),
        ('"type": "expression_of_concern", "DOI": "10.1000/n"',
         Status.EXPRESSION_OF_CONCERN),
        ('"type": "new_version", "DOI": "10.1000/n"', Status.SUPERSEDED),
        ('"type": "new_version", "DOI": "10.1000/own"', Status.CURRENT),
        ('"type": "addendum", "DOI": "10.1000/n"', Status.CURRENT),
    ],
)  # fmt: skip
def test_crossref_says_how_a_source_stands(update: str, status: Status) -> None:
    text = (
        '{"type": "journal-article", "title": ["Cramp"], "DOI": "10.1000/own", '
        f'"updated-by": [{{{update}}}]}}'
    )
    reference, _ = one("a.json", text)
    assert reference.status is status
    assert reference.notice == (None if status is Status.CURRENT else "10.1000/n")


ENDNOTE = """<?xml version="1.0"?><xml><records><record>
<ref-type name="{kind}">0</ref-type>
<contributors><authors><author><style>Smith, John</style></author></authors>
</contributors>
<titles><title><style>Cramp </style><style face="italic">in</style> legs</title>
<secondary-title>J Cramp</secondary-title></titles><pages>1-19</pages>
<dates><year>2020</year></dates>{more}
</record></records></xml>"""


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("Journal Article", "article-journal"), ("Book", "book"), ("Thesis", "thesis"),
     ("Web Page", "webpage"), ("Dataset", "dataset")],
)  # fmt: skip
def test_endnote_xml_is_read(kind: str, expected: str) -> None:
    text = ENDNOTE.format(kind=kind, more="<abstract>Long</abstract>")
    reference, rules = one("library.txt", text)
    found = (reference.type, reference.title, reference.page, reference.issued)
    assert found == (expected, "Cramp in legs", "1-19", "2020")
    assert (authors(reference), reference.container_title) == (
        ["Smith, John"],
        "J Cramp",
    )
    assert rules == set()


def test_endnote_xml_tells_what_it_leaves_and_what_is_broken() -> None:
    _, problems = read(
        "a.xml", ENDNOTE.format(kind="Book", more="\n<custom1>x</custom1>")
    )
    assert [(p.rule, p.place.line) for p in problems] == [("left-out", 8)]
    bomb = '<!DOCTYPE x [<!ENTITY a "b">]><xml><records><record>'
    for text in (bomb, ENDNOTE.format(kind="Book", more="<open>")):
        _, problems = read("a.xml", text)
        assert [p.rule for p in problems] == ["broken-entry"]


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.name)
def test_no_field_of_a_real_library_is_lost(path: Path) -> None:
    """The tool's account of each file: taken, left or told, and none lost."""
    lost, counts = account(path.name, path.read_bytes())
    assert (lost, counts["refused"], counts["lost"]) == ([], 0, 0)
    assert counts["taken"] > counts["entries"] > 0


# Each entry has traits of another program's exports: how many there are, and how many
# of a type that no guide cites, which are told.
SAMPLES = {
    "crossref.json": (13, 7),
    "endnote.xml": (18, 2),
    "mixed.bib": (25, 3),
    "mixed.nbib": (10, 0),
    "mixed.ris": (19, 2),
    "zotero.json": (16, 5),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_no_field_of_an_export_is_lost(name: str) -> None:
    lost, counts = account(name, (EXPORTS / name).read_bytes())
    assert lost == []
    assert (counts["entries"], counts["refused"]) == SAMPLES[name]


def test_every_sample_is_tried() -> None:
    assert {path.name for path in EXPORTS.iterdir()} == set(SAMPLES)


@pytest.mark.parametrize("value", ["n/a", "N/A", "na", "-", "--", "null", "none"])
@pytest.mark.parametrize("field", ["volume", "number", "pages"])
def test_a_field_that_says_nothing_is_left_out_and_told(field: str, value: str) -> None:
    reference, rules = bib(f"{field} = {{{value}}}")
    assert (reference.volume, reference.issue, reference.page) == ("", "", "")
    assert rules == {"left-out"}


@pytest.mark.parametrize(
    ("written", "edition", "told"),
    [
        ("Fourteenth", "14", set()), ("second", "2", set()), ("3rd ed.", "3", set()),
        ("Revised", "Revised", set()), ("2005/04/06", "", {"left-out"}),
    ],
)  # fmt: skip
def test_an_edition_has_one_spelling(
    written: str, edition: str, told: set[str]
) -> None:
    for reference, rules in (
        bib(f"edition = {{{written}}}", "book"),
        one("a.ris", f"TY  - BOOK\nTI  - T\nET  - {written}\nER  - "),
    ):
        assert (reference.edition, rules) == (edition, told)


NOTED = '"type": "article-journal", "title": "T", "note": '


@pytest.mark.parametrize(
    ("text", "pmid", "pmcid"),
    [
        (f'{{{NOTED}"PMID: 12\\nPMCID: PMC3"}}', "12", "PMC3"),
        (f'{{{NOTED}"tex.x: y\\nPMID: 12"}}', "12", ""),
        (f'{{{NOTED}"PMID: 12", "PMID": "7"}}', "7", ""),
        (f'{{{NOTED}"They cite PMID: 12 too"}}', None, ""),
    ],
)
def test_zotero_keeps_numbers_in_notes(text: str, pmid: str | None, pmcid: str) -> None:
    reference, _ = one("a.json", text)
    assert (pmid, pmcid) == (reference.PMID, reference.PMCID)


@pytest.mark.parametrize(
    ("field", "pmid"),
    [
        ("note = {PMID: 12}", "12"), ("annotation = {PMID: 12}", "12"),
        ("note = {PMID: 12}, pmid = {7}", "7"), ("note = {As in PMID: 12.}", None),
    ],
)  # fmt: skip
def test_better_bibtex_keeps_numbers_in_notes(field: str, pmid: str | None) -> None:
    assert pmid == bib(field)[0].PMID


@pytest.mark.parametrize(
    ("code", "line", "expected"),
    [
        ("GEN", "PB  - medRxiv", "preprint"), ("UNPB", "T2  - bioRxiv", "preprint"),
        ("GEN", "M3  - preprint", "preprint"), ("GEN", "PB  - NICE", "report"),
        ("JOUR", "M3  - preprint", "article-journal"),
    ],
)  # fmt: skip
def test_a_preprint_in_ris_is_known_by_its_archive(
    code: str, line: str, expected: str
) -> None:
    reference, _ = one("a.ris", f"TY  - {code}\nTI  - T\n{line}\nER  - ")
    assert reference.type == expected


@pytest.mark.parametrize(
    ("given", "issued"),
    [
        ('{"literal": "June 2015"}', "2015"), ('{"raw": "c2005"}', "2005"),
        ('{"raw": "2020-05-06"}', "2020-05-06"), ('{"date-parts": [[null]]}', None),
        ('{"date-parts": [[2015, 6], [2015, 7]]}', "2015"),
    ],
)  # fmt: skip
def test_a_date_of_csl_keeps_its_year(given: str, issued: str | None) -> None:
    text = f'{{"type": "book", "title": "T", "issued": {given}}}'
    reference, rules = one("a.json", text)
    assert (reference.issued, rules) == (issued, set())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Doe, Jane", "Doe, Jane"),
        ("World Health Organization",) * 2,
        ("Suharto", "Suharto, "),
    ],
)
def test_a_full_name_without_a_comma_is_a_body_if_it_has_several_words(
    name: str, expected: str
) -> None:
    assert authors(nbib(f"FAU - {name}")[0]) == [expected]


def test_endnote_uses_fields_otherwise_for_web_pages_and_theses() -> None:
    references, problems = read(
        "endnote.xml", (EXPORTS / "endnote.xml").read_bytes().decode()
    )
    page = next(one for one in references if one.type == "webpage")
    thesis = next(one for one in references if one.type == "thesis")
    assert (page.volume, page.issue, page.accessed) == ("", "", date(2024, 1, 2))
    assert thesis.volume == ""
    told = " ".join(problem.message for problem in problems)
    assert '"number" found no place in the reference: "2 January"' in told


def test_words_of_csl_that_are_also_our_own_are_not_taken_for_ours() -> None:
    text = '{"type": "book", "title": "T", "status": "final", "archive": "A box"}'
    reference, rules = one("a.json", text)
    assert (reference.status, reference.archive) == (Status.CURRENT, None)
    assert rules == {"left-out"}


def test_a_lost_field_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """If a reader took a field and forgot it, the account would say so."""
    reader = importing.READERS[".bib"]

    def forgetful(source: Source) -> Iterator[Entry | Problem]:
        for found in reader(source):
            if isinstance(found, Entry):
                kept = {k: v for k, v in found.item.items() if k != "volume"}
                yield replace(found, item=kept)

    monkeypatch.setitem(importing.READERS, ".bib", forgetful)
    lost, counts = account("a.bib", b"@book{a, title={x}, volume={77}}")
    assert ([field.name for field in lost], counts["lost"]) == (["volume"], 1)
