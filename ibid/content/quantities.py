"""Numbers with what they count or measure, as a language says it."""

import re
from collections.abc import Sequence

from ibid.content.language import Vocabulary
from ibid.content.phrases import loose, lowered

DIGITS = r"\d(?:[\d,.]*\d)?"


def percentage(words: Vocabulary) -> "re.Pattern[str]":
    """Finds a percentage with its number."""
    return re.compile(rf"{DIGITS}\s?(?:{loose(words.percent)})")


def plain_numbers(words: Vocabulary) -> "re.Pattern[str]":
    """Finds how many of how many."""
    between = rf"(?:\w+ )?(?:{loose(words.out_of)}) (?:\w+ )?\d"
    people = rf"(?<!\w){DIGITS} (?:{loose(words.people)})(?!\w)"
    return re.compile(rf"{number(words)} {between}|{people}")


def shares(words: Vocabulary) -> "re.Pattern[str]":
    """Finds how many of the people that somebody counted.

    "9 of 10 people", "1 adult in 4", "half of all women" and "90 % of them", but a part
    of nothing else: "3 days in 7", "60 % of your strength".
    """
    any_number, out_of = number(words), rf"(?:{loose(words.out_of)})"
    persons = rf"(?:{loose(words.persons)})(?!\w)"
    ratio = rf"{any_number} {out_of} (?:\w+ )?{any_number} (?:\w+ )?{persons}"
    one = rf"{any_number} (?:\w+ )?{persons} {out_of} (?:\w+ )?{any_number}"
    percent, fractions = loose(words.percent), loose(words.fractions)
    part = rf"{any_number}\s?(?:{percent})|(?:{any_number} )?(?:{fractions})"
    of_them = rf"(?:{loose((*words.out_of, *words.of_them))})"
    share = rf"(?:{part}) {of_them} (?:[\w']+ ){{0,3}}?{persons}"
    return re.compile(rf"(?<![\w.-])(?:{ratio}|{one}|{share})")


def counts(words: Vocabulary) -> "re.Pattern[str]":
    """Finds how many people took part, from ten on."""
    return re.compile(
        rf"(?<![\w.,-])\d[\d,.]*\d (?:\w+ )?(?:{loose(words.persons)})(?!\w)"
    )


def number(words: Vocabulary) -> str:
    """A number in digits, or one of the numbers in words."""
    return rf"(?:{DIGITS}|(?<!\w)(?:{loose((*words.one, *words.numerals))}))"


def dose(words: Vocabulary) -> "re.Pattern[str]":
    """Finds a number with a unit of medicines, in digits or in words."""
    ranges = rf"(?: (?:{loose(words.ranges)}) \d+|–\d+)?"
    numeral = rf"(?:{loose(words.numerals)})"
    number = (
        rf"(?:(?:\d[\d.,]*|[½⅓¼¾]){ranges}(?: ?\(\w+\))?[ \u00a0-]?|"
        rf"{numeral}(?:[ -]{numeral})?[ \u00a0-])"
    )
    strict = loose([unit for unit in words.units if unit not in words.weights])
    units = rf"{number}(?:{strict})(?![\w-])"
    if words.weights:
        things = map(re.escape, map(lowered, words.weighed))
        apart = "".join(rf"(?<!\b{thing} )" for thing in things)
        behind = loose(words.weighed_behind) or "(?!)"
        units += rf"|{apart}{number}(?:{loose(words.weights)})(?![\w-]|[ ](?:{behind}))"
    return re.compile(rf"(?<![\w.-])(?:{units})")


def household(words: Vocabulary, names: Sequence[str]) -> "re.Pattern[str]":
    """Finds a dose by the spoonful, or of one tablet; `names` are substances."""
    if not words.measures:
        return re.compile(r"(?!)")
    strict = [unit for unit in words.units if unit not in words.weights]
    any_measure = loose((*words.measures, *words.vessels))
    measure, unit = loose(words.measures), loose((*words.measures, *strict))
    takes, when = loose(words.takes), loose(words.schedules)
    single, named = loose(words.single), loose((*words.substances, *names))
    few, near = r"(?:[\w'’-]+ ){0,2}?", r"[^.!?;:\n]{0,25}?"
    amount = rf"(?:{number(words)}|{single})"
    ways = (
        rf"(?:{any_measure}) {few}(?:{named})",
        rf"(?:{takes}) (?:{amount}) (?:[\w'’-]+ )?(?:{measure})",
        rf"(?:{takes}) {few}(?:{number(words)}) (?:\w+ )?(?:{unit})",
        rf"{amount} (?:[\w'’-]+ )?(?:{unit}){near}(?<!\w)(?:{when})",
        rf"(?:{takes}) (?:{amount}) (?:{when})",
        rf"(?:{loose(words.fractions)}) {few}(?:{unit})",
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(ways)})(?!\w)")


def price(words: Vocabulary) -> "re.Pattern[str]":
    """Finds a number with a currency."""
    amount, names = r"\d(?:[\d.,]*\d)?", loose(words.currencies)
    figures = rf"[$£€]\s?{amount}|(?<![\w.-]){amount}\s?(?:[$£€]|(?:{names})(?!\w))"
    numerals, costs = loose(words.numerals), loose(words.costs) or "(?!)"
    costing = rf"(?<!\w)(?:{costs}) (?:[\w'’-]+ )?(?:{numerals}) (?:{names})(?!\w)"
    apiece = loose(words.apiece) or "(?!)"
    each = rf"(?<!\w)(?:{numerals}) (?:{names}) (?:{apiece})(?!\w)"
    return re.compile(rf"{figures}|{costing}|{each}")
