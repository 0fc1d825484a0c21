"""Entry point of `kaa-desktop` and `python -m kaa_desktop`."""

from __future__ import annotations

import gc
import sys

_INTERRUPTED = 130


def main() -> int:
    """Run with the arguments of the process."""
    gc.disable()  # nothing made until the window stands is garbage; it or a command wakes the collector
    try:  # the imports take the longest, and Ctrl+C may come at any time
        from kaa_desktop.bootstrap import main as run

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return _INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
