"""A page to be, and how it is made: at once, or when somebody asks what it shows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from functools import cache, cached_property
from operator import eq
from typing import Any

from ibid.fingerprint import fingerprint
from ibid.guide.quotes import Quotes
from ibid.ondemand import Anew
from ibid.pages import texts
from ibid.pages.layout import Framing
from ibid.pages.reader import Note, Reader, state
from ibid.pages.views import Frame, Shared
from ibid.units.memo import Memo, Plain


@dataclass(frozen=True)
class Made:
    """A page as it was made: how it looks, what it shows, where it comes from.

    `view` is what its template receives; without a template, the bytes of the file.
    `language` is the tag of its words, "" for the guide's own. `names` are those that
    readers search for it by; a page without any is found by none of its words.
    """

    template: str
    view: Any
    source: str = ""
    language: str = ""
    names: tuple[str, ...] = ()


Make = Callable[[Framing], Made]


@dataclass(frozen=True)
class Planned:
    """A page to be: where it goes, how it looks, where it comes from, how it is made.

    `shows` is the fingerprint of its view; `share` the picture that it asks for, if it
    does. `language` is the tag of its words, "" for the guide's own. `names` are what
    a search finds it by.
    """

    path: str
    template: str
    shows: str
    make: Callable[[], Made]
    source: str = ""
    language: str = ""
    share: Shared | None = None
    names: tuple[str, ...] = ()

    @property
    def view(self) -> Any:
        """What its template receives, or the bytes of the file; made when asked for."""
        return self.make().view


def _share(view: Any) -> Shared | None:
    """The picture of a page with this view."""
    frame = getattr(view, "frame", None)
    return frame.share if isinstance(frame, Frame) else None


def unheard(path: str) -> None:
    """Nobody is told of a page that is made."""


@dataclass(frozen=True)
class Planner:
    """Plans pages, each made only if what it saw of any file has changed.

    `ground` is the fingerprint of all else that a page may depend on. `on` is told the
    path of each page that is made.
    """

    framing: Framing
    memo: Memo
    ground: str
    on: Callable[[str], object] = unheard

    def page(self, path: str, make: Make) -> Planned:
        """The page at the path; what it looked at when it was made is remembered."""
        return self.pages({path: make})[0]

    def pages(self, makes: Mapping[str, Make]) -> tuple[Planned, ...]:
        """The page at each path."""
        known = self.memo.each(self._key("page", path) for path in makes)
        return tuple(
            self._page(path, make, row)
            for (path, make), row in zip(makes.items(), known, strict=True)
        )

    def _page(self, path: str, make: Make, known: Any) -> Planned:
        new: list[Made] = []

        def row_of(reader: Reader) -> Plain:
            self.on(path)
            made = make(replace(self.framing, guide=reader))
            new.append(made)
            return {
                "template": made.template,
                "shows": fingerprint(repr(made.view)),
                "source": made.source,
                "language": made.language,
                "share": astuple(share) if (share := _share(made.view)) else (),
                # A guide without a search needs none.
                "names": made.names if self.framing.site.search else (),
            }

        def made_now() -> Made:
            return new[0] if new else make(replace(self.framing, guide=self._unwatched))

        row = self._remembered("page", path, known, row_of)
        page = Planned(
            path,
            row["template"],
            row["shows"],
            made_now,
            row["source"],
            row["language"],
            Shared(*row["share"]) if row["share"] else None,
            tuple(row["names"]),
        )
        if page.names:
            self.memo.keep(self._says(page))
        return page

    def of_fields(self, path: str, make: Make, names: Iterable[str]) -> Planned:
        """A file without a template that holds nothing but the fields of these files.

        It is made anew when any of them changed: nothing about it is remembered.
        """
        guide = self.framing.guide
        numbers = repr(sorted(guide.numbers.items()))
        fronts = (guide.faces[name].front for name in names)
        shows = fingerprint(path, numbers, *fronts)
        return Planned(path, "", shows, lambda: make(self.framing))

    def said(self, pages: Iterable[Planned]) -> Iterator[Mapping[str, Any]]:
        """What each page `says`, sentence by sentence as a list of JSON, and all words
        of it and of its names. It is remembered by itself: few builds ask.
        """
        every = {page.path: page for page in pages}
        keys = {path: self._says(page) for path, page in every.items()}
        for _, row in self.memo.rows(keys, lambda path: self._said(every[path])):
            yield row

    def _says(self, page: Planned) -> str:
        shown = (page.language, page.shows, *page.names)
        return fingerprint("says", self.ground, *shown)

    def _said(self, page: Planned) -> Plain:
        guide = self.framing.guide
        lexicon = guide.lexicons[guide.spoken(page.language).tag]
        says = texts.said(page.view, lexicon.abbreviations)
        every = " ".join(texts.words((*page.names, *says)))
        # Written once, and then taken over as it stands: it is most of a large file.
        return {"says": texts.encoded(says), "words": every}

    def is_new(self, path: str) -> bool:
        """Whether nothing is known of the page at the path upon this ground."""
        return not self.memo.knows(self._key("page", path))

    @cached_property
    def _key(self) -> Callable[[str, str], str]:
        """Gives the key of what is remembered of a page, by its kind and name."""

        def key(kind: str, name: str) -> str:
            return fingerprint(kind, self.ground, name, *self.framing.weights(name))

        return cache(key)

    def _remembered(
        self, kind: str, name: str, known: Any, make: Callable[[Reader], Plain]
    ) -> Mapping[str, Any]:
        """What is `known`, made anew if what it saw of any file has changed."""
        key = self._key(kind, name)
        if known and (self.memo.is_fresh(key) or self._stands(known["saw"])):
            row: Mapping[str, Any] = known
            return row
        saw: dict[str, None] = {}
        row = dict(make(self._reader(lambda *seen: saw.setdefault(" ".join(seen)))))
        row = {**row, "saw": {seen: self._state(seen) for seen in saw}}
        self.memo.put(key, row)
        return row

    def _stands(self, saw: Mapping[str, str]) -> bool:
        """Whether all that was seen is what it was."""
        return all(map(eq, map(self._state, saw), saw.values()))

    @cached_property
    def _state(self) -> Callable[[str], str]:
        """Gives the fingerprint of what may be seen of a file now, as it is noted."""
        guide = self._unwatched
        return cache(lambda seen: state(guide, *seen.split(" ", 1)))

    @cached_property
    def _unwatched(self) -> Reader:
        return self._reader(lambda *_: None)

    def _reader(self, note: Note) -> Reader:
        return Reader.of(self.framing.guide, self.quotes, note)

    @cached_property
    def quotes(self) -> Mapping[str, Quotes]:
        """What each page says upon each source, each remembered with what it saw."""

        def quotes(name: str) -> Quotes:
            def row_of(reader: Reader) -> Plain:
                return {"quotes": reader.upon_sources(name)}

            known = self.memo.get(self._key("quotes", name))
            found: Quotes = self._remembered("quotes", name, known, row_of)["quotes"]
            return found

        return Anew(self.framing.guide.faces, quotes)
