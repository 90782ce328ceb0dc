"""The Nu checker has nothing to say of any page, where it and Java are at hand.

`make test` installs it where Java and npm are; NU_CHECKER names another vnu.jar.
Where it is missing the pages are held to the faults it once found, which a few patterns
know.
"""

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.guides import Project, small_guide
from tools import nu_checker

KNOWN = (
    r"<(?:ul|ol)[^>]* role=\"list\"",
    r"<(?:table|thead|tbody|tr|th|td)[^>]* role=",
    r"<style>[^<]*@property",
    r"<style>[^<]*light-dark\(var\(",
    r"<style>[^<]*anchor\(",
    r"<[^>]* style=",
)

ELSEWHERE = "violates Content Security Policy (meta tag)"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = small_guide(tmp_path_factory.mktemp("checked") / "guide")
    assert project.build().published
    return project


def test_the_checker_has_nothing_to_say(project: Project) -> None:
    jar = nu_checker.find()
    pages = sorted(project.output.rglob("*.html"))
    if not jar:
        print("no Nu checker or no Java: the known faults alone are looked for")
        assert faults(pages) == []
        return
    command = ["java", "-Xss8m", "-jar", jar, "--format", "json", *map(str, pages)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    found = [
        one
        for one in json.loads(answer.stderr)["messages"]
        if ELSEWHERE not in one["message"]  # It reads files, of which none is 'self'.
    ]
    assert [(one["url"], one["message"]) for one in found] == []


def faults(pages: list[Path]) -> list[tuple[str, str]]:
    """The pages with a fault that is known, and which."""
    return [
        (path.name, pattern)
        for path in pages
        for pattern in KNOWN
        if re.search(pattern, path.read_text("utf-8"))
    ]
