"""A build: one straight line from the files of a guide to its published site.

files.load          the only read
compile.read        one file at a time: text to Document to typed fields to Prose; a
                    Face for all others to see, an Entry when somebody asks for it
rules               problems: any error stops here, and nothing is written
planning.plan       a page is a path, a template and a view, made through a Reader that
                    notes what the page saw of other files
freshness.decide    which pages are stale, and why
theme.render        only what is stale
publishing.publish  the only write: one whole site takes the place of another

What a step works out is remembered under the fingerprint of all that it depends on.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ibid import rules
from ibid.content.reference import Reference
from ibid.content.site import Site
from ibid.failures import at_work
from ibid.fingerprint import code_fingerprint, fingerprint
from ibid.formats import csl
from ibid.guide import languages
from ibid.guide.guide import Drafted, Guide
from ibid.pages import feeds, layout, planning
from ibid.pages.planner import Planned, Planner
from ibid.pages.reader import state
from ibid.problems import Problem, as_plain, in_order, of_plain
from ibid.reading import files
from ibid.records import keeping
from ibid.request import Outcome, Request
from ibid.site import (
    accent,
    assets,
    freshness,
    obstacles,
    pictures,
    publishing,
    theme,
)
from ibid.units import begun, compile, store
from ibid.units.executors import Executors
from ibid.units.memo import Held, Memo


@dataclass(frozen=True)
class Examined:
    """A guide that was read and judged, and what it is dressed in.

    `copied` are the files that are published as they are, by their path in the site;
    `ground` is the fingerprint of all that each of its files is judged upon.
    """

    problems: tuple[Problem, ...]
    guide: Guide
    assets: assets.Assets
    copied: Mapping[str, bytes]
    templates: Mapping[str, str]
    ground: str


def build(
    request: Request,
    notify: Callable[[str], None] = publishing.ignore,
    on: Callable[[str], None] = publishing.ignore,
    held: Held | None = None,
) -> Outcome:
    """Publish the guide, or say what keeps it from being published.

    What makes it wait is said by `notify`; `on` is told each thing that is worked on.
    `held` is what the same process has from the build before.
    """
    rows = store.of_project(request.content).rows()
    memo = Memo(rows.get, held=held or Held())
    try:
        return _built(request, memo, notify, on)
    finally:
        rows.keep(memo)
        rows.close()
        memo.hand_on()


def _built(
    request: Request,
    memo: Memo,
    notify: Callable[[str], None],
    on: Callable[[str], None],
) -> Outcome:
    examined = examine(request, memo, on)
    site = examined.guide.site
    aside = examined.guide.drafted.begun
    if site is None or stops(examined.problems, request.strict, aside):
        return Outcome(examined.problems)
    planned = plan(examined, site, request.base_url, memo)
    look = dress(request, examined, site, memo.held)
    wanted = tuple(_wanted(planned, examined, look))
    with publishing.alone(request.output, notify):
        before = publishing.published(request.output)
        decisions = freshness.decide(wanted, before.manifest, before.digests)
        stale = frozenset(one.path for one in decisions if one.action == "make")
        gone = frozenset(one.path for one in decisions if one.action == "delete")
        paths = [file.path for file in wanted]
        failed = obstacles.in_output(
            request.output, paths, before.manifest, request.adopt
        )
        made, unmade = theme.render(look, _announced(planned, stale, on))
        failed += tuple(unmade)
        if failed:
            return Outcome(in_order((*examined.problems, *failed)), decisions)
        for ready in (examined.assets.published, examined.copied):
            made |= {path: ready[path] for path in ready if path in stale}
        if stale or gone:
            digests = {path: publishing.digest(data) for path, data in made.items()}
            manifest = freshness.manifest(wanted, digests, before.manifest)
            on(request.output.as_posix())
            publishing.publish(request.output, made, gone, manifest)
    address = request.base_url or site.base_url
    return Outcome(examined.problems, decisions, published=True, address=address)


def _announced(
    planned: Iterable[Planned], stale: Container[str], on: Callable[[str], None]
) -> Iterator[Planned]:
    """The stale pages; `on` is told of each before it is made."""
    for page in planned:
        if page.path in stale:
            on(page.path)
            yield page


def examine(
    request: Request, memo: Memo, on: Callable[[str], None] = publishing.ignore
) -> Examined:
    """The guide as read, and every problem found in it.

    `on` is told each thing that is worked on.
    """
    on(request.content.as_posix())
    inputs, problems = files.load(request.content, request.templates, request.assets)
    folder = request.content.as_posix()
    wanted = begun.Wanted(request.drafts, request.today)
    with Executors(request.jobs, request.scheduler) as executors:
        drafted, unread = compile.read(inputs.content, folder, wanted, memo, executors)
    dressed, undressed = assets.prepare(
        inputs.assets,
        pictures.take(inputs.pictures, folder, memo),
        inputs.drawings,
        request.assets.as_posix(),
        folder,
    )
    kept, unkept = keeping.read(inputs.records, request.commands)
    formatted, unfit = owners_look(drafted, inputs, dressed)
    wordings, unsaid = languages.spoken(drafted, inputs.languages)
    guide = Guide(
        drafted=drafted,
        records=kept,
        formatted=formatted,
        drawings=dressed.drawings,
        pictures=dressed.pictures,
        copied={name: name.removeprefix(files.COPIED) for name in inputs.copied},
        wordings=wordings,
        today=request.today,
        whole=drafted.whole and not problems,
    )
    ground = _ground(guide, inputs)
    found = (
        *keeping.disagreements(guide, inputs.records, request.commands),
        *files.unshown(request.content, guide.unshown),
        *obstacles.in_site(request.content, guide.copied, feeds.paths(guide)),
        *_judged(guide, inputs, ground, memo, on),
    )
    told = (*problems, *unread, *undressed, *unkept, *unfit, *unsaid, *found)
    missing = tuple(problem for problem in problems if problem.rule == "no-folder")
    garbled = {one.place.path for one in problems if one.rule == "not-utf-8"}
    mild = (
        begun.milder(one, drafted.begun)
        for one in told
        if one.rule == "not-utf-8" or one.place.path not in garbled
    )
    every = in_order(missing or mild)
    templates = {file.name: file.text for file in inputs.templates}
    return Examined(
        every,
        guide,
        dressed.without(guide.unshown),
        {guide.copied[name]: data for name, data in inputs.copied.items()},
        templates,
        ground,
    )


def _ground(guide: Guide, inputs: files.Inputs) -> str:
    """The fingerprint of all that every file is judged upon beside itself."""
    settings = [text for text in inputs.content if text.name not in guide.faces]
    settings += [text for _, text in sorted(inputs.languages.items())]
    return fingerprint(
        code_fingerprint(),
        repr(guide.today),
        repr(guide.whole),
        repr(sorted(guide.names)),
        repr([(face.name, face.draft) for face in guide.faces.values()]),
        repr([(key, one.pattern) for key, one in guide.lost_titles.items()]),
        repr(sorted(guide.source_addresses)),
        repr([sorted(guide.drawings.items()), sorted(guide.pictures)]),
        repr(sorted(guide.copied)),
        *(part for text in settings for part in (text.path, text.text)),
    )


def _judged(
    guide: Guide,
    inputs: files.Inputs,
    ground: str,
    memo: Memo,
    on: Callable[[str], None],
) -> Iterable[Problem]:
    """What breaks a rule in each file by itself, worked out or remembered.

    A result stands while the file, the ground all files are judged upon, and every
    other file that was looked at for it are what they were.
    """
    paths = {text.name: text.path for text in inputs.content}
    with at_work(paths.get("site.yaml", ".")):
        whole = [*rules.in_all(guide), *rules.in_file(guide, None)]
    yield from whole
    for name, face in guide.faces.items():
        on(paths[name])
        key = fingerprint("rules", ground, paths[name], name, face.whole)
        row: Any = memo.get(key)
        if row is None or any(
            state(guide, "whole", other) != was for other, was in row["read"]
        ):
            read: dict[str, None] = {}
            with at_work(paths[name]):
                entry = guide.by_name[name]
                found = [*rules.in_file(guide, entry, read.setdefault)]
            row = {
                "problems": [as_plain(problem) for problem in found],
                "read": [(other, state(guide, "whole", other)) for other in read],
            }
            memo.put(key, row)
        yield from map(of_plain, row["problems"])


def owners_look(
    drafted: Drafted, inputs: files.Inputs, dressed: assets.Assets
) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """References in the owner's CSL style, and what is wrong with style or accent."""
    site, document = drafted.site, drafted.site_document
    if site is None or document is None:
        return {}, ()
    faint = accent.problems(document, site.colour, dressed.style)
    styles = {file.name: file.text for file in inputs.styles}
    wanted = drafted.references if site.csl else {}
    formatted, unfit = csl.formatted(document, site.csl, styles, wanted)
    return formatted, (*faint, *unfit)


