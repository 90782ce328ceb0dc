"""What a record says, and where a reference differs from it."""

import json
import string
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibid.commands import Commands
from ibid.content.reference import Reference
from ibid.problems import Problem
from ibid.reading import front_matter, validation
from ibid.reading.front_matter import Document
from ibid.records import crossref, pubmed, snapshots
from ibid.records.answers import Fault, Fields, Record
from ibid.records.comparing import compare
from ibid.records.likeness import is_taken_back, same_family, same_journal, same_title
from ibid.records.notices import Standing
from ibid.records.standing import is_notice_of, reported

ANSWERS = Path(__file__).parent / "verify"
TODAY = date(2026, 11, 22)
COMMANDS = Commands("build.py", "content")
DOI = "10.5555/cramp.2020.17"
PMID = "900000001"
REFERENCE = """\
---
type: article-journal
title: "A trial of nothing in particular: a made-up randomized study"
author:
  - {family: Sample, given: A}
container-title: Journal of Invented Trials and Reviews
issued: 2020
DOI: 10.5555/cramp.2020.17
PMID: "900000001"
status: current
confirmed: true
checked: 2026-11-22
---

It found nothing.
"""


def read(text: str) -> tuple[Document, Reference]:
    found, problems = front_matter.parse(
        "content/references/s.md", "references/s.md", text
    )
    assert problems == ()
    assert found is not None
    reference, problems = validation.read(found, Reference)
    assert problems == ()
    assert isinstance(reference, Reference)
    return found, reference


def record(**answers: Any) -> Record:
    """A record of 22 November 2026 with these fields from each service."""
    addresses = {
        "crossref": "https://api.crossref.org/works/10.5555%2Fcramp.2020.17",
        "pubmed": f"https://e.example/efetch.fcgi?db=pubmed&id={PMID}&retmode=xml",
    }
    row = {
        key: {"address": addresses[key], "fields": fields}
        for key, fields in answers.items()
    }
    return Record.model_validate({"fetched": "2026-11-22", **row})


def work(name: str) -> Fields:
    fields = crossref.read_work((ANSWERS / name).read_bytes())
    assert isinstance(fields, Fields)
    return fields


def article(name: str, pmid: str = PMID) -> Fields:
    fields = pubmed.read_articles((ANSWERS / name).read_bytes(), pmid)
    assert isinstance(fields, Fields)
    return fields


def found(text: str, kept: Record) -> list[Problem]:
    return list(compare(*read(text), kept, COMMANDS))


def marked(problem: Problem) -> str:
    """The text under the carets."""
    place = problem.place
    return place.source[place.column - 1 : place.column - 1 + place.length]


CLEAN = record(
    crossref=work("crossref-work.json"), pubmed=article("pubmed-article.xml")
)


def test_crossref_s_answer_becomes_the_fields_we_compare() -> None:
    fields = work("crossref-work.json")
    assert fields.title[0] == (
        "A <i>Trial</i> of Nothing in Particular: A Made-up Randomized Study"
    )
    assert fields.first_author == "Sample"
    assert fields.years == ("2020", "2019")
    assert fields.container_title == (
        "The Journal of Invented Trials &amp; Reviews",
        "J Invent Trials Rev",
    )
    assert (fields.type, fields.page) == (("journal-article",), "101-109")
    assert (fields.volume, fields.issue, fields.DOI) == ("12", "2", DOI)


def test_pubmed_s_answer_becomes_the_fields_we_compare() -> None:
    fields = article("pubmed-article.xml")
    assert fields.title == (
        "A Trial of Nothing in Particular: A Made-up Randomized Study.",
    )
    assert fields.first_author == "Sample"
    assert fields.years == ("2019", "2020")
    assert fields.type == ("Journal Article", "Randomized Controlled Trial")
    assert (fields.page, fields.DOI, fields.PMID) == ("101-109", DOI, PMID)
    assert fields.comments_corrections == ()


