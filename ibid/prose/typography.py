"""Quotes and apostrophes as a printer sets them, from those on a keyboard."""

import re

OPENING = "([{-–—/ \t\n\u00a0“‘"


def curl(text: str, before: str = "") -> str:
    """Plain text with curly quotes; `before` is the character in front of it."""

    def quote(match: "re.Match[str]") -> str:
        start = match.start()
        left = text[start - 1] if start else before
        opens = not left or left in OPENING
        if match[0] == '"':
            return "“" if opens else "”"
        return "‘" if opens and not text[start + 1 : start + 2].isdigit() else "’"

    return re.sub(r"[\"']", quote, text)
