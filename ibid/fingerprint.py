"""Digests of what a result depends on: texts, and the program itself."""

import functools
import hashlib
import os
import sys
from pathlib import Path

LIBRARIES = ("babel", "jinja2", "markdown", "pillow", "pydantic", "pyyaml")
# Of the extras, those that change what is published.
OPTIONAL = ("citeproc-py", "segno", "snowballstemmer", "typst")


def fingerprint(*parts: str) -> str:
    """16 hexadecimal digits of the SHA-256 of the parts, kept apart from each other."""
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@functools.cache
def code_fingerprint() -> str:
    """The fingerprint of this program, its words, and the libraries that make pages."""
    code = []
    for folder, _, names in os.walk(Path(__file__).parent):
        for name in names:
            if name.endswith((".py", ".yaml")):
                path = os.path.join(folder, name)
                code += [(path, Path(path).read_text("utf-8"))]
    return fingerprint(*(text for _, text in sorted(code)), *libraries())


def libraries() -> list[str]:
    """The libraries that are installed, by the folders of their metadata.

    The standard library can tell their versions too, but has to load what reads mail
    for that: a fifth of the time in which a build sees that nothing changed.
    """
    known = {name.replace("-", "_") for name in (*LIBRARIES, *OPTIONAL)}
    folders = filter(os.path.isdir, dict.fromkeys(sys.path))
    found = (name for folder in folders for name in os.listdir(folder))
    return sorted(
        name
        for name in found
        if name.endswith((".dist-info", ".egg-info"))
        and name.partition("-")[0].lower() in known
    )
