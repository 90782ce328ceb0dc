"""How long builds take: `make bench`, on a machine that does nothing else.

It prints the time of a first build, of one that changes nothing, and the processor's
time per page for a thousand copies of the guide's pages. `--profile` names the
functions that the last takes its time in.
"""

import argparse
import cProfile
import pstats
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.peers.measuring import ENVIRONMENT
from ibid import building
from ibid.request import Request

ROOT = Path(__file__).parents[1]
INPUTS = ("content", "templates", "assets")
SECTIONS = ("causes", "remedies", "exercises")
COPIES = 1000


def main() -> None:
    """Print the three figures."""
    parser = argparse.ArgumentParser(prog="build_time", description=__doc__)
    parser.add_argument(
        "--runs", type=int, default=7, help="builds to take a median of"
    )
    parser.add_argument("--copies", type=int, default=COPIES)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ibid-bench-") as name:
        folder = Path(name)
        # The processor's time tells more where the machine has other work to do.
        for kind, taken, spent in zip(
            ("first build", "nothing changed"),
            *times(folder, options.runs),
            strict=True,
        ):
            print(f"{kind:16} {taken:6.2f} s, {spent:6.2f} s of processor")
        pages = copied_guide(folder / "large", options.copies)
        if options.profile:
            profile(folder / "large")
        else:
            spent = processor_time(folder / "large")
            print(
                f"{pages} pages      {1000 * spent / pages:6.2f} ms  of processor each"
            )


def times(folder: Path, runs: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The command's median time and processor time, from nothing and with no change."""
    measured: tuple[list[tuple[float, float]], ...] = ([], [])
    for run in range(runs):
        output = folder / str(run) / "output"
        for results in measured:
            results.append(run_command(f"--output={output}"))
        shutil.rmtree(output.parent)
    return (
        tuple(statistics.median(taken for taken, _ in results) for results in measured),
        tuple(statistics.median(spent for _, spent in results) for results in measured),
    )


def run_command(*options: str) -> tuple[float, float]:
    """The time and the processor time of a build, with the start of its process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    command = [sys.executable, "build.py", *options]
    subprocess.run(
        command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=True
    )
    taken = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return taken, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def copied_guide(folder: Path, copies: int) -> int:
    """Write a guide with so many copies of pages; return how many pages it has."""
    for name in INPUTS:
        shutil.copytree(ROOT / name, folder / name)
    content = folder / "content"
    for number, page in zip(range(copies), endless_pages(content), strict=False):
        text = page.read_text(encoding="utf-8")
        # Every copy is another text, with a title of its own.
        title = re.sub(
            r"(?m)^(title: .*?)(\"?)$", rf"\1 {word(number)}\2", text, count=1
        )
        copy = page.with_name(f"{page.stem}-copy-{word(number).lower()}.md")
        copy.write_text(f"{title}\nThis is copy {word(number)}.\n", encoding="utf-8")
    return sum(1 for _ in content.rglob("*.md"))


def endless_pages(content: Path) -> Iterator[Path]:
    """The guide's articles, again and again."""
    pages = [
        page
        for section in SECTIONS
        for page in sorted((content / section).glob("*.md"))
        if page.name != "index.md"
    ]
    while pages:
        yield from pages


def word(number: int) -> str:
    """A number as letters, since some numbers are for telephones alone."""
    letters = "abcdefghij"
    return "X" + "".join(letters[int(digit)] for digit in str(number))


def request(folder: Path) -> Request:
    """A build of the guide in a folder, in one process."""
    content, templates, assets = (folder / name for name in INPUTS)
    return Request(
        content=content,
        templates=templates,
        assets=assets,
        output=folder / "output",
        today=date(2026, 11, 22),
    )


def processor_time(folder: Path) -> float:
    """The seconds of processor that a first build takes."""
    start = time.process_time()
    outcome = building.build(request(folder))
    assert outcome.published, outcome.problems[:5]
    return time.process_time() - start


def profile(folder: Path) -> None:
    """Print where a first build of the folder takes its time."""
    profiler = cProfile.Profile()
    profiler.runcall(building.build, request(folder))
    pstats.Stats(profiler).sort_stats("tottime").print_stats(25)
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(45)


if __name__ == "__main__":
    main()
