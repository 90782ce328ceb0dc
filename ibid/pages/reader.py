"""The one door through which a page sees other files, and what went through it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

from ibid.fingerprint import fingerprint
from ibid.guide.guide import Entry, Guide
from ibid.guide.readings import Reading
from ibid.ondemand import Noted
from ibid.prose.citations import Citation

Note = Callable[[str, str], object]
"""Is told what was seen of a file: its `front` (fields), the `whole` of it, or of a
source which pages are `citing` it and the `count` of citations."""


@dataclass(frozen=True)
class Reader(Guide):
    """The same guide; `note` is told of each file that is looked at."""

    guide: Guide
    note: Note

    @classmethod
    def of(cls, guide: Guide, note: Note) -> "Reader":
        """The guide as one page sees it."""
        own = {one.name: getattr(guide, one.name) for one in fields(Guide)}
        return cls(**own, guide=guide, note=note)

    @property
    def by_name(self) -> Mapping[str, Entry]:
        """The entries by name, for what their fields say."""
        return Noted(self.guide.by_name, lambda name: self.note("front", name))

    @property
    def references(self) -> Mapping[str, Entry]:
        """The entries of the references by key, for what their fields say."""
        return Noted(
            self.guide.references,
            lambda key: self.note("front", f"references/{key}.md"),
        )

    @property
    def citing(self) -> Mapping[str, tuple[str, ...]]:
        """By key: the name of every page that cites the source, in order."""
        return Noted(self.guide.citing, lambda key: self.note("citing", key))

    @property
    def citations(self) -> Mapping[str, tuple[tuple[Entry, Citation], ...]]:
        """By key: every place that cites the source, in the order of the files."""
        return Noted(self.guide.citations, self._note_citing)

    def _note_citing(self, key: str) -> None:
        for name in self.citing.get(key, ()):
            self.note("whole", name)

    @property
    def readings(self) -> Mapping[str, Reading]:
        """What each page says, by its name, for quotes from it."""
        return Noted(self.guide.readings, lambda name: self.note("whole", name))

    @property
    def paths(self) -> Mapping[str, str]:
        """The name of each page's file by the path that it is published at."""
        return self.guide.paths

    def entry(self, name: str) -> Entry:
        """An entry for all that its file says."""
        self.note("whole", name)
        return self.guide.entry(name)

    def times_cited(self, key: str) -> int:
        """How often the guide cites the source."""
        self.note("count", key)
        return self.guide.times_cited(key)


def state(guide: Guide, what: str, name: str) -> str:
    """The fingerprint of what may be seen of a file, or is known of a source, now."""
    if what == "citing":
        return fingerprint(*guide.citing.get(name, ()))
    if what == "count":
        return str(guide.times_cited(name))
    face = guide.faces.get(name)
    if face is None:
        return ""
    return face.front if what == "front" else face.whole
