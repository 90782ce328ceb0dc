"""The commands that write files for an author: new ones, renamed ones, sources.

Each loads what it needs itself, and returns the command's exit code.
"""

import argparse
import shutil
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ibid import failures, terminal
from ibid.problems import did_you_mean

if TYPE_CHECKING:
    from ibid.records.services import Errand


def init(options: argparse.Namespace) -> int:
    """Write a small whole guide to start from; what is there already stays."""
    from ibid import keyboard, starting
    from ibid.reading import files

    guides = files.starters()
    language = starting.language_of(options.language, guides)
    if not language:
        known = ", ".join(sorted(guides))
        return terminal.refuse(
            f'there is no guide to start from in "{options.language}": choose {known}',
            terminal.WRONG_USAGE,
        )
    country = options.country.upper() or starting.country_of(options.language)
    if country and not starting.COUNTRY.fullmatch(country):
        return terminal.refuse(
            f"\"{options.country}\" isn't a country's two letters, such as IE",
            terminal.WRONG_USAGE,
        )
    emergency = options.emergency or files.emergency_numbers().get(country, "")
    if not emergency:
        return terminal.refuse(
            f"which number calls an ambulance in {country} is not known here: "
            "give it, as in --emergency 112",
            terminal.WRONG_USAGE,
        )
    facts = starting.Facts(
        options.title or starting.TITLES[language],
        options.language,
        emergency,
        options.today or date.today(),
    )
    written = starting.files(guides[language], facts)
    made = _write(options.folder, {**written, **keyboard.for_editors("content")})
    print(f"Wrote {made} files in {options.folder.as_posix()}/.")
    where = f" in {country}" if country else ""
    print(f"Check that {facts.emergency} calls an ambulance{where}: content/site.yaml")
    print("says so, and pages will. Then, in that folder:")
    print(f"  {terminal.program()} serve    shows the guide while you write")
    print(f"  {terminal.program()} build    publishes it in output/")
    return terminal.DONE


def editor(options: argparse.Namespace) -> int:
    """Write what editors, and a CMS, need to help with a guide; nothing is replaced."""
    from ibid import keyboard, pipeline
    from ibid.content.folders import with_sections

    content: Path = options.content
    if not content.is_dir():
        return terminal.refuse(f"there is no folder {content}", terminal.WRONG_USAGE)
    name, folder = content.name, content.parent
    written = keyboard.for_editors(name)
    if options.cms:
        site = pipeline.drafted(content).site
        sections = with_sections(site.sections if site else None)
        written |= keyboard.for_cms(sections, name)
    print(f"Wrote {_write(folder, written)} files in {folder.as_posix()}/.")
    return terminal.DONE


def _write(folder: Path, written: Mapping[str, str]) -> int:
    """How many of the files were made; those that are there already stay."""
    made = 0
    for name, text in written.items():
        path = folder / name
        try:
            _create(path, text)
            made += 1
        except FileExistsError:
            print(f"Kept {path.as_posix()}, which was there already.")
    return made


