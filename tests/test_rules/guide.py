"""A small guide in memory that keeps every rule, and what is found in edits of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from ibid import rules
from ibid.guide import languages
from ibid.guide.guide import Guide
from ibid.guide.pictures import Picture
from ibid.problems import Problem, in_order
from ibid.reading.files import COPIED, TextFile
from ibid.units import begun, compile
from ibid.units.entries import Unit
from ibid.units.executors import Executors
from ibid.units.memo import Held
from tests.wordings import SPOKEN

POLICY = sorted((Path(__file__).parent / "policy").glob("*.yaml"))
TODAY = date(2026, 11, 22)
DRAWINGS = {
    "calf": "<svg><title>A calf</title></svg>",
    "rest": "<svg><title>A leg at rest</title></svg>",
    "pill": "<svg><title>A pill</title><text>It cures cramps.</text></svg>",
    "dose": "<svg><title>Take 2 tab\u00adlets</title></svg>",
    "call": '<svg><title>Help</title><g aria-label="Call 999"></g></svg>',
    "dial": "<svg><title>Help</title><desc>Dial nine nine nine.</desc></svg>",
    "ring": "<svg><title>Help</title><text>0800 222 4000</text></svg>",
    "tspan": "<svg><title>Help</title><text>It cur<tspan>es</tspan></text></svg>",
    "honest": "<svg><title>Rest</title><text>No cure &amp; 3 steps</text></svg>",
}
NO_PICTURES: Mapping[str, Picture] = {}

DATES = """published: 2026-11-22
last_reviewed: 2026-11-22
next_review: 2027-11-22"""


def page(fields: str, body: str) -> str:
    """A content file: its fields with today's dates, and its body."""
    return f"---\n{fields.strip()}\n{DATES}\n---\n\n{body.strip()}\n"


def reference(fields: str, body: str) -> str:
    """A reference's file."""
    return f"---\n{fields.strip()}\nchecked: 2026-11-22\n---\n\n{body.strip()}\n"


