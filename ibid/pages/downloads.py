"""The files by which readers take references with them, one or all."""

from functools import partial

from ibid.formats import exporting
from ibid.guide.guide import Guide, output_path
from ibid.pages import screens
from ibid.pages.layout import Framing
from ibid.pages.planner import Made, Make


def files(guide: Guide) -> dict[str, Make]:
    """By path: how `references.bib` and its like, and each source's own, are made."""
    made: dict[str, Make] = {}
    for ending, (_, write) in exporting.FORMATS.items():
        made[f"references.{ending}"] = partial(_file, write, tuple(guide.references))
        for key in guide.references:
            folder = output_path(f"references/{key}.md").removesuffix("index.html")
            made[f"{folder}reference.{ending}"] = partial(_file, write, (key,))
    return made


def _file(write: exporting.Write, keys: tuple[str, ...], framing: Framing) -> Made:
    items = exporting.items({key: framing.guide.reference(key) for key in keys})
    return Made("text.txt", screens.TextView(write(items)))
