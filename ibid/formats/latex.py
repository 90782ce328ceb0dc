"""LaTeX's way of writing letters and signs, as it is found in BibTeX."""

import re
from functools import cache
from typing import Any

SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
# Two of these in a row would become one dash, quotation mark or Spanish sign.
LIGATURES = re.compile(r"(?<=[-'`,<>?!])(?=[-'`,<>])")


def escaped(text: str) -> str:
    """The text so that LaTeX prints each of its characters as it is."""
    parts = LIGATURES.split(text)
    return "{}".join("".join(SIGNS.get(c, c) for c in part) for part in parts)


def decoded(text: str) -> str:
    r"""The text that LaTeX would print: `{\"o}` as `ö`, braces gone."""
    # In a BibTeX file these are nearly always meant as they stand.
    text = re.sub(r"(?<!\\)[%&#]", r"\\\g<0>", text)
    return str(_decoder().latex_to_text(text))


@cache
def _decoder() -> Any:
    from pylatexenc import latex2text  # type: ignore[import-untyped]

    context = latex2text.get_default_latex_context_db()
    context.add_context_category(
        "ibid",
        prepend=True,
        macros=[
            latex2text.MacroTextSpec("textbraceleft", "{"),
            latex2text.MacroTextSpec("textbraceright", "}"),
            latex2text.MacroTextSpec("textasciicircum", "^"),
            latex2text.MacroTextSpec("textless", "<"),
            latex2text.MacroTextSpec("textgreater", ">"),
            latex2text.MacroTextSpec("url", "%s"),
            latex2text.MacroTextSpec("href", "%(2)s"),
        ],
    )
    return latex2text.LatexNodes2Text(context, math_mode="text")
