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
from tests.guides import SMALL, TODAY, small_guide


def test_the_schemas_take_the_guides_that_there_are() -> None:
    made = keyboard.for_editors("content")
    schema = json.loads(made[".vscode/site.schema.json"])
    settings = yaml.load((SMALL / "site.yaml").read_text("utf-8"), yaml.BaseLoader)
    known = {name for name in settings if name not in schema["properties"]}
    assert known == set()
    jsonschema.Draft202012Validator.check_schema(schema)
    wired = json.loads(made[".vscode/settings.json"])["yaml.schemas"]
    assert set(wired) <= set(made)


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
    assert remedies["related"]["widget"] == "relation"
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