def test_a_chapter_on_pubmed_s_bookshelf_is_read_too() -> None:
    fields = article("pubmed-book.xml", "900000003")
    assert fields.title == ("Muscle Cramps",)
    assert fields.container_title == ("The Book of Cramps",)
    assert (fields.first_author, fields.years) == ("Specimen", ("2024", "2023"))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b'"x"',
        b'{"message": {}}',
        b'{"message": {"title": []}}',
        b'{"message": {"title": ["A',
        b'{"message": []}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_an_answer_that_is_no_work_is_a_fault(body: bytes) -> None:
    assert isinstance(crossref.read_work(body), Fault)
    assert crossref.read_agency(body) == ""


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"{}",
        b"<ERROR/>",
        b"<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>",
        b'<!DOCTYPE a [<!ENTITY x "y">]><PubmedArticleSet/>',
        (ANSWERS / "pubmed-article.xml").read_bytes()[:900],
        (ANSWERS / "pubmed-book.xml").read_bytes(),
    ],
)
def test_an_answer_that_is_no_article_is_a_fault(body: bytes) -> None:
    assert isinstance(pubmed.read_articles(body, PMID), Fault)


def test_an_empty_set_means_that_pubmed_knows_no_such_article() -> None:
    assert pubmed.read_articles(b"<PubmedArticleSet></PubmedArticleSet>", PMID) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["title", "author", "issued", "date-parts", "DOI", "is-retracted-by"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON, JSON)
def test_no_shape_of_answer_makes_crossref_s_reader_raise(one: Any, other: Any) -> None:
    message = {"title": ["T"], "updated-by": one, "author": other, "relation": one}
    message |= {"issued": other, "update-to": other, "type": one, "DOI": other}
    crossref.read_work(json.dumps({"message": one}).encode())
    assert isinstance(
        crossref.read_work(json.dumps({"message": message}).encode()), Fields
    )


def test_a_record_comes_back_from_its_text_as_it_was() -> None:
    text = snapshots.as_text(CLEAN)
    assert snapshots.parse("s.record.json", text, COMMANDS) == (CLEAN, ())
    assert text.startswith('{\n  "fetched": "2026-11-22",\n  "crossref": {\n')
    assert '"first-author": "Sample"' in text


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('{\n  "fetched": }', 2, 14),
        ("", 1, 1),
        ("[]", 1, 1),
        ('{\n "crossref": null}', 1, 1),
        ('{"fetched": "2026-11-22",\n "notes": "mine"}', 2, 2),
        ('{"fetched":\n "yesterday"}', 1, 2),
    ],
)
def test_a_record_that_somebody_edited_is_refused_where_it_is_wrong(
    text: str, line: int, column: int
) -> None:
    path = "heel/references/s.record.json"
    commands = Commands("ibid", "heel")
    kept, problems = snapshots.parse(path, text, commands)
    assert kept is None
    (problem,) = problems
    assert (problem.rule, problem.severity) == ("record-unreadable", "error")
    assert (problem.place.line, problem.place.column) == (line, column)
    assert "run `ibid verify s --content heel`;" in problem.hint


def test_a_reference_that_agrees_with_its_record_has_no_problem() -> None:
    assert found(REFERENCE, CLEAN) == []
    assert list(snapshots.old(*read(REFERENCE), CLEAN, TODAY, COMMANDS)) == []


@pytest.mark.parametrize(
    ("old", "new", "at", "line"),
    [
        (
            '"A trial of nothing in particular: a made-up randomized study"',
            "The role of potassium in leg cramps",
            "The role of potassium in leg cramps",
            'title: "A Trial of Nothing in Particular: A Made-up Randomized Study"',
        ),
        ("Sample", "Lopes", "Lopes", "family: Sample"),
        ("issued: 2020", "issued: 2023", "2023", "issued: 2020"),
        (
            "Journal of Invented Trials and Reviews",
            "Annals of Sleep",
            "Annals of Sleep",
            "container-title: The Journal of Invented Trials & Reviews",
        ),
    ],
)
def test_each_difference_is_shown_where_it_stands_with_the_line_to_copy(
    old: str, new: str, at: str, line: str
) -> None:
    (problem,) = found(REFERENCE.replace(old, new), CLEAN)
    assert (problem.rule, problem.severity) == ("record-mismatch", "error")
    assert marked(problem) == at
    assert "Crossref and PubMed say" in problem.message
    assert f"`{line}`" in problem.hint


def test_a_field_that_nobody_has_confirmed_is_not_compared() -> None:
    text = REFERENCE.replace("issued: 2020\n", "")
    text = text.replace("author:\n  - {family: Sample, given: A}\n", "")
    text = text.replace("container-title: Journal of Invented Trials and Reviews\n", "")
    assert found(text, CLEAN) == []


