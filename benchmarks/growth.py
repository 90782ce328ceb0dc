"""How the work of a file grows with it, for the shapes that hurt: `make bench-growth`.

Each shape is read and judged in a small guide, once at half of what a file may hold and
once at all of it. The table says the seconds of processor and the memory of each, by
how much twice the text takes longer, and what the bounds say of it. It ends with 1
where a shape grows faster than `MOST_GROWTH`, or takes more than a file may.
"""

import argparse
import gc
import multiprocessing
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from ibid import cli, pipeline
from ibid.prose.inline import MOST_IN_A_PARAGRAPH
from ibid.prose.reading import MOST_SIGNS
from ibid.request import Request
from ibid.units.memo import Memo

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "tests" / "golden" / "content"
# A few signs less than a file may hold, since nothing is read of one that has more.
ROOM = MOST_SIGNS - 100
ARTICLE = "about.md"
CITED = "garrison2020"
MOST_GROWTH, MOST_SECONDS, MOST_MEGABYTES = 2.3, 2.0, 300.0
# Below this the clock and the collector of garbage tell more than the text.
LEAST_SECONDS = 0.2

Files = Mapping[str, str]


@dataclass(frozen=True)
class Shape:
    """What is written again and again, and by which measure it is large."""

    name: str
    made: Callable[[Path, int], Files]
    size: int
    of: str = "signs"
    # A single file is held to the seconds and the memory that a file may take.
    one_file: bool = True


@dataclass(frozen=True)
class Cost:
    """What a guide took: seconds of processor, megabytes, and the problems' names."""

    seconds: float
    megabytes: float
    rules: tuple[str, ...]


def main() -> int:
    """Print the table of all shapes, or of those that are named."""
    parser = argparse.ArgumentParser(prog="growth", description=__doc__)
    parser.add_argument("shapes", nargs="*", help="some of them, by name")
    parser.add_argument("--runs", type=int, default=3, help="the least of so many")
    options = parser.parse_args()
    print("| shape | size | seconds | doubled | growth | memory | said |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | --- |")
    failed = False
    for shape in SHAPES:
        if not options.shapes or shape.name in options.shapes:
            row, sound = measured(shape, options.runs)
            failed |= not sound
            print(row, flush=True)
    return 1 if failed else 0


