"""The HTML that may come of an author's Markdown: all else is a fault.

Whatever the reading of a text, what comes out is held to these lists, so that no
mistake in it can put anything on a page that acts.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

ELEMENTS = frozenset(
    (
        *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li"),
        *("blockquote", "pre", "code", "em", "strong", "del", "a", "img"),
        *("table", "thead", "tbody", "tr", "th", "td", "picture", "source"),
    )
)
ANY = re.compile("[^\x00-\x08]*", re.DOTALL)
ALIGNED = re.compile(r"text-align: (?:left|right|center);")
ID = re.compile(r"[\w-]+")
# Ways within the guide, each with a width.
WIDTHS = re.compile(r"(?:[\w%./~+-]+ \d{1,5}w(?:, |$))+")
# What may stand in an attribute, but for an address.
ATTRIBUTES = {
    **{(f"h{level}", "id"): ID for level in range(2, 7)},
    **{(cell, "style"): ALIGNED for cell in ("th", "td")},
    ("a", "title"): ANY,
    ("img", "title"): ANY,
    ("img", "alt"): ANY,
    **{("img", side): re.compile(r"\d{1,5}") for side in ("width", "height")},
    ("img", "class"): re.compile("picture"),
    ("img", "loading"): re.compile("lazy"),
    ("img", "decoding"): re.compile("async"),
    ("source", "type"): re.compile("image/webp"),
    **{(one, "srcset"): WIDTHS for one in ("img", "source")},
    **{(one, "sizes"): re.compile(r"[\w().:, -]+") for one in ("img", "source")},
    ("code", "class"): re.compile(r"language-[\w+#.-]+"),
    ("ol", "start"): re.compile(r"\d{1,9}"),
}
# The schemes of addresses; "" is an address within the guide.
SCHEMES = {
    ("a", "href"): frozenset(("", "http", "https", "mailto", "tel")),
    ("img", "src"): frozenset(("", "http", "https")),
}
# A name in front of a host (https://nhs.uk@a.example) hides where a link leads.
WEB = re.compile(r"https?://[\w.%-]+(?::\d{1,5})?(?:[/?#].*)?", re.I | re.S)
# The name of a number has a fault of its own: a link's address can't hold one.
TELEPHONE = re.compile(r"tel:(?:\+?[\d ().*#%-]+|(?:\{|%7B)[a-z-]+(?:\}|%7D))", re.I)
MAIL = re.compile(r"mailto:[^\s@?]+@[^\s@?]+(?:\?.*)?", re.I | re.S)
FORMS = {
    "http": (WEB, "a web address is https://, a host and a path, and nothing else"),
    "https": (WEB, "a web address is https://, a host and a path, and nothing else"),
    "tel": (TELEPHONE, "this is no number to call"),
    "mailto": (MAIL, "this is no e-mail address"),
}
# Most tags are plain ones.
OTHER = re.compile(rf"<(?!/?(?:{'|'.join(sorted(ELEMENTS))})>)")
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [a-z-]+=\"[^\"<>]*\")*) ?/?>")
ATTRIBUTE = re.compile(r" ([a-z-]+)=\"([^\"]*)\"")
SCHEME = re.compile(r"([^/?#]*?):|[/\\]{2}")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with HTML, in words; `written` is the text that is at fault."""

    message: str
    written: str


def faults(markup: str) -> Iterator[Fault]:
    """What in the HTML isn't allowed, in order; `<` starts an allowed tag or is one."""
    at = _next(markup, 0)
    while at < len(markup):
        tag = TAG.match(markup, at)
        if tag is None:
            end = markup.find(">", at) + 1 or len(markup)
            yield Fault(
                "this comes out as no sound HTML", html.unescape(markup[at:end])
            )
        elif tag[2] not in ELEMENTS:
            yield Fault(
                f"a page can't hold the element <{tag[2]}>", html.unescape(tag[0])
            )
        elif tag[3]:
            yield from _attributes(tag[2], tag[3])
        at = _next(markup, tag.end() if tag else at + 1)


def _next(markup: str, start: int) -> int:
    """Where the first `<` from `start` on stands that starts no plain tag."""
    found = OTHER.search(markup, start)
    return found.start() if found else len(markup)


def _attributes(element: str, written: str) -> Iterator[Fault]:
    for name, quoted in ATTRIBUTE.findall(written):
        value = html.unescape(quoted)
        if (element, name) in SCHEMES:
            why = refusal((element, name), value)
            if why:
                yield Fault(why, value)
        elif (element, name) not in ATTRIBUTES:
            yield Fault(f'<{element}> can\'t have the attribute "{name}"', value)
        elif not ATTRIBUTES[element, name].fullmatch(value):
            yield Fault(f'<{element}> can\'t have "{value}" as its {name}', value)


def refusal(where: tuple[str, str], address: str) -> str:
    """Why an address can't stand in this attribute of this element; "" if it can."""
    start = scheme(address)
    if start not in SCHEMES[where]:
        return f'a link can\'t start with "{start if start == "//" else f"{start}:"}"'
    form, why = FORMS.get(start, (ANY, ""))
    return "" if form.fullmatch(address) else why


def scheme(address: str) -> str:
    """The scheme of an address as browsers read it, in small letters; "" if none.

    Browsers leave out white space and controls. An address that starts with "//", which
    takes the page's own scheme, counts as one of the scheme "//".
    """
    found = SCHEME.match(re.sub(r"[\x00-\x20]", "", address))
    return (found[1] or "//").lower() if found else ""
