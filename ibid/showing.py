"""The site as a preview shows it: made like a published one, and kept in memory."""

import html
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property

from ibid import overview, overview_page, pipeline, rules
from ibid.ondemand import OnDemand
from ibid.pages import feeds
from ibid.pipeline import Examined
from ibid.problems import Problem, in_order
from ibid.reading.files import Known
from ibid.request import Outcome, Request
from ibid.site import publishing
from ibid.site.freshness import Decision
from ibid.site.theme import Theme
from ibid.units import store
from ibid.units.memo import Held, Memo


@dataclass(frozen=True)
class Shown:
    """The files of a site by their path, and what each of them was made of.

    `examined` is the guide as it is now, with its problems, and `look` what it is
    dressed in; None for what another build left. The files `behind` are as they were
    made before, or not yet there.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    manifest: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    examined: Examined | None = None
    look: Theme | None = None
    behind: frozenset[str] = frozenset()

    @property
    def with_overview(self) -> Mapping[str, bytes]:
        """The files, and one for editors that says how the guide stands.

        It is made when it is asked for.
        """
        if self.examined is None or not self.files:
            return self.files
        paths = (*self.files, overview_page.ADDRESS)
        return OnDemand(paths, self._file)

    def _file(self, path: str) -> bytes:
        return self._stand if path == overview_page.ADDRESS else self.files[path]

    @property
    def label(self) -> str:
        """What the way to the page for editors says; "" where there is none."""
        if self.examined is None:
            return ""
        return self.examined.guide.wording().words.overview.heading

    @property
    def _stand(self) -> bytes:
        if self.examined is None or self.look is None:
            raise KeyError(overview_page.ADDRESS)
        guide = self.examined.guide
        told = overview.of_guide(guide, self.examined.problems)
        made = self.look.render(overview_page.OverviewPage(guide, told, linked=True))
        if isinstance(made, Problem):
            made = f"<!doctype html><title>!</title><p>{html.escape(made.message)}</p>"
        return made.encode()


class Showing:
    """A guide that is shown again and again: each time, what changed is made anew."""

    def __init__(self, request: Request) -> None:
        self.request, self.held = request, Held(read=Known().read)
        self.site, self.ready = Shown(), False

    @cached_property
    def _rows(self) -> store.Rows:
        """What earlier builds worked out, opened once."""
        return store.of_project(self.request.content).rows()

    def build(
        self, on: Callable[[str], None], first: Set[str] = frozenset()
    ) -> Generator[Outcome, None, None]:
        """What comes of the guide as it stands now; `site` is then what it shows.

        Where problems stop it, that is what it showed before. If any of the pages at
        the `first` paths is one that stands for a file, it is shown before the others
        are looked at: there are two outcomes then, and `site.behind` has the paths of
        all that the second may change. Who doesn't wait for that closes the iterator,
        or has `on` raise an exception. Asked for more, it makes ready what the next
        build would wait for.
        """
        # A preview begins with what the last build left in the output.
        if not self.site.files:
            self.site = Shown(*publishing.whole(self.request.output))
        with self._rows.recalled(self.held) as memo:
            for outcome, site in show(self.request, self.site, memo, on, first):
                self.site = site
                if site.behind:
                    # Until all is looked at, nothing known of the rest is let go.
                    memo.used.update(self.held.rows)
                    yield outcome
        yield outcome
        if not self.ready:
            self._get_ready(on)

    def _get_ready(self, on: Callable[[str], None]) -> None:
        """Judge a page of each kind in each language, and have every template ready:
        what rules look for is made of many words, and made once.
        """
        if self.site.examined is None or self.site.look is None:
            return
        guide = self.site.examined.guide
        kinds = {(face.kind, face.language): face.name for face in guide.every_face}
        for name in kinds.values():
            on(name)
            deque(rules.in_file(guide, guide.by_name[name]), maxlen=0)
        on(self.request.templates.as_posix())
        self.site.look.load()
        self.ready = True


def show(
    request: Request,
    before: Shown,
    memo: Memo,
    on: Callable[[str], None],
    first: Set[str],
) -> Iterator[tuple[Outcome, Shown]]:
    """The site after what was shown before; its files stay where problems stop it."""
    examined = pipeline.examine(request, memo, on)
    look = pipeline.dress(request, examined, memo.held)
    before = replace(before, examined=examined, look=look, behind=frozenset())
    guide = examined.guide
    early = Outcome(examined.problems)
    first = first & guide.paths.keys()
    if first:
        early, shown = _made(request, before, memo, on, first)
        if early.published:
            files = {**before.files, **shown.files}
            manifest = {**before.manifest, **shown.manifest}
            before = replace(before, files=files, manifest=manifest)
            behind = frozenset(feeds.paths(guide)) - first
            yield early, replace(before, behind=behind)
    outcome, shown = _made(request, before, memo, on, None)
    yield replace(outcome, decisions=_together(early, outcome)), shown


def _made(
    request: Request,
    before: Shown,
    memo: Memo,
    on: Callable[[str], None],
    only: Set[str] | None,
) -> tuple[Outcome, Shown]:
    """What comes of the guide as examined, and the site of nothing else; of the pages,
    it may hold only some.
    """
    assert before.examined is not None
    ready = pipeline.prepare(request, before.examined, memo, on, only)
    if isinstance(ready, Outcome):
        return ready, before
    digests = {path: row[-1] for path, row in before.manifest.items()}
    stands = publishing.Published(before.manifest, digests)
    making = pipeline.make(request, ready, stands, on, memo)
    problems = ready.examined.problems
    if making.failed:
        return Outcome(in_order((*problems, *making.failed)), making.decisions), before
    outcome = Outcome(problems, making.decisions, published=True, address=ready.address)
    every = {**before.files, **making.files}
    files = {path: every[path] for path in making.manifest}
    return outcome, replace(before, files=files, manifest=making.manifest)


def _together(early: Outcome, outcome: Outcome) -> tuple[Decision, ...]:
    """The decisions of an outcome, with what was made already before it."""
    made = {one.path: one for one in early.decisions if one.action == "make"}
    return tuple(made.get(one.path, one) for one in outcome.decisions)
