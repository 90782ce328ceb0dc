"""Names of headings, files and pages, as they stand in addresses."""

import re
import unicodedata


def identifier(text: str) -> str:
    """A text as an id and an address: small letters and digits, hyphens between."""
    words = re.sub("[’']", "", text)
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", words).lower())
    letters = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return "-".join(re.findall(r"\w+", letters)) or "section"


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
