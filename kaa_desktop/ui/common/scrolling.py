"""What scrolls where the window is small or the scale is large."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolled(content: QWidget) -> QScrollArea:
    """For what holds fields and tables: the keyboard goes to them, and they come into view."""
    scroll = _around(content)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return scroll


def readable(content: QWidget, name: str) -> QScrollArea:
    """For what is read: the keyboard can go to it and scroll, and a ring shows that.

    Args:
        content: what scrolls.
        name: what a screen reader calls it.
    """
    scroll = _around(content)
    scroll.setAccessibleName(name)
    scroll.setProperty("ring", True)
    return scroll


def _around(content: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidget(content)
    return scroll
