"""The words of the command line: which commands there are, and what each takes."""

import argparse
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ibid import __version__
from ibid.source import INVISIBLE

LAST_PORT = 65535
MOST_JOBS = 256
# A guide is judged by the days of a year before and after: none of them is impossible.
YEARS = range(1900, 3000)
EDITOR = "vscode://file{path}:{line}:{column}"

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def parser(program: str) -> argparse.ArgumentParser:
    """The parser of every command; what it returns has the command's name."""
    top = argparse.ArgumentParser(
        prog=program,
        description="Build a guide whose claims carry their sources.",
        epilog="Without a command, the guide is built. Exit codes: 0 published or "
        "clean, 1 problems (nothing was written), 2 wrong usage, 130 interrupted, "
        "141 nobody reads on.",
    )
    told = f"ibid {__version__}"
    about = "say which version this is"
    top.add_argument("--version", action="version", version=told, help=about)
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    for name, about in (
        ("build", "build the guide into the output folder"),
        ("check", "judge the guide by every rule, write nothing"),
        ("stats", "say what the guide holds, and what is due by which day"),
        ("serve", "preview the guide, rebuilt on every save"),
    ):
        command = commands.add_parser(name, help=about, description=about.capitalize())
        command.set_defaults(command=name)
        _add_build_options(command)
        if name == "check":
            _add_claims(command)
        if name == "serve":
            _add_preview_options(command)
    _add_init(commands)
    _add_editor(commands)
    _add_new(commands)
    _add_rename(commands)
    _add_import(commands)
    _add_verify(commands)
    _add_publish(commands)
    _add_headers(commands)
    return top


def _add_claims(command: argparse.ArgumentParser) -> None:
    about = "write every graded claim there too: a table (.csv) or a form (.html)"
    command.add_argument("--claims", type=_claims, metavar="FILE", help=about)
    about = "write how the guide stands there, as a page to look at (.html)"
    command.add_argument("--report", type=_page, metavar="FILE", help=about)


def _add_build_options(command: argparse.ArgumentParser) -> None:
    for name in ("content", "templates", "assets", "output"):
        about = f"the {name} folder"
        command.add_argument(f"--{name}", type=_path, default=Path(name), help=about)
    add = command.add_argument
    add(
        "--base-url", type=_address, default=None, help="the address it is published at"
    )
    add("--drafts", action="store_true", help="publish drafts too")
    add("--adopt", action="store_true", help="publish among files of others, too")
    add("--strict", action="store_true", help="let advice stop publication too")
    about = "processes at once; as many as there are processors, if it isn't said"
    add("--jobs", type=_count, default=None, help=about)
    about = "compile on a Dask cluster: its scheduler's address, such as tcp://…:8786"
    add("--scheduler", type=_scheduler, default=None, metavar="ADDRESS", help=about)
    add("--why", action="store_true", help="say for each file what was done, and why")
    _add_format(command)
    add("--today", type=_day, default=None, help="the date to judge reviews by")


def _add_format(command: argparse.ArgumentParser) -> None:
    about = "how problems are told: text, json, or github for notes beside the lines"
    forms = ("text", "json", "github")
    command.add_argument("--format", choices=forms, default="text", help=about)
    command.add_argument(
        "--json",
        dest="format",
        action="store_const",
        const="json",
        help="the same as --format json",
    )


