"""A thin line on top of the page while the register works longer than somebody waits without wondering."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar

_PATIENCE_MS = 500


class BusyLine(QProgressBar):
    """Shows that something is being read or written; takes the same room when there is nothing to show."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("slim", True)
        self.setRange(0, 0)
        self.setTextVisible(False)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self.show)

    def show_busy(self, busy: bool) -> None:  # noqa: FBT001 - a slot for `busy_changed`
        """Work has begun, or all of it is done."""
        if busy:
            self._patience.start()
        else:
            self._patience.stop()
            self.hide()
