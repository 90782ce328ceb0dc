"""The command line: words in, a build out, problems to standard error."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ibid import pipeline, problems
from ibid.pipeline import Request


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 published or clean, 1 problems, 2 wrong usage."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help")):
        words.insert(0, "build")
    options = parser().parse_args(words)
    command: str = options.command
    if command == "build":
        return build(options)
    raise SystemExit(2)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="build.py")
    commands = top.add_subparsers(dest="command")
    b = commands.add_parser("build")
    b.add_argument("--content", type=Path, default=Path("content"))
    b.add_argument("--templates", type=Path, default=Path("templates"))
    b.add_argument("--assets", type=Path, default=Path("assets"))
    b.add_argument("--output", type=Path, default=Path("output"))
    b.add_argument("--base-url", default="")
    b.add_argument("--drafts", action="store_true")
    b.add_argument("--strict", action="store_true")
    b.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    b.add_argument("--why", action="store_true")
    b.add_argument("--json", action="store_true")
    b.add_argument("--today", type=date.fromisoformat, default=date.today())
    return top


def build(o):
    r = Request(o.content, o.templates, o.assets, o.output, o.today, o.base_url, o.drafts, o.strict, o.jobs)
    out = pipeline.build(r)
    for p in out.problems:
        print(problems.as_text(p), file=sys.stderr)
    if o.why:
        for d in out.decisions: print(d.action, d.path, d.why)
    return 0 if out.published else 1
