"""Write docs/materials.cdx.json and docs/licences.md: what the program is made of.

The first is a CycloneDX list of every package in requirements/site.txt, with version
and hashes; the second has their licences, as the packages themselves say them.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements" / "site.txt"
LIST = ROOT / "docs" / "materials.cdx.json"
LICENCES = ROOT / "docs" / "licences.md"
PINNED = re.compile(r"^([\w.-]+)==(\S+?)(?:\s*;.*?)?\s*\\?$")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Material:
    """A package as it is locked, with its licence and what it is for."""

    name: str
    version: str
    hashes: tuple[str, ...]
    licence: str
    about: str


def materials(lock: str) -> Iterator[Material]:
    """Every package of a lock, in its order; they must be installed."""
    for part in re.split(r"\n(?=\S)", lock):
        found = PINNED.match(part.split("\n")[0].strip())
        if found:
            facts = metadata.metadata(found[1]).json
            yield Material(
                found[1],
                found[2],
                tuple(HASH.findall(part)),
                _licence(facts),
                str(facts.get("summary", "")),
            )


def _licence(facts: Mapping[str, str | list[str]]) -> str:
    """The licence by its name: an expression, a classifier, or the words for it."""
    if expression := facts.get("license_expression"):
        return str(expression)
    named = [
        one.rpartition(" :: ")[2]
        for one in facts.get("classifier", ())
        if one.startswith("License :: ") and not one.endswith("OSI Approved")
    ]
    written = str(facts.get("license", "")).strip().split("\n")[0]
    return ", ".join(named) or written or "not said"


def as_list(found: list[Material], version: str) -> str:
    """The packages in CycloneDX's form; the same packages give the same bytes."""
    described = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": "ibid-guides",
                "version": version,
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": [
            {
                "type": "library",
                "bom-ref": f"pkg:pypi/{one.name}@{one.version}",
                "name": one.name,
                "version": one.version,
                "purl": f"pkg:pypi/{one.name}@{one.version}",
                "licenses": [{"license": {"name": one.licence}}],
                "externalReferences": [
                    {
                        "type": "distribution",
                        "url": f"pkg:pypi/{one.name}@{one.version}",
                        "hashes": [{"alg": "SHA-256", "content": one.hashes[0]}],
                    }
                ],
                "properties": [
                    {"name": "ibid:sha256", "value": each} for each in one.hashes
                ],
            }
            for one in found
        ],
    }
    return json.dumps(described, indent=1) + "\n"


def as_page(found: list[Material]) -> str:
    """The licences as a table."""
    rows = "".join(
        f"| {one.name} {one.version} | {one.licence} | {one.about} |\n" for one in found
    )
    return (
        "# Licences of what ibid is made of\n\n"
        "Made by `make docs` from `requirements/site.txt` and the packages.\n"
        "`materials.cdx.json` has the same packages with their hashes, in the form of\n"
        "CycloneDX. The fonts have their licence in `fonts-licence.txt`.\n\n"
        f"| package | licence | what it is |\n|---|---|---|\n{rows}"
    )


def files() -> Iterator[tuple[Path, str]]:
    """Each file, and what stands in it."""
    found = list(materials(LOCK.read_text("utf-8")))
    pyproject = (ROOT / "pyproject.toml").read_text("utf-8")
    version = re.search(r'^version = "(.+)"$', pyproject, re.MULTILINE)
    yield LIST, as_list(found, version[1] if version else "")
    yield LICENCES, as_page(found)


def main() -> None:
    """Write both."""
    for path, text in files():
        path.write_text(text, "utf-8")
        print(f"Wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
