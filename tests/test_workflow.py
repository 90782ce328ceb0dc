"""The workflow that the docs offer runs commands that there are, and leaves no hole."""

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
