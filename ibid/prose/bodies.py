"""Markdown bodies as HTML parts: text, marks, boxes and notes.

Conversion is a function of the text alone, so its result may be remembered: `texts`
says what has to be converted, `converter` converts, `body` puts the parts together.
"""

import html as entities
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import markdown
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from pymdownx.betterem import BetterEmExtension

from ibid import telephone
from ibid.pages import views
from ibid.prose import parts, scan, typography

CERTAINTY = re.compile(
    r"^Certainty:[ \t]*+([A-Za-z -]+?)\.(?:\s+|\Z)(.*)\Z", re.MULTILINE | re.DOTALL
)
BOX_TOKEN = re.compile(r"<p>\ue004(\d+)\ue005</p>\n?")
TOKEN = re.compile(rf"\ue000(\d+)\ue001|\ue002(\d+)\ue003|{telephone.CALL.pattern}")
HEADING = re.compile(r"<h([2-6])>(.*?)</h\1>", re.DOTALL)
LINK = re.compile(r"(?<= )(href|src)=\"([^\"]*)\"")
TAG = re.compile(r"<[^>]*>")

Convert = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class DraftBox:
    """A box before conversion; `certainty` and `reason` are "" where not given."""

    box: str
    title: str
    text: str
    certainty: str
    reason: str


@dataclass(frozen=True)
class Draft:
    """A marked body cut into its main text, its boxes and its notes, still Markdown."""

    main: str
    boxes: tuple[DraftBox, ...]
    notes: tuple[tuple[str, str], ...]

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Every text that has to be converted."""
        texts = [self.main, *(text for _, text in self.notes)]
        for box in self.boxes:
            texts += [box.text, box.reason]
        return tuple(text for text in texts if text.strip())


def draft(marked_body: str) -> Draft:
    """The marked body cut up: a box's place is kept by a paragraph of its own."""
    uncoded = scan.without_code(marked_body)
    cuts: list[tuple[tuple[int, int], str]] = []
    boxes: list[DraftBox] = []
    notes: list[tuple[str, str]] = []
    for box in scan.boxes(uncoded, marked_body):
        cuts.append((box.span, f"\n\ue004{len(boxes)}\ue005\n\n"))
        boxes.append(draft_box(box))
    for note in scan.notes(uncoded, marked_body):
        cuts.append((note.span, "\n"))
        notes.append((note.name, note.text))
    main, last = [], 0
    for (start, end), replacement in sorted(cuts):
        main += [marked_body[last:start], replacement]
        last = end
    return Draft("".join([*main, marked_body[last:]]), tuple(boxes), tuple(notes))


def draft_box(box: scan.BoxSource) -> DraftBox:
    """A box with its closing line `Certainty: low. Reason.` taken out of the text."""
    last_paragraph = max(box.text.rstrip().rfind("\n\n"), 0)
    found = CERTAINTY.search(box.text, last_paragraph)
    if not found:
        return DraftBox(box.box, box.title, box.text, "", "")
    level = re.sub(r"[\s-]+", "-", found[1].strip().lower())
    text = box.text[: found.start()].rstrip()
    return DraftBox(box.box, box.title, text, level, found[2].strip())


def converter() -> Convert:
    """A function from Markdown to HTML with curly quotes and headings' ids.

    Raw HTML comes out as text: a rule refuses it, and nothing slips by.
    """
    library = _library()

    def convert(text: str) -> str:
        library.reset()
        return with_heading_ids(typography.curled(library.convert(text)))

    return convert


def _library() -> markdown.Markdown:
    """The library with the Markdown that authors may write, and nothing else."""
    library = markdown.Markdown(
        extensions=[
            BetterEmExtension(),
            FencedCodeExtension(),
            SaneListExtension(),
            TableExtension(),
        ],
        output_format="html",
    )
    for registry, names in (
        (library.preprocessors, ("html_block",)),
        (library.parser.blockprocessors, ("code", "setextheader", "reference")),
        (
            library.inlinePatterns,
            (
                *("html", "reference", "short_reference"),
                *("image_reference", "short_image_ref"),
            ),
        ),
    ):
        for name in names:
            registry.deregister(name)
    library.ESCAPED_CHARS = [*library.ESCAPED_CHARS, "@"]
    return library


