"""The text of one page with its marks, notes, sources and dates."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import quote

from ibid import telephone
from ibid.content.kinds import Exercise, Figure, Page
from ibid.guide.addresses import beside, drawing_file
from ibid.guide.faces import Face
from ibid.guide.guide import Entry, Guide, output_path, related_names
from ibid.guide.pictures import Version
from ibid.guide.readings import body_texts
from ibid.pages import sources, views
from ibid.pages.labels import Wording
from ibid.prose import filling, parts, shown
from ibid.prose.citations import Citation, Group, MentionId
from ibid.prose.sentences import plain, sentences
from ibid.prose.typography import curl
from ibid.reading.front_matter import Path
from ibid.site import inlining


def _way(start: str, path: str) -> str:
    """The relative way from one file of the site to another."""
    here, there = start.split("/")[:-1], path.split("/")
    shared = 0
    while here[shared:] and there[shared + 1 :] and here[shared] == there[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + there[shared:])


@dataclass(frozen=True)
class Writer:
    """Makes the views of what stands on the page at `path`.

    `absolute` is the guide's path at its host where links can't be relative, else "".
    """

    guide: Guide
    path: str
    wording: Wording
    absolute: str = ""

    def to(self, path: str, fragment: str = "") -> str:
        """The way from this page to another file of the site."""
        if self.absolute:
            whole = self.absolute + path.removesuffix("index.html")
            return f"{whole}#{fragment}" if fragment else whole
        if path == self.path and fragment:
            return f"#{fragment}"
        way = quote(_way(self.path, path), safe="/.-_~:+")
        return f"{way}#{fragment}" if fragment else way

    def link(self, face: Face, current: bool = False) -> views.Link:
        """A link to a file's page under its short name."""
        return views.Link(self.to(output_path(face.name)), curl(face.label), current)

    def source(self, key: str) -> views.Source:
        """A reference as this page prints it."""
        reference = self.guide.reference(key)
        instead = self.guide.references.get(reference.replaced_by)
        name = self.short_name(instead.key) if instead else ""
        source = sources.view(key, reference, self.reference_link, name, self.wording)
        return replace(source, formatted=self.guide.formatted.get(key, ""))

    def short_name(self, key: str) -> str:
        """A reference in a few words, such as `Tan et al., 2024`."""
        words = self.wording.words.citation
        return sources.short_name(self.guide.reference(key), words)

    def narrative(self, key: str) -> str:
        """A reference as a sentence names it, such as `Tan et al. (2024)`."""
        words = self.wording.words.citation
        return sources.narrative(self.guide.reference(key), words)

    def reference_link(self, key: str) -> str:
        """The way to a reference's page."""
        return self.to(output_path(f"references/{key}.md"))

    def items(self, faces: Iterable[Face]) -> tuple[views.Item, ...]:
        """Pages as a list, in their order and then by title."""
        return tuple(self.item(face) for face in sorted(faces, key=list_order))

    def item(self, face: Face) -> views.Item:
        """One page of a list."""
        words, shown = self.wording, face.listed
        is_exercise = face.kind == Exercise.kind
        own = self.guide.by_name[face.name].shown if is_exercise else None
        return views.Item(
            href=self.to(output_path(face.name)),
            title=curl(shown.title),
            summary=telephone.text(shown.summary),
            grade=words.grades[shown.certainty] if shown.certainty else None,
            verdict=shown.verdict,
            verdict_words=words.verdicts.get(shown.verdict, ""),
            verdict_for=telephone.text(shown.verdict_for),
            effort=words.efforts.get(shown.effort, ""),
            safety=words.safeties.get(shown.safety, ""),
            drawn=self.drawn(own.hold) if isinstance(own, Exercise) else (),
        )

    def drawn(self, figures: tuple[Figure, ...]) -> tuple[views.Drawn, ...]:
        """Drawings as pictures of their own files; one that isn't there is left out."""
        return tuple(
            views.Drawn(
                src=self.to(picture.path),
                width=picture.width,
                height=picture.height,
                alt=inlining.seen_in(drawing.svg),
                caption=drawing.caption,
            )
            for drawing in self.drawings(figures)
            for picture in [self.guide.pictures.get(drawing_file(drawing.name))]
            if picture
        )

    def drawings(self, figures: tuple[Figure, ...]) -> tuple[views.Drawing, ...]:
        """Drawings with their markup, ready to stand in the page."""
        return tuple(
            views.Drawing(
                figure.name,
                inlining.described(
                    self.guide.drawings.get(figure.name, ""),
                    curl(figure.title),
                    curl(figure.description),
                ),
                telephone.text(figure.caption),
            )
            for figure in figures
        )


