"""A guide of any size that is nobody's: the same words for every generator.

An article has about 600 words: four headings, two lists, a table, six links to other
articles and four citations of sources that all articles share. A corpus of a size is
always the same one.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

SECTIONS = ("causes", "remedies", "exercises")
ARTICLES_PER_SOURCE = 4
FEWEST_SOURCES = 10
LINKS = 6

# Long words stand among the short: a page of short ones alone gets advice.
WHO = (
    *("Some people", "Most readers", "Many of us", "Librarians", "Older people"),
    *("Young parents", "Office workers", "Astronomers", "Photographers", "Visitors"),
)
DO = (
    *("notice", "like", "mention", "remember", "look for", "keep", "choose", "share"),
    *("talk about", "write down", "think of", "ask about", "read about", "describe"),
)
WHAT = (
    *("a quiet room", "comfortable lighting", "a good book", "the noise of the street"),
    *("an open window", "a warm drink", "a short walk", "a tidy library", "fresh air"),
    *("a firm chair", "the sound of rain", "a long bath", "a clear agenda"),
    *("a slow start", "a wide view", "the smell of bread", "familiar melodies"),
    *("a ventilated corridor", "an inventory"),
)
WHEN = (
    *("in the morning", "at the end of the day", "after work", "on ordinary days"),
    *("at the weekend", "before they go out", "when it is dark", "in the winter"),
    *(
        "while they wait",
        "as the day begins",
        "when guests come",
        "once a week",
    ),
)
NOUNS = ("light", "noise", "air", "rest", "colour", "order", "space", "music", "water")
JOURNALS = ("Journal of Quiet Rooms", "Light and Air", "Annals of Everyday Habits")
FAMILIES = ("Almeida", "Brandt", "Dvorak", "Eriksen", "Haddad", "Jensen", "Okafor")
INITIALS = "ABCDEFGHJKLMNPRST"


@dataclass(frozen=True)
class Source:
    """A journal article that nobody wrote."""

    key: str
    title: str
    authors: tuple[tuple[str, str], ...]
    journal: str
    year: int
    volume: int
    pages: tuple[int, int]
    doi: str

    @property
    def markdown(self) -> str:
        """The source as a list of references prints it."""
        authors = ", ".join(f"{family} {given}" for family, given in self.authors)
        pages = f"{self.pages[0]}–{self.pages[1]}"
        return (
            f"{authors}. {self.title}. *{self.journal}*. {self.year};{self.volume}:"
            f"{pages}. <https://doi.org/{self.doi}>"
        )


@dataclass(frozen=True)
class Article:
    """A page's text, in which links and citations still have to be spelled."""

    section: str
    slug: str
    title: str
    summary: str
    day: str
    cites: tuple[int, ...]
    text: str

    def spelled(self, link: Callable[[int], str], cite: Callable[[int], str]) -> str:
        """The text in Markdown, with links and citations as a generator wants them."""
        text = re.sub(r"⟦link (\d+)⟧", lambda found: link(int(found[1])), self.text)
        return re.sub(r"⟦cite (\d+)⟧", lambda found: cite(int(found[1])), text)


@dataclass(frozen=True)
class Corpus:
    """Articles and the sources that they share; numbers refer to both."""

    articles: tuple[Article, ...]
    sources: tuple[Source, ...]

    def citing(self, source: int) -> tuple[Article, ...]:
        """The articles that rest on a source."""
        return tuple(each for each in self.articles if source in each.cites)


