"""What other programs export becomes reference files; nothing is lost in silence."""

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibid.content.reference import Name, Reference
from ibid.content.vocabulary import Status, Study
from ibid.formats import importing
from ibid.formats.importing import Imported
from ibid.problems import Problem
from ibid.reading import front_matter, validation

FORMATS = Path(__file__).parent / "formats"
TODAY = date(2026, 11, 22)
DEEP = "{" * 2_000 + "a" + "}" * 2_000
Found = tuple[list[Imported], list[Problem]]


def read(name: str, text: str | bytes) -> Found:
    imported, problems = importing.read(name, text, TODAY)
    return list(imported), list(problems)


def one(name: str, text: str | bytes) -> Reference:
    """The one reference in a text without problems."""
    (imported,), problems = read(name, text)
    assert problems == []
    return imported.reference


def bib(fields: str, kind: str = "article") -> Reference:
    return one("a.bib", f"@{kind}{{key, title = {{Cramp}}, {fields}}}")


def ris(lines: Sequence[str], kind: str = "JOUR") -> Reference:
    return one("a.ris", "\n".join([f"TY  - {kind}", "TI  - Cramp", *lines, "ER  - "]))


def csl(fields: str, kind: str = "article-journal") -> Reference:
    return one("a.json", f'[{{"type": "{kind}", "title": "Cramp", {fields}}}]')


def nbib(lines: Sequence[str]) -> Reference:
    return one("a.nbib", "\n".join(["PMID- 1", "TI  - Cramp.", *lines]))


@pytest.mark.parametrize("name", ["library.bib", "library.ris", "library.json"])
def test_the_same_sources_come_out_of_every_format(name: str) -> None:
    """Three programs' ways of writing three sources give the same three references."""
    imported, problems = read(name, (FORMATS / name).read_bytes())
    assert problems == []
    assert [each.key for each in imported] == [
        "garrison_magnesium_2020",
        "nidirect",
        "allen2012",
    ]
    magnesium, cramps, nocturnal = (each.reference for each in imported)
    new = {"status": "current", "confirmed": False, "checked": TODAY}
    assert magnesium == Reference.model_validate(
        {
            "type": "article-journal",
            "title": "Magnesium for skeletal muscle Cramps",
            "author": [
                {"family": "Garrison", "given": "Scott R."},
                {"family": "Korownyk", "given": "Christina S."},
                {"family": "Dugré", "given": "Nicolas"},
            ],
            "others": True,
            "container-title": "Cochrane Database of Systematic Reviews",
            "issued": "2020",
            "volume": "9",
            "page": "CD009402",
            "DOI": "10.1002/14651858.CD009402.pub3",
            "PMID": "32956536",
            **new,
        }
    )
    assert cramps.author == (Name(literal="NI Direct"),)
    assert (cramps.URL, cramps.accessed) == (
        "https://nidirect.gov.uk/node/10453",
        date(2026, 11, 22),
    )
    assert nocturnal.author[0] == Name(family="Allen", given="RE")
    assert (nocturnal.issue, nocturnal.page) == ("4", "350-355")


def test_a_reference_file_is_ready_to_edit() -> None:
    """The file has ibid's fields in their order, quoted where YAML needs it."""
    imported, _ = read("pubmed.nbib", (FORMATS / "pubmed.nbib").read_bytes())
    assert imported[1].name == "references/tan2024.md"
    assert imported[1].text == (
        "---\n"
        "type: article-journal\n"
        'title: "Vitamin K2 in Managing Nocturnal Leg Cramps: '
        'A Randomized Clinical Trial"\n'
        "author:\n"
        "  - {family: Tan, given: Jing}\n"
        "  - {literal: A Study Group}\n"
        "container-title: JAMA internal medicine\n"
        "issued: 2024-10-28\n"
        "DOI: 10.1001/jamainternmed.2024.5726\n"
        'PMID: "39466236"\n'
        "study: randomised-trial\n"
        "status: retracted-and-replaced\n"
        "status-note: PubMed names a corrected version that took this one's place. "
        "Read it, then say here what changed.\n"
        "notice: 10.1001/jamainternmed.2025.2160\n"
        "confirmed: false\n"
        "checked: 2026-11-22\n"
        "---\n\n"
        "Say in plain words what this source found.\n"
    )