def list_order(face: Face) -> tuple[int, str]:
    """Where a page stands in a list: its order, then its title."""
    return face.listed.order, face.listed.title.lower()


@dataclass(frozen=True)
class Text:
    """An entry's own texts, as parts for the page that `writer` writes."""

    entry: Entry
    writer: Writer

    def make(self, path: Path) -> filling.Maker:
        """How the mentions of a text, its levels and links come out on this page."""
        wording = self.writer.wording
        return filling.Maker(
            mark=lambda number: self.mark(path, number),
            call=lambda number: self._call(path, number),
            number=self._number,
            grade=wording.grades.get,
            link=self._address,
            picture=self._picture,
            spoken=lambda box: wording.boxes.get(box, ""),
        )

    def field(self, *path: str | int) -> parts.Prose:
        """A citing field's text."""
        value = self.entry.marked.fields[path]
        return filling.filled(value.html, self.make(path))

    def fields(self, name: str) -> tuple[parts.Prose, ...]:
        """The texts of a citing field that is a list."""
        count = len(getattr(self.entry.content, name))
        return tuple(self.field(name, number) for number in range(count))

    def body(self) -> parts.Prose:
        """The whole body."""
        return filling.filled(self.entry.prose.html, self.make(()))

    def article(self) -> views.Article:
        """Body, notes, sources, dates and what to read next."""
        content = self.entry.content
        if not isinstance(content, Page):
            raise TypeError(f"{self.entry.name} is not a page of text")
        guide = self.writer.guide
        return views.Article(
            parts=self.body(),
            contents=tuple(
                views.Heading(one.id, one.text, one.level)
                for one in self.entry.prose.headings
                if one.level > 1
            ),
            notes=tuple(self._notes()),
            endnotes=tuple(self._endnotes()),
            stamp=stamp(content, guide, self.writer.wording),
            related=tuple(
                self.writer.item(face)
                for face in map(guide.face, related_names(self.entry))
                if face
            ),
        )

    def mark(self, path: Path, number: int) -> parts.Mark:
        """The mark of a citation; without one, its key is unknown."""
        group = self.entry.marked.groups.get((path, number), Group(()))
        items = tuple(self._item(citation) for citation in group.citations)
        named = group.citations[0].key if group.narrative else ""
        return parts.Mark(items, self.writer.narrative(named) if named else "")

    def _item(self, citation: Citation) -> parts.MarkItem:
        reference = self.writer.guide.reference(citation.key)
        status = "" if reference.status == "current" else reference.status.value
        words = self.writer.wording.statuses[reference.status] if status else ""
        label = self.writer.wording.words.sources.source.format(
            number=citation.number, name=self.writer.short_name(citation.key)
        )
        return parts.MarkItem(
            id=citation.id,
            href=f"#ref-{citation.key}",
            number=citation.number,
            label=f"{label} ({words.lower()})" if words else label,
            locator=citation.locator,
            prefix=curl(citation.prefix),
            suffix=curl(citation.suffix),
            status=status,
            status_words=words,
            beside=self._beside(citation) if citation.occurrence == 1 else "",
        )

    def _beside(self, citation: Citation) -> str:
        """The first that a source found; its label says who found it, and when."""
        return next(sentences(self._found(citation.key)), "")

    def _found(self, key: str) -> str:
        """What a source found, as its own page says it."""
        entry = self.writer.guide.entry(f"references/{key}.md")
        texts = body_texts(entry.prose, self.writer.guide.numbers)
        return " ".join(plain(one.text) for one in texts)

    def _call(self, path: Path, number: int) -> parts.NoteMark:
        letter, place = self._calls[path, number]
        name = f"note-ref-{letter}-{place}"
        beside = "" if place > 1 else self._note(letter)
        return parts.NoteMark(name, f"#note-{letter}", letter, beside)

    def _note(self, letter: str) -> str:
        """A note's words alone."""
        return " ".join(self._told[letter])

    @cached_property
    def _told(self) -> dict[str, list[str]]:
        """The words of each note's blocks, by its letter."""
        found: dict[str, list[str]] = {letter: [] for letter in self._letters.values()}
        for block in self.entry.prose.blocks:
            if block.note in self._letters:
                found[self._letters[block.note]].append(plain(block.shown))
        return found

    def _number(self, name: str) -> parts.Number:
        return telephone.number(name, self.writer.guide.numbers.get(name, ""))

    @cached_property
    def _calls(self) -> dict[MentionId, tuple[str, int]]:
        """The letter of each call, and how many calls its note had until then."""
        counts: Counter[str] = Counter()
        found = {}
        for place, call in self.entry.marked.calls.items():
            counts[call.name] += 1
            found[place] = self._letters[call.name], counts[call.name]
        return found

    @cached_property
    def _letters(self) -> dict[str, str]:
        names = dict.fromkeys(call.name for call in self.entry.marked.note_calls)
        return {name: letters(number) for number, name in enumerate(names)}

    def _notes(self) -> Iterator[views.Note]:
        texts = {note.name: note.html for note in self.entry.prose.notes}
        calls = Counter(call.name for call in self.entry.marked.note_calls)
        for name, letter in self._letters.items():
            text = filling.filled(texts.get(name, ()), self.make(()))
            back = back_links(f"note-ref-{letter}", calls[name])
            yield views.Note(f"note-{letter}", letter, text, back)

    def _endnotes(self) -> Iterator[views.Endnote]:
        counts: dict[str, int] = {}
        for citation in self.entry.marked.citations:
            counts[citation.key] = counts.get(citation.key, 0) + 1
        for number, (key, count) in enumerate(counts.items(), 1):
            back = back_links(f"cite-{key}", count)
            yield views.Endnote(
                f"ref-{key}", number, self.writer.source(key), back, self._found(key)
            )

    def _address(self, href: str) -> str:
        """A link as it stands in the file, as it must stand in the page."""
        address, _, fragment = href.partition("#")
        if re.match(r"[a-z][a-z0-9+.-]*:", address, re.IGNORECASE) or not address:
            return href
        name = beside(self.entry.name, address)
        if name in self.writer.guide.pictures:
            return self.writer.to(self.writer.guide.pictures[name].path)
        copied = self.writer.guide.copied.get(name)
        return self.writer.to(copied or output_path(name), fragment)

    def _picture(self, written: shown.Picture) -> parts.Picture | parts.Html:
        """A picture of the guide as it must stand in the page.

        Where a draft shows one that isn't there, its words stand in its place.
        """
        name = beside(self.entry.name, written.address)
        picture = self.writer.guide.pictures.get(name)
        if picture is None:
            return parts.Html(html.escape(written.alt))
        choice = picture.versions if len(picture.versions) > 1 else ()
        return parts.Picture(
            src=self.writer.to(picture.path),
            alt=written.alt,
            title=written.title,
            width=picture.width,
            height=picture.height,
            srcset=self._widths(choice),
            webp=self._widths(picture.webp),
            # A drawing is light, and WebKit prints none that it hasn't loaded before.
            at_once=written.leads or picture.path.endswith(".svg"),
        )

    def _widths(self, versions: tuple[Version, ...]) -> str:
        ways = (f"{self.writer.to(one.path)} {one.width}w" for one in versions)
        return ", ".join(ways)


def back_links(stem: str, count: int) -> tuple[views.Link, ...]:
    """The ways back to each citing place; lettered where there is more than one."""
    return tuple(
        views.Link(f"#{stem}-{place}", letters(place - 1) if count > 1 else "")
        for place in range(1, count + 1)
    )


def letters(number: int) -> str:
    """0 as `a`, 25 as `z`, 26 as `aa`."""
    first, last = divmod(number, 26)
    return (letters(first - 1) if first else "") + chr(ord("a") + last)


def stamp(content: Page, guide: Guide, wording: Wording) -> views.Stamp:
    """The page's dates, and whether its review is overdue."""
    return views.Stamp(
        wording.day(content.published),
        wording.day(content.last_reviewed),
        wording.day(content.next_review),
        guide.today > content.next_review,
    )
