"""What is measured: a first build, one with nothing new, and one after each change.

Every change is made in the text of the corpus as it stands, carries a word that no
earlier round had, and names the page that must show it: a build that misses it fails.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers.corpus import Corpus
from benchmarks.peers.generators import Generator

COLD = "cold"
NOTHING = "nothing changed"
PAGE = "one page"
SOURCE = "one source"
TEMPLATE = "one template"
SETTINGS = "the settings"
WORKS = (COLD, NOTHING, PAGE, SOURCE, TEMPLATE, SETTINGS)


@dataclass(frozen=True)
class Change:
    """The same replacement in some files, and where its result must be seen."""

    files: tuple[str, ...]
    old: str
    new: str
    page: str
    shown: str

    def make(self, site: Path) -> None:
        """Write the change into a site's folder."""
        for name in self.files:
            path = site / name
            text = path.read_text("utf-8")
            if self.old not in text:
                raise ValueError(f"{path} does not say {self.old!r}")
            path.write_text(text.replace(self.old, self.new, 1), "utf-8")

    def seen(self, site: Path) -> bool:
        """Whether the published page shows it."""
        return self.shown in (site / self.page).read_text("utf-8")


def change(work: str, generator: Generator, corpus: Corpus, word: str) -> Change | None:
    """What a work changes, marked with the word; nothing for the first two works."""
    article = corpus.articles[0]
    page = generator.page(article)
    if work == PAGE:
        old = next(line for line in article.text.split("\n") if line.startswith("## "))
        new = f"Guests like song {word}.\n\n{old}"
        return Change((generator.file(article),), old, new, page, f"song {word}")
    if work == SOURCE:
        title = corpus.sources[article.cites[0]].title
        files = generator.source_files(corpus, article.cites[0])
        new = f"{title} {word}"
        return Change(files, title, new, page, f"{last_word(title)} {word}")
    if work == TEMPLATE:
        file, place, mark = generator.template
        new = place + mark.format(word)
        return Change((file,), place, new, page, mark.format(word))
    if work == SETTINGS:
        file, title = generator.settings
        new = f"{title} {word}"
        return Change((file,), title, new, f"{generator.output}/index.html", new)
    return None


def last_word(title: str) -> str:
    """The last word of a source's title, which is no other's."""
    return title.rpartition(" ")[2]


def pages(site: Path, generator: Generator) -> int:
    """How many pages were published."""
    return sum(1 for _ in (site / generator.output).rglob("*.html"))


def version(said: str) -> str:
    """The first version number in what a program says of itself, or its first word."""
    found = re.search(r"\d+\.\d+(\.\d+)*", said)
    return found[0] if found else said.split(maxsplit=1)[0]
