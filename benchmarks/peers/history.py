"""The figures that were measured, kept with the day in a file of the repository."""

import csv
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

FILE = Path(__file__).parent / "history.csv"
OURS = "ibid"


@dataclass(frozen=True)
class Figure:
    """The medians of one work: seconds by the clock and of processor, and megabytes.

    `load` is what else the machine had to do when the run began; above about 0.5 the
    seconds by the clock say little.
    """

    day: str
    machine: str
    load: float
    pages: int
    generator: str
    version: str
    work: str
    rounds: int
    wall: float
    processor: float
    memory: int


def read() -> list[Figure]:
    """Every figure that was kept, oldest first."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [
            Figure(
                day=row["day"],
                machine=row["machine"],
                load=float(row["load"]),
                pages=int(row["pages"]),
                generator=row["generator"],
                version=row["version"],
                work=row["work"],
                rounds=int(row["rounds"]),
                wall=float(row["wall"]),
                processor=float(row["processor"]),
                memory=int(row["memory"]),
            )
            for row in csv.DictReader(file)
        ]


def add(figures: Iterable[Figure]) -> None:
    """Keep figures behind the earlier ones."""
    new = not FILE.exists()
    with FILE.open("a", encoding="utf-8", newline="") as file:
        names = [field.name for field in fields(Figure)]
        writer = csv.DictWriter(file, names, lineterminator="\n")
        if new:
            writer.writeheader()
        writer.writerows(asdict(figure) for figure in figures)


def latest(figures: Iterable[Figure]) -> list[Figure]:
    """The newest figure of each generator for each work and size."""
    found = {(each.pages, each.work, each.generator): each for each in figures}
    return list(found.values())


def table(figures: Iterable[Figure]) -> str:
    """The figures as a Markdown table; ratios say how much of a peer's ibid takes."""
    given = list(figures)
    ours = {(each.pages, each.work): each for each in given if each.generator == OURS}
    lines = [
        "| pages | work | generator | seconds | processor | memory | ibid’s seconds "
        "| ibid’s processor |",
        "| ---: | --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for each in given:
        our = ours.get((each.pages, each.work))
        ratios = ["–", "–"]
        if our and each.generator != OURS:
            ratios = [
                f"{our.wall / each.wall:.2f} ×",
                f"{our.processor / each.processor:.2f} ×",
            ]
        lines.append(
            f"| {each.pages:,} | {each.work} | {each.generator} {each.version} "
            f"| {each.wall:.2f} | {each.processor:.2f} | {each.memory:,} MB "
            f"| {ratios[0]} | {ratios[1]} |"
        )
    return "\n".join(lines)
