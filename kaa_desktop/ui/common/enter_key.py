"""Enter presses the button that has the keyboard, in every window.

Qt lets Enter press the default button of a dialog wherever the keyboard is, on another button too, and in a
window that is no dialog it presses none.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMainWindow, QPushButton, QToolButton, QWidget

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def presses_button(window: QWidget, event: QKeyEvent) -> bool:
    """Press the button that has the keyboard, if the key says so; whether it did.

    Called with keys for which nobody between the keyboard and the window had a use.
    """
    focused = window.focusWidget()
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if not (event.key() in _ENTER and plain and isinstance(focused, QPushButton | QToolButton)):
        return False
    focused.click()
    return True


class EnterPresses(QMainWindow):
    """A window whose buttons are pressed by Enter as by the space bar."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter."""
        if not presses_button(self, event):
            super().keyPressEvent(event)
