"""Each generator: how it wants the corpus, how it is run, and where its changes go.

The peers are taken from the folder that `make peers` fills; one that isn't there is
left out. Each has the least theme that shows what the others show: a menu, lists with
titles and summaries, pages with day, text and notes.
"""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers import guide
from benchmarks.peers.corpus import SECTIONS, Article, Corpus

ROOT = Path(__file__).parents[2]
THEMES = Path(__file__).parent / "themes"
PEERS = ROOT / ".cache" / "peers"
PROGRAMS = PEERS / "python" / "bin"
MODULES = PEERS / "node" / "node_modules"
ELEVENTY = MODULES / "@11ty" / "eleventy" / "cmd.cjs"
TODAY = "2026-11-22"
# The corpus is published beside the guide in content/, whose title is changed.
TITLE = re.findall(
    r"(?m)^title: \"?(.+?)\"?$", (ROOT / "content/site.yaml").read_text()
)[0]


@dataclass(frozen=True)
class Generator:
    """A program that makes the corpus a site; every path is within the site's folder.

    `again` is the command that builds once more, with whatever the generator offers to
    save work without letting a page go stale; where it is not the command of a first
    build, a run of its own has to fill the cache. `template` is the file that makes an
    article's page, with a place in it and what can be written behind that place;
    `settings` is the file that says the site's title, and the title.
    """

    name: str
    program: Path
    version: tuple[str, ...]
    build: tuple[str, ...]
    again: tuple[str, ...]
    look: Path
    files: Callable[[Corpus], dict[str, str]]
    articles: str
    references: str | None
    output: str
    template: tuple[str, str, str]
    settings: tuple[str, str]

    def page(self, article: Article) -> str:
        """Where an article's page is published."""
        section = article.section if self.references is None else guide.SECTION
        return f"{self.output}/{section}/{article.slug}/index.html"

    def file(self, article: Article) -> str:
        """Where an article's text stands."""
        section = article.section if self.references is None else guide.SECTION
        return f"{self.articles}/{section}/{article.slug}.md"

    def source_files(self, corpus: Corpus, number: int) -> tuple[str, ...]:
        """Every file that says what a source is called."""
        if self.references is not None:
            return (f"{self.references}/{corpus.sources[number].key}.md",)
        return tuple(self.file(article) for article in corpus.citing(number))


def installed() -> tuple[Generator, ...]:
    """ibid, and every peer that is there."""
    return tuple(each for each in GENERATORS if each.program.exists())


def _guide(corpus: Corpus) -> dict[str, str]:
    """The articles beside the real guide, of which pages alone are made."""
    articles = {f"content/{name}": text for name, text in guide.files(corpus).items()}
    return guide.without_sheets(ROOT / "content") | articles


def _noted(
    corpus: Corpus,
    folder: str,
    link: Callable[[Article], str],
    front: Callable[[Article], str],
) -> dict[str, str]:
    """The articles with their sources as footnotes, as all peers write them."""
    found = {}
    for article in corpus.articles:
        text = article.spelled(
            link=lambda number: (
                f"[{corpus.articles[number].title}]({link(corpus.articles[number])})"
            ),
            cite=lambda number: f"[^{corpus.sources[number].key}]",
        )
        sources = [corpus.sources[number] for number in article.cites]
        notes = "\n".join(f"[^{each.key}]: {each.markdown}" for each in sources)
        name = f"{folder}/{article.section}/{article.slug}.md"
        found[name] = f"{front(article)}\n{text}\n{notes}\n"
    return found


def _yaml(article: Article) -> str:
    return (
        f'---\ntitle: "{article.title}"\nsummary: "{article.summary}"\n'
        f"date: {article.day}\n---\n"
    )


def _address(article: Article) -> str:
    return f"/{article.section}/{article.slug}/"


def _hugo(corpus: Corpus) -> dict[str, str]:
    fronts = {
        f"content/{section}/_index.md": f"---\ntitle: {section.capitalize()}\n---\n"
        for section in SECTIONS
    }
    return _noted(corpus, "content", _address, _yaml) | fronts


