"""Chromium, and guides built once and served to it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from ibid import cli
from tests.guides import small_guide
from tools import browser as chromium
from tools.webserver import serving

TODAY = ("--today", "2026-11-22")
Window = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, for all tests of a worker; see `window` for a page of it."""
    path = chromium.find()
    assert path, "no Chromium: `python tools/browser.py` installs one"
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(
            executable_path=path, args=list(chromium.ARGUMENTS)
        )
        yield instance
        instance.close()


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Window]:
    """Gives the page of a window of this size, in a context with these settings.

    To begin a context takes far longer than to show a page, so that the tests of a file
    share one for the same settings. It has no worker between the page and its host, and
    what a test leaves is gone when the next one goes to its address. A test of media,
    storage, clocks or workers begins a context of its own.
    """
    pages: dict[tuple[tuple[str, object], ...], Page] = {}

    def window(width: int = 390, height: int = 844, **settings: Any) -> Page:
        key = tuple(sorted(settings.items()))
        if key not in pages:
            context = browser.new_context(service_workers="block", **settings)
            pages[key] = context.new_page()
        pages[key].set_viewport_size({"width": width, "height": height})
        return pages[key]

    yield window
    for page in pages.values():
        page.context.close()


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
def site_url(real_site: Path) -> Iterator[str]:
    """The address of the served guide, ending with a slash."""
    with serving(real_site) as address:
        yield address
