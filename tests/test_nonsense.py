"""Fields that hold nonsense: each is told once, where it stands, with a remedy."""

import re
from collections.abc import Mapping

import pytest

from ibid.content.numbering import bare, is_isbn
from ibid.formats.items import tidy
from ibid.problems import Problem
from tests.test_rules.guide import TEXTS, examine

LEE, COLD = "references/lee2020.md", "remedies/cold.md"
CARD, ROLL = "cards/calf-cramp.md", "exercises/roll.md"
WEEKS, SITE = "programmes/evenings.md", "site.yaml"

NONSENSE = {
    LEE: """
        page: 248-243; page: 248-43; page: soon; page: -7; page: pp. 5-7; page: 5-
        page: 98–82
        volume: vol 5; volume: soon; volume: -7; volume: Volume 12; volume: Bd. 3
        volume: 12(3); issue: no. 5; issue: soon; issue: -7; issue: issue 3
        number: -7; edition: 2nd ed.; edition: -7; issued: 0021; issued: 20204
        issued: 3020; PMCID: soon; PMCID: "4532703"; PMCID: PMC; PMID: "09120993"
        PMID: "0"; PMID: 12a45; DOI: 10.1000/lee2020.; DOI: 10.0100/lee2020
        DOI: https://doi.org/10.1000/lee2020; URL: https://www.; URL: https://www
        URL: https://nhs; URL: https://www.nhs..uk/; URL: https://https://www.nhs.uk
        URL: https://www.nhs.uk); URL: https://commons,wku.edu/; URL: www.nhs.uk
        ISBN: 978-0-306-40615-8; ISBN: "0306406153"; ISBN: 12345; ISBN: soon
        checked: 0021-11-22; accessed: 2027-01-01
        checked-at: -7; checked-at: [1, 2]; not-seen: [1, 2]; not-seen: ["-"]
        not-confirmed: [volume, issue, volume]; author: Lee J, Smith K
        author: [{family: Lee J}]; author: [{family: "Lee, J", given: J}]
        author: [{given: J}]; author: [{}]; author: [{family: "12", given: J}]
        author: [{family: Lee, given: J, literal: Lee J}]
        author: [{literal: "Lee J, Smith K"}]; author: [{family: et al}]
        author: [{family: Lee et al., given: J}]; author: [{family: Lee, given: "7"}]
        container-title: -7; publisher: -7; publisher-place: "12"; funding: -7
    """,
    COLD: """
        without_it: soon; who_should_not: soon; title: -7; short_title: -7; order: -7
        order: 99999999; related: [cold.md]; related: [1, 2]; aliases: {1: 2}
        also: [1, 2]; also: [ice, bath, ice]; published: 0021-11-22
        publish_on: 0021-01-01; cautions: [1, 2]; cautions: ["Wrap the ice", Go.]
        effects: [{who: "12", unit: a, estimate: -1, source: "[@lee2020]"}]
        effects: [{who: A, unit: a, estimate: nan, source: "[@lee2020]"}]
        effects: [{who: A, unit: a, estimate: 1e99, source: "[@lee2020]"}]
    """,
    CARD: "hold: -7; hold_seconds: -7; diary: {weeks: 6, marks: [x], decide: '-7'}",
    ROLL: """
        dose: {repeat: -7}; dose: {hold: 0 seconds}; dose: {repeat: -5 times}; dose: {}
        counted: {repeat: -5}; counted: {repeat: five}; easier: -7; purpose: -7
        easier: {text: Sit., page: roll.md}; position: soon; stop_rule: soon
    """,
    WEEKS: "decide: [1, 2]; decide: [Go on]; stop_rule: -7",
    SITE: """
        base_url: https://www.; base_url: https://small.example/?a=b
        base_url: https://small.example/#x
        authors: [{name: "-7", medically_qualified: false}]
        authors: [{name: A, medically_qualified: true}]
        title: -7; tagline: -7; licence: -7; routes: [{label: "-7", page: about.md}]
        numbers: {emergency: soon}
    """,
}
FIELDS = [
    (path, one.strip())
    for path, lines in NONSENSE.items()
    for line in lines.split("\n")
    for one in re.split(r";(?= )", line)
    if one.strip()
]


