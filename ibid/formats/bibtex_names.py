"""Names as BibTeX writes them: `Family, Given and {A Body}`."""

import re
from collections.abc import Mapping

from ibid.formats.latex import decoded, escaped
from ibid.formats.names import Names, spelled


def written(name: Mapping[str, str]) -> str:
    """One name; braces keep that of a body whole."""
    if literal := name.get("literal"):
        return f"{{{escaped(literal)}}}"
    if "given" in name:
        given, suffix = spelled(name["given"])
        parts = (name["family"], suffix, given)
        return ", ".join(_protected(part) for part in parts if part)
    # BibTeX would take the first of two words for a given name.
    alone = name["family"]
    return f"{{{escaped(alone)}}}" if " " in alone else _protected(alone)


def _protected(part: str) -> str:
    """Braces around a part that holds the word that parts two names."""
    text = escaped(part)
    return f"{{{text}}}" if re.search(r"\band\b", part, re.IGNORECASE) else text


def read_names(text: str) -> Names:
    """All names of a field, which the word `and` parts."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    found: Names = []
    for whole in _split(text):
        if _is_braced(whole) or whole == "others":
            found.append({"literal": decoded(whole)})
            continue
        # DBLP numbers people of one name: `John Smith 0001`.
        name = re.sub(r"(?<=\w)\s+\d{4}$", "", whole)
        parts = parse_single_name_into_parts(name, strict=False)
        family = decoded(" ".join([*parts.von, *parts.last]))
        given = decoded(" ".join([*parts.first, *parts.jr]))
        found.append({"family": family, "given": given})
    return found


# bibtexparser's own splitter loses the backslash of a name that begins with one.
SPLIT = re.compile(r"\\.|[{}]|\s+and\s+", re.IGNORECASE | re.DOTALL)


def _split(text: str) -> list[str]:
    """The single names: within braces, the word `and` parts nothing."""
    found, start, depth = [], 0, 0
    for mark in SPLIT.finditer(text):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if depth == 0 and mark[0].strip().lower() == "and":
            found.append(text[start : mark.start()])
            start = mark.end()
    return [name.strip() for name in [*found, text[start:]] if name.strip()]


def _is_braced(text: str) -> bool:
    """Whether one pair of braces holds the whole text."""
    depth = 0
    for place, character in enumerate(text):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 0:
            return text[0] == "{" and place == len(text) - 1 and place > 0
    return False
