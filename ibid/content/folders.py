"""Which model the files of each folder have."""

from collections.abc import Mapping

from ibid.content.kinds import KINDS, SECTIONS, CarePage, Page
from ibid.content.policy import Policy
from ibid.content.reference import Reference
from ibid.content.site import Site
from ibid.content.vocabulary import Model

DEEPEST = 8


def with_sections(named: object) -> Mapping[str, type[Model]]:
    """The model of each folder: those of every guide, and those of `sections`.

    What isn't the name of a kind is left out: reading `site.yaml` has told of it.
    """
    own = named if isinstance(named, Mapping) else {}
    known = {name: KINDS[kind] for name, kind in own.items() if kind in list(KINDS)}
    return {**SECTIONS, **known, "references": Reference}


def model_for(path: str, sections: Mapping[str, type[Model]]) -> type[Model] | None:
    """The model of a content file, by its path from `content/`; None if misplaced.

    Plain pages may lie in folders within their section, as deep as `DEEPEST`.
    """
    *folders, name = path.split("/")
    if path == "site.yaml":
        return Site
    if folders == ["policy"] and name.endswith(".yaml"):
        return Policy
    if not path.endswith(".md"):
        return None
    if not folders:
        return CarePage if name == "see-a-doctor.md" else Page
    model = sections.get(folders[0])
    if len(folders) > (DEEPEST if model is Page else 1):
        return None
    return Page if model and name == "index.md" else model
