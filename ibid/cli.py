"""The command line: words in, one command done, problems to standard error."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ibid import memory, pipeline, scaffold, summary
from ibid.checks import RULES
from ibid.freshness import Decision
from ibid.pipeline import Outcome, Request
from ibid.problems import Problem, as_json, as_text, in_order
from ibid.records import keeping

DONE, PROBLEMS, WRONG_USAGE = 0, 1, 2
LAST_PORT = 65535

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command: 0 published or clean, 1 problems in the guide, 2 wrong usage."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help")):
        words.insert(0, "build")
    try:
        options = _parser().parse_args(words)
    except SystemExit as stopped:
        return int(stopped.code or 0)
    command: Callable[[argparse.Namespace], int] = options.run
    try:
        return command(options)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _refuse(f"{where}{error.strerror or error}", PROBLEMS)
    except KeyboardInterrupt:
        return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Build a guide whose claims carry their sources.",
        epilog="Without a command, the guide is built. Exit codes: 0 published or "
        "clean, 1 problems (nothing was written), 2 wrong usage.",
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, run, about in (
        ("build", _build, "build the guide into the output folder"),
        ("check", _check, "judge the guide by every rule, write nothing"),
        ("serve", _serve, "preview the guide, rebuilt on every save"),
    ):
        command = commands.add_parser(name, help=about, description=about.capitalize())
        command.set_defaults(run=run)
        _add_build_options(command)
        if name == "serve":
            command.add_argument("--host", default="127.0.0.1", help="where to listen")
            command.add_argument("--port", type=_port, default=5500, help="which port")
            command.add_argument("--open", action="store_true", help="open a browser")
    _add_new(commands)
    _add_verify(commands)
    return parser


def _add_build_options(command: argparse.ArgumentParser) -> None:
    for name in ("content", "templates", "assets", "output"):
        about = f"the {name} folder"
        command.add_argument(f"--{name}", type=Path, default=Path(name), help=about)
    add = command.add_argument
    add(
        "--base-url", type=_address, default=None, help="the address it is published at"
    )
    add("--drafts", action="store_true", help="publish drafts too")
    add("--strict", action="store_true", help="let advice stop publication too")
    add("--jobs", type=_count, default=os.cpu_count() or 1, help="processes at once")
    add("--why", action="store_true", help="say for each file what was done, and why")
    add("--json", action="store_true", help="print the problems as JSON")
    add("--today", type=_day, default=None, help="the date to judge reviews by")


def _add_new(commands: "Commands") -> None:
    about = "write a ready-to-edit file"
    command = commands.add_parser("new", help=about, description=about.capitalize())
    command.set_defaults(run=_new)
    command.add_argument("kind", choices=sorted(scaffold.KINDS), metavar="KIND")
    command.add_argument("title", metavar="TITLE")
    command.add_argument("--content", type=Path, default=Path("content"))
    command.add_argument("--today", type=_day, default=None)


def _add_verify(commands: "Commands") -> None:
    about = "fetch what Crossref and PubMed say of the sources"
    command = commands.add_parser("verify", help=about, description=about.capitalize())
    command.set_defaults(run=_verify)
    command.add_argument("keys", nargs="*", metavar="KEY", help="only these sources")
    command.add_argument("--contact", default="", help="your e-mail address, for them")
    command.add_argument("--content", type=Path, default=Path("content"))
    command.add_argument("--crossref", help="another address of Crossref's service")
    command.add_argument("--pubmed", help="another address of PubMed's service")
    command.add_argument("--today", type=_day, default=None)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a date like 2026-11-22"
        ) from None


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return int(text)


def _port(text: str) -> int:
    if not text.isdigit() or int(text) > LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 0 to 65535")
    return int(text)


def _address(text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise argparse.ArgumentTypeError(
            f"{text!r} must start with http:// or https://"
        )
    return text


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
        jobs=options.jobs,
    )


def _build(options: argparse.Namespace) -> int:
    request = _request(options)
    clash = _clash(request)
    if clash:
        return _refuse(clash, WRONG_USAGE)
    outcome = pipeline.build(request)
    _report(outcome.problems, options.json)
    if options.why:
        _print_reasons(outcome.decisions, options.json)
    _conclude(outcome, request, options.json)
    return DONE if outcome.published else PROBLEMS


def _clash(request: Request) -> str:
    """Why the output folder can't be where it is asked for, or an empty text."""
    output = request.output.resolve()
    if output.exists() and not output.is_dir():
        return f"{request.output} is a file; --output must name a folder"
    sources = (request.content, request.templates, request.assets, Path.cwd())
    for source in sources:
        if source.resolve().is_relative_to(output):
            return (
                f"the output {request.output} would hold {source}: name another folder"
            )
    for source in sources[:3]:
        if output.is_relative_to(source.resolve()):
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
    request = _request(options)
    examined = pipeline.examine(request, memory.Memory(None))
    chores = keeping.chores(examined.guide, request.content.as_posix())
    problems = in_order((*examined.problems, *chores))
    _report(problems, options.json)
    found = summary.of_problems(problems)
    if not options.json:
        for line in summary.of_guide(examined.guide, len(RULES)):
            print(line)
        print(f"{found or 'no problems'}.")
    return PROBLEMS if pipeline.stops(problems, request.strict) else DONE


def _serve(options: argparse.Namespace) -> int:
    # livereload imports tornado, which only the preview should pay for.
    from ibid import serve

    request = _request(options)
    clash = _clash(request)
    if clash:
        return _refuse(clash, WRONG_USAGE)

    def build() -> Outcome:
        outcome = pipeline.build(request)
        _report(outcome.problems, json=False)
        _conclude(outcome, request, json=False)
        return outcome

    folders = (request.content, request.templates, request.assets)
    serve.serve(
        serve.Preview(build, folders, request.output),
        options.host,
        options.port,
        open_browser=options.open,
        say=lambda line: print(line, flush=True),
    )
    return DONE


def _new(options: argparse.Namespace) -> int:
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


def _verify(options: argparse.Namespace) -> int:
    # Only this command needs a network, and the modules that speak to one.
    from ibid.records import services, verify

    places = {"crossref": options.crossref, "pubmed": options.pubmed}
    errand = services.Errand(
        options.contact,
        options.today or date.today(),
        **{name: place for name, place in places.items() if place},
    )

    def say(line: str) -> None:
        print(line, flush=True)

    return verify.verify(options.content, options.keys, errand, say)


def _refuse(message: str, code: int) -> int:
    print(f"build.py: {message}", file=sys.stderr)
    return code
