"""Every page of the site: its path, its template and the view it is made of."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ibid import telephone
from ibid.content.kinds import (
    Card,
    CarePage,
    Cause,
    Exercise,
    Graded,
    Page,
    Programme,
    Remedy,
)
from ibid.content.reference import Reference
from ibid.content.site import Site
from ibid.failures import at_work
from ibid.formats import exporting
from ibid.pages import (
    cards,
    care,
    effects,
    exercises,
    index,
    linked_data,
    screens,
    sections,
    sources,
    views,
)
from ibid.pages.articles import Text
from ibid.pages.backlinks import cited_by
from ibid.pages.labels import ANSWERS
from ibid.pages.layout import NOW, Framing, address
from ibid.pages.planner import Made, Make, Planned, Planner
from ibid.prose import unfinished
from ibid.prose.typography import curl
from ibid.records.answers import wanted


def plan(planner: Planner, site: Site) -> tuple[Planned, ...]:
    """Every page that stands for a content file, and the steps behind /now/."""

    def page(name: str) -> Make:
        def make(framing: Framing) -> Made:
            with at_work(framing.guide.entry(name).document.source.path):
                return Pages(framing, site, name).page()

        return make

    guide = planner.framing.guide
    planned = [planner.page(path, page(name)) for path, name in guide.paths.items()]
    card = planner.framing.quick_fix(site)
    if card:
        planned.append(
            planner.page(NOW, lambda framing: Pages(framing, site, card, NOW).at_once())
        )
    return tuple(planned)


class Pages:
    """Makes the page of one entry, at its own path or at another one."""

    def __init__(self, framing: Framing, site: Site, name: str, path: str = "") -> None:
        self.framing, self.site = framing, site
        self.entry = entry = framing.guide.entry(name)
        self.path = path or entry.path
        self.writer = framing.writer(self.path)
        self.text = Text(entry, self.writer)

    def page(self) -> Made:
        """The entry's page, in the template of its kind."""
        return self._made(*self._view())

    def at_once(self) -> Made:
        """The steps of a card as the page behind /now/."""
        return self._made("now.html", self.card())

    def _made(self, template: str, view: Any) -> Made:
        source = self.entry.document.source.path
        if self._unfinished:
            view = replace(view, frame=replace(view.frame, unfinished=True))
        return Made(template, view, source, self.writer.wording.tag)

    @property
    def _unfinished(self) -> bool:
        """Whether the page is a draft, or says what its author was to replace."""
        spans = unfinished.spans(self.entry.document, self.entry.prose)
        return self.framing.guide.faces[self.entry.name].draft or any(spans)

    def _view(self) -> tuple[str, Any]:
        """The template of the entry's kind, and what it shows."""
        template: str
        view: Any
        content = self.entry.shown
        match content:
            case Reference():
                template, view = "reference.html", self.reference()
            case Cause():
                template, view = "cause.html", self.cause(content)
            case Remedy():
                template, view = "remedy.html", self.remedy(content)
            case Exercise():
                template, view = "exercise.html", self.moving(content)
            case Programme():
                template, view = "programme.html", self.moving(content)
            case Card():
                template, view = "card.html", self.card()
            case CarePage():
                template, view = "care.html", self.care(content)
            case _:
                template, view = self._front()
        return template, view

    def _front(self) -> tuple[str, Any]:
        """The home page, a section's front, or a page of text."""
        article = self.text.article()
        frame = self.frame(article)
        if self.entry.name == "index.md":
            quick_fix = self.framing.quick_fix(self.site)
            card = self._beside(quick_fix) if quick_fix else None
            return "home.html", screens.PageView(
                frame,
                article,
                sections.groups(self.writer),
                card,
                sections.ways(self.writer, self.site.routes),
                index.link(self.framing, self.path),
            )
        if self.entry.name == "references/index.md":
            groups = tuple(sections.source_groups(self.writer))
            return "references.html", screens.SourcesView(frame, article, groups)
        if self.entry.name.endswith("/index.md"):
            section = self.entry.section
            compared = self.writer.guide.holds(self.entry.name, Remedy)
            template = "remedies.html" if compared else "section.html"
            items = sections.members(self.writer, section)
            return template, screens.SectionView(frame, article, section, items)
        return "page.html", screens.PageView(frame, article)

    def _beside(self, name: str) -> screens.CardView:
        """Another entry's card, with links from this page."""
        return Pages(self.framing, self.site, name, self.path).card()

    def frame(self, article: views.Article) -> views.Frame:
        """The frame of a page of text, with its description for machines."""
        content = self.entry.shown
        if not isinstance(content, Page):
            raise TypeError(f"{self.entry.name} is not a page of text")
        title = telephone.unmarked(content.title)
        frame = self.framing.frame(self.path, title, content.summary)
        data = linked_data.web_page(self.site, frame, article, content)
        figures = getattr(content, "drawings", ())
        frame = self.framing.pictured(
            replace(frame, json_ld=data), figures[-1].name if figures else ""
        )
        # The relief steps have the title of the card that they come from.
        now = self.framing.now_label
        return self.framing.called(frame, now) if self.path == NOW else frame

    def claim(self, content: Graded) -> views.Claim:
        """The page's one claim, graded."""
        return views.Claim(
            telephone.text(content.claim),
            self.writer.wording.grades[content.certainty],
            self.text.field("certainty_reason"),
            telephone.text(str(getattr(content, "unknown", ""))),
        )

    def cause(self, content: Cause) -> screens.CauseView:
        """What cause.html shows."""
        article = self.text.article()
        return screens.CauseView(
            frame=self.frame(article),
            article=article,
            claim=self.claim(content),
            steps=telephone.texts(content.steps),
            get_help=telephone.texts(content.get_help),
        )

    def remedy(self, content: Remedy) -> screens.RemedyView:
        """What remedy.html shows."""
        article, wording = self.text.article(), self.writer.wording
        return screens.RemedyView(
            frame=self.frame(article),
            article=article,
            claim=self.claim(content),
            verdict=content.verdict.value,
            verdict_words=wording.verdicts[content.verdict],
            effort=telephone.text(wording.efforts[content.effort]),
            safety=telephone.text(wording.safeties[content.safety]),
            steps=telephone.texts(content.steps),
            drawings=self.writer.drawings(content.drawings),
            effects=effects.rows(content.effects, self.text.field, wording),
            answers=tuple(
                screens.Answer(name, wording.headings[name], self.text.field(name))
                for name in ANSWERS
            ),
            cautions=self.text.fields("cautions"),
        )

    def moving(self, content: Exercise | Programme) -> Any:
        """What exercise.html or programme.html shows."""
        article = self.text.article()
        around = exercises.Around(self.frame(article), article, self.claim(content))
        return exercises.view(content, self.text, around)

    def card(self) -> screens.CardView:
        """What card.html and now.html show."""
        content, article = self.entry.shown, self.text.article()
        if not isinstance(content, Card):
            raise TypeError(f"{self.entry.name} is not a card")
        frame = self.frame(article)
        return screens.CardView(
            frame=frame,
            article=article,
            claim=self.claim(content),
            steps=telephone.texts(content.steps),
            hold_seconds=content.hold_seconds,
            hold=content.hold,
            get_help=telephone.texts(content.get_help),
            cautions=telephone.texts(content.cautions),
            drawings=self.writer.drawings(content.drawings),
            address=address(frame.canonical),
            source_line=cards.source_line(article),
            card=self.writer.link(
                self.framing.guide.faces[self.entry.name], self.path == self.entry.path
            ),
            doctor=frame.doctor,
            diary=cards.diary(content.diary, self.writer.wording),
            text=cards.text_link(self.entry.path, self.writer),
            files=cards.links(self.path, self.framing, self.writer.wording),
        )

    def care(self, content: CarePage) -> screens.CareView:
        """What care.html shows."""
        article = self.text.article()
        lexicon = self.writer.guide.lexicon(self.entry)
        levels = care.levels(content.care, self.writer.wording, lexicon)
        return screens.CareView(self.frame(article), article, levels)

    def _notes(self, content: Reference) -> Iterator[str]:
        """What the page says, in readers' words, of how far the source was checked."""
        wording = self.writer.wording
        words = wording.words.sources
        yield self._record()
        if content.not_confirmed:
            fields = [wording.fields[name] for name in content.not_confirmed]
            yield words.not_confirmed.format(fields=wording.listed(fields))
        if content.not_seen:
            things = wording.listed(content.not_seen)
            yield words.not_seen.format(things=things)

    def _archived(self, content: Reference) -> views.Link | None:
        """The way to the copy that an archive keeps, with its day."""
        if not content.archive or not content.archive_date:
            return None
        wording = self.writer.wording
        day = wording.day(content.archive_date).text
        return views.Link(
            content.archive, wording.words.sources.archived.format(day=day)
        )

    def _record(self) -> str:
        """One sentence on a reference's record; "" where none is wanted."""
        wording, guide = self.writer.wording, self.framing.guide
        if not wanted(guide.reference(self.entry.key)):
            return ""
        content = guide.reference(self.entry.key)
        if content.record_overruled:
            return wording.words.sources.overruled.format(
                day=wording.day(content.record_overruled).text,
                why=content.record_overruled_because,
            )
        record = guide.records.get(self.entry.key)
        if record is None:
            return wording.words.sources.not_fetched
        return wording.words.sources.fetched.format(
            day=wording.day(record.fetched).text
        )

    def reference(self) -> screens.ReferenceView:
        """What reference.html shows."""
        words = self.writer.wording.words.sources
        source = self.writer.source(self.entry.key)
        content = self.writer.guide.reference(self.entry.key)
        summary = words.summary.format(name=source.short)
        authors = sources.author_names(content)
        meta = tuple(linked_data.highwire(source, authors))
        day = source.checked
        stamp = views.Stamp(day, day, day, overdue=False)
        article = views.Article((), (), (), (), stamp, ())
        frame = self.framing.frame(self.path, content.title, summary, meta=meta)
        data = linked_data.source_page(self.site, frame, source)
        frame = replace(frame, json_ld=data)
        if authors:  # Health services give their pages the same titles.
            frame = self.framing.called(frame, f"{content.title} ({source.short})")
        return screens.ReferenceView(
            frame=frame,
            article=article,
            source=source,
            all_authors="" if content.others else ", ".join(authors),
            found=self.text.body(),
            funding=curl(content.funding),
            checked_at=curl(content.checked_at),
            notes=tuple(curl(note) for note in self._notes(content) if note),
            archived=self._archived(content),
            confirmed=content.confirmed,
            cited_by=tuple(cited_by(self.entry.key, self.writer)),
            downloads=tuple(
                views.Link(f"reference.{ending}", name)
                for ending, (name, _) in exporting.FORMATS.items()
            ),
        )
