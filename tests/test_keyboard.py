"""Help at the keyboard knows every field of the models, and overwrites nothing."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from ibid import keyboard
from ibid.cli import main
from ibid.content.folders import with_sections
from ibid.content.kinds import SECTIONS
from ibid.scaffold import KINDS
from tests.guides import ROOT, SMALL, TODAY, small_guide


def test_the_schemas_take_the_guides_that_there_are() -> None:
    made = keyboard.for_editors("content")
    schema = json.loads(made[".vscode/site.schema.json"])
    settings = yaml.load((SMALL / "site.yaml").read_text("utf-8"), yaml.BaseLoader)
    known = {name for name in settings if name not in schema["properties"]}
    assert known == set()
    jsonschema.Draft202012Validator.check_schema(schema)
    wired = json.loads(made[".vscode/settings.json"])["yaml.schemas"]
    assert set(wired) <= set(made)


class Plain(yaml.SafeLoader):
    """Reads YAML as editors do: a date is a text."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        sign: [one for one in known if not one[0].endswith(":timestamp")]
        for sign, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def told(schema: str, text: str) -> list[str]:
    """Where an editor underlines the text, by the schema that it is given."""
    made = json.loads(keyboard.for_editors("content")[f".vscode/{schema}.schema.json"])
    checker = jsonschema.Draft202012Validator(made)
    # The text is our own file, and the loader is the safe one.
    found = checker.iter_errors(yaml.load(text, Plain))
    return ["/".join(map(str, one.path)) for one in found]


STARTERS = sorted((ROOT / "ibid/starter").glob("??"))


@pytest.mark.parametrize(
    "folder", [SMALL, ROOT / "content", *STARTERS], ids=lambda path: path.name
)
def test_an_editor_underlines_nothing_in_a_right_file(folder: Path) -> None:
    """A form that the program reads, such as a name alone, is right there too."""
    site = (folder / "site.yaml").read_text("utf-8")
    given = {"{today}": "2026-11-22", "{language}": "en-GB", "{emergency}": "112"}
    for hole, value in given.items():
        site = site.replace(hole, value)
    assert told("site", site) == []
    for path in sorted((folder / "policy").glob("*.yaml")):
        assert told("policy", path.read_text("utf-8")) == [], path.name


def test_an_editor_underlines_what_is_wrong() -> None:
    site = (SMALL / "site.yaml").read_text("utf-8")
    assert told("site", f"{site}\nsections: {{tips: pages}}\n") == ["sections/tips"]
    assert told("site", f"{site}\nuncited_days: soon\n") == ["uncited_days"]
    assert told("site", f"{site}\nquick_fix: 7\n") == ["quick_fix"]
    assert told("policy", "red_flags:\n  - {id: x, about: x, level: never}\n") == [
        "red_flags/0/level"
    ]


def test_there_is_a_snippet_for_each_kind_with_the_days_filled_in() -> None:
    snippets = json.loads(
        keyboard.for_editors("content")[".vscode/guide.code-snippets"]
    )
    prefixes = {one["prefix"] for one in snippets.values()}
    assert {f"new-{kind}" for kind in KINDS} | {"insight", "cite", "note"} <= prefixes
    remedy = "\n".join(snippets["A new remedy"]["body"])
    assert "last_reviewed: ${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}" in remedy
    assert not re.search(r"200[01]-", remedy)


def collections(text: str) -> dict[str, Any]:
    return {one["name"]: one for one in yaml.safe_load(text)["collections"]}


def test_the_cms_has_every_field_of_every_section() -> None:
    sections = with_sections({"recipes": "page"})
    made = keyboard.for_cms(sections, "content")
    found = collections(made["content/static/admin/config.yml"])
    assert set(found) == {*SECTIONS, "recipes", "pages"}
    for section, model in sections.items():
        fields = {one["name"]: one for one in found[section]["fields"]}
        names = {field.alias or name for name, field in model.model_fields.items()}
        assert set(fields) == names | {"body"}
    remedies = {one["name"]: one for one in found["remedies"]["fields"]}
    assert remedies["certainty"]["widget"] == "select"
    assert remedies["certainty"]["options"] == ["high", "moderate", "low", "very-low"]
    assert remedies["last_reviewed"]["widget"] == "datetime"
    # A picker would offer one section only, and paths that are wrong at the top.
    assert remedies["related"]["widget"] == "list"
    home = next(one for one in found["pages"]["files"] if one["name"] == "index")
    related = next(one for one in home["fields"] if one["name"] == "related")
    assert related["widget"] == "list"
    for collection in found.values():
        for field in collection.get("fields", ()):
            if field["widget"] == "relation":
                fields = found[field["collection"]]["fields"]
                named = {one["name"] for one in fields}
                assert {*field["search_fields"], *field["display_fields"]} <= named
    sources = {one["name"]: one for one in found["references"]["fields"]}
    assert sources["replaced-by"]["collection"] == "references"


def test_the_page_of_the_cms_brings_nothing_from_elsewhere() -> None:
    page = keyboard.for_cms(SECTIONS, "content")["content/static/admin/index.html"]
    assert re.findall(r'(?:src|href)="([^"]*)"', page) == ["config.yml", "cms.js"]


def test_a_guide_gets_them_once_and_is_published_with_the_cms(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = small_guide(tmp_path / "guide")
    words = ["editor", "--content", str(project.content), "--cms"]
    assert main(words) == 0
    settings = project.folder / ".vscode/settings.json"
    settings.write_text("{}", "utf-8")
    assert main(words) == 0
    assert settings.read_text("utf-8") == "{}"
    assert "Wrote 0 files" in capsys.readouterr().out
    assert project.build().published
    assert (project.output / "admin/config.yml").is_file()


def test_init_writes_them_too(tmp_path: Path) -> None:
    assert main(["init", str(tmp_path / "new"), "--today", TODAY.isoformat()]) == 0
    assert (tmp_path / "new/.vscode/settings.json").is_file()
