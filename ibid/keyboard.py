"""Help at the keyboard, made from the models: for VS Code, and for a Git-based CMS."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, get_args, get_origin

import yaml
from pydantic.fields import FieldInfo

from ibid.content.kinds import CarePage, Page
from ibid.content.policy import Policy
from ibid.content.site import Site
from ibid.content.vocabulary import Model
from ibid.prose.filling import BOXES
from ibid.scaffold import KINDS, YEAR, ready

# The form of a title and of a day in what `ready` writes, and where the cursor stops.
TITLE, DAY = "Title of the page", date(2000, 1, 2)
SOURCE = "replaced-by"
ADMIN = "static/admin"
PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Write</title>
<link rel="cms-config-url" type="text/yaml" href="config.yml">
<p>Put the program of the CMS beside this page, as cms.js.</p>
<script src="cms.js"></script>
</html>
"""


def for_editors(content: str) -> dict[str, str]:
    """VS Code's settings, schemas and snippets, by path beside the content folder."""
    schemas = {
        name: json.dumps(model.model_json_schema(by_alias=True), indent=2) + "\n"
        for name, model in (("site", Site), ("policy", Policy))
    }
    settings = {
        "files.encoding": "utf8",
        "files.eol": "\n",
        "[markdown]": {"editor.wordWrap": "on", "editor.quickSuggestions": True},
        "yaml.schemas": {
            ".vscode/site.schema.json": f"{content}/site.yaml",
            ".vscode/policy.schema.json": f"{content}/policy/*.yaml",
        },
    }
    extensions = {"recommendations": ["redhat.vscode-yaml"]}
    return {
        ".vscode/settings.json": _json(settings),
        ".vscode/extensions.json": _json(extensions),
        ".vscode/guide.code-snippets": _json(dict(_snippets())),
        **{f".vscode/{name}.schema.json": text for name, text in schemas.items()},
    }


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _snippets() -> Iterator[tuple[str, object]]:
    """What to type, and what comes of it: a file of each kind, boxes, citations."""
    for kind in KINDS:
        _, text = ready(kind, TITLE, DAY)
        body = text.replace("$", "\\$").replace(TITLE, "${1:Title}")
        for years, day in enumerate((DAY, DAY + YEAR)):
            body = body.replace(day.isoformat(), _today(years))
        yield f"A new {kind}", _snippet(f"new-{kind}", body)
    for box in BOXES:
        more = "\n\n    Certainty: ${3|high,moderate,low,very low|}. ${4:Why.}"
        cited = "[@${5:key}]" + more if box == "insight" else ""
        body = f'!!! {box} "${{1:Title}}"\n    ${{2:Words.}}{cited}'
        yield f"A box: {box}", _snippet(box, body)
    yield "A citation", _snippet("cite", "[@${1:key}]")
    yield "A note", _snippet("note", "[^${1:name}]$0\n\n[^${1:name}]: ${2:Words.}")


def _today(years: int) -> str:
    year = "${CURRENT_YEAR}" if not years else "${2:next year}"
    return f"{year}-${{CURRENT_MONTH}}-${{CURRENT_DATE}}"


def _snippet(prefix: str, body: str) -> object:
    return {"scope": "markdown", "prefix": prefix, "body": body.split("\n")}


def for_cms(sections: Mapping[str, type[Model]], content: str) -> dict[str, str]:
    """A CMS's configuration and page, by path beside the content folder.

    Decap CMS and Sveltia CMS read it. A source that takes the place of another is
    picked from those that are there; pages of any section are named by their paths.
    """
    collections = [
        {
            "name": section,
            "label": section.capitalize(),
            "folder": f"{content}/{section}",
            "create": True,
            "slug": "{{slug}}",
            "identifier_field": "title",
            "fields": [*_widgets(model, sections), _body()],
        }
        for section, model in sections.items()
    ]
    single = [
        ("index", "Home", f"{content}/index.md", Page),
        ("about", "About", f"{content}/about.md", Page),
        ("care", "When to get help", f"{content}/see-a-doctor.md", CarePage),
    ]
    files = [
        {
            "name": name,
            "label": label,
            "file": path,
            "fields": [*_widgets(model, sections), _body()],
        }
        for name, label, path, model in single
    ]
    settings = {
        "backend": {"name": "github", "repo": "owner/repository", "branch": "main"},
        "publish_mode": "editorial_workflow",
        "media_folder": content,
        "public_folder": "..",
        "collections": [
            *collections,
            {"name": "pages", "label": "Pages", "files": files},
        ],
    }
    text = yaml.safe_dump(settings, sort_keys=False, allow_unicode=True, width=100)
    return {
        f"{content}/{ADMIN}/config.yml": text,
        f"{content}/{ADMIN}/index.html": PAGE,
    }


def _body() -> object:
    hint = "Markdown. Cite a source with [@key]."
    return {"name": "body", "label": "Text", "widget": "markdown", "hint": hint}


def _widgets(
    model: type[Model], sections: Mapping[str, type[Model]]
) -> Iterator[Mapping[str, object]]:
    """One for each field of the model, with what it is for."""
    for own, field in model.model_fields.items():
        name = field.alias or own
        yield {
            "name": name,
            "label": name.replace("_", " ").replace("-", " ").capitalize(),
            "hint": field.description or "",
            "required": field.is_required(),
            **_widget(name, field, sections),
        }


def _widget(
    name: str, field: FieldInfo, sections: Mapping[str, type[Model]]
) -> Mapping[str, object]:
    if name == SOURCE:
        return PICKER
    return _of_type(field.annotation, sections)


# A relation offers one collection: it can't pick the pages to read next from all.
PICKER: Mapping[str, object] = {
    "widget": "relation",
    "collection": "references",
    "search_fields": ["title"],
    "display_fields": ["title"],
    "value_field": "{{slug}}",
}

PLAIN: tuple[tuple[type, Mapping[str, object]], ...] = (
    (bool, {"widget": "boolean", "default": False}),
    (int, {"widget": "number", "value_type": "int"}),
    (
        date,
        {
            "widget": "datetime",
            "format": "YYYY-MM-DD",
            "date_format": "YYYY-MM-DD",
            "time_format": False,
        },
    ),
)


def _of_type(
    annotation: Any, sections: Mapping[str, type[Model]]
) -> Mapping[str, object]:
    """The widget of a value of this type."""
    inside = [one for one in get_args(annotation) if one not in (type(None), ...)]
    if get_origin(annotation) is tuple:
        parts = _model(inside[0])
        fields = {"fields": list(_widgets(parts, sections))} if parts else {}
        return {"widget": "list", **fields}
    if not isinstance(annotation, type):
        return _of_type(inside[0], sections) if inside else {"widget": "string"}
    if issubclass(annotation, Enum):
        options = [str(member.value) for member in annotation]
        return {"widget": "select", "options": options}
    if issubclass(annotation, Model):
        return {"widget": "object", "fields": list(_widgets(annotation, sections))}
    fits = (widget for kind, widget in PLAIN if issubclass(annotation, kind))
    return next(fits, {"widget": "string"})


def _model(annotation: Any) -> type[Model] | None:
    """The model within a type, if there is one."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    return next(filter(None, map(_model, get_args(annotation))), None)
