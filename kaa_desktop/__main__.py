"""Entry point of `kaa-desktop` and `python -m kaa_desktop`."""

from __future__ import annotations

import sys

from kaa_desktop.bootstrap import main as run


def main() -> int:
    """Run with the arguments of the process."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
