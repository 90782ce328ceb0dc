"""Write docs/fields.md and docs/schema/ from the models."""

import json
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ibid.content.kinds import (
    Card,
    Care,
    CareLevel,
    CarePage,
    Cause,
    Dose,
    Exercise,
    Figure,
    Page,
    Remedy,
    Sign,
)
from ibid.content.policy import Caution, Policy, RedFlag, StrongWord
from ibid.content.reference import Name, Reference
from ibid.content.site import Site
from ibid.content.vocabulary import CITES

DOCS = Path(__file__).parent.parent / "docs"
FILES: Mapping[str, tuple[str, type[BaseModel]]] = {
    "site": ("`content/site.yaml`", Site),
    "policy": ("`content/policy/*.yaml`", Policy),
    "page": ("`content/*.md` and every section's `index.md`", Page),
    "care": ("`content/see-a-doctor.md`", CarePage),
    "cause": ("`content/causes/*.md`", Cause),
    "remedy": ("`content/remedies/*.md`", Remedy),
    "exercise": ("`content/exercises/*.md`", Exercise),
    "card": ("`content/cards/*.md`", Card),
    "reference": ("`content/references/KEY.md`", Reference),
}
PARTS = (Figure, Dose, Care, CareLevel, Sign, Name, Caution, RedFlag, StrongWord)


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
    for kind, (where, model) in FILES.items():
        lines += ["", f"## {kind}", "", f"{model.__doc__} In {where}.", ""]
        lines += table(model)
    lines += ["", "## Parts of fields"]
    for part in PARTS:
        lines += ["", f"### {part.__name__}", "", str(part.__doc__), "", *table(part)]
    return "\n".join(lines) + "\n"


def table(model: type[BaseModel]) -> list[str]:
    """The model's fields as rows of a table."""
    rows = ["| field | needed | what it says |", "| --- | --- | --- |"]
    for name, field in model.model_fields.items():
        needed = "yes" if field.is_required() else ""
        rows.append(f"| `{field.alias or name}` | {needed} | {described(field)} |")
    return rows


def described(field: FieldInfo) -> str:
    """The field's description, its words and its limits."""
    notes = [str(field.description)]
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
