"""How a guide stands, as one page without script, in the guide's own look and words."""

from collections.abc import Iterable
from dataclasses import dataclass

from ibid.guide.guide import Guide, output_path
from ibid.overview import Overview, Reading, months
from ibid.pages import counted, views
from ibid.pages.labels import Wording
from ibid.problems import Problem

# Where a preview shows it: no file of a guide can be published there.
ADDRESS = "-/index.html"
TEMPLATE = "overview.html"


@dataclass(frozen=True)
class OverviewPage:
    """The page to be rendered; with `linked`, names of files lead to their pages."""

    guide: Guide
    overview: Overview
    linked: bool
    path: str = ADDRESS
    template: str = TEMPLATE
    source: str = ""
    language: str = ""

    @property
    def view(self) -> counted.OverviewView:
        """What its template receives."""
        wording = self.guide.wording()
        words, overview = wording.words.overview, self.overview
        title = self.guide.site.title if self.guide.site else ""
        return counted.OverviewView(
            language=wording.tag,
            direction=wording.direction,
            title=words.heading,
            home=views.Link("../" if self.linked else "", title),
            day=words.day.format(day=wording.day(overview.today).text),
            tallies=(*_tallies(overview, wording),),
            months=_months(overview, wording),
            due=tuple(self._due(wording)),
            readings=tuple(self._hard(one, wording) for one in overview.readings),
            repeated=_problems(overview.repeated),
            unfinished=tuple(views.Link("", path) for path in overview.unfinished),
            problems=_problems(overview.problems),
        )

    def _due(self, wording: Wording) -> Iterable[counted.DueView]:
        words = wording.words.overview
        named = {"review": words.review, "look": words.look}
        for one in self.overview.due:
            late = one.day < self.overview.today
            day = wording.day(one.day)
            yield counted.DueView(day, named[one.task], self._file(one.name), late)

    def _hard(self, page: Reading, wording: Wording) -> counted.HardView:
        words = wording.words.overview
        hard = sum(score > page.limit for score, _ in page.paragraphs)
        summary = words.hard.format(
            number=_tenth(page.score, wording),
            words=_tenth(page.words_a_sentence, wording),
            short=page.short,
            sentences=page.sentences,
            hard=hard,
            every=len(page.paragraphs),
            limit=wording.decimal(page.limit),
        )
        bars = (
            counted.Bar(
                text,
                _tenth(score, wording),
                _share(score, 2 * page.limit),
                over=score > page.limit,
            )
            for score, text in page.paragraphs
        )
        again = "".join(f"; {count} × {about}" for about, count in page.cautions)
        return counted.HardView(self._file(page.name), summary + again, tuple(bars))

    def _file(self, name: str) -> views.Link:
        """A content file by its name; its page, where the overview stands beside it."""
        way = "../" + output_path(name).removesuffix("index.html")
        return views.Link(way if self.linked else "", name)


def _tallies(overview: Overview, wording: Wording) -> Iterable[counted.Tally]:
    words = wording.words.overview
    claims = ((wording.grades[one].words, n) for one, n in overview.certainties.items())
    sources = ((wording.statuses[one], n) for one, n in overview.standings.items())
    looks = (
        (words.within.format(number=age) if age else words.longer, number)
        for age, number in overview.ages.items()
    )
    yield _tally(words.claims, claims, wording)
    yield _tally(words.standings, sources, wording)
    yield _tally(words.looks, looks, wording)


def _months(overview: Overview, wording: Wording) -> counted.Tally:
    words = wording.words.overview
    counts = [
        (wording.month(month) if month else words.overdue, count.total())
        for month, count in months(overview).items()
    ]
    return _tally(words.due, counts, wording, over=(words.overdue,))


def _tally(
    heading: str,
    counts: Iterable[tuple[str, int]],
    wording: Wording,
    over: tuple[str, ...] = (),
) -> counted.Tally:
    rows = [*counts]
    most = max((count for _, count in rows), default=0)
    bars = (
        counted.Bar(name, wording.decimal(count), _share(count, most), name in over)
        for name, count in rows
    )
    total = wording.decimal(sum(count for _, count in rows))
    said = wording.words.overview.total.format(number=total)
    return counted.Tally(heading, said, tuple(bars))


def _tenth(number: float, wording: Wording) -> str:
    return wording.decimal(round(number, 1))


def _share(number: float, most: float) -> float:
    """The share of the most, in a hundred."""
    return round(100 * min(max(number, 0) / most, 1), 1) if most else 0.0


def _problems(problems: Iterable[Problem]) -> tuple[counted.ProblemView, ...]:
    return tuple(
        counted.ProblemView(
            f"{one.place.path}:{one.place.line}",
            one.severity,
            one.message,
            one.hint,
            one.rule,
        )
        for one in problems
    )
