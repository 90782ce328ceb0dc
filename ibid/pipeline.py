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

import contextlib
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path

from ibid import dressing, judging, rendering, rules
from ibid.content.reference import Reference
from ibid.content.site import Site
from ibid.fingerprint import code_fingerprint, fingerprint
from ibid.guide import languages
from ibid.guide.guide import Drafted, Guide
from ibid.ondemand import Anew
from ibid.pages import feeds, layout, planning, printed
from ibid.pages.planner import Planned, Planner
from ibid.problems import Problem, in_order
from ibid.reading import files
from ibid.records import keeping
from ibid.request import Outcome, Request
from ibid.site import (
    accent,
    assets,
    freshness,
    obstacles,
    publishing,
    raster,
    theme,
    typesetting,
)
from ibid.site.digests import Digests, digest
from ibid.units import begun, compile, store
from ibid.units.executors import Executors
from ibid.units.memo import Held, Memo


@dataclass(frozen=True)
class Examined:
    """A guide that was read and judged, and what it is dressed in.

    `copied` are the files that are published as they are, by their path in the site;
    `ground` is the fingerprint of all that each of its files is judged upon. `sheets`
    are its cards as PDF files.
    """

    problems: tuple[Problem, ...]
    guide: Guide
    assets: assets.Assets
    copied: Mapping[str, bytes]
    templates: Mapping[str, str]
    ground: str
    raster: raster.Look
    sheets: typesetting.Typeset = typesetting.NONE


@dataclass(frozen=True)
class Ready:
    """A guide that nothing keeps from being published, and every page it is to have.

    `rendered` has the pages that were made ahead of being asked for.
    """

    examined: Examined
    planned: tuple[Planned, ...]
    look: theme.Theme
    wanted: tuple[freshness.Wanted, ...]
    address: str
    rendered: theme.Rendered


@dataclass(frozen=True)
class Making:
    """What becomes of each file of a site, and the `files` that were made for it.

    `manifest` has a row for every file of the new site, if no page `failed`.
    """

    decisions: tuple[freshness.Decision, ...]
    files: Mapping[str, bytes]
    gone: frozenset[str]
    manifest: Mapping[str, tuple[str, ...]]
    failed: tuple[Problem, ...]


def build(
    request: Request,
    notify: Callable[[str], None] = publishing.ignore,
    on: Callable[[str], None] = publishing.ignore,
    read: Digests | None = None,
) -> Outcome:
    """Publish the guide, or say what keeps it from being published.

    What makes it wait is said by `notify`; `on` is told each thing that is worked on.
    `read` knows what files held that were read before.
    """
    memory = store.of_project(request.content)
    held = Held(spool=memory.spool, lasts=False)
    with contextlib.closing(memory.rows()) as rows, rows.recalled(held) as memo:
        return _built(request, memo, notify, on, read)


def _built(
    request: Request,
    memo: Memo,
    notify: Callable[[str], None],
    on: Callable[[str], None],
    read: Digests | None,
) -> Outcome:
    ready = prepare(request, examine(request, memo, on), memo, on)
    if isinstance(ready, Outcome):
        return ready
    problems = ready.examined.problems
    with publishing.alone(request.output, notify):
        before = publishing.published(request.output, read)
        making = make(request, ready, before, on, memo)
        failed = obstacles.in_output(
            request.output, making.manifest, before.manifest, request.adopt
        )
        if failed or making.failed:
            found = in_order((*problems, *failed, *making.failed))
            return Outcome(found, making.decisions)
        if making.files or making.gone:
            on(request.output.as_posix())
            publishing.publish(
                request.output, making.files, making.gone, making.manifest
            )
    return Outcome(problems, making.decisions, published=True, address=ready.address)


