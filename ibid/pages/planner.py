"""A page to be, and how it is made: at once, or when somebody asks what it shows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from functools import cache, cached_property, partial
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
    a search finds it by, and `say` gives its sentences.
    """

    path: str
    template: str
    shows: str
    make: Callable[[], Made]
    source: str = ""
    language: str = ""
    share: Shared | None = None
    names: tuple[str, ...] = ()
    say: Callable[[], Iterable[str]] = tuple

    @cached_property
    def view(self) -> Any:
        """What its template receives."""
        return self.make().view


def _share(view: Any) -> Shared | None:
    """The picture of a page with this view."""
    frame = getattr(view, "frame", None)
    return frame.share if isinstance(frame, Frame) else None


@dataclass(frozen=True)
class Planner:
    """Plans pages, each made only if what it saw of any file has changed.

    `ground` is the fingerprint of all else that a page may depend on.
    """

    framing: Framing
    memo: Memo
    ground: str

    def page(self, path: str, make: Make) -> Planned:
        """The page at the path; what it looked at when it was made is remembered."""
        new: list[Made] = []

        def row_of(reader: Reader) -> Plain:
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

        row = self._remembered("page", path, row_of)
        return Planned(
            path,
            row["template"],
            row["shows"],
            made_now,
            row["source"],
            row["language"],
            Shared(*row["share"]) if row["share"] else None,
            tuple(row["names"]),
            self._saying(row, made_now, bool(new)) if row["names"] else tuple,
        )

    def _saying(
        self, row: Mapping[str, Any], make: Callable[[], Made], is_made: bool
    ) -> Callable[[], Iterable[str]]:
        """Gives the sentences of a page, remembered by themselves: few builds ask."""
        key = fingerprint("says", self.ground, row["language"], row["shows"])
        self.memo.keep(key)

        def found() -> Mapping[str, Any]:
            guide = self.framing.guide
            lexicon = guide.lexicons[guide.spoken(row["language"]).tag]
            said = {"says": texts.said(make().view, lexicon.abbreviations)}
            self.memo.put(key, said)
            return said

        def say() -> Iterable[str]:
            known: Any = self.memo.get(key) or found()
            said: Iterable[str] = known["says"]
            return said

        if is_made:
            found()
        return say

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
        self, kind: str, name: str, make: Callable[[Reader], Plain]
    ) -> Mapping[str, Any]:
        """What `make` gives, made anew only if what it saw of any file has changed."""
        key = self._key(kind, name)
        known: Any = self.memo.get(key)
        if known and (
            self.memo.is_fresh(key)
            or all(self._state(*seen) == was for *seen, was in known["saw"])
        ):
            row: Mapping[str, Any] = known
            return row
        saw: dict[tuple[str, str], None] = {}
        row = dict(make(self._reader(lambda *seen: saw.setdefault(seen))))
        row = {**row, "saw": [(*one, self._state(*one)) for one in saw]}
        self.memo.put(key, row)
        return row

    @cached_property
    def _state(self) -> Callable[[str, str], str]:
        """Gives the fingerprint of what may be seen of a file now."""
        return cache(partial(state, self._unwatched))

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

            found: Quotes = self._remembered("quotes", name, row_of)["quotes"]
            return found

        return Anew(self.framing.guide.faces, quotes)