@pytest.mark.parametrize("year", ["2019", "2020", "2019-12-03"])
def test_the_year_online_is_as_good_as_the_year_in_print(year: str) -> None:
    assert found(REFERENCE.replace("issued: 2020", f"issued: {year}"), CLEAN) == []


def test_one_service_that_agrees_is_enough() -> None:
    """Crossref's titles are at times cut short or garbled; then PubMed's counts."""
    garbled = CLEAN.crossref and CLEAN.crossref.fields
    assert garbled is not None
    kept = record(
        crossref=garbled.model_copy(update={"title": ("No title",)}),
        pubmed=article("pubmed-article.xml"),
    )
    assert found(REFERENCE, kept) == []


def test_a_pmid_that_belongs_to_another_paper_is_the_mistake_not_the_citation() -> None:
    other = Fields.model_validate(
        {"title": ["Sleep in cats"], "first-author": "Purr", "years": ["1999"]}
    )
    kept = record(crossref=work("crossref-work.json"), pubmed=other)
    (problem,) = found(REFERENCE, kept)
    assert marked(problem) == f'"{PMID}"'
    assert '"Sleep in cats"' in problem.message


def test_a_pmid_of_another_version_is_found_by_its_doi() -> None:
    text = REFERENCE.replace(DOI, "10.5555/cramp.2020.17.pub2")
    kept = record(pubmed=article("pubmed-article.xml"))
    problems = [p for p in found(text, kept) if p.rule == "record-mismatch"]
    assert [marked(problem) for problem in problems] == [f'"{PMID}"']
    assert DOI in problems[0].message


def test_a_doi_that_crossref_does_not_know_is_a_mistake() -> None:
    (problem,) = found(
        REFERENCE.replace('PMID: "900000001"\n', ""), record(crossref=None)
    )
    assert marked(problem) == DOI
    assert problem.message.startswith("unknown to Crossref")
    assert problem.severity == "error"


def test_a_doi_of_another_agency_is_no_mistake() -> None:
    row = record(crossref=None).model_dump(mode="json")
    row["crossref"]["agency"] = "datacite"
    text = REFERENCE.replace('PMID: "900000001"\n', "")
    assert found(text, Record.model_validate(row)) == []


def test_a_record_of_the_doi_that_stood_here_before_says_nothing() -> None:
    text = REFERENCE.replace(DOI, "10.5555/other").replace('PMID: "900000001"\n', "")
    (problem,) = found(text, CLEAN)
    assert (problem.rule, problem.severity) == ("record-missing", "advice")
    assert "10.5555/other" in problem.message


@pytest.mark.parametrize(
    ("day", "count"), [(date(2027, 5, 21), 0), (date(2027, 5, 22), 1)]
)
def test_a_record_is_old_after_180_days(day: date, count: int) -> None:
    problems = list(snapshots.old(*read(REFERENCE), CLEAN, day, COMMANDS))
    assert [p.rule for p in problems] == ["record-old"] * count
    assert all(p.severity == "advice" for p in problems)


def notice(kind: str, doi: str = "10.5555/notice") -> dict[str, str]:
    return {"kind": kind, "DOI": doi}


def plain(**more: Any) -> Fields:
    row = {"title": ["A trial of nothing in particular"], "DOI": DOI}
    return Fields.model_validate(
        row | {k.replace("_", "-"): v for k, v in more.items()}
    )


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        (work("crossref-work.json"), Standing.CURRENT),
        (work("crossref-retracted.json"), Standing.RETRACTED),
        (article("pubmed-article.xml"), Standing.CURRENT),
        (article("pubmed-retracted.xml"), Standing.REPLACED),
        (plain(updated_by=[notice("Correction")]), Standing.CORRECTED),
        (plain(updated_by=[notice("partial_retraction")]), Standing.CORRECTED),
        (plain(updated_by=[notice("expression_of_concern")]), Standing.CONCERN),
        (plain(updated_by=[notice("withdrawal")]), Standing.RETRACTED),
        (plain(updated_by=[notice("removal")]), Standing.RETRACTED),
        (plain(updated_by=[notice("new_version")]), Standing.SUPERSEDED),
        (plain(updated_by=[notice("clarification")]), Standing.CURRENT),
        (plain(update_to=[notice("retraction", DOI.upper())]), Standing.RETRACTED),
        (plain(update_to=[notice("retraction", "10.5555/other")]), Standing.CURRENT),
        (plain(relation=[notice("is-retracted-by")]), Standing.RETRACTED),
        (plain(comments_corrections=[notice("ErratumIn")]), Standing.CORRECTED),
        (plain(comments_corrections=[notice("UpdateIn")]), Standing.SUPERSEDED),
        (plain(comments_corrections=[notice("UpdateOf")]), Standing.CURRENT),
        (plain(type=["Retracted Publication"]), Standing.RETRACTED),
        (plain(title=["WITHDRAWN: A trial of nothing"]), Standing.RETRACTED),
    ],
)
def test_the_gravest_report_of_a_record_counts(
    fields: Fields, standing: Standing
) -> None:
    assert reported(fields).standing is standing


