"""Build the guide: `python build.py --help` says what else it can do."""

import sys
from pathlib import Path

if __name__ == "__main__" and __spec__ is not None:
    # `python -m build` means the packager, which this file would stand in for.
    import runpy

    here = Path(__file__).parent
    sys.path[:] = [one for one in sys.path if Path(one or ".").resolve() != here]
    runpy.run_module("build", run_name="__main__", alter_sys=True)
elif __name__ == "__main__":
    # Run isolated, with -I or -P, Python doesn't look beside the file that it runs.
    sys.path.append(str(Path(__file__).resolve().parent))
    try:
        from ibid.cli import main

        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
