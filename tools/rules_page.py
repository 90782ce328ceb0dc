"""Write docs/rules.md from the rules and the standards they serve."""

from collections.abc import Iterator
from pathlib import Path

from ibid.rules import THEMES
from ibid.rules.rule import Rule
from ibid.rules.standards import SIGN_OFFS, STANDARDS, Standard, served_by
from tools.other_problems import OTHER_PROBLEMS

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"
MOST_LINES = 12
PREFACE = """\
# Every rule

Made from the code by `make docs`; don't edit it here.

A problem ends in the name of its rule, such as `[strong-word]`; what stands in brackets
without being a rule is listed [below the rules](#problems-that-no-rule-finds). An
**error** stops publication. **Advice** doesn't, unless you build with `--strict`. In
`site.yaml` you can raise any advice to an error; no error can be lowered:

```yaml
rules:
  long-sentence: error
```

Every problem says where it stands and what to do about it. A standard (R1 to R31) is a
rule of the guide's evidence policy; what keeps each of them is listed
[at the end](#the-standards).

Below each table stands an example of each rule: what begins with `-` breaks it, what
begins with `+` keeps it. They are judged as on 22 November 2026, and the tests hold the
rules to them.

A *section* is a heading with all that stands below it up to the next heading, boxes
included, or all the fields of a page together. The title and summary of a page without
other fields belong to its first words.
"""


def rules_page() -> str:
    """The rules by theme, the standards, and what is left to a person."""
    lines = [PREFACE]
    for theme, rules in THEMES.items():
        lines += [
            f"## {theme}",
            "",
            "| Rule | | Standard | What it asks | What to do |",
        ]
        lines += ["|---|---|---|---|---|", *map(_rule, rules), ""]
        lines += [line for rule in rules for line in _example(rule)]
    lines += ["## Problems that no rule finds", ""]
    for theme, problems in OTHER_PROBLEMS.items():
        lines += [f"### {theme}", "", "| Name | What it says |", "|---|---|"]
        lines += [f"| `{name}` | {text} |" for name, text in problems.items()]
        lines += [""]
    lines += ["## The standards", "", "| | What it asks | What keeps it |"]
    lines += ["|---|---|---|", *(_standard(*item) for item in STANDARDS.items()), ""]
    lines += ["## For a person to sign", "", "No program can judge these.", ""]
    lines += [f"- {text}" for text in _sign_offs()]
    return "\n".join(lines) + "\n"


def _rule(rule: Rule) -> str:
    served = ", ".join(rule.standards)
    cells = f"`{rule.name}`", rule.severity, served, rule.statement, rule.remedy
    return f"| {' | '.join(cells)} |".replace("<title>", "`<title>`")


def _example(rule: Rule) -> Iterator[str]:
    """What breaks the rule, marked by a minus, and what keeps it, by a plus."""
    bad, good, where = rule.example.bad, rule.example.good, rule.example.where
    place = {"text": "a page's text", "site": "`site.yaml`"}.get(where, where)
    if "." in where:
        place = f"`{where}`"
    elif where not in ("text", "site"):
        place = f"the fields of a page of kind {where}"
    yield f"`{rule.name}`, in {place}:"
    yield from ("", "````diff", *_signed("-", bad), *_signed("+", good), "````", "")


def _signed(sign: str, text: str) -> Iterator[str]:
    """The lines of a text behind a sign; of a long text the first ones."""
    lines = text.splitlines() or ["(no such file)"]
    yield from (f"{sign} {line}".rstrip() for line in lines[:MOST_LINES])
    if len(lines) > MOST_LINES:
        yield f"{sign} …"


def _standard(name: str, standard: Standard) -> str:
    keeps = [", ".join(f"`{rule.name}`" for rule in served_by(name))]
    keeps.append(standard.schema and f"the schema: {standard.schema}")
    keeps.append(standard.template and f"the templates: `{standard.template}`")
    keeps.append(standard.person and f"a person: {standard.person}")
    return f"| {name} | {standard.asks} | {'; '.join(filter(None, keeps))} |"


def _sign_offs() -> Iterator[str]:
    yield from SIGN_OFFS
    for name, standard in STANDARDS.items():
        if standard.person:
            yield f"{name}: {standard.person}."


def main() -> None:
    """Write the page."""
    PAGE.write_text(rules_page(), "utf-8")
    print(f"Wrote {PAGE.relative_to(Path.cwd())}")


if __name__ == "__main__":
    main()