SITE = """\
title: Small guide
tagline: As little as a guide can be
base_url: https://small.example/
authors: [{name: The editors, medically_qualified: false}]
reviewer: null
numbers: {emergency: "999", urgent: "111"}
contact: null
feedback: We have no contact address to offer yet.
disclosure: Nobody pays for this guide, and it sells nothing.
privacy: This guide does not track you.
support_statement: This guide supports, and does not replace, advice from your doctor.
quick_fix: calf-cramp
more_help:
  - {name: NHS inform, url: "https://www.nhsinform.scot/", checked: 2026-11-22}
  - {name: NHS, url: "https://www.nhs.uk/", checked: 2026-11-22}
rules: {}
"""
ABOUT = """\
We check each source, and say with what certainty we judge. Nobody pays for this guide.

A mistake? We have no address yet. We do not track you.

No clinician has checked this.

An article named [a paper by Khan](references/khan2023.md), which nobody can find.
"""
CARE = """\
title: When to get help
summary: These signs should not wait.
care:
  emergency:
    action: "Call {emergency-number} or go to A&E now if"
    signs:
      - {id: pe, text: "a leg is swollen and you are short of breath"}
      - {id: breathless, text: "your chest hurts, or you have no breath to speak"}
      - {id: limb_ischaemia, text: "a leg is cold, pale or numb all at once"}
      - {id: dark_urine, text: "you have bad muscle pain and dark urine"}
      - {id: cauda_equina, text: "you are newly numb between the legs"}
      - {id: toxin_tetanus, text: "you have cramps with a locked jaw"}
  urgent:
    action: "See a GP the same day or call {urgent-number} if"
    signs:
      - {id: dvt, text: "one calf is swollen, warm, and red or darker"}
      - {id: pre_eclampsia, text: "with child, a swollen face, a bad headache, pain
          below the ribs, or you cannot see well"}
      - {id: torn_muscle, text: "you felt a pop, or cannot stand on tiptoe"}
      - {id: over_10_min, text: "a cramp lasts over 10 minutes"}
      - {id: statin_muscle, text: "on a statin, your legs ache. Call straight away"}
      - {id: quinine_bleeding, text: "on quinine, which regulators warn of, you bruise"}
      - {id: limb_threat, text: "your foot keeps hurting at rest"}
  soon:
    action: "See a GP soon if"
    signs:
      - {id: weakness_numbness, text: "part of a leg is numb or weak"}
      - {id: pregnancy, text: "you are with child"}
      - {id: kidney_liver, text: "your kidneys or liver are ill"}
      - {id: medicines, text: "the cramps began with a new drug"}
"""
REMEDY = """\
title: Cold feet
summary: Cool feet may feel good.
verdict: may-help
effort: little
safety: safe-for-most
claim: Cool feet may ease a cramp.
certainty: low
certainty_reason: One small trial points that way.[@lee2020]
unknown: We do not know if it helps at night.
how_it_works: It may calm the muscle.
benefit: Some people had fewer cramps.[@lee2020]
risk: Ice can burn the skin.
without_it: Most cramps pass.
who_should_not: Ask first if your feet are numb.
other_options: Rest.
cautions:
  - Wrap the ice.
"""
REMEDY_BODY = """\
## What to do

Cool the foot for a minute. Then rest.

!!! insight "One small trial"
    Twenty people cooled their feet.[@lee2020] Some may have slept better.
    We do not know why.

    Certainty: low. It was small.

## What is not known

We do not know who gains.
"""
CARD = """\
title: Calf cramp
summary: Straighten the leg and wait.
claim: A slow pull may ease a calf cramp.
certainty: low
certainty_reason: Few have tested it.[@lee2020] We do not know how well it works.
steps: [Straighten the leg., Pull the toes up slowly.]
get_help: ["Call {emergency-number} if a leg is swollen and you are short of breath."]
drawings: [calf]
"""
EXERCISE = """\
title: Foot roll
summary: Roll the foot over a ball.
purpose: To move the foot.
claim: Rolling the foot may ease it.
certainty: very-low
certainty_reason: Few have tested it.[@poe2019]
unknown: We do not know if it helps.
position: Sit on a chair.
steps: [Roll the foot over a ball.]
dose: {repeat: 5 times}
dose_source: The trial did it so.[@poe2019]
cautions: [Go slowly.]
stop_rule: Stop if it hurts.
drawings: [calf]
"""
PROGRAMME = """\
title: Quiet evenings
summary: Two weeks with a ball.
claim: Rolling the foot may ease it.
certainty: very-low
certainty_reason: Few have tested it.[@poe2019]
unknown: We do not know if it helps.
stop_rule: Stop if it hurts.
dose_source: The trial did it so.[@poe2019]
cautions: [Go slowly.]
decide: [Go on if you like it.]
stages:
  - weeks: 2
    sessions: 3
    days: Three evenings a week.
    parts:
      - page: ../exercises/roll.md
        dose: {repeat: 5 times}
"""
LEE = """\
type: article-journal
title: Cool feet for cramp
author: [{family: Lee, given: J}]
container-title: Journal of Small Trials
issued: 2020
DOI: 10.1000/lee2020
study: randomised-trial
status: current
confirmed: true
"""
POE = """\
type: article-journal
title: What is known of feet
author: [{family: Poe, given: N}]
container-title: Annals of Feet
issued: 2019
DOI: 10.1000/poe2019
study: narrative-review
status: current
confirmed: true
"""
TAN = """\
type: article-journal
title: A vitamin for cramp
author: [{family: Tan, given: J}]
container-title: Annals of Feet
issued: 2024
DOI: 10.1000/tan2024
study: randomised-trial
status: retracted-and-replaced
status-note: The first version was withdrawn, and a new one took its place.
confirmed: true
"""
KHAN = """\
type: article-journal
title: The Role of Nothing in Pain
author: [{family: Khan, given: M}]
container-title: Annals of Feet
issued: 2023
status: not-found
status-note: We looked for it and could not find it.
confirmed: false
"""
TEXTS: Mapping[str, str] = {
    **{f"policy/{path.name}": path.read_text("utf-8") for path in POLICY},
    "site.yaml": SITE,
    "index.md": page("title: Small guide\nsummary: What to do now.", "Rest the leg."),
    "about.md": page("title: About this guide\nsummary: Who wrote it.", ABOUT),
    "see-a-doctor.md": page(CARE, "If two cards fit, choose the higher one."),
    "remedies/index.md": page("title: Remedies\nsummary: What may help.", "Look here."),
    "remedies/cold.md": page(REMEDY, REMEDY_BODY),
    "exercises/index.md": page(
        "title: Moves\nsummary: A few.", "Begin with [weeks](../programmes/index.md)."
    ),
    "exercises/roll.md": page(EXERCISE, "Any ball will do."),
    "programmes/index.md": page("title: Weeks\nsummary: Moves in order.", "Try one."),
    "programmes/evenings.md": page(PROGRAMME, "Take your time."),
    "cards/index.md": page("title: Cards\nsummary: One sheet each.", "Print one."),
    "cards/calf-cramp.md": page(CARD, "Keep this card by the bed."),
    "cards/rest.md": page(
        CARD.replace("Calf cramp", "Rest").replace("lee2020", "poe2019"),
        "Rest, and keep this card by the bed.",
    ),
    "references/index.md": page(
        "title: Sources\nsummary: What we read.",
        "One paper was withdrawn and replaced.[@tan2024]",
    ),
    "references/lee2020.md": reference(
        LEE, "Twenty people cooled their feet. It asked 120 people."
    ),
    "references/poe2019.md": reference(POE, "It tells what others found."),
    "references/tan2024.md": reference(TAN, "We print no results of it."),
    "references/khan2023.md": reference(KHAN, "Nobody can find this paper."),
}


