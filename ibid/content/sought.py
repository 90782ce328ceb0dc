"""What a policy or a language has rules look for, each with its phrases ready."""

from dataclasses import dataclass

from ibid.content.phrases import Phrases
from ibid.content.policy import Caution, MisleadingWord


@dataclass(frozen=True)
class Watched:
    """A caution, ready to look for: what names it, and what must be said with it."""

    caution: Caution
    named_by: Phrases
    must_say: tuple[Phrases, ...]


@dataclass(frozen=True)
class Misled:
    """A misleading word, ready to look for."""

    word: MisleadingWord
    words: Phrases
    together_with: Phrases
    but_not_in: Phrases
    unless_said: Phrases
