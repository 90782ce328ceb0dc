"""The command line: words in, one command done, problems to standard error.

Each command loads what it needs itself, so that none waits for what others need.
"""

import argparse
import io
import os
import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ibid import building, failures, summary
from ibid.arguments import parser
from ibid.problems import Problem, as_json, as_text, did_you_mean, in_order
from ibid.request import Outcome, Request
from ibid.site.freshness import Decision
from ibid.site.workshop import real_path

if TYPE_CHECKING:
    from ibid.guide.guide import Guide
    from ibid.records.services import Errand

DONE, PROBLEMS, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command: 0 all well, 1 problems, 2 wrong usage, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A name of a file may hold bytes that no text has.
            stream.reconfigure(errors="backslashreplace")
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help")):
        words.insert(0, "build")
    try:
        options = parser(program()).parse_args(words)
    except SystemExit as stopped:
        return int(stopped.code or 0)
    try:
        return _commands()[options.command](options)
    except OSError as error:
        problem = failures.of_system(error)
        _report([problem], getattr(options, "json", False))
        return PROBLEMS
    except KeyboardInterrupt:
        return INTERRUPTED


def _commands() -> Mapping[str, Callable[[argparse.Namespace], int]]:
    return {
        "build": _build,
        "check": _check,
        "serve": _serve,
        "init": _init,
        "new": _new,
        "rename": _rename,
        "import": _import,
        "verify": _verify,
        "publish": _publish,
        "headers": _headers,
    }


def _request(options: argparse.Namespace) -> Request:
    return Request(
        content=options.content,
        templates=options.templates,
        assets=options.assets,
        output=options.output,
        today=options.today or date.today(),
        base_url=options.base_url or "",
        drafts=options.drafts,
        strict=options.strict,
        adopt=options.adopt,
        jobs=options.jobs or os.cpu_count() or 1,
        scheduler=options.scheduler or "",
        program=program(),
    )


def _build(options: argparse.Namespace) -> int:
    request = _request(options)
    clash = _clash(request)
    if clash:
        return _refuse(clash, WRONG_USAGE)
    outcome = building.build(request, _tell)
    _report(outcome.problems, options.json)
    if options.why:
        _print_reasons(outcome.decisions, options.json)
    _conclude(outcome, request, options.json)
    return DONE if outcome.published else PROBLEMS


def _clash(request: Request) -> str:
    """Why the output folder can't be where it is asked for, or an empty text."""
    output = real_path(request.output)
    if output.exists() and not output.is_dir():
        return f"{request.output} is a file; --output must name a folder"
    sources = (request.content, request.templates, request.assets, Path.cwd())
    for source in sources:
        if real_path(source).is_relative_to(output):
            return (
                f"the output {request.output} would hold {source}: name another folder"
            )
    for source in sources[:3]:
        if output.is_relative_to(real_path(source)):
            return f"the output {request.output} lies in {source}: name another folder"
    return ""


def _report(problems: Sequence[Problem], json: bool) -> None:
    if json:
        print(as_json(problems))
        return
    for problem in problems:
        print(as_text(problem), file=sys.stderr)


def _print_reasons(decisions: Sequence[Decision], json: bool) -> None:
    for one in decisions:
        line = f"{one.action:<6} {one.path}: {one.why}"
        print(line, file=sys.stderr if json else sys.stdout)


def _conclude(outcome: Outcome, request: Request, json: bool) -> None:
    """One closing line on what came of the build."""
    found = summary.of_problems(outcome.problems)
    if not outcome.published:
        strictly = " (--strict counts advice)" if request.strict else ""
        print(f"{found}{strictly}: nothing was published.", file=sys.stderr)
    elif not json:
        made = summary.of_build(outcome.decisions)
        print(f"Published in {request.output.as_posix()}/: {made}.")


def _check(options: argparse.Namespace) -> int:
    from ibid import pipeline
    from ibid.guide import figures
    from ibid.records import keeping
    from ibid.rules import RULES
    from ibid.units.memo import Memo

    request = _request(options)
    examined = pipeline.examine(request, Memo())
    chores = keeping.chores(examined.guide, request.commands)
    problems = in_order((*examined.problems, *chores))
    _report(problems, options.json)
    if options.claims:
        _write_claims(examined.guide, options.claims)
    found = summary.of_problems(problems)
    begun = examined.guide.drafted.begun
    if not options.json:
        for line in figures.of_guide(examined.guide, len(RULES)):
            print(line)
        print(f"{found or 'no problems'}.")
    return PROBLEMS if pipeline.stops(problems, request.strict, begun) else DONE


