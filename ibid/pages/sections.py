"""The lists that front pages show: a section's pages, every section, every source."""

from collections.abc import Iterable, Iterator

from ibid import telephone
from ibid.content.kinds import CarePage, Remedy
from ibid.content.reference import Reference
from ibid.content.site import Route
from ibid.content.vocabulary import Verdict
from ibid.guide.guide import front_of
from ibid.pages import screens, views
from ibid.pages.articles import Writer
from ibid.prose.typography import curl


def members(writer: Writer, section: str) -> tuple[views.Item, ...]:
    """What lies in a section, in its order; remedies by what helps.

    Of the folders in it, their front pages are its members.
    """
    front = f"{section}/index.md"
    faces = [face for face in writer.guide.page_faces if front_of(face.name) == front]
    if writer.guide.holds(front, Remedy):
        return by_help(map(writer.item, faces))
    return writer.items(faces)


def by_help(items: Iterable[views.Item]) -> tuple[views.Item, ...]:
    """What helps comes first, and of that what we are surest of; then by title."""
    verdicts = [*Verdict, ""]

    def place(item: views.Item) -> tuple[int, int, str]:
        strands = item.grade.strands if item.grade else 0
        return verdicts.index(item.verdict), -strands, item.title.lower()

    return tuple(sorted(items, key=place))


def groups(writer: Writer) -> tuple[screens.Group, ...]:
    """Each section's pages under the title of its front, in the order of the menu.

    Sources are no pages.
    """
    sections = writer.guide.folders
    menu = writer.guide.site.menu if writer.guide.site else ()
    names = [
        *(name for name in menu if name in sections),
        *(name for name in sections if name not in menu),
    ]
    fronts = {name: writer.guide.face(f"{name}/index.md") for name in names}
    items = {name: writer.item(front) for name, front in fronts.items() if front}
    return tuple(
        screens.Group(item.title, item.href, item.summary, members(writer, name))
        for name, item in items.items()
        if sections[name] is not Reference
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
    statuses = {
        face.key: face.status
        for face in guide.every_face
        if face.kind == Reference.kind
    }
    for status, words in reversed([*writer.wording.statuses.items()]):
        listed = [
            (writer.source(key), guide.times_cited(key))
            for key, its in statuses.items()
            if its == status
        ]
        if listed:
            ordered = sorted(listed, key=lambda row: row[0].short.lower())
            yield screens.SourceGroup(words, str(status), tuple(ordered))