def with_heading_ids(markup: str) -> str:
    """HTML whose headings have ids made of their words, each id once."""
    used: set[str] = set()

    def heading(match: "re.Match[str]") -> str:
        base = identifier(plain_text(match[2]))
        name, count = base, 1
        while name in used:
            count += 1
            name = f"{base}-{count}"
        used.add(name)
        return f'<h{match[1]} id="{name}">{match[2]}</h{match[1]}>'

    return HEADING.sub(heading, markup)


def identifier(text: str) -> str:
    """A text as an id and an address: small letters and digits, hyphens between."""
    words = re.sub("[’']", "", text)
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", words).lower())
    letters = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return "-".join(re.findall(r"\w+", letters)) or "section"


def plain_text(markup: str) -> str:
    """The words of some HTML, without tags, marks and boxes."""
    text = re.sub(r"[\ue000\ue002\ue004]\d+[\ue001\ue003\ue005]", "", markup)
    spaced = re.sub(r"</(?:p|li|h\d|td|th)>", r"\g<0> ", telephone.unmarked(text))
    return " ".join(entities.unescape(TAG.sub("", spaced)).split())


@dataclass(frozen=True)
class Maker:
    """How a page turns numbers, addresses and kinds into what its view shows."""

    mark: Callable[[int], parts.Mark]
    call: Callable[[int], parts.NoteMark]
    grade: Callable[[str], parts.Grade | None]
    link: Callable[[str], str]
    spoken: Callable[[str], str]


def field(text: str, make: Maker) -> parts.Prose:
    """A marked front-matter text, which has no Markdown in it, as parts."""
    return tuple(_parts(entities.escape(typography.curl(text), quote=False), make))


def body(draft: Draft, html: Mapping[str, str], make: Maker) -> parts.Prose:
    """The parts of a whole body, boxes included."""
    pieces = BOX_TOKEN.split(html.get(draft.main, ""))
    found: list[parts.Part] = []
    for number, piece in enumerate(pieces):
        if number % 2:
            found.append(_box(draft.boxes[int(piece)], html, make))
        else:
            found += _parts(piece, make)
    return tuple(found)


BOXES = ("insight", "tip", "quick-fix", "warning", "advertisement")


def _box(box: DraftBox, html: Mapping[str, str], make: Maker) -> parts.Box:
    reason = html.get(box.reason, "").removeprefix("<p>").removesuffix("</p>")
    return parts.Box(
        box.box,
        make.spoken(box.box),
        telephone.text(box.title),
        tuple(_parts(html.get(box.text, ""), make)),
        make.grade(box.certainty),
        tuple(_parts(reason, make)),
    )


def converted(text: str, html: Mapping[str, str], make: Maker) -> parts.Prose:
    """A text of its own, such as a note, as parts."""
    return tuple(_parts(html.get(text, ""), make))


def addresses(markup: str) -> Iterator[str]:
    """Where the links and pictures of converted prose lead, as they were written."""
    return (entities.unescape(found[2]) for found in LINK.finditer(markup))


def _parts(markup: str, make: Maker) -> Iterator[parts.Part]:
    linked = LINK.sub(
        lambda match: (
            f'{match[1]}="{entities.escape(make.link(entities.unescape(match[2])))}"'
        ),
        markup,
    )
    last = 0
    for token in TOKEN.finditer(linked):
        if linked[last : token.start()]:
            yield parts.Html(linked[last : token.start()])
        if token[3]:
            yield telephone.number(token[3], entities.unescape(token[4]))
        else:
            yield make.mark(int(token[1])) if token[1] else make.call(int(token[2]))
        last = token.end()
    if linked[last:].strip():
        yield parts.Html(linked[last:])


def contents(draft: Draft, html: Mapping[str, str]) -> Iterable[views.Heading]:
    """The headings of the main text."""
    found = re.findall(r'<h([2-6]) id="([^"]*)">(.*?)</h\1>', html.get(draft.main, ""))
    for level, name, text in found:
        yield views.Heading(name, plain_text(text), int(level))
