"""All rules a guide must keep, and the one function that asks them.

A site may raise a rule's advice to an error, in `rules` of its site.yaml. It can't
lower an error: what keeps readers safe is not a matter of taste.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from ibid.guide.guide import Entry, Guide
from ibid.problems import Place, Problem, Severity, did_you_mean
from ibid.rules import (
    bibliography,
    byhand,
    citing,
    dates,
    evidence,
    figures,
    glossary,
    links,
    markdown,
    notes,
    openness,
    plain,
    programmes,
    safety,
    selling,
    signs,
    slips,
    structure,
    typed,
    uncited,
    unsafe,
    verdicts,
    wording,
)
from ibid.rules.rule import Example, Found, Rule, Scope, Studied, unheard


def unknown_rule(guide: Studied) -> Iterator[Found]:
    """Each name under `rules` in site.yaml is the name of a rule.

    Take the name from this page.
    """
    for name in _chosen(guide):
        if name not in NAMED and (document := guide.drafted.site_document):
            hint = did_you_mean(name, NAMED) or "docs/rules.md lists them all"
            place = document.key_place(("rules", name))
            yield place, f'there is no rule "{name}"', hint


def lowered_rule(guide: Studied) -> Iterator[Found]:
    """A rule marked as error stays one: site.yaml can only raise advice.

    Take the line out, and mend what the rule finds.
    """
    for name, severity in _chosen(guide).items():
        if name not in NAMED or not (document := guide.drafted.site_document):
            continue
        if NAMED[name].severity == "error" and severity == "advice":
            yield (
                document.place(("rules", name)),
                f'"{name}" is an error: a rule marked as error can\'t be lowered',
                "take this line out, and mend what the rule finds",
            )


def _chosen(guide: Guide) -> Mapping[str, Severity]:
    return guide.site.rules if guide.site else {}


OWN = (
    Rule(
        unknown_rule,
        Example(
            "rules: {long-sentense: error}", "rules: {long-sentence: error}", "site"
        ),
        scope="guide",
    ),
    Rule(
        lowered_rule,
        Example("rules: {price: advice}", "rules: {price: error}", "site"),
        scope="guide",
    ),
)
# Every module of rules stands here once, under the heading that docs/rules.md gives it.
THEMES: Mapping[str, tuple[Rule, ...]] = {
    "What a page is built of": structure.RULES,
    "How a body is written": markdown.RULES,
    "Links and pictures": links.RULES,
    "Sources": (*citing.RULES, *bibliography.RULES, *uncited.RULES),
    "Slips of the hand": (*slips.RULES, *typed.RULES),
    "What is made by hand": byhand.RULES,
    "Notes and insights": notes.RULES,
    "Dates": dates.RULES,
    "What carries a claim": (*evidence.RULES, *figures.RULES, *verdicts.RULES),
    "Exercises and programmes": programmes.RULES,
    "Cautions and red flags": (*unsafe.RULES, *safety.RULES, *signs.RULES),
    "Words": wording.RULES,
    "Selling": selling.RULES,
    "Plain English": plain.RULES,
    "Words that need explaining": glossary.RULES,
    "Openness": openness.RULES,
    "These rules themselves": OWN,
}
RULES: tuple[Rule, ...] = tuple(rule for theme in THEMES.values() for rule in theme)
NAMED: Mapping[str, Rule] = {rule.name: rule for rule in RULES}
# What is refused for how it is written, and what is then said of its words in vain.
OF_FORM = frozenset(
    (
        "malformed-citation",
        *(one.name for one in markdown.RULES if one.severity == "error"),
        *(one.name for one in byhand.RULES),
    )
)
OF_WORDING = frozenset(
    rule.name
    for theme in (slips, typed, glossary, openness, links, plain)
    for rule in theme.RULES
)


def told_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems without those that are gone once another one is mended.

    What is refused for its form is written anew: nobody needs to hear that a shortened
    name in it is explained nowhere. What promises or harms in it is told all the same.
    """
    every = tuple(problems)
    refused: dict[tuple[str, int], list[Place]] = {}
    for one in every:
        if one.rule in OF_FORM:
            refused.setdefault((one.place.path, one.place.line), []).append(one.place)
    return tuple(
        one
        for one in every
        if one.rule not in OF_WORDING
        or not any(
            _begins_or_ends_in(one.place, place)
            for place in refused.get((one.place.path, one.place.line), ())
        )
    )


def _begins_or_ends_in(one: Place, other: Place) -> bool:
    """Whether a place of the same line has its first or last sign in another one."""
    signs = range(other.column, other.column + other.length)
    return one.column in signs or one.column + one.length - 1 in signs


def run(guide: Guide) -> Iterator[Problem]:
    """Everything in the guide that breaks a rule."""
    yield from in_all(guide)
    yield from in_file(guide, None)
    for entry in guide.entries:
        yield from in_file(guide, entry)


def in_all(
    guide: Guide, note: Callable[[str, str], object] = unheard
) -> Iterator[Problem]:
    """What breaks a rule of the whole guide, which no file alone can tell.

    `note` is told what of any file is looked up beside its face, and its name.
    """
    yield from _problems(Studied.of(guide, (), note), "guide")


def in_file(
    guide: Guide, entry: Entry | None, note: Callable[[str, str], object] = unheard
) -> Iterator[Problem]:
    """What breaks a rule in one file; None stands for `site.yaml`.

    `note` is told what of each other file a rule looks at for it, and its name.
    """
    studied = Studied.of(guide, (entry,) if entry else (), note)
    yield from _problems(studied, "file")


def _problems(studied: Studied, scope: Scope) -> Iterator[Problem]:
    raised = {name for name, word in _chosen(studied).items() if word == "error"}
    for name, rule in NAMED.items():
        if rule.scope == scope:
            severity: Severity = "error" if name in raised else rule.severity
            yield from rule.problems(studied, severity)
