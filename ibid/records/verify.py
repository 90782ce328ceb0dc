"""The command `verify`: asks Crossref and PubMed, and keeps what they answer.

Each reference is asked about, written and done with before the next, so that a run may
be stopped at any moment and taken up again.
"""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ibid import failures
from ibid.commands import Commands
from ibid.content.reference import Reference
from ibid.problems import did_you_mean
from ibid.reading import front_matter, validation
from ibid.reading.front_matter import Document
from ibid.records import snapshots
from ibid.records.answers import Answer, Fault, Record, answer_for, wanted
from ibid.records.comparing import compare
from ibid.records.services import Desk, Errand, cannot_ask
from ibid.records.standing import reported


@dataclass(frozen=True)
class Asked:
    """A reference to ask about, and the file of its record."""

    key: str
    document: Document
    reference: Reference
    path: Path


def verify(
    content: Path,
    keys: Sequence[str],
    errand: Errand,
    program: str,
    say: Callable[[str], None],
) -> int | str:
    """Fetch the records: 0 all there, 1 some missing or unknown; or why none is."""
    fault = _wrong_keys(content, keys) or cannot_ask(errand)
    if fault:
        return fault
    desk, commands = Desk(errand), Commands(program, content.as_posix())
    broken: list[Path] = []
    asked = list(_references(content, keys, broken))
    done = 0
    try:
        for number, one in enumerate(asked, 1):
            ended_well, words = _look_up(one, errand, desk, commands)
            done += ended_well
            say(f"{number}/{len(asked)} {one.key}: {words}")
    except KeyboardInterrupt:
        say("stopped: what was fetched is kept, and the next run goes on from there")
        return 1
    except OSError as error:
        say(f"the record can't be written: {error.strerror}: {error.filename}")
        return 1
    for path in broken:
        see = commands.line("check")
        say(f"{path}: not asked about, as it has mistakes: see {see}")
    return 0 if done == len(asked) and not broken else 1


def _files(content: Path) -> list[Path]:
    found = sorted((content / "references").glob("[!.]*.md"))
    return [path for path in found if path.name != "index.md"]


def _wrong_keys(content: Path, keys: Sequence[str]) -> str:
    known = [path.name.removesuffix(".md") for path in _files(content)]
    if not known:
        return f"there are no references in {content / 'references'}"
    unknown = next((key for key in keys if key not in known), None)
    if unknown is None:
        return ""
    return f'there is no reference "{unknown}". {did_you_mean(unknown, known)}'.strip()


def _references(
    content: Path, keys: Sequence[str], broken: list[Path]
) -> Iterator[Asked]:
    """The references to ask about; files that can't be read as one go to `broken`."""
    for path in _files(content):
        key = path.name.removesuffix(".md")
        if keys and key not in keys:
            continue
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            broken.append(path)
            continue
        found, _ = front_matter.parse(path.as_posix(), f"references/{path.name}", text)
        reference = validation.read(found, Reference)[0] if found else None
        if found is None or not isinstance(reference, Reference):
            broken.append(path)
        elif keys or wanted(reference):
            yield Asked(key, found, reference, path.with_name(key + snapshots.ENDING))


def _look_up(
    one: Asked, errand: Errand, desk: Desk, commands: Commands
) -> tuple[bool, str]:
    """Fetch and write one record: whether that went well, and what came of it.

    A record is whole or it isn't written: half of one would look like an answer.
    """
    numbers = wanted(one.reference)
    if not numbers:
        return False, "it has neither a DOI nor a PMID to ask about"
    if _is_fetched(one, errand.today, commands):
        return True, "fetched today already"
    answers: dict[str, Answer] = {}
    for service, number in numbers.items():
        answer = desk.ask(service, number)
        if isinstance(answer, Fault):
            return False, f"not fetched. {service.name}: {answer.reason}"
        answers[service.key] = answer
    record = Record.model_validate({"fetched": errand.today, **answers})
    _write(one.path, snapshots.as_text(record))
    unknown = any(not a.fields and not a.agency for a in answers.values())
    return not unknown, _summary(one, record, commands)


def _is_fetched(one: Asked, today: date, commands: Commands) -> bool:
    try:
        text = one.path.read_text("utf-8")
        record, _ = snapshots.parse(one.path.as_posix(), text, commands)
    except (OSError, UnicodeDecodeError):
        return False
    numbers = wanted(one.reference).items()
    return (
        record is not None
        and record.fetched == today
        and all(answer_for(record, service, number) for service, number in numbers)
    )


def _write(path: Path, text: str) -> None:
    """Put the record in its place in one step, so that no half of it is ever there."""
    beside = f".{path.name}."
    with (
        failures.naming(path),
        tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, prefix=beside, delete=False
        ) as file,
    ):
        aside = Path(file.name)
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            aside.chmod(0o644)
            aside.replace(path)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise


def _summary(one: Asked, record: Record, commands: Commands) -> str:
    """`Crossref retracted and replaced; PubMed same`, and what disagrees."""
    words: list[str] = []
    last = ""
    for service, number in wanted(one.reference).items():
        answer = answer_for(record, service, number)
        if answer is None or answer.fields is None:
            agency = answer.agency if answer else ""
            at = f", registered with {agency}" if agency else ""
            words.append(f"unknown to {service.name}{at}")
            continue
        standing = str(reported(answer.fields).standing)
        words.append(f"{service.name} {'same' if standing == last else standing}")
        last = standing
    count = sum(1 for _ in compare(one.document, one.reference, record, commands))
    if count:
        words.append(f"{count} to mend: see {commands.line('check')}")
    return "; ".join(words)