def prepare(
    request: Request,
    examined: Examined,
    memo: Memo,
    on: Callable[[str], None],
    only: Set[str] | None = None,
) -> Ready | Outcome:
    """All that the site is to hold, planned; or the outcome, where problems stop it.

    Of the pages, it may be `only` those at some paths. `on` is told of each one that is
    worked on.
    """
    site = examined.guide.site
    aside = examined.guide.drafted.begun
    if site is None or stops(examined.problems, request.strict, aside):
        return Outcome(examined.problems)
    look = dress(request, examined, memo.held)
    planner = planner_of(examined, site, request.base_url, memo)
    planner = replace(planner, on=on)
    if only is None:
        with _executors(request) as executors:
            rendered = rendering.ahead(planner, site, look, executors)
        planned = plan(planner, site, look)
    else:
        rendered = theme.Rendered(memo.held.spool())
        makes = planning.makes(planner.framing, site)
        planned = planner.pages({path: makes[path] for path in makes if path in only})
    wanted = tuple(_wanted(planned, examined, look))
    address = request.base_url or site.base_url
    return Ready(examined, planned, look, wanted, address, rendered)


def dress(request: Request, examined: Examined, held: Held) -> theme.Theme:
    """The templates and style sheets that the guide's pages are made with."""
    folder, guide = request.templates.as_posix(), examined.guide
    return dressing.theme_of(guide, examined.assets, examined.templates, folder, held)


def make(
    request: Request,
    ready: Ready,
    before: publishing.Published,
    on: Callable[[str], None],
    memo: Memo,
) -> Making:
    """What has to be made anew of a site that stands already, and made of it."""
    decisions = freshness.decide(ready.wanted, before.manifest, before.digests)
    stale = frozenset(one.path for one in decisions if one.action == "make")
    gone = frozenset(one.path for one in decisions if one.action == "delete")
    pages = _announced(ready.planned, stale, on)
    failed = theme.render(ready.look, pages, ready.rendered)
    examined = ready.examined
    shared, drawings = raster.shared(ready.planned), examined.guide.drawings
    wanted = raster.wanted(examined.raster, shared, drawings)
    with _executors(request) as executors:
        pictures, undrawn = raster.made(examined.raster, wanted, stale, memo, executors)
    failed += undrawn
    published, sheets = examined.assets.published, examined.sheets.files
    given = (ready.rendered.files, pictures, published, examined.copied, sheets)
    sources = {path: one for one in given for path in one if path in stale}
    made = Anew(sources, lambda path: sources[path][path])
    digests = {path: digest(data) for path, data in made.items()}
    manifest = (
        {} if failed else freshness.manifest(ready.wanted, digests, before.manifest)
    )
    return Making(decisions, made, gone, manifest, tuple(failed))


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
    inputs, problems = files.load(*request.inputs, memo.held.read)
    folder = request.content.as_posix()
    wanted = begun.Wanted(request.drafts, request.today)
    with _executors(request) as executors:
        drafted, unread = compile.read(inputs.content, folder, wanted, memo, executors)
    colour = drafted.site.colour if drafted.site else None
    dressed, undressed = dressing.ready(request, inputs, colour, memo)
    kept, unkept = keeping.read(inputs.records, request.commands)
    formatted, unfit = dressing.owners_look(drafted, inputs, dressed)
    wordings, unsaid = languages.spoken(drafted, inputs.languages, memo)
    drawing, undrawn = dressing.raster_of(request, drafted, inputs, dressed)
    guide = Guide(
        drafted=drafted,
        records=kept,
        formatted=formatted,
        drawings=dressed.drawings,
        pictures=dressed.pictures,
        copied={name: name.removeprefix(files.COPIED) for name in inputs.copied},
        wordings=wordings,
        lexicons=languages.lexicons(drafted, wordings, memo.held),
        today=request.today,
        whole=drafted.whole and not problems,
    )
    ground = judging.ground(guide, inputs)
    to_judge = judging.files_of(guide, inputs, ground)
    with _executors(request) as executors:
        judging.ahead(guide, to_judge, memo, executors)
    found = (
        *keeping.disagreements(guide, inputs.records, request.commands),
        *files.unshown(request.content, guide.unshown & inputs.pictures.keys()),
        *obstacles.in_site(request.content, guide.copied, feeds.paths(guide)),
        *judging.judged(guide, to_judge, memo, on),
    )
    told = (*problems, *unread, *undressed, *unkept, *unfit, *unsaid, *undrawn, *found)
    missing = tuple(problem for problem in problems if problem.rule == "no-folder")
    garbled = {one.place.path for one in problems if one.rule == "not-utf-8"}
    mild = (
        begun.milder(one, drafted.begun)
        for one in told
        if one.rule == "not-utf-8" or one.place.path not in garbled
    )
    every = rules.told_once(in_order(missing or mild))
    templates = {file.name: file.text for file in inputs.templates}
    examined = Examined(
        every,
        guide,
        dressed.without(guide.unshown),
        {guide.copied[name]: data for name, data in inputs.copied.items()},
        templates,
        ground,
        drawing,
    )
    return _with_sheets(request, examined, memo)


