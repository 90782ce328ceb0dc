"""The records of a whole guide: read, held against the references, and looked after."""

from collections.abc import Iterable, Iterator, Mapping

from ibid.commands import Commands
from ibid.guide.guide import Guide
from ibid.problems import Place, Problem, did_you_mean
from ibid.reading.files import TextFile
from ibid.records.answers import Record, wanted
from ibid.records.comparing import compare
from ibid.records.snapshots import ENDING, old, parse

Kept = tuple[Mapping[str, Record], list[Problem]]


def read(texts: Iterable[TextFile], commands: Commands) -> Kept:
    """The records by the key of their reference, and those that can't be read."""
    records: dict[str, Record] = {}
    problems: list[Problem] = []
    for text in texts:
        record, found = parse(text.path, text.text, commands)
        problems += found
        if record is not None:
            records[text.name.rpartition("/")[2].removesuffix(ENDING)] = record
    return records, problems


def disagreements(
    guide: Guide, texts: Iterable[TextFile], commands: Commands
) -> Iterator[Problem]:
    """Where a reference differs from its record, or a record has no reference."""
    for key, record in guide.records.items():
        if key in guide.references:
            document = guide.references[key].document
            yield from compare(document, guide.reference(key), record, commands)
    for text in texts:
        key = text.name.rpartition("/")[2].removesuffix(ENDING)
        if f"references/{key}.md" not in guide.names:
            hint = did_you_mean(key, guide.references) or "delete this file"
            message = f'there is no reference "{key}" for this record'
            yield Problem(Place(text.path), "record-alone", message, hint)


def chores(guide: Guide, commands: Commands) -> Iterator[Problem]:
    """What a person with a network should do: fetch records that are missing or old."""
    missing = [
        key
        for key in guide.references
        if key not in guide.records and wanted(guide.reference(key))
    ]
    if missing:
        count = len(missing)
        verify = commands.line("verify", "--contact", "YOU@YOUR.SITE")
        yield Problem(
            Place(f"{commands.content}/references"),
            "record-missing",
            f"{count} reference{'s' * (count != 1)}: record not fetched yet",
            f"run {verify} where there is a network",
            "advice",
        )
    for key, record in guide.records.items():
        if key in guide.references:
            document = guide.references[key].document
            yield from old(
                document, guide.reference(key), record, guide.today, commands
            )
