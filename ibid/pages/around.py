"""What surrounds the fields of a page, whatever its kind."""

from dataclasses import dataclass, replace
from functools import cached_property

from ibid import telephone
from ibid.content.kinds import Graded, Page
from ibid.content.site import Site
from ibid.guide.guide import Entry
from ibid.pages import linked_data, views
from ibid.pages.articles import Text, Writer
from ibid.pages.layout import NOW, Framing


@dataclass(frozen=True)
class Around:
    """The frame, the body and the claim of an entry, on the page at `path`.

    That is the entry's own page, or another one that shows the same.
    """

    framing: Framing
    site: Site
    entry: Entry
    path: str

    @classmethod
    def of(cls, framing: Framing, site: Site, name: str, path: str = "") -> "Around":
        """Around the entry of this name, on its own page where no path is given."""
        entry = framing.guide.entry(name)
        return cls(framing, site, entry, path or entry.path)

    @cached_property
    def writer(self) -> Writer:
        """Who writes links and words for the page."""
        return self.framing.writer(self.path)

    @cached_property
    def text(self) -> Text:
        """The entry's own texts."""
        return Text(self.entry, self.writer)

    @cached_property
    def article(self) -> views.Article:
        """The body with what follows it."""
        return self.text.article()

    @cached_property
    def frame(self) -> views.Frame:
        """The frame of a page of text, with its description for machines."""
        content = self.entry.shown
        if not isinstance(content, Page):
            raise TypeError(f"{self.entry.name} is not a page of text")
        title = telephone.unmarked(content.title)
        frame = self.framing.frame(self.path, title, content.summary)
        data = linked_data.web_page(self.site, frame, self.article, content)
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
