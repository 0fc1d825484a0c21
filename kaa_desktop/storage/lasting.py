"""Makes a new name in a folder outlive a power cut."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def make_lasting(folder: Path) -> None:
    """A new name in a folder outlives a power cut once the folder itself is on the disk."""
    if os.name != "posix":  # Windows opens no folder, and needs none
        return
    with suppress(OSError):  # some file systems cannot; the file itself is written
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
