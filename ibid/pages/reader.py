"""The one door through which a page sees other files, and what went through it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields

from ibid.fingerprint import fingerprint
from ibid.guide.faces import Face
from ibid.guide.guide import Entry, Guide
from ibid.guide.quotes import Quotes
from ibid.ondemand import Noted

Note = Callable[[str, str], object]
"""Is told what was seen of a file: its `front` (fields), the `whole` of it, the
`quotes` that it has of sources, the `fronts` of all files or of all pages; or of a
source which pages are `citing` it, and the `count` of citations; or the `anchors` in
the text of a file."""


@dataclass(frozen=True)
class Reader(Guide):
    """The same guide; `note` is told of each file that is looked at.

    `known` is what each page says upon each source, by the name of its file.
    """

    guide: Guide
    known: Mapping[str, Quotes]
    note: Note

    @classmethod
    def of(cls, guide: Guide, known: Mapping[str, Quotes], note: Note) -> "Reader":
        """The guide as one page sees it."""
        own = {one.name: getattr(guide, one.name) for one in fields(Guide)}
        return cls(**own, guide=guide, known=known, note=note)

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
    def page_faces(self) -> tuple[Face, ...]:
        """The faces of the pages of text: all but the references."""
        self.note("fronts", "pages")
        return self.guide.page_faces

    @property
    def every_face(self) -> tuple[Face, ...]:
        """The faces of the files that could be read, sorted by name."""
        self.note("fronts", "files")
        return self.guide.every_face

    @property
    def paths(self) -> Mapping[str, str]:
        """The name of each page's file by the path that it is published at."""
        return self.guide.paths

    def entry(self, name: str) -> Entry:
        """An entry for all that its file says."""
        self.note("whole", name)
        return self.guide.entry(name)

    def face(self, name: str) -> Face | None:
        """What others may see of a file; None where none is published."""
        self.note("front", name)
        return self.guide.face(name)

    def anchors(self, name: str) -> tuple[str, ...]:
        """The ids of the headings in a file's text; none where none is published."""
        self.note("anchors", name)
        return self.guide.anchors(name)

    def quotes(self, name: str, key: str) -> Sequence[Sequence[str]]:
        """What the page of a file says upon a source: see `Quotes`."""
        self.note("quotes", name)
        return self.known[name].get(key, ())

    def times_cited(self, key: str) -> int:
        """How often the guide cites the source."""
        self.note("count", key)
        return self.guide.times_cited(key)


def state(guide: Guide, what: str, name: str) -> str:
    """The fingerprint of what may be seen of a file, or is known of a source, now."""
    if what in ("anchors", "citing"):
        told = guide.anchors(name) if what == "anchors" else guide.citing.get(name, ())
        return fingerprint(*told)
    if what == "count":
        return str(guide.times_cited(name))
    if what == "fronts":
        every = guide.every_face if name == "files" else guide.page_faces
        return fingerprint(*(face.front for face in every))
    face = guide.faces.get(name)
    if face is None:
        return ""
    if what == "quotes":
        # What a page says of sources is made of its text and of their names.
        cited = (guide.faces.get(f"references/{key}.md") for key in face.cites)
        return fingerprint(face.whole, *(one.front for one in cited if one))
    return face.front if what == "front" else face.whole