def test_a_reference_file_is_valid() -> None:
    """Each imported file is read back without a problem, as the same reference."""
    for path in sorted(FORMATS.glob("*.*")):
        imported, _ = read(path.name, path.read_bytes())
        assert imported
        for each in imported:
            parsed, problems = front_matter.parse(each.name, each.name, each.text)
            assert parsed is not None
            assert problems == ()
            assert validation.read(parsed, Reference) == (each.reference, ())


def test_pubmed_tells_of_designs_and_corrections() -> None:
    """Publication types give the study; notices give the standing."""
    imported, problems = read("pubmed.nbib", (FORMATS / "pubmed.nbib").read_bytes())
    magnesium, _, stretching = (each.reference for each in imported)
    assert problems == []
    assert magnesium.study is Study.SYSTEMATIC_REVIEW
    assert magnesium.title == "Magnesium for skeletal muscle cramps"
    assert magnesium.issued == "2020-09-21"
    assert (stretching.status, stretching.page) == (Status.CORRECTED, "186-191")
    assert stretching.author == (
        Name(family="Coppin", given="RJ"),
        Name(family="Wicke", given="DM"),
    )


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("RIN - J. 2020;1(1):1. doi: 10.1000/notice. PMID: 2", Status.RETRACTED),
        ("RRI - J. 2020;1(1):1. doi: 10.1000/notice.", Status.RETRACTED_AND_REPLACED),
        ("CRI - J. 2020;1(1):1. doi: 10.1000/notice", Status.SUPERSEDED),
        ("EIN - J. 2020;1(1):1. doi: 10.1000/notice. PMID: 2", Status.CORRECTED),
    ],
)
def test_a_notice_in_pubmed_is_taken_over(line: str, status: Status) -> None:
    """The standing, the notice's DOI, and a sentence that asks for more come along."""
    found = nbib([line])
    assert (found.status, found.notice) == (status, "10.1000/notice")
    assert found.status_note.startswith("PubMed ")


def test_a_publication_type_is_enough_for_a_retraction() -> None:
    """PubMed's type alone sets the status, where no notice is linked."""
    assert nbib(["PT  - Retracted Publication"]).status is Status.RETRACTED


def test_a_title_that_says_retracted_is_believed() -> None:
    """A publisher's mark in the title sets the status, in every format."""
    found = one("a.bib", "@article{a, title = {RETRACTED: Cramp and quinine}}")
    assert found.status is Status.RETRACTED
    assert "withdrawn" in found.status_note


def test_books_of_pubmed_are_read() -> None:
    """A chapter in an online book has the book's title, editors and publisher."""
    found = nbib(["BTI - StatPearls", "FED - Doe, Jane", "PB  - Treasure Island"])
    assert (found.type, found.container_title) == ("chapter", "StatPearls")
    assert found.editor == (Name(family="Doe", given="Jane"),)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (r"G{\"o}del, Kurt", [Name(family="Gödel", given="Kurt")]),
        (r"\v{S}koda, {\O}.", [Name(family="Škoda", given="Ø")]),
        (r"\'Elan, A and \"Oz, B", [Name(family="Élan", given="A"),
                                    Name(family="Öz", given="B")]),
        ("van der Berg, Jr, Anna", [Name(family="van der Berg", given="Anna Jr")]),
        ("{NHS inform}", [Name(literal="NHS inform")]),
        ("{Salt and Water, Inc.} and Doe, J", [Name(literal="Salt and Water, Inc."),
                                               Name(family="Doe", given="J")]),
        ("Kurt Gödel", [Name(family="Gödel", given="Kurt")]),
        ("Gödel, K. F.", [Name(family="Gödel", given="KF")]),
    ],
)  # fmt: skip
def test_names_in_bibtex(names: str, expected: list[Name]) -> None:
    """Every order of names, LaTeX's letters, and bodies in braces."""
    assert bib(f"author = {{{names}}}").author == tuple(expected)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Garrison, Scott R.", Name(family="Garrison", given="Scott R.")),
        ("Garrison, S.R.", Name(family="Garrison", given="SR")),
        ("Garrison SR", Name(family="Garrison", given="SR")),
        ("Doe, Jane, Jr", Name(family="Doe", given="Jane Jr")),
        ("NHS inform", Name(literal="NHS inform")),
        (
            "Health, Education, and Welfare,",
            Name(literal="Health, Education, and Welfare"),
        ),
    ],
)
def test_names_in_ris(name: str, expected: Name) -> None:
    """A comma parts family and given names; without one, it's an organisation."""
    assert ris([f"AU  - {name}"]).author == (expected,)


