"""Pin the newest versions that pyproject.toml allows: `python3 tools/locks.py`."""

import os
import subprocess
import tempfile
import venv
from pathlib import Path

# Names, versions and hashes only: no address and no path of the machine that locked.
OPTIONS = (
    "--quiet",
    "--upgrade",
    "--generate-hashes",
    "--strip-extras",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
)
SITE = "requirements/site.txt"
TEST = "requirements/test.txt"


def main() -> None:
    """Write both locks, with pip-tools in an environment that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, symlinks=True, with_pip=True)
        python = str(Path(folder) / "bin" / "python")
        run(python, "-m", "pip", "install", "--quiet", "pip-tools")
        # -P keeps this folder's build.py from standing in for the package build.
        compile_lock = (python, "-P", "-m", "piptools", "compile", *OPTIONS)
        print(f"Pinning {SITE} …", flush=True)
        # The guide in content/ has cards as PDF files, and can be searched.
        site = ("--extra", "pdf", "--extra", "search")
        run(*compile_lock, *site, "--output-file", SITE, "pyproject.toml")
        # The tests run with the very versions that build the site.
        test = (*site, "--extra", "dev", "--extra", "csl", "--extra", "cluster")
        print(f"Pinning {TEST} …", flush=True)
        run(*compile_lock, *test, "-c", SITE, "-o", TEST, "pyproject.toml")


def run(*command: str) -> None:
    """Run a command apart from the machine's pip settings, which could enter a lock."""
    settings = {"PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    subprocess.run(command, check=True, env={**os.environ, **settings})


if __name__ == "__main__":
    main()
