"""A published page as a browser would understand it, without one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib

UNSEEN = ("script", "style", "template", "svg", "code", "pre")


@dataclass(frozen=True)
class Page:
    """One published page: `path` is where it stands in the site, `html` its source."""

    path: str
    html: str

    @cached_property
    def parsed(self) -> tuple[Element, tuple[str, ...]]:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        root: Element = parser.parse(self.html)
        return root, tuple(f"{place}: {code}" for place, code, _ in parser.errors)

    @property
    def root(self) -> Element:
        return self.parsed[0]

    @property
    def mistakes(self) -> tuple[str, ...]:
        """What a strict reader of HTML would complain of."""
        return self.parsed[1]

    def having(self, **attributes: str) -> list[Element]:
        """The elements with these attributes, in the order of the page."""
        return [
            element
            for element in self.root.iter()
            if all(element.get(name) == value for name, value in attributes.items())
        ]

    @cached_property
    def ids(self) -> list[str]:
        return [
            element.get("id", "") for element in self.root.iter() if element.get("id")
        ]

    @cached_property
    def addresses(self) -> list[str]:
        """Everything that the page links to or loads, as it is written."""
        return [
            value
            for element in self.root.iter()
            for name, value in element.items()
            if name in ("href", "src", "action", "poster", "data", "srcset")
        ]

    @cached_property
    def links(self) -> list[str]:
        return [element.get("href", "") for element in self.root.iter("a")]

    @property
    def words(self) -> str:
        """What is there to read."""
        body = self.root.find("body")
        assert body is not None
        return re.sub(r"\s+", " ", "".join(texts(body))).strip()


def texts(element: Element) -> Iterator[str]:
    """The words of an element, without those of code, scripts and drawings."""
    if str(element.tag).rpartition("}")[2] not in UNSEEN:
        yield element.text or ""
        for child in element:
            yield from texts(child)
            yield child.tail or ""


def pages(folder: Path) -> dict[str, Page]:
    """Every page of a published site, by its path."""
    return {
        name: Page(name, path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.html"))
        for name in [path.relative_to(folder).as_posix()]
    }
