"""Rules on safety: a caution beside each trigger, and every red flag on the cards.

What belongs together is a section: a heading with all that stands below it, its boxes
included, or all the fields of a page, which the page shows together. A caution one
heading further down comes too late for a reader who stops at the tempting line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ibid.bibliography import Reference
from ibid.checks.blocks import FRONT
from ibid.checks.rule import Found, Rule, Section, Studied
from ibid.model import Care, CareLevel, CarePage
from ibid.problems import did_you_mean

FLAGS = (
    *("dvt", "pe", "limb_ischaemia", "over_10_min", "toxin_tetanus"),
    *("weakness_numbness", "dark_urine", "statin_muscle", "pregnancy", "kidney_liver"),
    *("medicines", "cauda_equina", "limb_threat", "quinine_bleeding"),
)


@dataclass(frozen=True)
class Caution:
    """A trigger, and what its section must say too; each pattern is one demand.

    `advice_only` leaves the pages of sources alone: they tell what a study found.
    """

    trigger: "re.Pattern[str]"
    demands: tuple["re.Pattern[str]", ...]
    words: str
    advice_only: bool = False


def _any(*words: str) -> "re.Pattern[str]":
    return re.compile("|".join(words))


WARFARIN = _any("warfarin", "blood[- ]thin", "anticoagula")
CAUTIONS = (
    Caution(
        _any(r"vitamin k2?\b", r"k2\b", r"mk-?7\b", "menaquinone"),
        (WARFARIN,),
        "not with warfarin unless the clinic agrees",
    ),
    Caution(
        _any("spinach", "leafy greens?", r"\bkale\b"),
        (WARFARIN,),
        "on warfarin, keep leafy greens steady from week to week",
    ),
    Caution(
        _any(
            "potassium (?:pill|tablet|supplement)",
            r"take (?:more )?potassium\b",
            r"bananas?\b",
            "salt substitute",
        ),
        (_any("kidney"), _any("ace inhibitor"), _any("older (?:people|adults)")),
        "ask first with kidney disease, with an ACE inhibitor, or as an older person",
        advice_only=True,
    ),
    Caution(
        _any("magnesium"),
        (_any("kidney"), _any("diarrhoea")),
        "it can cause diarrhoea, and is risky with kidney disease",
        advice_only=True,
    ),
    Caution(
        _any(
            *(
                "electrolyte drink",
                "rehydrat",
                r"\bhydrat(?:e|ed|ion)\b",
                "sports? drink",
            ),
            r"drink(?:s|ing)? (?:more|with salts)\b",
        ),
        (
            _any(
                *("overdrink", "too much (?:water|drink)", "far too much"),
                *("past your thirst", "force fluids", "when (?:you are )?thirsty"),
            ),
            _any("kidney", r"heart\b"),
        ),
        "drinking too much can kill; ask first with kidney or heart disease",
        advice_only=True,
    ),
    Caution(
        _any("quinine", "tonic water", "bitter lemon"),
        (_any(r"\bfda\b", r"mhra\b", "regulator"),),
        "regulators (MHRA and FDA) warn against quinine for cramps",
    ),
    Caution(
        _any(r"statins?\b"),
        (_any("straight away", "at once", "same day"),),
        "for muscle pain or cramps, call {urgent-number} or your doctor straight away",
    ),
    Caution(
        _any("diuretic", "water tablet"),
        (_any("(?:not|never) stop", "before you (?:stop|change)"),),
        "do not stop a prescribed medicine without advice",
    ),
    Caution(
        _any("pickle juice", "(?:salt|sodium) (?:tablet|pill)"),
        (_any("blood pressure"), _any(r"heart\b"), _any("kidney"), _any(r"\bliver")),
        "ask first with high blood pressure, or heart, kidney or liver disease",
    ),
    Caution(
        _any(
            *(r"stretch(?:es|ed|ing)?\b", r"massag(?:e|ing)\b"),
            r"\brub(?:bing)? (?:it|gently|the|your|a)\b",
        ),
        (_any("swollen", "swelling", "swells"),),
        "not on a leg that is swollen, hot or newly painful on one side",
        advice_only=True,
    ),
    Caution(
        _any(
            *(r"exercis(?:e|es|ing)\b", "strength (?:training|moves|work)"),
            *(r"squats?\b", "calf raise", r"warm-?ups?\b"),
        ),
        (_any("chest pain"), _any("dark urine", "urine is dark")),
        "stop and call {emergency-number} for chest pain or dark urine",
        advice_only=True,
    ),
)


def missing_caution(guide: Studied) -> Iterator[Found]:
    """What can harm is never named without its caution in the same section.

    Add the caution that the hint names, in the same section.
    """
    for section in guide.sections:
        source = isinstance(section.entry.content, Reference)
        for caution in CAUTIONS:
            if (source and caution.advice_only) or not caution.trigger.search(
                section.lower
            ):
                continue
            if any(not demand.search(section.lower) for demand in caution.demands):
                yield _unwarned(section, caution)


def _unwarned(section: Section, caution: Caution) -> Found:
    place, word = next(
        (passage.place(found.span()), found[0])
        for passage in section.passages
        for found in caution.trigger.finditer(passage.lower)
    )
    part = "fields" if section.number == FRONT else "section"
    return (
        place,
        f'"{word}" stands here without its caution',
        f"say in the same {part}: {caution.words}",
    )


def missing_red_flag(guide: Studied) -> Iterator[Found]:
    """The page on when to get help has every red flag.

    Add a sign with that id to one of the three cards.
    """
    for entry in guide.pages:
        if not isinstance(entry.content, CarePage):
            continue
        known = {
            sign.id for level in _levels(entry.content.care) for sign in level.signs
        }
        for flag in FLAGS:
            if flag not in known:
                meant = did_you_mean(flag, known - set(FLAGS))
                yield (
                    entry.document.key_place(("care",)),
                    f'no card has the red flag "{flag}"',
                    meant or f"add a sign: {{id: {flag}, text: …}}",
                )


def _levels(care: Care) -> tuple[CareLevel, ...]:
    return care.emergency, care.urgent, care.soon


def unnumbered_card(guide: Studied) -> Iterator[Found]:
    """The cards for emergencies and urgent advice say which number to call.

    Write {emergency-number} or {urgent-number} into the action.
    """
    numbers = guide.site.numbers if guide.site else None
    for entry in guide.pages:
        if numbers is None or not isinstance(entry.content, CarePage):
            continue
        care = entry.content.care
        for name, level, number in (
            ("emergency", care.emergency, numbers.emergency),
            ("urgent", care.urgent, numbers.urgent),
        ):
            if number not in level.action:
                yield (
                    entry.document.place(("care", name, "action")),
                    f"the card of the level {name} doesn't say which number to call",
                    f"write it as in: Call {{{name}-number}} if",
                )


RULES = (
    Rule(missing_caution, standards=("R13",)),
    Rule(missing_red_flag, standards=("R15",)),
    Rule(unnumbered_card, standards=("R14",)),
)
