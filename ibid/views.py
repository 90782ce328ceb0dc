"""What a template receives: frozen, plain data, prepared so that no template computes.

A page depends on its view and on nothing else, so everything a template prints stands
here: texts, relative links, formatted dates, numbers of citations.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Link:
    """A relative link; `current` marks the page that the reader is on."""

    href: str
    label: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A date for machines (`2026-11-22`) and for people (`22 November 2026`)."""

    iso: str
    text: str


@dataclass(frozen=True, slots=True)
class Html:
    """Converted Markdown, or escaped text: the only ready-made markup in a view."""

    html: str
    kind: str = "html"


@dataclass(frozen=True, slots=True)
class MarkItem:
    """One citation: `id` is where its way back leads, `label` says author and year."""

    id: str
    href: str
    number: int
    label: str
    locator: str = ""
    prefix: str = ""
    suffix: str = ""
    status: str = ""
    status_words: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A group of citations at one place of a text; `narrative` names them in it."""

    items: tuple[MarkItem, ...]
    narrative: str = ""
    kind: str = "mark"


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark of an explanatory note: a letter."""

    id: str
    href: str
    letter: str
    kind: str = "note"


@dataclass(frozen=True, slots=True)
class Grade:
    """A certainty in words (`low certainty`), and as 1 to 4 strands of a rope."""

    level: str
    words: str
    strands: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Box:
    """A box within a text: insight, tip, quick-fix, warning or advertisement.

    `spoken` is what a screen reader hears first ("Insight"); `grade` and `reason` are
    there for insights only.
    """

    box: str
    spoken: str
    title: str
    parts: "Prose"
    grade: Grade | None = None
    reason: "Prose" = ()
    kind: str = "box"


Part = Html | Mark | NoteMark | Box
Prose = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's contents."""

    id: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What has become of a source that isn't current: a badge and a plain note."""

    status: str
    words: str
    note: str
    notice: Link | None
    read_instead: Link | None


@dataclass(frozen=True, slots=True)
class Source:
    """A reference ready to print: each part a text, empty where it isn't known.

    `authors` and `title` end without a full stop. `doi_href` is the https link.
    `standing` is None while the source is current.
    """

    key: str
    href: str
    type: str
    authors: str
    title: str
    container: str
    editors: str
    year: str
    issued: str
    volume: str
    issue: str
    page: str
    edition: str
    number: str
    publisher: str
    place: str
    doi: str
    doi_href: str
    pmid: str
    pmid_href: str
    url: str
    accessed: str
    short: str
    study: str
    checked: Day
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Endnote:
    """One entry of a page's list of sources: `back` has a link for each citing place.

    A back link's label is its letter ("a", "b"), or "" where there is only one.
    """

    id: str
    number: int
    source: Source
    back: tuple[Link, ...]
    found: str


@dataclass(frozen=True, slots=True)
class Note:
    """An explanatory note, with the way back to each place that calls it."""

    id: str
    letter: str
    parts: Prose
    back: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """An inline drawing: `svg` is the file's own markup, with its title inside."""

    name: str
    svg: str
    caption: str


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list of pages."""

    href: str
    title: str
    summary: str
    grade: Grade | None = None
    verdict: str = ""
    verdict_words: str = ""
    effort: str = ""
    safety: str = ""
    drawing: Drawing | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """When the page was written, last reviewed and is due again."""

    published: Day
    reviewed: Day
    due: Day
    overdue: bool


@dataclass(frozen=True, slots=True)
class Person:
    """The author: `byline` is the honest line, such as "written by non-clinicians"."""

    name: str
    role: str
    byline: str
    about: str


@dataclass(frozen=True, slots=True)
class SiteView:
    """What is the same on every page."""

    title: str
    tagline: str
    language: str
    base_url: str
    author: Person
    reviewed_by: str
    emergency_number: str
    urgent_number: str
    contact: str
    feedback: str
    disclosure: str
    privacy: str
    support_statement: str
    more_help: tuple[Link, ...]
    style: str
    paper: str
    paper_dark: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds a page's own content.

    `root` is the relative way to the guide's first folder ("", "../", "../../").
    `menu` holds the sections; `trail` the way from home to the parent page.
    """

    path: str
    root: str
    canonical: str
    title: str
    heading: str
    summary: str
    site: SiteView
    home: Link
    now: Link
    doctor: Link
    about: Link
    menu: tuple[Link, ...]
    trail: tuple[Link, ...]
    icon: str
    script: str
    manifest: str
    feed: str
    json_ld: str
    meta: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """What every page of text has: body, notes, sources, dates, what to read next."""

    parts: Prose
    contents: tuple[Heading, ...]
    notes: tuple[Note, ...]
    endnotes: tuple[Endnote, ...]
    stamp: Stamp
    related: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """The page's one claim, how sure we are, why, and what is not known."""

    text: str
    grade: Grade
    reason: Prose
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class PageView:
    """page.html, home.html: a page of text."""

    frame: Frame
    article: Article
    groups: tuple["Group", ...] = ()
    quick_fix: "CardView | None" = None


