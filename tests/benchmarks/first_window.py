"""From the start of the process until the first window is painted, against a bare window of PySide6.

Qt itself says when the pixels of a window are handed to the screen, so the product is started as it is,
by the command that is installed.

Run: python -m tests.benchmarks.first_window
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.timing import say

RUNS = 40
ROOT = Path(__file__).parents[2]
_PAINTED = b"Flushing top level"

_BARE = """
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.resize(900, 600)
window.show()
application.exec()
"""


@dataclass(frozen=True, slots=True)
class Start:
    """Milliseconds of one start: on the clock, and of the processor."""

    clock: float
    processor: float


def start(command: list[str], variables: dict[str, str]) -> Start:
    """One start, ended as soon as the window is painted."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=variables, stderr=subprocess.PIPE)
    if process.stderr is None or not any(_PAINTED in said for said in process.stderr):
        sys.exit("the window was not painted")
    clock = time.perf_counter() - begun
    process.kill()
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    process.stderr.close()
    return Start(clock * 1000, (used.ru_utime + used.ru_stime) * 1000)


def main() -> None:
    """Print both and their ratio; the two take turns, so that load falls on both."""
    installed = shutil.which("kaa-desktop", path=Path(sys.executable).parent)
    if installed is None:
        sys.exit("kaa-desktop is not installed beside this Python")
    with tempfile.TemporaryDirectory() as home:
        own = {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home, "XDG_RUNTIME_DIR": home}
        platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
        told = {"QT_QPA_PLATFORM": platform, "QT_LOGGING_RULES": "qt.widgets.painting=true"}
        variables = {**os.environ, **own, **told}
        variables.pop("PYTHONDONTWRITEBYTECODE", None)
        bare, ours = [], []
        for run in range(RUNS + 1):
            pair = start([sys.executable, "-c", _BARE], variables), start([installed], variables)
            if run:  # the first writes the bytecode
                bare.append(pair[0])
                ours.append(pair[1])
    _say("clock", [one.clock for one in ours], [one.clock for one in bare])
    _say("processor", [one.processor for one in ours], [one.processor for one in bare])


def _say(what: str, ours: list[float], bare: list[float]) -> None:
    mine, theirs = statistics.median(ours), statistics.median(bare)
    least = min(ours) / min(bare)
    say(
        f"first window, {what}: {mine:.0f} ms, bare window {theirs:.0f} ms, ratio {mine / theirs:.2f} "
        f"(of the shortest {least:.2f}); aim <= 1.5"
    )


if __name__ == "__main__":
    main()
