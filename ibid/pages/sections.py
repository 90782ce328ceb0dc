"""The lists that front pages show: a section's pages, every section, every source."""

from collections.abc import Iterable, Iterator

from ibid import telephone
from ibid.content.kinds import SECTIONS, CarePage
from ibid.content.site import Route
from ibid.content.vocabulary import Verdict
from ibid.pages import screens, views
from ibid.pages.articles import Writer
from ibid.prose.typography import curl


def members(writer: Writer, section: str) -> tuple[views.Item, ...]:
    """The pages of a section, in their order; remedies by what helps."""
    entries = [
        entry
        for entry in writer.guide.pages
        if entry.section == section and not entry.name.endswith("/index.md")
    ]
    if section == "remedies":
        return by_help(map(writer.item, entries))
    return writer.items(entries)


def by_help(items: Iterable[views.Item]) -> tuple[views.Item, ...]:
    """What helps comes first, and of that what we are surest of; then by title."""
    verdicts = [*Verdict, ""]

    def place(item: views.Item) -> tuple[int, int, str]:
        strands = item.grade.strands if item.grade else 0
        return verdicts.index(item.verdict), -strands, item.title.lower()

    return tuple(sorted(items, key=place))


def groups(writer: Writer) -> tuple[screens.Group, ...]:
    """Each section's pages under the title of its front; sources are no pages."""
    fronts = {name: writer.guide.by_name.get(f"{name}/index.md") for name in SECTIONS}
    items = {name: writer.item(front) for name, front in fronts.items() if front}
    return tuple(
        screens.Group(item.title, item.href, item.summary, members(writer, name))
        for name, item in items.items()
        if name != "references"
    )


def ways(writer: Writer, routes: Iterable[Route]) -> tuple[screens.Way, ...]:
    """The ways from the home page; one that leads to the page on help is urgent."""
    entries = writer.guide.by_name
    return tuple(
        screens.Way(
            href=writer.to(entries[route.page].path),
            label=curl(route.label),
            text=telephone.text(route.text),
            urgent=isinstance(entries[route.page].content, CarePage),
        )
        for route in routes
        if route.page in entries
    )


def source_groups(writer: Writer) -> Iterator[screens.SourceGroup]:
    """The sources of each standing by name, with how often each is cited.

    Those that fell come first: a reader of an old article looks for them here.
    """
    guide = writer.guide
    for status, words in reversed([*writer.wording.statuses.items()]):
        listed = [
            (writer.source(key), guide.times_cited(key))
            for key in guide.references
            if guide.reference(key).status == status
        ]
        if listed:
            ordered = sorted(listed, key=lambda row: row[0].short.lower())
            yield screens.SourceGroup(words, str(status), tuple(ordered))