def measured(shape: Shape, runs: int) -> tuple[str, bool]:
    """A shape's row, and whether it keeps to what it may take."""
    nothing = cost(lambda folder: {}, runs)
    half = cost(lambda folder: shape.made(folder, shape.size // 2), runs)
    whole = cost(lambda folder: shape.made(folder, shape.size), runs)
    before, after = (max(one.seconds - nothing.seconds, 0) for one in (half, whole))
    growth = after / before if before > LEAST_SECONDS else None
    sound = growth is None or growth <= MOST_GROWTH
    if shape.one_file:
        sound &= after <= MOST_SECONDS and whole.megabytes <= MOST_MEGABYTES
    cells = (
        f"{shape.name}{'' if sound else ' **over**'}",
        f"{shape.size:,} {shape.of}",
        f"{before:.2f}",
        f"{after:.2f}",
        f"{growth:.2f} ×" if growth else "–",
        f"{whole.megabytes:.0f} MB",
        ", ".join(f"`{rule}`" for rule in whole.rules) or "nothing",
    )
    return f"| {' | '.join(cells)} |", sound


def cost(made: Callable[[Path], Files], runs: int) -> Cost:
    """The least that reading and judging the guide with these files took."""
    with tempfile.TemporaryDirectory(prefix="ibid-growth-") as name:
        content = Path(name) / "content"
        shutil.copytree(GUIDE, content)
        for path, text in made(content).items():
            (content / path).write_text(text, encoding="utf-8")
        return min((alone(content) for _ in range(runs)), key=lambda one: one.seconds)


def alone(content: Path) -> Cost:
    """What reading and judging the guide takes in a process of its own."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=examine, args=(content, there))
    process.start()
    there.close()
    found: Cost = here.recv()
    process.join()
    return found


def examine(content: Path, there: Connection) -> None:
    """Read and judge the guide, and send what that took."""
    request = Request(
        content=content,
        templates=ROOT / "templates",
        assets=ROOT / "assets",
        output=content.parent / "output",
        today=date(2026, 11, 22),
    )
    # As the command does it, or the collector's rounds are measured.
    gc.set_threshold(cli.NEW_VALUES)
    start = time.process_time()
    problems = pipeline.examine(request, Memo()).problems
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    errors = {one.rule for one in problems if one.severity == "error"}
    there.send(Cost(seconds, peak, tuple(sorted(errors))))


def repeated(unit: str) -> Callable[[Path, int], Files]:
    """An article whose text is this again and again, up to so many signs."""
    return lambda content, size: article(content, unit * (size // len(unit)))


def article(content: Path, text: str) -> Files:
    """One page of the guide, with this text in the place of its own."""
    fields = (content / ARTICLE).read_text(encoding="utf-8").split("---\n")[1]
    return {ARTICLE: f"---\n{fields}---\n\n{text}\n"}


def rising(sign: str) -> Callable[[Path, int], Files]:
    """An article of lines, each of which begins with one sign more."""

    def made(content: Path, size: int) -> Files:
        return article(content, "".join(lines(sign, size)))

    return made


def lines(sign: str, size: int) -> Iterator[str]:
    """Lines with one more sign each, up to so many signs in all."""
    number = 1
    while size > 0:
        line = f"{sign * number}a\n"
        yield line
        number, size = number + 1, size - len(line)


def nested(content: Path, size: int) -> Files:
    """An article of lists in lists."""
    deep = "".join(f"{'  ' * depth}- a\n" for depth in range(18))
    return article(content, deep * (size // len(deep)))


def names(content: Path, size: int) -> Files:
    """An article of names in one row, and a year behind them all."""
    return article(content, "Lee, " * (size // len("Lee, ")) + "2020.")


def references(content: Path, size: int) -> Files:
    """So many references, each of its own."""
    text = (content / f"references/{CITED}.md").read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title: "))
    found = {}
    for number in range(size):
        own = text.replace(title, f"{title} {number}")
        own = own.replace("CD009402.pub3", f"CD{number}").replace(
            'PMID: "32956536"\n', ""
        )
        found[f"references/copy{number}.md"] = own
    return found


def citations(content: Path, size: int) -> Files:
    """So many citations, 1,000 in each article."""
    text = (content / "causes/getting-older.md").read_text(encoding="utf-8")
    body = f"It may help.[@{CITED}]\n\n" * 1000
    return {
        f"causes/copy{number}.md": text.replace("title: ", f"title: {number} ", 1)
        + body
        for number in range(size // 1000)
    }


SHAPES = (
    Shape("`1% ` repeated", repeated("1% "), MOST_IN_A_PARAGRAPH - 10),
    Shape("lines of `[`", repeated("[\n"), MOST_IN_A_PARAGRAPH - 10),
    Shape("runs of backticks", repeated("`a``b```c"), MOST_IN_A_PARAGRAPH - 10),
    Shape("`## a` repeated", repeated("## a\n"), ROOM),
    Shape("growing `>`", rising(">"), ROOM),
    Shape("nested lists", nested, ROOM),
    Shape("items of one list", repeated("- a\n"), ROOM),
    Shape("`[^a` repeated", repeated("[^a"), MOST_IN_A_PARAGRAPH - 10),
    Shape("rows of a table", repeated("| a | b |\n|---|---|\n"), ROOM),
    Shape("sentences", repeated("It may help you. "), MOST_IN_A_PARAGRAPH - 10),
    Shape("names before a year", names, MOST_IN_A_PARAGRAPH - 10),
    Shape("boxes", repeated("!!! insight\n    a\n\n"), ROOM),
    Shape("short paragraphs", repeated("It may help.\n\n"), ROOM),
    Shape("5 MB of paragraphs", repeated("It may help.\n\n"), 5_000_000),
    Shape("references", references, 20_000, "files", one_file=False),
    Shape("citations", citations, 100_000, "citations", one_file=False),
)


if __name__ == "__main__":
    sys.exit(main())
