"""Markup for whoever shows it without our style sheets, as readers of feeds do."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin

# What says something by itself; every other element leaves its content alone.
TEXT = frozenset(("p", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "br", "hr"))
LISTS = frozenset(("ul", "ol", "li", "dl", "dt", "dd"))
WITHIN = frozenset(
    ("a", "strong", "em", "b", "i", "cite", "code", "sup", "sub", "abbr", "q", "time")
)
TABLES = frozenset(("table", "caption", "thead", "tbody", "tr", "th", "td"))
KEPT = TEXT | LISTS | WITHIN | TABLES | {"img", "figure", "figcaption"}
# What goes with all that is in it, as does what is for eyes alone.
GONE = frozenset(("svg", "script", "style", "button"))
HIDDEN = ("aria-hidden", "true")
VOID = frozenset(("br", "hr", "img", "wbr", "col", "source", "input"))
ADDRESSES = frozenset(("href", "src"))
# No address of ours names this file.
INDEX = re.compile(r"(?<=/)index\.html(?=$|#)")
SAYING = frozenset(
    (
        *("alt", "title", "width", "height", "start", "datetime"),
        *("colspan", "rowspan", "scope", "lang", "dir"),
    )
)


def bare(markup: str, address: str) -> str:
    """The sound `markup` as well-formed XML without classes, ids, drawings and scripts;
    its addresses are whole, as they are on the page at `address`.
    """
    reader = _Reader(address)
    reader.feed(markup)
    reader.close()
    return "".join(reader.written).strip()


class _Reader(HTMLParser):
    """Writes anew what is kept of the markup that it reads."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.written: list[str] = []
        self.gone = 0

    def handle_starttag(
        self, tag: str, attrs: Sequence[tuple[str, str | None]]
    ) -> None:
        """Write the element, unless it is left out."""
        if self.gone or tag in GONE or HIDDEN in attrs:
            self.gone += tag not in VOID
        elif tag in KEPT:
            end = "/>" if tag in VOID else ">"
            self.written.append(f"<{tag}{''.join(self._attributes(attrs))}{end}")

    def handle_endtag(self, tag: str) -> None:
        """End the element, if it was written."""
        if self.gone:
            self.gone -= tag not in VOID
        elif tag in KEPT and tag not in VOID:
            self.written.append(f"</{tag}>")

    def handle_startendtag(
        self, tag: str, attrs: Sequence[tuple[str, str | None]]
    ) -> None:
        """Write it as one that is ended at once."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        """Write the text; room between elements is one line's end."""
        if self.gone or (data.isspace() and self.written[-1:] == ["\n"]):
            return
        if data.isspace() and "\n" in data:
            self.written.append("\n")
        else:
            self.written.append(escape(data, quote=False))

    def _attributes(
        self, attributes: Sequence[tuple[str, str | None]]
    ) -> Iterator[str]:
        for name, value in attributes:
            if name in ADDRESSES:
                whole = INDEX.sub("", urljoin(self.address, value or ""))
                yield f' {name}="{escape(whole)}"'
            elif name in SAYING:
                yield f' {name}="{escape(value or "")}"'
