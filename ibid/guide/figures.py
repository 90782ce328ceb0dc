"""What a guide holds, in numbers and sentences."""

from collections import Counter
from collections.abc import Iterator

from ibid.content.kinds import Graded
from ibid.content.vocabulary import Certainty, Status, Study
from ibid.guide.guide import Guide


def of_guide(guide: Guide, rules: int) -> Iterator[str]:
    """Claims, sources, and how many of each standing and certainty."""
    sources = [guide.reference(key) for key in guide.references]
    cited = sum(len(face.cites) for face in guide.faces.values())
    grades = Counter(_grades(guide))
    standings = Counter(source.status for source in sources)
    yield f"{len(guide.pages)} pages, {len(sources)} sources, {cited} citations"
    shown = [f"{grades[g]} {g.value.replace('-', ' ')}" for g in Certainty if grades[g]]
    yield f"{grades.total()} graded claims: {', '.join(shown) or 'none'}"
    kinds = [
        f"{standings[s]} {s.value.replace('-', ' ')}" for s in Status if standings[s]
    ]
    yield f"sources: {', '.join(kinds) or 'none'}"
    yield from _of_sources(guide)
    yield f"{rules} rules run"


def _of_sources(guide: Guide) -> Iterator[str]:
    """How many sources a reader can get to, what they are, the oldest look at one."""
    sources = {key: guide.reference(key) for key in guide.references}
    wanted = [s for s in sources.values() if s.status is not Status.NOT_FOUND]
    reached = [source for source in wanted if source.reachable]
    if wanted:
        share = 100 * len(reached) // len(wanted)
        yield (
            f"sources with an address: {share} % ({len(reached)} of {len(wanted)}; "
            f"{len(sources) - len(wanted)} could not be found at all)"
        )
    studies = Counter(source.study for source in sources.values())
    kinds = [f"{studies[s]} {s.value.replace('-', ' ')}" for s in Study if studies[s]]
    if kinds:
        yield f"by study: {', '.join(kinds)}"
        key, oldest = min(sources.items(), key=lambda row: row[1].checked)
        yield f"oldest look at a source: {oldest.checked} ({key})"


def _grades(guide: Guide) -> Iterator[Certainty]:
    for entry in guide.pages:
        if isinstance(entry.content, Graded):
            yield entry.content.certainty
        for box in entry.prose.boxes:
            if box.certainty in list(Certainty):
                yield Certainty(box.certainty)
