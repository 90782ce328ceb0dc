"""Who relies on a source: each page that cites it, with the sentences that do."""

from collections.abc import Iterator

from ibid.guide.guide import output_path
from ibid.pages import screens
from ibid.pages.articles import Writer


def cited_by(key: str, writer: Writer) -> Iterator[screens.CitedBy]:
    """Each page that cites the source, with every sentence that relies on it."""
    guide = writer.guide
    for face in filter(None, map(guide.face, guide.citing.get(key, ()))):
        quotes = (
            screens.Quote(text, writer.to(output_path(face.name), way), heading)
            for text, way, heading in guide.quotes(face.name, key)
        )
        yield screens.CitedBy(writer.link(face), tuple(quotes))