def _create(path: Path, text: str) -> None:
    """Write a file that wasn't there, whole or not at all. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with failures.naming(path), path.open("xb") as file:
        try:
            file.write(text.encode())
            file.flush()
        except OSError:
            path.unlink(missing_ok=True)
            raise


def new(options: argparse.Namespace) -> int:
    """Write a file to fill in, or one that is filled in from what is on record."""
    from ibid import scaffold

    if options.doi and options.kind == "reference" and not options.title:
        options.sources = [options.doi]
        return import_(options)
    fault = ""
    if options.kind not in scaffold.KINDS:
        known = ", ".join(sorted(scaffold.KINDS))
        hint = did_you_mean(options.kind, scaffold.KINDS) or f"the kinds are {known}"
        fault = f'there is no kind "{options.kind}": {hint}'
    elif options.doi:
        fault = "with --doi write: new reference --doi DOI; the title is on record"
    elif not options.title:
        fault = f'say its title too: new {options.kind} "…"'
    elif not options.content.is_dir():
        fault = f"there is no folder {options.content}"
    if fault:
        return terminal.refuse(fault, terminal.WRONG_USAGE)
    today = options.today or date.today()
    name, text = scaffold.ready(options.kind, options.title, today)
    path: Path = options.content / name
    try:
        _create(path, text)
    except FileExistsError:
        return terminal.refuse(
            f"{path} is there already: choose another title", terminal.WRONG_USAGE
        )
    terminal.report((), options.format)
    _say(f"Wrote {path.as_posix()}: fill it in, then take the draft line out.", options)
    return terminal.DONE


def _say(line: str, options: argparse.Namespace) -> None:
    """Say what was done, where no program reads the problems."""
    print(line, file=sys.stderr if options.format == "json" else None)


def rename(options: argparse.Namespace) -> int:
    """Give a file another name, and mend all that leads to it."""
    from ibid import pipeline, renaming

    content: Path = options.content
    if not content.is_dir():
        return terminal.refuse(f"there is no folder {content}", terminal.WRONG_USAGE)
    old, new = (_named(content, words) for words in (options.old, options.new))
    renamed = renaming.plan(pipeline.drafted(content), old, new)
    if isinstance(renamed, str):
        return terminal.refuse(renamed, terminal.PROBLEMS)
    moves = {content / old: content / new}
    record = (content / old).with_suffix(".record.json")
    if record.is_file():
        moves[record] = (content / new).with_suffix(".record.json")
    for was, now in moves.items():
        if now.exists() and not now.samefile(was):
            fault = f"{now} is there already: move it away, or choose another name"
            return terminal.refuse(fault, terminal.PROBLEMS)
    if not options.dry_run:
        (content / new).parent.mkdir(parents=True, exist_ok=True)
        texts = {content / name: text for name, text in renamed.texts.items()}
        _change(texts, moves)
    for name in sorted(renamed.texts.keys() - {new}):
        print(f"Mended {(content / name).as_posix()}.")
    if renamed.address:
        print(f"Readers who come by {renamed.address} are led to the new address.")
    done = "Would rename" if options.dry_run else "Renamed"
    print(f"{done} {(content / old).as_posix()} to {(content / new).as_posix()}.")
    return terminal.DONE


def _change(texts: Mapping[Path, str], moves: Mapping[Path, Path]) -> None:
    """Give files other names, and others, or the same, the texts; or change nothing.

    All is written aside before the first file is touched. Raises OSError.
    """
    aside: dict[Path, Path] = {}
    try:
        for path, text in texts.items():
            fresh = path.with_name(f".{path.name}.new")
            aside[path] = fresh
            with failures.naming(path):
                fresh.write_text(text, "utf-8", newline="\n")
        # Where Desk.md is desk.md, to write one and delete the other would lose both.
        for was, now in moves.items():
            was.rename(now)
        for path, fresh in aside.items():
            shutil.copymode(path, fresh)
            fresh.replace(path.resolve())
    finally:
        for fresh in aside.values():
            fresh.unlink(missing_ok=True)


def _named(content: Path, words: str) -> str:
    """The path from the content folder, whether or not that was written too."""
    path = Path(words)
    if path.is_relative_to(content):
        path = path.relative_to(content)
    return path.as_posix()


def import_(options: argparse.Namespace) -> int:
    """Write a reference file for each work that the sources hold."""
    from ibid import pipeline
    from ibid.formats import gathering, importing

    content: Path = options.content
    if not content.is_dir():
        return terminal.refuse(f"there is no folder {content}", terminal.WRONG_USAGE)
    with terminal.working("Asking Crossref and PubMed") as on:
        read = gathering.gathered(options.sources, _errand(options), on)
    if isinstance(read, str):
        return terminal.refuse(read, terminal.WRONG_USAGE)
    today = options.today or date.today()
    known = pipeline.references(content)
    files = [(name, body) for name, body in read if isinstance(body, bytes)]
    imported, problems = importing.plan(files, known, content.as_posix(), today)
    terminal.report(problems, options.format)
    for one in imported:
        path = content / one.name
        _create(path, one.text)
        _say(f"Wrote {path.as_posix()}.", options)
    unasked = [(name, fault) for name, fault in read if not isinstance(fault, bytes)]
    for name, fault in unasked:
        print(
            f"{terminal.program()}: {name}: not fetched. {fault.reason}",
            file=sys.stderr,
        )
    stopped = pipeline.stops(problems, False, ()) or unasked
    return terminal.PROBLEMS if stopped else terminal.DONE


def _errand(options: argparse.Namespace) -> "Errand":
    from ibid.records import services

    places = {"crossref": options.crossref, "pubmed": options.pubmed}
    return services.Errand(
        options.contact,
        options.today or date.today(),
        **{name: place for name, place in places.items() if place},
    )


def verify(options: argparse.Namespace) -> int:
    """Fetch what services say of the sources."""
    from ibid.records import verify

    def say(line: str) -> None:
        print(line, flush=True)

    ended = verify.verify(
        options.content, options.keys, _errand(options), terminal.program(), say
    )
    if isinstance(ended, str):
        return terminal.refuse(ended, terminal.WRONG_USAGE)
    return ended
