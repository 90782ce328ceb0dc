"""What keeps each rule of the evidence policy, R1 to R31.

A standard is kept by rules, which name it themselves, by the schema, by a template (the
test named here proves it), or by a person, who signs for what no program can judge.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ibid.rules import RULES
from ibid.rules.rule import Rule


@dataclass(frozen=True)
class Standard:
    """One rule of the policy: what it asks, and what keeps it."""

    asks: str
    schema: str = ""
    template: str = ""
    person: str = ""


STANDARDS: Mapping[str, Standard] = {
    "R1": Standard(
        "Every page names its author and says if that is a clinician.",
        schema="`author` with name, role and medically_qualified is required",
        template="test_every_page_says_who_wrote_it",
    ),
    "R2": Standard(
        "A clinician's review is named, or its lack is said plainly.",
        schema="`reviewer` needs name, qualification and registration",
        template="test_a_missing_review_is_said_and_never_claimed",
        person="find a clinician who reviews the guide and signs for the care levels",
    ),
    "R3": Standard(
        "Dates are real: published, reviewed, to be reviewed within 36 months.",
        schema="`published`, `last_reviewed` and `next_review` are dates",
    ),
    "R4": Standard(
        "A review that is due is called for; 90 days late, it stops the build.",
    ),
    "R5": Standard(
        "Every claim has a source, a certainty and a reason.",
        schema="`claim`, `certainty` and `certainty_reason` are required",
    ),
    "R6": Standard(
        "What is cited is listed, what is listed is cited, and nothing twice.",
        schema="a citation of an unknown key is the error unknown-reference",
    ),
    "R7": Standard(
        "Only sources that someone confirmed are cited and printed.",
        person="open each source live once before launch",
    ),
    "R8": Standard(
        "Identifiers are well formed, and sources looked up every 180 days.",
        schema="`DOI` and `PMID` have their forms",
        person="look for notices by hand: databases missed one retraction",
    ),
    "R9": Standard(
        "A source that no longer stands is marked and carries nothing alone.",
        template="test_a_withdrawn_source_is_marked_where_it_is_cited",
        person="read the corrected vitamin K2 paper and its notice",
    ),
    "R10": Standard(
        "No strong words where certainty is low.",
    ),
    "R11": Standard(
        "Low certainty is hedged, and what is unknown is said.",
        schema="`unknown` is required of causes, remedies and exercises",
    ),
    "R12": Standard(
        "A remedy says how it works, what it does, harms, and what else there is.",
        schema="the six answers of a remedy are required",
    ),
    "R13": Standard(
        "A caution stands on the same page as its trigger.",
    ),
    "R14": Standard(
        "Help comes in three levels, worst first, a tap away.",
        schema="`care` has emergency, urgent and soon",
        template="test_help_is_in_order_and_a_link_away_from_every_page",
    ),
    "R15": Standard(
        "Every red flag is on the cards.",
        person="a clinician signs for the signs and their levels",
    ),
    "R16": Standard(
        "Telephone numbers come from site.yaml.",
    ),
    "R17": Standard(
        "No dose, product or shop of supplements or medicines.",
    ),
    "R18": Standard(
        "The guide supports, and does not replace, a clinician: in the page's body.",
        template="test_every_page_says_that_it_replaces_no_clinician",
    ),
    "R19": Standard(
        "Who pays and what is sold is disclosed; offers stand in marked boxes.",
        schema="`disclosure` is required",
        person="the author confirms that the disclosure is whole",
    ),
    "R20": Standard("No mark of quality without a certificate."),
    "R21": Standard(
        "Pages can be read at twelve; cards above all.",
        person="test the pages with readers: a score proves nothing",
    ),
    "R22": Standard(
        "Sentences and paragraphs are short.",
    ),
    "R23": Standard(
        "Hard words and shortened names are explained at first use.",
    ),
    "R24": Standard(
        "Numbers are plain: how many of how many, in what time.",
    ),
    "R25": Standard(
        "Structured data says what the page says.",
        template="test_structured_data_says_what_the_page_shows",
    ),
    "R26": Standard(
        "Dates agree everywhere; changes are logged.",
        template="test_structured_data_says_what_the_page_shows",
        person="write an entry in the change log for each review and each new status",
    ),
    "R27": Standard(
        "There is a page about the guide, and a way to say what is wrong.",
        schema="`feedback` is required",
        person="give the guide a contact address",
    ),
    "R28": Standard(
        "Readers are told about privacy, and nothing is loaded from elsewhere.",
        schema="`privacy` is required",
        template="test_no_page_loads_anything_from_elsewhere",
    ),
    "R29": Standard(
        "The pages are accessible.",
        template="test_every_page_has_a_language_and_one_heading",
    ),
    "R30": Standard(
        "There is more help elsewhere, and its links are looked after.",
        schema="`checked` is required of each link to more help",
    ),
    "R31": Standard(
        "An automatic score is for ourselves, never a certificate.",
        person="score the pages by JAMA, HON and DISCERN; no figure is published",
    ),
}


def served_by(standard: str) -> tuple[Rule, ...]:
    """The rules that serve a standard."""
    return tuple(rule for rule in RULES if standard in rule.standards)


SIGN_OFFS: tuple[str, ...] = (
    "Clinical accuracy: a clinician reads every page.",
    "Testing with readers, those with low literacy among them (PIF TICK 5).",
    "Training of those who write (PIF TICK 2).",
    "How the guide reaches those who need it, and what good it does (PIF TICK 9, 10).",
)
