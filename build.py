"""Build the guide: `python build.py --help` says what else it can do."""

import sys

if __name__ == "__main__":
    try:
        from ibid.cli import main

        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
