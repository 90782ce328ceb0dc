"""Every graded claim of a guide in one list, for somebody who knows to sign.

Like messages, the list and its form are in English: they are papers of the guide's
makers, and no part of what is published.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import astuple, dataclass, fields
from html import escape

from ibid.content.kinds import Graded
from ibid.content.reference import Reference
from ibid.guide.guide import Entry, Guide
from ibid.prose.citations import MentionId
from ibid.prose.judged import MARK
from ibid.prose.shown import Block


@dataclass(frozen=True)
class GradedClaim:
    """One claim: how sure the guide is of it and why, by which sources, and where."""

    claim: str
    certainty: str
    reason: str
    sources: str
    page: str
    file: str


def graded(guide: Guide) -> Iterator[GradedClaim]:
    """The claim of each graded page, then those of its insights, file by file."""
    for entry in guide.pages:
        if isinstance(entry.content, Graded):
            yield _of_page(guide, entry, entry.content)
        inside: dict[int, list[Block]] = defaultdict(list)
        for block in entry.prose.blocks:
            inside[block.box].append(block)
        for number, box in enumerate(entry.prose.boxes):
            if box.certainty:
                blocks = inside[number]
                cited = {((), mark.number) for one in blocks for mark in one.marks}
                words = _words(blocks[:1]) + ": " if box.title else ""
                words += _words(blocks[1:] if box.title else blocks)
                yield _claim(guide, entry, (words, box.certainty, ""), cited)


def _of_page(guide: Guide, entry: Entry, content: Graded) -> GradedClaim:
    path = ("certainty_reason",)
    reason = _words([entry.marked.fields[path].block])
    cited = {at for at in entry.marked.groups if at[0] == path}
    words = (content.claim, content.certainty.value, reason)
    return _claim(guide, entry, words, cited)


def _claim(
    guide: Guide, entry: Entry, words: tuple[str, str, str], cited: Set[MentionId]
) -> GradedClaim:
    claim, certainty, reason = words
    title = str(getattr(entry.content, "title", entry.name))
    grade, sources = certainty.replace("-", " "), _sources(guide, entry, cited)
    return GradedClaim(claim, grade, reason, sources, title, entry.name)


def _words(blocks: Iterable[Block]) -> str:
    shown = " ".join(one.shown for one in blocks if one.kind != "label")
    return " ".join(shown.replace(MARK, "").split())


def _sources(guide: Guide, entry: Entry, cited: Set[MentionId]) -> str:
    """The cited sources, each by its key, title and year."""
    keys = dict.fromkeys(
        citation.key
        for at, group in entry.marked.groups.items()
        if at in cited
        for citation in group.citations
    )
    return "; ".join(f"{key}: {_named(guide.reference(key))}" for key in keys)


def _named(reference: Reference) -> str:
    year = reference.issued[:4] if reference.issued else "no date"
    return f"{reference.title.rstrip('.')} ({year})"


def as_csv(claims: list[GradedClaim]) -> str:
    """A table with a line of headings, as spreadsheets read it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([field.name for field in fields(GradedClaim)])
    writer.writerows([_inert(cell) for cell in astuple(one)] for one in claims)
    return text.getvalue()


def _inert(cell: str) -> str:
    """The cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell


def as_form(title: str, claims: list[GradedClaim]) -> str:
    """A page to print: each claim with room to agree or to object, and to sign."""
    rows = "".join(
        f"<tr><td>{number}<td><b>{escape(one.claim)}</b><p>{escape(one.reason)}</p>"
        f"<p class=at>{escape(one.page)} ({escape(one.file)})</p>"
        f"<td>{escape(one.certainty)}<td>{escape(one.sources)}"
        "<td class=mark>☐ agreed<br>☐ to change:"
        for number, one in enumerate(claims, 1)
    )
    return FORM.format(title=escape(title), count=len(claims), rows=rows)


FORM = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{title}: claims to review</title>
<style>
@page {{ size: A4 landscape; margin: 12mm }}
body {{ font: 10pt/1.4 sans-serif; max-width: 70rem; margin: auto; padding: 1rem }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ border: 1px solid #777; padding: 4pt 6pt; text-align: start }}
td {{ vertical-align: top }}
thead {{ display: table-header-group }}
tr {{ break-inside: avoid }}
p {{ margin: 2pt 0 }}
.at {{ color: #555 }}
.mark {{ min-width: 9rem; height: 4rem; white-space: nowrap }}
.sign {{ break-inside: avoid; margin-top: 2rem; line-height: 2.6 }}
</style>
<h1>{title}: claims to review</h1>
<p>{count} claims, each with how sure the guide is of it. Tick what you agree with, and
write beside the others what should change. Nothing counts as reviewed until it is
signed.</p>
<table>
<thead>
<tr><th>No.<th>Claim, reason and page<th>Certainty<th>Sources<th>Your view
</thead>
<tbody>{rows}</tbody>
</table>
<p class="sign">Name and profession: ____________________________________________<br>
Registration: ______________________ Date: ________________<br>
Signature: ____________________________________________</p>
</html>
"""