def test_names_in_csl_json() -> None:
    """Particles and suffixes are parts of the name; broken names are left out."""
    names = '{"family": "Berg", "non-dropping-particle": "van", "given": "A"}'
    names += ', {"family": "Doe", "given": "J", "suffix": "III"}, 3, {}, "NHS"'
    assert csl(f'"author": [{names}]').author == (
        Name(family="van Berg", given="A"),
        Name(family="Doe", given="J III"),
        Name(literal="NHS"),
    )


@pytest.mark.parametrize(
    "found",
    [
        bib("author = {Fardet, L and others}"),
        ris(["AU  - Fardet, L", "AU  - et al."]),
        csl('"author": [{"family": "Fardet", "given": "L"}, {"literal": "et al"}]'),
    ],
)
def test_et_al_is_no_author(found: Reference) -> None:
    """That more authors follow is a field of its own."""
    assert (found.author, found.others) == ((Name(family="Fardet", given="L"),), True)


@pytest.mark.parametrize(
    ("written", "page"),
    [
        ("350--355", "350-355"), ("350–355", "350-355"), ("350 - 5", "350-355"),
        ("S12-8", "S12-S18"), ("e94910", "e94910"), ("863-863", "863"),
        ("1, 3-5", "1, 3-5"),
    ],
)  # fmt: skip
def test_pages_have_one_spelling(written: str, page: str) -> None:
    """Dashes become hyphens, and a shortened last page is written out."""
    assert bib(f"pages = {{{written}}}").page == page


@pytest.mark.parametrize(
    "written",
    [
        "10.1002/(SICI)1097-0258(19990815)18:15<1905::AID>3.0.CO;2-2",
        "https://doi.org/10.1002/(SICI)1097-0258(19990815)18:15%3C1905::AID%3E3.0.CO;2-2",
        "doi: 10.1002/(SICI)1097-0258(19990815)18:15<1905::AID>3.0.CO;2-2",
    ],
)
def test_a_doi_has_one_spelling(written: str) -> None:
    """An address or a prefix is taken off, and its codes are read."""
    plain = "10.1002/(SICI)1097-0258(19990815)18:15<1905::AID>3.0.CO;2-2"
    assert plain == bib(f"doi = {{{written}}}").DOI
    assert plain == csl(f'"DOI": "{written}"').DOI
    assert plain == ris([f"DO  - {written}"]).DOI


def test_an_address_of_a_doi_is_a_doi() -> None:
    """A link to the DOI resolver is no web page of its own."""
    found = csl('"URL": "http://dx.doi.org/10.1000/x"')
    assert (found.DOI, found.URL) == ("10.1000/x", None)


def test_an_address_keeps_its_signs() -> None:
    """What looks like an entity or LaTeX in an address is part of the address."""
    address = "https://a.org/a_b%20c?x=1&copy=2#d"
    assert address == csl(f'"URL": "{address}"').URL
    assert address == bib(f"url = {{{address}}}").URL
    escaped = r"https://a.org/a\_b\%20c?x=1\&copy=2\#d"
    assert address == bib(f"howpublished = {{\\url{{{escaped}}}}}", "misc").URL


@pytest.mark.parametrize(
    ("found", "issued"),
    [
        (bib("date = {2020-09-21}"), "2020-09-21"),
        (bib("year = {2020}, month = sep, day = 21"), "2020-09-21"),
        (bib('year = "20" # "20", month = 9'), "2020"),
        (ris(["PY  - 2020/09/21/"]), "2020-09-21"),
        (ris(["DA  - 2020/09/21", "PY  - 2020"]), "2020-09-21"),
        (csl('"issued": {"date-parts": [[2020, 9, 21]]}'), "2020-09-21"),
        (csl('"issued": {"date-parts": [["2020", "9"]]}'), "2020"),
        (csl('"issued": {"raw": "2020"}'), "2020"),
        (nbib(["DP  - 2020 Sep-Oct"]), "2020"),
        (nbib(["DP  - 2020 Sep 21"]), "2020-09-21"),
    ],
)
def test_dates_are_years_or_days(found: Reference, issued: str) -> None:
    """A month without a day is left off."""
    assert found.issued == issued


