"""A preview that runs as an author runs it: for the tests of the preview."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.guides import ROOT

PATIENCE = 30


@dataclass(frozen=True)
class Running:
    """A folder with a guide in it, and the address where it is shown."""

    folder: Path
    address: str

    @property
    def about(self) -> Path:
        return self.folder / "content/about.md"


@contextlib.contextmanager
def running(
    folder: Path, *options: str, content: Path = ROOT / "content"
) -> Iterator[Running]:
    """The guide's preview on a port that the system chose."""
    if not (folder / "content").exists():
        shutil.copytree(content, folder / "content")
        for name in ("templates", "assets"):
            shutil.copytree(ROOT / name, folder / name)
    command = [sys.executable, "-u", "-W", "error", str(ROOT / "build.py"), "serve"]
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    with subprocess.Popen(
        [*command, "--port=0", "--today=2026-11-22", *options],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path.rstrip(os.pathsep)},
        text=True,
    ) as server:
        assert server.stdout is not None
        try:
            lines = iter(server.stdout.readline, "")
            addresses = (re.search(r"http://\S+", line) for line in lines)
            yield Running(folder, next(found[0] for found in addresses if found))
        finally:
            server.terminate()