@dataclass(frozen=True)
class Edit:
    """A change to one file: `old`, which must be there once, becomes `new`."""

    path: str
    old: str
    new: str

    def of(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The texts with the change made; an empty `old` adds to the end."""
        text = texts.get(self.path, "")
        if self.old:
            assert text.count(self.old) == 1, (
                f"{self.path}: {self.old!r} isn't there once"
            )
            return {**texts, self.path: text.replace(self.old, self.new)}
        return {**texts, self.path: text + self.new}


# What the rules look for takes longer to make than most guides here to judge.
HELD = Held()


class Remembering(Executors):
    """Compiles each text once in all the tests of a process.

    Hundreds of them differ from each other in one file, and a unit depends on its text
    and on the settings alone.
    """

    known: ClassVar[dict[str, Unit]] = {}

    def pays(self, count: int, weight: int = 1) -> bool:
        """Whatever there is to compile goes through here."""
        return count > 0

    def map(
        self,
        work: Callable[[Sequence[Any]], Sequence[Any]],
        items: Sequence[Any],
        weight: int = 1,
    ) -> Iterator[Any]:
        """The unit of each text, compiled or remembered."""
        for item in items:
            key = repr((item, work))
            if key not in self.known:
                (self.known[key],) = work([item])
            yield self.known[key]


def examine(
    texts: Mapping[str, str],
    *,
    today: date = TODAY,
    drawings: Mapping[str, str] = DRAWINGS,
    pictures: Mapping[str, Picture] = NO_PICTURES,
    copied: Sequence[str] = (),
) -> tuple[Problem, ...]:
    """Every problem in the texts of a guide, found as a build finds them."""
    guide, unread = guide_of(texts, today, drawings, pictures, copied)
    return rules.told_once(in_order((*unread, *rules.run(guide))))


def guide_of(
    texts: Mapping[str, str],
    today: date = TODAY,
    drawings: Mapping[str, str] = DRAWINGS,
    pictures: Mapping[str, Picture] = NO_PICTURES,
    copied: Sequence[str] = (),
) -> tuple[Guide, Sequence[Problem]]:
    """The guide in the texts, and what is wrong with each by itself."""
    files = [TextFile(f"content/{name}", name, text) for name, text in texts.items()]
    drafted, unread = compile.read(
        files, "content", begun.Wanted(drafts=False), executors=Remembering()
    )
    guide = Guide(
        drafted=drafted,
        records={},
        formatted={},
        drawings=drawings,
        copied={name: name.removeprefix(COPIED) for name in copied},
        pictures=pictures,
        wordings=SPOKEN,
        lexicons=languages.lexicons(drafted, SPOKEN, HELD),
        today=today,
        whole=drafted.whole,
    )
    return guide, unread


def found(rule: str, *edits: Edit, today: date = TODAY) -> tuple[Problem, ...]:
    """What the rule finds in the small guide with the edits made."""
    texts = dict(TEXTS)
    for edit in edits:
        texts = edit.of(texts)
    return tuple(one for one in examine(texts, today=today) if one.rule == rule)


@dataclass(frozen=True)
class Bad:
    """An edit that breaks a rule, and the words that the problem points at."""

    rule: str
    at: str
    edits: tuple[Edit, ...]
    today: date = TODAY

    def __str__(self) -> str:
        return f"{self.rule}: {self.at}"


@dataclass(frozen=True)
class Good:
    """An edit that a rule might wrongly mind."""

    rule: str
    edits: tuple[Edit, ...]
    today: date = TODAY

    def __str__(self) -> str:
        return f"{self.rule}: {self.edits[0].new.strip()[:40]}"


def bad(rule: str, at: str, *edits: Edit, today: date = TODAY) -> Bad:
    """An edit that breaks the rule, and the words that the problem points at."""
    return Bad(rule, at, edits, today)


def good(rule: str, *edits: Edit, today: date = TODAY) -> Good:
    """An edit that the rule must leave alone."""
    return Good(rule, edits, today)


def says(text: str, path: str = "remedies/cold.md") -> Edit:
    """A paragraph more at the end of a page."""
    return Edit(path, "", f"\n{text}\n")


def check_bad(case: Bad) -> None:
    """The rule finds the edit once, at its place, and says what to do about it."""
    problems = found(case.rule, *case.edits, today=case.today)
    assert [pointed_at(one) for one in problems] == [case.at]
    assert all(one.hint and one.message for one in problems)
    assert problems[0].place.path == f"content/{case.edits[-1].path}"


def check_good(case: Good) -> None:
    """The rule finds nothing in the edit."""
    assert found(case.rule, *case.edits, today=case.today) == ()


def pointed_at(problem: Problem) -> str:
    """The words under the carets."""
    start = problem.place.column - 1
    return problem.place.source[start : start + problem.place.length]
