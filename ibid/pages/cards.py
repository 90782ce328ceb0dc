"""A card in its other forms: as data for the sheet it is set on, and as plain text.

Both say what card.html says, from the same view.
"""

import html
import re
from collections.abc import Iterator

from ibid import telephone
from ibid.content.interface import CardWords
from ibid.content.kinds import Card, Diary
from ibid.content.vocabulary import Form
from ibid.pages import screens, views
from ibid.pages.articles import Writer
from ibid.pages.labels import Wording
from ibid.pages.layout import Framing
from ibid.prose.parts import Html, Number, Prose
from ibid.site import inlining

TEMPLATE = "card.typ"
PLAIN = "card.txt"
CODE = "code.svg"
# As many as a diary may have marks: a box to tick has room for no more than one.
LETTERS = "ABCD"
SAYS = re.compile(r"<(title|desc)>(.*?)</\1>", re.DOTALL)


def beside(page: str, name: str) -> str:
    """The path of a file in the folder of a page."""
    return page.removesuffix("index.html") + name


def sheet_path(page: str, form: Form) -> str:
    """Where a form of the card at `page` is published.

    The file's name says what it holds wherever somebody keeps it.
    """
    return beside(page, f"{page.split('/')[-2]}-{form}.pdf")


def links(page: str, framing: Framing, wording: Wording) -> tuple[views.Link, ...]:
    """The way from the card at `page` to each form, by what it is and its bytes."""
    words, found = wording.words.card, []
    for form, size in framing.sheets.get(page, {}).items():
        kilobytes = wording.decimal(max(1, round(size / 1000)))
        said = words.file.format(form=getattr(words, form.value), size=kilobytes)
        found.append(views.Link(sheet_path(page, form).rpartition("/")[2], said))
    return tuple(found)


def code(
    page: str, address: str, framing: Framing, wording: Wording
) -> views.Link | None:
    """The picture that leads a camera to the card at `page`, if it goes on paper."""
    if page not in framing.sheets:
        return None
    return views.Link(CODE, wording.words.card.code.format(page=address))


def source_line(article: views.Article) -> str:
    """The page's sources on one line: a few words each, with their DOIs."""
    named = [note.source for note in article.endnotes]
    return "; ".join(
        one.short + (f", doi:{one.doi}" if one.doi else "") for one in named
    )


def diary(asked: Diary | None, wording: Wording) -> views.Diary | None:
    """The days to tick, if the card is a diary."""
    if asked is None:
        return None
    marks = zip(LETTERS, telephone.texts(asked.marks), strict=False)
    decide = telephone.text(asked.decide)
    return views.Diary(asked.weeks, wording.weekdays, tuple(marks), decide)


def shows_urgent(card: Card) -> bool:
    """Whether the card shows the number for urgent advice."""
    texts = telephone.texts((*card.steps, *card.cautions, *card.get_help))
    numbers = (part for text in texts for part in text if isinstance(part, Number))
    return any(number.name == "urgent" for number in numbers)


def text_link(page: str, writer: Writer) -> views.Link:
    """The way to the card at `page` as plain text."""
    way = writer.to(beside(page, PLAIN))
    return views.Link(way, writer.wording.words.card.plain)


def plain(prose: Prose) -> str:
    """A text of a card's field, as it is read."""
    return "".join(str(run["text"]) for run in runs(prose))


def runs(prose: Prose) -> list[dict[str, object]]:
    """A text of a card's field in stretches, each a telephone number or none."""
    found: list[dict[str, object]] = []
    for part in prose:
        if isinstance(part, Number):
            found.append({"text": part.text, "number": True})
        elif isinstance(part, Html):
            found.append({"text": html.unescape(part.html), "number": False})
    return found


def written(site: views.SiteView, wording: Wording) -> str:
    """Who wrote the guide, and whether a clinician has checked it."""
    words = wording.words.stamp
    said = []
    if site.clinicians:
        said.append(words.clinicians.format(names=", ".join(site.clinicians)))
    if site.non_clinicians:
        said.append(words.non_clinicians.format(names=", ".join(site.non_clinicians)))
    return " ".join((*said, checked(site, wording)))


