"""Quotes and apostrophes as a printer sets them, from those on a keyboard."""

import re

CODE_OR_TAG = re.compile(r"(<code.*?</code>|<pre.*?</pre>|<[^>]*>)", re.DOTALL)


def curled(markup: str) -> str:
    """HTML with the quotes of its text made curly; tags and code are left alone."""
    if "'" not in markup and '"' not in markup and "&quot;" not in markup:
        return markup
    pieces = CODE_OR_TAG.split(markup)
    before = ""
    for number, piece in enumerate(pieces):
        if number % 2 == 0 and piece:
            pieces[number] = curl(piece.replace("&quot;", '"'), before)
            before = piece[-1]
    return "".join(pieces)


OPENING = "([{-–—/\ue003\ue001 \t\n\u00a0“‘"


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


def curled_texts(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Plain texts with curly quotes."""
    return tuple(curl(text) for text in texts)
