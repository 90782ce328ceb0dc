"""The lists that front pages show: a section's pages, every section, every source."""

from collections.abc import Iterator

from ibid import screens, views
from ibid.articles import Writer
from ibid.model import SECTIONS
from ibid.wording import STATUSES


def members(writer: Writer, section: str) -> tuple[views.Item, ...]:
    """The pages of a section, in their order."""
    return writer.items(
        entry
        for entry in writer.guide.pages
        if entry.section == section and not entry.name.endswith("/index.md")
    )


def groups(writer: Writer) -> tuple[screens.Group, ...]:
    """Each section's pages under the title of its front; sources are no pages."""
    fronts = {name: writer.guide.by_name.get(f"{name}/index.md") for name in SECTIONS}
    items = {name: writer.item(front) for name, front in fronts.items() if front}
    return tuple(
        screens.Group(item.title, item.href, item.summary, members(writer, name))
        for name, item in items.items()
        if name != "references"
    )


def source_groups(writer: Writer) -> Iterator[screens.SourceGroup]:
    """The sources of each standing by name, with how often each is cited."""
    guide = writer.guide
    for status, words in STATUSES.items():
        listed = [
            (writer.source(key), len(guide.citations.get(key, ())))
            for key in guide.references
            if guide.reference(key).status == status
        ]
        if listed:
            ordered = sorted(listed, key=lambda row: row[0].short.lower())
            yield screens.SourceGroup(words, str(status), tuple(ordered))
