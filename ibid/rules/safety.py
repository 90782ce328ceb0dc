"""Rules on cautions: what can harm is never named without its warning.

A page says each caution once, next to its first action. A caution in every section
was read by nobody.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ibid.content.reference import Reference
from ibid.rules.passages import Passage
from ibid.rules.rule import Found, Rule, Studied


@dataclass(frozen=True)
class Caution:
    """A trigger, and what its page must say too; each pattern is one demand.

    `advice_only` leaves the pages of sources alone: they tell what a study found.
    """

    trigger: "re.Pattern[str]"
    demands: tuple["re.Pattern[str]", ...]
    words: str
    advice_only: bool = False


def any_of(*words: str) -> "re.Pattern[str]":
    """A pattern that finds any of the words."""
    return re.compile("|".join(words))


WARFARIN = any_of("warfarin", "blood[- ]thin", "anticoagula")
CAUTIONS = (
    Caution(
        any_of(r"vitamin k2?\b", r"k2\b", r"mk-?7\b", "menaquinone"),
        (WARFARIN,),
        "not with warfarin unless the clinic agrees",
    ),
    Caution(
        any_of("spinach", "leafy greens?", r"\bkale\b"),
        (WARFARIN,),
        "on warfarin, keep leafy greens steady from week to week",
    ),
    Caution(
        any_of(
            "potassium (?:pill|tablet|supplement)",
            r"take (?:more )?potassium\b",
            r"bananas?\b",
            "salt substitute",
        ),
        (any_of("kidney"), any_of("ace inhibitor"), any_of("older (?:people|adults)")),
        "ask first with kidney disease, with an ACE inhibitor, or as an older person",
        advice_only=True,
    ),
    Caution(
        any_of("magnesium"),
        (any_of("kidney"), any_of("diarrhoea")),
        "it can cause diarrhoea, and is risky with kidney disease",
        advice_only=True,
    ),
    Caution(
        any_of(
            *(
                "electrolyte drink",
                "rehydrat",
                r"\bhydrat(?:e|ed|ion)\b",
                "sports? drink",
            ),
            r"drink(?:s|ing)? (?:more|with salts)\b",
        ),
        (
            any_of(
                *("overdrink", "too much (?:water|drink)", "far too much"),
                *("past your thirst", "force fluids", "when (?:you are )?thirsty"),
            ),
            any_of("kidney", r"heart\b"),
        ),
        "drinking too much can kill; ask first with kidney or heart disease",
        advice_only=True,
    ),
    Caution(
        any_of("quinine", "tonic water", "bitter lemon"),
        (any_of(r"\bfda\b", r"mhra\b", "regulator"),),
        "regulators (MHRA and FDA) warn against quinine for cramps",
    ),
    Caution(
        any_of(r"statins?\b"),
        (any_of("straight away", "at once", "same day"),),
        "for muscle pain or cramps, call {urgent-number} or your doctor straight away",
    ),
    Caution(
        any_of("diuretic", "water tablet"),
        (any_of("(?:not|never) stop", "before you (?:stop|change)"),),
        "do not stop a prescribed medicine without advice",
    ),
    Caution(
        any_of("pickle juice", "(?:salt|sodium) (?:tablet|pill)"),
        (
            any_of("blood pressure"),
            any_of(r"heart\b"),
            any_of("kidney"),
            any_of(r"\bliver"),
        ),
        "ask first with high blood pressure, or heart, kidney or liver disease",
    ),
    Caution(
        any_of(
            *(r"stretch(?:es|ed|ing)?\b", r"massag(?:e|ing)\b"),
            r"\brub(?:bing)? (?:it|gently|the|your|a)\b",
        ),
        (any_of("swollen", "swelling", "swells"),),
        "not on a leg that is swollen, warm, red or darker, or that keeps on hurting",
        advice_only=True,
    ),
    Caution(
        any_of(
            *(r"exercis(?:e|es|ing)\b", "strength (?:training|moves|work)"),
            *(r"squats?\b", "calf raise", r"warm-?ups?\b"),
        ),
        (
            any_of("chest pain"),
            any_of("breathless"),
            any_of("dark urine", "urine is dark"),
        ),
        "stop and call {emergency-number} for chest pain, dark urine, or if too "
        "breathless to speak",
        advice_only=True,
    ),
)


def missing_caution(guide: Studied) -> Iterator[Found]:
    """What can harm is never named without its caution on the same page.

    Add the caution that the hint names, once, next to the first action.
    """
    for entry, passages in guide.texts.items():
        source = isinstance(entry.content, Reference)
        text = "\n".join(" ".join(one.lower.split()) for one in passages)
        for caution in CAUTIONS:
            if (source and caution.advice_only) or not caution.trigger.search(text):
                continue
            if any(not demand.search(text) for demand in caution.demands):
                yield _unwarned(passages, caution)


def _unwarned(passages: Iterable[Passage], caution: Caution) -> Found:
    place, word = next(
        (passage.place(found.span()), found[0])
        for passage in passages
        for found in caution.trigger.finditer(passage.lower)
    )
    return (
        place,
        f'"{word}" stands here without its caution',
        f"say once on this page: {caution.words}",
    )


RULES = (Rule(missing_caution, standards=("R13",)),)
