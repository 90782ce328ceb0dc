"""What is said of a file that stands where none is read, and of one that is missing."""

from collections.abc import Mapping

from ibid.content.folders import DEEPEST
from ibid.content.kinds import Page
from ibid.content.vocabulary import Model
from ibid.problems import Place, Problem, did_you_mean
from ibid.reading.files import TextFile


def misplaced(text: TextFile, sections: Mapping[str, type[Model]]) -> Problem:
    """That no page is made of the file, and where it belongs."""
    section, inside, _ = text.name.partition("/")
    places = ", ".join(f"{name}/" for name in sections)
    hint = ""
    if inside and text.name.endswith(".md"):
        if section not in sections:
            hint = did_you_mean(section, sections) or (
                f"name the folder in site.yaml, as in sections: {{{section}: page}}"
            )
        elif sections[section] is Page:
            hint = f"put it at most {DEEPEST} folders deep"
    return Problem(
        Place(text.path),
        "misplaced-file",
        "no page is made of a file that stands here",
        hint or f"put it into one of {places} or right below the content folder",
    )


def no_site(folder: str) -> Problem:
    """That the guide has no settings."""
    return Problem(
        Place(f"{folder}/site.yaml"),
        "no-site",
        "the guide has no site.yaml",
        "add one with at least title, tagline, base_url, authors and numbers",
    )
