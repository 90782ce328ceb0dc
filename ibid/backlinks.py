"""Who relies on a source: each sentence that cites it, and the way there."""

from collections.abc import Iterator
from urllib.parse import quote

from ibid import prose, scan, screens
from ibid.articles import Writer
from ibid.citations import Citation
from ibid.guide import Entry

# A text fragment names a passage by its first and last words, so that a mark inside
# the sentence doesn't hide it from the browser.
END_WORDS = 4


def cited_by(key: str, writer: Writer) -> Iterator[screens.CitedBy]:
    """Each page that cites the source, with every sentence that relies on it."""
    places = writer.guide.citations.get(key, ())
    for entry in dict.fromkeys(entry for entry, _ in places):
        quotes = tuple(
            screens.Quote(
                prose.curl(citation.sentence),
                writer.to(entry.path, fragment(citation)),
                heading_of(entry, citation),
            )
            for other, citation in places
            if other is entry
        )
        yield screens.CitedBy(writer.link(entry), quotes)


def fragment(citation: Citation) -> str:
    """The mark's id, and a text fragment that lights up the sentence before it."""
    words = prose.curl(citation.sentence).split()
    place = f"cite-{citation.key}-{citation.occurrence}"
    if not words:
        return place
    whole = len(words) <= 2 * END_WORDS
    first, last = words[:END_WORDS], words[-END_WORDS:]
    ends = [" ".join(words)] if whole else [" ".join(first), " ".join(last)]
    text = ",".join(quote(end, safe="").replace("-", "%2D") for end in ends)
    return f"{place}:~:text={text}"


def heading_of(entry: Entry, citation: Citation) -> str:
    """The heading that a citation stands under; the page's title above the first."""
    document = entry.document
    found = ""
    for heading in scan.headings(scan.without_code(document.body), document.body):
        place = document.source.place(document.body_start + heading.span[0])
        if place.line < citation.place.line:
            found = heading.text
    return prose.curl(found or getattr(entry.content, "title", ""))