def _write_claims(guide: "Guide", path: Path) -> None:
    from ibid.guide import claims

    found = list(claims.graded(guide))
    title = guide.site.title if guide.site else ""
    is_table = path.suffix == ".csv"
    text = claims.as_csv(found) if is_table else claims.as_form(title, found)
    path.write_text(text, "utf-8", newline="\n")
    _tell(f"Wrote {len(found)} claims to {path.as_posix()}.")


def _serve(options: argparse.Namespace) -> int:
    from ibid.preview import server

    request = _request(options)
    clash = _clash(request)
    if clash:
        return _refuse(clash, WRONG_USAGE)

    def build() -> Outcome:
        outcome = building.build(request, _tell)
        _report(outcome.problems, json=False)
        _conclude(outcome, request, json=False)
        return outcome

    def address_of(path: Path) -> str:
        from ibid.guide.guide import output_path

        content = real_path(request.content)
        if path.suffix != ".md" or not path.is_relative_to(content):
            return ""
        name = path.relative_to(content).as_posix()
        return "/" + output_path(name).removesuffix("index.html")

    asked = server.Options(
        options.host, options.port, options.open, options.editor, options.follow
    )
    folders = (request.content, request.templates, request.assets)
    preview = server.Preview(build, request.output, asked, address_of)
    server.serve(preview, folders, say=lambda line: print(line, flush=True))
    return DONE


def _init(options: argparse.Namespace) -> int:
    from ibid import starting
    from ibid.reading import files

    guides = files.starters()
    language = starting.language_of(options.language, guides)
    if not language:
        known = ", ".join(sorted(guides))
        return _refuse(
            f'there is no guide to start from in "{options.language}": choose {known}',
            WRONG_USAGE,
        )
    country = options.country.upper() or starting.country_of(options.language)
    numbers = files.emergency_numbers()
    facts = starting.Facts(
        options.title or starting.TITLES[language],
        options.language,
        numbers.get(country, numbers["others"]),
        options.today or date.today(),
    )
    written = starting.files(guides[language], facts)
    made = 0
    for name, text in written.items():
        path: Path = options.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
            made += 1
        except FileExistsError:
            print(f"Kept {path.as_posix()}, which was there already.")
    print(f"Wrote {made} files in {options.folder.as_posix()}/.")
    print("Check the emergency number in content/site.yaml. Then, in that folder:")
    print(f"  {program()} serve    shows the guide while you write")
    print(f"  {program()} build    publishes it in output/")
    return DONE


def _new(options: argparse.Namespace) -> int:
    from ibid import scaffold

    if options.kind not in scaffold.KINDS:
        known = ", ".join(sorted(scaffold.KINDS))
        hint = did_you_mean(options.kind, scaffold.KINDS) or f"the kinds are {known}"
        return _refuse(f'there is no kind "{options.kind}": {hint}', WRONG_USAGE)
    today = options.today or date.today()
    name, text = scaffold.ready(options.kind, options.title, today)
    path: Path = options.content / name
    if not options.content.is_dir():
        return _refuse(f"there is no folder {options.content}", WRONG_USAGE)
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return _refuse(f"{path} is there already: choose another title", WRONG_USAGE)
    print(f"Wrote {path.as_posix()}: fill it in, then take the draft line out.")
    return DONE


def _rename(options: argparse.Namespace) -> int:
    from ibid import pipeline, renaming

    content: Path = options.content
    if not content.is_dir():
        return _refuse(f"there is no folder {content}", WRONG_USAGE)
    old, new = (_named(content, words) for words in (options.old, options.new))
    renamed = renaming.plan(pipeline.drafted(content), old, new)
    if isinstance(renamed, str):
        return _refuse(renamed, PROBLEMS)
    moves = {content / old: content / new}
    record = (content / old).with_suffix(".record.json")
    if record.is_file():
        moves[record] = (content / new).with_suffix(".record.json")
    if not options.dry_run:
        (content / new).parent.mkdir(parents=True, exist_ok=True)
        # First the new file: whatever happens, no text is lost.
        for name in sorted(renamed.texts, key=lambda name: name != new):
            (content / name).write_text(renamed.texts[name], "utf-8", newline="\n")
        for was, now in moves.items():
            was.rename(now) if was == record else was.unlink()
    for name in sorted(renamed.texts.keys() - {new}):
        print(f"Mended {(content / name).as_posix()}.")
    if renamed.address:
        print(f"Readers who come by {renamed.address} are led to the new address.")
    done = "Would rename" if options.dry_run else "Renamed"
    print(f"{done} {(content / old).as_posix()} to {(content / new).as_posix()}.")
    return DONE


