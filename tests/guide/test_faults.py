"""Sixty-odd small faults, sown one at a time into the real guide: each is found.

Found means: by the rule that is there for it, in the file and the line where it stands,
with a hint, and without other errors but those that follow from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ibid import judging, rules
from ibid.guide.pictures import Picture, Version
from ibid.problems import Problem, in_order
from ibid.reading import files
from ibid.reading.files import TextFile
from ibid.site import assets
from ibid.site.pictures import Taken
from ibid.units.memo import Memo
from tests.test_rules.guide import TODAY, Edit, guide_of

ROOT = Path(__file__).parents[2]
INDEX, ABOUT, CARE, SITE = "index.md", "about.md", "see-a-doctor.md", "site.yaml"
K2, MAGNESIUM = "remedies/vitamin-k2.md", "remedies/magnesium.md"
QUININE, PICKLE = "remedies/quinine.md", "remedies/pickle-juice.md"
STRETCHING = "remedies/stretching-and-massage.md"
DRINKS, WARMING = (
    "remedies/drinking-and-electrolytes.md",
    ("remedies/warming-up-and-strength.md"),
)
FATIGUE = "causes/muscle-fatigue.md"
SALTS, NIGHT = "causes/electrolytes.md", "causes/getting-older.md"
RAISES, SQUATS = "exercises/calf-raises.md", "exercises/bodyweight-squats.md"
CARD, STANDING = "cards/calf-cramp.md", "exercises/calf-stretch-standing.md"
TAN, COPPIN = "references/tan2024.md", "references/coppin2005.md"
KHAN, ALLEN = "references/khan2023.md", "references/allen2012.md"
HAWKE = "references/hawke2021.md"
PLAN = "programmes/bedtime-plan.md"
LONG = "We sat " + "and we sat " * 9 + "by the bed."
SALTY = "Magnesium can cause diarrhoea and harm a sick kidney."
OVERLONG = "We sat " + "and we sat " * 13 + "by the bed."

NEW = """---
type: webpage
title: A page that nobody cites
status: current
confirmed: true
checked: 2026-11-22
---

