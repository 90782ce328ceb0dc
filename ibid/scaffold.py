"""A ready-to-edit file of any kind, made from the model of that kind."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import Enum
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from ibid.content.kinds import SECTIONS, Page
from ibid.content.reference import Reference
from ibid.content.vocabulary import Model, ReferenceType, Status
from ibid.prose import unfinished
from ibid.prose.names import identifier

KINDS: Mapping[str, tuple[str, type[Model]]] = {
    "page": ("", Page),
    **{model.kind: (section, model) for section, model in SECTIONS.items()},
}
YEAR = timedelta(days=365)
PLAIN: Mapping[Any, str] = {bool: "false", int: "1"}


def ready(kind: str, title: str, today: date) -> tuple[str, str]:
    """The name in `content/` and the text of a new file; pages start as drafts."""
    section, model = KINDS[kind]
    name = "/".join(step for step in (section, f"{identifier(title)}.md") if step)
    fields = "\n".join(_lines(model, title, today))
    body = unfinished.FOUND if model is Reference else unfinished.BODY
    return name, f"---\n{fields}\n---\n\n{body}\n"


def _lines(model: type[Model], title: str, today: date) -> Iterator[str]:
    """The fields that must be filled in, and `draft`, with what each is for."""
    given = {
        "title": f" {quoted(title)}",
        "published": f" {today}",
        "last_reviewed": f" {today}",
        "next_review": f" {today + YEAR}",
        "checked": f" {today}",
        "draft": " true",
    }
    for field_name, field in model.model_fields.items():
        name = field.alias or field_name
        if field.is_required() or name == "draft":
            yield f"# {field.description}"
            yield f"{name}:{given.get(name) or _value(field)}"


def _value(field: FieldInfo, indent: str = "  ") -> str:
    """An example for the field, as YAML behind its colon: the most careful choice.

    What stands below the colon is indented.
    """
    annotation = field.annotation
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        words = [str(member.value) for member in annotation]
        first = annotation in (Status, ReferenceType)
        return f" {words[0 if first else -1]}  # {', '.join(words)}"
    if isinstance(annotation, type) and issubclass(annotation, Model):
        inner = next(iter(annotation.model_fields))
        return f"\n{indent}{inner}: {unfinished.STILL}"
    if _is_list(annotation):
        parts = f"\n{indent}  ".join(_parts(next(iter(get_args(annotation))), indent))
        return f"\n{indent}- {parts}"
    return f" {PLAIN.get(annotation, unfinished.STILL)}"


def _parts(item: Any, indent: str) -> Iterator[str]:
    """The lines of a list's first item: those of the fields that it must have."""
    if not (isinstance(item, type) and issubclass(item, Model)):
        yield unfinished.STILL
        return
    for name, field in item.model_fields.items():
        if field.is_required():
            yield f"{name}:{_value(field, f'{indent}    ')}"


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is tuple


def quoted(text: str) -> str:
    """A text as a YAML value, in quotes where it needs them."""
    if re.fullmatch(r"[A-Za-z][\w ,.()’'–-]*", text) and ": " not in text:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
