"""Digests of what a result depends on: texts, and the program itself."""

import functools
import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = ("babel", "jinja2", "markdown", "pillow", "pydantic", "pyyaml")
# Of the extras, those that change what is published.
OPTIONAL = ("citeproc-py", "segno", "typst")


def fingerprint(*parts: str) -> str:
    """16 hexadecimal digits of the SHA-256 of the parts, kept apart from each other."""
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@functools.cache
def code_fingerprint() -> str:
    """The fingerprint of this program, its words, and the libraries that make pages."""
    folder = Path(__file__).parent
    paths = sorted((*folder.rglob("*.py"), *folder.rglob("*.yaml")))
    code = (path.read_text("utf-8") for path in paths)
    return fingerprint(*code, *map(installed, (*LIBRARIES, *OPTIONAL)))


def installed(name: str) -> str:
    """The version of a library; "" where it isn't installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
