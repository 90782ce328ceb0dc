"""This program itself, as one of the things that a page depends on."""

import functools
from importlib.metadata import version
from pathlib import Path

from ibid.freshness import fingerprint

LIBRARIES = ("jinja2", "markdown", "pydantic", "pyyaml")


@functools.cache
def code_fingerprint() -> str:
    """The fingerprint of this program's code and of the libraries that make pages."""
    paths = sorted(Path(__file__).parent.rglob("*.py"))
    code = (path.read_text("utf-8") for path in paths)
    return fingerprint(*code, *(version(name) for name in LIBRARIES))
