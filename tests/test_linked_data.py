"""What a page says of itself to machines, in schema.org's words."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.guides import ROOT

SITE = ROOT / "tests/golden/site"
HOME = "https://small.example/guide/"
PAGES = sorted(
    path.relative_to(SITE).as_posix()
    for path in SITE.rglob("index.html")
    if "application/ld+json" in path.read_text("utf-8")
)
WORK = {
    *("name", "author", "datePublished", "identifier", "url"),
    *("creativeWorkStatus", "correction"),
}
# Of what is said here: every property that schema.org has for the type.
KNOWN = {
    "MedicalWebPage": {
        *("@context", "name", "url", "author", "lastReviewed", "about"),
        *("reviewedBy", "breadcrumb", "datePublished", "mainEntity", "citation"),
    },
    "MedicalCondition": {"name"},
    "Person": {"name", "jobTitle", "honorificSuffix", "identifier"},
    "Organization": {"name"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "HowTo": {"name", "step"},
    "HowToStep": {"text"},
    "ExercisePlan": {
        *("name", "repetitions", "activityFrequency", "activityDuration"),
        "restPeriods",
    },
    "CreativeWork": WORK,
    "ScholarlyArticle": WORK,
    "DefinedTerm": {"name", "termCode"},
}


def data(name: str) -> dict[str, Any]:
    text = (SITE / name).read_text("utf-8")
    start = text.index('<script type="application/ld+json">')
    found: dict[str, Any] = json.loads(text[start:].split(">", 1)[1].split("</")[0])
    return found


def nodes(value: object) -> list[dict[str, Any]]:
    """Every node within, outermost first."""
    if isinstance(value, list):
        return [node for one in value for node in nodes(one)]
    if isinstance(value, dict):
        return [value, *(node for one in value.values() for node in nodes(one))]
    return []


@pytest.mark.parametrize("name", PAGES)
def test_every_node_has_a_known_type_and_its_own_properties(name: str) -> None:
    for node in nodes(data(name)):
        assert node.keys() - {"@type", "@id"} <= KNOWN[node["@type"]], node


@pytest.mark.parametrize("name", PAGES)
def test_the_way_to_a_page_is_told_step_by_step(name: str) -> None:
    """From home to the page itself, which needs no address there."""
    page = data(name)
    if name == "index.html":
        assert "breadcrumb" not in page
        return
    steps = page["breadcrumb"]["itemListElement"]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    assert steps[0]["item"] == HOME
    assert steps[-1] == {**steps[-1], "name": page["name"]}
    assert "item" not in steps[-1]
    for step in steps[:-1]:
        assert (SITE / step["item"].removeprefix(HOME) / "index.html").is_file()


def test_a_source_is_named_by_its_page_which_has_all_of_it() -> None:
    cited = data("remedies/magnesium/index.html")["citation"]
    assert cited
    for work in cited:
        page = data(f"{work['@id'].removeprefix(HOME)}index.html")
        assert page["mainEntity"].items() >= work.items()


def test_a_card_is_a_how_to_with_the_steps_on_it() -> None:
    entity = data("cards/calf-cramp/index.html")["mainEntity"]
    assert entity["@type"] == "HowTo"
    text = (ROOT / "tests/golden/content/cards/calf-cramp.md").read_text("utf-8")
    assert len(entity["step"]) > 1
    for step in entity["step"]:
        assert step["text"].replace("’", "'") in text


def test_an_exercise_is_a_plan_with_its_dose() -> None:
    entity = data("exercises/calf-stretch/index.html")["mainEntity"]
    assert entity["@type"] == "ExercisePlan"
    assert entity.keys() & {"repetitions", "activityDuration", "activityFrequency"}


def test_a_person_is_a_person_and_a_job_no_title_that_was_earned() -> None:
    authors = data("index.html")["author"]
    assert {one["@type"] for one in authors} <= {"Person", "Organization"}
    assert all("honorificSuffix" not in one for one in authors)


def test_what_became_of_a_source_is_a_term_with_its_code() -> None:
    works = [data(name).get("mainEntity", {}) for name in PAGES]
    terms = [one["creativeWorkStatus"] for one in works if "creativeWorkStatus" in one]
    assert terms
    for term in terms:
        assert term["@type"] == "DefinedTerm"
        assert term["name"]
        assert term["termCode"].islower()


def test_the_folder_of_what_is_expected_is_there() -> None:
    assert Path(SITE).is_dir()
    assert len(PAGES) > 10
