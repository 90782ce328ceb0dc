"""What surrounds a page's own content: the site, its menu, the trail, the metadata."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from urllib.parse import urlsplit

from ibid import extras, telephone
from ibid.content.site import Site
from ibid.content.vocabulary import Form
from ibid.fingerprint import fingerprint
from ibid.guide.addresses import menu_names
from ibid.guide.guide import Guide, fronts, output_path
from ibid.pages import stems, views
from ibid.pages.articles import Writer
from ibid.prose.parts import Number
from ibid.prose.typography import curl
from ibid.site import inlining
from ibid.site.accent import Grounds
from ibid.site.assets import PAPER

FONTS = (
    ("Ibid Serif", "600", "fonts/serif.woff2"),
    ("Ibid Sans", "400 700", "fonts/sans.woff2"),
)
NOW = "now/index.html"
PLAYER, PLAYER_LOOK = "js/player.js", "js/player.css"


@dataclass(frozen=True)
class Framing:
    """Makes the frame of every page of one build.

    `addresses` maps the names of assets to their published paths; `look` is the
    fingerprint of all templates and style sheets, `share` that of what pictures to
    share are made with, "" where there are none; `icons` are those made of the guide's.
    `sheets` has the bytes of each form in which a card can be taken along, by the path
    of its page.
    """

    guide: Guide
    site: views.SiteView
    addresses: Mapping[str, str]
    look: str
    share: str = ""
    icons: tuple[views.Icon, ...] = ()
    sheets: Mapping[str, Mapping[Form, int]] = field(default_factory=dict)

    def writer(self, path: str) -> Writer:
        """Who writes the page at `path`; its links are relative to it."""
        root = urlsplit(self.site.base_url).path if path == "404.html" else ""
        face = self.guide.faces.get(self.guide.paths.get(path, ""))
        wording = self.guide.spoken(face.language if face else "")
        return Writer(self.guide, path, wording, root)

    def weights(self, page: str) -> tuple[str, ...]:
        """What a card's page says of its other forms, as text: none for other pages."""
        return tuple(
            f"{form} {size}" for form, size in self.sheets.get(page, {}).items()
        )

    def quick_fix(self, site: Site) -> str:
        """The name of the card behind /now/; "" where the guide has none."""
        return self.guide.card(site.quick_fix.card) if site.quick_fix else ""

    @property
    def icon(self) -> str:
        """Where the icon is published: the guide's own, or that of the look."""
        own = self.guide.site.icon if self.guide.site else ""
        return self.addresses.get(own or "icons/icon.svg", "")

    @property
    def now_label(self) -> str:
        """What the way to the card behind /now/ says."""
        return self.site.now_label or self.guide.wording().words.card.now

    def frame(
        self,
        path: str,
        title: str,
        summary: str,
        *,
        meta: tuple[tuple[str, str], ...] = (),
    ) -> views.Frame:
        """The frame of the page at `path`; the summary may hold marked numbers."""
        writer = self.writer(path)
        home = path == "index.html"
        asset = {
            name: writer.to(address) if address else ""
            for name, address in (
                ("icon", self.icon),
                ("script", self.addresses.get("js/site.js", "")),
                ("printed", self.addresses.get(PAPER, "")),
                ("player", self.addresses.get(PLAYER, "")),
                ("player_look", self.addresses.get(PLAYER_LOOK, "")),
                ("touch_icon", self.icons[0].path if self.icons else ""),
            )
        }
        return views.Frame(
            path=path,
            root=writer.absolute or "../" * path.count("/"),
            canonical=self.site.base_url + path.removesuffix("index.html"),
            title=self.site.title if home else self._titled(writer, title),
            heading=curl(title),
            summary=curl(telephone.unmarked(summary)),
            lead=telephone.text(summary),
            site=self.site,
            home=views.Link(writer.to("index.html"), self.site.title, home),
            now=views.Link(writer.to(NOW), self.now_label, path == NOW)
            if self.site.has_now
            else None,
            language=writer.wording.tag,
            direction=writer.wording.direction,
            question=self.site.help_question or writer.wording.words.care.question,
            doctor=self._link(writer, "see-a-doctor.md"),
            about=self._link(writer, "about.md"),
            menu=tuple(self._menu(writer)),
            trail=tuple(self._trail(writer)),
            mark=self.guide.drawings.get(self.site.mark, ""),
            icon=asset["icon"],
            script=asset["script"],
            touch_icon=asset["touch_icon"],
            printed=asset["printed"],
            player=asset["player"],
            player_look=asset["player_look"],
            manifest=writer.to("manifest.webmanifest"),
            feed=writer.to("feed.xml"),
            fonts=tuple(
                views.Font(family, weight, writer.to(self.addresses[name]))
                for family, weight, name in FONTS
                if self.site.fonts and name in self.addresses
            ),
            json_ld="",
            meta=meta,
            share=self._shared(writer, self.site.title, ""),
            offer=self._offered(path),
            elsewhere=self._elsewhere(writer),
        )

    def _offered(self, path: str) -> views.Offer | None:
        """What the page at `path` ends with, where there is a way to take it up."""
        offer = self.guide.site.offer if self.guide.site else None
        if offer is None or self.site.contact is None:
            return None
        if self.guide.paths.get(path) not in offer.pages:
            return None
        return views.Offer(curl(offer.title), curl(offer.text), self.site.contact)

    def _elsewhere(self, writer: Writer) -> views.Elsewhere | None:
        """The remark beside the first urgent number of every page."""
        site = self.guide.site
        if site is None or site.elsewhere is None or site.numbers.urgent is None:
            return None
        name, _, heading = site.elsewhere.page.partition("#")
        face = self.guide.face(name) if name else None
        more = None
        # A page leads to itself only by one of its headings.
        if face and (heading or output_path(name) != writer.path):
            said = curl(site.elsewhere.label or face.label)
            more = views.Link(writer.to(output_path(name), heading), said)
        text = telephone.text(site.elsewhere.text)
        return views.Elsewhere(site.numbers.urgent, text, more)

    def pictured(self, frame: views.Frame, drawing: str) -> views.Frame:
        """The same; a page with a drawing has a picture of its own to share.

        All others share the guide's: their title stands beside it wherever it is shown.
        """
        if not drawing:
            return frame
        writer = self.writer(frame.path)
        return replace(frame, share=self._shared(writer, frame.heading, drawing))

    def _shared(self, writer: Writer, called: str, drawing: str) -> views.Shared | None:
        """A picture of these words and a drawing, or else the guide's icon."""
        if not self.share:
            return None
        svg = self.guide.drawings.get(drawing, "")
        spoken = (writer.wording.tag, writer.wording.direction)
        around = (self.site.title, address(self.site.base_url), *spoken)
        told = inlining.title(svg)
        return views.Shared(
            f"assets/share.{fingerprint(self.share, called, svg, *around)[:10]}.png",
            called,
            drawing,
            ". ".join(part for part in (called, unescape(told)) if part),
            *around,
        )

    def called(self, frame: views.Frame, name: str) -> views.Frame:
        """The same under another name in tabs and search results."""
        return replace(frame, title=self._titled(self.writer(frame.path), name))

    def _titled(self, writer: Writer, title: str) -> str:
        words = writer.wording.words.frame
        return words.title.format(page=curl(title), guide=self.site.title)

    def _link(self, writer: Writer, name: str) -> views.Link:
        face = self.guide.face(name)
        if face is None:
            return views.Link(writer.to("index.html"), self.site.title)
        return writer.link(face, output_path(name) == writer.path)

    def _menu(self, writer: Writer) -> list[views.Link]:
        links = []
        for part in self.site.menu:
            for name in menu_names(part):
                face = self.guide.face(name)
                if face is not None:
                    here = writer.path.startswith(f"{part}/")
                    links.append(writer.link(face, here))
        return links

    def _trail(self, writer: Writer) -> list[views.Link]:
        """The way from home to the page's parent, by the front of each folder."""
        if writer.path in ("index.html", "404.html", "offline.html"):
            return []
        trail = [views.Link(writer.to("index.html"), self.site.title)]
        name = self.guide.paths.get(writer.path, "")
        around = (self.guide.face(one) for one in fronts(name) if one != name)
        trail += [writer.link(front) for front in around if front is not None]
        return trail


