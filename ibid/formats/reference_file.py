"""A reference file: the fields of a source in YAML, and below them what it found."""

import json
import re

import yaml

from ibid.content.reference import Reference
from ibid.formats.items import Item
from ibid.prose.unfinished import FOUND

# YAML 1.1 takes these single letters for yes and no, though PyYAML doesn't.
LETTERS = re.compile(r"[YyNn]")


DAYS = ("issued", "accessed", "checked", "archive-date", "record-overruled")


def write(reference: Reference) -> str:
    """The whole file; the text below the fields is a sentence to replace."""
    values = reference.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    order = [field.alias or name for name, field in Reference.model_fields.items()]
    fields = "".join(_field(name, values[name]) for name in order if name in values)
    return f"---\n{fields}---\n\n{FOUND}\n"


def _field(name: str, value: object) -> str:
    if name in ("author", "editor") and isinstance(value, list):
        return f"{name}:\n" + "".join(f"  - {_name(each)}\n" for each in value)
    if isinstance(value, list):
        return f"{name}: [{', '.join(_inner(item) for item in value)}]\n"
    if isinstance(value, bool):
        return f"{name}: {str(value).lower()}\n"
    if name in DAYS:
        return f"{name}: {value}\n"
    return f"{name}: {_quoted(str(value), f'- {value}', value)}\n"


def _name(parts: Item) -> str:
    return "{" + ", ".join(f"{part}: {_inner(parts[part])}" for part in parts) + "}"


def _inner(text: str) -> str:
    """A text within brackets, where a comma ends it."""
    return _quoted(text, f"- [{text}]", [text])


def _quoted(text: str, line: str, meant: object) -> str:
    """The text as it is where YAML reads the line as it is meant, else in quotes."""
    try:
        as_meant = yaml.safe_load(line) == [meant] and not LETTERS.fullmatch(text)
    except (yaml.YAMLError, ValueError):
        as_meant = False
    return text if as_meant else json.dumps(text, ensure_ascii=False)
