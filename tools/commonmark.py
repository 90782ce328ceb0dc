"""Say how the examples of the CommonMark specification come out.

    python -m tools.commonmark SPEC.TXT

The specification is under its own licence, so it isn't kept here: `make commonmark`
takes it from the package commonmark-spec of npm.
"""

import html
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from ibid.prose import allowed
from ibid.prose.reading import read
from ibid.prose.shown import Box, Html, Picture
from ibid.prose.stretch import quoted

EXAMPLE = re.compile(
    r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL
)
# What stops nothing: advice, and what only a guide with such a key refuses.
HARMLESS = ("bracketed-key", "indented-code")


def main() -> int:
    """Count the examples by what comes of them, and list those that differ."""
    outcomes: dict[str, list[int]] = {"as specified": [], "refused": [], "other": []}
    text = Path(sys.argv[1]).read_text("utf-8").replace("→", "\t")
    for number, found in enumerate(EXAMPLE.finditer(text), 1):
        outcomes[_outcome(found[1].removesuffix("\n"), found[2])].append(number)
    for name, numbers in outcomes.items():
        listed = ", ".join(map(str, numbers)) if name == "other" else ""
        print(f"{len(numbers):4} {name}  {listed}".rstrip())
    return 0


def _outcome(source: str, expected: str) -> str:
    prose = read(source)
    if _plain(_written(prose.html)) == _plain(expected):
        return "as specified"
    schemes = allowed.SCHEMES["a", "href"]
    unsafe = any(allowed.scheme(link.href) not in schemes for link in prose.links)
    refused = any(fault.rule not in HARMLESS for fault in prose.faults)
    return "refused" if refused or unsafe else "other"


def _written(content: Html) -> str:
    return "".join(_pieces(content))


def _pieces(content: Html) -> Iterator[str]:
    for piece in content:
        if isinstance(piece, str):
            yield piece
        elif isinstance(piece, Box):
            yield f"<box>{_written(piece.html)}</box>"
        elif isinstance(piece, Picture):
            title = f' title="{html.escape(piece.title)}"' if piece.title else ""
            src = html.escape(quoted(piece.address))
            yield f'<img src="{src}" alt="{html.escape(piece.alt)}"{title}>'
        else:
            address = piece.kind == "href"
            yield html.escape(quoted(piece.text) if address else piece.text)


def _plain(markup: str) -> str:
    """HTML without what we write in another way: ids, straight quotes, `/>`."""
    text = re.sub(r' id="[^"]*"', "", markup).replace(" />", ">")
    text = re.sub(r"<img [^>]*>", _sorted_attributes, text)
    for sign in "‘’":
        text = text.replace(sign, "'")
    for sign in ("“", "”", "&quot;"):
        text = text.replace(sign, '"')
    return text.replace("&#x27;", "'").strip()


def _sorted_attributes(found: "re.Match[str]") -> str:
    attributes = re.findall(r'[a-z]+="[^"]*"', found[0])
    return f"<img {' '.join(sorted(attributes))}>"


if __name__ == "__main__":
    sys.exit(main())
