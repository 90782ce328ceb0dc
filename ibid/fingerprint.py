"""Digests of what a result depends on: texts, and the program itself."""

import functools
import hashlib
import os
import sys
from collections.abc import Iterator
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
    """The libraries that are installed, by the folders of their metadata."""
    known = {_folded(name) for name in (*LIBRARIES, *OPTIONAL)}
    return sorted(name for name in _metadata() if _package(name) in known)


def installed(package: str) -> str:
    """The version of a package, "" where it isn't installed."""
    wanted = _folded(package)
    found = (name for name in _metadata() if _package(name) == wanted)
    named = next(found, "").rpartition(".")[0]
    return named.partition("-")[2].partition("-py")[0]


def _metadata() -> Iterator[str]:
    """The name of each package's folder of metadata: `PyYAML-6.0.2.dist-info`.

    The standard library can tell versions too, but has to load what reads mail for
    that: a fifth of the time in which a build sees that nothing changed.
    """
    folders = filter(os.path.isdir, dict.fromkeys(sys.path))
    found = (name for folder in folders for name in os.listdir(folder))
    return (name for name in found if name.endswith((".dist-info", ".egg-info")))


def _package(metadata: str) -> str:
    return _folded(metadata.partition("-")[0])


def _folded(package: str) -> str:
    return package.lower().replace("-", "_")
