"""Where a dialog stands: over the middle of its window, and wholly on the screen."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog

_FRAME = QPoint(8, 40)
"""What the system draws around a dialog, at most; known only some time after it is shown."""


def centre(dialog: QDialog) -> None:
    """Over the middle of its window; Qt has done so for the size that it had before it grew."""
    parent = dialog.parentWidget()
    if parent is None:
        return
    middle = parent.window().geometry().center()
    wanted = middle - QPoint(dialog.width() + _FRAME.x(), dialog.height() + _FRAME.y()) / 2
    dialog.move(_inside(dialog, wanted))


def keep_on_screen(dialog: QDialog) -> None:
    """Where it has grown beyond the screen, as far up and left as it must."""
    place = dialog.pos()
    fitting = _inside(dialog, place)
    if fitting != place:
        dialog.move(fitting)


def _inside(dialog: QDialog, place: QPoint) -> QPoint:
    room = dialog.screen().availableGeometry()
    right = room.right() - dialog.width() - _FRAME.x()
    bottom = room.bottom() - dialog.height() - _FRAME.y()
    return QPoint(max(room.left(), min(place.x(), right)), max(room.top(), min(place.y(), bottom)))
