"""What a guide holds, in numbers and sentences."""

from collections import Counter
from collections.abc import Iterator

from ibid.content.kinds import Graded
from ibid.content.vocabulary import Certainty, Status
from ibid.guide.guide import Guide


def of_guide(guide: Guide, rules: int) -> Iterator[str]:
    """Claims, sources, and how many of each standing and certainty."""
    sources = [guide.reference(key) for key in guide.references]
    cited = sum(len(places) for places in guide.citations.values())
    grades = Counter(_grades(guide))
    standings = Counter(source.status for source in sources)
    yield f"{len(guide.pages)} pages, {len(sources)} sources, {cited} citations"
    shown = [f"{grades[g]} {g.value.replace('-', ' ')}" for g in Certainty if grades[g]]
    yield f"{grades.total()} graded claims: {', '.join(shown) or 'none'}"
    kinds = [
        f"{standings[s]} {s.value.replace('-', ' ')}" for s in Status if standings[s]
    ]
    yield f"sources: {', '.join(kinds) or 'none'}"
    yield f"{rules} rules run"


def _grades(guide: Guide) -> Iterator[Certainty]:
    for entry in guide.pages:
        if isinstance(entry.content, Graded):
            yield entry.content.certainty
        for box in entry.draft.boxes:
            if box.certainty in list(Certainty):
                yield Certainty(box.certainty)
