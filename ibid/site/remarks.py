"""A remark that finished markup says once, beside the first number it is about."""

import re

from markupsafe import escape

NUMBER = r'<(?:a|span) class="(?:care__)?number"[^>]*>{}</'
HEADING = re.compile(r"h[1-6]")
BLOCK = re.compile(r"<(/?)(p|ul|ol|dl|table|blockquote|h[1-6])\b[^>]*>")


def beside_first(markup: str, number: str, remark: str) -> str:
    """The markup with the remark behind the outermost paragraph, list, table or quote
    that shows the number first; behind the next one, where a heading shows it.

    Markup that shows the number nowhere stays as it is.
    """
    first = re.search(NUMBER.format(re.escape(str(escape(number)))), markup)
    if first is None:
        return markup
    opened = 0
    for tag in BLOCK.finditer(markup):
        opened += -1 if tag[1] else 1
        ends = tag.start() > first.start() and opened == 0
        if ends and not HEADING.fullmatch(tag[2]):
            return f"{markup[: tag.end()]}\n{remark}{markup[tag.end() :]}"
    return markup
