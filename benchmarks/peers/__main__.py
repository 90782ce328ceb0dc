"""`make bench-peers`: how long ibid and its peers take for the same corpus, in one run.

Every round builds the corpus with each generator in turn: from nothing, again with
nothing changed, and after each kind of change. A build counts only if it ends without
an error, publishes all pages and shows what was changed.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import tempfile
from datetime import date
from pathlib import Path

from benchmarks.peers import changes, history
from benchmarks.peers.chart import draw
from benchmarks.peers.corpus import SECTIONS, Corpus, corpus, letters
from benchmarks.peers.generators import PEERS, ROOT, Generator, installed
from benchmarks.peers.history import Figure
from benchmarks.peers.measuring import Cost, FailedError, cost

Costs = dict[tuple[str, str], list[Cost]]


def main() -> None:
    """Measure, print the medians and, if asked to, keep them."""
    known = {each.name.lower(): each for each in installed()}
    parser = argparse.ArgumentParser(prog="make bench-peers", description=__doc__)
    add = parser.add_argument
    add("--pages", type=int, nargs="+", default=[30, 1000], help="sizes of the corpus")
    add("--rounds", type=int, default=5, help="builds to take a median of")
    add("--only", nargs="+", choices=known, default=list(known), help="generators")
    add("--work", nargs="+", choices=changes.WORKS, default=list(changes.WORKS))
    add("--keep", action="store_true", help="add the figures to the history")
    options = parser.parse_args()
    if len(known) == 1:
        print("There are no peers here: `make peers` installs them.")
    generators = [known[name] for name in options.only]
    for size in options.pages:
        load = os.getloadavg()[0]
        costs = measured(generators, size, options.rounds, tuple(options.work))
        figures = [
            figure(generator, work, size, costs[generator.name, work], load)
            for work in options.work
            for generator in generators
            if (generator.name, work) in costs
        ]
        print(history.table(figures), flush=True)
        if options.keep:
            history.add(figures)
    if options.keep:
        draw()


def measured(
    generators: list[Generator], size: int, rounds: int, works: tuple[str, ...]
) -> Costs:
    """What every generator took for every work, round by round."""
    costs: Costs = {}
    with tempfile.TemporaryDirectory(prefix="ibid-peers-") as name:
        sites = {each.name: Path(name) / each.name for each in generators}
        made = {each.name: sized(each, size) for each in generators}
        for number in range(rounds):
            for generator in list(generators):
                site, content = sites[generator.name], made[generator.name]
                try:
                    write(site, generator, content)
                    took = one_round(generator, site, content, letters(number), works)
                except FailedError as error:
                    print(f"{generator.name} is left out: {error}", flush=True)
                    generators.remove(generator)
                    continue
                for work, each in took.items():
                    costs.setdefault((generator.name, work), []).append(each)
    return costs


def sized(generator: Generator, size: int) -> Corpus:
    """The corpus in the sections that the generator's site has."""
    return corpus(size, SECTIONS if generator.references is None else SECTIONS[:1])


def write(site: Path, generator: Generator, content: Corpus) -> None:
    """Make the site's folder anew: the corpus, the look, and nothing built."""
    shutil.rmtree(site, ignore_errors=True)
    if generator.look == ROOT:
        for name in ("content", "templates", "assets"):
            shutil.copytree(ROOT / name, site / name)
    else:
        shutil.copytree(generator.look, site)
        (site / "node_modules").symlink_to(PEERS / "node" / "node_modules")
    for name, text in generator.files(content).items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def one_round(
    generator: Generator, site: Path, content: Corpus, word: str, works: tuple[str, ...]
) -> dict[str, Cost]:
    """What each work took; FailedError where the site doesn't come out right."""
    log = site.with_suffix(".log")
    took = {changes.COLD: cost(generator.build, site, log)}
    if changes.pages(site, generator) < len(content.articles):
        raise FailedError(f"it published {changes.pages(site, generator)} pages only")
    if generator.again != generator.build:
        cost(generator.again, site, log)
    for work in works:
        if work == changes.COLD:
            continue
        change = changes.change(work, generator, content, word.capitalize())
        if change:
            change.make(site)
        took[work] = cost(generator.again, site, log)
        if change and not change.seen(site):
            raise FailedError(f"{change.page} does not show {change.shown!r}")
    return took


def figure(
    generator: Generator, work: str, size: int, costs: list[Cost], load: float
) -> Figure:
    """The medians of a work, and the most memory of any round."""
    said = subprocess.run(generator.version, capture_output=True, text=True, check=True)
    return Figure(
        day=date.today().isoformat(),
        machine=f"{os.cpu_count()} cores",
        load=round(load, 1),
        pages=size,
        generator=generator.name,
        version=changes.version(said.stdout),
        work=work,
        rounds=len(costs),
        wall=round(statistics.median(each.wall for each in costs), 3),
        processor=round(statistics.median(each.processor for each in costs), 3),
        memory=round(max(each.memory for each in costs)),
    )


if __name__ == "__main__":
    main()
