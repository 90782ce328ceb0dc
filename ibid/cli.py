"""The command line: words in, one command done, problems to standard error.

Each command loads what it needs itself, so that none waits for what others need.
"""

import argparse
import atexit
import contextlib
import gc
import io
import os
import shlex
import sys
from collections.abc import Callable, Generator, Mapping, Sequence, Set
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ibid import authoring, building, failures, summary, terminal
from ibid.arguments import parser
from ibid.problems import Problem, in_order
from ibid.request import Outcome, Request
from ibid.site.freshness import Decision
from ibid.site.workshop import real_path

if TYPE_CHECKING:
    from ibid import delivery, pipeline, showing
    from ibid.guide.guide import Guide
    from ibid.preview import server


# A build makes many values that live until its end, in few circles: to look for these
# after each 700 new values, as is usual, takes a fifteenth of its time.
NEW_VALUES = 100_000
# What may stand where a command does.
OF_ALL = ("-h", "--help", "--version")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command: 0 all well, 1 problems, 2 wrong usage, 130 interrupted.

    141 says that whoever read what it said went away, as `head` does.
    """
    gc.set_threshold(NEW_VALUES)
    # What is left at the end goes with the process: nobody has to look for circles.
    atexit.register(gc.freeze)
    terminal.open_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A name of a file may hold bytes that no text has.
            stream.reconfigure(errors="backslashreplace")
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or (words[0].startswith("-") and words[0] not in OF_ALL):
        words.insert(0, "build")
    try:
        code = _ended(words)
        terminal.finish()
    except OSError as error:
        refused = OSError(error.errno, error.strerror, "standard output")
        return terminal.unsaid(failures.of_system(refused))
    return code


def _ended(words: Sequence[str]) -> int:
    """The exit code of a command that was run, and what kept it from its end told.

    Raises OSError where what it prints is refused: that alone has no name of a file.
    """
    try:
        # Help that can't be printed would go unsaid.
        with contextlib.redirect_stdout(io.StringIO()) as said:
            options = parser(terminal.program()).parse_args(words)
    except SystemExit as stopped:
        print(said.getvalue(), end="")
        return int(stopped.code or 0)
    try:
        return _commands()[options.command](options)
    except OSError as error:
        if terminal.is_unheard() or error.filename is None:
            raise
        problem = failures.of_system(error)
    except KeyboardInterrupt:
        return terminal.INTERRUPTED
    except Exception as error:
        problem = failures.of_program(error)
    terminal.report([problem], getattr(options, "format", "text"))
    return terminal.PROBLEMS


def _commands() -> Mapping[str, Callable[[argparse.Namespace], int]]:
    return {
        "build": _build,
        "check": _check,
        "stats": _stats,
        "serve": _serve,
        "init": authoring.init,
        "editor": authoring.editor,
        "new": authoring.new,
        "rename": authoring.rename,
        "import": authoring.import_,
        "verify": authoring.verify,
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
        program=terminal.program(),
    )


def _build(options: argparse.Namespace) -> int:
    request = _request(options)
    clash = _clash(request)
    if clash:
        return terminal.refuse(clash, terminal.WRONG_USAGE)
    with terminal.working("Building the guide") as on:
        outcome = building.build(request, terminal.tell, on)
    terminal.report(outcome.problems, options.format)
    if options.why:
        _print_reasons(outcome.decisions, options.format)
    _conclude(outcome, request, options.format)
    return terminal.DONE if outcome.published else terminal.PROBLEMS


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


def _print_reasons(decisions: Sequence[Decision], form: str) -> None:
    for one in decisions:
        line = f"{one.action:<6} {one.path}: {one.why}"
        print(line, file=sys.stderr if form == "json" else sys.stdout)


def _conclude(outcome: Outcome, request: Request, form: str = "text") -> None:
    """One closing line on what came of the build."""
    found = summary.of_problems(outcome.problems)
    if not outcome.published:
        strictly = " (--strict counts advice)" if request.strict else ""
        print(f"{found}{strictly}: nothing was published.", file=sys.stderr)
    elif form != "json":
        made = summary.of_build(outcome.decisions)
        note = summary.of_address(outcome.address, request.content)
        print(f"Published in {request.output.as_posix()}/: {made}.{note}")


def _check(options: argparse.Namespace) -> int:
    from ibid import pipeline
    from ibid.guide import figures
    from ibid.records import keeping
    from ibid.rules import RULES
    from ibid.units.memo import Memo

    request = _request(options)
    with terminal.working("Reading the guide") as on:
        examined = pipeline.examine(request, Memo(), on)
    chores = keeping.chores(examined.guide, request.commands)
    problems = in_order((*examined.problems, *chores))
    terminal.report(problems, options.format)
    if options.claims:
        _write_claims(examined.guide, options.claims)
    if options.report:
        _write_report(request, examined, problems, options.report)
    found = summary.of_problems(problems)
    begun = examined.guide.drafted.begun
    if options.format != "json":
        for line in figures.of_guide(examined.guide, len(RULES)):
            print(line)
        print(f"{found or 'no problems'}.")
    return (
        terminal.PROBLEMS
        if pipeline.stops(problems, request.strict, begun)
        else terminal.DONE
    )


def _write_claims(guide: "Guide", path: Path) -> None:
    from ibid.guide import claims

    found = list(claims.graded(guide))
    title = guide.site.title if guide.site else ""
    is_table = path.suffix == ".csv"
    text = claims.as_csv(found) if is_table else claims.as_form(title, found)
    with failures.naming(path):
        path.write_text(text, "utf-8", newline="\n")
    terminal.tell(f"Wrote {len(found)} claims to {path.as_posix()}.")


def _write_report(
    request: Request,
    examined: "pipeline.Examined",
    problems: Sequence[Problem],
    path: Path,
) -> None:
    from ibid import overview, overview_page, pipeline
    from ibid.units.memo import Held

    told = overview.of_guide(examined.guide, problems)
    page = overview_page.OverviewPage(examined.guide, told, linked=False)
    made = pipeline.dress(request, examined, Held()).render(page)
    if isinstance(made, Problem):
        terminal.report([made])
        return
    with failures.naming(path):
        path.write_text(made, "utf-8", newline="\n")
    terminal.tell(f"Wrote how the guide stands to {path.as_posix()}.")


def _stats(options: argparse.Namespace) -> int:
    from ibid import overview, pipeline
    from ibid.guide import figures
    from ibid.rules import RULES
    from ibid.units.memo import Memo

    with terminal.working("Reading the guide") as on:
        examined = pipeline.examine(_request(options), Memo(), on)
    missing = [one for one in examined.problems if one.rule == "no-folder"]
    if missing:
        terminal.report(missing, options.format)
        return terminal.PROBLEMS
    for line in figures.of_guide(examined.guide, len(RULES)):
        print(line)
    for line in overview.lines(overview.of_guide(examined.guide, examined.problems)):
        print(line)
    return terminal.DONE


def _serve(options: argparse.Namespace) -> int:
    from ibid.preview import server
    from ibid.showing import Showing

    request = _request(options)
    clash = _clash(request)
    if clash:
        return terminal.refuse(clash, terminal.WRONG_USAGE)

    showing = Showing(request)

    def build(
        first: Set[str], goes_on: Callable[[], None]
    ) -> Generator[server.Built, None, None]:
        with terminal.working("Reading the guide") as on:

            def told(thing: str) -> None:
                goes_on()
                on(thing)

            outcomes = showing.build(told, first)
            outcome = next(outcomes)
        with contextlib.closing(outcomes):
            yield _shown(showing.site, outcome)
            for outcome in outcomes:
                yield _shown(showing.site, outcome)

    def tell(outcome: Outcome) -> None:
        terminal.report(outcome.problems)
        print(summary.of_preview(outcome))

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
    preview = server.Preview(build, asked, tell, address_of)
    server.serve(preview, folders, say=lambda line: print(line, flush=True))
    return terminal.DONE


def _shown(site: "showing.Shown", outcome: Outcome) -> "server.Built":
    from ibid.preview import overlay, server

    way = overlay.way(site.label)
    return server.Built(outcome, site.with_overview, way, site.behind)


def _publish(options: argparse.Namespace) -> int:
    from ibid import delivery
    from ibid.delivery import targets

    target = targets.parse(options.target)
    if isinstance(target, targets.Unknown):
        return terminal.refuse(
            f"{options.target}: {target.reason}", terminal.WRONG_USAGE
        )
    request = _request(options)
    outcome = Outcome((), published=True)
    if not options.back:
        clash = _clash(request)
        if clash:
            return terminal.refuse(clash, terminal.WRONG_USAGE)
        with terminal.working("Building the guide") as on:
            outcome = building.build(request, terminal.tell, on)
    if not outcome.published:
        terminal.report(outcome.problems, options.format)
        _conclude(outcome, request, options.format)
        return terminal.PROBLEMS
    asked = delivery.Asked(
        target=target,
        site=request.output,
        day=request.today,
        adopt=request.adopt,
        back=options.back,
        dry_run=options.dry_run,
        ssh=tuple(shlex.split(options.ssh)),
    )
    return _deliver(asked, outcome, options)


def _deliver(
    asked: "delivery.Asked", outcome: Outcome, options: argparse.Namespace
) -> int:
    from ibid import delivery
    from ibid.delivery.commands import Undelivered
    from ibid.problems import Place

    lines: tuple[str, ...] = ()
    try:
        with terminal.working(f"Publishing at {options.target}"):
            lines, problems = delivery.deliver(asked)
    except Undelivered as error:
        place = Place(options.target)
        problems = (Problem(place, "undelivered", error.reason, error.remedy),)
    terminal.report((*outcome.problems, *problems), options.format)
    if problems:
        return terminal.PROBLEMS
    if options.format != "json":
        for line in lines if options.dry_run or options.why else ():
            print(line)
        count = (
            f"{len(lines)} change{'s' * (len(lines) != 1)}" if lines else "no change"
        )
        would = "Would publish" if options.dry_run else "Published"
        note = summary.of_address(outcome.address, options.content)
        print(f"{would} at {options.target}: {count}.{note}")
    return terminal.DONE


def _headers(options: argparse.Namespace) -> int:
    from ibid.site import headers

    if options.server not in headers.SERVERS:
        known = ", ".join(headers.SERVERS)
        return terminal.refuse(
            f'there is no server "{options.server}": choose {known}',
            terminal.WRONG_USAGE,
        )
    print(headers.SERVERS[options.server](), end="")
    return terminal.DONE