def test_a_retraction_that_the_status_does_not_admit_is_an_error_at_the_status() -> (
    None
):
    kept = record(
        crossref=work("crossref-retracted.json"),
        pubmed=article("pubmed-retracted.xml"),
    )
    (problem,) = found(REFERENCE, kept)
    assert (problem.rule, problem.severity) == ("record-standing", "error")
    assert marked(problem) == "current"
    assert problem.message == (
        'PubMed reports: retracted and replaced. The status here is "current"'
    )
    assert problem.hint == (
        "read the notice (10.5555/cramp.2022.8), then write "
        "`status: retracted-and-replaced` and a `status-note`, "
        "and `notice: 10.5555/cramp.2022.8`"
    )


@pytest.mark.parametrize(
    ("reports", "status", "problems"),
    [
        ("retraction", "current", 1),
        ("retraction", "corrected", 1),
        ("retraction", "superseded", 1),
        ("retraction", "retracted", 0),
        ("retraction", "retracted-and-replaced", 0),
        ("retraction", "not-found", 0),
        ("RetractedandRepublishedIn", "retracted", 0),
        ("erratum", "current", 1),
        ("erratum", "corrected", 0),
        ("erratum", "superseded", 0),
        ("new_version", "corrected", 1),
        ("new_version", "superseded", 0),
        ("expression_of_concern", "corrected", 1),
        ("expression_of_concern", "expression-of-concern", 0),
        ("retraction", "expression-of-concern", 1),
        ("expression_of_concern", "current", 1),
        ("addendum", "current", 0),
    ],
)
def test_a_status_must_admit_what_is_reported_and_may_say_more(
    reports: str, status: str, problems: int
) -> None:
    text = REFERENCE.replace("status: current", f"status: {status}")
    kept = record(crossref=plain(updated_by=[notice(reports)]))
    text = text.replace('PMID: "900000001"\n', "")
    assert [p.rule for p in found(text, kept)] == ["record-standing"] * problems


@pytest.mark.parametrize("status", ["corrected", "superseded", "retracted"])
def test_a_silent_record_never_overrules_what_a_person_wrote(status: str) -> None:
    assert found(REFERENCE.replace("status: current", f"status: {status}"), CLEAN) == []


def test_a_doubt_that_the_reference_names_is_admitted() -> None:
    text = REFERENCE.replace('PMID: "900000001"\n', "")
    kept = record(crossref=plain(updated_by=[notice("expression_of_concern")]))
    (problem,) = found(text, kept)
    assert "expression of concern" in problem.message
    assert "status: expression-of-concern" in problem.hint
    told = "status: expression-of-concern\nstatus-note: The editors doubt the figures."
    assert found(text.replace("status: current", told), kept) == []


