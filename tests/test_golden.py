"""The small guide's whole site, every byte of it, as it was last found to be right.

What has changed on purpose is taken over by `python -m tests.test_golden`; the change
of tests/golden/site is then to be read like any other.
"""

import re
import shutil
import tempfile
from pathlib import Path

from tests.guides import ROOT, Project, site

GOLDEN = ROOT / "tests" / "golden"


def build(folder: Path) -> Path:
    """Build the small guide in the templates of every guide, with assets of few words.

    A stylesheet is looked at in pictures; here, its name alone would change each page.
    """
    project = Project(folder)
    for name in ("content", "assets"):
        shutil.copytree(GOLDEN / name, folder / name)
    shutil.copytree(ROOT / "templates", folder / "templates")
    outcome = project.build()
    assert outcome.published, outcome.problems
    return project.output


def test_the_small_guide_comes_out_as_before(tmp_path: Path) -> None:
    """Pages, feed, sitemap, worker and assets: nothing more, nothing less."""
    before, now = site(GOLDEN / "site"), site(build(tmp_path / "guide"))
    assert sorted(now) == sorted(before)
    for name, data in now.items():
        assert text(data) == text(before[name]), name


def text(data: bytes | None) -> str:
    """A file's text; the worker's version, a mere fingerprint, may be any."""
    return re.sub(
        r'(?<=FAMILY \+ )"[0-9a-f]{16}"', '"…"', (data or b"").decode("latin-1")
    )


def take_over() -> None:
    """Make the site of today the one to be compared with."""
    with tempfile.TemporaryDirectory() as folder:
        output = build(Path(folder) / "guide")
        shutil.rmtree(GOLDEN / "site", ignore_errors=True)
        for name, data in site(output).items():
            path = GOLDEN / "site" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data or b"")


if __name__ == "__main__":
    take_over()
