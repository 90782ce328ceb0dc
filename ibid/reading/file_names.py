"""Names that a file can have on every machine, and readers can see in an address."""

import re

from ibid.source import INVISIBLE

# Most names are so and need no closer look: those of devices have four signs at most.
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{4,}(?:\.[A-Za-z0-9]+)?")
# What Windows, and so most memory sticks, can't have in a name. The key of a source may
# have a colon, as many that come from elsewhere do: its address has a hyphen for it.
SIGNS = re.compile(r'[\\:*?"<>|\t\n]')
# Windows keeps these names for devices, whatever ends them.
PAGE = ".md"
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def is_hidden(name: str) -> bool:
    """Whether a file of this name is passed over, as editors' and systems' own are."""
    return name.startswith(".") or name.endswith("~")


def fault(name: str) -> str:
    """Why a file or a folder can't be called so on every machine; "" if it can."""
    return "" if PLAIN.fullmatch(name) else _fault(name)


def _fault(name: str) -> str:
    hidden = INVISIBLE.search(name)
    if hidden:
        return f"its name holds an invisible character (U+{ord(hidden[0]):04X})"
    is_page = name.endswith(PAGE)
    sign = SIGNS.search(name)
    if sign and not (is_page and sign[0] == ":"):
        shown = {"\t": "a tab", "\n": "the end of a line"}.get(sign[0], sign[0])
        return f"its name holds {shown}, which Windows and memory sticks can't have"
    if DEVICES.fullmatch(name):
        return f"Windows keeps the name {name.partition('.')[0]} for a device"
    stem = name.removesuffix(PAGE)
    if is_page and not any(map(str.isalnum, stem)):
        return "its name has neither a letter nor a digit, as its address must"
    if name != name.strip() or stem != stem.strip(" ") or stem.endswith("."):
        return "its name begins or ends with a space, or ends with a dot"
    return ""