def test_latex_becomes_text() -> None:
    """Braces, commands, mathematics and signs come out as they would be printed."""
    text = r"{{The {B}ayesian \& 50\% of \emph{E. coli} --- $\Omega$, 20% of $x^2$}}"
    found = one("a.bib", f"@article{{a, title = {text}}}")
    assert found.title == "The Bayesian & 50% of E. coli — Ω, 20% of x^2"


def test_markup_in_titles_is_taken_off() -> None:
    """Crossref's and Zotero's italics and entities become plain text."""
    title = '"title": "<i>E. coli</i> &amp; p &lt; .05 in H<sub>2</sub>O"'
    found = one("a.json", f'{{"type": "book", {title}}}')
    assert found.title == "E. coli & p < .05 in H2O"


def test_strings_of_bibtex_are_put_in() -> None:
    """A value in several pieces is joined, names of strings are looked up."""
    text = '@string{j = "Journal"}\n@article{a, title = {x}, journal = j # " of X"}'
    assert one("a.bib", text).container_title == "Journal of X"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Dugré", "utf-8"), ("Dugré", "utf-8-sig"), ("Dugré", "utf-16")],
)
def test_unicode_is_read_with_its_mark(text: str, encoding: str) -> None:
    """A byte-order mark tells the encoding and is no part of the text."""
    data = f"TY  - JOUR\r\nTI  - {text}\r\nER  - \r\n".encode(encoding)
    assert one("a.ris", data).title == text


def test_an_old_encoding_is_read_and_told() -> None:
    """A file in Windows-1252 is read; the editor is asked to look at the accents."""
    (imported,), (told,) = read(
        "a.ris", "TY  - JOUR\nTI  - Dugré\nER  - ".encode("cp1252")
    )
    assert imported.reference.title == "Dugré"
    assert (told.rule, told.severity) == ("not-utf-8", "advice")


def test_keys_are_made_of_author_and_year() -> None:
    """Plain small letters; a, b and c where the key is taken; the title at need."""
    names = ["Dugré", "Dugre", "Dugré", "Ørsted", "Straße", "李"]
    items = [
        f'{{"type": "book", "title": "Cramp {n}", "issued": {{"raw": "2020"}},'
        f' "author": [{{"family": "{name}"}}]}}'
        for n, name in enumerate(names)
    ]
    items.append('{"type": "book", "title": "On the cramps", "id": "con"}')
    imported, _ = read("a.json", f"[{', '.join(items)}]")
    assert [each.key for each in imported] == [
        *("dugre2020", "dugre2020a", "dugre2020b", "orsted2020", "strasse2020"),
        *("cramp2020", "cramps"),
    ]


def test_what_is_here_already_is_left_alone() -> None:
    """By DOI, PubMed number, title and key: four times advice, with the file's name."""
    known = one(
        "a.json",
        (FORMATS / "library.json").read_bytes()[:0]
        or b"""
        {"type": "article-journal", "title": "Cramp!", "DOI": "10.1000/ABC",
         "PMID": "1", "author": [{"family": "Doe"}], "issued": {"raw": "2020"}}""",
    )
    text = """[
        {"type": "book", "title": "A", "DOI": "10.1000/abc"},
        {"type": "book", "title": "B", "PMID": "1"},
        {"type": "book", "title": "cramp", "author": [{"family": "Doe", "given": "J"}],
         "issued": {"date-parts": [[2020, 1, 1]]}},
        {"type": "book", "title": "D", "id": "DOE2020"},
        {"type": "book", "title": "E", "id": "new"},
        {"type": "book", "title": "E", "id": "newer"}
    ]"""
    files = [("a.json", text)]
    imported, problems = importing.plan(files, {"doe2020": known}, "my/heel", TODAY)
    assert [each.key for each in imported] == ["new"]
    assert [(p.rule, p.severity, p.place.line, p.message) for p in problems] == [
        ("already-here", "advice", line, f"already here as my/heel/references/{where}")
        for line, where in (
            (2, "doe2020.md"),
            (3, "doe2020.md"),
            (4, "doe2020.md"),
            (6, "doe2020.md, by its key"),
            (8, "new.md"),
        )
    ]