@dataclass(frozen=True, slots=True)
class Group:
    """A titled list of pages, with the page that lists them all."""

    title: str
    href: str
    summary: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """section.html, remedies.html: a section's front, its text and its pages."""

    frame: Frame
    article: Article
    section: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class SourcesView:
    """references.html: every source, grouped by standing."""

    frame: Frame
    article: Article
    groups: tuple["SourceGroup", ...]


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """The sources of one standing, with how often each is cited."""

    title: str
    status: str
    sources: tuple[tuple[Source, int], ...]


@dataclass(frozen=True, slots=True)
class CareLevelView:
    """One care card: `level` is emergency, urgent or soon; `spoken` its prefix."""

    level: str
    spoken: str
    action: str
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CareView:
    """care.html: when to get help."""

    frame: Frame
    article: Article
    levels: tuple[CareLevelView, ...]


@dataclass(frozen=True, slots=True)
class CauseView:
    """cause.html."""

    frame: Frame
    article: Article
    claim: Claim
    get_help: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A question every remedy answers, and the answer."""

    question: str
    parts: Prose


@dataclass(frozen=True, slots=True)
class RemedyView:
    """remedy.html."""

    frame: Frame
    article: Article
    claim: Claim
    verdict: str
    verdict_words: str
    effort: str
    safety: str
    steps: tuple[str, ...]
    drawings: tuple[Drawing, ...]
    answers: tuple[Answer, ...]
    cautions: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """exercise.html: `dose` holds (label, value) in the fixed order."""

    frame: Frame
    article: Article
    claim: Claim
    purpose: str
    position: str
    steps: tuple[str, ...]
    dose: tuple[tuple[str, str], ...]
    dose_source: Prose
    cautions: tuple[Prose, ...]
    stop_rule: str
    easier: str
    harder: str
    drawings: tuple[Drawing, ...]


@dataclass(frozen=True, slots=True)
class CardView:
    """card.html and now.html: one sheet, its steps, sources and address."""

    frame: Frame
    article: Article
    claim: Claim
    steps: tuple[str, ...]
    hold_seconds: int
    get_help: tuple[str, ...]
    cautions: tuple[str, ...]
    drawings: tuple[Drawing, ...]
    address: str
    source_line: str
    card: Link
    doctor: Link


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that relies on a source, and the link to that very sentence."""

    text: str
    href: str
    heading: str


@dataclass(frozen=True, slots=True)
class CitedBy:
    """A page that cites the source, and what it says there."""

    page: Link
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """reference.html: what a source found, how it stands, who relies on it."""

    frame: Frame
    article: Article
    source: Source
    all_authors: str
    found: Prose
    funding: str
    checked_at: str
    not_confirmed: tuple[str, ...]
    confirmed: bool
    cited_by: tuple[CitedBy, ...]
    downloads: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingView:
    """404.html: links are whole addresses, for it is served at any depth."""

    frame: Frame
    groups: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One page in the feed and the sitemap."""

    url: str
    title: str
    summary: str
    published: str
    updated: str


@dataclass(frozen=True, slots=True)
class ListView:
    """feed.xml, sitemap.xml, robots.txt, manifest.webmanifest, sw.js."""

    site: SiteView
    url: str
    updated: str
    entries: tuple[FeedEntry, ...] = ()
    files: tuple[str, ...] = ()
    version: str = ""
    now: str = ""
    icons: tuple[tuple[str, str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class TextView:
    """A page whose text was made elsewhere: references.json, .bib and .ris."""

    text: str
