"""The page of a source: what it found, how it stands, and who relies on it."""

from collections.abc import Iterator
from dataclasses import replace

from ibid.content.reference import Reference
from ibid.formats import exporting
from ibid.pages import linked_data, screens, sources, views
from ibid.pages.around import Around
from ibid.pages.backlinks import cited_by
from ibid.pages.labels import Wording
from ibid.prose.typography import curl
from ibid.records.answers import wanted


def view(content: Reference, around: Around) -> screens.ReferenceView:
    """What reference.html shows."""
    words = around.writer.wording.words.sources
    source = around.writer.source(around.entry.key)
    summary = words.summary.format(name=source.short)
    authors = sources.author_names(content)
    meta = tuple(linked_data.highwire(source, authors))
    day = source.checked
    stamp = views.Stamp(day, day, day, overdue=False)
    article = views.Article((), (), (), (), stamp, ())
    frame = around.framing.frame(around.path, content.title, summary, meta=meta)
    data = linked_data.source_page(around.site, frame, source)
    frame = replace(frame, json_ld=data)
    if authors:  # Health services give their pages the same titles.
        frame = around.framing.called(frame, f"{content.title} ({source.short})")
    return screens.ReferenceView(
        frame=frame,
        article=article,
        source=source,
        all_authors="" if content.others else ", ".join(authors),
        found=around.text.body(),
        funding=curl(content.funding),
        checked_at=curl(content.checked_at),
        notes=tuple(curl(note) for note in _notes(content, around) if note),
        archived=_archived(content, around.writer.wording),
        confirmed=content.confirmed,
        cited_by=tuple(cited_by(around.entry.key, around.writer)),
        downloads=tuple(
            views.Link(f"reference.{ending}", name)
            for ending, (name, _) in exporting.FORMATS.items()
        ),
    )


def _notes(content: Reference, around: Around) -> Iterator[str]:
    """What the page says, in readers' words, of how far the source was checked."""
    wording = around.writer.wording
    words = wording.words.sources
    yield _record(content, around)
    if content.not_confirmed:
        fields = [wording.fields[name] for name in content.not_confirmed]
        yield words.not_confirmed.format(fields=wording.listed(fields))
    if content.not_seen:
        things = wording.listed(content.not_seen)
        yield words.not_seen.format(things=things)


def _archived(content: Reference, wording: Wording) -> views.Link | None:
    """The way to the copy that an archive keeps, with its day."""
    if not content.archive or not content.archive_date:
        return None
    day = wording.day(content.archive_date).text
    return views.Link(content.archive, wording.words.sources.archived.format(day=day))


def _record(content: Reference, around: Around) -> str:
    """One sentence on a reference's record; "" where none is wanted."""
    wording, guide = around.writer.wording, around.framing.guide
    if not wanted(content):
        return ""
    if content.record_overruled:
        return wording.words.sources.overruled.format(
            day=wording.day(content.record_overruled).text,
            why=content.record_overruled_because,
        )
    record = guide.records.get(around.entry.key)
    if record is None:
        return wording.words.sources.not_fetched
    return wording.words.sources.fetched.format(day=wording.day(record.fetched).text)
