"""The site as a preview shows it: made like a published one, and kept in memory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ibid import pipeline
from ibid.problems import in_order
from ibid.request import Outcome, Request
from ibid.site import publishing
from ibid.units.memo import Held


@dataclass(frozen=True)
class Shown:
    """The files of a site by their path, and what each of them was made of."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    manifest: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Showing:
    """A guide that is shown again and again: each time, what changed is made anew."""

    def __init__(self, request: Request) -> None:
        self.request, self.held = request, Held()
        self.site = Shown()

    def build(self, on: Callable[[str], None]) -> Outcome:
        """What comes of the guide as it stands now; `site` is then what it shows.

        Where problems stop it, that is what it showed before.
        """
        # A preview begins with what the last build left in the output.
        if not self.site.files:
            self.site = Shown(*publishing.whole(self.request.output))
        outcome, self.site = show(self.request, self.site, self.held, on)
        return outcome


def show(
    request: Request, before: Shown, held: Held, on: Callable[[str], None]
) -> tuple[Outcome, Shown]:
    """The site after what was shown before; the same, where problems stop it."""
    with pipeline.remembering(request, held) as memo:
        ready = pipeline.prepare(request, memo, on)
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
    return outcome, Shown(files, making.manifest)
