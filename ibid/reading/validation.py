"""A document's fields as a typed model, or problems that say where and what to write.

The models say what is allowed; this module only turns their findings into sentences.
"""

from collections.abc import Container, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from ibid.content.vocabulary import Model
from ibid.problems import Problem, did_you_mean
from ibid.reading import ends
from ibid.reading.front_matter import Document, Path

Read = tuple[Model | None, tuple[Problem, ...]]


def read(document: Document, model: type[Model]) -> Read:
    """The document's fields as a `model`, or None and the problems found."""
    below = tuple(_below(document, _fields_at(model, ())))
    if below:
        return None, below
    empty = tuple(_empty(document, document.fields, ()))
    try:
        content = model.model_validate(dict(document.fields))
    except ValidationError as error:
        found = error.errors(include_url=False)
        told = {problem.place for problem in empty}
        more = _problems(document, model, found)
        return None, (*empty, *(one for one in more if one.place not in told))
    return (None, empty) if empty else (content, ())


def _below(document: Document, names: Container[str]) -> Iterator[Problem]:
    """What of the fields stands below them; which are missing isn't known then."""
    text, start = document.source.text, document.body_start
    slip = ends.below_the_fields(text, start, names)
    if slip:
        place = document.source.place(*slip.span)
        yield Problem(place, "front-matter-closed-early", slip.message, slip.hint)


