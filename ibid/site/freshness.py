"""Which pages have to be made again, and why; a pure comparison of fingerprints."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Action = Literal["make", "keep", "delete"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that should stand in the site, by what it depends on.

    `view`, `templates` and `code` are fingerprints of its three ingredients.
    """

    path: str
    view: str
    templates: str
    code: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens to one published file, and the reason in words."""

    path: str
    action: Action
    why: str


def decide(
    wanted: Iterable[Wanted],
    manifest: Mapping[str, tuple[str, ...]],
    digests: Mapping[str, str],
) -> tuple[Decision, ...]:
    """A decision for every file that is wanted or was published, sorted by path.

    `manifest` holds (view, templates, code, digest) of each file as it was published;
    `digests` the digest of what stands there now.
    """
    decisions = [_decision(page, manifest, digests) for page in wanted]
    known = {decision.path for decision in decisions}
    decisions += [
        Decision(path, "delete", "nothing asks for it any more")
        for path in manifest
        if path not in known
    ]
    return tuple(sorted(decisions, key=lambda decision: decision.path))


def _decision(
    page: Wanted, manifest: Mapping[str, tuple[str, ...]], digests: Mapping[str, str]
) -> Decision:
    row = manifest.get(page.path, ())
    if not row:
        return Decision(page.path, "make", "it is new")
    view, templates, code, digest = row
    reasons = (
        (code != page.code, "the code changed"),
        (templates != page.templates, "its templates changed"),
        (view != page.view, "what it shows changed"),
        (page.path not in digests, "it was deleted from the output"),
        (digests.get(page.path) != digest, "it was changed in the output"),
    )
    why = next((reason for differs, reason in reasons if differs), "")
    return Decision(page.path, "make" if why else "keep", why or "nothing changed")


def manifest(
    wanted: Iterable[Wanted],
    digests: Mapping[str, str],
    before: Mapping[str, tuple[str, ...]],
) -> dict[str, tuple[str, ...]]:
    """What to note of a published site; `digests` are those of the files just made."""
    return {
        page.path: (
            page.view,
            page.templates,
            page.code,
            digests.get(page.path) or before[page.path][3],
        )
        for page in wanted
    }