def test_the_same_key_twice_is_two_sources() -> None:
    """Two entries of one file that share a key are told apart by a letter."""
    imported, problems = read("a.bib", "@book{a, title={x}}\n@book{a, title={y}}")
    assert [each.key for each in imported] == ["a", "aa"]
    assert [(each.rule, each.severity) for each in problems] == [
        ("key-twice", "advice")
    ]


@pytest.mark.parametrize(
    ("name", "text", "line", "rule", "words"),
    [
        ("a.bib", "\n@article{x, title = {a", 2, "broken-entry", "to its end"),
        ("a.bib", "@book{x, title={a}, title={b}}", 1, "broken-entry", "twice"),
        ("a.bib", f"@book{{x, title={DEEP}}}", 1, "broken-entry", "too often"),
        ("a.bib", "@movie{x, title={a}}", 1, "unknown-type", "movie"),
        ("a.bib", "\n\n@book{x, author={A}}", 3, "missing-title", "no title"),
        ("a.bib", "words", 1, "no-entries", "no entry"),
        ("a.bib", "", 1, "unreadable-file", "empty"),
        ("a.bib", " \n", 1, "unreadable-file", "empty"),
        ("a.bib", b"PK\x03\x04\0\0", 1, "unreadable-file", "no text"),
        ("a.bib", "TY  - JOUR\nER  - ", 1, "no-entries", "no entry"),
        ("a.ris", "TY  - JOUR\nTI  - x", 1, "broken-entry", "never ends"),
        ("a.ris", "TY  - MUSIC\nTI  - x\nER  - ", 1, "unknown-type", "MUSIC"),
        ("a.ris", "TY  - JOUR\nER  - ", 1, "missing-title", "no title"),
        ("a.json", '[{"type": "book",', 1, "broken-entry", "isn't JSON"),
        ("a.json", '[1]', 1, "broken-entry", "must be an object"),
        ("a.json", "[" * 100_000, 1, "broken-entry", "nested"),
        ("a.json", f'[{{"volume": {"9" * 5000}}}]', 1, "broken-entry", "too long"),
        ("a.json", '{"title": "x"}', 1, "unknown-type", "can't be imported"),
        ("a.xml", "<a/>", 1, "no-entries", "no entry"),
        ("a.xml", "<xml><records><record>", 1, "broken-entry", "can't be read"),
        ("a.doc", "<a/>", 1, "unknown-format", "none of the formats"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(
    name: str, text: str | bytes, line: int, rule: str, words: str
) -> None:
    """Each mistake is an error with its line, and nothing comes of it."""
    imported, problems = read(name, text)
    found = [each for each in problems if each.rule == rule]
    assert imported == []
    assert [(each.place.path, each.place.line) for each in found] == [(name, line)]
    assert words in found[0].message
    assert found[0].hint
    assert found[0].severity == "error"


def test_a_wrong_ending_is_explained() -> None:
    """A file of another format is named by what its text looks like."""
    _, (problem,) = read("a.bib", "TY  - JOUR\nTI  - x\nER  - ")
    assert problem.hint == "by its text, the file's name should end in .ris"


def test_a_text_file_is_known_by_its_text() -> None:
    """PubMed saves its format as .txt: the first lines tell."""
    assert one("pubmed.txt", "PMID- 1\nTI  - Cramp").title == "Cramp"


def test_what_is_not_well_formed_is_left_out_and_told() -> None:
    """A broken field costs the field, not the source; of a date, the year stays."""
    text = """{"type": "book", "title": "Cramp", "DOI": "none", "PMID": "x",
        "volume": {}, "issued": {"date-parts": [[2020, 13, 40]]}, "URL": "a b",
        "custom": {"ibid": {"status": ["?"], "not-confirmed": 5, "checked": "x"}}}"""
    (imported,), problems = read("a.json", text)
    assert imported.reference.issued == "2020"
    assert imported.reference.status is Status.CURRENT
    assert imported.reference.checked == TODAY
    assert sorted(p.message.split('"')[1] for p in problems) == [
        *("DOI", "PMID", "URL", "checked", "issued", "not-confirmed", "status"),
        "volume",
    ]
    assert {(p.rule, p.severity) for p in problems} == {("left-out", "advice")}


def test_a_broken_entry_spares_the_others() -> None:
    """What stands before and after a broken entry is imported all the same."""
    text = "@book{a, title={x}}\n@book{b, title={y\n@book{c, title={z}}"
    imported, (problem,) = read("a.bib", text)
    assert [each.key for each in imported] == ["a", "c"]
    assert (problem.rule, problem.place.line) == ("broken-entry", 2)


@settings(max_examples=100)
@given(
    name=st.sampled_from(["library.bib", "library.ris", "library.json", "pubmed.nbib"]),
    cut=st.tuples(st.integers(0, 1500), st.integers(0, 1500)),
    junk=st.one_of(st.text(max_size=8), st.text('@{}",=#\\%$&-\n []:0aT', max_size=8)),
)
def test_no_damage_raises(name: str, cut: tuple[int, int], junk: str) -> None:
    """However a file is cut and spoiled, the outcome is references and problems."""
    text = (FORMATS / name).read_text(encoding="utf-8")
    start, stop = sorted(cut)
    for problem in read(name, text[:start] + junk + text[stop:])[1]:
        assert problem.place.path == name
        assert problem.message


@given(st.binary(max_size=40), st.sampled_from([".bib", ".ris", ".nbib", ".json"]))
def test_no_bytes_raise(data: bytes, ending: str) -> None:
    """Files that are no text at all are refused, or read for what they hold."""
    read(f"file{ending}", data)


def test_only_bibtex_loads_its_parser() -> None:
    """A build and the other formats never wait for what BibTeX alone needs."""
    code = (
        "import sys\n"
        "from datetime import date\n"
        "from ibid import cli\nfrom ibid.formats import importing\n"
        "for name, text in (('a.ris', 'TY  - JOUR\\nTI  - x\\nER  - '),"
        " ('a.bib', '@book{a, title={x}}')):\n"
        "    imported, problems = importing.read(name, text, date(2026, 11, 22))\n"
        "    loaded = {'bibtexparser', 'pylatexenc'} & set(sys.modules)\n"
        "    print(len(imported), len(problems), sorted(loaded))\n"
    )
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [
        "1 0 []",
        "1 0 ['bibtexparser', 'pylatexenc']",
    ]


def test_the_parser_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """What bibtexparser logs is told as a problem, not printed."""
    read("a.bib", "@book{b, title={y\n@book{c, title={z}}")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("sign", ["\U0010ffff", "\u115f", "\ufe0f", "\ue000", "\x08"])
def test_a_sign_that_a_guide_refuses_is_not_taken_over(sign: str) -> None:
    """Else the guide would stop at a file that nobody wrote by hand."""
    title = json.dumps(f"Nightly c{sign}ramps")
    text = f'[{{"type": "book", "title": {title}, "issued": {{"raw": "2024"}}}}]'
    (one,), _ = importing.read("a.json", text, TODAY)
    assert one.reference.title == "Nightly cramps"
    assert sign not in one.text


@pytest.mark.parametrize("sign", ["\uff4d", "\U0001d426", "ⓜ", "m\u0336", "🅼"])
def test_a_letter_in_another_dress_is_taken_over_as_it_is_on_a_keyboard(
    sign: str,
) -> None:
    """Databases of East Asia have wide letters and digits, which a guide refuses."""
    title = json.dumps(f"Nightly cra{sign}ps \uff11\uff10\uff20ⅳ²")
    text = f'[{{"type": "book", "title": {title}, "issued": {{"raw": "2024"}}}}]'
    (one,), _ = importing.read("a.json", text, TODAY)
    assert one.reference.title.lower() == "nightly cramps 10@ⅳ²"
    assert sign not in one.text
