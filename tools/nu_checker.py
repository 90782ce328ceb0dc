"""The Nu checker of HTML: found, or installed where Java and npm are at hand.

`python -m tools.nu_checker` installs it below `.cache/` and says where it is.
"""

import os
import shutil
import subprocess
from pathlib import Path

FOLDER = Path(".cache/nu")
JAR = FOLDER / "node_modules/vnu-jar/build/dist/vnu.jar"


def main() -> None:
    """Install it, or say why the tests go without."""
    if not find() and shutil.which("java") and shutil.which("npm"):
        command = ["npm", "install", "--prefix", str(FOLDER), "--no-package-lock"]
        options = ["--no-audit", "--no-fund", "--silent", "vnu-jar"]
        subprocess.run([*command, *options], check=False)
    print(
        find() or "No Nu checker: it needs Java and npm. A few patterns stand for it."
    )


def find() -> str:
    """The path of the checker; "" where it or Java is missing."""
    jar = os.environ.get("NU_CHECKER", "") or str(JAR)
    return jar if shutil.which("java") and Path(jar).is_file() else ""


if __name__ == "__main__":
    main()
