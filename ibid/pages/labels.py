"""The words that pages print for what the models only name."""

from collections.abc import Mapping

from ibid.content.vocabulary import Certainty, Effort, Safety, Status, Study, Verdict
from ibid.prose import parts

GRADES: Mapping[str, parts.Grade] = {
    Certainty.HIGH: parts.Grade(
        "high",
        "high certainty",
        4,
        "We are very sure. More research is unlikely to change this.",
    ),
    Certainty.MODERATE: parts.Grade(
        "moderate",
        "moderate certainty",
        3,
        "We are fairly sure. More research could change this.",
    ),
    Certainty.LOW: parts.Grade(
        "low",
        "low certainty",
        2,
        "We are not very sure. More research may well change this.",
    ),
    Certainty.VERY_LOW: parts.Grade(
        "very-low",
        "very low certainty",
        1,
        "We are very unsure. This could turn out to be wrong.",
    ),
}

VERDICTS: Mapping[str, str] = {
    Verdict.WORTH_TRYING: "Worth trying",
    Verdict.MAY_HELP: "May help",
    Verdict.UNCLEAR: "Unclear",
    Verdict.NOT_ADVISED: "Not advised",
}

EFFORTS: Mapping[str, str] = {
    Effort.NONE: "No effort",
    Effort.LITTLE: "Little effort",
    Effort.SOME: "Some effort",
    Effort.MUCH: "Much effort",
}

SAFETIES: Mapping[str, str] = {
    Safety.SAFE_FOR_MOST: "Safe for most people",
    Safety.ASK_FIRST: "Ask first",
    Safety.AVOID: "Avoid",
}

STATUSES: Mapping[str, str] = {
    Status.CURRENT: "Still stands",
    Status.CORRECTED: "Corrected",
    Status.SUPERSEDED: "Superseded",
    Status.RETRACTED: "Retracted",
    Status.RETRACTED_AND_REPLACED: "Retracted and replaced",
    Status.NOT_FOUND: "Could not be found",
}

STUDIES: Mapping[str, str] = {
    Study.SYSTEMATIC_REVIEW: "A review that gathered every trial it could find",
    Study.RANDOMISED_TRIAL: "A randomised trial",
    Study.COHORT: "A study that followed people over time",
    Study.CROSS_SECTIONAL: "A survey at one point in time",
    Study.LABORATORY: "A laboratory study",
    Study.CASE_REPORT: "A report about one person",
    Study.GUIDELINE: "A guideline by experts",
    Study.NARRATIVE_REVIEW: "A review by experts",
    Study.REGULATOR_WARNING: "A warning by a regulator of medicines",
    Study.PATIENT_PAGE: "A health service's page for patients",
    Study.PROTOCOL: "The plan of a trial",
    Study.OTHER: "",
}

ANSWERS: tuple[tuple[str, str], ...] = (
    ("how_it_works", "How is it thought to work?"),
    ("benefit", "What good may it do?"),
    ("risk", "What harm may it do?"),
    ("without_it", "What if I do nothing?"),
    ("who_should_not", "Who should not do it?"),
    ("other_options", "What else could I do?"),
)

FIELD_HEADINGS: Mapping[str, str] = {
    **dict(ANSWERS),
    "dose_source": "Where the dose comes from",
    "cautions": "Take care",
}

DOSES: tuple[tuple[str, str], ...] = (
    ("hold", "Hold"),
    ("repeat", "Repeat"),
    ("sets", "Rounds"),
    ("rest", "Rest"),
    ("days", "How often"),
    ("build_up", "Build up"),
)

CARE_PREFIXES: Mapping[str, str] = {
    "emergency": "Immediate action required",
    "urgent": "Urgent advice",
    "soon": "Non-urgent advice",
}

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
