"""Say what became of every field of a bibliography, file by file.

`python -m tools.try_library FILE…` writes nothing. A field is taken, left on purpose,
or told at its line; `lost` are those taken of which no word can be found in the
references that came of them.
"""

import re
import sys
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

from ibid.formats import importing
from ibid.formats.accounts import Fate, Field
from ibid.formats.adopting import adopt
from ibid.formats.items import ORDINALS
from ibid.formats.reference_file import write
from ibid.problems import Problem, as_text

# What becomes another word on its way: a type, a month, a service, a status.
TRANSLATED = (
    *(
        "TY",
        "ER",
        "PT",
        "type",
        "ref-type",
        "month",
        "DB",
        "DP",
        "eprinttype",
        "remote-database-name",
    ),
    *("archiveprefix", "confirmed", "custom", "status"),
)


def main(paths: list[str]) -> int:
    """Print the account of each file; 1 if any field was lost."""
    lost_anywhere = False
    for path in paths:
        lost, counts = account(path, Path(path).read_bytes())
        print(f"{path}: " + ", ".join(f"{n} {what}" for what, n in counts.items()))
        for field in lost:
            place = f"{field.place.path}:{field.place.line}"
            print(f"{place}: lost: {field.name} = {field.value[:70]}")
        lost_anywhere = lost_anywhere or bool(lost)
    return int(lost_anywhere)


def account(path: str, data: bytes) -> tuple[list[Field], dict[str, int]]:
    """The fields that were lost, and how many entries and fields there were of each."""
    lost: list[Field] = []
    fates: Counter[Fate] = Counter()
    entries = refused = 0
    for found in importing.entries(path, data):
        if isinstance(found, Problem):
            refused += found.severity == "error"
            if found.severity == "error":
                print(as_text(found), file=sys.stderr)
            continue
        reference, problems = adopt(found, date.today())
        if reference is None:
            refused += 1
            continue
        entries += 1
        told = " ".join(problem.message for problem in problems)
        text = _words(f"{found.key} {write(reference)} {told}")
        for judged in found.account:
            fates[judged.fate] += 1
            words = _words(judged.field.value)
            is_plain = judged.field.name not in TRANSLATED
            if judged.fate is not Fate.TAKEN or not is_plain or not words:
                continue
            if not _came_out(words, text):
                lost.append(judged.field)
    counts = {"entries": entries, "refused": refused}
    counts |= {fate.value: fates[fate] for fate in Fate} | {"lost": len(lost)}
    return lost, counts


def _words(text: str) -> set[str]:
    """The words of a text without case, accents, commands and punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.findall(r"[^\W_]+", plain)
    numbers = re.findall(r"\d+", plain)  # the 11 of "11th"
    ordinals = [str(ORDINALS.index(w) + 1) for w in words if w in ORDINALS]
    others = ["others"] if re.search(r"\bet\.? al\b", plain) else []
    forms = [
        *words,
        *numbers,
        *ordinals,
        *others,
        *(word.lstrip("0") for word in words),
    ]
    return {form for form in forms if form}


def _came_out(words: set[str], text: set[str]) -> bool:
    """Whether any word is in the text, or is the end of a page's whole number."""
    ends = [word for word in words if word.isdecimal()]
    return bool(words & text) or any(
        one.endswith(end) for one in text if one.isdecimal() for end in ends
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
