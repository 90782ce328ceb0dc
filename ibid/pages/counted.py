"""What the page on how a guide stands shows: plain data, counted and drawn."""

from dataclasses import dataclass

from ibid.pages import views


@dataclass(frozen=True, slots=True)
class Bar:
    """One of several things that are compared: its name, its number, its share in a
    hundred of the most; `over`, where that is too much.
    """

    name: str
    number: str
    share: float
    over: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """Several things that are counted, and how many they are together."""

    heading: str
    total: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class DueView:
    """What is to be done by a day; `late`, where that is over."""

    day: views.Day
    task: str
    file: views.Link
    late: bool


@dataclass(frozen=True, slots=True)
class HardView:
    """How hard a page is to read, and each paragraph of it."""

    file: views.Link
    summary: str
    paragraphs: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class ProblemView:
    """A problem; its words are English, as they are in a terminal."""

    place: str
    severity: str
    message: str
    hint: str
    rule: str


@dataclass(frozen=True, slots=True)
class OverviewView:
    """What overview.html shows. The page stands alone: a file's `href` may be ""."""

    language: str
    direction: str
    title: str
    home: views.Link
    day: str
    tallies: tuple[Tally, ...]
    months: Tally
    due: tuple[DueView, ...]
    readings: tuple[HardView, ...]
    repeated: tuple[ProblemView, ...]
    unfinished: tuple[views.Link, ...]
    problems: tuple[ProblemView, ...]
