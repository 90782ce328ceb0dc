"""The documents say what the code says."""

import ast
import json
import re
import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from ibid.arguments import parser
from ibid.formats import csl
from ibid.reading import front_matter
from ibid.rules import RULES
from tests.breaches import expect_none
from tools.fields_page import FILES, fields_page, pages
from tools.other_problems import OTHER_PROBLEMS

ROOT = Path(__file__).parent.parent


def test_generated_documents_are_current() -> None:
    """`python -m tools.fields_page` would change nothing."""
    expect_none(path for path, text in pages() if path.read_text("utf-8") != text)


def test_every_name_behind_a_problem_is_explained() -> None:
    """A rule, or listed beside them; and nothing is listed that no code says."""
    said = {
        argument.value
        for path in (ROOT / "ibid").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", getattr(call.func, "attr", ""))
        in ("Problem", "_refusal", "RefusedError", "FailedError", "_slip")
        for argument in (*call.args[:2], *(k.value for k in call.keywords))
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        if re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", argument.value)
    } - {"advice", "error"}
    listed = {name for theme in OTHER_PROBLEMS.values() for name in theme}
    rules = {rule.name for rule in RULES}
    assert sorted(said - listed - rules) == []
    assert sorted(listed - said) == []
    page = (ROOT / "docs/rules.md").read_text("utf-8")
    assert sorted(name for name in said | rules if f"| `{name}` |" not in page) == []


def test_each_guarantee_names_tests_that_are_there() -> None:
    """The words in italics behind a file are of the name of one of its tests."""
    page = (ROOT / "docs/publishing.md").read_text("utf-8")
    table = page.partition("| the test that shows it |")[2].partition("\n\n")[0]
    rows = [row.split(" | ")[-1] for row in table.splitlines()[2:]]
    assert len(rows) > 12
    for row in rows:
        named = re.findall(r"`(?:tests/)?(test_\w+\.py)`([^`]*)", row)
        assert named, row
        for file, words in named:
            text = (ROOT / "tests" / file).read_text("utf-8")
            tests = " ".join(re.findall(r"def (test_\w+)", text)).replace("_", " ")
            for said in re.findall(r"\*([^*]+)\*", words):
                assert said in tests, f"{file}: {said}"


def test_who_keeps_the_code_is_led_to_files_and_targets_that_there_are() -> None:
    """Each module that docs/maintaining.md names, and each `make` of any page."""
    text = (ROOT / "docs/maintaining.md").read_text("utf-8")
    named = re.findall(r"`((?:\w+/)*\w+\.(?:py|typ))`", text)
    assert "pages/kinds.py" in named
    expect_none(
        name
        for name in named
        if not (ROOT / name).is_file() and not any((ROOT / "ibid").rglob(name))
    )
    made = re.findall(
        r"^([a-z][a-z -]*):", (ROOT / "Makefile").read_text(), re.MULTILINE
    )
    targets = {target for line in made for target in line.split()}
    paths = (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))
    expect_none(
        f"{path.name}: make {target}"
        for path in paths
        for target in re.findall(r"`make ([a-z-]+)", path.read_text("utf-8"))
        if target not in targets
    )


def test_every_field_is_described() -> None:
    """No field is without a sentence that ends in a full stop."""
    for _, model in FILES.values():
        for name, field in model.model_fields.items():
            assert str(field.description).endswith("."), f"{model.__name__}.{name}"
            assert f"`{field.alias or name}`" in fields_page()


def test_the_guide_keeps_the_schema_that_editors_use() -> None:
    """The published JSON Schema accepts the real guide's front matter."""
    folders = {"cause": "causes", "remedy": "remedies", "exercise": "exercises"}
    folders["programme"] = "programmes"
    for kind, folder in folders.items():
        schema = json.loads((ROOT / f"docs/schema/{kind}.json").read_text("utf-8"))
        checker = jsonschema.Draft202012Validator(schema)
        for path in (ROOT / "content" / folder).glob("[!i]*.md"):
            head = path.read_text("utf-8").split("---\n")[1]
            fields = yaml.load(head, Loader=yaml.BaseLoader)
            assert [e.message for e in checker.iter_errors(typed(fields))] == []


NUMBERS: Mapping[str, Callable[[Any], object]] = {
    "order": int,
    **dict.fromkeys(("estimate", "least", "most"), float),
    **dict.fromkeys(("weeks", "sessions"), int),
    "counted": lambda counts: {name: int(one) for name, one in dict(counts).items()},
}


def typed(value: Any) -> Any:
    """The fields as an editor's YAML has them: numbers are numbers."""
    if isinstance(value, list):
        return [typed(item) for item in value]
    if isinstance(value, dict):
        return {
            key: NUMBERS[key](item) if key in NUMBERS else typed(item)
            for key, item in value.items()
        }
    return value


def test_every_command_and_option_is_in_the_readme() -> None:
    """What `--help` offers, the documents explain."""
    text = (ROOT / "README.md").read_text("utf-8") + (
        ROOT / "docs/authoring.md"
    ).read_text("utf-8")
    actions = next(a for a in parser("build.py")._actions if a.choices)
    assert isinstance(actions.choices, dict)
    for name, command in actions.choices.items():
        assert f"build.py {name}" in text
        for action in command._actions:
            for option in action.option_strings:
                if option.startswith("--") and option != "--help":
                    assert option in text, f"{name} {option}"


def test_what_readers_are_told_to_install_is_ours_or_needed() -> None:
    """On the index, `ibid` is a stranger's package: no hint and no page names it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    needed = [*project["dependencies"], *(name for extra in extras for name in extra)]
    known = {project["name"], *(re.split(r"[^\w-]", name)[0] for name in needed)}
    paths = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("ibid/**/*.py")]
    told = {
        package
        for path in paths
        for package in re.findall(
            r"\bpipx? install [\"'\\]*([\w-]+)", path.read_text("utf-8")
        )
    }
    assert told <= known
    assert "citeproc-py" in told


def test_a_missing_processor_of_styles_is_told_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The hint names the package, by a command that any installation can run."""
    monkeypatch.setitem(sys.modules, "citeproc", None)
    site, _ = front_matter.parse("site.yaml", "site.yaml", "csl: apa.csl\n")
    assert site is not None
    _, problems = csl.formatted(site, "apa.csl", {"apa.csl": "<style/>"}, {})
    assert [problem.rule for problem in problems] == ["missing-extra"]
    assert "python -m pip install citeproc-py" in problems[0].hint
