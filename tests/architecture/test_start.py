"""What the program must not load before somebody needs it."""

from __future__ import annotations

import subprocess
import sys

import pytest

LATE = ("polars", "Cryptodome", "pikepdf")


@pytest.mark.parametrize(
    "start", ["kaa_desktop.bootstrap", "kaa_desktop.ui.application", "kaa_desktop.ui.pages"]
)
def test_what_is_needed_late_is_loaded_late(start: str) -> None:
    program = f"import sys, {start}; print(*sorted(m for m in sys.modules if m in {LATE!r}))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.split() == []
