"""What a template receives: frozen, plain data, prepared so that no template computes.

A page depends on its view and on nothing else, so everything a template prints stands
here: texts, relative links, formatted dates, numbers of citations.
"""

from dataclasses import dataclass

from ibid.prose import parts


@dataclass(frozen=True, slots=True)
class Link:
    """A relative link; `current` marks the page that the reader is on."""

    href: str
    label: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Diary:
    """Days to tick: `days` are those of a week in short, `marks` what is noted by a
    letter.
    """

    weeks: int
    days: tuple[str, ...]
    marks: tuple[tuple[str, parts.Prose], ...]
    decide: parts.Prose


@dataclass(frozen=True, slots=True)
class Day:
    """A date for machines (`2026-11-22`) and for people (`22 November 2026`)."""

    iso: str
    text: str


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

    `formatted` is the whole in the owner's CSL style, "" where the built-in style is
    used. `authors` and `title` end without a full stop. `doi_href` is the https link.
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
    formatted: str = ""


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
    parts: parts.Prose
    back: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """An inline drawing: `svg` is the file's own markup, with its title inside."""

    name: str
    svg: str
    caption: parts.Prose


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing as a picture of its own file, where many would weigh down a page."""

    src: str
    width: int
    height: int
    alt: str
    caption: parts.Prose


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list of pages."""

    href: str
    title: str
    summary: parts.Prose
    grade: parts.Grade | None = None
    verdict: str = ""
    verdict_words: str = ""
    verdict_for: parts.Prose = ()
    effort: str = ""
    safety: str = ""
    drawn: tuple[Drawn, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """When the page was written, last reviewed and is due again."""

    published: Day
    reviewed: Day
    due: Day
    overdue: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """What an author offers, and where to take it up."""

    title: str
    text: str
    contact: parts.Number


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What to do where the number for urgent advice serves nobody, and where more of it
    stands.
    """

    number: str
    text: parts.Prose
    more: Link | None


@dataclass(frozen=True, slots=True)
class SiteView:
    """What is the same on every page.

    `search` is the version of what cuts words to stems, "" where nobody can search.
    """

    title: str
    tagline: str
    language: str
    base_url: str
    clinicians: tuple[str, ...]
    non_clinicians: tuple[str, ...]
    reviewed_by: str
    has_now: bool
    now_label: str
    help_question: str
    mark: str
    licence: str
    menu: tuple[str, ...]
    contact: parts.Number | None
    feedback: str
    disclosure: str
    privacy: str
    support_statement: str
    more_help: tuple[Link, ...]
    fonts: bool
    search: str
    eased: str
    paper: str
    paper_dark: str


@dataclass(frozen=True, slots=True)
class Font:
    """A font file of the guide's own: its family, its weights, where it lies."""

    family: str
    weight: str
    href: str


@dataclass(frozen=True, slots=True)
class Shared:
    """The picture of a page for those who share it: where it will be, what it shows.

    `drawing` is a drawing's name, or nothing; `alt` says in words what there is to see.
    """

    path: str
    title: str
    drawing: str
    alt: str
    guide: str
    address: str
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class Search:
    """Where the script of the search is, and the texts that it looks through."""

    script: str
    texts: str


@dataclass(frozen=True, slots=True)
class Icon:
    """The guide's icon as a file of pixels, as wide as high.

    It fills `room` of its side, which is less than 1 where a telephone may cut off the
    edges; `filled` says whether it has a ground of its own.
    """

    path: str
    side: int
    room: float
    filled: bool

    @property
    def purpose(self) -> str:
        """What a manifest says that it is for."""
        return "maskable" if self.room < 1 else "any"


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds a page's own content.

    `root` is the relative way to the guide's first folder ("", "../", "../../").
    `menu` holds the sections; `trail` the way from home to the parent page. `lead` is
    the summary as the page shows it. `unfinished` marks what is no more than begun.
    `printed` leads to the rules for paper, `touch_icon` to the icon of telephones;
    `share` is the picture of a page that is shared.
    """

    path: str
    root: str
    canonical: str
    title: str
    heading: str
    summary: str
    lead: parts.Prose
    site: SiteView
    home: Link
    now: Link | None
    doctor: Link
    about: Link
    menu: tuple[Link, ...]
    trail: tuple[Link, ...]
    mark: str
    icon: str
    script: str
    touch_icon: str
    printed: str
    manifest: str
    feed: str
    fonts: tuple[Font, ...]
    player: str
    player_look: str
    json_ld: str
    language: str
    direction: str
    question: str
    meta: tuple[tuple[str, str], ...] = ()
    unfinished: bool = False
    share: Shared | None = None
    offer: Offer | None = None
    elsewhere: Elsewhere | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """What every page of text has: body, notes, sources, dates, what to read next."""

    parts: parts.Prose
    contents: tuple[Heading, ...]
    notes: tuple[Note, ...]
    endnotes: tuple[Endnote, ...]
    stamp: Stamp
    related: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """The page's one claim, how sure we are, why, and what is not known."""

    text: parts.Prose
    grade: parts.Grade
    reason: parts.Prose
    unknown: parts.Prose = ()
