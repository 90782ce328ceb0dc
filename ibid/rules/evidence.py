"""Rules on what carries a claim: its sources, their standing, its grade, its hedge."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ibid.content.kinds import Effect, Graded, Remedy
from ibid.content.lexicon import Lexicon
from ibid.content.phrases import Phrases
from ibid.content.reference import Reference
from ibid.content.vocabulary import (
    STANDING_WORDS,
    Certainty,
    Finding,
    Status,
    Study,
)
from ibid.guide.guide import Entry
from ibid.problems import Place
from ibid.prose.citations import Citation
from ibid.reading.front_matter import Path
from ibid.rules.passages import Passage
from ibid.rules.rule import Example, Found, Rule, Studied

REPLACED = (Status.RETRACTED, Status.RETRACTED_AND_REPLACED)
UNSURE = (Certainty.LOW, Certainty.VERY_LOW)
STRONG = (Study.SYSTEMATIC_REVIEW, Study.RANDOMISED_TRIAL, Study.GUIDELINE)


@dataclass(frozen=True)
class Claim:
    """What makes one claim, a page's field or an insight, and what it cites."""

    place: Place
    name: str
    certainty: str
    passages: tuple[Passage, ...]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation in it."""
        return tuple(one for passage in self.passages for one in passage.citations)

    def says(self, phrases: Phrases) -> bool:
        """Whether any of its passages has the words."""
        return any(phrases.search(one.lower) for one in self.passages)


def insights(guide: Studied) -> Iterator[Claim]:
    """Every insight of the guide."""
    for entry in guide.entries:
        if not entry.prose.boxes:
            continue
        inside: dict[int, list[Passage]] = {}
        for passage in guide.texts[entry]:
            inside.setdefault(passage.box_number, []).append(passage)
        for number, box in enumerate(entry.prose.boxes):
            if box.kind == "insight":
                place, passages = entry.place(box.span), tuple(inside.get(number, ()))
                yield Claim(place, "this insight", box.certainty, passages)


def claims(guide: Studied, *fields: str) -> Iterator[Claim]:
    """Those fields of every graded page, a claim each."""
    for entry in guide.pages:
        if not isinstance(entry.content, Graded):
            continue
        for field in fields:
            texts = guide.by_field[entry].get(field)
            if texts:
                place = entry.document.place((field,))
                yield Claim(place, f'"{field}"', entry.content.certainty, texts)


def uncited_claim(guide: Studied) -> Iterator[Found]:
    """What makes us sure, and what good a remedy does, is said with a source.

    Add [@key] behind the sentence that the source supports.
    """
    for claim in claims(guide, "certainty_reason", "benefit"):
        # A citation of nothing is told where it stands.
        marks = (mark for one in claim.passages for mark in one.block.marks)
        if all(mark.kind not in ("cite", "name") for mark in marks):
            yield (
                claim.place,
                f"{claim.name} cites no source",
                "add [@key] behind the sentence that the source supports",
            )


def replaced_support(guide: Studied) -> Iterator[Found]:
    """A source that was retracted and replaced is never the only support of advice.

    Cite a source that stands as well, or say that nothing supports it.
    """
    fields = claims(guide, "certainty_reason", "benefit")
    for claim in (*fields, *insights(guide)):
        cited = references_in(guide, claim.citations)
        # Of a source that can't be read nobody knows how it stands.
        whole = len(cited) == len(claim.citations)
        if cited and whole and all(was_replaced(reference) for reference in cited):
            yield (
                claim.citations[0].place,
                f"{claim.name} rests on a source that was retracted and replaced",
                "cite a source that stands as well, or say that nothing supports this",
            )


def was_replaced(reference: Reference) -> bool:
    """Whether its results are no longer those that were first printed."""
    return reference.status is Status.RETRACTED_AND_REPLACED


def references_in(guide: Studied, citations: Iterable[Citation]) -> list[Reference]:
    """The references that are cited, in order; unknown keys have none."""
    keys = (citation.key for citation in citations)
    return [guide.reference(key) for key in keys if key in guide.references]


def unsourced_effect(guide: Studied) -> Iterator[Found]:
    """What trials say of an effect is drawn with its source.

    Only "not tested" may stand without one.
    """
    for entry, number, effect in _effects(guide):
        measured = effect.finding is Finding.MEASURED
        # Of an effect that isn't whole, `impossible-effect` tells.
        begun = measured and not effect.is_counted
        if effect.finding is not Finding.NOT_TESTED and not (effect.source or begun):
            told = "estimate" if measured else "finding"
            yield (
                entry.document.place(("effects", number, told)),
                f'the effect in "{effect.who}" has no source',
                "add `source: [@key]`, or write `finding: not-tested`",
            )


def impossible_effect(guide: Studied) -> Iterator[Found]:
    """A measured effect has its unit, and its range holds the estimate.

    What isn't measured has no number; a range that nobody gives is left out whole.
    """
    for entry, number, effect in _effects(guide):
        ends = (effect.least, effect.estimate, effect.most)
        numbers = [end for end in ends if end is not None]
        path: Path = ("effects", number)
        if effect.finding is not Finding.MEASURED:
            if not numbers:
                continue
            message, hint = "an unmeasured effect has a number", "leave it out"
        elif not effect.is_counted:
            message = "a measured effect lacks a number or its unit"
            hint = "write estimate and unit, and both ends of the range or none"
        elif numbers != sorted(numbers):
            path = (*path, "least" if numbers[0] > numbers[1] else "most")
            message = "the range of an effect excludes its estimate"
            hint = "least is below the estimate, most above it"
        else:
            continue
        yield entry.document.place(path), message, hint


def replaced_effect(guide: Studied) -> Iterator[Found]:
    """No effect is drawn from a source that another one replaced.

    Draw what the newer source found.
    """
    for entry, number, _ in _effects(guide):
        path = ("effects", number, "source")
        for passage in guide.texts[entry]:
            if passage.path == path:
                for reference in references_in(guide, passage.citations):
                    if reference.status in (Status.SUPERSEDED, *REPLACED):
                        yield (
                            entry.document.place(path),
                            f"the effect comes from a source that is no longer valid: "
                            f"{STANDING_WORDS[reference.status].lower()}",
                            "draw what the source that took its place found",
                        )


def _effects(guide: Studied) -> Iterator[tuple[Entry, int, Effect]]:
    for entry in guide.pages:
        if isinstance(entry.content, Remedy):
            for number, effect in enumerate(entry.content.effects):
                yield entry, number, effect


def weak_support(guide: Studied) -> Iterator[Found]:
    """Certainty above low rests on a trial, a review of trials or a guideline.

    Cite a trial, a review of trials or a guideline, or lower the certainty.
    """
    for claim in (*claims(guide, "certainty_reason"), *insights(guide)):
        cited = references_in(guide, claim.citations)
        sure = claim.certainty in (Certainty.HIGH, Certainty.MODERATE)
        if sure and cited and not any(one.study in STRONG for one in cited):
            yield (
                claim.citations[0].place,
                f"the certainty is {claim.certainty}, but no trial supports it",
                "cite a trial, a review or a guideline, or lower the certainty",
            )


def unhedged_claim(guide: Studied) -> Iterator[Found]:
    """Where certainty is low, the claim itself says so: may, might, not proven.

    Say "may", "might" or "not proven" in it.
    """
    for claim in (*claims(guide, "claim"), *insights(guide)):
        if claim.certainty in UNSURE and not claim.says(_lexicon(guide, claim).hedges):
            yield (
                claim.place,
                f"{claim.name} sounds surer than its certainty",
                'say "may", "might" or "not proven" in it',
            )


def unstated_unknown(guide: Studied) -> Iterator[Found]:
    """Where certainty is low, a plain sentence says what is not known.

    Add a plain sentence such as "We do not know if it helps."
    """
    pages = claims(guide, "unknown", "certainty_reason")
    cards = (c for c in pages if c.name == '"unknown"' or _without_unknown(c))
    for claim in (*cards, *insights(guide)):
        if claim.certainty in UNSURE and not claim.says(_lexicon(guide, claim).unknown):
            yield (
                claim.place,
                f"{claim.name} doesn't say what is not known",
                'add a plain sentence such as "We do not know if it helps."',
            )


def _lexicon(guide: Studied, claim: Claim) -> Lexicon:
    return guide.lexicon(claim.passages[0].entry if claim.passages else None)


def _without_unknown(claim: Claim) -> bool:
    return not hasattr(claim.passages[0].entry.content, "unknown")


RULES = (
    Rule(
        uncited_claim,
        Example(
            "certainty_reason: One small trial points that way.",
            "certainty_reason: One small trial points that way.[@lee2020]",
            "remedy",
        ),
        standards=("R5",),
    ),
    Rule(
        replaced_support,
        Example(
            "certainty_reason: One small trial points that way.[@tan2024]",
            "certainty_reason: One small trial points that way.[@lee2020]",
            "remedy",
        ),
        standards=("R9",),
    ),
    Rule(
        unsourced_effect,
        Example(
            "effects: [{who: Adults, finding: trials-disagree}]",
            "effects: [{who: Adults, finding: not-tested}]",
            "remedy",
        ),
        standards=("R5",),
    ),
    Rule(
        impossible_effect,
        Example(
            (
                "effects:\n"
                "  - {who: Adults, unit: bad nights, estimate: -2, least: -1, most: 1,"
                ' source: "[@lee2020]"}'
            ),
            (
                "effects:\n"
                "  - {who: Adults, unit: bad nights, estimate: -1, least: -2, most: 1,"
                ' source: "[@lee2020]"}'
            ),
            "remedy",
        ),
        standards=("R5",),
    ),
    Rule(
        replaced_effect,
        Example(
            (
                "effects:\n"
                '  - {who: Adults, finding: trials-disagree, source: "[@tan2024]"}'
            ),
            (
                "effects:\n"
                '  - {who: Adults, finding: trials-disagree, source: "[@lee2020]"}'
            ),
            "remedy",
        ),
        standards=("R9",),
    ),
    Rule(
        weak_support,
        Example(
            (
                '!!! insight "A small trial"\n'
                "    Twenty people cooled their feet.[@poe2019] Some may have "
                "slept better.\n"
                "    We do not know why.\n"
                "\n"
                "    Certainty: moderate. It was small."
            ),
            (
                '!!! insight "A small trial"\n'
                "    Twenty people cooled their feet.[@lee2020] Some may have "
                "slept better.\n"
                "    We do not know why.\n"
                "\n"
                "    Certainty: moderate. It was small."
            ),
        ),
        "advice",
        standards=("R5",),
    ),
    Rule(
        unhedged_claim,
        Example("claim: Cool feet help.", "claim: Cool feet may help.", "remedy"),
        standards=("R11",),
    ),
    Rule(
        unstated_unknown,
        Example(
            "unknown: It works at night.",
            "unknown: We do not know if it works at night.",
            "remedy",
        ),
        standards=("R11",),
    ),
)