It is new.
"""


@dataclass(frozen=True)
class Fault:
    """An edit of one file, and the rule that finds it.

    `at` are words of the faulty line; where they are left out, it is the line of the
    edit. `also` names the rules whose errors follow from this one.
    """

    rule: str
    edit: Edit
    at: str = ""
    also: tuple[str, ...] = ()
    today: date = TODAY

    def __str__(self) -> str:
        return f"{self.rule} in {self.edit.path}"

    def line(self, texts: Mapping[str, str]) -> int:
        """The line where the fault stands, once the edit is made."""
        before = self.edit.of(texts)[self.edit.path]
        start = before.index(self.edit.new) if self.edit.new else 0
        if self.at:
            nearby = before.find(self.at, start)
            start = nearby if nearby >= 0 else before.index(self.at)
        else:
            start += len(self.edit.new) - len(self.edit.new.lstrip("\n"))
        return before.count("\n", 0, start) + 1


def fault(rule: str, path: str, *words: str, **more: Any) -> Fault:
    """A fault: in `path`, the first words become the second; the third are `at`."""
    old, new, at = (*words, "")[:3]
    return Fault(rule, Edit(path, old, new), at, **more)


FAULTS = (
    # What can't be read, or isn't a field.
    fault("unknown-field", K2, "verdict: unclear", "verdikt: unclear"),
    fault(
        "missing-field",
        PICKLE,
        'risk: "Pickle juice is very salty, and several sips a day add up."\n',
        "",
        "---",
    ),
    fault("wrong-value", MAGNESIUM, "certainty: moderate", "certainty: medium"),
    fault("wrong-value", ABOUT, "next_review: 2027-11-22", "next_review: 2027-13-22"),
    fault("wrong-value", TAN, "status: retracted-and-replaced", "status: fine"),
    fault(
        "duplicate-field",
        QUININE,
        "safety: avoid",
        "safety: avoid\nsafety: ask-first",
        "safety: ask",
    ),
    fault("yaml-tab", CARD, "  - {name: cramp-relief-2", "\t- {name: cramp-relief-2"),
    fault(
        "yaml-syntax", NIGHT, 'claim: "Growing older may', "claim: Growing: older may"
    ),
    fault("front-matter-not-closed", ALLEN, "\n---\n", "\n--\n"),
    fault("control-character", INDEX, "that you can feel.", "that you can\x07 feel."),
    fault("misplaced-file", "recipes/soup.md", "", "---\ntitle: Soup\n---\n"),
    # What is made by hand, or typed by a slip.
    fault("hand-heading", K2, "", "\n\n**What then**\n\nRest.\n"),
    fault("shouted-words", K2, "", "\n\nDo NOT EVER STOP.\n"),
    fault("hand-number", K2, "", "\n\nIt is as in Figure 3.\n"),
    fault("likely-citation", K2, "", "\n\nIt may help (Doe 2020).\n"),
    fault("left-over", K2, "", "\n\nIt may help [citation needed].\n"),
    fault("tracked-link", K2, "", "\n\n[This one](https://a.example/?fbclid=1).\n"),
    fault("doubled-word", K2, "", "\n\nRest the the leg.\n"),
    fault("loose-mark", K2, "", "\n\nRest the leg .\n"),
    fault("open-bracket", K2, "", "\n\nRest (the leg.\n"),
    fault("swapped-capital", K2, "", "\n\nThe lEgs rest.\n"),
    # Sources.
    fault(
        "unknown-reference", K2, "corrected one.[@tan2024]", "corrected one.[@tan2042]"
    ),
    fault(
        "malformed-citation",
        FATIGUE,
        "[@hewbutler2015] With",
        "[@hewbutler2015; ] With",
    ),
    fault("miscounted-dose", RAISES, "counted: {repeat: 5}", "counted: {repeat: 6}"),
    fault(
        "not-an-exercise",
        PLAN,
        "page: ../exercises/hamstring-stretch.md",
        "page: ../night.md",
    ),
    fault("unreasoned-dose", PLAN, "        because: ", "        # ", "dose: {repeat"),
    fault("citation-misplaced", STANDING, 'text: "Take', 'text: "[@krcalf] Take'),
    fault("withdrawn-support", SALTS, "", "\n\nSalts are low.[@khan2023]\n"),
    fault("unused-reference", "references/new.md", "", NEW, "---"),
    fault("duplicate-source", HAWKE, 'PMID: "33998664"', 'PMID: "22963024"'),
    fault(
        "journal-spelled-twice",
        HAWKE,
        "Cochrane Database of Systematic Reviews",
        "Cochrane database of systematic reviews",
    ),
    fault("unexplained-standing", COPPIN, "status: current", "status: corrected"),
    fault(
        "unknown-replacement",
        KHAN,
        "confirmed: f",
        "replaced-by: garison2020\nconfirmed: f",
    ),
    fault(
        "unconfirmed-field",
        TAN,
        "issued: 2024",
        'issued: 2024\nvolume: "184"',
        "volume:",
    ),
    fault(
        "lost-title",
        ABOUT,
        "no match found.\n",
        "The Role of Magnesium and Potassium Deficiency in Muscle Cramping: A "
        "Systematic Review.\n",
        also=("missing-caution",),
    ),
    fault("unused-note", DRINKS, "", "\n[^salt]: Salt is sodium.\n"),
    fault("undefined-note", DRINKS, "are good food,", "are good food,[^meals]"),
    # What carries a claim.
    fault(
        "replaced-support",
        K2,
        "replaced.[@tan2024] That it works against some blood thinners is better "
        "known.[@theuwissen2013; @johnson2005]",
        "replaced.[@tan2024] That it works against some medicines is known.",
    ),
    fault(
        "unsourced-effect",
        MAGNESIUM,
        'trials-disagree\n    source: "[@garrison2020; @luo2020]"',
        "trials-disagree",
    ),
    fault("impossible-effect", MAGNESIUM, "most: 0.49", "most: -0.49"),
    fault(
        "replaced-effect",
        MAGNESIUM,
        '"[@garrison2020; @luo2020]"',
        '"[@tan2024]"',
    ),
    fault("replaced-figures", K2, "corrected one.[@tan2024]", "one of 199.[@tan2024]"),
    fault(
        "uncited-claim",
        QUININE,
        "estimate.[@mhra2010] Cramps last as long as before.[@eltawil2015]",
        "estimate. Cramps last as long as before.",
    ),
    fault(
        "ungraded-insight",
        FATIGUE,
        "    Certainty: very low. Small studies and this "
        "large one point in different ways.\n",
        "",
        "!!! insight",
    ),
    fault(
        "weak-support",
        MAGNESIUM,
        "older adults.[@garrison2020] The grade",
        "older adults.[@allen2012] The grade",
    ),
    fault(
        "unhedged-claim",
        RAISES,
        "Stronger calf muscles may help with cramps, but this is not proven.",
        "Stronger calf muscles help with cramps.",
    ),
    fault(
        "unstated-unknown",
        SQUATS,
        "We do not know if squats do anything for cramps.",
        "Squats do a lot for cramps.",
    ),
    # Words.
    fault(
        "strong-word", STRETCHING, "Gentle rubbing may", "Rubbing cures cramps. It may"
    ),
    fault(
        "strong-word",
        PICKLE,
        "A little may shorten a cramp that has already started",
        "A sip is guaranteed to shorten a cramp",
    ),
    fault(
        "strong-word",
        WARMING,
        "If it does anything for your cramps, nobody knows.",
        "It prevents cramps.",
    ),
    fault(
        "literal-number",
        CARE,
        "simply worried, call {urgent-number} and",
        "simply worried, call 111 and",
    ),
    fault(
        "literal-number",
        CARD,
        '"Call {urgent-number}, day',
        '"Call 999, day',
    ),
    fault(
        "unknown-placeholder",
        INDEX,
        "Call {emergency-number} if",
        "Call {emergency} if",
    ),
    fault(
        "bare-percentage",
        SALTS,
        "For ordinary night cramps you usually do not.",
        "Bed rest cuts cramps by 40%.",
    ),
    fault("empty-label", NIGHT, "Here is [how to do it]", "Do it as shown [here]"),
    # Safety.
    fault(
        "repeated-caution",
        NIGHT,
        "",
        f"\n\n## More\n\n{SALTY}\n\n{SALTY.replace('harm', 'hurt')}\n",
        "hurt a sick kidney",
    ),
    fault(
        "missing-caution",
        STRETCHING,
        "",
        "\n\n## Supplements\n\nTry magnesium.\n",
        "magnesium",
    ),
    fault(
        "missing-caution",
        "causes/pregnancy.md",
        ", and it upsets treatment with warfarin (a blood-thinning medicine)",
        "",
        "[Vitamin K2]",
    ),
    fault(
        "missing-caution",
        DRINKS,
        "With kidney disease or an ACE inhibitor (for blood pressure), ask your doctor "
        "before you take potassium pills or eat many bananas.",
        "Potassium pills are not for you.",
        "Bananas, spinach",
    ),
    fault(
        "missing-caution",
        FATIGUE,
        "",
        "\n\n## Fruit\n\nSome eat bananas too.\n",
        "Some eat",
    ),
    fault(
        "missing-caution",
        NIGHT,
        ", and it can cause diarrhoea and is risky with kidney disease",
        "",
        "Pills do less",
    ),
    fault("missing-red-flag", CARE, "{id: pe,", "{id: lung_clot,", "care:"),
    fault("missing-red-flag", CARE, "{id: statin_muscle,", "{id: statins,", "care:"),
    fault("missing-red-flag", CARE, "{id: torn_muscle,", "{id: torn,", "care:"),
    fault("missing-red-flag", CARE, "{id: breathless,", "{id: no_breath,", "care:"),
    fault("misleading-word", ABOUT, "", "\n\nIs the leg hot or newly painful?\n"),
    fault("misleading-word", ABOUT, "", "\n\nIs the skin warm and red?\n"),
    fault("lesser-help", ABOUT, "", "\n\nIf you are breathless, call a GP.\n"),
    fault(
        "unnumbered-card",
        CARE,
        'action: "Call {urgent-number} now, day or night, or see a GP today if"',
        'action: "See a GP today if"',
    ),
    # Selling.
    fault(
        "dose",
        MAGNESIUM,
        "Ordinary food has",
        "Take 300 mg a day. Ordinary food has",
    ),
    fault("brand", DRINKS, "you may try a drink with salts", "you may try Lucozade"),
    fault("brand", RAISES, "", "\n\nGet [a band](https://www.amazon.co.uk/dp/1).\n"),
    fault(
        "offer",
        WARMING,
        "Is it worth my time?\n",
        "Is it worth my time?\n\nWork with me for a free plan.\n",
        "Work with",
    ),
    fault(
        "badge",
        ABOUT,
        "which sells nothing and",
        "which is PIF TICK proof, sells nothing and",
        also=("unexplained-abbreviation",),
    ),
    # Plain English.
    fault("long-sentence", NIGHT, "", f"\n\n{LONG}\n"),
    fault("overlong-sentence", NIGHT, "", f"\n\n{OVERLONG}\n"),
    fault("long-paragraph", PICKLE, "", "\n\nSit. Lie. Wait. Stand. Rest.\n"),
    fault(
        "unexplained-word",
        NIGHT,
        "How common is it?\n",
        "How common are nocturnal cramps?\n",
    ),
    fault(
        "unexplained-abbreviation",
        FATIGUE,
        "the long name, exercise-associated muscle cramps (EAMC for short). It means "
        "no more than",
        "the name EAMC for",
    ),
    # Dates.
    fault(
        "review-due",
        ABOUT,
        "next_review: 2027-11-22",
        "next_review: 2026-12-01",
        today=date(2027, 1, 5),
    ),
    fault(
        "review-overdue",
        ABOUT,
        "next_review: 2027-11-22",
        "next_review: 2026-11-30",
        today=date(2027, 3, 5),
    ),
    fault(
        "review-in-future",
        QUININE,
        "last_reviewed: 2026-11-22",
        "last_reviewed: 2026-12-22",
    ),
    fault(
        "review-too-far", QUININE, "next_review: 2027-11-22", "next_review: 2030-11-22"
    ),
    fault("check-due", COPPIN, "checked: 2026-11-22", "checked: 2026-01-22"),
    # Openness.
    fault(
        "claimed-review",
        ABOUT,
        ", and **no clinician has reviewed this guide yet.**",
        ". **A clinician has reviewed this guide.**",
    ),
    fault(
        "unanswered-feedback",
        SITE,
        "We have no contact address to offer yet. When there "
        "is one, it will stand here, and we will ask you to tell us about mistakes.",
        "Tell us about mistakes.",
    ),
    fault(
        "unclear-support",
        SITE,
        "This guide supports, and does not replace, advice",
        "This guide gives advice",
    ),
    fault("undated-link", INDEX, "", "\n\nSee [a page](https://cramps.example/).\n"),
    fault(
        "lowered-rule",
        SITE,
        "colour: null",
        "colour: null\nrules:\n  dose: advice",
        "dose",
    ),
    # What a page is built of.
    fault("dead-link", INDEX, "(night.md)", "(nigth.md)"),
    fault("dead-anchor", NIGHT, "(medicines.md)", "(medicines.md#statins)"),
    fault("skipped-heading", K2, "## Do I need", "#### Do I need"),
    fault(
        "raw-html",
        ABOUT,
        "## Who pays?\n",
        "## Who pays?\n\n<div>Nobody.</div>\n",
        "<div>",
    ),
    fault("field-markup", CARD, "summary: ", "summary: _So_. "),
    fault("unknown-box", INDEX, "!!! warning", "!!! warnings"),
    fault("missing-drawing", CARD, "name: cramp-relief-2", "name: cramp-releif-2"),
    fault("missing-route", SITE, "page: causes/pregnancy.md", "page: causes/nobody.md"),
    fault("missing-card", SITE, "{card: calf-cramp,", "{card: calf-crmp,"),
)


@cache
def inputs() -> files.Inputs:
    """All that the real guide is made of."""
    loaded, problems = files.load(ROOT / "content", ROOT / "templates", ROOT / "assets")
    assert problems == []
    return loaded


def guide() -> dict[str, str]:
    """The real guide's content files by name."""
    return {file.name: file.text for file in inputs().content}