def corpus(size: int, sections: tuple[str, ...] = SECTIONS) -> Corpus:
    """A corpus of so many articles, spread over the sections."""
    sources = max(FEWEST_SOURCES, size // ARTICLES_PER_SOURCE)
    return Corpus(
        tuple(_article(number, size, sources, sections) for number in range(size)),
        tuple(_source(number) for number in range(sources)),
    )


def letters(number: int) -> str:
    """A number in letters, since a guide may keep some numbers for telephones."""
    return "".join("abcdefghij"[int(digit)] for digit in f"{number:05}")


def _source(number: int) -> Source:
    chance = random.Random(f"source {number}")
    authors = tuple(
        (chance.choice(FAMILIES), "".join(chance.choices(INITIALS, k=2)))
        for _ in range(chance.randint(1, 4))
    )
    first = chance.randint(1, 900)
    year = chance.randint(1995, 2025)
    one, other = chance.sample(NOUNS, 2)
    return Source(
        key=f"{authors[0][0].lower()}{year}{letters(number)}",
        title=f"What people say of {one} and {other}: "
        f"survey {letters(number).capitalize()}",
        authors=authors,
        journal=chance.choice(JOURNALS),
        year=year,
        volume=chance.randint(1, 60),
        pages=(first, first + chance.randint(3, 15)),
        doi=f"10.{chance.randint(5000, 9999)}/{letters(number)}",
    )


def _article(
    number: int, size: int, sources: int, sections: tuple[str, ...]
) -> Article:
    chance = random.Random(f"article {number}")
    links = tuple(chance.randrange(size) for _ in range(LINKS))
    # The first citation goes round, so that every source is cited.
    others = chance.sample([n for n in range(sources) if n != number % sources], 3)
    cites = (number % sources, *others)
    one, other = chance.sample(NOUNS, 2)
    return Article(
        section=sections[number % len(sections)],
        slug=f"article-{letters(number)}",
        title=f"About {one} and {other}: page {letters(number).capitalize()}",
        summary=_sentence(chance),
        day=f"{2015 + number % 11}-{1 + number % 12:02}-{1 + number % 28:02}",
        cites=cites,
        text=_text(chance, links, cites),
    )


def _sentence(chance: random.Random, end: str = ".") -> str:
    words = (chance.choice(each) for each in (WHO, DO, WHAT, WHEN))
    return " ".join(words) + end


def _paragraph(
    chance: random.Random,
    length: int,
    link: int | None = None,
    cite: int | None = None,
) -> str:
    sentences = [_sentence(chance) for _ in range(length)]
    if link is not None:
        sentences.insert(1, f"More is said of this under ⟦link {link}⟧.")
    if cite is not None:
        sentences[-1] += f"⟦cite {cite}⟧"
    words = sentences[0].split(" ")
    words[1], words[3] = f"**{words[1]}**", f"*{words[3]}*"
    return " ".join([" ".join(words), *sentences[1:]])


def _text(chance: random.Random, links: tuple[int, ...], cites: tuple[int, ...]) -> str:
    headings = [f"What is known of {noun}" for noun in chance.sample(NOUNS, 4)]
    points = "\n".join(f"- {_sentence(chance)}" for _ in range(5))
    steps = "\n".join(f"{step}. {_sentence(chance)}" for step in range(1, 5))
    blocks = (
        _paragraph(chance, 3, cite=cites[0]),
        _paragraph(chance, 2, link=links[0]),
        f"## {headings[0]}",
        _paragraph(chance, 2, link=links[1]),
        _paragraph(chance, 3),
        _paragraph(chance, 2, link=links[2], cite=cites[1]),
        _paragraph(chance, 3),
        f"## {headings[1]}",
        _paragraph(chance, 2, link=links[3]),
        _paragraph(chance, 3),
        points,
        f"## {headings[2]}",
        _paragraph(chance, 2, link=links[4], cite=cites[2]),
        _paragraph(chance, 3),
        steps,
        f"## {headings[3]}",
        _paragraph(chance, 2, link=links[5]),
        _table(chance),
        _paragraph(chance, 3),
        _paragraph(chance, 3, cite=cites[3]),
    )
    return "\n\n".join(blocks) + "\n"


def _table(chance: random.Random) -> str:
    rows = [
        f"| {chance.choice(WHO)} | {chance.choice(WHAT)} | {chance.choice(WHEN)} |"
        for _ in range(4)
    ]
    return "\n".join(("| Who | What | When |", "| --- | --- | --- |", *rows))
