"""Rules on the signs that call for help: each there, clear and sent high enough."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ibid.content.kinds import Care, CarePage
from ibid.guide.guide import Entry
from ibid.problems import did_you_mean
from ibid.rules.rule import Found, Rule, Studied
from ibid.rules.safety import any_of

LEVELS = ("emergency", "urgent", "soon")


@dataclass(frozen=True)
class Flag:
    """A red flag: the lowest card it may stand on, and words that its signs must say.

    All the signs of one flag, on that card and above, say the words between them.
    """

    least: str
    demands: tuple[str, ...] = ()


FLAGS: Mapping[str, Flag] = {
    "pe": Flag("emergency", ("breath",)),
    "breathless": Flag("emergency", ("breath", "chest")),
    "limb_ischaemia": Flag("emergency"),
    "dark_urine": Flag("emergency", ("urine",)),
    "cauda_equina": Flag("emergency", ("numb",)),
    "dvt": Flag("urgent", ("swollen|swelling", "warm", "darker")),
    "pre_eclampsia": Flag("urgent", ("face", "headache", "ribs", "see|sight|vision")),
    "torn_muscle": Flag("urgent", (r"\bpop\b|\bsnap\b", "tiptoe")),
    "over_10_min": Flag("urgent"),
    "toxin_tetanus": Flag("urgent"),
    "statin_muscle": Flag("urgent", ("straight away|at once",)),
    "limb_threat": Flag("urgent"),
    "quinine_bleeding": Flag("urgent"),
    "weakness_numbness": Flag("soon"),
    "pregnancy": Flag("soon"),
    "kidney_liver": Flag("soon"),
    "medicines": Flag("soon"),
}


def missing_red_flag(guide: Studied) -> Iterator[Found]:
    """The page on when to get help has every red flag, with its words, high enough.

    Add a sign with that id to the card that the hint names, or the words to its sign.
    """
    for entry in guide.pages:
        if isinstance(entry.content, CarePage):
            for name, flag in FLAGS.items():
                yield from _flagged(entry, entry.content.care, name, flag)


def _flagged(entry: Entry, care: Care, name: str, flag: Flag) -> Iterator[Found]:
    signs = {
        ("care", level, "signs", number): sign
        for level in LEVELS
        for number, sign in enumerate(getattr(care, level).signs)
    }
    own = {path: sign.text for path, sign in signs.items() if sign.id == name}
    if not own:
        meant = did_you_mean(name, {sign.id for sign in signs.values()} - set(FLAGS))
        yield (
            entry.document.key_place(("care",)),
            f'no card has the red flag "{name}"',
            meant or f"add a sign to {flag.least}: {{id: {name}, text: …}}",
        )
        return
    high = LEVELS[: LEVELS.index(flag.least) + 1]
    words = " ".join(text for path, text in own.items() if path[1] in high).lower()
    place = entry.document.place((*next(iter(own)), "text"))
    if not words:
        message = f'the red flag "{name}" stands on a card that is too low'
        yield place, message, f"move the sign to {flag.least}"
        return
    for demand in flag.demands:
        if not re.search(demand, words):
            said = re.sub(r"\\b", "", demand).replace("|", '" or "')
            yield place, f'the red flag "{name}" doesn\'t say "{said}"', "add the word"


# A first cramp is a sudden new pain in one leg: what is new tells nothing.
OF_PAIN = (
    *("or", "and", "a", "leg", "calf", "thigh", "foot", "muscle", "one-sided"),
    *("sharp", "sudden", "severe", "bad", "strong", "dull", "deep", "throbbing"),
    *("stabbing", "unexplained", "cramp-like", "aching"),
)
FIRST_CRAMP = any_of(
    r"\bnew(?:ly)? (?:painful|sore|tender|hurts?|hurting|aches|aching)\b",
    r"\bnew(?:,? (?:" + "|".join(OF_PAIN) + r")){0,3} "
    r"(?:pains?|soreness|aches?|tenderness|cramp(?:s|ing|-like)?)\b"
    r"(?! (?:medicine|tablet|pill|remed|study|trial|review))",
    r"\b(?:pain(?:ful)?|sore|hurts?) (?:only )?(?:on|in) (?:only )?one (?:side|leg)\b"
    r"(?!,? (?:that|and|which)? ?(?:stays|lasts|keeps|does not|over))",
)


def first_cramp(guide: Studied) -> Iterator[Found]:
    """No sign to stop or get help describes every first cramp: new pain in one leg.

    Say what tells it from a cramp: swollen, warm, red or darker, or pain that stays.
    """
    for passage in guide.passages:
        for place, words in passage.finds(FIRST_CRAMP):
            yield (
                place,
                f'"{words}" is true of every first cramp',
                "say how the leg looks and feels: swollen, warm, red or darker, or "
                "that it keeps on hurting",
            )


RED = any_of(r"(?<![\w-])red(?:ness|der|dened)?\b(?! flag| blood| wine| meat)")
LEG = any_of(
    "swollen", "swelling", "swells", r"\bwarm", r"\bhot\b", r"\bskin\b", "sore"
)
DARKER = any_of(r"\bdark(?:er|ened|ening)?\b(?! urine)", "colour", r"\bcolor")


def unseen_redness(guide: Studied) -> Iterator[Found]:
    """Red skin is not the only sign: on brown or black skin it is darker, if seen.

    Write "red or darker", or name a change of colour.
    """
    for passage in guide.passages:
        for sentence in passage.sentences if RED.search(passage.lower) else ():
            text = sentence.text.lower()
            found = RED.search(text)
            if found and LEG.search(text) and not DARKER.search(text):
                start = sentence.span[0] + found.start()
                yield (
                    passage.place((start, start + len(found[0]))),
                    f'"{found[0]}" can\'t be seen on every skin',
                    'write "red or darker", or name a change of colour',
                )


GRAVE = any_of(
    "breathless",
    "short(?:ness)? of breath",
    r"(?:can(?:no|')t|trouble|difficulty) breath",
    "chest pain",
    r"cough(?:s|ing|ed)? (?:up )?blood",
    r"\bcollaps",
    r"\bpass(?:es|ed)? out\b",
    "unconscious",
)
LESSER = any_of(r"\bgps?\b", r"\bdoctors?\b", "pharmacist", r"\{urgent-number\}")
# What comes with effort and goes with rest may wait for the same day.
EASES = any_of(
    r"\beas(?:es|ed)\b", r"\bbetter after\b", r"\bgoes (?:away )?(?:when|with)\b"
)


def lesser_help(guide: Studied) -> Iterator[Found]:
    """What can kill within the hour is never sent to a GP: breath, chest, collapse.

    Send it to {emergency-number}.
    """
    for entry in guide.pages:
        for passage in guide.texts[entry]:
            low = passage.path[:1] == ("care",) and passage.path[1] != "emergency"
            for sentence in passage.sentences if GRAVE.search(passage.lower) else ():
                first, last = sentence.span
                raw = passage.raw[first:last].lower()
                found = GRAVE.search(sentence.text.lower())
                if not found or "{emergency-number}" in raw or EASES.search(raw):
                    continue
                if low or LESSER.search(raw):
                    start = first + found.start()
                    yield (
                        passage.place((start, start + len(found[0]))),
                        f'"{found[0]}" is sent to help that comes too late',
                        "write {emergency-number}: this can't wait for a GP",
                    )


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
            if number and number not in level.action:
                yield (
                    entry.document.place(("care", name, "action")),
                    f"the card of the level {name} doesn't say which number to call",
                    f"write it as in: Call {{{name}-number}} if",
                )


RULES = (
    Rule(missing_red_flag, standards=("R15",)),
    Rule(first_cramp, standards=("R15",)),
    Rule(unseen_redness, standards=("R15",)),
    Rule(lesser_help, standards=("R15",)),
    Rule(unnumbered_card, standards=("R14",)),
)