@cache
def drawings() -> Mapping[str, str]:
    """The real guide's drawings."""
    made, _ = assets.prepare(
        {}, Taken({}, {}, ()), inputs().drawings, assets.Given(), Memo()
    )
    return made.drawings


@cache
def pictures() -> Mapping[str, Picture]:
    """The real guide's pictures; where they would be published doesn't matter here."""
    return {name: Picture(1, 1, (Version(name, 1),)) for name in inputs().pictures}


JUDGED = Memo()


def problems_of(texts: Mapping[str, str], today: date = TODAY) -> tuple[Problem, ...]:
    """What is found in the texts in the real guide's dress.

    As in a preview, a file is judged again if it, or what it looks at, has changed.
    """
    written = [TextFile(f"content/{name}", name, text) for name, text in texts.items()]
    spoilt = replace(inputs(), content=tuple(written))
    made, unread = guide_of(texts, today, drawings(), pictures(), tuple(spoilt.copied))
    ground = judging.ground(made, spoilt)
    asked = judging.files_of(made, spoilt, ground)
    found = judging.judged(made, asked, JUDGED, lambda _: None)
    return rules.told_once(in_order((*unread, *found)))


def test_no_alarm_is_false() -> None:
    """The guide as it is gives no problem, and no advice either."""
    assert problems_of(guide()) == ()


def test_there_are_sixty_faults_and_more() -> None:
    assert len({str(one) + one.edit.new for one in FAULTS}) == len(FAULTS) >= 60


@pytest.mark.parametrize("sown", FAULTS, ids=str)
def test_a_fault_is_found_where_it_stands(sown: Fault) -> None:
    problems = problems_of(sown.edit.of(guide()), sown.today)
    found = [one for one in problems if one.rule == sown.rule]
    places = {(one.place.path, one.place.line) for one in found}
    assert places == {(f"content/{sown.edit.path}", sown.line(guide()))}
    assert all(one.hint for one in found)
    others = {
        one.rule
        for one in problems
        if one.severity == "error" and one.rule not in (sown.rule, *sown.also)
    }
    assert others == set()