def _eleventy(corpus: Corpus) -> dict[str, str]:
    found = _noted(corpus, "src", _address, _yaml)
    found["src/index.njk"] = "---\ntitle: A guide\nlayout: home.njk\n---\n"
    for section in SECTIONS:
        found[f"src/{section}/index.njk"] = (
            f"---\ntitle: {section.capitalize()}\nlayout: section.njk\n"
            f"section: {section}\n---\n"
        )
        found[f"src/{section}/{section}.json"] = '{ "layout": "article.njk" }\n'
    return found


def _mkdocs(corpus: Corpus) -> dict[str, str]:
    def link(article: Article) -> str:
        return f"../{article.section}/{article.slug}.md"

    found = _noted(corpus, "docs", link, _yaml)
    found["docs/index.md"] = "# A guide\n"
    for section in SECTIONS:
        found[f"docs/{section}/index.md"] = f"# {section.capitalize()}\n"
    return found


def _pelican(corpus: Corpus) -> dict[str, str]:
    def link(article: Article) -> str:
        return f"{{filename}}/{article.section}/{article.slug}.md"

    def front(article: Article) -> str:
        return (
            f"Title: {article.title}\nSummary: {article.summary}\nDate: {article.day}\n"
        )

    return _noted(corpus, "content", link, front)


IBID = (
    *(sys.executable, str(ROOT / "build.py"), "build"),
    *("--today", TODAY, "--output", "site/output"),
)
GENERATORS = (
    Generator(
        name="ibid",
        program=ROOT / "build.py",
        version=("git", "-C", str(ROOT), "describe", "--always", "--dirty"),
        build=IBID,
        again=IBID,
        look=ROOT,
        files=_guide,
        articles="content",
        references="content/references",
        output="site/output",
        template=("templates/cause.html", "{% block main %}", "<i>{}</i>"),
        settings=("content/site.yaml", TITLE),
    ),
    Generator(
        name="Hugo",
        program=PROGRAMS / "hugo",
        version=(str(PROGRAMS / "hugo"), "version"),
        build=(str(PROGRAMS / "hugo"), "--quiet"),
        again=(str(PROGRAMS / "hugo"), "--quiet"),
        look=THEMES / "hugo",
        files=_hugo,
        articles="content",
        references=None,
        output="public",
        template=("layouts/_default/single.html", "<time", " title={}"),
        settings=("hugo.toml", "A guide"),
    ),
    Generator(
        name="Eleventy",
        program=ELEVENTY,
        version=("node", str(ELEVENTY), "--version"),
        build=("node", str(ELEVENTY), "--quiet"),
        again=("node", str(ELEVENTY), "--quiet"),
        look=THEMES / "eleventy",
        files=_eleventy,
        articles="src",
        references=None,
        output="_site",
        template=("_includes/article.njk", "<time", " title={}"),
        settings=("_data/site.json", "A guide"),
    ),
    Generator(
        name="MkDocs",
        program=PROGRAMS / "mkdocs",
        version=(str(PROGRAMS / "mkdocs"), "--version"),
        build=(str(PROGRAMS / "mkdocs"), "build", "--quiet"),
        again=(str(PROGRAMS / "mkdocs"), "build", "--quiet"),
        look=THEMES / "mkdocs",
        files=_mkdocs,
        articles="docs",
        references=None,
        output="site",
        template=("theme/main.html", "<time", " title={}"),
        settings=("mkdocs.yml", "A guide"),
    ),
    Generator(
        name="Pelican",
        program=PROGRAMS / "pelican",
        version=(str(PROGRAMS / "pelican"), "--version"),
        build=(str(PROGRAMS / "pelican"), "-s", "pelicanconf.py", "--quiet"),
        again=(str(PROGRAMS / "pelican"), "-s", "again.py", "--quiet"),
        look=THEMES / "pelican",
        files=_pelican,
        articles="content",
        references=None,
        output="output",
        template=("theme/templates/article.html", "<time", " title={}"),
        settings=("pelicanconf.py", "A guide"),
    ),
)
