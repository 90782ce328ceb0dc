"""The corpus as a guide of ibid's: causes beside the pages of the real guide.

What a file must say is taken from the models, so that a field that is new, or gone,
ends the measurement with its name.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from benchmarks.peers.corpus import Article, Corpus, Source
from ibid.content.kinds import Cause
from ibid.content.reference import Reference
from ibid.content.vocabulary import Model

SECTION = "causes"
# What asks for pictures to share and for cards as PDF files.
SET = re.compile(r"(?m)^(share_pictures|forms):.*\n")


class OutdatedError(Exception):
    """The models ask for something that the corpus doesn't give."""


def files(corpus: Corpus) -> dict[str, str]:
    """The files of the corpus below `content/`."""
    return {
        f"{SECTION}/{each.slug}.md": cause(each, corpus) for each in corpus.articles
    } | {f"references/{each.key}.md": reference(each) for each in corpus.sources}


def without_sheets(content: Path) -> dict[str, str]:
    """The files of a guide that ask for PDF files or pictures, without these lines."""
    paths = (*content.glob("cards/*.md"), content / "site.yaml")
    texts = {path: path.read_text("utf-8") for path in sorted(paths)}
    return {
        f"content/{path.relative_to(content)}": SET.sub("", text)
        for path, text in texts.items()
        if SET.search(text)
    }


def cause(article: Article, corpus: Corpus) -> str:
    """An article as a cause that makes a modest claim."""
    fields = {
        "title": article.title,
        "summary": article.summary,
        "published": "2026-01-01",
        "last_reviewed": "2026-11-01",
        "next_review": "2027-11-01",
        "claim": "This may be so for some people.",
        "certainty": "low",
        "certainty_reason": "One small survey says so."
        f"[@{corpus.sources[article.cites[0]].key}]",
        "unknown": "We do not know how often.",
    }
    text = article.spelled(
        link=lambda number: "[{0.title}]({0.slug}.md)".format(corpus.articles[number]),
        cite=lambda number: f"[@{corpus.sources[number].key}]",
    )
    return document(Cause, fields, text)


def reference(source: Source) -> str:
    """A source as a file of its own."""
    fields = {
        "type": "article-journal",
        "title": source.title,
        "author": [
            {"family": family, "given": given} for family, given in source.authors
        ],
        "container-title": source.journal,
        "issued": str(source.year),
        "volume": str(source.volume),
        "page": f"{source.pages[0]}–{source.pages[1]}",
        "DOI": source.doi,
        "study": "cross-sectional",
        "status": "current",
        "confirmed": True,
        "checked": "2026-11-22",
        "checked-at": "the journal’s page",
    }
    return document(Reference, fields, "People were asked, and some said so.\n")


def document(model: type[Model], fields: Mapping[str, Any], text: str) -> str:
    """A content file; OutdatedError where the model asks for other fields."""
    known = {field.alias or name: field for name, field in model.model_fields.items()}
    required = {name for name, field in known.items() if field.is_required()}
    for name in sorted(required - fields.keys()):
        raise OutdatedError(f"a {model.kind} must now say {name}: add it to {__name__}")
    for name in sorted(fields.keys() - known.keys()):
        raise OutdatedError(f"a {model.kind} says no {name} now: drop it in {__name__}")
    front = yaml.safe_dump(dict(fields), allow_unicode=True, sort_keys=False, width=500)
    return f"---\n{front}---\n\n{text}"
