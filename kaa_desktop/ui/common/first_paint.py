"""A window that tells when it has been painted; what it does not show can wait until then."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame


class FirstWindow(QFrame):
    """Emits `painted` once, after the first paint has been handled.

    An event filter would do for every window, but the binding makes the types of all its events then.
    """

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._unpainted = True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; the children follow before the timer."""
        super().paintEvent(event)
        if self._unpainted:
            self._unpainted = False
            QTimer.singleShot(0, self, self.painted.emit)
