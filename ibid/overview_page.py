"""How a guide stands, as one page without script: drawn, and in words beside it."""

from collections.abc import Iterable, Iterator
from html import escape

from ibid.overview import Counts, Overview, Reading, months, of_reading
from ibid.problems import Problem

STYLE = """\
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 62rem; margin: auto;
  padding: 1rem; background: Canvas; color: CanvasText }
h1, h2 { line-height: 1.2 }
section { margin-block: 2.5rem }
table { border-collapse: collapse; width: 100% }
th, td { padding: .3rem .6rem; text-align: start; vertical-align: top;
  border-block-end: 1px solid #8886 }
td.count { text-align: end; font-variant-numeric: tabular-nums }
svg { display: block; width: 100%; height: 1.2rem }
rect { fill: #2d7d78 }
rect.over { fill: #b3261e }
summary { cursor: pointer; min-block-size: 2rem }
.scroll { overflow-x: auto }
.late { font-weight: 700; color: #b3261e }
@media (prefers-color-scheme: dark) {
  rect { fill: #6cc4bd } rect.over { fill: #ff8a78 } .late { color: #ff8a78 }
}
@media print { details > * { display: block } }
"""


def of_overview(overview: Overview) -> str:
    """The page, whole in one file."""
    title = f"{escape(overview.title)}: how the guide stands"
    parts = (
        _counts("Claims by certainty", "graded claims", overview.certainties),
        _counts("Sources by standing", "sources", overview.standings),
        _counts("Last look at the sources", "sources", overview.ages),
        _section("What is due", _due(overview)),
        _section("How hard each page is to read", _readings(overview.readings)),
        _section("Cautions that are repeated", _problems(overview.repeated)),
        _section("What is unfinished", _names(overview.unfinished)),
        _section("All problems and advice", _problems(overview.problems)),
    )
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{STYLE}</style>\n"
        f"<h1>{title}</h1>\n<p>On {overview.today}.</p>\n{''.join(parts)}</html>\n"
    )


def _section(heading: str, inside: Iterable[str]) -> str:
    made = "".join(inside) or "<p>None.</p>"
    return f"<section>\n<h2>{heading}</h2>\n{made}\n</section>\n"


def _counts(heading: str, what: str, counts: Counts) -> str:
    most = max((count for _, count in counts), default=0) or 1
    rows = (
        f"<tr><th scope=row>{escape(name)}<td class=count>{count}"
        f"<td>{_bar(count / most)}"
        for name, count in counts
    )
    total = sum(count for _, count in counts)
    return _section(heading, (f"<p>{total} {what}.</p>", _table(rows)))


def _table(rows: Iterable[str], heads: str = "") -> str:
    head = f"<thead><tr>{heads}</thead>" if heads else ""
    return f"<div class=scroll><table>{head}<tbody>{''.join(rows)}</table></div>"


def _bar(share: float, *, over: bool = False) -> str:
    """A bar of that share of the width; the number stands beside it in words."""
    width = round(100 * min(max(share, 0), 1), 1)
    kind = ' class="over"' if over else ""
    return (
        '<svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect{kind} width="{width}" height="4"/></svg>'
    )


def _due(overview: Overview) -> Iterator[str]:
    by_month = months(overview)
    most = max((counts.total() for counts in by_month.values()), default=1)
    yield _table(
        f"<tr><th scope=row>{month}<td class=count>{counts.total()}"
        f"<td>{_bar(counts.total() / most, over=month == 'overdue')}"
        for month, counts in by_month.items()
    )
    rows = (
        f"<tr><td{' class=late' if one.day < overview.today else ''}>{one.day}"
        f"<td>{one.what}<td>{escape(one.name)}"
        for one in overview.due
    )
    heads = "<th>By<th>What<th>Where"
    yield f"<details><summary>Day by day</summary>{_table(rows, heads)}</details>"


def _readings(readings: Iterable[Reading]) -> Iterator[str]:
    for page in readings:
        hard = sum(score > page.limit for score, _ in page.paragraphs)
        rows = (
            f"<tr><td class=count>{score:.1f}"
            f"<td>{_bar(score / (2 * page.limit), over=score > page.limit)}"
            f"<td>{escape(words)}"
            for score, words in page.paragraphs
        )
        table = _table(rows, "<th>Score<th>Drawn<th>Paragraph")
        yield (
            f"<details><summary>{escape(page.name)}: {escape(of_reading(page))}, "
            f"{hard} of {len(page.paragraphs)} long paragraphs above {page.limit:g}"
            f"</summary>{table}</details>"
        )


def _problems(problems: Iterable[Problem]) -> Iterator[str]:
    rows = [
        f"<tr><td>{escape(one.place.path)}:{one.place.line}<td>{one.severity}"
        f"<td>{escape(one.message)}<br>{escape(one.hint)}<td>{escape(one.rule)}"
        for one in problems
    ]
    if rows:
        yield _table(rows, "<th>Where<th>Kind<th>What<th>Rule")


def _names(names: Iterable[str]) -> Iterator[str]:
    items = "".join(f"<li>{escape(name)}" for name in names)
    if items:
        yield f"<ul>{items}</ul>"