def _empty(document: Document, value: object, path: Path) -> Iterator[Problem]:
    """Fields and entries of lists with nothing written in them, optional ones too.

    Whoever leaves one so meant to fill it; `null` or quotes say that there is none.
    """
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _empty(document, inner, (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _empty(document, inner, (*path, number))
    elif value == "" and not document.is_quoted(path):
        name = next((step for step in reversed(path) if isinstance(step, str)), "")
        is_entry = not isinstance(path[-1], str)
        yield Problem(
            document.place(path),
            "wrong-value",
            f'an entry of "{name}" is empty' if is_entry else f'"{name}" is empty',
            "write it, or take the entry away" if is_entry else FILLED,
        )


def _problems(
    document: Document, model: type[Model], found: list[Any]
) -> Iterator[Problem]:
    unknown = [error for error in found if error["type"] == "extra_forbidden"]
    meant = set()
    for error in unknown:
        path = _path(document, error["loc"])
        fields = _fields_at(model, path[:-1])
        hint = _elsewhere(str(path[-1]), fields) or did_you_mean(str(path[-1]), fields)
        meant |= {name for name in fields if f'"{name}"' in hint}
        yield Problem(
            document.key_place(path),
            "unknown-field",
            f'there is no field "{path[-1]}" here',
            hint or "the fields are " + ", ".join(sorted(fields)),
        )
    for error in _once(document, found):
        kind = error["type"]
        if kind == "missing" and error["loc"][-1] not in meant:
            yield _missing(document, model, error)
        elif kind not in ("missing", "extra_forbidden") and not (
            # Pydantic counts only the entries that are valid; those have their own.
            kind == "too_short" and error["input"]
        ):
            yield _wrong(document, model, error)


def _once(document: Document, found: list[Any]) -> Iterator[Any]:
    """The errors, but of entries without a word in one line's list only the first."""
    told = set()
    for error in found:
        location = tuple(error["loc"])
        is_entry = bool(location) and isinstance(location[-1], int)
        if is_entry and error["type"] == "misfit":
            line = document.place(_path(document, location)).line
            sign = (location[:-1], line, str(error["ctx"]["said"]))
            if sign in told:
                continue
            told.add(sign)
        yield error


# What other generators call a field of ours, or keep where we keep it elsewhere.
ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "published": ("date", "created", "pubdate", "publishdate", "publish_date"),
    "last_reviewed": ("updated", "lastmod", "modified", "last_modified", "reviewed"),
    "next_review": ("expires", "expirydate", "review", "review_date", "due"),
    "summary": ("description", "excerpt", "abstract", "teaser", "intro", "lead"),
    "order": ("weight", "nav_order", "position", "rank", "sort"),
    "language": ("lang", "locale", "hreflang"),
    "aliases": ("redirect_from", "redirects", "alias", "old_urls"),
    "short_title": ("linktitle", "menu_title", "sidebar_label", "nav_title"),
    "related": ("see_also", "more", "next", "further_reading"),
    "DOI": ("doi_url",),
    "URL": ("link", "website", "address"),
    "author": ("authors", "creator", "writer", "by"),
    "issued": ("year", "date", "pubdate"),
    "container-title": ("journal", "publication", "magazine"),
}
WITHOUT_FIELD: Mapping[str, str] = {
    **dict.fromkeys(
        ("author", "authors", "writer", "by"),
        "who writes the guide stands in site.yaml, under `authors`",
    ),
    **dict.fromkeys(
        ("slug", "permalink", "url", "path"),
        "the file's own name is its address; `rename` gives it another",
    ),
    **dict.fromkeys(
        ("sources", "references", "citations", "bibliography"),
        "cite in the text, with [@key]; the list comes of itself",
    ),
    **dict.fromkeys(
        ("tags", "categories", "category", "keywords", "layout", "template", "type"),
        "leave it out: a page's kind and section come of its folder",
    ),
}


def _elsewhere(name: str, fields: Mapping[str, str]) -> str:
    """What to write for a field that other generators have; "" for other names."""
    word = name.casefold().replace("-", "_")
    for ours, theirs in ELSEWHERE.items():
        if ours in fields and word in theirs:
            return f'did you mean "{ours}"?'
    is_page = "last_reviewed" in fields
    return WITHOUT_FIELD.get(word, "") if is_page else ""


def _missing(document: Document, model: type[Model], error: Any) -> Problem:
    path = _path(document, error["loc"])
    name = str(error["loc"][-1])
    about = _description(model, tuple(error["loc"]))
    return Problem(
        document.key_place(path) if path else document.top,
        "missing-field",
        f'the field "{name}" is missing',
        f"add `{name}: …`. {about}".strip(),
    )


def _wrong(document: Document, model: type[Model], error: Any) -> Problem:
    path = _path(document, error["loc"])
    about = _description(model, tuple(error["loc"]))
    message, hint = _sentence(error)
    if error["type"] == "model_type":
        fields = _fields_at(model, tuple(error["loc"]))
        hint = f"write {{{', '.join(f'{name}: …' for name in fields)}}}"
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    return Problem(
        document.place(path),
        "wrong-value",
        f'"{name}" {message}' if name else f"this {message}",
        hint or about,
    )


def _sentence(error: Any) -> tuple[str, str]:
    """What is wrong with a value, and what to write instead."""
    kind, value, details = error["type"], error["input"], error.get("ctx", {})
    if kind == "misfit":
        shown = f": {_shown(value)}" if isinstance(value, str) else ""
        return details["said"] + shown, details["hint"]
    if value is None or value == "":
        return "is empty", FILLED
    if kind in ("enum", "literal_error"):
        words = str(details["expected"]).replace(" or ", ", ").replace("'", "")
        known = words.split(", ")
        meant = did_you_mean(value, known) if isinstance(value, str) else ""
        return f"can't be {_shown(value)}", meant or f"write one of: {words}"
    if kind.startswith("date") or kind == "value_error":
        reason = "write year-month-day, as in 2026-11-22; the day must exist"
        said = str(details.get("error", ""))
        return f"is not a date: {_shown(value)}", said if "write" in said else reason
    if kind in WRONG_TYPES:
        must, remedy = WRONG_TYPES[kind]
        but = f", not {_shown(value)}" if kind.endswith("parsing") else ""
        return must + but, remedy
    return _out_of_bounds(kind, value, details) or (str(error["msg"]).lower(), "")


FILLED = "write a value after the colon, or delete the line"
DIGITS = "write it in digits, as in 30"
EITHER = "write true or false"
ENTRIES = "start each entry with `- `"
WRONG_TYPES: Mapping[str, tuple[str, str]] = {
    "string_type": ("must be a text", "write it on one line, in quotes if needed"),
    "int_parsing": ("must be a whole number", DIGITS),
    "int_type": ("must be a whole number", DIGITS),
    "float_parsing": ("must be a number", "write it in digits, as in -0.18"),
    "bool_parsing": ("must be true or false", EITHER),
    "bool_type": ("must be true or false", EITHER),
    "tuple_type": ("must be a list", ENTRIES),
    "too_short": ("needs at least one entry", ENTRIES),
    "model_type": ("must have fields of its own", ""),
    "dict_type": ("must have fields of its own", "write {name: value}"),
}


def _out_of_bounds(kind: str, value: object, details: Any) -> tuple[str, str] | None:
    """What is wrong with a value of the right type."""
    if kind == "string_too_long":
        most = details["max_length"]
        return f"is {len(str(value))} characters long", f"say it in at most {most}"
    if kind == "string_pattern_mismatch":
        return f"isn't well formed: {_shown(value)}", ""
    if kind == "greater_than_equal":
        return f"is {value}", f"write at least {details['ge']}"
    if kind == "less_than_equal":
        return f"is {value}", f"write at most {details['le']}"
    return None


SHOWN = 40


def _shown(value: object) -> str:
    if not isinstance(value, str):
        return "a list" if isinstance(value, list) else "fields of its own"
    return f'"{value}"' if len(value) <= SHOWN else f'"{value[: SHOWN - 3]}…"'


def _path(document: Document, location: tuple[Any, ...]) -> Path:
    """The part of the location that the document knows."""
    path = tuple(location)
    while path and path not in document.keys and path not in document.spans:
        path = path[:-1]
    return path


def _fields_at(model: type[BaseModel], path: Path) -> dict[str, str]:
    """The names and descriptions of the fields that may stand at `path`."""
    for step in path:
        field = next(
            (
                field
                for name, field in model.model_fields.items()
                if (field.alias or name) == step
            ),
            None,
        )
        inner = _model_inside(field.annotation) if field else None
        model = inner or model
    return {
        field.alias or name: field.description or ""
        for name, field in model.model_fields.items()
    }


def _model_inside(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    parts = getattr(annotation, "__args__", ())
    return next(filter(None, map(_model_inside, parts)), None)


def _description(model: type[Model], location: Path) -> str:
    names = [step for step in location if isinstance(step, str)]
    if not names:
        return ""
    fields: Mapping[str, str] = _fields_at(model, tuple(names[:-1]))
    return fields.get(names[-1], "")
