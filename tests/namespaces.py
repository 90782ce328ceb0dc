"""Commands run where their mounts are their own: no other process sees them."""

import shlex
import subprocess
import sys
from collections.abc import Iterable
from functools import cache

from tests.guides import ROOT

AS_ANYONE = """
import ctypes, sys
nobody = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
assert ctypes.CDLL(None).capset(*nobody) == 0
from ibid import cli
sys.exit(cli.main(sys.argv[1:]))
"""


@cache
def unshare() -> tuple[str, ...]:
    """What gives a command mounts of its own; nothing on systems that can't."""
    for words in (("unshare", "-m"), ("unshare", "-rm")):
        tried = subprocess.run([*words, "true"], check=False, capture_output=True)
        if tried.returncode == 0:
            return words
    return ()


def run(
    before: str, words: Iterable[object], after: str = ""
) -> subprocess.CompletedProcess[str]:
    """Build by the command between two scripts of the shell, among mounts of its own.

    The build may do what any user may. Its exit code is the result's.
    """
    command = shlex.join([sys.executable, "-c", AS_ANYONE, *map(str, words)])
    script = (
        f"set -e; {before}\nset +e; {command}; code=$?; set -e\n{after}\nexit $code"
    )
    return subprocess.run(
        [*unshare(), "sh", "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