def drafted(content: Path) -> Drafted:
    """The guide in `content` as it can be read, drafts too, unjudged."""
    every = begun.Wanted(drafts=True)
    return compile.read(files.texts(content), content.as_posix(), every)[0]


def references(content: Path) -> Mapping[str, Reference]:
    """The references in `content` that can be read, by key."""
    return drafted(content).references


def stops(problems: Iterable[Problem], strict: bool, aside: Container[str]) -> bool:
    """Whether these problems keep the guide from being published.

    However strict a build is, advice on the files that lie `aside` stops nothing.
    """
    return any(
        problem.severity == "error" or (strict and problem.place.path not in aside)
        for problem in problems
    )


def plan(
    examined: Examined, site: Site, base_url: str, memo: Memo
) -> tuple[Planned, ...]:
    """Every page of the site: those of the files, and those that list them."""
    grounds = accent.grounds(examined.assets.style)
    card = examined.guide.card(site.quick_fix.card) if site.quick_fix else ""
    view = layout.site_view(site, grounds, base_url or site.base_url, bool(card))
    texts = (part for item in sorted(examined.templates.items()) for part in item)
    look = fingerprint(*texts, examined.assets.style)
    frames = layout.Framing(examined.guide, view, examined.assets.addresses, look)
    guide = examined.guide
    ground = fingerprint(
        examined.ground,
        repr(view),
        look,
        repr(sorted(examined.assets.addresses.items())),
        repr(sorted(guide.pictures.items())),
        repr(sorted(guide.formatted.items())),
        repr(sorted(guide.records.items())),
    )
    planner = Planner(frames, memo, ground)
    planned = planning.plan(planner, site)
    return (*planned, *feeds.plan(planner, site, planned))


def dress(request: Request, examined: Examined, site: Site, held: Held) -> theme.Theme:
    """The templates and style sheets, the owner's accent last."""
    rules = accent.rules(examined.assets.style, site.colour)
    return theme.Theme(
        examined.templates,
        (*examined.assets.sheets, ("accent", rules)),
        request.templates.as_posix(),
        examined.guide.wordings,
        held,
    )


def _wanted(
    planned: tuple[Planned, ...], examined: Examined, look: theme.Theme
) -> Iterable[freshness.Wanted]:
    """Every file the site should hold, with the fingerprints of its ingredients."""
    code = code_fingerprint()
    names = {page.template for page in planned}
    templates = {name: look.fingerprint(name) for name in names}
    for page in planned:
        made_of = fingerprint(templates[page.template], look.spoken(page).fingerprint)
        yield freshness.Wanted(page.path, page.shows, made_of, code)
    for path in examined.assets.published:
        # The path of such a file says what it holds.
        yield freshness.Wanted(path, path, "", "")
    for path, data in examined.copied.items():
        yield freshness.Wanted(path, publishing.digest(data), "", "")