def test_citing_the_notice_instead_of_the_paper_gets_advice() -> None:
    fields = plain(update_to=[notice("retraction", "10.5555/paper")])
    text = REFERENCE.replace('PMID: "900000001"\n', "")
    (problem,) = found(text, record(crossref=fields))
    assert (problem.rule, problem.severity) == ("record-standing", "advice")
    assert "10.5555/paper" in problem.message
    assert is_notice_of(plain(comments_corrections=[notice("RetractionOf")]))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "Magnesium for skeletal muscle cramps",
            "MAGNESIUM FOR SKELETAL MUSCLE CRAMPS.",
            1,
        ),
        ("Quinine for muscle cramps", "Quinine for muscle <i>cramps</i>", 1),
        ("Cramps &amp; sleep in adults", "Cramps and sleep in adults", 1),
        ("Étude de la crampe nocturne", "Etude de la crampe nocturne", 1),
        ("A double-blind study", "A double blind study", 1),
        ("Vitamin K2 in leg cramps: a trial", "Vitamin K2 in leg cramps – A Trial", 1),
        ("Vitamin K2 in leg cramps", "Vitamin K2 in leg cramps. A trial", 1),
        ("RETRACTED ARTICLE: A study of cramp", "A study of cramp", 1),
        ("[WITHDRAWN] A study of cramp", "A study of cramp", 1),
        ("A study of cramp (Retracted article)", "A study of cramp", 1),
        (
            "Muscle cramps: causes and prevention",
            "Muscle cramps: causes, prevention",
            0,
        ),
        ("Cramps: a review", "Cramps", 0),
        ("Magnesium for cramps", "Quinine for cramps", 0),
        ("Removed teeth and cramps", "Teeth and cramps", 0),
        ("夜間こむら返り", "夜間こむら返り", 1),
        ("夜間こむら返り", "筋痙攣", 0),
        ("?", "!", 0),
    ],
)
def test_titles_are_compared_as_a_reader_would(one: str, other: str, same: int) -> None:
    assert same_title(one, other) == same_title(other, one) == bool(same)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Dugré", "DUGRE", 1),
        ("El-Tawil", "Tawil", 1),
        ("van Dyke", "Van Dyke", 1),
        ("Hallegraeff", "Hallegraeff Jr", 1),
        ("Sørensen", "Sorensen", 1),
        ("O'Connor", "O’Connor", 1),
        ("Le", "Li", 0),
        ("Tan", "Lopes", 0),
    ],
)
def test_family_names_are_compared_as_a_reader_would(
    one: str, other: str, same: int
) -> None:
    assert same_family(one, other) == same_family(other, one) == bool(same)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("British Journal of Sports Medicine", "Br J Sports Med", 1),
        ("BMJ", "BMJ (Clinical research ed.)", 1),
        ("The Lancet", "Lancet (London, England)", 1),
        ("Medicine & Science in Sports & Exercise", "Med Sci Sports Exerc", 1),
        ("JAMA", "Journal of the American Medical Association", 1),
        ("Journal of Physiotherapy", "J Physiother", 1),
        ("Nutrients", "Nutrients", 1),
        ("Neurology", "Neurol", 1),
        ("European Journal of Pain", "European journal of pain : official journal", 1),
        (
            "Proc Natl Acad Sci U S A",
            "Proceedings of the National Academy of Sciences",
            0,
        ),
        ("Sports Medicine", "Sports Medicine - Open", 0),
        ("JAMA Internal Medicine", "Archives of Internal Medicine", 0),
        ("JAMA Internal Medicine", "JAMA Intern Med", 1),
        ("Pain", "Palliation", 0),
        ("Sleep", "Sleep Medicine", 0),
        ("Journal A: Medical", "Journal A: Biological", 0),
    ],
)
def test_journals_are_compared_as_a_reader_would(
    one: str, other: str, same: int
) -> None:
    assert same_journal(one, other) == same_journal(other, one) == bool(same)


def test_a_title_that_only_speaks_of_retraction_is_not_taken_back() -> None:
    assert not is_taken_back("Retracted papers in medicine: a survey")
    assert is_taken_back("Retracted: papers in medicine")


WORD = st.text(string.ascii_lowercase + "éøß", min_size=4, max_size=9)
WORDS = st.lists(WORD, min_size=3, max_size=6).map(" ".join).map(str.capitalize)
FIELDS = st.builds(
    lambda title, family, year, journal: Fields.model_validate(
        {
            "title": [title],
            "first-author": family.capitalize(),
            "years": [str(year)],
            "container-title": [journal],
            "DOI": DOI,
        }
    ),
    WORDS,
    WORD,
    st.integers(1900, 2026),
    WORDS,
)


def from_record(fields: Fields, **changed: str) -> str:
    """The reference that a careful person would write from the record."""
    values = {
        "title": fields.title[0].upper(),
        "family": fields.first_author,
        "container-title": fields.container_title[0],
        "issued": fields.years[0],
    } | changed
    return (
        f'---\ntype: article-journal\ntitle: "{values["title"]}"\n'
        f'author:\n  - {{family: "{values["family"]}"}}\n'
        f'container-title: "{values["container-title"]}"\nissued: {values["issued"]}\n'
        f"DOI: {DOI}\nstatus: current\nconfirmed: true\nchecked: 2026-11-22\n---\n"
    )


