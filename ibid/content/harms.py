"""Advice that does harm, as a language says it and a policy names what it is about."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ibid.content.language import Catalogue, Vocabulary
from ibid.content.phrases import Phrases, loose
from ibid.content.policy import Level, Policy, Subject, UnsafeAdvice


@dataclass(frozen=True)
class Harmful:
    """Advice that does harm, ready to look for."""

    advice: UnsafeAdvice
    words: Phrases
    subjects: Phrases
    together_with: Phrases
    but_not_in: Phrases
    unless_said: Phrases


@dataclass(frozen=True)
class Harms:
    """What a language has rules look for in advice that does harm."""

    catalogue: Catalogue
    policy: Policy

    @cached_property
    def words(self) -> Phrases:
        """Words of which unsafe advice has at least one."""
        return self._phrases(*(one.words for one in self._said.unsafe_advice))

    @cached_property
    def every(self) -> tuple[Harmful, ...]:
        """What does harm by what it asks."""
        return tuple(
            Harmful(
                one,
                self._phrases(one.words),
                self._subjects[one.about],
                self._phrases(one.together_with),
                self._phrases(one.but_not_in),
                self._phrases(one.unless_said),
            )
            for one in self._said.unsafe_advice
        )

    @cached_property
    def _subjects(self) -> Mapping[Subject, Phrases]:
        words, policy = self._said, self.policy
        searched = (one.asked_as for one in policy.red_flags if one.level != Level.SOON)
        return {
            Subject.ANYTHING: self._phrases(),
            Subject.ALARMS: self._phrases(words.alarms, policy.grave_signs, *searched),
            Subject.HELPERS: self._phrases(words.helpers, policy.lesser_help),
            Subject.MEDICINES: self._phrases(words.medicines, policy.medicines),
        }

    @cached_property
    def advised(self) -> Phrases:
        """What says that somebody else is asked, or warns."""
        return self._phrases(self._said.advised)

    @cached_property
    def conditions(self) -> Phrases:
        """What begins a clause in which something is only thought of."""
        return self._phrases(self._said.conditions)

    @cached_property
    def asks(self) -> "re.Pattern[str]":
        """What stands right before what the reader is asked to do."""
        names = loose(self._said.asks) or "(?!)"
        return re.compile(rf"(?:\A|[,;:–—(]|(?<!\w)(?:{names}))[\s\"'“„«¡–—-]*\Z")

    @property
    def _said(self) -> Vocabulary:
        return self.catalogue.vocabulary

    def _phrases(self, *groups: Iterable[str]) -> Phrases:
        every = tuple(one for group in groups for one in group)
        return Phrases(every, self.catalogue.spellings)
