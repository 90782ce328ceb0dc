"""The files by which readers take references with them, one or all."""

from collections.abc import Iterable, Iterator
from functools import partial

from ibid.formats import exporting
from ibid.guide.guide import Guide, output_path
from ibid.pages.layout import Framing
from ibid.pages.planner import Made, Planned, Planner


def paths(guide: Guide) -> Iterator[str]:
    """Where `references.bib` and its like are published, and each source's own."""
    for ending in exporting.FORMATS:
        yield f"references.{ending}"
        yield from (path(key, ending) for key in guide.references)


def path(key: str, ending: str) -> str:
    """Where a source is published in a format."""
    folder = output_path(f"references/{key}.md").removesuffix("index.html")
    return f"{folder}reference.{ending}"


def plan(planner: Planner) -> Iterator[Planned]:
    """All of these files: they show the fields of sources, and nothing else."""
    keys = tuple(planner.framing.guide.references)
    for ending in exporting.FORMATS:
        yield _file(planner, f"references.{ending}", ending, keys)
    yield from of_sources(planner, keys)


def of_sources(planner: Planner, keys: Iterable[str]) -> Iterator[Planned]:
    """Each of the sources in every format."""
    for ending in exporting.FORMATS:
        for key in keys:
            yield _file(planner, path(key, ending), ending, (key,))


def _file(planner: Planner, path: str, ending: str, keys: tuple[str, ...]) -> Planned:
    names = (f"references/{key}.md" for key in keys)
    return planner.of_fields(path, partial(_made, ending, keys), names)


def _made(ending: str, keys: tuple[str, ...], framing: Framing) -> Made:
    items = exporting.items({key: framing.guide.reference(key) for key in keys})
    _, write = exporting.FORMATS[ending]
    return Made("", write(items).encode())