@given(FIELDS)
def test_a_reference_made_from_its_record_has_no_problem(fields: Fields) -> None:
    assert found(from_record(fields), record(crossref=fields)) == []


CHANGES = {
    "title": "Quite another paper on quinine",
    "family": "Zyzzyva",
    "issued": "1899",
    "container-title": "Zeitschrift 1 für 2 Qualen 3",
}


@given(FIELDS, st.sampled_from(sorted(CHANGES)))
def test_each_changed_field_is_one_problem_at_that_field(
    fields: Fields, name: str
) -> None:
    text = from_record(fields, **{name: CHANGES[name]})
    (problem,) = found(text, record(crossref=fields))
    assert problem.rule == "record-mismatch"
    assert marked(problem).strip('"') == CHANGES[name]


OWN = "10.5555/cramp.2020.17"


def of_crossref(kind: str, doi: str, text: str = REFERENCE) -> list[Problem]:
    """What is said of a reference whose record has one link, by this word."""
    kept = record(crossref=plain(updated_by=[{**notice(kind), "DOI": doi}], DOI=OWN))
    return found(text.replace('PMID: "900000001"\n', ""), kept)


@pytest.mark.parametrize("kind", ["new_version", "new_edition", "New-Version"])
def test_a_versioned_journal_does_not_replace_its_own_paper(kind: str) -> None:
    assert of_crossref(kind, OWN) == []
    assert of_crossref(kind, OWN.upper()) == []
    assert [p.rule for p in of_crossref(kind, "10.5555/v2")] == ["record-standing"]


@pytest.mark.parametrize("kind", ["retraction", "withdrawn", "removal", "correction"])
def test_a_paper_is_no_notice_of_itself(kind: str) -> None:
    (problem,) = of_crossref(kind, OWN)
    assert problem.severity == "error"
    assert problem.hint.startswith("find the notice, then ")
    assert OWN not in problem.hint


@pytest.mark.parametrize("kind", ["vanished", "editorial_action", "unpublished"])
def test_an_unknown_word_for_a_notice_is_told(kind: str) -> None:
    (problem,) = of_crossref(kind, "10.5555/notice")
    assert (problem.rule, problem.severity) == ("record-standing", "advice")
    assert f'as "{kind}"' in problem.message


def test_a_person_may_overrule_a_record_until_it_says_more() -> None:
    for day, problems in (("2026-11-22", 0), ("2021-01-01", 1)):
        line = f"record-overruled: {day}\nrecord-overruled-because: Another paper.\n"
        text = REFERENCE.replace("status: current", f"{line}status: current")
        assert len(of_crossref("retraction", "10.5555/notice", text)) == problems


PREPRINT = REFERENCE.replace("type: article-journal", "type: preprint").replace(
    'PMID: "900000001"\n', ""
)


@pytest.mark.parametrize(
    "links",
    [
        {"relation": [{"kind": "is-preprint-of", "DOI": "10.5555/final"}]},
        {
            "relation": [
                {"kind": "is-preprint-of", "DOI": "10.5555/final"},
                {"kind": "is-preprint-of", "DOI": ""},
            ]
        },
        {
            "relation": [{"kind": "is-preprint-of", "DOI": "10.5555/final"}],
            "updated_by": [
                {"kind": "new_version", "DOI": OWN, "source": "", "date": ""}
            ],
        },
    ],
)
def test_a_preprint_that_became_a_paper_is_told(links: dict[str, Any]) -> None:
    """As advice, at the type, with the paper to read; a paper with that word isn't."""
    kept = record(crossref=plain(**links))
    (problem,) = found(PREPRINT, kept)
    assert (problem.rule, problem.severity) == ("record-standing", "advice")
    assert "what this preprint became: 10.5555/final" in problem.message
    assert marked(problem) == "preprint"
    assert found(REFERENCE.replace('PMID: "900000001"\n', ""), kept) == []


@pytest.mark.parametrize("relation", [[], [{"kind": "is-preprint-of", "DOI": ""}]])
def test_a_preprint_that_became_nothing_is_left_alone(
    relation: list[dict[str, str]],
) -> None:
    assert found(PREPRINT, record(crossref=plain(relation=relation))) == []
