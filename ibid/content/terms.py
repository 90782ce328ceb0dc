"""What a page calls the values that content files only name, in one language."""

from ibid.content.vocabulary import Model, Text


class CertaintyWords(Model):
    """How sure we are, in GRADE's four words."""

    label: Text
    why: Text
    unknown: Text
    high: Text
    high_means: Text
    moderate: Text
    moderate_means: Text
    low: Text
    low_means: Text
    very_low: Text
    very_low_means: Text


class VerdictWords(Model):
    """What a reader may conclude about a remedy."""

    worth_trying: Text
    may_help: Text
    unclear: Text
    not_advised: Text


class EffortWords(Model):
    """What a remedy asks of the reader."""

    none: Text
    little: Text
    some: Text
    much: Text


class SafetyWords(Model):
    """Who may try a remedy without asking first."""

    safe_for_most: Text
    ask_first: Text
    avoid: Text


class NumberWords(Model):
    """Whose a telephone number is."""

    emergency: Text
    urgent: Text
    contact: Text

    def of(self, name: str) -> str:
        """What a number of that name is called; an owner's own name as it is."""
        return str(getattr(self, name, name.replace("-", " ")))


class BoxWords(Model):
    """What each kind of box is called."""

    insight: Text
    tip: Text
    quick_fix: Text
    warning: Text
    advertisement: Text


class StatusWords(Model):
    """Whether a source still stands."""

    current: Text
    corrected: Text
    expression_of_concern: Text
    superseded: Text
    retracted: Text
    retracted_and_replaced: Text
    not_found: Text


class FieldWords(Model):
    """What a reader calls a field of a source that nobody has confirmed."""

    author: Text
    editor: Text
    container_title: Text
    issued: Text
    volume: Text
    issue: Text
    page: Text
    number: Text
    edition: Text
    publisher: Text
    publisher_place: Text
    doi: Text
    pmid: Text
    pmcid: Text
    isbn: Text
    url: Text
    funding: Text


class StudyWords(Model):
    """What kind of source it is."""

    systematic_review: Text
    randomised_trial: Text
    cohort: Text
    cross_sectional: Text
    laboratory: Text
    case_report: Text
    guideline: Text
    narrative_review: Text
    regulator_warning: Text
    patient_page: Text
    protocol: Text
    other: Text
