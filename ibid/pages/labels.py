"""What a page says in its language: words, days and lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from ibid.content.interface import Interface
from ibid.content.language import Catalogue
from ibid.content.vocabulary import (
    Certainty,
    Confirmable,
    Effort,
    Model,
    Safety,
    Status,
    Study,
    Verdict,
)
from ibid.fingerprint import fingerprint
from ibid.pages import views
from ibid.prose import parts

# The six answers of a remedy and the parts of a dose, in the order pages show them.
ANSWERS = (
    "how_it_works",
    "benefit",
    "risk",
    "without_it",
    "who_should_not",
    "other_options",
)
DOSES = ("sets", "repeat", "hold", "rest", "days", "build_up")
LEVELS = ("emergency", "urgent", "soon")


@dataclass(frozen=True)
class Wording:
    """The words of one language; `tag` is the author's, such as `de-AT`."""

    tag: str
    catalogue: Catalogue = field(repr=False)

    @property
    def words(self) -> Interface:
        """Every word of the interface."""
        return self.catalogue.interface

    @cached_property
    def fingerprint(self) -> str:
        """The fingerprint of all that pages may print of it."""
        return fingerprint(self.tag, self.catalogue.model_dump_json())

    @property
    def direction(self) -> str:
        """`rtl` where lines are read from right to left, else `ltr`."""
        from babel import Locale

        return str(Locale.parse(self.locale).text_direction)

    @cached_property
    def locale(self) -> str:
        """The nearest of Unicode's languages that it has data on."""
        from babel import negotiate_locale
        from babel.localedata import locale_identifiers

        wanted = [self.tag.replace("-", "_"), self.catalogue.language.replace("-", "_")]
        return negotiate_locale(wanted, locale_identifiers()) or "en_GB"

    def day(self, value: date) -> views.Day:
        """A date for machines and for people."""
        from babel.dates import format_date

        text = format_date(value, "long", locale=self.locale)
        return views.Day(value.isoformat(), text)

    @cached_property
    def weekdays(self) -> tuple[str, ...]:
        """The days of a week in short, from the one that a week begins with."""
        from babel import Locale

        locale = Locale.parse(self.locale)
        names = locale.days["stand-alone"]["abbreviated"]
        order = [(locale.first_week_day + day) % 7 for day in range(7)]
        return tuple(str(names[day]) for day in order)

    def month(self, value: date) -> str:
        """The month and the year of a date."""
        from babel.dates import format_skeleton

        return str(format_skeleton("yMMMM", value, locale=self.locale))

    def listed(self, items: Sequence[str]) -> str:
        """Several things as one text, such as `a, b and c`."""
        from babel.lists import format_list

        return format_list(list(items), locale=self.locale)

    def cited(self, count: int) -> str:
        """How often a source is cited."""
        from babel import Locale

        form = Locale.parse(self.locale).plural_form(count)
        if not count:
            return self.words.sources.uncited
        return self.words.sources.cited.of(form).format(count=count)

    @cached_property
    def grades(self) -> Mapping[str, parts.Grade]:
        """Each certainty with its words and its meaning."""
        words = self.words.certainty
        return {
            one: parts.Grade(
                one.value,
                _word(words, one),
                len(Certainty) - number,
                str(getattr(words, f"{one.name.lower()}_means")),
            )
            for number, one in enumerate(Certainty)
        }

    @cached_property
    def verdicts(self) -> Mapping[str, str]:
        """What each verdict is called."""
        return {one: _word(self.words.verdicts, one) for one in Verdict}

    @cached_property
    def efforts(self) -> Mapping[str, str]:
        """What each effort is called."""
        return {one: _word(self.words.efforts, one) for one in Effort}

    @cached_property
    def safeties(self) -> Mapping[str, str]:
        """What each degree of safety is called."""
        return {one: _word(self.words.safeties, one) for one in Safety}

    @cached_property
    def statuses(self) -> Mapping[str, str]:
        """What each standing of a source is called."""
        return {one: _word(self.words.statuses, one) for one in Status}

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """What a reader calls a field of a source that nobody has confirmed."""
        return {one: _word(self.words.fields, one) for one in Confirmable}

    @cached_property
    def studies(self) -> Mapping[str, str]:
        """What each kind of source is called; nothing where it is another one."""
        named = {one: _word(self.words.studies, one) for one in Study}
        return {
            name: "" if name is Study.OTHER else said for name, said in named.items()
        }

    @cached_property
    def headings(self) -> Mapping[str, str]:
        """The heading above each field that may cite."""
        answers = {name: str(getattr(self.words.remedy, name)) for name in ANSWERS}
        return {
            **answers,
            "dose_source": self.words.exercise.dose_source,
            "cautions": self.words.remedy.cautions,
            "effects": self.words.effects.heading,
        }

    def decimal(self, number: float) -> str:
        """A number as the language writes it."""
        from babel.numbers import format_decimal

        return str(format_decimal(number, locale=self.locale))

    @cached_property
    def boxes(self) -> Mapping[str, str]:
        """What each kind of box is called."""
        named = self.words.boxes.model_dump()
        return {name.replace("_", "-"): str(text) for name, text in named.items()}


def _word(words: Model, member: StrEnum) -> str:
    return str(getattr(words, member.name.lower()))
