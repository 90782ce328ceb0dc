"""Find a Chromium for the tests and the gallery, or install one, and what drives it.

`python tools/browser.py` prints its path on standard output and what it does meanwhile
on standard error. The environment variable IBID_CHROMIUM names one to use instead.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

# A container has neither sandbox nor graphics card; the rest keeps it off the net.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Letters are as wide as on paper and on fine screens, in the shell too.
    "--font-render-hinting=none",
)
# The same engine without windows: a page costs it a third of the time.
SHELL = "chromium-headless-shell"
COMMANDS = (
    *(SHELL, "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable"),
)
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def main() -> None:
    """Print the path of a Chromium that starts, having installed it if need be."""
    # Playwright's own Node.js needs a library that a bare Debian does not have.
    if not is_driven() and not (install_package("libatomic1") and is_driven()):
        sys.exit("Playwright does not start: its reason stands above.")
    path = find()
    if (not path or is_offered(path)) and install_package(SHELL):
        path = find()
    for install in (partial(install_package, "chromium"), download):
        if not path and install():
            path = find()
    if not path:
        sys.exit(
            "No Chromium was found and none could be installed. Install Chromium or "
            "Google Chrome, or name one: IBID_CHROMIUM=/path/to/chromium"
        )
    print(path)


def is_driven() -> bool:
    """Tell whether Playwright starts; without it there is nothing to drive."""
    installed = importlib.util.find_spec("playwright") is not None
    return not installed or runs(sys.executable, "-m", "playwright", "--version")


def find() -> str | None:
    """Return the path of the first Chromium that starts, or None."""
    named = os.environ.get("IBID_CHROMIUM")
    if named and not starts(named):
        sys.exit(f"IBID_CHROMIUM names {named}, which does not start.")
    return named or next(filter(starts, candidates()), None)


def is_offered(instead: str) -> bool:
    """Tell whether the system has the shell to install in place of another browser."""
    if os.environ.get("IBID_CHROMIUM") or Path(instead).name == SHELL:
        return False
    asked = ["apt-cache", "--quiet", "show", SHELL]
    return (
        bool(shutil.which(asked[0]))
        and not subprocess.run(
            asked, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
        ).returncode
    )


def candidates() -> Iterator[str]:
    """Yield where a Chromium may be: the system's first, then Playwright's own."""
    yield from filter(None, map(shutil.which, COMMANDS))
    yield from APPLICATIONS
    asked = subprocess.run(
        [sys.executable, "-c", ASK_PLAYWRIGHT],
        capture_output=True,
        text=True,
        check=False,
    )
    yield from asked.stdout.split("\n")[:1]


def starts(path: str) -> bool:
    """Tell whether the browser at the path starts; Ubuntu's may be an empty shell."""
    if not Path(path).is_file():
        return False
    try:
        asked = subprocess.run(
            [path, "--version"], capture_output=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def install_package(name: str) -> bool:
    """Install a package of a Debian-like distribution where that needs no password."""
    root = os.geteuid() == 0
    if not shutil.which("apt-get") or not (root or shutil.which("sudo")):
        return False
    say(f"Installing the system's package {name} with apt-get …")
    rights = [] if root else ["sudo", "--non-interactive"]
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet=2"]
    install = ["install", "--yes", "--no-install-recommends", name]
    return runs(*apt, "update") and runs(*apt, *install)


def download() -> bool:
    """Let Playwright download the Chromium that it was made for."""
    say("Downloading Playwright's own Chromium …")
    return runs(sys.executable, "-m", "playwright", "install", "chromium")


def runs(*command: str) -> bool:
    """Run a command and tell whether it succeeded; pass on its words only if not."""
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        say(done.stdout)
    return done.returncode == 0


def say(line: str) -> None:
    """Say on standard error what is being done: standard output is for the path."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