def site_view(
    site: Site, grounds: Grounds, base_url: str, has_now: bool
) -> views.SiteView:
    """What is the same on every page."""
    day, night = (next(iter(colours), "") for colours in grounds)
    reviewer = site.reviewer
    return views.SiteView(
        title=curl(site.title),
        tagline=curl(site.tagline),
        language=site.language,
        base_url=base_url.rstrip("/") + "/",
        clinicians=_named(site, clinicians=True),
        non_clinicians=_named(site, clinicians=False),
        reviewed_by=", ".join(
            (reviewer.name, reviewer.qualification, reviewer.registration)
        )
        if reviewer
        else "",
        has_now=has_now,
        now_label=curl(site.quick_fix.label) if site.quick_fix else "",
        help_question=curl(site.help_question),
        mark=site.mark,
        licence=curl(site.licence),
        menu=site.menu,
        contact=contact(site.contact or ""),
        feedback=curl(site.feedback),
        disclosure=curl(site.disclosure),
        privacy=curl(site.privacy),
        support_statement=curl(site.support_statement),
        more_help=tuple(
            views.Link(help.url, curl(help.name)) for help in site.more_help
        ),
        fonts=site.fonts,
        search=extras.installed(stems.PACKAGE) if site.search else "",
        eased=site.colour or inlining.EASED,
        paper=day,
        paper_dark=night,
    )


def _named(site: Site, clinicians: bool) -> tuple[str, ...]:
    """The authors that are clinicians, or those that are not, and what each is."""
    return tuple(
        curl(f"{one.name} ({one.qualification})" if one.qualification else one.name)
        for one in site.authors
        if one.medically_qualified is clinicians
    )


def contact(written: str) -> Number | None:
    """The way to reach the guide's makers: by their page, by mail or by telephone."""
    if re.match(r"https?://", written):
        return Number(written, written, written)
    if "@" in written:
        return Number(written, written, f"mailto:{written}")
    return telephone.number("contact", written) if written else None


def address(base_url: str) -> str:
    """The guide's address as it is said aloud: without scheme and closing slash."""
    return base_url.partition("://")[2].rstrip("/")


def updated(guide: Guide) -> str:
    """The last day on which any page was reviewed."""
    return max((face.listed.reviewed for face in guide.page_faces), default="")
