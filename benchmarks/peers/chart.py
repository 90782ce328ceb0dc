"""The documents' page on speed, drawn from the history: a chart and a table."""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from benchmarks.peers import history
from benchmarks.peers.changes import COLD, PAGE, WORKS
from benchmarks.peers.history import OURS, Figure

DOCS = Path(__file__).parents[2] / "docs"
WIDTH, LEFT, RIGHT, BAR, GAP, HEAD = 640, 90, 70, 16, 26, 44
STYLE = """text { font: 13px system-ui, sans-serif; fill: #1d2a2c }
.head { font-weight: 600 } .bar { fill: #8a9799 } .ours { fill: #0a5357 }
@media (prefers-color-scheme: dark) {
text { fill: #e8e4dc } .bar { fill: #7f8c8e } .ours { fill: #6fc3c7 } }"""
TEXT = """# How fast ibid is

Made by `make bench-peers ARGS=--keep` from the figures in
`benchmarks/peers/history.csv`; don't edit it.

One corpus of articles with citations, the same words for every generator: 600 words a
page, six links, four citations of shared sources. The peers have the least theme that
shows a menu, lists and notes. ibid adds the articles to the real guide, applies every
rule to them, and makes a page for every source and its three formats besides. Pictures
to share and cards as PDF files are left out, since the peers make none: `make bench`
measures the real guide with them. A change is measured with whatever a generator has to
save work without letting a page go stale. Where a source changes, it is
one file in ibid and every citing article in the others.

Seconds are medians by the clock, then of processor in all processes; memory is the most
that all processes had at one time. The last two columns say how much of the peer's
seconds ibid takes.

Where other work ran beside, seconds by the clock tell little, and those of processor
are too many; shares within one run hold better.

{loads}

![Seconds of processor for {pages} articles](speed.svg)

{table}

## What was to be reached

A goal is a share of a peer's seconds in the same run.

{goals}
"""
# How many pages, what work, which seconds, and how much of which peer's they may be.
GOALS = (
    (1000, COLD, "processor", 0.7, "Pelican"),
    (1000, COLD, "wall", 0.4, "Pelican"),
    (1000, COLD, "wall", 1.0, "Eleventy"),
    (1000, PAGE, "wall", 1.0, "Hugo"),
    (10000, PAGE, "wall", 0.35, "Hugo"),
)
SECONDS = {"wall": "seconds", "processor": "processor"}


def draw() -> None:
    """Write the chart and the page into the documents."""
    for path, text in documents():
        path.write_text(text, "utf-8")


def documents() -> Iterator[tuple[Path, str]]:
    """Each file that is made of the history, with its text."""
    figures = history.latest(history.read())
    figures.sort(key=lambda each: (each.pages, WORKS.index(each.work)))
    table = history.table(figures)
    size = max(whole_sizes(figures))
    yield (
        DOCS / "speed.md",
        TEXT.format(
            pages=f"{size:,}",
            table=table,
            loads="\n".join(loads(figures)),
            goals="\n".join(goals(figures)),
        ),
    )
    yield DOCS / "speed.svg", chart(figures, size)


def loads(figures: Iterable[Figure]) -> Iterator[str]:
    """How busy the machine was when each size was measured: a sentence each."""
    busy = {
        (each.pages, each.version): each for each in figures if each.generator == OURS
    }
    for (size, version), each in busy.items():
        yield (
            f"- {size:,} pages with ibid {version}: the median of {each.rounds} rounds "
            f"on {each.machine}, for which about {each.load:.0f} processes waited."
        )


def goals(figures: Iterable[Figure]) -> Iterator[str]:
    """A table of what was to be reached, as far as it was measured."""
    known = {(each.pages, each.work, each.generator): each for each in figures}
    yield "| pages | work | what | goal | measured | |"
    yield "| ---: | --- | --- | ---: | ---: | --- |"
    for pages, work, what, share, peer in GOALS:
        ours, theirs = known.get((pages, work, OURS)), known.get((pages, work, peer))
        if ours and theirs:
            measured = getattr(ours, what) / getattr(theirs, what)
            missed = f"{measured / share:.2f} × the goal"
            yield (
                f"| {pages:,} | {work} | {SECONDS[what]} | {share} × {peer}’s "
                f"| {measured:.2f} × | {'reached' if measured <= share else missed} |"
            )


def whole_sizes(figures: Iterable[Figure]) -> Iterator[int]:
    """The sizes of the corpus for which all works were measured."""
    works: dict[int, set[str]] = {}
    for each in figures:
        works.setdefault(each.pages, set()).add(each.work)
    yield from (size for size, found in works.items() if found == set(WORKS))


def chart(figures: Iterable[Figure], size: int) -> str:
    """Bars of processor seconds for a size, a group for each work, on one scale."""
    given = [each for each in figures if each.pages == size]
    most = max((each.processor for each in given), default=1)
    scale = (WIDTH - LEFT - RIGHT) / most
    parts, at = [], 0
    for work in WORKS:
        group = [each for each in given if each.work == work]
        if group:
            at += HEAD
            parts.append(
                f'<text class="head" x="0" y="{at - 10}">{escape(work)}</text>'
            )
        for each in group:
            parts.extend(_bar(each, at, each.processor * scale))
            at += GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {at + 10}" '
        f'role="img">\n<title>Seconds of processor for {size:,} articles</title>\n'
        f"<style>{STYLE}</style>\n" + "\n".join(parts) + "\n</svg>\n"
    )


def _bar(figure: Figure, top: int, length: float) -> Iterator[str]:
    kind = "ours" if figure.generator == OURS else "bar"
    line = top + BAR - 3
    yield f'<text x="0" y="{line}">{escape(figure.generator)}</text>'
    yield (
        f'<rect class="{kind}" x="{LEFT}" y="{top}" width="{max(length, 1):.1f}" '
        f'height="{BAR}"/>'
    )
    said = f"{figure.processor:.2f} s"
    yield f'<text x="{LEFT + length + 6:.1f}" y="{line}">{said}</text>'