def _add_preview_options(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("--host", default="127.0.0.1", help="where to listen")
    add("--port", type=_port, default=5500, help="which port")
    add("--open", action="store_true", help="open a browser")
    add(
        "--follow", action="store_true", help="open the page of each file that is saved"
    )
    about = "the address that opens a file; {path}, {line} and {column} in it"
    add("--editor", default=EDITOR, metavar="ADDRESS", help=about)


def _add_init(commands: "Commands") -> None:
    about = "write a small whole guide to start from"
    command = commands.add_parser("init", help=about, description=about.capitalize())
    command.set_defaults(command="init")
    command.add_argument("folder", type=_path, metavar="FOLDER")
    command.add_argument("--title", type=_line, default=None, help="the guide's name")
    add = command.add_argument
    add("--language", default="en-GB", help="such as en-US or de")
    add("--country", default="", help="two letters, for the emergency number")
    add("--emergency", type=_telephone, default=None, help="the number itself")
    add("--today", type=_day, default=None)


def _add_editor(commands: "Commands") -> None:
    about = "write settings and snippets for VS Code beside a guide"
    command = commands.add_parser("editor", help=about, description=about.capitalize())
    command.set_defaults(command="editor")
    command.add_argument("--content", type=_path, default=Path("content"))
    about = "write the configuration of a Git-based CMS too"
    command.add_argument("--cms", action="store_true", help=about)


def _add_new(commands: "Commands") -> None:
    about = "write a ready-to-edit file"
    command = commands.add_parser("new", help=about, description=about.capitalize())
    command.set_defaults(command="new")
    kinds = "page, cause, remedy, exercise, card, programme or reference"
    command.add_argument("kind", metavar="KIND", help=kinds)
    command.add_argument("title", type=_line, metavar="TITLE", nargs="?", default=None)
    about = "fill a reference in from what is on record of this DOI"
    command.add_argument("--doi", metavar="DOI", default="", help=about)
    _add_services(command)
    _add_format(command)
    command.add_argument("--content", type=_path, default=Path("content"))
    command.add_argument("--today", type=_day, default=None)


def _add_rename(commands: "Commands") -> None:
    about = "give a page or a source another name, and mend what leads to it"
    command = commands.add_parser("rename", help=about, description=about.capitalize())
    command.set_defaults(command="rename")
    command.add_argument("old", metavar="OLD", help="its path, such as remedies/a.md")
    command.add_argument("new", metavar="NEW", help="the path it should have")
    command.add_argument("--content", type=_path, default=Path("content"))
    about = "say what would change, change nothing"
    command.add_argument("--dry-run", action="store_true", help=about)


def _add_import(commands: "Commands") -> None:
    about = "make reference files of bibliographies, DOIs and PubMed numbers"
    command = commands.add_parser("import", help=about, description=about.capitalize())
    command.set_defaults(command="import")
    what = "a file, - for standard input, a DOI, or a number such as PMID:123"
    command.add_argument("sources", nargs="+", metavar="SOURCE", help=what)
    _add_services(command)
    command.add_argument("--content", type=_path, default=Path("content"))
    command.add_argument("--today", type=_day, default=None)
    _add_format(command)


def _add_verify(commands: "Commands") -> None:
    about = "fetch what Crossref and PubMed say of the sources"
    command = commands.add_parser("verify", help=about, description=about.capitalize())
    command.set_defaults(command="verify")
    command.add_argument("keys", nargs="*", metavar="KEY", help="only these sources")
    _add_services(command)
    command.add_argument("--content", type=_path, default=Path("content"))
    command.add_argument("--today", type=_day, default=None)


def _add_publish(commands: "Commands") -> None:
    about = "build the guide and put it where its readers find it"
    command = commands.add_parser("publish", help=about, description=about.capitalize())
    command.set_defaults(command="publish")
    targets = "a folder, git:REMOTE#BRANCH, ssh://LOGIN/FOLDER or sftp://LOGIN/FOLDER"
    command.add_argument("target", metavar="TARGET", help=targets)
    _add_build_options(command)
    add = command.add_argument
    add("--dry-run", action="store_true", help="say what would change, change nothing")
    add("--back", action="store_true", help="let the version before stand again")
    add("--ssh", default="ssh", metavar="COMMAND", help="how to reach a host")


def _add_headers(commands: "Commands") -> None:
    about = "print what a web server should say beside each file"
    command = commands.add_parser("headers", help=about, description=about.capitalize())
    command.set_defaults(command="headers")
    servers = "netlify, cloudflare, nginx or apache"
    command.add_argument("server", metavar="SERVER", help=servers)


def _add_services(command: argparse.ArgumentParser) -> None:
    command.add_argument("--contact", default="", help="your e-mail address, for them")
    command.add_argument("--crossref", help="another address of Crossref's service")
    command.add_argument("--pubmed", help="another address of PubMed's service")


def _path(text: str) -> Path:
    """A file or a folder: `.` is this one, and nothing is none."""
    if not text:
        raise argparse.ArgumentTypeError("a name is missing; . is the folder here")
    return Path(text)


def _line(text: str) -> str:
    """One line of words that can be read, with one space between two."""
    words = " ".join(text.split())
    hidden = INVISIBLE.search(words)
    if hidden:
        raise argparse.ArgumentTypeError(
            f"an invisible character (U+{ord(hidden[0]):04X}) stands in it, or a byte "
            "that is no UTF-8 text: type it again"
        )
    if not any(map(str.isalnum, words)):
        raise argparse.ArgumentTypeError(f"{text!r} has no word in it")
    return words


def _claims(text: str) -> Path:
    if Path(text).suffix not in (".csv", ".html"):
        raise argparse.ArgumentTypeError(f"{text!r} must end in .csv or .html")
    return Path(text)


def _page(text: str) -> Path:
    if Path(text).suffix != ".html":
        raise argparse.ArgumentTypeError(f"{text!r} must end in .html")
    return Path(text)


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = date.min
    if found.year not in YEARS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2026-11-22")
    return found


def _telephone(text: str) -> str:
    if not re.fullmatch(r"\+?\d[\d ()-]*\d", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number like 112")
    return text


def _count(text: str) -> int:
    if not re.fullmatch("[0-9]{1,3}", text) or not 0 < int(text) <= MOST_JOBS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 256")
    return int(text)


def _port(text: str) -> int:
    if not re.fullmatch("[0-9]{1,5}", text) or int(text) > LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 0 to 65535")
    return int(text)


def _address(text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise argparse.ArgumentTypeError(
            f"{text!r} must start with http:// or https://"
        )
    return text


def _scheduler(text: str) -> str:
    if not re.fullmatch(r"(tcp|tls|ws|wss|ucx)://\S+", text):
        raise argparse.ArgumentTypeError(f"{text!r} must start with tcp:// or tls://")
    return text
