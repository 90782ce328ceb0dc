"""Pages planned and rendered on every core, before a build asks for them."""

from dataclasses import replace

from ibid.content.site import Site
from ibid.pages import downloads, planning
from ibid.pages.planner import Planner
from ibid.problems import Problem
from ibid.site import theme
from ibid.units.ahead import worked_out
from ibid.units.executors import Executors


def ahead(
    planner: Planner, site: Site, look: theme.Theme, executors: Executors
) -> theme.Rendered:
    """The pages that nothing is known of, if it pays to make them ahead."""
    framing, memo = planner.framing, planner.memo
    makes = planning.makes(framing, site) | downloads.files(framing.guide)
    new = [path for path in makes if planner.is_new(path)]
    branch = memo.branch()
    copy = replace(planner, memo=branch)

    def page(path: str) -> bytes | Problem:
        return look.page(copy.page(path, makes[path]))

    rendered = theme.Rendered(memo.held.spool())
    if executors.can_copy(len(new)):
        look.load()
    for path, made in worked_out(page, new, branch, memo, executors):
        rendered.note(path, made)
    return rendered
