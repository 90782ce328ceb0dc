"""Write docs/fields.md and docs/schema/ from the models."""

import json
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ibid.content.kinds import SECTIONS, CarePage, Page
from ibid.content.policy import Policy
from ibid.content.site import Site
from ibid.content.vocabulary import CITES, Model

DOCS = Path(__file__).parent.parent / "docs"
FILES: Mapping[str, tuple[str, type[Model]]] = {
    "site": ("`content/site.yaml`", Site),
    "policy": ("`content/policy/*.yaml`", Policy),
    "page": ("`content/*.md` and every section's `index.md`", Page),
    "care": ("`content/see-a-doctor.md`", CarePage),
    **{
        model.kind: (f"`content/{section}/*.md`", model)
        for section, model in SECTIONS.items()
    },
}

LISTS = """## How a list is written

One item a line, each behind a hyphen and a space, indented by two columns:

```
cautions:
  - Do not stretch a leg that is swollen, warm, red or darker.
  - Stop if it hurts.
```

Names and paths may stand in brackets on one line: `related: [rest.md, sleep.md]`. There
a comma starts the next item, so a sentence with a comma needs quotes of its own. A list
of parts has a hyphen where each part begins, and its fields below each other:

```
authors:
  - name: A Name
    qualification: a physiotherapist
    medically_qualified: true
  - name: Another Name
    medically_qualified: false
```"""
PART = """A field that holds a part has the part's fields below it, indented:

```
numbers:
  emergency: "112"
```"""


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated file and its text."""
    yield DOCS / "fields.md", fields_page()
    for kind, (_, model) in FILES.items():
        schema = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **model.model_json_schema(by_alias=True),
        }
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        yield DOCS / "schema" / f"{kind}.json", text


def fields_page() -> str:
    """The fields of every kind of file, in words."""
    lines = [
        "# Every field",
        "",
        "Made from the models by `make docs`; don't edit it here.",
        "A field that *may cite* can hold citations such as `[@tan2024]`. The same",
        "lists stand in `docs/schema/` as JSON Schema, for editors.",
    ]
    lines += ["", LISTS]
    for kind, (where, model) in FILES.items():
        lines += ["", f"## {kind}", "", f"{model.__doc__} In {where}.", ""]
        lines += table(model)
    lines += ["", "## Parts of fields", "", PART]
    for part in parts(model for _, model in FILES.values()):
        lines += ["", f"### {part.__name__}", "", str(part.__doc__), "", *table(part)]
    return "\n".join(lines) + "\n"


def parts(models: Iterable[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    """The parts that fields of these models hold, each once, and the parts of parts."""
    seen = set()
    waiting = [part for model in models for part in parts_of(model)]
    while waiting:
        part = waiting.pop(0)
        if part not in seen:
            seen.add(part)
            yield part
            waiting = [*parts_of(part), *waiting]


def parts_of(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The models that fields of this one hold, in the order of the fields."""
    for field in model.model_fields.values():
        for one in within(field.annotation):
            if isinstance(one, type) and issubclass(one, BaseModel):
                yield one


def table(model: type[BaseModel]) -> list[str]:
    """The model's fields as rows of a table."""
    rows = ["| field | needed | what it says |", "| --- | --- | --- |"]
    for name, field in model.model_fields.items():
        needed = "yes" if field.is_required() else ""
        rows.append(f"| `{field.alias or name}` | {needed} | {described(field)} |")
    return rows


def described(field: FieldInfo) -> str:
    """The field's description, its words and its limits."""
    notes = [str(field.description), *made_of(field.annotation)]
    words = enum_words(field.annotation)
    if words:
        notes.append("One of: " + ", ".join(f"`{word}`" for word in words) + ".")
    for limit in field.metadata:
        longest = getattr(limit, "max_length", None)
        if longest:
            notes.append(f"At most {longest} characters.")
    if field.json_schema_extra == CITES:
        notes.append("*May cite.*")
    return " ".join(notes)


def made_of(annotation: Any) -> Iterator[str]:
    """Whether a field is a list, and of which parts, with the way to their table."""
    listed = any(get_origin(one) is tuple for one in within(annotation))
    for one in within(annotation):
        if isinstance(one, type) and issubclass(one, BaseModel):
            part = f"[{one.__name__}](#{one.__name__.lower()})"
            yield f"A list of {part}." if listed else f"See {part}."
            return
    if listed:
        yield "A list."


def within(annotation: Any) -> Iterator[Any]:
    """A type, and the types that it is made of."""
    yield annotation
    for one in get_args(annotation):
        yield from within(one)


def enum_words(annotation: Any) -> list[str]:
    """The words that a field may have, if they are few."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return [str(member.value) for member in annotation]
    return []


def main() -> None:
    """Write every generated file."""
    for path, text in pages():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"Wrote {path.relative_to(DOCS.parent)}")


if __name__ == "__main__":
    main()
