"""Names of headings, files and pages, as they stand in addresses."""

import re
import unicodedata

WORD = re.compile(r"\w+")


def identifier(text: str) -> str:
    """A text as an id and an address: small letters and digits, hyphens between."""
    words = text.replace("’", "").replace("'", "")
    letters = words.lower() if words.isascii() else _letters(words)
    return "-".join(WORD.findall(letters)) or "section"


def _letters(text: str) -> str:
    """The text in small letters, without their accents."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower())
    return "".join(sign for sign in folded if not unicodedata.combining(sign))


class Names:
    """The ids of a page's headings, each given once."""

    def __init__(self) -> None:
        self.taken: dict[str, int] = {}

    def take(self, text: str) -> str:
        """An id made of a heading's words, and of a number where it was taken."""
        base = name = identifier(text)
        count = self.taken.get(base, 0)
        while name in self.taken:
            count += 1
            name = f"{base}-{count + 1}"
        self.taken[base] = count
        self.taken.setdefault(name, 0)
        return name
