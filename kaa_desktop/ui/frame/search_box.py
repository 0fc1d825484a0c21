"""The one search box, on top of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from kaa_desktop.ui.common.icons import Icons


class SearchBox(QLineEdit):
    """Emits `left()` on Enter or Down, and clears on Escape."""

    left = Signal()

    def __init__(self, icons: Icons, *, name: str, hint: str) -> None:
        super().__init__()
        self.setProperty("search", True)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(True)
        self._glass = QAction(self)
        icons.set(self._glass, "search", "muted")
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._glass.triggered.connect(self.begin)

    def begin(self) -> None:
        """Go there, ready to replace what was searched for."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave for the results, or empty the box."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
