"""Style sheets one behind the other, each layer's name said once for its neighbours."""

import re
from collections.abc import Iterable

from ibid.site.paper import PIECE

LAYER = re.compile(r"(@layer [\w-]+\{)(.*)\}", re.DOTALL)


def taken_apart(rules: str) -> tuple[str, str]:
    """The start of the layer in which all the rules of a sheet stand, and the rules.

    The start is "" where they stand in none, or in several.
    """
    found = LAYER.fullmatch(rules)
    if found is None:
        return "", rules
    depth = 0
    for piece in PIECE.findall(found[2]):
        depth += {"{": 1, "}": -1}.get(piece, 0)
        if depth < 0:
            return "", rules
    return found[1], found[2]


def joined(sheets: Iterable[tuple[str, str]]) -> str:
    """Sheets that were taken apart, as one."""
    made, layer = [], ""
    for start, rules in sheets:
        if start != layer:
            made += ["}" if layer else "", start]
            layer = start
        made.append(rules)
    return "".join((*made, "}" if layer else ""))
