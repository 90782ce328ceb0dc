"""Make .venv hold what a lock names: `python3 tools/environment.py LOCK`.

It runs on the machine's own Python before anything is installed: so it uses only the
standard library, and syntax that an old Python can read, to be able to refuse that one.
"""

import importlib.util
import shutil
import subprocess
import sys
import venv
from pathlib import Path

OLDEST = (3, 11)
ENVIRONMENT = Path(".venv")
PYTHON = ENVIRONMENT / "bin" / "python"
INSTALLED = ENVIRONMENT / "installed-lock.txt"
# The tests' lock holds all that the site's does, at the same versions.
FULL_LOCK = Path("requirements/test.txt")


def main() -> None:
    """Create .venv if it is missing or broken, and install the lock if it changed."""
    lock = Path(sys.argv[1])
    demand_python()
    if not starts(PYTHON):
        create()
    if not is_installed(lock):
        install(lock)


def demand_python() -> None:
    """Stop with the name of what to install unless this Python can make .venv."""
    if sys.version_info < OLDEST:
        sys.exit(
            f"ibid needs Python 3.11 or newer; {sys.executable} is {version()}. "
            "With a newer one installed: make PYTHON=python3.11 …"
        )
    # Debian puts ensurepip, without which a venv has no pip, into a package apart.
    if importlib.util.find_spec("ensurepip") is None:
        sys.exit(
            f"{sys.executable} cannot make virtual environments: ensurepip is missing. "
            "On Debian and Ubuntu: apt-get install python3-venv"
        )


def version() -> str:
    """Return this Python's version, such as 3.11.2."""
    return ".".join(str(part) for part in sys.version_info[:3])


def starts(python: Path) -> bool:
    """Tell whether that Python runs and has pip: a system upgrade may break it."""
    if not python.exists():
        return False
    return (
        subprocess.run([str(python), "-c", "import pip"], check=False).returncode == 0
    )


def create() -> None:
    """Create .venv, whole or not at all."""
    print(f"Creating {ENVIRONMENT} with Python {version()} …", flush=True)
    try:
        venv.create(ENVIRONMENT, clear=True, symlinks=True, with_pip=True)
    except BaseException:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        raise


def is_installed(lock: Path) -> bool:
    """Tell whether what was last installed covers the lock, by its bytes."""
    if not INSTALLED.exists():
        return False
    return INSTALLED.read_bytes() in {lock.read_bytes(), FULL_LOCK.read_bytes()}


def install(lock: Path) -> None:
    """Install the locked packages, each only if its hash is in the lock."""
    INSTALLED.unlink(missing_ok=True)
    count = lock.read_text(encoding="utf-8").count("==")
    print(f"Installing {count} locked packages from {lock} …", flush=True)
    pip = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    done = subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=False)
    if done.returncode:
        sys.exit(f"pip could not install {lock}: its reason stands above.")
    shutil.copyfile(lock, INSTALLED)


if __name__ == "__main__":
    main()