def _with_sheets(request: Request, examined: Examined, memo: Memo) -> Examined:
    """The same with the forms that cards ask for, and what is wrong with any.

    While anything else keeps the guide from being published, none is set.
    """
    site = examined.guide.site
    if site is None or stops(examined.problems, False, ()):
        return examined
    planner = planner_of(examined, site, request.base_url, memo)
    folder = request.templates.as_posix()
    look = dressing.paper(examined.assets, examined.templates, folder)
    with _executors(request) as executors:
        sheets, unset = typesetting.typeset(
            printed.sheets(planner, site), look, memo, executors
        )
    aside = examined.guide.drafted.begun
    milder = (begun.milder(one, aside) for one in unset)
    problems = in_order((*examined.problems, *milder))
    return replace(examined, problems=problems, sheets=sheets)


def _executors(request: Request) -> Executors:
    """Where pure work is done, for as long as they are entered."""
    return Executors(request.jobs, request.scheduler)


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


def plan(planner: Planner, site: Site, look: theme.Theme) -> tuple[Planned, ...]:
    """Every page of the site: those of the files, and those that list them."""
    planned = planning.plan(planner, site)
    return (*planned, *feeds.plan(planner, site, planned, look.text))


def planner_of(examined: Examined, site: Site, base_url: str, memo: Memo) -> Planner:
    """Who plans the pages, with all that they share."""
    grounds = accent.grounds(examined.assets.style)
    card = examined.guide.card(site.quick_fix.card) if site.quick_fix else ""
    view = layout.site_view(site, grounds, base_url or site.base_url, bool(card))
    texts = (part for item in sorted(examined.templates.items()) for part in item)
    look = fingerprint(*texts, examined.assets.style)
    weights = printed.weights(examined.guide, examined.sheets.sizes)
    frames = layout.Framing(
        examined.guide,
        view,
        examined.assets.addresses,
        look,
        examined.raster.fingerprint,
        examined.raster.icons,
        weights,
    )
    guide = examined.guide
    ground = fingerprint(
        examined.ground,
        repr(view),
        look,
        examined.raster.fingerprint,
        repr(examined.raster.icons),
        repr(sorted(examined.assets.addresses.items())),
        repr(sorted(guide.pictures.items())),
        repr(sorted(guide.formatted.items())),
        repr(sorted(guide.records.items())),
    )
    return Planner(frames, memo, ground)


def _wanted(
    planned: tuple[Planned, ...], examined: Examined, look: theme.Theme
) -> Iterable[freshness.Wanted]:
    """Every file the site should hold, with the fingerprints of its ingredients."""
    code = code_fingerprint()
    made_of: dict[tuple[str, str], str] = {}
    for page in planned:
        dress = page.template, look.spoken(page).fingerprint
        if dress not in made_of:
            made_of[dress] = fingerprint(look.fingerprints.get(dress[0], ""), dress[1])
        yield freshness.Wanted(page.path, page.shows, made_of[dress], code)
    shared = [one.path for one in raster.shared(planned)]
    icons = [one.path for one in examined.raster.icons]
    for path in (*examined.assets.published, *shared, *icons):
        # The path of such a file says what it holds.
        yield freshness.Wanted(path, path, "", "")
    for path, data in examined.copied.items():
        yield freshness.Wanted(path, digest(data), "", "")
    for path, held in examined.sheets.digests.items():
        yield freshness.Wanted(path, held, "", "")
