"""A content file under another name, with all that leads to it mended."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ibid.content.folders import model_for, with_sections
from ibid.content.kinds import Page, named_pages
from ibid.content.reference import Reference
from ibid.guide.addresses import beside
from ibid.guide.guide import ALWAYS_LINKED, Drafted, Entry, output_path
from ibid.problems import did_you_mean
from ibid.prose import allowed, marks
from ibid.reading import file_names
from ibid.reading.front_matter import Document, Path, Span

# Where site.yaml names a page by its path, and where by its file's name alone.
BY_PATH = {("routes", "page"), ("offer", "pages"), ("elsewhere", "page")}
BY_NAME = {("quick_fix",), ("quick_fix", "card")}
Edit = tuple[Span, str]


@dataclass(frozen=True)
class Renamed:
    """What a renaming changes: by their names, the new texts of files, the moved one's
    under its new name. `address` is where the page stood, if readers are led on from
    there.
    """

    texts: Mapping[str, str]
    address: str


def plan(drafted: Drafted, old: str, new: str) -> Renamed | str:
    """What becomes of the guide's files when `old` is called `new`; or why it can't be.

    Both are paths from `content/`. Links, pages to read next, citations, `replaced-by`
    and what `site.yaml` names lead to the new place; the page notes its old address.
    """
    refusal = next(_reasons(drafted, old, new), "")
    if refusal:
        return refusal
    texts = {}
    for name in drafted.by_name:
        entry = drafted.by_name[name]
        edits = [*_links(entry, old, new), *_sources(entry, old, new)]
        if name == old:
            edits += _alias(entry, old, new)
        if edits or name == old:
            texts[new if name == old else name] = _edited(entry.document, edits)
    if drafted.site_document is not None:
        edits = [*_settings(drafted.site_document, old, new)]
        if edits:
            texts["site.yaml"] = _edited(drafted.site_document, edits)
    content = drafted.by_name[old].content
    led = isinstance(content, Page) and output_path(old) != output_path(new)
    return Renamed(texts, output_path(old).removesuffix("index.html") if led else "")


def _reasons(drafted: Drafted, old: str, new: str) -> Iterator[str]:
    """Why the file can't be called so; each only where those before don't hold."""
    if not drafted.whole:
        yield "mend what `check` finds first: a file that can't be read may lead there"
    if old not in drafted.by_name:
        hint = did_you_mean(old, drafted.by_name)
        yield f'there is no page "{old}"' + (f": {hint}" if hint else "")
    if old in ALWAYS_LINKED or old == "index.md":
        yield f"every page leads to {old}: its name stays"
    others = {name.casefold() for name in drafted.names} - {old.casefold()}
    if new == old or new.casefold() in others:
        yield f"{new} is there already: choose another name"
    if posixpath.normpath(new) != new or new.startswith(("../", "/")):
        yield f"{new} is no path within the guide"
    for step in new.split("/"):
        hidden = "it would be a hidden file" if file_names.is_hidden(step) else ""
        if fault := hidden or file_names.fault(step):
            yield f"{new!r} can't be: {fault}"
    named = drafted.site.sections if drafted.site else {}
    sections = with_sections({name: str(kind) for name, kind in named.items()})
    if model_for(new, sections) is not type(drafted.by_name[old].content):
        kind = drafted.by_name[old].content.kind
        yield f"a {kind} can't be called {new}: keep it in its section, ending in .md"
    if old.startswith("references/") and not _is_citable(_key(new)):
        yield f"{_key(new)} can't be cited: write it in letters and digits, as chen2018"
    taken = {output_path(name): name for name in drafted.by_name if name != old}
    if output_path(new) in taken:
        yield f"{new} would have the address of {taken[output_path(new)]}"


def _links(entry: Entry, old: str, new: str) -> Iterator[Edit]:
    """The ways that no longer lead where they did, as they must be written now."""
    here = new if entry.name == old else entry.name
    written = [(link.href, link.span) for link in entry.prose.links]
    spans = entry.document.spans
    written += [(way, spans[path]) for path, way in named_pages(entry.content)]
    for way, span in written:
        path, sign, anchor = way.partition("#")
        if not path or allowed.scheme(way):
            continue
        target = beside(entry.name, path)
        leads_to = new if target == old else target
        mended = posixpath.relpath(leads_to, posixpath.dirname(here) or ".")
        if old in (entry.name, target):
            yield from _replaced(entry.document, span, way, f"{mended}{sign}{anchor}")


def _replaced(document: Document, span: Span, was: str, now: str) -> Iterator[Edit]:
    """The edit that puts `now` in the place of `was`, which stands within the span."""
    at = document.source.text.find(was, *span)
    if at >= 0 and was != now:
        yield (at, at + len(was)), now


def _sources(entry: Entry, old: str, new: str) -> Iterator[Edit]:
    """Each citation of a source that has another key now, in body and fields."""
    if not old.startswith("references/"):
        return
    was, now = _key(old), _key(new)
    text = entry.document.source.text
    cited = rf"(?<![\\\w])@(\{{?){re.escape(was)}(?![\w]|[:.#$%&+?<>~/-]+\w)"
    for found in re.finditer(cited, text):
        start = found.end() - len(was)
        yield (start, found.end()), now
    if isinstance(entry.content, Reference) and entry.content.replaced_by == was:
        span = entry.document.spans[("replaced-by",)]
        yield from _replaced(entry.document, span, was, now)


def _key(name: str) -> str:
    return posixpath.basename(name).removesuffix(".md")


def _is_citable(key: str) -> bool:
    """Whether an @ before it, without braces, cites it."""
    found = re.fullmatch(marks.KEY, key)
    return found is not None and found[2] is not None


def _settings(document: Document, old: str, new: str) -> Iterator[Edit]:
    """What `site.yaml` calls the page by: its path, or its name alone."""
    for path, span in document.spans.items():
        value = document.source.text[span[0] : span[1]].strip("\"'")
        names = tuple(step for step in path if isinstance(step, str))
        if names in BY_PATH and value.partition("#")[0] == old:
            yield from _replaced(document, span, old, new)
        elif _names(names, old) and value == _key(old):
            yield from _replaced(document, span, _key(old), _key(new))


def _names(path: Path, old: str) -> bool:
    """Whether the setting at the path may name the file by its name alone."""
    in_menu = path == ("menu",) and "/" not in old
    return in_menu or (path in BY_NAME and old.startswith("cards/"))


def _alias(entry: Entry, old: str, new: str) -> Iterator[Edit]:
    """The line that leads readers on who come by the old address."""
    if not isinstance(entry.content, Page) or output_path(old) == output_path(new):
        return
    address = output_path(old).removesuffix("index.html")
    document, known = entry.document, entry.content.aliases
    if not known:
        end = document.source.text.rindex("---", 0, document.body_start)
        yield (end, end), f"aliases: [{address}]\n"
        return
    start, end = document.spans[("aliases", len(known) - 1)]
    text = document.source.text
    line = text.rfind("\n", 0, start) + 1
    dash = re.match(r"\s*-\s+", text[line:start])
    more = f"\n{dash.group()}{address}" if dash else f", {address}"
    yield (end, end), more


def _edited(document: Document, edits: list[Edit]) -> str:
    """The file's text with the edits made in it, which don't overlap."""
    text = document.source.text
    for (start, end), now in sorted(edits, reverse=True):
        text = text[:start] + now + text[end:]
    return text