def put(text: str, field: str) -> str:
    """The text of a file with a line of its fields in place of the one it has."""
    name = field.partition(":")[0]
    own = re.compile(rf"^{re.escape(name)}:.*\n(?:[ ]+.*\n)*", re.MULTILINE)
    if own.search(text):
        return own.sub(lambda _: f"{field}\n", text, count=1)
    if not text.startswith("---"):
        return f"{text}{field}\n"
    first, rest = text.split("\n", 1)
    return f"{first}\n{field}\n{rest}"


def told(texts: Mapping[str, str]) -> list[Problem]:
    """What is said of a guide, but for a key that says another author or year."""
    return [one for one in examine(texts) if one.rule != "contradicted-key"]


@pytest.mark.parametrize(("path", "field"), FIELDS)
def test_nonsense_in_a_field_is_told_once_where_it_stands(
    path: str, field: str
) -> None:
    text = put(TEXTS[path], field)
    (problem,) = told({**TEXTS, path: text})
    assert text.split("\n")[problem.place.line - 1].startswith(
        field.split(": ", maxsplit=1)[0]
    )
    assert problem.place.path.endswith(path)
    assert problem.hint


@pytest.mark.parametrize(
    ("field", "rule", "where"),
    [
        ("accessed: 2017-01-01", "issued-after-check", "issued"),
        ("archive-date: 2027-01-01", "check-in-future", "archive-date"),
        ("status-note: All is well.", "contradicted-standing", "status"),
        ("notice: 10.1000/x", "contradicted-standing", "status"),
        ("replaced-by: poe2019", "contradicted-standing", "status"),
        ("replaced-by: lee2020", "unknown-replacement", "replaced-by"),
    ],
)
def test_fields_that_contradict_each_other(field: str, rule: str, where: str) -> None:
    text = put(TEXTS[LEE], field)
    found = [one for one in examine({**TEXTS, LEE: text}) if one.rule == rule]
    lines = [text.split("\n")[one.place.line - 1] for one in found]
    assert [line.partition(":")[0] for line in lines] == [where]


SENSE = {
    LEE: """
        page: 1629-35; page: S12-S15; page: e0178465; page: 12-15, 18; page: iv-xii
        page: 12 — 15
        page: CD009402; volume: XII; volume: 5 Suppl 1; issue: Suppl; issue: 6A
        issue: Spring; edition: revised; edition: 2; issued: 1543; PMCID: PMC4532703
        URL: http://localhost:8000/x; URL: https://www.nhs.uk./; URL: http://[::1]/
        URL: https://www.bbc.co.uk/a?b=c#d; URL: https://münchen.example
        URL: http://192.168.0.1:80/; ISBN: 978-0-306-40615-7; ISBN: 0-306-40615-2
        ISBN: 080442957X; accessed: 2020-01-01
        author: [{literal: Diabetes UK}]; author: [{family: van der Schans, given: CP}]
        author: [{family: O'Neil}]; author: [{literal: "NHS, Sport and Health"}]
    """,
    COLD: "without_it: Most pass soon.; also: [ice, bath]; order: 0; also: [B12]",
    ROLL: "dose: {repeat: 5 times, hold: 0.5 seconds, days: as you like}",
    SITE: "base_url: https://small.example/guide/",
}


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (path, one.strip())
        for path, lines in SENSE.items()
        for line in lines.split("\n")
        for one in re.split(r";(?= )", line)
        if one.strip()
    ],
)
def test_what_may_be_right_is_let_pass(path: str, field: str) -> None:
    dose = ("- page: ../exercises/roll.md\n        dose: {repeat: 5 times}",)
    evenings = TEXTS[WEEKS].replace(dose[0], "- page: ../exercises/roll.md")
    assert told({**TEXTS, WEEKS: evenings, path: put(TEXTS[path], field)}) == []


@pytest.mark.parametrize(
    ("field", "written", "read"),
    [
        ("volume", "Vol. 5", "5"),
        ("issue", "No. 3", "3"),
        ("page", "pp. 5-7", "5-7"),
        ("page", "p. 12", "12"),
        ("edition", "2nd ed.", "2"),
        ("ISBN", "9780306406157 (pbk.), 0306406152", "9780306406157"),
    ],
)
def test_an_imported_number_loses_its_label(
    field: str, written: str, read: str
) -> None:
    assert tidy({"type": "book", "title": "Feet", field: written})[field] == read


def test_a_number_is_bare_only_without_its_label() -> None:
    assert bare("vol 5", "volume") == "5"
    assert bare("5", "volume") == "5"
    assert bare("Vols of it", "volume") == "Vols of it"
    assert not is_isbn("9780306406158")
