"""What the first window may not wait for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_UNTIL_PAINTED = """
import os
from PySide6 import QtCore
from kaa_desktop import bootstrap
from kaa_desktop.ui.common.first_paint import FirstWindow

def painted(window, event):
    print("painted", *(name for name in ("Qt",) if name in vars(QtCore)), flush=True)
    os._exit(0)

FirstWindow.paintEvent = painted
bootstrap.main([])
"""


def test_the_first_window_is_painted_before_the_enumerations_of_qt_are_made(tmp_path: Path) -> None:
    own = {name: str(tmp_path) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")}
    settings = tmp_path / "kaa-desktop" / "settings.json"
    settings.parent.mkdir()
    settings.write_text('{"registers": ["/registers/north.kaa"]}', "utf-8")
    ended = subprocess.run(
        [sys.executable, "-c", _UNTIL_PAINTED],
        env={**os.environ, **own, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert ended.stdout.split() == ["painted"]
