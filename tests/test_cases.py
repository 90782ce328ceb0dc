"""Cases in text: `cases/NAME.txt` has a title, an input and what must come of it.

A case is a title, a dot, an input, a dot, what is expected and a dot, each dot on a
line of its own. Adding a case needs no Python.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from ibid.content.folders import model_for
from ibid.content.kinds import SECTIONS, Page
from ibid.problems import Problem, as_text, in_order
from ibid.prose import citations, marking
from ibid.prose.reading import read
from ibid.prose.typography import curl
from ibid.reading import front_matter, validation
from tests.texts import as_html

FOLDER = Path(__file__).parent / "cases"
SMALL = Path(__file__).parent / "golden" / "content"
SHARED = """\
---
title: A page
summary: About it.
published: 2026-11-22
last_reviewed: 2026-11-22
next_review: 2027-11-22
---
"""
KEYS = citations.known_keys(
    {
        "tan2024": ("10.1000/tan.2024", "12345"),
        "garrison2020": (None, None),
        "smith:2020a": (None, None),
    }
)
NUMBERS = {"emergency-number": "999", "urgent-number": "111"}


def cases() -> Iterator[tuple[str, str, str, str]]:
    """The name of the file, the title, the input and what is expected, of each case."""
    for path in sorted(FOLDER.glob("*.txt")):
        parts = re.split(r"^\.\n", path.read_text("utf-8"), flags=re.MULTILINE)
        assert len(parts) % 3 == 1, f"{path.name}: a dot is missing"
        for number in range(0, len(parts) - 1, 3):
            title, given, expected = parts[number : number + 3]
            yield path.stem, title.strip(), given, expected


def marked(given: str) -> str:
    """The body with its marks made visible, then the problems."""
    parsed, found = front_matter.parse("page.md", "page.md", SHARED + given)
    assert parsed is not None
    content, _ = validation.read(parsed, Page)
    assert content is not None
    prose = read(parsed.source.text, parsed.body_start)
    result, wrong = marking.mark(parsed, content, prose, KEYS, NUMBERS)
    text, last = "", parsed.body_start
    for number, mention in enumerate(prose.mentions):
        start, end = mention.span()
        text += parsed.source.text[last:start] + _shown(result, number, mention.text)
        last = end
    return text + parsed.source.text[last:] + reports((*found, *wrong))


def _shown(result: citations.Marked, number: int, written: str) -> str:
    """A mention as what it is; as it is written where it is nothing."""
    if ((), number) in result.calls:
        return f"⟨note {result.calls[(), number].name}⟩"
    group = result.groups.get(((), number))
    if not group:
        return f"⟨{NUMBERS[written[1:-1]]}⟩" if written[1:-1] in NUMBERS else written
    items = [
        f"{item.number}:{item.key}#{item.occurrence}"
        + "".join(f" {name}={text}" for name, text in _words(item) if text)
        for item in group.citations
    ]
    return f"⟨{'by ' if group.narrative else ''}{'; '.join(items)}⟩"


def _words(item: citations.Citation) -> tuple[tuple[str, str], ...]:
    return ("before", item.prefix), ("at", item.locator), ("after", item.suffix)


def taken_apart(given: str) -> str:
    """Fields, body and problems of a whole file."""
    parsed, found = front_matter.parse("page.md", "page.md", given)
    lines = []
    if parsed is not None:
        lines = [f"{name} = {value!r}" for name, value in parsed.fields.items()]
        lines += [f"body = {parsed.body!r}"]
    return "".join(f"{line}\n" for line in lines) + reports(found)


def typed(given: str) -> str:
    """What the schema says of a file of the small guide with some fields changed.

    The first line is the file's path; `-name` takes a field away.
    """
    name, _, changed = given.partition("\n")
    model = model_for(name, SECTIONS)
    assert model is not None
    kept = re.sub(r"^-.*\n", "", changed, flags=re.MULTILINE)
    fields = kept + _others(name, set(re.findall(r"^-?([\w-]+)", changed, re.M)))
    text = fields if name.endswith(".yaml") else f"---\n{fields}---\n"
    parsed, found = front_matter.parse(name, name, text)
    assert parsed is not None, found
    content, wrong = validation.read(parsed, model)
    assert (content is None) == bool(wrong)
    return reports(wrong) or f"{content!r}\n"


def _others(name: str, given: set[str]) -> str:
    """The fields of the file in the small guide but for those given."""
    if not (SMALL / name).exists():
        return ""
    fields = (SMALL / name).read_text("utf-8").removeprefix("---\n").split("---\n")[0]
    blocks = re.findall(r"^[\w-]+:.*\n(?:[ ].*\n)*", fields, re.MULTILINE)
    return "".join(b for b in blocks if b.partition(":")[0] not in given)


def reports(found: Iterable[Problem]) -> str:
    """Problems as people see them."""
    return "".join(f"{as_text(one)}\n" for one in in_order(found))


def converted(given: str) -> str:
    """Markdown as HTML, and what is refused in it."""
    prose = read(given)
    refused = (f"{given[slice(*one.span)]!r} {one.rule}\n" for one in prose.faults)
    return as_html(prose.html) + "\n" + "".join(refused)


def curled(given: str) -> str:
    """Plain text with curly quotes."""
    return curl(given)


DRIVERS: Mapping[str, Callable[[str], str]] = {
    "citations": marked,
    "curl": curled,
    "document": taken_apart,
    "prose": converted,
    "schema": typed,
}


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [pytest.param(n, g, e, id=f"{n}: {t}") for n, t, g, e in cases()],
)
def test_what_comes_of_a_case_is_what_it_says(
    name: str, given: str, expected: str
) -> None:
    assert DRIVERS[name](given) == expected
