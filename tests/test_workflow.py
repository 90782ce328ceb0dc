"""The workflow that the docs offer runs commands that there are, and leaves no hole."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import yaml

from ibid.arguments import parser

WORKFLOW = Path(__file__).parents[1] / "docs" / "guide-workflow.yml"


def workflow() -> dict[str, Any]:
    # YAML reads the word "on" as true.
    made: dict[str, Any] = yaml.load(WORKFLOW.read_text("utf-8"), yaml.BaseLoader)
    return made


def steps() -> list[dict[str, Any]]:
    return [step for job in workflow()["jobs"].values() for step in job["steps"]]


def test_every_command_of_ours_can_be_run() -> None:
    commands = [
        shlex.split(step["run"])
        for step in steps()
        if step.get("run", "").startswith("ibid ")
    ]
    found = [parser("ibid").parse_args(words[1:]) for words in commands]
    assert [one.command for one in found] == ["check", "build"]
    assert all(one.strict for one in found)
    assert str(found[0].report) == "report.html"


def test_only_main_is_published_and_proposals_can_write_nothing() -> None:
    """What a stranger proposes is built with the right to read alone."""
    made = workflow()
    assert made["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in made["on"]
    publish = made["jobs"]["publish"]
    assert publish["if"] == "github.ref == 'refs/heads/main'"
    assert publish["needs"] == "build"
    shown = [step for step in steps() if "upload-artifact" in step.get("uses", "")]
    assert shown[0]["if"] == "github.event_name == 'pull_request'"
    assert "output/" in shown[0]["with"]["path"]


def test_hooks_and_the_container_call_targets_that_there_are() -> None:
    """`make lint` of a hook, `make site` of the container: each is in the Makefile."""
    root = WORKFLOW.parents[1]
    hooks = yaml.safe_load((root / ".pre-commit-config.yaml").read_text("utf-8"))
    container = json.loads((root / ".devcontainer/devcontainer.json").read_text())
    commands = [
        container["postCreateCommand"],
        *(hook["entry"] for repo in hooks["repos"] for hook in repo["hooks"]),
    ]
    makefile = (root / "Makefile").read_text("utf-8")
    targets = set(" ".join(re.findall(r"^([a-z -]+):", makefile, re.MULTILINE)).split())
    called = [shlex.split(command) for command in commands]
    assert {words[0] for words in called} == {"make"}
    assert {target for words in called for target in words[1:]} <= targets