def _named(content: Path, words: str) -> str:
    """The path from the content folder, whether or not that was written too."""
    path = Path(words)
    if path.is_relative_to(content):
        path = path.relative_to(content)
    return path.as_posix()


def _import(options: argparse.Namespace) -> int:
    from ibid import pipeline
    from ibid.formats import gathering, importing

    content: Path = options.content
    if not content.is_dir():
        return _refuse(f"there is no folder {content}", WRONG_USAGE)
    read = gathering.gathered(options.sources, _errand(options))
    if isinstance(read, str):
        return _refuse(read, WRONG_USAGE)
    today = options.today or date.today()
    known = pipeline.references(content)
    files = [(name, body) for name, body in read if isinstance(body, bytes)]
    imported, problems = importing.plan(files, known, content.as_posix(), today)
    _report(problems, options.json)
    for one in imported:
        path = content / one.name
        path.parent.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(one.text)
        print(f"Wrote {path.as_posix()}.", file=sys.stderr if options.json else None)
    unasked = [(name, fault) for name, fault in read if not isinstance(fault, bytes)]
    for name, fault in unasked:
        print(f"{program()}: {name}: not fetched. {fault.reason}", file=sys.stderr)
    stopped = pipeline.stops(problems, False, ()) or unasked
    return PROBLEMS if stopped else DONE


def _errand(options: argparse.Namespace) -> "Errand":
    from ibid.records import services

    places = {"crossref": options.crossref, "pubmed": options.pubmed}
    return services.Errand(
        options.contact,
        options.today or date.today(),
        **{name: place for name, place in places.items() if place},
    )


def _verify(options: argparse.Namespace) -> int:
    from ibid.records import verify

    def say(line: str) -> None:
        print(line, flush=True)

    return verify.verify(
        options.content, options.keys, _errand(options), program(), say
    )


def _publish(options: argparse.Namespace) -> int:
    from ibid import delivery
    from ibid.delivery import targets
    from ibid.delivery.commands import Undelivered
    from ibid.problems import Place

    target = targets.parse(options.target)
    if isinstance(target, targets.Unknown):
        return _refuse(f"{options.target}: {target.reason}", WRONG_USAGE)
    request = _request(options)
    outcome = Outcome((), published=True)
    if not options.back:
        clash = _clash(request)
        if clash:
            return _refuse(clash, WRONG_USAGE)
        outcome = building.build(request, _tell)
    if not outcome.published:
        _report(outcome.problems, options.json)
        _conclude(outcome, request, options.json)
        return PROBLEMS
    asked = delivery.Asked(
        target=target,
        site=request.output,
        day=request.today,
        adopt=request.adopt,
        back=options.back,
        dry_run=options.dry_run,
        ssh=tuple(shlex.split(options.ssh)),
    )
    lines: tuple[str, ...] = ()
    try:
        lines, problems = delivery.deliver(asked)
    except Undelivered as error:
        place = Place(options.target)
        problems = (Problem(place, "undelivered", error.reason, error.remedy),)
    _report((*outcome.problems, *problems), options.json)
    if problems:
        return PROBLEMS
    if not options.json:
        for line in lines if options.dry_run or options.why else ():
            print(line)
        count = (
            f"{len(lines)} change{'s' * (len(lines) != 1)}" if lines else "no change"
        )
        would = "Would publish" if options.dry_run else "Published"
        print(f"{would} at {options.target}: {count}.")
    return DONE


def _headers(options: argparse.Namespace) -> int:
    from ibid.site import headers

    if options.server not in headers.SERVERS:
        known = ", ".join(headers.SERVERS)
        return _refuse(
            f'there is no server "{options.server}": choose {known}', WRONG_USAGE
        )
    print(headers.SERVERS[options.server](), end="")
    return DONE


def _tell(line: str) -> None:
    """Say something that isn't a result, where results don't stand."""
    print(line, file=sys.stderr, flush=True)


def program() -> str:
    """The name by which this program was started: `ibid`, or `build.py`."""
    return "ibid" if Path(sys.argv[0]).stem == "ibid" else "build.py"


def _refuse(message: str, code: int) -> int:
    print(f"{program()}: {message}", file=sys.stderr)
    return code
