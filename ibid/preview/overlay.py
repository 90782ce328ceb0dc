"""Problems as a preview shows them: on the last good page, each with its place."""

import html
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from ibid.problems import Problem, excerpt

STYLE = """
:host{all:initial}
section{position:fixed;inset:auto 0 0 0;z-index:2147483647;max-height:60vh;
overflow:auto;box-sizing:border-box;padding:.75rem 1rem;background:#fff8f0;
color:#221c19;border-top:.3rem solid #8b1a12;font:16px/1.45 system-ui,sans-serif;
box-shadow:0 -.2rem 1rem #0004}
section.advice{border-color:#8a6100}
summary{cursor:pointer;font-weight:700;padding:.4rem 0;min-height:1.5rem}
ol{margin:.5rem 0 0;padding:0;list-style:none}
li{margin:0 0 1rem}
a{color:#0b4a8f;overflow-wrap:anywhere}
p{margin:.2rem 0}
pre{margin:.3rem 0;padding:.5rem .75rem;overflow-x:auto;background:#f3ebdf;
font:14px/1.4 ui-monospace,monospace}
@media(prefers-color-scheme:dark){section{background:#1b1512;color:#f2e6d5;
border-color:#ff8a78}pre{background:#2a211b}a{color:#9cc8ff}}
@media print{section{display:none}}
"""


def render(
    problems: Sequence[Problem], root: Path, editor: str, *, behind: bool
) -> str:
    """The problems as HTML for a preview's page; "" where there are none.

    `root` is the folder that their paths start from; `editor` is the address that opens
    a file, with {path}, {line} and {column} in it, or ""; with `behind`, a good state
    of the guide is shown above them.
    """
    if not problems:
        return ""
    errors = [one for one in problems if one.severity == "error"]
    heading = _heading(len(errors), len(problems) - len(errors), behind)
    items = "".join(_item(one, root, editor) for one in (*errors, *_advice(problems)))
    state, name = (" open", "errors") if errors else ("", "advice")
    return (
        f'<section class="{name}" role="region" aria-label="Problems in the guide">'
        f"<details{state}><summary>{heading}</summary><ol>{items}</ol></details>"
        "</section>"
    )


def _advice(problems: Sequence[Problem]) -> list[Problem]:
    return [one for one in problems if one.severity != "error"]


def _heading(errors: int, advice: int, behind: bool) -> str:
    told = f"{advice} piece{'s' * (advice != 1)} of advice" if advice else ""
    if not errors:
        return told
    more = f", and {told}" if told else ""
    keep = "1 problem keeps" if errors == 1 else f"{errors} problems keep"
    state = " You see its last good state." if behind else ""
    return f"{keep} this guide from being published{more}.{state}"


def _item(problem: Problem, root: Path, editor: str) -> str:
    place = problem.place
    where = html.escape(f"{place.path}:{place.line}:{place.column}")
    if editor:
        path = quote(str((root / place.path).absolute()))
        address = editor.format(path=path, line=place.line, column=place.column)
        where = f'<a href="{html.escape(address)}">{where}</a>'
    shown = excerpt(place) if place.source.strip() else []
    lines = html.escape("\n".join(shown))
    # Who has no mouse scrolls what is wider than the screen by its focus.
    source = f'<pre tabindex="0">{lines}</pre>' if lines else ""
    hint = f"<p>{html.escape(problem.hint)}</p>" if problem.hint else ""
    words = html.escape(f"{problem.message} [{problem.rule}]")
    return f"<li><p>{where}</p><p><strong>{words}</strong></p>{source}{hint}</li>"


def way(label: str) -> str:
    """The link at each page's end to how the guide stands; "" without a label."""
    if not label:
        return ""
    said = html.escape(label)
    style = "padding:1rem;text-align:center"
    return f'<nav aria-label="{said}" style="{style}"><a href="/-/">{said}</a></nav>'


def page() -> bytes:
    """A page for a guide that was never published, with nothing but its problems."""
    return (
        b'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        b'<meta name="viewport" content="width=device-width, initial-scale=1">'
        b"<title>The guide can't be shown yet</title>"
        b"<style>:root{color-scheme:light dark;font:16px/1.45 system-ui,sans-serif}"
        b"main{max-width:40rem;padding:1rem}h1{line-height:1.2}</style></head>"
        b"<body><main><h1>The guide can't be shown yet</h1>"
        b"<p>Mend what is named below and save: this page changes by itself.</p>"
        b"</main></body></html>"
    )