def checked(site: views.SiteView, wording: Wording) -> str:
    """Whether a clinician has checked the guide."""
    words = wording.words.stamp
    if site.reviewed_by:
        return words.reviewed_by.format(name=site.reviewed_by)
    return words.not_reviewed


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def text(view: screens.CardView, wording: Wording) -> str:
    """The card as plain text, in the order of the page."""
    words, site = wording.words, view.frame.site
    blocks = [
        [view.frame.heading, site.title],
        [f"{number}. {plain(step)}" for number, step in enumerate(view.steps, 1)],
        _listed(words.remedy.cautions, view.cautions),
        [*_weeks(view.diary, words.card)],
        _listed(words.care.get_help, view.get_help),
        [plain(view.elsewhere.text) if view.elsewhere else ""],
        [
            f"{_sentence(view.claim.grade.words)}: {plain(view.claim.text)}",
            view.source_line,
            f"{written(site, wording)} {site.support_statement}",
            site.contact.text if site.contact else "",
            f"{view.address} · {view.article.stamp.reviewed.text}",
        ],
    ]
    paragraphs = ["\n".join(filter(None, block)) for block in blocks]
    return "\n\n".join(filter(None, paragraphs)) + "\n"


def _listed(label: str, items: tuple[Prose, ...]) -> list[str]:
    return [label, *(f"- {plain(item)}" for item in items)] if items else []


def _weeks(diary: views.Diary | None, words: CardWords) -> Iterator[str]:
    """A line to copy for each week, with a place for each mark on each day."""
    if diary is None:
        return
    letters = "".join(letter for letter, _ in diary.marks)
    yield words.diary
    for letter, mark in diary.marks:
        yield f"{letter} {plain(mark)}"
    for week in range(1, diary.weeks + 1):
        days = "  ".join(f"{day} {letters}" for day in diary.days)
        yield f"{words.week} {week}: {days}"
    yield f"{words.at_the_end} {plain(diary.decide)}"


def data(view: screens.CardView, wording: Wording) -> dict[str, object]:
    """The card as plain data, for a template that sets it on paper."""
    words, site = wording.words, view.frame.site
    language, _, region = wording.tag.partition("-")
    return {
        "title": view.frame.heading,
        "guide": site.title,
        "authors": [*site.clinicians, *site.non_clinicians],
        "summary": view.frame.summary,
        "colours": {"eased": site.eased},
        "language": language,
        "region": region if re.fullmatch("[A-Za-z]{2}", region) else None,
        "direction": wording.direction,
        "steps": [runs(step) for step in view.steps],
        "cautions": {
            "label": words.remedy.cautions,
            "items": [runs(caution) for caution in view.cautions],
        },
        "help": {
            "label": words.care.get_help,
            "items": [runs(sign) for sign in view.get_help],
        },
        "elsewhere": runs(view.elsewhere.text) if view.elsewhere else [],
        "diary": _diary_data(view.diary, words.card),
        "drawings": [
            {
                "svg": inlining.on_paper(drawing.svg, site.eased),
                "alt": " ".join(
                    html.unescape(said) for _, said in SAYS.findall(drawing.svg)
                ),
                "caption": runs(drawing.caption),
            }
            for drawing in view.drawings
        ],
        "certainty": {
            "words": _sentence(view.claim.grade.words),
            "strands": view.claim.grade.strands,
            "claim": runs(view.claim.text),
        },
        "sources": view.source_line,
        "written": written(site, wording),
        "checked": checked(site, wording),
        "support": site.support_statement,
        "contact": site.contact.text if site.contact else "",
        "url": view.frame.canonical,
        "address": view.address,
        "day": view.article.stamp.reviewed.text,
        "labels": {
            "code": words.card.code.format(page=view.address),
            "name": words.card.name,
            "notes": words.card.notes,
        },
    }


def _diary_data(
    diary: views.Diary | None, words: CardWords
) -> dict[str, object] | None:
    if diary is None:
        return None
    return {
        "label": words.diary,
        "week": words.week,
        "weeks": diary.weeks,
        "days": list(diary.days),
        "marks": [
            {"letter": letter, "text": runs(mark)} for letter, mark in diary.marks
        ],
        "end": words.at_the_end,
        "decide": runs(diary.decide),
    }
