"""Where files stand: what each folder holds, and what is misplaced or missing."""

from collections.abc import Mapping

from ibid.content.folders import DEEPEST, with_sections
from ibid.content.kinds import Page
from ibid.content.vocabulary import Model
from ibid.failures import at_work
from ibid.problems import Place, Problem, did_you_mean
from ibid.reading import front_matter
from ibid.reading.files import TextFile
from ibid.units.memo import Held


def sections(site: TextFile | None, held: Held) -> Mapping[str, type[Model]]:
    """The model of each folder, even if something else in `site.yaml` is wrong."""
    if site is None:
        return with_sections(None)

    def told() -> Mapping[str, type[Model]]:
        with at_work(site.path):
            parsed = front_matter.parse(site.path, site.name, site.text)[0]
        return with_sections(parsed.fields.get("sections") if parsed else None)

    return held.value("sections", f"{site.path}\n{site.text}", told)


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
