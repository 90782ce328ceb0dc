"""Each rule's own example: the bad text breaks that rule alone, the good text none."""

import re

import pytest

from ibid.content.folders import model_for
from ibid.content.kinds import SECTIONS, Page
from ibid.rules import RULES
from ibid.rules.rule import Rule
from tests.test_rules.guide import TEXTS, examine

# A file of each kind in the small guide, whose fields examples change.
PATHS = {
    model.kind: path
    for path in sorted(TEXTS)
    if (model := model_for(path, SECTIONS)) and model is not Page
} | {"card": "cards/calf-cramp.md", "reference": "references/lee2020.md"}


def with_example(text: str, where: str) -> dict[str, str]:
    """The small guide with the text where its rule's example says it stands."""
    texts = dict(TEXTS)
    if where == "text":
        texts["remedies/cold.md"] += f"\n{text}\n"
    elif where in PATHS:
        texts[PATHS[where]] = with_fields(texts[PATHS[where]], text)
    elif not text:
        texts.pop(where, None)
    elif text.startswith("---"):
        texts[where] = f"{text}\n"
    else:
        head = texts[where].split("\n---\n")[0]
        texts[where] = f"{head}\n---\n\n{text}\n"
    return texts


def with_fields(file: str, fields: str) -> str:
    """The file with these fields in place of those of the same names."""
    names = re.findall(r"^[\w-]+(?=:)", fields, re.MULTILINE)
    for name in names:
        if not re.search(rf"^{name}:", file, re.MULTILINE):
            file, count = re.subn(rf"(?m)^( +){name}:.*", rf"\1{fields}", file, count=1)
            if count:
                return file
        file = re.sub(rf"^{name}:.*\n(?:[ ].*\n)*", "", file, flags=re.MULTILINE)
    opening = "---\n" if file.startswith("---\n") else ""
    return f"{opening}{fields}\n{file.removeprefix(opening)}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_bad_text_breaks_this_rule_alone(rule: Rule) -> None:
    problems = examine(with_example(rule.example.bad, rule.example.where))
    names = {one.rule for one in problems}
    assert names == {rule.name, *rule.example.also}, problems


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_good_text_breaks_no_rule(rule: Rule) -> None:
    assert examine(with_example(rule.example.good, rule.example.where)) == ()
