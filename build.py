"""Build the guide: `python build.py --help` says what else it can do."""

import sys

from ibid.cli import main

if __name__ == "__main__":
    sys.exit(main())
