"""What the sources of an import hold: files, standard input, services' answers."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from ibid.formats import importing
from ibid.records import identifiers, services
from ibid.records.answers import Fault, Service
from ibid.records.services import Errand

Gathered = list[tuple[str, bytes | Fault]]


def gathered(
    sources: Iterable[str], errand: Errand, on: Callable[[str], None]
) -> Gathered | str:
    """What each source holds by its name, or why nothing is asked for at all.

    A source is a file, "-" for standard input, a DOI or a PubMed number. The numbers
    that a pasted text names are asked for like those that were typed. `on` is told the
    name of each that is asked for.
    """
    read: Gathered = []
    asked: list[tuple[str, Service, str]] = []
    for source in sources:
        number = None if Path(source).is_file() else identifiers.identified(source)
        if number:
            asked.append((source, *number))
        elif source != "-" and not Path(source).is_file():
            return f"there is no {source}, and it is no DOI or PubMed number"
        else:
            piped = source == "-"
            name = "standard input" if piped else Path(source).as_posix()
            data = sys.stdin.buffer.read() if piped else Path(source).read_bytes()
            read.append((name, data))
            asked += [
                (f"{name}:{one.line}: {one.number}", one.service, one.number)
                for one in importing.numbers(name, data)
            ]
    fault = services.cannot_ask(errand) if asked else ""
    desk = services.Desk(errand)
    if fault:
        return fault
    for name, to, one in asked:
        on(name)
        read.append((name, desk.fetch(to, one)))
    return read
