"""Pages planned and rendered on every core, before a build asks for them."""

from collections import deque
from dataclasses import replace

from ibid.content.reference import Reference
from ibid.content.site import Site
from ibid.pages import downloads, planning
from ibid.pages.planner import Planner, unheard
from ibid.problems import Problem
from ibid.site import theme
from ibid.units.ahead import worked_out
from ibid.units.executors import Executors


def ahead(
    planner: Planner, site: Site, look: theme.Theme, executors: Executors
) -> theme.Rendered:
    """The pages that nothing is known of, if it pays to make them ahead."""
    framing, memo = planner.framing, planner.memo
    makes = planning.makes(framing, site)
    new = [path for path in makes if planner.is_new(path)]
    faces, paths = framing.guide.faces, framing.guide.paths
    names = {path: name for path, name in paths.items() if faces[name].cites}
    shown = [faces[paths[path]] for path in new if path in paths]
    keys = [face.key for face in shown if face.kind == Reference.kind]
    along = {one.path: one for one in downloads.of_sources(planner, keys)}
    branch = memo.branch()
    copy = replace(planner, memo=branch, on=unheard)

    def page(path: str) -> bytes | Problem:
        if path in names:
            # The pages of the sources show them, and are made next.
            _ = copy.quotes[names[path]]
        planned = along.get(path) or copy.page(path, makes[path])
        if planned.names:
            # A search is made of it.
            deque(copy.said((planned,)), maxlen=0)
        return look.page(planned)

    rendered = theme.Rendered(memo.held.spool())
    if executors.can_copy(len(new)):
        look.load()
    for turn in (True, False):
        some = [path for path in (*new, *along) if (path in names) is turn]
        for path, made in worked_out(page, some, branch, memo, executors):
            rendered.note(path, made)
    return rendered
