"""What the rules look for in texts of one language: its own words and the policy's."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ibid.content import calling, quantities
from ibid.content.disguises import Disguises
from ibid.content.findings import Findings
from ibid.content.harms import Harms
from ibid.content.language import Catalogue, Vocabulary
from ibid.content.phrases import Phrases, loose, lowered, product, unaccented
from ibid.content.policy import Policy, StrongWord
from ibid.content.sought import Misled, Watched


@dataclass(frozen=True)
class Lexicon:
    """The words of a language and of the guide's policy, as the rules look for them."""

    catalogue: Catalogue
    policy: Policy

    @property
    def words(self) -> Vocabulary:
        """The language's own words."""
        return self.catalogue.vocabulary

    def phrases(self, *groups: Iterable[str]) -> Phrases:
        """Phrases in every spelling of the language."""
        return Phrases(
            tuple(one for group in groups for one in group), self.catalogue.spellings
        )

    @cached_property
    def cautions(self) -> tuple[Watched, ...]:
        """Every caution of the policy."""
        return tuple(
            Watched(
                one,
                self.phrases(one.named_by),
                tuple(self.phrases(said) for said in one.must_say),
            )
            for one in self.policy.cautions
        )

    @cached_property
    def flags(self) -> Mapping[str, tuple[Phrases, ...]]:
        """What the signs of each red flag must say."""
        flags = self.policy.red_flags
        return {one.id: tuple(map(self.phrases, one.says)) for one in flags}

    @cached_property
    def misleading(self) -> tuple[Misled, ...]:
        """Every misleading word of the policy."""
        return tuple(
            Misled(
                one,
                self.phrases(one.words),
                self.phrases(one.together_with),
                self.phrases(one.but_not_in),
                self.phrases(one.unless_said),
            )
            for one in self.policy.misleading_words
        )

    @cached_property
    def misleading_words(self) -> Phrases:
        """The words themselves, for whatever reason they mislead."""
        return self.phrases(*(one.words for one in self.policy.misleading_words))

    @cached_property
    def grave(self) -> Phrases:
        """Signs of what can kill within the hour."""
        return self.phrases(self.policy.grave_signs)

    @cached_property
    def lesser(self) -> Phrases:
        """Help that comes too late for those."""
        return self.phrases(self.policy.lesser_help)

    @cached_property
    def grave_no_more(self) -> Phrases:
        """What makes a grave sign less grave."""
        return self.phrases(self.policy.grave_no_more)

    @cached_property
    def strong(self) -> Phrases:
        """Words too strong for low certainty, typed without their accents too."""
        return self.phrases(*(_typed(one.words) for one in self._promises))

    @cached_property
    def strong_words(self) -> frozenset[str]:
        """Those of them that are a single word."""
        every = map(lowered, self.strong.phrases)
        return frozenset(one for one in every if one.isalpha())

    @cached_property
    def disguises(self) -> Disguises:
        """What those words are written as, so that nobody finds them."""
        return Disguises(self.strong_words)

    @cached_property
    def promises(self) -> tuple[tuple[Phrases, StrongWord], ...]:
        """Strong words by their kinds; the policy's before the others."""
        return tuple((self.phrases(_typed(one.words)), one) for one in self._promises)

    @cached_property
    def no_promises(self) -> Phrases:
        """Longer phrases in which strong words promise nothing."""
        return self.phrases(*(one.but_not_in for one in self._promises))

    @property
    def _promises(self) -> tuple[StrongWord, ...]:
        return (*self.policy.strong_words, *self.words.promises)

    @cached_property
    def negations(self) -> Phrases:
        """What takes a strong word back."""
        return self.phrases(self.words.negations)

    @cached_property
    def affirmations(self) -> Phrases:
        """What sounds as if it took a strong word back, and doesn't."""
        return self.phrases(self.words.affirmations)

    @cached_property
    def negations_behind(self) -> Phrases:
        """What takes a strong word back behind it."""
        return self.phrases(self.words.negations_behind)

    @cached_property
    def turns(self) -> "re.Pattern[str]":
        """Where a clause ends."""
        words = self.words
        subject = rf"|,\s+(?:{loose(words.subjects)})(?!\w)" if words.subjects else ""
        return re.compile(rf"[;:]|,?\s*(?:{loose(words.turns)})(?!\w){subject}")

    @cached_property
    def titles(self) -> Phrases:
        """What names words in quotation marks as somebody else's."""
        return self.phrases(self.words.titles)

    @cached_property
    def hedges(self) -> Phrases:
        """What leaves a claim open."""
        return self.phrases(self.words.hedges)

    @cached_property
    def unknown(self) -> Phrases:
        """What says that something isn't known."""
        denied = product(self.words.denials, self.words.knowing)
        return self.phrases(self.words.unknown, denied)

    @cached_property
    def outcomes(self) -> Phrases:
        """What tells a study's result."""
        return self.phrases(self.words.outcomes)

    @cached_property
    def percentage(self) -> "re.Pattern[str]":
        """A percentage with its number."""
        return quantities.percentage(self.words)

    @cached_property
    def plain_numbers(self) -> "re.Pattern[str]":
        """How many of how many."""
        return quantities.plain_numbers(self.words)

    @cached_property
    def persons(self) -> Phrases:
        """Of whom a part is a result."""
        return self.phrases(self.words.persons)

    @cached_property
    def shares(self) -> "re.Pattern[str]":
        """How many of the people that somebody counted."""
        return quantities.shares(self.words)

    @cached_property
    def counts(self) -> "re.Pattern[str]":
        """How many people took part."""
        return quantities.counts(self.words)

    @cached_property
    def findings(self) -> Findings:
        """What tells findings."""
        return Findings(self.catalogue)

    @cached_property
    def dose(self) -> "re.Pattern[str]":
        """A number with a unit of medicines, in digits or in words."""
        return quantities.dose(self.words)

    @cached_property
    def household(self) -> "re.Pattern[str]":
        """A dose by the spoonful, or of one tablet."""
        return quantities.household(self.words, self.policy.plain_names)

    @cached_property
    def measured(self) -> Phrases:
        """Words of which such a dose has at least one."""
        words = self.words
        strict = (one for one in words.units if one not in words.weights)
        counted = (f"{take} {one}" for take in words.takes for one in words.one)
        return self.phrases(words.measures, words.vessels, strict, counted)

    @cached_property
    def complaints(self) -> Phrases:
        """What people suffer from."""
        return self.phrases(self.words.complaints, self.policy.complaints)

    @cached_property
    def numerals(self) -> Phrases:
        """Numbers in words, from two on."""
        return self.phrases(self.words.numerals)

    @cached_property
    def price(self) -> "re.Pattern[str]":
        """A number with a currency."""
        return quantities.price(self.words)

    @cached_property
    def currencies(self) -> Phrases:
        """The money of a price."""
        return self.phrases(self.words.currencies)

    @cached_property
    def called(self) -> "re.Pattern[str]":
        """What asks for a call, and as its only group what is to be called."""
        return calling.called(self.words)

    @cached_property
    def numbered(self) -> "re.Pattern[str]":
        """What is told from others by a number, in front of one."""
        return re.compile(rf"(?<!\w)(?:{loose(self.words.numbered)})[\s:]+\Z")

    @cached_property
    def captions(self) -> "re.Pattern[str]":
        """What has a number in print, with its number."""
        named = loose(self.words.captions) or "(?!)"
        return re.compile(rf"(?<!\w)(?:{named})\.? \d{{1,3}}{self.uncounted}")

    @cached_property
    def sources(self) -> "re.Pattern[str]":
        """How a line starts that names a source."""
        named = loose(self.words.sources) or "(?!)"
        return re.compile(rf"(?m:^)(?:{named})\s?:")

    @cached_property
    def left_over(self) -> Phrases:
        """What programs and editors say to authors alone."""
        return self.phrases(self.words.left_over)

    @cached_property
    def counting(self) -> "re.Pattern[str]":
        """What stands before a number that counts."""
        part = rf"(?<![\w.,])\d[\d.,]*\s+(?:{loose(self.words.out_of)})"
        roughly = loose(self.words.roughly) or "(?!)"
        return re.compile(rf"(?:{part}|(?<!\w)(?:{roughly}))\s+\Z")

    @cached_property
    def calls(self) -> Phrases:
        """What asks for a call, whatever is to be called."""
        words = self.words
        return self.phrases(words.calls, words.reaches, words.dials, words.calls_behind)

    @cached_property
    def uncounted(self) -> str:
        """A pattern behind a number that ends there, and counts nothing."""
        whole = rf"(?:{loose(self.words.out_of)})\s+\d[\d.,]*\d\d(?![\w.,]*\w)"
        counted = rf"(?:{loose(self.words.counted)})(?!\w)"
        return rf"(?![\w/–-]|[.,]\d|\s+(?:{counted}|{whole}))"

    @cached_property
    def proper_names(self) -> Phrases:
        """Names that hold a number."""
        return self.phrases(self.policy.proper_names)

    @cached_property
    def empty_labels(self) -> Phrases:
        """What says nothing as a link's words."""
        return self.phrases(self.words.empty_labels)

    @cached_property
    def brands(self) -> Phrases:
        """Names of products."""
        return self.phrases(self.policy.brands)

    @cached_property
    def shops(self) -> Phrases:
        """Names of shops."""
        return self.phrases(self.words.shops, self.policy.shops)

    @cached_property
    def offers(self) -> Phrases:
        """What sells."""
        return self.phrases(self.words.offers)

    @cached_property
    def harms(self) -> Harms:
        """Advice that does harm."""
        return Harms(self.catalogue, self.policy)

    @cached_property
    def quality_marks(self) -> Phrases:
        """Marks of quality."""
        return self.phrases(self.words.quality_marks, self.policy.quality_marks)

    @cached_property
    def hard_words(self) -> Phrases:
        """Words that need explaining."""
        return self.phrases(self.words.hard_words, self.policy.hard_words)

    def meaning(self, word: str) -> str:
        """The plain meaning of a hard word."""
        listed = {**self.words.hard_words, **self.policy.hard_words}
        found = (plain for hard, plain in listed.items() if self._is(hard, word))
        return next(found, "the plain words")

    def _is(self, phrase: str, word: str) -> bool:
        return bool(self.phrases((phrase,)).fullmatch(word))

    @cached_property
    def short_names(self) -> frozenset[str]:
        """Shortened names that every reader knows."""
        return frozenset((*self.words.short_names, *self.policy.short_names))

    @cached_property
    def introduces(self) -> "re.Pattern[str]":
        """What stands before a word that it explains."""
        names = loose(self.words.introduces)
        return re.compile(rf"(?:(?<!\w)(?:{names})\s+[\"“„«]?|\()[^()]{{0,24}}\Z")

    @cached_property
    def explains(self) -> "re.Pattern[str]":
        """What stands between a word and its meaning."""
        names = loose(self.words.explains)
        return re.compile(rf"[\"”“»]?(?:\s+\w+)?,?\s*(?:\(|,?(?<!\w)(?:{names})(?!\w))")

    @cached_property
    def reviewed(self) -> "re.Pattern[str]":
        """What claims a clinician's review."""
        words = self.words
        who = loose((*words.clinicians, *self.policy.clinicians))
        claims = loose((*words.review_claims, *words.reviews_it))
        by = rf"(?:{loose(words.reviewed_by)})\s+(?:\w+\s+)?(?:{who})(?!\w)"
        return re.compile(rf"(?<!\w)(?:(?:{claims})(?!\w)|{by})")

    @cached_property
    def review_words(self) -> Phrases:
        """What every such claim says, whoever is named in it."""
        words = self.words
        return self.phrases(words.review_claims, words.reviews_it, words.reviewed_by)

    @cached_property
    def review_denials(self) -> Phrases:
        """What takes such a claim back."""
        return self.phrases(self.words.review_denials)

    @cached_property
    def supports(self) -> Phrases:
        """What says that the guide supports a clinician."""
        return self.phrases(self.words.supports)

    @cached_property
    def replaces(self) -> Phrases:
        """What says that it replaces none."""
        return self.phrases(self.words.replaces)

    @cached_property
    def no_contact(self) -> Phrases:
        """What says that there is no address."""
        return self.phrases(self.words.no_contact)

    @cached_property
    def plain_names(self) -> Phrases:
        """Names that have no plainer word."""
        return self.phrases(self.policy.plain_names)

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """The shortened words, in small letters, whose full stop ends no sentence."""
        return frozenset(word.lower() for word in self.words.abbreviations)

    @cached_property
    def about(self) -> Mapping[str, Phrases]:
        """The words by which the page about the guide says each thing it must."""
        return {
            name: self.phrases(phrases)
            for name, phrases in self.words.about.model_dump().items()
        }


def _typed(phrases: Iterable[str]) -> tuple[str, ...]:
    """The phrases as they are written, and as they are typed in a hurry."""
    every = tuple(phrases)
    return (*every, *(unaccented(one) for one in every if not one.isascii()))
