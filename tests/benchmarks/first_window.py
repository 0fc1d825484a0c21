"""From the start of the process until the first window is painted, against a bare window of PySide6.

Run: python -m tests.benchmarks.first_window
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.timing import say

RUNS = 9
ROOT = Path(__file__).parents[2]

# The window is painted when its first paint event has been handled; the process then ends itself.
_WATCH = """
import os
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
            QTimer.singleShot(0, lambda: os._exit(0))
        return False
"""

_BARE = f"""{_WATCH}
application = QApplication([])
watch = Watch()
application.installEventFilter(watch)
window = QWidget()
window.resize(900, 600)
window.show()
application.exec()
"""

# The product's own start; the watch is put on the application object as it is made.
_OURS = (
    """
import sys
from kaa_desktop.bootstrap import main
if "KAA_WATCH" in sys.argv:
    sys.argv.remove("KAA_WATCH")
import PySide6.QtWidgets as widgets
"""
    + _WATCH.replace("from PySide6.QtWidgets import QApplication, QWidget", "QWidget = widgets.QWidget")
    + """
made = widgets.QApplication.__init__
def watched(self, *arguments):
    made(self, *arguments)
    self.watch = Watch()
    self.installEventFilter(self.watch)
widgets.QApplication.__init__ = watched
sys.exit(main([]))
"""
)


def milliseconds(program: str, variables: dict[str, str]) -> float:
    """One start."""
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=variables, check=True, timeout=60, capture_output=True
    )
    return (time.perf_counter() - begun) * 1000


def main() -> None:
    """Print both medians and their ratio; the two take turns, so that load falls on both."""
    with tempfile.TemporaryDirectory() as home:
        own = {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home, "XDG_RUNTIME_DIR": home}
        variables = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"), **own}
        variables.pop("PYTHONDONTWRITEBYTECODE", None)
        bare, ours = [], []
        for run in range(RUNS + 1):
            times = milliseconds(_BARE, variables), milliseconds(_OURS, variables)
            if run:  # the first writes the bytecode
                bare.append(times[0])
                ours.append(times[1])
    theirs, mine = statistics.median(bare), statistics.median(ours)
    say(f"first window: {mine:.0f} ms, bare window {theirs:.0f} ms, ratio {mine / theirs:.1f}; aim <= 1.5")


if __name__ == "__main__":
    main()
