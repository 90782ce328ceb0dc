"""Chromium, and guides built once and served to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from ibid import cli
from tests.guides import small_guide
from tools import browser as chromium
from tools.webserver import serving

ROOT = Path(__file__).parents[2]
TODAY = ("--today", "2026-11-22")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, for all tests of a worker; each test opens a context of its own."""
    path = chromium.find()
    assert path, "no Chromium: `python tools/browser.py` installs one"
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(
            executable_path=path, args=list(chromium.ARGUMENTS)
        )
        yield instance
        instance.close()


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real guide, built once by the command that builds it for everyone."""
    folder = tmp_path_factory.mktemp("site") / "output"
    inputs = ("content", "templates", "assets")
    options = [part for name in inputs for part in (f"--{name}", str(ROOT / name))]
    assert cli.main(["build", *options, *TODAY, "--output", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small guide at a host of its own: for what is the same in every guide."""
    project = small_guide(tmp_path_factory.mktemp("small"))
    folder = project.output
    names = ("content", "templates", "assets", "output")
    options = [
        part for name in names for part in (f"--{name}", f"{project.folder / name}")
    ]
    options += ["--base-url", "https://small.example/"]
    assert cli.main(["build", *options, *TODAY]) == 0
    return folder


@pytest.fixture(scope="session")
def site_url(site_folder: Path) -> Iterator[str]:
    """The address of the served guide, ending with a slash."""
    with serving(site_folder) as address:
        yield address
