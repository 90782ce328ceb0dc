"""What each template receives: one frozen view for every kind of page."""

from dataclasses import dataclass

from ibid.pages import views
from ibid.prose import parts


@dataclass(frozen=True, slots=True)
class PageView:
    """page.html, home.html: a page of text."""

    frame: views.Frame
    article: views.Article
    groups: tuple["Group", ...] = ()
    quick_fix: "CardView | None" = None
    routes: tuple["Way", ...] = ()
    index: views.Link | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """A way from the home page; an urgent one leads to help."""

    href: str
    label: str
    text: parts.Prose
    urgent: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A titled list of pages, with the page that lists them all."""

    title: str
    href: str
    summary: parts.Prose
    items: tuple[views.Item, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """section.html, remedies.html: a section's front, its text and its pages."""

    frame: views.Frame
    article: views.Article
    section: str
    items: tuple[views.Item, ...]


@dataclass(frozen=True, slots=True)
class SourcesView:
    """references.html: every source, grouped by standing."""

    frame: views.Frame
    article: views.Article
    groups: tuple["SourceGroup", ...]


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """The sources of one standing, with how often each is cited."""

    title: str
    status: str
    sources: tuple[tuple[views.Source, int], ...]


@dataclass(frozen=True, slots=True)
class CareLevelView:
    """One care card: `level` is emergency, urgent or soon; `spoken` its prefix."""

    level: str
    spoken: str
    action: parts.Prose
    signs: tuple[parts.Prose, ...]


@dataclass(frozen=True, slots=True)
class CareView:
    """care.html: when to get help."""

    frame: views.Frame
    article: views.Article
    levels: tuple[CareLevelView, ...]


@dataclass(frozen=True, slots=True)
class CauseView:
    """cause.html."""

    frame: views.Frame
    article: views.Article
    claim: views.Claim
    steps: tuple[parts.Prose, ...]
    get_help: tuple[parts.Prose, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A question every remedy answers, and the answer; `name` is the field's."""

    name: str
    question: str
    parts: parts.Prose


@dataclass(frozen=True, slots=True)
class EffectView:
    """What changes for some people: words, the strands of a rope, where its ring is.

    `ends` say how much less and more the drawing's ends stand for; () without a number.
    """

    who: parts.Prose
    source: parts.Prose
    finding: str
    words: str
    ring: float
    rope: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemedyView:
    """remedy.html."""

    frame: views.Frame
    article: views.Article
    claim: views.Claim
    verdict: str
    verdict_words: str
    verdict_for: parts.Prose
    effort: parts.Prose
    safety: parts.Prose
    steps: tuple[parts.Prose, ...]
    drawings: tuple[views.Drawing, ...]
    effects: tuple[EffectView, ...]
    answers: tuple[Answer, ...]
    cautions: tuple[parts.Prose, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """What the guided player shows at a time, with a few words above it.

    It lasts `seconds`; at 0, until the reader goes on.
    """

    heading: str
    text: parts.Prose
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Variant:
    """An easier or a harder way, and the page that shows it, if one does."""

    text: parts.Prose
    page: views.Link | None


Dosed = tuple[tuple[str, parts.Prose], ...]
"""A dose: its parts with their labels, in the fixed order."""


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """exercise.html: `phases` are empty where the player has nothing to count."""

    frame: views.Frame
    article: views.Article
    claim: views.Claim
    purpose: parts.Prose
    position: parts.Prose
    steps: tuple[parts.Prose, ...]
    dose: Dosed
    dose_source: parts.Prose
    cautions: tuple[parts.Prose, ...]
    stop_rule: parts.Prose
    easier: Variant | None
    harder: Variant | None
    drawings: tuple[views.Drawing, ...]
    phases: tuple[Phase, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """An exercise of a programme, as it is done there."""

    page: views.Link
    drawing: views.Drawing | None
    dose: Dosed
    because: parts.Prose


@dataclass(frozen=True, slots=True)
class StageView:
    """Weeks that are alike: their title, the name of each, and a box for each time."""

    id: str
    title: str
    days: parts.Prose
    weeks: tuple[str, ...]
    sessions: tuple[str, ...]
    parts: tuple[PartView, ...]
    phases: tuple[Phase, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """programme.html."""

    frame: views.Frame
    article: views.Article
    claim: views.Claim
    drawings: tuple[views.Drawn, ...]
    stages: tuple[StageView, ...]
    dose_source: parts.Prose
    cautions: tuple[parts.Prose, ...]
    stop_rule: parts.Prose
    decide: tuple[parts.Prose, ...]


@dataclass(frozen=True, slots=True)
class CardView:
    """card.html and now.html: one sheet, its steps, sources and address.

    `files` are the forms in which it can be taken along, with what they weigh; `text`
    leads to the same words as plain text, `code` to a picture that cameras read;
    `elsewhere` is the remark on the urgent number, if the card shows that.
    """

    frame: views.Frame
    article: views.Article
    claim: views.Claim
    steps: tuple[parts.Prose, ...]
    hold_seconds: int
    hold: str
    get_help: tuple[parts.Prose, ...]
    cautions: tuple[parts.Prose, ...]
    drawings: tuple[views.Drawing, ...]
    address: str
    source_line: str
    card: views.Link
    doctor: views.Link
    diary: views.Diary | None
    text: views.Link
    elsewhere: views.Elsewhere | None = None
    code: views.Link | None = None
    files: tuple[views.Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that relies on a source, and the link to that very sentence."""

    text: str
    href: str
    heading: str


@dataclass(frozen=True, slots=True)
class CitedBy:
    """A page that cites the source, and what it says there."""

    page: views.Link
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """reference.html: what a source found, how it stands, who relies on it."""

    frame: views.Frame
    article: views.Article
    source: views.Source
    all_authors: str
    found: parts.Prose
    funding: str
    checked_at: str
    notes: tuple[str, ...]
    archived: views.Link | None
    confirmed: bool
    cited_by: tuple[CitedBy, ...]
    downloads: tuple[views.Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """The pages whose names start with one letter."""

    letter: str
    pages: tuple[views.Item, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """a-z.html: every page by its names."""

    frame: views.Frame
    letters: tuple[Letter, ...]
    search: views.Search | None = None


@dataclass(frozen=True, slots=True)
class MissingView:
    """404.html, offline.html: shown in the place of another page, with links to some.

    Those of 404.html start at the host, for it is served at any depth.
    """

    frame: views.Frame
    groups: tuple[views.Link, ...]


@dataclass(frozen=True, slots=True)
class MovedView:
    """A former address of a page, which leads to the page.

    `href` is the way from there, `url` the page's whole address.
    """

    language: str
    title: str
    href: str
    url: str


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One page in the feed and the sitemap; the feed has its whole text too."""

    url: str
    title: str
    summary: str
    published: str
    updated: str
    text: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class ListView:
    """feed.xml, sitemap.xml, robots.txt, manifest.webmanifest, sw.js."""

    site: views.SiteView
    url: str
    updated: str
    entries: tuple[FeedEntry, ...] = ()
    files: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    version: str = ""
    now: str = ""
    icons: tuple[tuple[str, str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SheetView:
    """card.typ: a card as JSON, the form it is set in, and the day it is dated."""

    form: str
    card: str
    day: str
